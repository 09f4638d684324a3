"""Subtitles inside a recording, as plain text with times."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from av.container import InputContainer
from av.packet import Packet
from av.stream import Stream
from av.subtitles.stream import SubtitleStream
from av.subtitles.subtitle import AssSubtitle

from readreel.core.engines import Cue
from readreel.core.errors import RecordingError
from readreel.core.time import rounded
from readreel.media.container import DAMAGE, only, opened, origin_of, packets
from readreel.project.subtitles import plain

_ASS_FIELDS_BEFORE_TEXT = 8
_LONGEST = 20.0


def embedded_cues(path: Path, index: int) -> list[Cue]:
    """The cues of text subtitle track ``index`` (counted from 0); bitmap tracks raise RecordingError."""
    with opened(path) as container:
        streams = container.streams.subtitles
        if not 0 <= index < len(streams) or streams[index].codec_context is None:
            raise RecordingError("recording.no_subtitles", path=path, track=index)
        stream = streams[index]
        only(container, stream)
        return _ended(_cues(container, stream))


def _cues(container: InputContainer, stream: SubtitleStream) -> list[Cue]:
    origin = origin_of(container)
    cues = []
    for packet in packets(container, stream):
        if packet.pts is None:
            continue
        start = float(packet.pts * packet.time_base) - origin
        length = float((packet.duration or 0) * packet.time_base)
        text = _text(packet)
        if text:
            cues.append(Cue(rounded(max(0.0, start)), rounded(max(0.0, start + length)), text))
    return sorted(cues, key=lambda cue: (cue.start, cue.end))


def _text(packet: Packet[Stream]) -> str:
    lines: list[str] = []
    with suppress(*DAMAGE, AttributeError):
        items = packet.decode()
        lines += [plain(_ass_text(item.ass)) for item in items if isinstance(item, AssSubtitle)]
    return "\n".join(line for line in lines if line)


def _ass_text(raw: bytes) -> str:
    """The text field of an ASS event line: everything after the eighth comma."""
    line = raw.decode("utf-8", errors="replace")
    return line.split(",", _ASS_FIELDS_BEFORE_TEXT)[-1]


def _ended(cues: list[Cue]) -> list[Cue]:
    """Cues whose end the file does not state last until the next begins."""
    whole = []
    for cue, after in zip(cues, [*cues[1:], None], strict=True):
        end = cue.end
        if end <= cue.start:
            end = min(after.start, cue.start + _LONGEST) if after else cue.start + 3.0
        whole.append(Cue(cue.start, end, cue.text))
    return whole
