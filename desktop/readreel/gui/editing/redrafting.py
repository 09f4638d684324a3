"""One paragraph asked again, as a child of the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from readreel.core.errors import ReadreelError
from readreel.gui.jobs.child import Child, Ended
from readreel.project.folder import ProjectFolder
from readreel.project.redraft import Asked, read_redraft


class Redrafting(QObject):
    """``ready`` carries a `Redraft`, ``failed`` a code and its values; ``stopped`` follows `stop`."""

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

    def start(
        self, project: Path, asked: Asked, writer: str = "auto", device: str = "auto"
    ) -> None:
        """Have a passage written again; what ran before is stopped."""
        self.stop()
        child = Child(arguments(project, asked, writer, device), self)
        child.ended.connect(lambda ended: self._end(child, ended, project, asked.passage))
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

    def _end(self, child: Child, ended: Ended, project: Path, passage: int) -> None:
        child.deleteLater()
        if child is not self._child:
            return
        self._child = None
        if ended.kind == "finished":
            try:
                self.ready.emit(read_redraft(ProjectFolder(project).redraft(passage)))
            except ReadreelError as error:
                self.failed.emit(error.code, error.values)
        elif ended.kind == "failed":
            self.failed.emit(ended.code, ended.values)
        else:
            log = str(ProjectFolder(project).log("again"))
            values = {"step": "again", "status": str(ended.status), "log": log}
            self.failed.emit("engine.crashed", values)


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
