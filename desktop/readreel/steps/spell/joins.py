"""Words heard for a single one: "pi torch" for PyTorch, "torch lens space" for ``torch.linspace``.

Two words that mean what they say are the rule, so a likeness of sound is never enough: the written word
must be one that hardly anybody knows; a name in code must be called as such, or begin with what is no
word, or have been heard with doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from readreel.core.engines import Commonness
from readreel.steps.spell.heard import Heard, Hit, Speech, bent, is_form, opposed
from readreel.steps.spell.sound import likeness, onset, plain, sound
from readreel.steps.spell.terms import Shown, Term

_MOST = 4
"""Words that are tried together."""
_LETTERS = 6
_LONGER = 0.3
_FUNCTION = 6.0
_COMMON = 4.5
_RARE = 2.6
_UNKNOWN = 0.5
"""Zipf frequencies: from which a word is a function word, with which no name begins or ends; which words
must all have to be taken as they are; below which hardly anybody, and nobody, uses a word."""
_ABBREVIATED = 3
_ABBREVIATION = 3.0
"""Letters up to which, and zipf frequency under which, a word is an abbreviation."""
_NEAR = 120.0
"""Seconds between hearing and showing within which the screen may be meant."""
_LIKE = 0.87
_SAME = 0.93
"""Likeness from which words may be meant, and from which they sound the same."""
_LIKE_CODE = 0.85
_NEVER = 2.0
_DOUBT = 0.9
_MUCH_DOUBT = 0.6
"""Probabilities under which one of the words was heard with doubt, and with much."""
_BETTER = 0.1
"""What words must be likelier together than any of them alone."""


class _Run(msgspec.Struct, frozen=True):
    """Words ``first`` to ``last`` of a sentence, the word before them, and their letters together."""

    first: int
    last: int
    words: Sequence[Heard]
    before: str
    letters: str

    @property
    def doubt(self) -> float:
        return min(word.probability for word in self.words)

    def hit(self, term: Term, like: float, ending: str, *, sure: bool) -> Hit:
        return Hit(self.first, self.last, term, like, ending, sure)


class Joins:
    """The words and dotted names of a recording, sorted by how they begin to sound."""

    def __init__(self, shown: Shown, language: str, commonness: Commonness, rules: Speech) -> None:
        self._pairs = frozenset(shown.pairs)
        self._language = language
        self._commonness = commonness
        self._rules = rules
        self._by_onset: dict[str, list[tuple[Term, str]]] = {}
        for term in shown.terms.values():
            letters = re.sub(r"[\W_]", "", term.text)
            if self._may_be_meant(term, letters):
                self._by_onset.setdefault(onset(letters), []).append((term, letters))

    def hits(self, words: Sequence[Heard]) -> Iterator[Hit]:
        """Runs of words that were meant to be a term, the likest at every place."""
        for first in range(len(words)):
            found = [hit for run in _runs(words, first) for hit in self._meant(run)]
            if found:
                time = words[first].start
                yield max(found, key=lambda h: (h.likeness, h.sure, -h.term.nearness(time)))

    def _may_be_meant(self, term: Term, letters: str) -> bool:
        if term.kind == "identifier":
            return term.coded and "." in term.text and bool(letters)
        return term.kind == "word" and len(letters) >= _LETTERS and self._zipf(term.text) < _RARE

    def _meant(self, run: _Run) -> Iterator[Hit]:
        pair = tuple(plain(word.text) for word in run.words[:2])
        least = self._least(run)
        if pair in self._pairs or least == _NEVER:
            return
        for term, letters in self._by_onset.get(onset(run.letters), []):
            if abs(len(letters) - len(run.letters)) <= _LONGER * len(letters):
                called = term.kind == "identifier"
                hit = self._code(run, term, letters) if called else self._word(run, term, letters)
                if hit is not None and hit.likeness >= least:
                    yield hit

    def _least(self, run: _Run) -> float:
        """The likeness asked for: no name begins or ends with a function word, unless it was torn apart.

        A capital alone is a letter of a name that is spelled.
        """
        edges = [run.words[0].text, run.words[-1].text]
        function = any(
            self._zipf(edge) >= _FUNCTION and (len(edge) > 1 or edge.islower()) for edge in edges
        )
        if not function:
            return 0.0
        return _SAME if self._is_strange(run) else _NEVER

    def _code(self, run: _Run, term: Term, letters: str) -> Hit | None:
        """A name in code whose signs were not spoken."""
        like = likeness(run.letters, letters)
        if like < _LIKE_CODE or not _is_better(run, letters, like):
            return None
        if term.nearness(run.words[0].start) > _NEAR:
            return None
        return run.hit(term, like, "", sure=self._is_called(run, like, term))

    def _word(self, run: _Run, term: Term, letters: str) -> Hit | None:
        """A word that the listener took for several."""
        like, ending = bent(run.letters, letters, self._rules)
        near = term.nearness(run.words[0].start) <= _NEAR
        shown = near or (like >= _SAME and len(term.stills) > 1)
        if like < _LIKE or not shown or not _is_better(run, letters, like):
            return None
        stem = run.letters.removesuffix(ending)
        if stem.casefold() == letters.casefold():
            return run.hit(term, like, ending, sure=self._reunites(run, term))
        if opposed(stem, letters, self._rules) or is_form(stem, letters, self._rules, known=False):
            return None
        common = all(self._zipf(word.text) >= _COMMON for word in run.words)
        sure = run.doubt < _DOUBT or (like >= _SAME and not common)
        return run.hit(term, like, ending, sure=sure)

    def _reunites(self, run: _Run, term: Term) -> bool:
        """Whether words with the same letters are one: a name with capitals inside, or torn apart.

        Else it is a matter of taste whether a compound is written in one.
        """
        if len(run.words) == 1:
            return False
        name = not term.coded and term.text[1:] != term.text[1:].lower() and not term.text.isupper()
        return name or run.doubt < _MUCH_DOUBT or self._is_strange(run)

    def _is_called(self, run: _Run, like: float, term: Term) -> bool:
        """Whether words mean something in code, though they do not speak its signs."""
        if run.before in self._rules.articles:
            return False
        parts = [plain(part) for part in re.split(r"[._]", term.text)]
        heard = [plain(word.text) for word in run.words]
        misheard = any(one not in parts for one in heard) and run.doubt < _MUCH_DOUBT
        called = like >= _DOUBT and run.before in self._rules.calls
        return (
            self._is_strange(run)
            or (heard[0] == parts[0] and self._is_abbreviation(heard[0]))
            or misheard
            or called
        )

    def _is_strange(self, run: _Run) -> bool:
        """Whether one of the words is none."""
        return any(
            len(word.text) > _ABBREVIATED and self._zipf(word.text) < _UNKNOWN for word in run.words
        )

    def _is_abbreviation(self, word: str) -> bool:
        short = len(word) <= _ABBREVIATED and self._zipf(word) < _ABBREVIATION
        return len(word) == 1 or short

    def _zipf(self, word: str) -> float:
        return self._commonness.zipf(word, self._language)


def settled(hits: Iterable[Hit], known: dict[str, Term], words: Sequence[Heard]) -> Iterator[Hit]:
    """The hits that hold: sure ones, and those whose words were surely meant so elsewhere."""
    for hit in hits:
        if hit.sure or known.get(phrase(hit, words)) is hit.term:
            yield hit


def phrase(hit: Hit, words: Sequence[Heard]) -> str:
    """How the words of a hit sound without their ending, for finding them again."""
    text = "".join(word.text for word in words[hit.first : hit.last + 1])
    return sound(text.removesuffix(hit.ending))


def _runs(words: Sequence[Heard], first: int) -> Iterator[_Run]:
    """The runs from ``first`` on; none goes over a comma or a full stop, one word only with a hyphen."""
    before = plain(words[first - 1].text) if first else ""
    for last in range(first, min(first + _MOST, len(words))):
        run = words[first : last + 1]
        letters = re.sub(r"[\W_]", "", "".join(word.text for word in run))
        if letters.isalpha() and run[-1].text and (len(run) > 1 or "-" in run[0].text):
            yield _Run(first, last, run, before, letters)
        if words[last].stop or not words[first].text:
            return


def _is_better(run: _Run, letters: str, like: float) -> bool:
    """Whether the words are likelier together than any of them alone."""
    alone = [likeness(word.text, letters) for word in run.words] if len(run.words) > 1 else []
    return like - max(alone, default=0.0) >= _BETTER
