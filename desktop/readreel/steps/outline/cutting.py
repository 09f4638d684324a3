"""Cutting a row of sentences into runs, the best way over all, by dynamic programming.

A run earns what it holds together, the gaps it is cut at earn what they are worth, and a length far
from the wanted one costs. Time grows with the sentences times the longest run allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Cohesion = Callable[[int, int], Floats]

_FORBIDDEN = 1e6


class Lengths(msgspec.Struct, frozen=True):
    """What a run may measure, in any unit: ``wanted``, and the cost of leaving it (per squared log ratio).

    A run outside ``least``…``most`` is taken only where nothing else is possible.
    """

    wanted: float
    least: float
    most: float
    stiffness: float


def cut(
    position: Floats,
    worth: Floats,
    lengths: Lengths,
    cohesion: Cohesion | None = None,
    check: Callable[[], None] = lambda: None,
) -> list[int]:
    """The indices at which runs begin, 0 first.

    ``position`` has one entry more than there are items and never falls; ``worth[i]`` is earned by a
    cut before item ``i``; ``cohesion(first, end)`` gives what the runs first…end−1, first+1…end−1, …
    earn.
    """
    count = len(position) - 1
    best = np.full(count + 1, -np.inf)
    best[0] = 0.0
    back = np.zeros(count + 1, dtype=np.int64)
    for end in range(1, count + 1):
        if end % 64 == 0:
            check()
        first = int(np.searchsorted(position[:end], position[end] - lengths.most))
        first = min(first, end - 1)
        earned = best[first:end] - _length_cost(position[end] - position[first:end], lengths)
        if cohesion is not None:
            earned = earned + cohesion(first, end)
        # Of equal ways the one with the longer last run, whatever the platform's argmax does with ties.
        chosen = int(np.argmax(earned))
        back[end] = first + chosen
        best[end] = earned[chosen] + (worth[end] if end < count else 0.0)
    return _starts(back)


def _length_cost(length: Floats, lengths: Lengths) -> Floats:
    ratio = np.log(np.maximum(length, 1e-6) / lengths.wanted)
    outside = np.maximum(0.0, lengths.least - length) / lengths.least
    too_long = length > lengths.most
    return np.asarray(lengths.stiffness * ratio**2 + 10 * outside + _FORBIDDEN * too_long)


def _starts(back: NDArray[np.int64]) -> list[int]:
    starts = []
    place = len(back) - 1
    while place > 0:
        place = int(back[place])
        starts.append(place)
    return starts[::-1]


def bounds(starts: Sequence[int], count: int) -> list[tuple[int, int]]:
    """Runs as (first, end) from their beginnings; ``end`` is exclusive."""
    return list(zip(starts, [*starts[1:], count], strict=True))
