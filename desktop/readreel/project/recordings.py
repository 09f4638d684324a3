"""Which files are recordings, by their names, and which a folder holds."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

_PICTURES = {
    ".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".wmv", ".flv", ".mpg", ".mpeg", ".ts", ".mts",
    ".m2ts", ".3gp", ".ogv", ".vob", ".mxf",
}  # fmt: skip
_SOUNDS = {
    ".mp3", ".m4a", ".m4b", ".aac", ".wav", ".flac", ".ogg", ".oga", ".opus", ".wma", ".aif",
    ".aiff", ".mka",
}  # fmt: skip

SUBTITLES = frozenset({".srt", ".vtt", ".ass", ".ssa", ".sbv"})
"""Endings (lower case) that are taken for subtitle files."""

SUFFIXES = frozenset(_PICTURES | _SOUNDS | SUBTITLES)
"""Names that are taken without a look inside, and the only ones taken from a folder."""

MOST_IN_A_FOLDER = 5_000
_MOST_VISITED = 50_000


def media_in(folder: Path) -> tuple[Path, ...]:
    """Recordings in a folder and below it, in the order in which a person would count them.

    Subtitles beside a recording belong to it and are not counted. May take a while: not for the GUI thread.
    """
    found = []
    for path in _files_below(folder):
        if path.suffix.lower() in SUFFIXES:
            found.append(path)
        if len(found) == MOST_IN_A_FOLDER:
            break
    spoken = [path for path in found if path.suffix.lower() not in SUBTITLES]
    return tuple(sorted(spoken or found, key=lambda path: counted(str(path))))


def counted(text: str) -> list[tuple[int, int, str]]:
    """A key that sorts "part 2" before "part 10"."""
    pieces = re.findall(r"(\d+)|(\D+)", text.casefold())
    return [(0, int(number), "") if number else (1, 0, letters) for number, letters in pieces]


def _files_below(folder: Path) -> Iterator[Path]:
    visited = 0
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in files:
            if not name.startswith("."):
                yield Path(root, name)
        visited += len(files) + len(folders)
        if visited > _MOST_VISITED:
            return
