"""A context that remembers, for testing one step's decisions without a child process."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from readreel.core.errors import Cancelled
from readreel.project.journal import Journal

T = TypeVar("T")


class MemoryContext:
    """Implements `readreel.project.context.Context`; the journal and stills lie under ``folder``."""

    def __init__(self, folder: Path, run: str = "run") -> None:
        self.folder = folder
        self.run = run
        self.notices: list[tuple[str, dict[str, Any]]] = []
        self.steps: list[tuple[float, float, str]] = []
        self.cancelled = False

    def progress(self, done: float, total: float, unit: str) -> None:
        self.steps.append((done, total, unit))

    def notice(self, code: str, /, **values: object) -> None:
        self.notices.append((code, values))

    def check(self) -> None:
        if self.cancelled:
            raise Cancelled

    def journal(self, entry: type[T]) -> Journal[T]:
        return Journal(self.folder / "step.journal", self.run, entry)

    def stills(self) -> Path:
        path = self.folder / "stills"
        path.mkdir(exist_ok=True)
        return path
