"""A clock of our own, for a recording that nothing here can play: the position still moves.

It counts only while it runs and never goes backwards by itself.
"""

from __future__ import annotations

import time
from collections.abc import Callable


class Clock:
    """Seconds of the recording that have passed at a rate; ``now`` tells real seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._base = 0.0
        self._since: float | None = None
        self._rate = 1.0

    def position(self) -> float:
        """Where the recording would be, seconds."""
        if self._since is None:
            return self._base
        return self._base + (self._now() - self._since) * self._rate

    def seek(self, seconds: float) -> None:
        """Go on from another moment."""
        self._base = seconds
        if self._since is not None:
            self._since = self._now()

    def run(self, running: bool) -> None:
        """Start or stop."""
        self._base = self.position()
        self._since = self._now() if running else None

    def set_rate(self, rate: float) -> None:
        """Seconds of the recording in one real second."""
        self._base = self.position()
        self._rate = rate
        if self._since is not None:
            self._since = self._now()
