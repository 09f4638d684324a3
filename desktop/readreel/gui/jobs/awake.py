"""Keep the computer from falling asleep while articles are made overnight.

Each system has its own way. Where none works the work goes on all the same; sleep only interrupts it.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from typing import Protocol

_NAME = "Readreel"


class _Hold(Protocol):
    def release(self) -> None: ...


class Awake:
    """Holds the computer awake between `hold` and `release`; either may be called twice."""

    def __init__(self) -> None:
        self._held: _Hold | None = None

    @property
    def held(self) -> bool:
        """Whether the system took the wish."""
        return self._held is not None

    def hold(self, reason: str) -> bool:
        """Ask the system to stay awake; False where it offers no way. ``reason`` may be shown by it."""
        if self._held is None:
            self._held = _take(reason)
        return self.held

    def release(self) -> None:
        """Let the computer sleep again."""
        if self._held is not None:
            self._held.release()
        self._held = None


def _take(reason: str) -> _Hold | None:
    if sys.platform == "darwin":
        return _Caffeine.brew()
    if sys.platform == "win32":
        return _ExecutionState.take()
    return _Inhibition.ask(reason)


class _Caffeine:
    """macOS: ``caffeinate`` ends with us, even after a crash."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    @classmethod
    def brew(cls) -> _Caffeine | None:
        with contextlib.suppress(OSError):
            return cls(subprocess.Popen(["caffeinate", "-i", "-w", str(os.getpid())]))
        return None

    def release(self) -> None:
        self._process.terminate()


class _ExecutionState:
    """Windows: a flag of this thread, until it is taken back or the process ends."""

    _CONTINUOUS, _SYSTEM_REQUIRED = 0x80000000, 0x00000001

    @classmethod
    def take(cls) -> _ExecutionState | None:
        done = cls._set(cls._CONTINUOUS | cls._SYSTEM_REQUIRED)
        return cls() if done else None

    def release(self) -> None:
        self._set(self._CONTINUOUS)

    @staticmethod
    def _set(flags: int) -> bool:
        import ctypes

        kernel = getattr(ctypes, "windll", None)
        return bool(kernel and kernel.kernel32.SetThreadExecutionState(flags))


class _Inhibition:
    """Linux: the session's power manager over D-Bus, until taken back or the connection ends."""

    _SERVICES = (
        ("org.freedesktop.PowerManagement", "/org/freedesktop/PowerManagement/Inhibit",
         "org.freedesktop.PowerManagement.Inhibit"),
        ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
    )  # fmt: skip

    def __init__(self, interface: object, cookie: int) -> None:
        self._interface = interface
        self._cookie = cookie

    @classmethod
    def ask(cls, reason: str) -> _Inhibition | None:
        from PySide6.QtDBus import QDBusConnection, QDBusInterface, QDBusMessage

        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return None
        for service, path, name in cls._SERVICES:
            interface = QDBusInterface(service, path, name, bus)
            if not interface.isValid():
                continue
            interface.setTimeout(2000)
            reply = interface.call("Inhibit", _NAME, reason)
            if reply.type() == QDBusMessage.MessageType.ReplyMessage and reply.arguments():
                return cls(interface, reply.arguments()[0])
        return None

    def release(self) -> None:
        self._interface.call("UnInhibit", self._cookie)  # type: ignore[attr-defined]
