"""What the pane marks just now: the only thing that changes between two paintings of the same article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from readreel.gui.reading.targets import Target


@dataclass
class State:
    """Marks of one pane. ``matches`` are found words as first and last position in the document."""

    project: Path = field(default_factory=Path)
    playing: str = ""
    hovered: Target | None = None
    focused: Target | None = None
    matches: Sequence[tuple[int, int]] = ()
    match: int = -1
    missing_text: str = ""
