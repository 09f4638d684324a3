"""Pictures by their presentation time: quick small looks through hours, and exact frames.

`glances` decodes only keyframes wherever they lie close enough together, and everything in between
where they do not. `frame` always seeks afresh, so that the same time gives the same picture whatever
was asked before. Two threads may ask at the same time.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from fractions import Fraction
from functools import cached_property
from itertools import chain, pairwise
from pathlib import Path

from av.container import InputContainer
from av.packet import Packet
from av.stream import Stream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from readreel.core.engines import Frame, Glance, Stir
from readreel.core.errors import RecordingError
from readreel.core.time import rounded
from readreel.media.colour import to_grey, to_rgb
from readreel.media.container import DAMAGE, MAX_PIXELS, only, opened, packets
from readreel.media.fields import woven
from readreel.media.geometry import square, upright
from readreel.media.index import DENSE, SLACK, PacketIndex
from readreel.media.inspection import Inspection, inspect
from readreel.project.artifacts import VideoTrack

_FREE = 0.5
"""Seconds between glances where more of them cost nothing but scaling."""
_SHORT = 30.0
"""Seconds of a stretch from which decoding is spread over the cores; it takes more work in all."""
_CLOSE = 0.3
"""Seconds before a wanted frame from which every frame is decoded."""
_BACK_OFF = (-0.008, 0.0, 2.0, 10.0, 60.0)
"""Seconds back from a keyframe to search for it, one after the other.

