"""Text as a page can bear it: what speech, screens, titles and file names bring in is only ever text.

Guarantees that no character reaches a page that XML forbids or that could reorder the page around it.
Escaping itself is the template engine's; this module only decides what the characters are, and finds
in prose the two things that are set differently: `code` between backticks, and web addresses.
"""

from __future__ import annotations

import re

import msgspec

from readreel.project.artifacts import Article

# C0 and C1 controls but tab and line feed, surrogates, non-characters; and the bidirectional embeddings
# and overrides, which reach beyond the text they stand in (Trojan Source, CVE-2021-42574).
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]"
)
_ASTRAL_NONCHARACTERS = {
    plane << 16 | low: None for plane in range(1, 17) for low in (0xFFFE, 0xFFFF)
}
_RUNS = re.compile(
    r"`(?P<code>[^`\n]{1,120})`|(?P<link>https?://[^\s<>\"'`“”«»]{3,400})", re.IGNORECASE
)
_TRAILING = ".,;:!?)]}…。、，"


class Run(msgspec.Struct, frozen=True):
    """A stretch of prose set in one way: ``kind`` is text, code or link."""

    kind: str
    text: str
    href: str = ""


def plain(text: str) -> str:
    """The text without what no page may hold."""
    return _FORBIDDEN.sub("", text).translate(_ASTRAL_NONCHARACTERS)


def cleaned(article: Article) -> Article:
    """The same article with every text in it made `plain`."""
    return msgspec.convert(_walk(msgspec.to_builtins(article)), Article)


def runs(text: str) -> list[Run]:
    """Prose as runs; white space folded, nothing lost but the backticks around code."""
    text = " ".join(text.split())
    found: list[Run] = []
    position = 0
    for match in _RUNS.finditer(text):
        run = _run(match)
        if run is None:
            continue
        if match.start() > position:
            found.append(Run("text", text[position : match.start()]))
        found.append(run)
        position = match.end() if run.kind == "code" else match.start() + len(run.text)
    if position < len(text):
        found.append(Run("text", text[position:]))
    return found


def web_address(url: str) -> str:
    """The address if it may be a link in a page (http or https, a host, nothing odd), else empty."""
    return url if re.fullmatch(r"https?://[^\s<>\"'`\\]{3,2000}", url, re.IGNORECASE) else ""


def _run(match: re.Match[str]) -> Run | None:
    if match["code"] is not None:
        code = match["code"].strip()
        return Run("code", code) if code else None
    link = match["link"].rstrip(_TRAILING)
    return Run("link", link, link) if web_address(link) else None


def _walk(value: object) -> object:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return {key: _walk(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_walk(entry) for entry in value]
    return value
