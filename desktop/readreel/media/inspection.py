"""What is in a recording: tracks, chapters, subtitles, and how long it really plays.

The stated duration is believed only where packets are found near that end; otherwise every packet is
counted. So a recording cut off by a crash, or one that states nothing, has the length it can play.
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

import msgspec
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet
from av.stream import Disposition, Stream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from readreel.core.errors import RecordingError
from readreel.core.time import rounded
from readreel.media.colour import is_hdr
from readreel.media.container import DAMAGE, is_encrypted, only, opened, origin_of, packets
from readreel.media.geometry import shape_of
from readreel.project.artifacts import AudioTrack, Mark, SubtitleTrack, VideoTrack

_TEXT_SUBTITLES = frozenset(
    {"mov_text", "subrip", "srt", "ass", "ssa", "webvtt", "text", "eia_608", "ttml", "subviewer"}
)
_UNINDEXED = frozenset(
    {"mp3", "aac", "ac3", "eac3", "amr", "dts", "h264", "hevc", "m4v", "mpegvideo"}
)
_TAIL = 10.0
_FIRST_PACKETS = 400


class Inspection(msgspec.Struct, frozen=True, kw_only=True):
    """The content of a container. Times in seconds from ``origin``, the earliest picture or sound.

    ``video`` leaves cover art out, but its indices count all picture tracks as `open_video` does.
    ``video_track`` and ``audio_track`` are the container's own defaults.
    """

    container: str
    duration: float
    origin: float
    video: tuple[VideoTrack, ...] = ()
    audio: tuple[AudioTrack, ...] = ()
    subtitles: tuple[SubtitleTrack, ...] = ()
    chapters: tuple[Mark, ...] = ()
    video_track: int | None = None
    audio_track: int | None = None
    title: str = ""
    date: str = ""
    damage: tuple[str, ...] = ()


def inspect(path: Path) -> Inspection:
    """Look into the recording; raises `RecordingError` where nothing in it can be used."""
    try:
        with opened(path) as container:
            _refuse_locked(container, path)
            found = _describe(container)
        duration, damage = _true_duration(path, found)
    except MemoryError as error:
        raise RecordingError("recording.damaged", path=path, reason="memory") from error
    if not found.video and not found.audio and not found.subtitles:
        raise RecordingError("recording.no_tracks", path=path)
    if duration <= 0 and (found.video or found.audio):
        raise RecordingError("recording.damaged", path=path, reason="nothing plays")
    return msgspec.structs.replace(found, duration=duration, damage=damage)


def _refuse_locked(container: InputContainer, path: Path) -> None:
    streams = (*container.streams.video, *container.streams.audio)
    if streams and all(is_encrypted(stream) for stream in streams):
        raise RecordingError("recording.encrypted", path=path)
    for number, packet in enumerate(packets(container, *streams) if streams else ()):
        with suppress(AttributeError, ValueError):
            if packet.has_sidedata("encryption_info"):
                raise RecordingError("recording.encrypted", path=path)
        if number >= len(streams) * 4:
            return


def _describe(container: InputContainer) -> Inspection:
    origin = origin_of(container)
    streams = container.streams
    video = [
        track
        for index, stream in enumerate(streams.video)
        if not _is_cover(stream) and (track := _video_track(container, stream, index, origin))
    ]
    audio = [
        sound
        for index, stream in enumerate(streams.audio)
        if (sound := _audio_track(stream, index, origin))
    ]
    return Inspection(
        container=container.format.name,
        duration=(container.duration or 0) / 1_000_000,
        origin=origin,
        video=tuple(video),
        audio=tuple(audio),
        subtitles=tuple(_subtitle_track(s, index) for index, s in enumerate(streams.subtitles)),
        chapters=_chapters(container, origin),
        video_track=_default(video, streams.video),
        audio_track=_default(audio, streams.audio),
        title=_tag(container.metadata, "title"),
        date=_date(container.metadata),
    )


def _is_cover(stream: VideoStream) -> bool:
    art = Disposition.attached_pic | Disposition.timed_thumbnails | Disposition.still_image
    return bool(stream.disposition & art)


def _default(
    tracks: list[VideoTrack] | list[AudioTrack], streams: tuple[Stream, ...]
) -> int | None:
    """The track marked as default (not a commentary or dub, if there is a choice), else the first."""
    aside = Disposition.comment | Disposition.visual_impaired | Disposition.dub
    plain = [track.index for track in tracks if not streams[track.index].disposition & aside]
    indices = plain or [track.index for track in tracks]
    marked = [index for index in indices if streams[index].disposition & Disposition.default]
    return next(iter(marked or indices), None)


def _video_track(
    container: InputContainer, stream: VideoStream, index: int, origin: float
) -> VideoTrack | None:
    if stream.codec_context is None:
        return None
    frame = _first_frame(container, stream)
    if frame is None:
        return None
    width, height, rotation = shape_of(frame, stream)
    rate = stream.average_rate or stream.guessed_rate
    return VideoTrack(
        index=index,
        codec=stream.codec_context.name,
        width=width,
        height=height,
        rate=round(float(rate), 3) if rate else 0.0,
        rotation=rotation,
        hdr=is_hdr(frame),
        start=_start(stream, origin),
    )


def _first_frame(container: InputContainer, stream: VideoStream) -> VideoFrame | None:
    with suppress(*DAMAGE):
        container.seek(container.start_time or 0)
    stream.codec_context.thread_count = 1
    for number, packet in enumerate(packets(container, stream)):
        with suppress(*DAMAGE):
            for frame in packet.decode():
                if isinstance(frame, VideoFrame):
                    return frame
        if number > _FIRST_PACKETS:
            break
    with suppress(*DAMAGE):
        return next(
            (f for f in stream.codec_context.decode(None) if isinstance(f, VideoFrame)), None
        )
    return None


def _audio_track(stream: AudioStream, index: int, origin: float) -> AudioTrack | None:
    context = stream.codec_context
    if context is None or not context.sample_rate:
        return None
    return AudioTrack(
        index=index,
        codec=context.name,
        channels=context.channels,
        rate=context.sample_rate,
        language=_language(stream),
        title=_tag(stream.metadata, "title") or _tag(stream.metadata, "name"),
        start=_start(stream, origin),
    )


def _subtitle_track(stream: Stream, index: int) -> SubtitleTrack:
    codec = stream.codec_context.name if stream.codec_context else "unknown"
    return SubtitleTrack(
        index=index,
        codec=codec,
        language=_language(stream),
        title=_tag(stream.metadata, "title"),
        text=codec in _TEXT_SUBTITLES,
    )


def _start(stream: Stream, origin: float) -> float:
    if stream.start_time is None or not stream.time_base:
        return 0.0
    return rounded(float(stream.start_time * stream.time_base) - origin)


def _language(stream: Stream) -> str:
    language = _tag(stream.metadata, "language").lower()
    return "" if language in {"und", "unk", "mis", "zxx", "mul"} else language


def _tag(metadata: dict[str, str], name: str) -> str:
    value = _repaired(next((v for key, v in metadata.items() if key.lower() == name), ""))
    return " ".join("".join(c if c.isprintable() else " " for c in value).split())


def _repaired(text: str) -> str:
    """Text as it was before a tagger took its UTF-8 for Latin-1, once or several times: “Ã©” is “é”."""
    while not text.isascii():
        try:
            text = text.encode("latin-1").decode("utf-8")
        except UnicodeError:
            break
    return text


def _date(metadata: dict[str, str]) -> str:
    """The day of the recording as yyyy-mm-dd (or as much of it as is known), or nothing."""
    for name in ("date", "date_recorded", "creation_time", "year"):
        match = re.match(r"(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?", _tag(metadata, name))
        if match and int(match.group(1)) > 1970:  # 1904 and 1970 are clocks that were never set
            return "-".join(part for part in match.groups() if part)
    return ""


def _chapters(container: InputContainer, origin: float) -> tuple[Mark, ...]:
    marks = []
    with suppress(*DAMAGE):
        for chapter in container.chapters():
            base = float(chapter["time_base"] or 0)
            start, end = (max(0.0, chapter[key] * base - origin) for key in ("start", "end"))
            title = _tag(chapter["metadata"], "title")
            marks.append(Mark(rounded(start), rounded(max(start, end)), title))
    return tuple(sorted(marks, key=lambda mark: (mark.start, mark.end)))


# --- how long it plays -----------------------------------------------------------------------------


def _true_duration(path: Path, found: Inspection) -> tuple[float, tuple[str, ...]]:
    """Seconds that can be played, and what was wrong on the way to that figure."""
    # Matroska counts its length from 0, not from its first picture: both readings are tried.
    lengths = dict.fromkeys((found.duration, found.duration - found.origin))
    stated = [length for length in lengths if found.duration > 0 and length > 0]
    if found.container.split(",")[0] in _UNINDEXED:
        stated = []
    for length in stated:
        end, damage = _last_time(path, found, length - _TAIL)
        if abs(end - length) <= _slack(length):
            return rounded(end), damage
    end, damage = _last_time(path, found, None)
    if stated and end < min(stated) - _slack(min(stated)):
        damage = (*damage, f"{rounded(end)} cut off: {rounded(min(stated))} s were announced")
    return rounded(end), damage


def _slack(length: float) -> float:
    """Seconds by which what is played may differ from what was stated."""
    return max(2.0, length * 0.01)


def _last_time(path: Path, found: Inspection, after: float | None) -> tuple[float, tuple[str, ...]]:
    """The end of the last packet, searched from ``after`` or through the whole file."""
    damage: list[str] = []
    end = 0.0
    with opened(path) as container:
        streams = [
            *(container.streams.video[track.index] for track in found.video),
            *(container.streams.audio[track.index] for track in found.audio),
        ] or list(container.streams.subtitles)
        only(container, *streams)
        if after is not None:
            with suppress(*DAMAGE):
                container.seek(int((max(0.0, after) + found.origin) * 1_000_000))

        def failed(reason: str) -> None:
            damage.append(f"{rounded(end)} {reason}")

        for packet in packets(container, *streams, failed=failed):
            end = max(end, _packet_end(packet) - found.origin)
    return end, tuple(damage[:20])


def _packet_end(packet: Packet[Stream]) -> float:
    if packet.pts is None or packet.is_corrupt:
        return 0.0
    duration = packet.duration or 0
    return float((packet.pts + duration) * packet.time_base)
