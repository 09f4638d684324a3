"""Guesses at what a writer writes next, taken from what it was given to rewrite.

An editor keeps most words. So the words that follow in the source, once two have been taken over in
order, are put before the model together with its last word and judged in one pass: several words for the
price of one and a half. A wrong guess costs time and never changes what is written, because every token
is still the model's own likeliest (prompt lookup decoding; Saxena 2023, on a source of our choosing).

Guesses depend on the tokens alone, so that a result does too.
"""

from __future__ import annotations

from collections.abc import Sequence

_KEY = 2
"""Tokens in a row that must have been taken over before the next ones are guessed."""

_FIRST = 3
_LONGEST = 6
"""Tokens guessed at first, and at most: on a CPU each costs a third to a half of one written alone."""


class Lookahead:
    """Follows a text being written through the ``source`` that it is written from."""

    def __init__(self, source: Sequence[int]) -> None:
        self._source = source
        self._places: dict[tuple[int, ...], list[int]] = {}
        for end in range(_KEY, len(source)):
            self._places.setdefault(tuple(source[end - _KEY : end]), []).append(end)
        self._next = 0
        self._length = _FIRST

    def guess(self, written: Sequence[int]) -> list[int]:
        """The tokens that follow in the source where the writing has got to; may be empty."""
        places = self._places.get(tuple(written[-_KEY:]), [])
        if not places:
            self._length = _FIRST
            return []
        start = next((place for place in places if place >= self._next), places[0])
        self._next = start
        return list(self._source[start : start + self._length])

    def learn(self, guessed: int, accepted: int) -> None:
        """How many of the guessed tokens were right: the next guess is bolder or more careful."""
        self._next += accepted
        if guessed:
            bolder = self._length + 2 if accepted == guessed else max(2, accepted)
            self._length = min(_LONGEST, bolder)
