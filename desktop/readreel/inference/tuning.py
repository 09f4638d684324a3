"""How a writer runs best on this processor: its threads, and how many drafts are under way at once.

Measured in some seconds the first time a long recording is written, and kept: what is written may depend
by a word on how many drafts share a pass, so the choice must not change from run to run. On some processors
eight drafts together cost little more than one, on others nearly as much as eight.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from readreel.project.files import write_atomic

TOGETHER = 8
"""Drafts under way at once, where that pays."""

_PAYS = 0.85
"""Share of the time alone that a draft among others must take at most, for all that sharing costs."""
_FASTER = 0.9
"""Share of the time with fewer threads that more of them must take at most."""


class Tuning(msgspec.Struct, frozen=True):
    """Threads of a pass, and drafts under way at once."""

    threads: int
    seats: int


class _Kept(msgspec.Struct, frozen=True):
    """The file: tunings by what they were measured for."""

    tunings: dict[str, Tuning] = {}


def tuned(
    file: Path, key: str, threads: Sequence[int], seconds: Callable[[int, int], float]
) -> Tuning:
    """The tuning kept in ``file`` under ``key``, else measured and kept.

    ``threads`` are numbers to choose among, the usual one first. ``seconds(threads, seats)`` measures a
    pass. A file that cannot be read is written anew, one that cannot be written is done without.
    """
    try:
        kept = msgspec.json.decode(file.read_bytes(), type=_Kept).tunings
    except (OSError, msgspec.MsgspecError):
        kept = {}
    if key in kept:
        return kept[key]
    found = best(threads, seconds)
    with suppress(OSError):
        write_atomic(file, msgspec.json.format(msgspec.json.encode(_Kept({**kept, key: found}))))
    return found


def best(threads: Sequence[int], seconds: Callable[[int, int], float]) -> Tuning:
    """The first number of threads that no other clearly beats, and with it as many drafts as pay."""
    chosen, alone = threads[0], seconds(threads[0], 1)
    for number in threads[1:]:
        other = seconds(number, 1)
        if other <= _FASTER * alone:
            chosen, alone = number, other
    together = seconds(chosen, TOGETHER) / TOGETHER
    return Tuning(chosen, TOGETHER if together <= _PAYS * alone else 1)
