"""What a step is given besides its artifacts: where to report, what to remember, where stills go."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol, TypeVar

from readreel.project.journal import Journal

T = TypeVar("T")


class Context(Protocol):
    """The surroundings of one step. Only this names files."""

    def progress(self, done: float, total: float, unit: str) -> None:
        """Say how far the step is; ``unit`` is a plain word such as seconds, passages, stills."""
        ...

    def notice(self, code: str, /, **values: object) -> None:
        """Tell the user something that is not an error; ``code`` as in ``resources/messages``."""
        ...

    def check(self) -> None:
        """Raise `Cancelled` if the user asked to stop. Call it at least every few seconds."""
        ...

    def journal(self, entry: type[T]) -> Journal[T]:
        """The step's own journal: entries of an earlier, interrupted run with the same inputs."""
        ...

    def stills(self) -> Path:
        """The folder that stills are written to and read from; it exists."""
        ...
