"""Where a time in the article leads: to the recording beside the page, or to where it is published.

Guarantees that every address is percent-encoded and is http, https or a path.

A recording is linked by its path relative to the page, however far away it lies: such a link survives
moving the two together (to another disk, another computer), and it says no more of the user's folders
than a ``file:`` address would. Only where no relative path exists (another Windows drive) the page
falls back to the ``file:`` address. The player is offered where the recording lies in or below the
page's folder, or in the folder above or beside it, so that page and recording travel as one.
"""

from __future__ import annotations

import math
import os
import re
from pathlib import Path, PurePath
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

import msgspec

from readreel.core.errors import UsageError
from readreel.core.time import clock
from readreel.publish.plain import web_address

VIDEO = frozenset({".mp4", ".m4v", ".webm", ".ogv", ".mov", ".mkv"})
AUDIO = frozenset({".mp3", ".m4a", ".aac", ".wav", ".flac", ".ogg", ".oga", ".opus"})
SUBTITLES = frozenset({".srt", ".vtt", ".ass", ".ssa", ".sbv", ".sub", ".ttml"})

_YOUTUBE = re.compile(r"(^|\.)youtube(-nocookie)?\.com$")
_YOUTUBE_PATH = re.compile(r"^/(?:embed|shorts|live|v)/([\w-]{6,})")


class Moment(msgspec.Struct, frozen=True):
    """A time as a reader sees it; ``href`` is empty where there is nothing to watch."""

    seconds: float
    clock: str
    href: str
    title: str = ""


class Player(msgspec.Struct, frozen=True):
    """The recording inside the page: ``tag`` is video or audio."""

    tag: str
    src: str


class Moments:
    """Links into one recording, as seen from a page in ``folder``; None is linked nowhere."""

    def __init__(self, recording: Path | None, folder: Path, source_url: str = "") -> None:
        self._source = checked(source_url)
        media = media_of(recording) if recording else None
        self._path = "" if media is None else _address(media, folder)
        self._player = _player(media, self._path) if media and not self._source else None

    @property
    def player(self) -> Player | None:
        """What to play in the page, if the recording lies near it; never with a published source.

        A page with a source is made to be put online, where the file beside it will not be.
        """
        return self._player

    @property
    def source(self) -> str:
        """Where the recording is on the web; empty where that is not known."""
        return self._source

    @property
    def whole(self) -> str:
        """The address of the recording from its start; empty where there is nothing to watch."""
        return self._source or self._path

    def at(self, seconds: float) -> str:
        """The address of a moment; whole seconds for services, tenths for a file, rounded down."""
        if self._source:
            return _published(self._source, max(0, math.floor(seconds)))
        if not self._path:
            return ""
        tenths = max(0, math.floor(round(seconds * 10, 3))) / 10
        return f"{self._path}#t={tenths:g}" if tenths < 100_000 else f"{self._path}#t={tenths:.1f}"

    def moment(self, seconds: float, title: str = "") -> Moment:
        """A time with its link; ``title`` may name it as ``{time}``."""
        shown = clock(seconds)
        return Moment(seconds, shown, self.at(seconds), title.replace("{time}", shown))


def media_of(recording: Path) -> Path | None:
    """The recording, or for subtitles the recording of the same name beside them."""
    if recording.suffix.lower() not in SUBTITLES:
        return recording
    for suffix in sorted(VIDEO) + sorted(AUDIO):
        sibling = recording.with_suffix(suffix)
        if sibling.is_file():
            return sibling
    return None


def _address(media: Path, folder: Path) -> str:
    try:
        relative = os.path.relpath(media.absolute(), folder.absolute())
    except ValueError:
        return media.absolute().as_uri()
    return encoded(PurePath(relative))


def encoded(path: PurePath) -> str:
    """A relative path as an address: forward slashes, percent-encoded, never taken for a scheme."""
    # Names from file systems may hold bytes that are no UTF-8 (surrogates): they are encoded as bytes.
    parts = (quote(os.fsencode(part), safe="-_.~!$+,=@") for part in path.parts)
    joined = "/".join(parts)
    return f"./{joined}" if joined.startswith(".") and not joined.startswith("..") else joined


def _player(media: Path, address: str) -> Player | None:
    suffix = media.suffix.lower()
    near = not address.startswith(("../../", "file:"))
    if not near or not media.is_file():
        return None
    if suffix in VIDEO:
        return Player("video", address)
    return Player("audio", address) if suffix in AUDIO else None


def checked(url: str) -> str:
    """The address of a recording on the web, or nothing; `UsageError` for one that is none."""
    if not url:
        return ""
    try:
        good = bool(web_address(url) and urlsplit(url).hostname)
    except ValueError:
        good = False
    if not good:
        raise UsageError("usage.source_url", url=url)
    return url


def _published(url: str, seconds: int) -> str:
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    if _YOUTUBE.search(host):
        found = _YOUTUBE_PATH.match(parts.path)
        path = "/watch" if found else parts.path
        query = [("v", found[1])] if found else _without_time(parts.query)
        query.append(("t", f"{seconds}s"))
        return urlunsplit((parts.scheme, parts.netloc, path, urlencode(query), ""))
    if host == "youtu.be":
        query = [*_without_time(parts.query), ("t", f"{seconds}s")]
        return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(query), ""))
    fragment = f"t={seconds}s" if re.search(r"(^|\.)vimeo\.com$", host) else f"t={seconds}"
    return urlunsplit((parts.scheme, parts.netloc, parts.path, parts.query, fragment))


def _without_time(query: str) -> list[tuple[str, str]]:
    return [(name, value) for name, value in parse_qsl(query) if name not in {"t", "start"}]
