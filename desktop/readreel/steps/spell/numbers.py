"""Numbers that lost a digit on the way to the ear: "3,642" where the screen writes 30642."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from readreel.steps.spell.heard import Heard, Hit
from readreel.steps.spell.terms import Term

_NUMBER = re.compile(r"^\d[\d,]*\d$")
_LIKE = 0.9
"""Likeness of two numbers of which one has a digit more."""
_SOON = 30.0
"""Seconds within which a number must be on the screen to be the one that was said."""
_DIGITS = 4
_EXACT = 3
"""Digits that a number must have, and must have before its last zeros: ten thousand is heard right."""


class Numbers:
    """The numbers on a recording's screens."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = [(_digits(term.text), term) for term in terms if term.kind == "number"]

    def hit(self, words: Sequence[Heard], place: int) -> Hit | None:
        """The one number that has a digit more inside, in the same order, at that moment."""
        word = words[place]
        digits = _digits(word.text)
        exact = len(digits) >= _DIGITS and len(digits.rstrip("0")) >= _EXACT
        if not exact or not _NUMBER.match(word.text):
            return None
        near = {one: term for one, term in self._terms if term.nearness(word.start) <= _SOON}
        if digits in near:
            return None
        longer = [term for one, term in near.items() if _lacks_inner(digits, one)]
        return Hit(place, place, longer[0], _LIKE) if len(longer) == 1 else None


def _lacks_inner(digits: str, number: str) -> bool:
    """Whether a digit inside the number is missing; the last makes it ten times as much."""
    return len(number) == len(digits) + 1 and any(
        number[:at] + number[at + 1 :] == digits for at in range(1, len(number) - 1)
    )


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
