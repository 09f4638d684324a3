"""A block: code as it stands on one screen, with its output and what was parted from it."""

from __future__ import annotations

from typing import Literal

import msgspec

from readreel.project.artifacts import Box
from readreel.steps.read.code.rows import Row, around

Origin = Literal["editor", "notebook", "terminal", "slide"]


class Block(msgspec.Struct, frozen=True):
    """Code on one screen; ``above`` and ``below`` say that more of it may be out of view there.

    ``prompts`` and ``numbers`` are places in the screen's lines that hold nothing but those; ``count``
    is the notebook's number of the run.
    """

    origin: Origin
    rows: tuple[Row, ...]
    output: tuple[Row, ...] = ()
    prompt: str = ""
    count: int | None = None
    prompts: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()
    above: bool = False
    below: bool = False

    @property
    def box(self) -> Box:
        """Around the code and its output."""
        return around(row.box for row in (*self.rows, *self.output))
