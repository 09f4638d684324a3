"""Names in code whose signs are spoken: "torch dot cat" for ``torch.cat``, "n n dot one" for ``nn.One``.

An underscore may be spoken or not; every other sign must be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from readreel.steps.spell.heard import Hit, Speech
from readreel.steps.spell.sound import likeness, plain
from readreel.steps.spell.terms import Term

_SIGN = re.compile(r"[./-]")
_LIKE = 0.72
"""Likeness from which every spoken part may be the written one; their mean must reach `_ALL`."""
_ALL = 0.8
_SHORT = 3
"""Letters up to which a part must be heard exactly, and may be spelled letter by letter."""


class _Parts(msgspec.Struct, frozen=True):
    """A term at its signs: ``signs[i]`` stands between ``parts[i]`` and the next."""

    term: Term
    parts: tuple[str, ...]
    signs: tuple[str, ...]


class Spoken:
    """The identifiers of a recording, ready for being heard."""

    def __init__(self, terms: Iterable[Term], rules: Speech) -> None:
        self._names = {
            ".": frozenset(rules.dot),
            "_": frozenset(rules.underscore),
            "-": frozenset(rules.dash),
            "/": frozenset(rules.slash),
        }
        self._known = [_parts(term) for term in terms]

    def hits(self, words: Sequence[str], times: Sequence[float]) -> Iterator[Hit]:
        """Where words speak the signs of an identifier, the likest and nearest at every place."""
        for place, word in enumerate(words):
            signs = {sign for sign, names in self._names.items() if plain(word) in names}
            if not signs:
                continue
            known = (one for one in self._known if one.signs and one.signs[0] in signs)
            found = [hit for one in known if (hit := self._around(words, place, one)) is not None]
            if found:
                time = times[place]
                yield max(
                    found, key=lambda hit: (hit.likeness, -hit.term.nearness(time), hit.term.text)
                )

    def _around(self, words: Sequence[str], sign: int, known: _Parts) -> Hit | None:
        """The term spoken around its first sign, which is the word at ``sign``."""
        first, before = self._back(words, sign - 1, known.parts[0])
        last, after = sign, 1.0
        for place, part in enumerate(known.parts[1:]):
            if place:
                last += 1
                if not self._says(words, last, known.signs[place]):
                    return None
            last, here = self._on(words, last + 1, part)
            after = min(after, here)
            if min(before, after) < _LIKE:
                return None
        like = (before + after) / 2
        return Hit(first, last, known.term, round(like, 3)) if like >= _ALL else None

    def _says(self, words: Sequence[str], place: int, sign: str) -> bool:
        return place < len(words) and plain(words[place]) in self._names[sign]

    def _back(self, words: Sequence[str], last: int, part: str) -> tuple[int, float]:
        """The part spoken in the words that end at ``last``: their first word and the likeness."""
        found = [
            (self._like(words[last - count + 1 : last + 1], part), -count)
            for count in range(1, min(_reach(part), last + 1) + 1)
        ]
        best, count = max(found, default=(0.0, -1))
        return last + count + 1, best

    def _on(self, words: Sequence[str], first: int, part: str) -> tuple[int, float]:
        """The part spoken in the words from ``first`` on: their last word and the likeness."""
        found = [
            (self._like(words[first : first + count], part), -count)
            for count in range(1, min(_reach(part), len(words) - first) + 1)
        ]
        best, count = max(found, default=(0.0, -1))
        return first - count - 1, best

    def _like(self, words: Sequence[str], part: str) -> float:
        heard = "".join(word for word in words if plain(word) not in self._names["_"])
        letters = part.replace("_", "")
        if plain(heard) == plain(letters):
            return 1.0
        return likeness(heard, letters) if len(letters) > _SHORT else 0.0


def _parts(term: Term) -> _Parts:
    """Split at dots, dashes and slashes, or else at the first underscore."""
    if _SIGN.search(term.text):
        return _Parts(
            term, tuple(_SIGN.split(term.text)), tuple(m.group() for m in _SIGN.finditer(term.text))
        )
    head, sign, rest = term.text.strip("_").partition("_")
    return _Parts(term, (head, rest), ("_",)) if sign else _Parts(term, (head,), ())


def _reach(part: str) -> int:
    """Words in which a part may be spoken: its own words and the underscores between, or its letters."""
    if len(part) <= _SHORT:
        return len(part) + 1
    return 2 * (len(re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", part)) or 1) + 1
