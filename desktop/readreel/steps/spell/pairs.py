"""Words known by their neighbour: the screen writes "movable type", so "missile type" was misheard.

The ear prefers what is common; where the screen writes a rarer word beside the same neighbour, and it
sounds the same, or sounds alike and was heard with doubt, the screen is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from readreel.core.engines import Commonness
from readreel.steps.spell.heard import Heard, Hit, Speech, is_form, opposed
from readreel.steps.spell.sound import likeness, plain
from readreel.steps.spell.terms import Shown, Term

_LETTERS = 4
_NEAR = 60.0
_SAME = 0.9
_ALIKE = 0.8
_DOUBT = 0.75
_RARER = 1.0
"""How much rarer (zipf) the written word must be than the heard one."""
_FUNCTION = 5.8


class Pairs:
    """The pairs of words that the screen writes, by either of them."""

    def __init__(self, shown: Shown, language: str, commonness: Commonness, rules: Speech) -> None:
        self._language = language
        self._commonness = commonness
        self._rules = rules
        self._written = frozenset(word for pair in shown.pairs for word in pair)
        self._before: dict[str, list[tuple[str, Term]]] = {}
        self._after: dict[str, list[tuple[str, Term]]] = {}
        self._terms: dict[str, Term] = {}
        for term in shown.terms.values():
            if term.kind == "word":
                self._terms.setdefault(plain(term.text), term)
        for (one, other), seen in shown.pairs.items():
            self._before.setdefault(other, []).append((one, seen))
            self._after.setdefault(one, []).append((other, seen))

    def hit(self, words: Sequence[Heard], place: int) -> Hit | None:
        """The term that the word at ``place`` was meant to be, as its neighbours tell."""
        word = words[place]
        heard = plain(word.text)
        if len(heard) < _LETTERS or not heard.isalpha() or heard in self._written:
            return None
        found: dict[str, float] = {}
        for written, seen in self._beside(words, place):
            like = self._like(word, written, seen)
            if like:
                found[written] = like
        if len(found) != 1:
            return None
        (written, like), *_ = found.items()
        term = self._terms.get(written)
        return Hit(place, place, term, like) if term is not None else None

    def _beside(self, words: Sequence[Heard], place: int) -> Iterator[tuple[str, Term]]:
        if place and not words[place - 1].stop and self._says(words[place - 1]):
            yield from self._after.get(plain(words[place - 1].text), [])
        following = place + 1 < len(words) and not words[place].stop
        if following and self._says(words[place + 1]):
            yield from self._before.get(plain(words[place + 1].text), [])

    def _says(self, word: Heard) -> bool:
        """Whether a neighbour says anything; function words stand beside everything."""
        common = self._commonness.zipf(word.text, self._language) >= _FUNCTION
        return len(word.text) >= _LETTERS and not common

    def _like(self, word: Heard, written: str, seen: Term) -> float:
        if len(written) < _LETTERS or is_form(word.text, written, self._rules, known=False):
            return 0.0
        if opposed(word.text, written, self._rules):
            return 0.0
        like = likeness(word.text, written)
        near = seen.nearness(word.start) <= _NEAR
        if not self._is_rarer(written, word.text):
            return 0.0
        if like >= _SAME and (near or len(seen.stills) > 1):
            return like
        return like if like >= _ALIKE and near and word.probability < _DOUBT else 0.0

    def _is_rarer(self, written: str, heard: str) -> bool:
        zipf = self._commonness.zipf
        return zipf(heard, self._language) - zipf(written, self._language) >= _RARER
