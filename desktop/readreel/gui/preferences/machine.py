"""What this machine has, asked of ``readreel doctor`` in a child: the engines are never loaded here."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject, QProcess, Signal

from readreel.core.itself import program
from readreel.pipeline.diagnosis import Diagnosis


class Examination(QObject):
    """One question at a time. ``found`` carries a `Diagnosis`; ``failed`` what the child said last."""

    found = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process = QProcess(self)
        self._process.finished.connect(self._finish)
        self._process.errorOccurred.connect(self._error)

    @property
    def running(self) -> bool:
        """Whether an answer is on its way."""
        return self._process.state() != QProcess.ProcessState.NotRunning

    def start(self) -> None:
        """Ask; an answer that is on its way already will do."""
        if not self.running:
            command = [*program(), "doctor", "--json"]
            self._process.start(command[0], command[1:])

    def shut_down(self) -> None:
        """Let go of the child; call before the window goes."""
        self._process.blockSignals(True)
        if self.running:
            self._process.kill()
            self._process.waitForFinished(2_000)

    def _finish(self, status: int, how: QProcess.ExitStatus) -> None:
        answer = bytes(self._process.readAllStandardOutput().data())
        said = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        if status == 0 and how == QProcess.ExitStatus.NormalExit:
            try:
                self.found.emit(msgspec.json.decode(answer, type=Diagnosis))
                return
            except msgspec.MsgspecError as error:
                said = str(error)
        self.failed.emit((said.strip().splitlines() or [str(status)])[-1])

    def _error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self.failed.emit(self._process.errorString())
