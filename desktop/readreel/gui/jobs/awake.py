"""Keep the computer from falling asleep while articles are made overnight.

Each system has its own way. Where none works the work goes on all the same; sleep only interrupts it.
Nothing here waits for an answer: a session service that hangs does not hold up the window.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:  # D-Bus is imported only where it is used
    from PySide6.QtDBus import QDBusPendingCallWatcher

Answer = Callable[[bool], None]


class Way(Protocol):
    """One system's way of staying awake."""

    def take(self, reason: str, answer: Answer) -> None:
        """Ask the system; ``answer`` says, now or later, whether it agreed."""

    def release(self) -> None:
        """Take the wish back, answered or not."""


class Awake(QObject):
    """Holds the computer awake between `hold` and `release`; either may be called twice.

    ``refused`` says that this system offers no way, once for as long as the program runs.
    """

    refused = Signal()

    def __init__(self, way: Callable[[], Way] | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make = way or way_of(sys.platform)
        self._way: Way | None = None
        self._refused = False

    @property
    def held(self) -> bool:
        """Whether the system was asked and has not refused."""
        return self._way is not None

    def hold(self, reason: str) -> None:
        """Ask the system to stay awake; ``reason`` may be shown by it."""
        if self._way is None and not self._refused:
            way = self._way = self._make()
            way.take(reason, lambda agreed: self._answered(way, agreed))

    def release(self) -> None:
        """Let the computer sleep again."""
        way, self._way = self._way, None
        if way is not None:
            way.release()

    def _answered(self, way: Way, agreed: bool) -> None:
        if agreed or way is not self._way:
            return
        self.release()
        self._refused = True
        self.refused.emit()


def way_of(platform: str) -> Callable[[], Way]:
    """The way of a platform, by the name that `sys.platform` gives it."""
    if platform == "darwin":
        return Caffeine
    return ExecutionState if platform == "win32" else SessionBus


class Caffeine:
    """macOS: ``caffeinate`` ends with us, even after a crash, because it watches our process."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def take(self, reason: str, answer: Answer) -> None:
        """Start it."""
        try:
            self._process = subprocess.Popen(["caffeinate", "-i", "-w", str(os.getpid())])
        except OSError:
            answer(False)
        else:
            answer(True)

    def release(self) -> None:
        """End it."""
        process, self._process = self._process, None
        if process is not None:
            process.terminate()
            process.wait()


class ExecutionState:
    """Windows: a flag of this thread, until it is taken back or the process ends."""

    _CONTINUOUS, _SYSTEM_REQUIRED = 0x80000000, 0x00000001

    def take(self, reason: str, answer: Answer) -> None:
        """Set the flag."""
        answer(self._set(self._CONTINUOUS | self._SYSTEM_REQUIRED))

    def release(self) -> None:
        """Take the flag back."""
        self._set(self._CONTINUOUS)

    @staticmethod
    def _set(flags: int) -> bool:
        import ctypes

        system = getattr(ctypes, "windll", None)
        return bool(system and system.kernel32.SetThreadExecutionState(flags))


class SessionBus:
    """Linux: the desktop's power manager over D-Bus, else the system's login manager.

    A desktop holds the wish for as long as the connection that brought it lives, the login manager for as
    long as the file that it answers with is open. So the wish has a connection of its own, and letting go
    of both is taking it back, whatever became of us.
    """

    _NAME = "readreel-awake"
    _ASKED_MS = 3000

    def __init__(self) -> None:
        self._waiting: list[Callable[[], None]] = []
        self._watcher: QDBusPendingCallWatcher | None = None
        self._answer: object = None

    def take(self, reason: str, answer: Answer) -> None:
        """Ask one service after another until one agrees."""
        about = ["Readreel", reason]
        self._told = answer
        self._waiting = [
            lambda: self._ask(
                False, "org.freedesktop.PowerManagement", "/org/freedesktop/PowerManagement/Inhibit",
                "org.freedesktop.PowerManagement.Inhibit", about,
            ),
            lambda: self._ask(
                False, "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver",
                "org.freedesktop.ScreenSaver", about,
            ),
            lambda: self._ask(
                True, "org.freedesktop.login1", "/org/freedesktop/login1",
                "org.freedesktop.login1.Manager", ["sleep:idle", *about, "block"],
            ),
        ]  # fmt: skip
        self._next()

    def release(self) -> None:
        """Let go of the connections and of the file."""
        from PySide6.QtDBus import QDBusConnection

        self._waiting, self._watcher, self._answer = [], None, None
        for name in (f"{self._NAME}-desktop", f"{self._NAME}-system"):
            QDBusConnection.disconnectFromBus(name)

    def _next(self) -> None:
        if self._waiting:
            self._waiting.pop(0)()
        else:
            self._told(False)

    def _ask(
        self, system: bool, service: str, path: str, interface: str, arguments: list[str]
    ) -> None:
        from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

        kind = QDBusConnection.BusType
        bus = QDBusConnection.connectToBus(
            kind.SystemBus if system else kind.SessionBus,
            f"{self._NAME}-{'system' if system else 'desktop'}",
        )
        if not bus.isConnected():
            self._next()
            return
        call = QDBusMessage.createMethodCall(service, path, interface, "Inhibit")
        call.setArguments(arguments)
        watcher = QDBusPendingCallWatcher(bus.asyncCall(call, self._ASKED_MS))
        watcher.finished.connect(self._heard)
        self._watcher = watcher

    def _heard(self, watcher: QDBusPendingCallWatcher) -> None:
        if watcher is not self._watcher:
            return  # taken back meanwhile
        if watcher.isError():
            self._next()
            return
        self._answer = watcher.reply().arguments()
        self._told(True)
