"""One window for each user: a second start hands its files to the first and ends.

A lock file decides who is first (Qt takes over the lock of a process that died); a local socket carries
the files. Nothing of this touches a network: on Unix it is a socket in the file system, on Windows a pipe.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec
from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from readreel.core import paths

Outcome = Literal["first", "handed over", "refused"]

_PATIENCE_SECONDS = 60.0
_ANSWER_MS = 30_000
"""How long a first window that is itself only starting, or stands before a slow disk, is waited for."""

_CONNECT_MS = 500
_MOST_BYTES = 1_000_000


class FirstWindow(QObject):
    """The claim to be the only window of this data folder. ``files_received`` carries ``list[Path]``."""

    files_received = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        folder = paths.user_data()
        folder.mkdir(parents=True, exist_ok=True)
        self._name = f"readreel-{hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]}"
        self._lock = QLockFile(str(folder / "window.lock"))
        self._lock.setStaleLockTime(
            0
        )  # a window may be open for weeks; only a dead owner's lock is stale
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)

    def claim(self) -> bool:
        """Become the first window; False where there is one already."""
        if not self._lock.tryLock(0):
            return False
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def claim_or_hand_over(self, files: Sequence[Path]) -> Outcome:
        """Be the first window, or give the files to the one there is, even while it comes or goes."""
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < deadline:
            if self.claim():
                return "first"
            if self.hand_over(files):
                return "handed over"
            time.sleep(0.1)  # it listens not yet, or has just hung up: its lock will be free
        return "refused"

    def hand_over(self, files: Sequence[Path]) -> bool:
        """Give the files to the first window, which comes to the front; False if it does not take them."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_CONNECT_MS):
            return False
        socket.write(msgspec.json.encode([str(file) for file in files]) + b"\n")
        # A window that closes hangs up without having taken them.
        return socket.waitForBytesWritten(_ANSWER_MS) and socket.waitForReadyRead(_ANSWER_MS)

    def welcome_no_more(self) -> None:
        """Take no files any more: the window is going. Who waits for an answer is told by silence."""
        self._server.close()

    def release(self) -> None:
        """Let another window be the first."""
        self.welcome_no_more()
        self._lock.unlock()

    def _welcome(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            socket.disconnected.connect(socket.deleteLater)
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > _MOST_BYTES:
                socket.abort()
            return
        line = bytes(socket.readLine().data())
        try:
            files = msgspec.json.decode(line, type=list[str])
        except msgspec.MsgspecError:
            socket.abort()
            return
        socket.write(b"ok\n")
        socket.flush()
        self.files_received.emit([Path(file) for file in files])
