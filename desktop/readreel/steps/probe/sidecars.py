"""Subtitle files that lie beside a recording and belong to it by their name."""

from __future__ import annotations

import re
from pathlib import Path

from readreel.project.artifacts import SubtitleTrack
from readreel.project.recordings import SUBTITLES

_OURS = "readreel"
"""Between name and ending of subtitles that were exported: what was heard once is not a source."""

_LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$")


def sidecars(recording: Path, first: int) -> tuple[SubtitleTrack, ...]:
    """``talk.srt``, ``talk.en.vtt`` … beside ``talk.mp4``, numbered from ``first``, by name."""
    try:
        names = sorted(path.name for path in recording.absolute().parent.iterdir())
    except OSError:
        return ()
    found = [name for name in names if _belongs(name, recording)]
    return tuple(
        SubtitleTrack(
            index=first + number,
            codec=Path(name).suffix.lower().lstrip("."),
            language=_language(name, recording),
            title=_middle(name, recording),
            path=str(recording.absolute().parent / name),
        )
        for number, name in enumerate(found)
    )


def _belongs(name: str, recording: Path) -> bool:
    path = Path(name)
    if path.suffix.lower() not in SUBTITLES or name == recording.name:
        return False
    if not (recording.absolute().parent / name).is_file():
        return False
    stem, wanted = path.stem.casefold(), recording.stem.casefold()
    if stem == wanted:
        return True
    return stem.startswith(f"{wanted}.") and _OURS not in stem[len(wanted) :].split(".")


def _middle(name: str, recording: Path) -> str:
    """What stands between the recording's name and the ending: ``en.forced``."""
    return Path(name).stem[len(recording.stem) + 1 :]


def _language(name: str, recording: Path) -> str:
    first = _middle(name, recording).split(".")[0]
    return re.split(r"[-_]", first)[0].lower() if _LANGUAGE.match(first) else ""
