"""What is being said at a moment, in pieces that fit into two lines under a picture.

Only the sentence of the moment is ever cut, so that a transcript of hours costs nothing to take in.
"""

from __future__ import annotations

from bisect import bisect_right
from math import ceil

import msgspec

from readreel.core.language import RIGHT_TO_LEFT, SPACELESS
from readreel.project.artifacts import Sentence, Transcript

_LINGER = 1.5
"""Seconds that words stay after they were said, if nobody goes on speaking."""

_MOST, _MOST_WIDE = 84, 32
"""Characters in two lines of caption; the second for scripts with full-width characters."""


class Piece(msgspec.Struct, frozen=True):
    """A part of a sentence and when its first word begins, seconds."""

    start: float
    text: str


class Captions:
    """The captions of one transcript."""

    def __init__(self, transcript: Transcript | None) -> None:
        sentences = transcript.sentences if transcript else ()
        language = transcript.language if transcript else ""
        self._sentences = sorted(sentences, key=lambda sentence: sentence.start)
        self._starts = [sentence.start for sentence in self._sentences]
        self._most = _MOST_WIDE if language in SPACELESS else _MOST
        self.right_to_left = language in RIGHT_TO_LEFT

    def __bool__(self) -> bool:
        return bool(self._sentences)

    def at(self, seconds: float) -> str:
        """What is said at a moment; empty in a pause."""
        place = bisect_right(self._starts, seconds) - 1
        if place < 0:
            return ""
        sentence = self._sentences[place]
        if seconds > sentence.end + _LINGER:
            return ""
        said = ""
        for piece in pieces(sentence, self._most):
            if said and piece.start > seconds:
                break
            said = piece.text
        return said


def pieces(sentence: Sentence, most: int) -> list[Piece]:
    """The sentence cut between words into parts of about equal length, none much longer than ``most``."""
    text = sentence.text.strip()
    places = _places(sentence, text)
    if len(text) <= most or not places:
        return [Piece(sentence.start, text)]
    aim = len(text) / ceil(len(text) / most)
    cuts = [(0, sentence.start)]
    for place, start in places[1:]:
        if place - cuts[-1][0] >= aim:
            cuts.append((place, start))
    ends = [place for place, _ in cuts[1:]] + [len(text)]
    return [
        Piece(start, text[place:end].strip())
        for (place, start), end in zip(cuts, ends, strict=True)
    ]


def _places(sentence: Sentence, text: str) -> list[tuple[int, float]]:
    """Where in the text each word begins and when; words that are not in it are left out."""
    found, after = [], 0
    for word in sentence.words:
        place = text.find(word.text, after)
        if place >= 0:
            found.append((place, word.start))
            after = place + len(word.text)
    return found
