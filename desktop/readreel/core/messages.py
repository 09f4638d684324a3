"""Codes become sentences here, on the side of the process that shows them.

``resources/messages/<language>.toml`` holds for every code what happened, what is safe and what to do
next; values are filled in by name. English is whole: a language without a file, or a code that a file
lacks, is said in it. A code without an entry is an error of ours, caught by a test.
"""

from __future__ import annotations

import string
import tomllib
from functools import cache

import msgspec

from readreel.core import paths

_WIDE_STOPS = ("。", "！", "？")


class Message(msgspec.Struct, frozen=True):
    """What happened, what is safe, and what to do next; the last two may be empty."""

    happened: str
    safe: str = ""
    next: str = ""

    def __str__(self) -> str:
        told = ""
        for part in (self.happened, self.safe, self.next):
            # A full-width stop brings its own room.
            told += " " * bool(told and part and not told.endswith(_WIDE_STOPS)) + part
        return told


class _Values(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


@cache
def codes(language: str = "en") -> dict[str, dict[str, str]]:
    """Every code that has a message, with its templates. Raises FileNotFoundError without a file."""
    path = paths.resources() / "messages" / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _spoken(language: str) -> dict[str, dict[str, str]]:
    general = language.replace("-", "_").partition("_")[0]
    try:
        return {**codes(), **codes(general)}
    except FileNotFoundError:
        return codes()


def message(code: str, values: dict[str, str], language: str = "en") -> Message:
    """The sentences for a code; unknown codes are shown as the bug they are.

    ``language`` may name a region too: ``de_AT`` is answered in German.
    """
    entries = _spoken(language)
    entry = entries.get(code) or entries["bug"]
    fill = _Values({"code": code, **values})
    parts = {
        name: string.Formatter().vformat(template, (), fill) for name, template in entry.items()
    }
    return msgspec.convert(parts, Message)