The first lies just after it: asked for the very moment, the MP4 reader may go one keyframe too far back.
"""


def open_video(path: Path, track: int) -> TrackFrames:
    """The pictures of video track ``track`` (counted from 0, cover art included)."""
    found = inspect(path)
    video = next((video for video in found.video if video.index == track), None)
    if video is None:
        raise RecordingError("recording.no_picture", path=path)
    if video.width * video.height > MAX_PIXELS:
        raise RecordingError("recording.too_large", path=path)
    return TrackFrames(path, video, found)


class TrackFrames:
    """A `FrameSource`. ``damage`` lists what could not be decoded so far: (seconds, reason)."""

    def __init__(self, path: Path, video: VideoTrack, found: Inspection) -> None:
        self.duration = found.duration
        self.width = video.width
        self.height = video.height
        self._path = path
        self._video = video
        self._origin = found.origin
        self._base = Fraction(1, 1000)
        self._damage: dict[float, str] = {}

    @property
    def damage(self) -> list[tuple[float, str]]:
        """Moments in seconds at which data was skipped, with FFmpeg's reason."""
        return sorted(self._damage.items())

    def glances(self, start: float, end: float, interval: float, width: int) -> Iterator[Glance]:
        """Small pictures in order of time, never rarer than ``interval`` where the file has frames.

        They come more often (down to every half second) where that is free. The first shows what is
        on screen at ``start``.
        """
        for low, high, keys_only in self._stretches(start, end, interval):
            yield from self._stretch(low, high, min(interval, _FREE), width, keys_only=keys_only)

    def stirs(self, start: float, end: float) -> list[Stir]:
        """Stretches inside (start, end) in which the picture may change, keyframes apart."""
        return self._index.stirs(start, end)

    def frame(self, time: float) -> Frame:
        """The picture on screen at ``time``: the last whose time is not after it, else the first.

        Where nothing has stirred since an earlier frame, that is the picture, and no other is decoded.
        """
        time = self._index.calmed(time)
        before: VideoFrame | None = None
        best: VideoFrame | None = None
        after: VideoFrame | None = None
        with opened(self._path) as container:
            stream = self._stream(container, threads=1)
            for frame in self._decode(container, stream, time, until=time):
                if best is not None and self._time(frame) > time + SLACK:
                    after = frame
                    break
                if best is None or best.is_corrupt or not frame.is_corrupt:
                    before, best = best, frame
            if best is None:
                raise RecordingError("recording.no_picture", path=self._path)
            if best.interlaced_frame:
                best = woven(before, best, after, stream)
            across, down = square(best, stream)
            rgb = upright(to_rgb(best, across, down), best)
            return Frame(time=rounded(max(0.0, self._time(best))), rgb=rgb)

    # --- keyframes -------------------------------------------------------------------------------

    def keyframes(self) -> list[float]:
        """Times in seconds of all keyframes, found by reading the packets once, without decoding."""
        return self._index.keyframes

    @cached_property
    def _index(self) -> PacketIndex:
        with opened(self._path) as container:
            stream = self._stream(container, threads=1)
            sizes = (
                (self._packet_time(packet), packet.size, self._starts(packet))
                for packet in packets(container, stream)
            )
            return PacketIndex(sizes, self.width * self.height, self._video.rate)

    @staticmethod
    def _starts(packet: Packet[Stream]) -> bool:
        return packet.is_keyframe and not packet.is_corrupt

    def _packet_time(self, packet: Packet[Stream]) -> float:
        return self._seconds(packet.pts if packet.pts is not None else packet.dts)

    def _stretches(
        self, start: float, end: float, interval: float
    ) -> list[tuple[float, float, bool]]:
        """(start, end, keyframes suffice) of neighbouring stretches that cover the whole span."""
        inside = [key for key in self.keyframes() if start < key < end]
        edges = [start, *inside, end]
        merged: list[tuple[float, float, bool]] = []
        for low, high in pairwise(edges):
            close = high - low <= interval
            if merged and merged[-1][2] == close:
                merged[-1] = (merged[-1][0], high, close)
            else:
                merged.append((low, high, close))
        return merged

    # --- decoding --------------------------------------------------------------------------------

    def _stretch(
        self, start: float, end: float, spacing: float, width: int, *, keys_only: bool
    ) -> Iterator[Glance]:
        """Small pictures of [start, end): what is on screen at each multiple of ``spacing``, once."""
        held: VideoFrame | None = None
        due = start
        with opened(self._path) as container:
            stream = self._stream(container, threads=1 if end - start < _SHORT else 2)
            stream.codec_context.options = {"skip_loop_filter": "all"}  # too fine for a glance
            frames = self._decode(container, stream, start, keys_only=keys_only)
            for frame in frames:
                time = self._time(frame)
                # What was there before says more; but some recorders flag all that they write.
                if frame.is_corrupt and self.keyframes():
                    self._damage.setdefault(rounded(max(0.0, time)), "ruined picture")
                    continue
                if held is not None and self._time(held) < end and time > due + SLACK:
                    yield self._glance(held, width, start)
                    due = max(due + spacing, (time // spacing) * spacing)
                    held = None
                if time >= end - SLACK:
                    return
                held = frame
            if held is not None:
                yield self._glance(held, width, start)

    def _stream(self, container: InputContainer, *, threads: int) -> VideoStream:
        stream = container.streams.video[self._video.index]
        self._base = stream.time_base or self._base  # frames flushed at the end carry none
        stream.codec_context.thread_count = threads
        stream.codec_context.thread_type = "AUTO"
        only(container, stream)
        return stream

    def _decode(
        self,
        container: InputContainer,
        stream: VideoStream,
        start: float,
        *,
        keys_only: bool = False,
        until: float = math.inf,
    ) -> Iterator[VideoFrame]:
        """Frames from the last keyframe not after ``start`` on; damage is noted and stepped over.

        Those that no other frame refers to are left out up to ``until``, but for the last moments.
        """
        now = start
        stream.codec_context.skip_frame = "NONKEY" if keys_only else "DEFAULT"

        def failed(reason: str) -> None:
            self._damage.setdefault(rounded(max(0.0, now)), reason)

        for packet in self._packets(container, stream, start, failed):
            if keys_only and not packet.is_keyframe:
                continue
            now = self._packet_time(packet)
            if packet.is_keyframe and not keys_only:
                dense = self._video.rate >= 1 / DENSE and self._index.is_dense(now)
                stream.codec_context.skip_frame = "NONREF" if dense else "DEFAULT"
            if now > until - _CLOSE:
                stream.codec_context.skip_frame = "DEFAULT"
            try:
                yield from self._usable(packet.decode())
            except DAMAGE as error:
                failed(str(getattr(error, "strerror", "") or error))
        with suppress(*DAMAGE):
            yield from self._usable(stream.codec_context.decode(None))

    def _usable(self, frames: Sequence[object]) -> Iterator[VideoFrame]:
        for frame in frames:
            if not isinstance(frame, VideoFrame) or frame.pts is None:
                continue
            if frame.width * frame.height <= MAX_PIXELS:
                yield frame

    def _packets(
        self,
        container: InputContainer,
        stream: VideoStream,
        time: float,
        failed: Callable[[str], None],
    ) -> Iterator[Packet[Stream]]:
        """Packets from the last keyframe not after ``time`` on.

        Where the container's own search lands too late (transport streams do), it is sent further back.
        """
        keys = self.keyframes()
        place = self._index.place(time)
        for back in _BACK_OFF:
            if place <= 0 or keys[place] - back <= keys[0]:
                break
            target = keys[place] - back + self._origin
            with suppress(*DAMAGE):
                container.seek(round(target / float(self._base)), stream=stream)
            found = packets(container, stream, failed=failed)
            first = next((packet for packet in found if packet.is_keyframe), None)
            if first is not None and self._packet_time(first) <= keys[place] + SLACK:
                return chain([first], found)
        if place > 0:
            with suppress(*DAMAGE):
                container.seek(container.start_time or 0)
        return packets(container, stream, failed=failed)

    def _time(self, frame: VideoFrame) -> float:
        return self._seconds(frame.pts)

    def _seconds(self, stamp: int | None) -> float:
        """A time stamp in seconds, as exactly as a float can say it."""
        return (stamp or 0) * self._base.numerator / self._base.denominator - self._origin

    def _glance(self, frame: VideoFrame, width: int, start: float) -> Glance:
        """Scaled in one go with the conversion to grey, then turned upright.

        All have the shape of the track, whatever size the pictures have in another part of it: so they
        can be compared.
        """
        factor = min(1.0, width / self.width)
        across, down = (max(1, round(side * factor)) for side in (self.width, self.height))
        if round(frame.rotation / 90) % 2:
            across, down = down, across
        grey = upright(to_grey(frame, across, down), frame)
        return Glance(time=rounded(max(0.0, start, self._time(frame))), grey=grey)
