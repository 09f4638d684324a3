"""The languages an article can be written in: those whose names a writer can be told.

An article in the language that is spoken needs none of this; one in another language is a choice of the
user's, proved here before anything is listened to.
"""

from __future__ import annotations

import tomllib
from functools import cache

import msgspec

from readreel.core import paths
from readreel.core.errors import UsageError


def known() -> tuple[str, ...]:
    """Their codes (ISO 639-1), in order."""
    return tuple(sorted(_names()))


def english_name(code: str) -> str:
    """What a writer is told for a language; empty for one that we have no name of."""
    return _names().get(code, "")


def article_language(text: str, spoken: str, *, written: bool) -> str:
    """The language that an article is wanted in, or nothing where it is the ``spoken`` one.

    Raises `UsageError`: ``usage.article_language`` for one that no writer can be told, and
    ``usage.untranslated`` where nothing is ``written``, as nothing translates then.
    """
    code = text.strip().lower()
    if code in ("", spoken):
        return ""
    if code not in _names():
        raise UsageError("usage.article_language", text=text, known=", ".join(known()))
    if not written:
        raise UsageError("usage.untranslated", language=code)
    return code


@cache
def _names() -> dict[str, str]:
    path = paths.resources() / "prompts" / "languages.toml"
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), dict[str, str])
