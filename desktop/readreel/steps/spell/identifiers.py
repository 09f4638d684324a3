"""Identifiers as they are spoken: "torch dot cat" for ``torch.cat``, "n n dot linear" for ``nn.Linear``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from readreel.core.language import table
from readreel.steps.spell.sound import likeness, plain
from readreel.steps.spell.terms import Term

_PIECES = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_LIKE = 0.72
"""Likeness from which every spoken part may be the written one; their mean must reach `_ALL`."""
_ALL = 0.8


class Signs(msgspec.Struct, frozen=True):
    """``spell.toml``: how the signs inside identifiers are spoken."""

    dot: tuple[str, ...] = ()
    underscore: tuple[str, ...] = ()


class Spoken(msgspec.Struct, frozen=True):
    """Words ``first`` to ``last`` speak the term; ``likeness`` 0…1."""

    first: int
    last: int
    term: Term
    likeness: float


def spoken(words: Sequence[str], terms: Iterable[Term], language: str) -> Iterator[Spoken]:
    """Where words speak the signs of an identifier, the best first at every place."""
    signs = table(language, "spell", Signs)
    dots = [place for place, word in enumerate(words) if plain(word) in signs.dot]
    known = [term for term in terms if term.kind == "identifier" and "." in term.text]
    for dot in dots:
        found = [hit for term in known if (hit := _around(words, dot, term, signs)) is not None]
        if found:
            yield max(found, key=lambda hit: (hit.likeness, hit.last - hit.first, hit.term.text))


def _around(words: Sequence[str], dot: int, term: Term, signs: Signs) -> Spoken | None:
    """The term spoken around its first dot, which is the word at ``dot``."""
    head, _, rest = term.text.partition(".")
    first, before = _back(words, dot - 1, _PIECES.findall(head))
    last, after = dot, 1.0
    for part in rest.split("."):
        if last != dot:
            if last + 1 >= len(words) or plain(words[last + 1]) not in signs.dot:
                return None
            last += 1
        last, here = _on(words, last + 1, _PIECES.findall(part), signs)
        after = min(after, here)
    if min(before, after) < _LIKE or (before + after) / 2 < _ALL:
        return None
    return Spoken(first, last, term, round((before + after) / 2, 3))


def _back(words: Sequence[str], last: int, pieces: Sequence[str]) -> tuple[int, float]:
    """The pieces spoken in the words that end at ``last``: their first word and the likeness."""
    if last < 0:
        return last, 0.0
    whole = "".join(pieces)
    found = []
    for count in range(1, max(len(pieces), _letters(whole)) + 2):
        if last - count + 1 >= 0:
            heard = "".join(words[last - count + 1 : last + 1])
            found.append((_like(heard, whole), -count))
    best, count = max(found, default=(0.0, -1))
    return last + count + 1, best


def _on(words: Sequence[str], first: int, pieces: Sequence[str], signs: Signs) -> tuple[int, float]:
    """The pieces spoken in the words from ``first`` on: their last word and the likeness."""
    whole = "".join(pieces)
    found = []
    reach = 2 * max(len(pieces), _letters(whole))
    for count in range(1, reach + 1):
        part = words[first : first + count]
        if len(part) == count:
            heard = "".join(word for word in part if plain(word) not in signs.underscore)
            found.append((_like(heard, whole), -count))
    best, count = max(found, default=(0.0, -1))
    return first - count - 1, best


def _letters(word: str) -> int:
    """Short names are spelled letter by letter: "n n" for ``nn``."""
    return len(word) if len(word) <= 3 else 1


def _like(heard: str, written: str) -> float:
    if plain(heard) == plain(written):
        return 1.0
    return likeness(heard, written) if len(written) >= 4 else 0.0
