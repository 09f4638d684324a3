"""What somebody dropped or pasted, as recordings that exist; and why the rest is none.

Whatever a browser, a file manager or a text editor hands over is only looked at here: nothing is fetched,
nothing is opened further than its first bytes.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Literal

import msgspec
from PySide6.QtCore import QMimeData, QMimeDatabase, QUrl

from readreel.project.recordings import SUFFIXES

_MOST_TEXT = 20_000
_ADDRESS = re.compile(r"^[a-z][a-z0-9+.\-]+://", re.IGNORECASE)

Refusal = Literal["", "address", "text", "missing", "kind"]
"""Why something is no recording: an address on the web, plain text, not there, another kind of file."""


class Dropped(msgspec.Struct, frozen=True):
    """Files to make articles of and folders to look into, each once, in the order given.

    ``refusal`` and ``name`` speak of the first thing that was left out, ``left_out`` counts them.
    """

    files: tuple[Path, ...] = ()
    folders: tuple[Path, ...] = ()
    refusal: Refusal = ""
    name: str = ""
    left_out: int = 0


def paths_of(mime: QMimeData) -> Dropped:
    """What was dropped; file addresses count before text, because file managers give both."""
    if mime.hasUrls() and mime.urls():
        return sorted_out([_of_url(url) for url in mime.urls()])
    if mime.hasText():
        return sorted_out(_of_text(mime.text()))
    return Dropped(refusal="text")


def may_hold_files(mime: QMimeData) -> bool:
    """Whether it is worth letting go here; cheap, asked while something is dragged over the window."""
    return mime.hasUrls() or mime.hasText()


def sorted_out(given: list[Path | tuple[Refusal, str]]) -> Dropped:
    """Paths and refusals as one answer."""
    files: dict[Path, None] = {}
    folders: dict[Path, None] = {}
    refused: list[tuple[Refusal, str]] = []
    for item in given:
        kind = _kind(item) if isinstance(item, Path) else ""
        if isinstance(item, tuple):
            refused.append(item)
        elif kind == "folder":
            folders[item] = None
        elif kind == "recording":
            files[item] = None
        else:
            refused.append(("kind" if kind else "missing", item.name or str(item)))
    refusal, name = refused[0] if refused else ("", "")
    return Dropped(tuple(files), tuple(folders), refusal, name, len(refused))


def _of_url(url: QUrl) -> Path | tuple[Refusal, str]:
    if url.isLocalFile():
        return Path(url.toLocalFile())
    if not url.scheme() and url.path().startswith("/"):
        return Path(url.path(QUrl.ComponentFormattingOption.FullyDecoded))
    return ("address", url.toDisplayString())


def _of_text(text: str) -> list[Path | tuple[Refusal, str]]:
    lines = [line.strip().strip("\"'") for line in text[:_MOST_TEXT].splitlines()]
    return [_of_line(line) for line in lines if line] or [("text", "")]


def _of_line(line: str) -> Path | tuple[Refusal, str]:
    if _ADDRESS.match(line):
        return _of_url(QUrl(line))
    path = Path(os.path.expanduser(line))  # noqa: PTH111  (raises nothing where there is no home)
    return path if path.is_absolute() else ("text", line)


def _kind(path: Path) -> Literal["", "folder", "recording", "other"]:
    """What lies at a path; empty where nothing does, or nothing that can be asked about."""
    try:
        if path.is_dir():
            return "folder"
        if not path.is_file():
            return ""
    except OSError:
        return ""
    return "recording" if path.suffix.lower() in SUFFIXES or _sounds(path) else "other"


def _sounds(path: Path) -> bool:
    """Whether the content of a file without a known name may be a recording; in doubt it may."""
    name = QMimeDatabase().mimeTypeForFile(str(path), QMimeDatabase.MatchMode.MatchContent).name()
    return name.startswith(("video/", "audio/")) or name == "application/octet-stream"
