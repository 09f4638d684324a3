"""A command of the headless program as a child of the window, and how it ended, as a type.

The child tells JSON lines. They are decoded as they come and delivered every 50 ms, of each step's
progress only the latest, so that a flood of events never holds up the window. A child is asked to stop
by a word on its standard input, which works on every system; one that does not listen is terminated,
then killed. It ends by itself when the window is gone, because its standard input ends then.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import Literal

import msgspec
from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from readreel.core.itself import program
from readreel.pipeline import events
from readreel.pipeline.events import Event

_DELIVERY_MS = 50
_POLITE_MS = 8000
_FIRM_MS = 3000
_TAIL_BYTES = 8000
_MOST_LINE_BYTES = 1_000_000


class Ended(msgspec.Struct, frozen=True):
    """How a child ended. ``crashed``: it died by itself; ``killed``: it had to be, after a request."""

    kind: Literal["finished", "failed", "crashed", "cancelled", "killed", "not started"]
    status: int = 0
    code: str = ""
    values: dict[str, str] = {}
    tail: str = ""


class Child(QObject):
    """One run of ``readreel …``. ``told`` carries an `Event`, ``ended`` an `Ended`, once."""

    told = Signal(object)
    ended = Signal(object)

    def __init__(self, arguments: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = [*program(), *arguments]
        self._partial = b""
        self._tail = b""
        self._waiting: dict[object, Event] = {}
        self._failed: events.Failed | None = None
        self._asked = False
        self._forced = False
        self._over = False
        self._process = QProcess(self)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.readyReadStandardError.connect(self._keep_tail)
        self._process.finished.connect(self._finish)
        self._process.errorOccurred.connect(self._error)
        self._delivery = QTimer(self, interval=_DELIVERY_MS)
        self._delivery.timeout.connect(self._deliver)
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self._force)

    @property
    def running(self) -> bool:
        """Whether the child lives."""
        return self._process.state() != QProcess.ProcessState.NotRunning

    @property
    def pid(self) -> int:
        """The process id, 0 before the start and after the end."""
        return self._process.processId()

    def start(self) -> None:
        """Begin; ``ended`` follows in any case."""
        self._delivery.start()
        self._process.start(self._command[0], self._command[1:])

    def stop(self) -> None:
        """Ask it to stop: politely, then firmly. What it has done is kept."""
        if self._asked or not self.running:
            return
        self._asked = True
        self._process.write(b"stop\n")
        self._patience.start(_POLITE_MS)

    def wait(self, milliseconds: int) -> bool:
        """Wait for the end, as when the window closes; True if it came."""
        return not self.running or self._process.waitForFinished(milliseconds)

    def stop_and_wait(self) -> None:
        """Stop it as `stop` does, and return when it is gone: the window closes, no timer runs."""
        self.stop()
        if self.wait(_POLITE_MS):
            return
        self._patience.stop()
        self._force()
        if not self.wait(_FIRM_MS):
            self._process.kill()
            self.wait(_FIRM_MS)

    def kill(self) -> None:
        """End it at once."""
        self._asked = self._forced = True
        self._process.kill()

    def _force(self) -> None:
        if not self._forced:
            self._forced = True
            self._process.terminate()
            self._patience.start(_FIRM_MS)
        else:
            self._process.kill()

    def _read(self) -> None:
        content = self._partial + bytes(self._process.readAllStandardOutput().data())
        *lines, self._partial = content.split(b"\n")
        if len(self._partial) > _MOST_LINE_BYTES:
            self._partial = b""
        for line in lines:
            with contextlib.suppress(msgspec.MsgspecError):
                self._take(events.decode(line))

    def _take(self, event: Event) -> None:
        if isinstance(event, events.Failed):
            self._failed = event
            return
        # Progress takes the place of its step's last, at the end of what waits: order is kept.
        key = event.step if isinstance(event, events.Progress) else object()
        self._waiting.pop(key, None)
        self._waiting[key] = event

    def _deliver(self) -> None:
        waiting, self._waiting = self._waiting, {}
        for event in waiting.values():
            self.told.emit(event)

    def _keep_tail(self) -> None:
        said = bytes(self._process.readAllStandardError().data())
        self._tail = (self._tail + said)[-_TAIL_BYTES:]

    def _error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._end(Ended("not started", tail=self._process.errorString()))

    def _finish(self, status: int, how: QProcess.ExitStatus) -> None:
        self._read()
        self._keep_tail()
        tail = self._tail.decode("utf-8", "replace").strip()
        well = how == QProcess.ExitStatus.NormalExit and status == 0 and self._failed is None
        if well:
            self._end(Ended("finished", tail=tail))
        elif self._asked:
            # Qt reports an end by a signal as a crash, whoever sent it: we know that we asked.
            self._end(Ended("killed" if self._forced else "cancelled", status, tail=tail))
        elif self._failed is not None:
            self._end(Ended("failed", status, self._failed.code, self._failed.values, tail))
        else:
            self._end(Ended("crashed", status, tail=tail))

    def _end(self, ended: Ended) -> None:
        if self._over:
            return
        self._over = True
        self._patience.stop()
        self._delivery.stop()
        self._deliver()
        self.ended.emit(ended)
