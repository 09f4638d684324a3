"""Guesses at what a writer writes next, taken from what it was given to rewrite.

An editor keeps most words. So the words that follow in the source, once a few have been taken over in
order, are put before the model together with its last word and judged in one pass: many words for the
price of a few. A wrong guess costs time and is never written, because every token is still the model's own
likeliest (prompt lookup decoding; Saxena 2023, on a source of our choosing).

Guesses depend on the tokens alone, so that a result does too.
"""

from __future__ import annotations

from collections.abc import Sequence

_KEY = 5
"""Tokens in a row that must have been taken over before the next ones are guessed. Replayed on a CPU with
drafts of real passages (2 to 10 tokens): a model that copies writes 2.1 to 2.2 times as fast whichever it
is; one that writes loses a fifth to wrong guesses with 2 and gains a tenth from 4 on."""

_LONGEST = 15
"""Tokens guessed. Seven give 1.6 where fifteen give 2.2; guesses that begin short and grow give no more."""


class Lookahead:
    """Follows a text being written through the ``source`` that it is written from."""

    def __init__(self, source: Sequence[int]) -> None:
        self._source = source
        self._places: dict[tuple[int, ...], list[int]] = {}
        for end in range(_KEY, len(source)):
            self._places.setdefault(tuple(source[end - _KEY : end]), []).append(end)
        self._next = 0

    def guess(self, written: Sequence[int]) -> list[int]:
        """The tokens that follow in the source where the writing has got to; may be empty."""
        places = self._places.get(tuple(written[-_KEY:]), [])
        if not places:
            return []
        start = next((place for place in places if place >= self._next), places[0])
        self._next = start
        return list(self._source[start : start + _LONGEST])

    def learn(self, accepted: int) -> None:
        """How many of the guessed tokens were right: the writing has got so much further."""
        self._next += accepted
