"""What the packets of a picture track tell without decoding: where keyframes are, where nothing changes.

A frame that repeats the one before takes next to no data, so stretches of such frames are known to
show the same picture from their packets' sizes alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from readreel.core.engines import Stir

SLACK = 1e-6
"""Seconds by which two equal times may differ."""
DENSE = 0.12
"""Seconds between frames up to which leaving out those nobody refers to loses no time that matters."""
_REPEAT_BITS = 0.0006
"""Bits for a pixel up to which a frame can only repeat the one before; a letter typed takes more."""
_TELLING = 640 * 360
"""Pixels from which the sizes of packets tell anything; smaller pictures are quickly decoded."""
_CALM, _CALM_RARE = 0.4, 1.5
"""Seconds without change that part two stirs, at usual rates and at most: frames come out of order."""
_APART = 1.5
"""Frames that lie as far apart as this follow each other."""


class PacketIndex:
    """Keyframes and stirs of a track; times in seconds.

    ``packets`` are (time, bytes, whether a keyframe) in the order of the file, ``pixels`` those of a
    picture, ``rate`` its frames in a second (0 if unknown).
    """

    def __init__(
        self, packets: Iterable[tuple[float, int, bool]], pixels: int, rate: float
    ) -> None:
        self._calm = min(_CALM_RARE, max(_CALM, _APART / rate if rate else 0.0))
        self._stirs: list[list[float]] = []
        self._loose: set[float] = set()
        times: set[float] = set()
        least = _REPEAT_BITS * pixels / 8 if pixels >= _TELLING else 0
        key = last = 0.0
        data, fresh = 0, True
        for time, size, is_key in packets:
            if abs(time - last) > 4 * DENSE:
                self._loose.add(key)
            if is_key:
                key, fresh = time, True
                times.add(time)
                data += size
            elif size > least:
                self._stir(time, size, fresh=fresh)
                fresh = False
            last = time
        self.keyframes = sorted(times)
        self._stirs.sort()
        self._key_data = max(1.0, data / max(1, len(times)))

    def _stir(self, time: float, data: int, *, fresh: bool) -> None:
        """Note a packet that changes something, ``fresh`` after a keyframe; some come out of order."""
        if not fresh and self._stirs and abs(time - self._stirs[-1][1]) <= self._calm:
            low, high, more = self._stirs[-1]
            self._stirs[-1] = [min(low, time), max(high, time), more + data]
        else:
            self._stirs.append([time, time, data])

    def stirs(self, start: float, end: float) -> list[Stir]:
        """Stretches inside (start, end) in which the picture may change, keyframes apart."""
        place = max(0, bisect_right(self._stirs, [start]) - 1)
        found = []
        for low, high, data in self._stirs[place:]:
            if low >= end:
                break
            if high > start:
                found.append(Stir(max(low, start), min(high, end), data / self._key_data))
        return found

    def place(self, time: float) -> int:
        """Which keyframe is the last not after ``time``; -1 if none is."""
        return bisect_right(self.keyframes, time + SLACK) - 1

    def calmed(self, time: float) -> float:
        """The earliest moment from which nothing has stirred until ``time``."""
        place = self.place(time)
        if place < 0:
            return time
        key = self.keyframes[place]
        return max((min(time, stir.end) for stir in self.stirs(key, time + SLACK)), default=key)

    def is_dense(self, key: float) -> bool:
        """Whether frames follow each other closely after that keyframe."""
        return key not in self._loose
