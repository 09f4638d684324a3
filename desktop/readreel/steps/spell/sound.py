"""How alike two words sound, for any language in Latin letters; others are compared letter by letter.

Not a phonetic algorithm of one language (Soundex and Metaphone are English): spellings that often stand
for one sound are written alike, then what is written is compared in three ways: as it sounds, with its
vowels all alike, and letter by letter. What is wanted is not the pronunciation but whether one word may
have been heard for the other.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"[\W_]", ""),
        (r"tsch|sch|tch|ch|sh", "S"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"dg|g(?=[eiy])|j", "J"),
        (r"ck|q|c(?=[^eiy]|$)", "k"),
        (r"[cz]", "s"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"e$", ""),
        (r"oo|ou", "u"),
        (r"ee|ea|ie|y", "i"),
        (r"ai|ei", "e"),
        (r"(?<=[aeiou])h", ""),
        (r"(.)\1+", r"\1"),
    )
)
_VOWELS = re.compile(r"[aeiou]+")


@lru_cache(maxsize=1 << 16)
def likeness(heard: str, written: str) -> float:
    """How likely one was heard for the other, 0…1; 0 where they do not begin alike."""
    one, other = sound(heard), sound(written)
    if not one or not other or _first(one) != _first(other):
        return 0.0
    spoken = fuzz.ratio(one, other)
    skeleton = fuzz.ratio(_VOWELS.sub("a", one), _VOWELS.sub("a", other))
    letters = fuzz.ratio(plain(heard), plain(written))
    return round((0.4 * spoken + 0.3 * skeleton + 0.3 * letters) / 100, 3)


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """The word with spellings of one sound written alike."""
    out = plain(word)
    for pattern, written in _SOUNDS:
        out = pattern.sub(written, out)
    return out


@lru_cache(maxsize=1 << 16)
def plain(word: str) -> str:
    """Lower case without accents."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def onset(word: str) -> str:
    """How a word begins to sound: words that differ in it were not heard for each other."""
    sounds = sound(word)
    return _first(sounds) if sounds else ""


def _first(sounds: str) -> str:
    return "a" if sounds[0] in "aeiou" else sounds[0]
