"""One paragraph asked again, as a child of the window; one child for each passage it tells."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from readreel.core.errors import ReadreelError
from readreel.gui.jobs.child import Child, Ended
from readreel.project.folder import ProjectFolder
from readreel.project.redraft import Asked, Manner, Redraft, joined, read_redraft


class Work(msgspec.Struct, frozen=True):
    """Passages to be written again, each in the same manner; ``between`` stands between their texts."""

    project: Path
    passages: tuple[int, ...]
    writer: str = "auto"
    device: str = "auto"
    between: str = " "


class Redrafting(QObject):
    """``ready`` carries a `Redraft` of all the passages, ``failed`` a code and its values; ``stopped``
    follows `stop`.
    """

    ready = Signal(object)
    failed = Signal(str, dict)
    stopped = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._child: Child | None = None

    @property
    def running(self) -> bool:
        """Whether a paragraph is being written."""
        return self._child is not None

    def start(self, work: Work, manner: Manner, instruction: str = "") -> None:
        """Have passages written again, one after another; what ran before is stopped."""
        self.stop()
        self._go_on(work, [Asked(passage, manner, instruction) for passage in work.passages], [])

    def _go_on(self, work: Work, asked: Sequence[Asked], drafts: Sequence[Redraft]) -> None:
        if len(drafts) == len(asked):
            self.ready.emit(joined(drafts, work.between))
            return
        now = asked[len(drafts)]
        child = Child(arguments(work.project, now, work.writer, work.device), self)

        def go_on(ended: Ended) -> None:
            child.deleteLater()
            if child is self._child and (draft := self._draft(ended, work.project, now)):
                self._go_on(work, asked, [*drafts, draft])

        child.ended.connect(go_on)
        self._child = child
        child.start()

    def stop(self) -> None:
        """Let go of the paragraph that is being written."""
        child, self._child = self._child, None
        if child is not None:
            child.stop()
            self.stopped.emit()

    def shut_down(self) -> None:
        """End it for good and wait for that: the window closes."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait(3000)

    def _draft(self, ended: Ended, project: Path, asked: Asked) -> Redraft | None:
        """What a child has written; None, and `failed`, where it has not."""
        self._child = None
        if ended.kind == "finished":
            try:
                return read_redraft(ProjectFolder(project).redraft(asked.passage))
            except ReadreelError as error:
                self.failed.emit(error.code, error.values)
        elif ended.kind == "failed":
            self.failed.emit(ended.code, ended.values)
        else:
            log = str(ProjectFolder(project).log("again"))
            values = {"step": "again", "status": str(ended.status), "log": log}
            self.failed.emit("engine.crashed", values)
        return None


def arguments(project: Path, asked: Asked, writer: str, device: str) -> list[str]:
    """The command line of the headless program."""
    return [
        "again",
        "--events",
        "--attended",
        f"--passage={asked.passage}",
        f"--manner={asked.manner}",
        f"--instruction={asked.instruction}",
        f"--writer={writer}",
        f"--device={device}",
        "--",
        str(project),
    ]
