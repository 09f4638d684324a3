"""Codes become sentences here, on the side of the process that shows them.

``resources/messages/<language>.toml`` holds for every code what happened, what is safe and what to do
next; values are filled in by name. A code without an entry is an error of ours, caught by a test.
"""

from __future__ import annotations

import string
import tomllib
from functools import cache

import msgspec

from readreel.core import paths


class Message(msgspec.Struct, frozen=True):
    """What happened, what is safe, and what to do next; the last two may be empty."""

    happened: str
    safe: str = ""
    next: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.happened, self.safe, self.next) if part)


class _Values(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


@cache
def codes(language: str = "en") -> dict[str, dict[str, str]]:
    """Every code that has a message, with its templates."""
    path = paths.resources() / "messages" / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def message(code: str, values: dict[str, str], language: str = "en") -> Message:
    """The sentences for a code; unknown codes are shown as the bug they are."""
    entries = codes(language)
    entry = entries.get(code) or entries["bug"]
    fill = _Values({"code": code, **values})
    parts = {
        name: string.Formatter().vformat(template, (), fill) for name, template in entry.items()
    }
    return msgspec.convert(parts, Message)
