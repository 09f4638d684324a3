"""Single words: names and terms that the listener does not know, and the screen does.

A word is taken for misheard only where hardly anybody uses it, or where it is rare and was heard
without certainty; and only for what the screen writes near in time, or writes again and again, and what
sounds nearly alike. What merely is another form of the written word stays.
"""

from __future__ import annotations

from collections.abc import Sequence

from readreel.core.engines import Commonness
from readreel.steps.spell.heard import Heard, Hit, Speech, bent, ends_otherwise, is_form, opposed
from readreel.steps.spell.sound import likeness, onset, plain
from readreel.steps.spell.terms import Shown, Term

_UNKNOWN = 0.5
RARE = 2.6
"""Zipf frequencies (log10 of uses in a thousand million words) below which nobody, or few, use a word."""
_COMMON = 4.0
"""Zipf frequency from which a written word is so common that it would have been heard right."""
_UNSURE = 0.75
"""Probability of a heard word under which it counts as doubtful."""
_SURE = 0.9
_NEAR = 120.0
"""Seconds between hearing and showing within which the screen may be meant."""
_LIKE = 0.78
_LIKE_SURE = 0.85
_LIKE_KNOWN = 0.9
"""Likeness asked for of what few people know, is shown near in time and was heard with doubt; of all
else, which must be shown near in time or at least twice; and where somebody uses the heard word."""
_LONGER = 0.3
_AHEAD = 0.04
"""What the likest must be ahead of the next."""
LETTERS = 4


class Words:
    """The words of a recording's screens, by how they begin to sound."""

    def __init__(self, shown: Shown, language: str, commonness: Commonness, rules: Speech) -> None:
        self._language = language
        self._commonness = commonness
        self._rules = rules
        self._forms: dict[str, list[Term]] = {}
        self._by_onset: dict[str, list[Term]] = {}
        for term in shown.terms.values():
            if term.kind in {"word", "identifier"}:
                self._forms.setdefault(plain(term.text), []).append(term)
            if term.kind == "word":
                self._by_onset.setdefault(onset(term.text), []).append(term)

    def hit(self, words: Sequence[Heard], place: int) -> Hit | None:
        """The term that the word at ``place`` was meant to be."""
        word = words[place]
        forms = self._forms.get(plain(word.text), [])
        if forms:
            recased = self._recased(word.text, forms, opens=place == 0)
            return Hit(place, place, recased, 1.0) if recased is not None else None
        if not self._doubtful(word):
            return None
        return self._meant(word, place)

    def _recased(self, word: str, forms: Sequence[Term], *, opens: bool) -> Term | None:
        """The one way in which the screen writes the word with other capitals or accents.

        Words in capitals may be acronyms, and the name in code is not the acronym.
        """
        others = [term for term in forms if term.text != word]
        if len(word) < LETTERS or len(forms) > 1 or not others or word.isupper():
            return None
        text = others[0].text
        inner = text[1:] != text[1:].lower() and not text.isupper()
        uses = self._commonness.zipf(word, self._language)
        coded = others[0].coded and text[0].isupper() and uses < _UNKNOWN and not opens
        accents = text.casefold() != word.casefold() and uses < RARE
        return others[0] if inner or coded or accents else None

    def _doubtful(self, word: Heard) -> bool:
        """Whether a heard word may be a mishearing at all."""
        # What is heard in capitals is an acronym, letter by letter.
        if len(word.text) < LETTERS or not word.text.isalpha() or word.text.isupper():
            return False
        uses = self._commonness.zipf(word.text, self._language)
        return uses < _UNKNOWN or (uses < RARE and word.probability < _UNSURE)

    def _meant(self, word: Heard, place: int) -> Hit | None:
        """The one term that the word was most likely meant to be."""
        near = self._by_onset.get(onset(word.text), [])
        hits = [hit for term in near if (hit := self._compared(word, place, term)) is not None]
        hits.sort(key=lambda h: (-h.likeness, h.term.nearness(word.start), h.term.text))
        if not hits:
            return None
        best = hits[0]
        if self._is_another(word.text, best.term.text):
            return None
        close = [h.term.text for h in hits if best.likeness - h.likeness < _AHEAD]
        same = all(is_form(one, best.term.text, self._rules, known=True) for one in close)
        return best if same or len({plain(one) for one in close}) == 1 else None

    def _is_another(self, word: str, term: str) -> bool:
        """Whether the word is a word of its own beside the term: another form of it, or of its stem."""
        known = self._commonness.zipf(word, self._language) >= _UNKNOWN
        if word.islower() and ends_otherwise(word, term, self._rules):
            return True
        return is_form(word, term, self._rules, known=known)

    def _compared(self, word: Heard, place: int, term: Term) -> Hit | None:
        text = term.text
        if len(text) < LETTERS or abs(len(text) - len(word.text)) > max(
            2, _LONGER * len(word.text)
        ):
            return None
        uses = self._commonness.zipf(text, self._language)
        if uses >= _COMMON:
            return None
        near = term.nearness(word.start) <= _NEAR
        if opposed(word.text, text, self._rules) or not (near or len(term.stills) > 1):
            return None
        # Names get endings of cases; a verb with another ending is another word.
        like, ending = (
            bent(word.text, text, self._rules)
            if text[0].isupper()
            else (likeness(word.text, text), "")
        )
        least = self._least(word, lenient=near and uses < RARE)
        return Hit(place, place, term, like, ending) if like >= least else None

    def _least(self, word: Heard, *, lenient: bool) -> float:
        """The likeness asked for."""
        if self._commonness.zipf(word.text, self._language) >= _UNKNOWN:
            return _LIKE_KNOWN
        return _LIKE if lenient and word.probability < _SURE else _LIKE_SURE
