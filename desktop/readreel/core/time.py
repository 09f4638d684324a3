"""Time in a recording: seconds as floats from one origin shared by sound and picture."""

from __future__ import annotations

import re

import msgspec

from readreel.core.errors import UsageError


class Span(msgspec.Struct, frozen=True, order=True):
    """A stretch of the recording, ``start`` to ``end`` in seconds."""

    start: float
    end: float

    @property
    def length(self) -> float:
        """Seconds from start to end, never negative."""
        return max(0.0, self.end - self.start)

    def overlap(self, other: Span) -> float:
        """Seconds that both spans share."""
        return max(0.0, min(self.end, other.end) - max(self.start, other.start))


def rounded(seconds: float) -> float:
    """Seconds to the millisecond: what artifacts hold, so that they compare byte for byte."""
    return round(float(seconds), 3) + 0.0


def clock(seconds: float) -> str:
    """``h:mm:ss`` from an hour on, else ``m:ss``, as people read it."""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, secs = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{secs:02d}" if hours else f"{minutes}:{secs:02d}"


_CLOCK = re.compile(r"^(?:(?:(\d+):)?(\d{1,2}):)?(\d+(?:\.\d+)?)$")


def parse_clock(text: str) -> float:
    """Seconds from ``90``, ``1:30`` or ``1:02:03.5``; raises `UsageError` for anything else."""
    match = _CLOCK.match(text.strip())
    if match is None:
        raise UsageError("usage.time", text=text)
    hours, minutes, seconds = match.groups()
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + float(seconds)
