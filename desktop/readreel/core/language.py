"""What Readreel knows of a language, as files: ``resources/languages/<code>/<table>.toml``.

A language without a file of its own gets ``resources/languages/other``: rules that hold everywhere, or
empty lists. Nothing here guesses; a missing list means that the rule which needs it does not apply.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

import msgspec

from readreel.core import paths

T = TypeVar("T")

_SPOKEN = (
    "af am ar as az ba be bg bn bo br bs ca cs cy da de el en es et eu fa fi fo fr gl gu ha haw he hi "
    "hr ht hu hy id is it ja jw ka kk km kn ko la lb ln lo lt lv mg mi mk ml mn mr ms mt my ne nl nn "
    "no oc pa pl ps pt ro ru sa sd si sk sl sn so sq sr su sv sw ta te tg th tk tl tr tt uk ur uz vi "
    "yi yo yue zh"
)
SPOKEN = frozenset(_SPOKEN.split())
"""The languages a listener can be asked for (Whisper's)."""

SPACELESS = frozenset({"zh", "ja", "th", "lo", "my", "km", "yue", "bo"})
"""Languages written without spaces between words."""

RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur", "yi", "ps", "sd"})
"""Languages written from right to left."""


def table(language: str, name: str, shape: type[T]) -> T:
    """The table ``name`` of a language, decoded as ``shape`` (a frozen struct with defaults)."""
    loaded: T = _table(language, name, shape)  # type: ignore[arg-type]  # a class is hashable
    return loaded


@cache
def _table(language: str, name: str, shape: type[Any]) -> Any:
    folder = paths.resources() / "languages"
    for code in (language, "other"):
        path = folder / code / f"{name}.toml"
        if path.is_file():
            return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), shape)
    return shape()


class _Binders(msgspec.Struct, frozen=True):
    """Of ``sentences.toml``: words in lower case that hardly ever end a sentence."""

    binders: frozenset[str] = frozenset()


def dangles(sentence: str, language: str) -> bool:
    """Whether what was heard as a sentence hardly ends there: listeners write stops where speakers pause.

    It has no stop at all, or ends in a word that binds to the next ("for every."). No proof: "like this."
    """
    bare = sentence.rstrip("\"'”’»」』)] ")
    if not bare or bare[-1] not in ".?!…。！？｡．؟۔।॥።:：":
        return True
    if bare[-1] not in ".…":
        return False
    last = bare.rstrip(".…").rpartition(" ")[2].casefold().replace("’", "'")
    return last in table(language, "sentences", _Binders).binders


def joined(texts: Sequence[str], language: str) -> str:
    """Words as the language writes them; Latin words keep their spaces inside spaceless writing."""
    if language not in SPACELESS:
        return " ".join(texts)
    out = ""
    for text in texts:
        latin = bool(out) and _latin(out[-1]) and _latin(text[0])
        out += f" {text}" if latin else text
    return out


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
