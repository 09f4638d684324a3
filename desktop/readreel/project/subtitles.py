"""Subtitle files as plain, timed text: SRT, WebVTT, ASS/SSA and SBV.

Whatever the encoding and however it is styled, a cue comes out as the words a viewer would read.
"""

from __future__ import annotations

import html
import re
from pathlib import Path

import pysubs2

from readreel.core.engines import Cue
from readreel.core.errors import RecordingError
from readreel.core.time import rounded

_LARGEST = 64 << 20
_OVERRIDE = re.compile(r"\{[^{}]*\}")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>|<\d\d:\d\d[^<>\n]{0,20}>")
_SBV = re.compile(
    r"^(\d+):(\d\d):(\d\d)\.(\d{3}),(\d+):(\d\d):(\d\d)\.(\d{3})[ \t]*$", re.MULTILINE
)


def read_cues(path: Path) -> list[Cue]:
    """The cues of a subtitle file in order of time; empty ones, comments and drawings left out.

    Raises `RecordingError`: the file's own trouble (missing, empty, folder, unreadable), or
    ``recording.subtitles`` where it cannot be understood or holds no cue.
    """
    text = decoded(_content(path))
    try:
        cues = _sbv(text) if _SBV.search(text) else _parsed(text)
    except Exception as error:  # a parser of foreign text may fail in any way; one answer for all
        raise RecordingError("recording.subtitles", path=path, reason=error) from error
    if not cues:
        raise RecordingError("recording.subtitles", path=path, reason="no cues")
    return sorted(cues, key=lambda cue: (cue.start, cue.end))


def plain(text: str) -> str:
    """Styling, karaoke, positions and tags gone; line breaks kept, empty lines not."""
    text = _OVERRIDE.sub("", text)
    text = text.replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " ")
    text = html.unescape(_TAG.sub("", text)).replace("\u200b", "").replace("\ufeff", "")
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def decoded(content: bytes) -> str:
    """Text of unknown encoding: marked Unicode, UTF-16 by its zero bytes, UTF-8, else Western."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
    elif b"\0" in content[:512]:
        odd = content[1:512:2].count(0)
        order = "utf-16-le" if odd >= content[0:512:2].count(0) else "utf-16-be"
        text = content.decode(order, errors="replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise RecordingError("recording.missing", path=path) from error
    except IsADirectoryError as error:
        raise RecordingError("recording.folder", path=path) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise RecordingError("recording.unreadable", path=path, reason=reason) from error
    if not content:
        raise RecordingError("recording.empty", path=path)
    if len(content) > _LARGEST:
        raise RecordingError("recording.subtitles", path=path, reason="too large")
    return content


def _parsed(text: str) -> list[Cue]:
    kind = "srt"
    if text.lstrip().startswith("WEBVTT"):
        kind = "vtt"
    elif re.search(r"^\[(?:Script Info|V4\+? Styles|Events)\]", text, re.MULTILINE):
        kind = "ass" if re.search(r"V4\+|ScriptType:\s*v4\.00\+", text) else "ssa"
    events = pysubs2.SSAFile.from_string(text, format_=kind)
    return [
        Cue(rounded(event.start / 1000), rounded(max(event.start, event.end) / 1000), words)
        for event in events
        if not event.is_comment and not event.is_drawing and (words := plain(event.text))
    ]


def _sbv(text: str) -> list[Cue]:
    stamps = list(_SBV.finditer(text))
    cues = []
    for number, stamp in enumerate(stamps):
        until = stamps[number + 1].start() if number + 1 < len(stamps) else len(text)
        words = plain(text[stamp.end() : until].replace("[br]", "\n"))
        start, end = _seconds(stamp.groups()[:4]), _seconds(stamp.groups()[4:])
        if words:
            cues.append(Cue(start, max(start, end), words))
    return cues


def _seconds(parts: tuple[str, ...]) -> float:
    hours, minutes, seconds, thousandths = map(int, parts)
    return rounded(hours * 3600 + minutes * 60 + seconds + thousandths / 1000)
