"""One paragraph asked again: what was asked, and the draft that came of it.

A draft changes nothing by itself: it lies in ``steps/again-<passage>.json`` until the window makes an edit
of it, and goes with the completion records when everything is done again.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec

from readreel.core.errors import StorageError
from readreel.project.artifacts import Artifact
from readreel.project.files import write_atomic

Manner = Literal["shorter", "plainer", "closer", "own"]

MOST_CHARACTERS = 400
"""Length of an instruction; more would push the passage out of a small writer's mind."""


class Asked(msgspec.Struct, frozen=True):
    """A passage of the outline, and how it is wanted; ``instruction`` goes with the manner ``own``."""

    passage: int
    manner: Manner
    instruction: str = ""


class Redraft(Artifact, frozen=True, kw_only=True):
    """A passage written again. ``refused`` names the checks that a line of the draft failed: such a line
    stands as it was said. ``support`` is 0…1.
    """

    asked: Asked
    text: str
    origin: Literal["rewritten", "cleaned"]
    support: float
    sentences: tuple[int, ...]
    refused: tuple[str, ...] = ()


def joined(drafts: Sequence[Redraft], between: str) -> Redraft:
    """Drafts of passages that follow one another as one; ``asked`` is that of the first."""
    sizes = [len(draft.text) for draft in drafts]
    support = sum(d.support * size for d, size in zip(drafts, sizes, strict=True))
    spoken = all(draft.origin == "cleaned" for draft in drafts)
    return Redraft(
        asked=drafts[0].asked,
        text=between.join(draft.text for draft in drafts),
        origin="cleaned" if spoken else "rewritten",
        support=round(support / max(1, sum(sizes)), 3),
        sentences=tuple(number for draft in drafts for number in draft.sentences),
        refused=tuple(dict.fromkeys(check for draft in drafts for check in draft.refused)),
    )


def read_redraft(path: Path) -> Redraft:
    """The draft at ``path``; raises `StorageError` where it is absent or damaged."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Redraft)
    except FileNotFoundError as error:
        raise StorageError("storage.absent", path=path) from error
    except msgspec.MsgspecError as error:
        raise StorageError("storage.damaged", path=path, reason=error) from error


def write_redraft(path: Path, redraft: Redraft) -> None:
    """Put a draft at ``path``, whole or not at all."""
    write_atomic(path, msgspec.json.format(msgspec.json.encode(redraft), indent=1) + b"\n")
