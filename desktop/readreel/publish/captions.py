"""Subtitles from the words of a transcript and their times: SubRip and WebVTT.

Guarantees that every word comes out, in order, as the characters it is; that a cue has at most two lines
of at most `COLUMNS` columns; that cues follow one another, none ending before it begins or after the next
has begun. Cues end where sentences, clauses and pauses do, as far as there is room, and not on a word that
belongs to the next (the choice among all divisions of a stretch of speech is made by dynamic programming,
as TeX breaks paragraphs into lines).
"""

from __future__ import annotations

import html
import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path

import msgspec

from readreel.core.language import joined, table
from readreel.project.artifacts import Transcript, Word
from readreel.publish.spoken import transcript_of
from readreel.publish.staging import put
from readreel.publish.work import Work

COLUMNS = 42
"""Columns of a line; a character of East Asian width has two."""

_APART = 1.5
"""Seconds of silence that no cue reaches over."""

_PAUSE = 0.35
_SHORTEST, _LONGEST = 1.0, 6.5
_STOPS = tuple(".!?…。！？؟।")
_COMMAS = tuple(",;:—–、，；：،؛")
_MARKUP = re.compile(r"<(?=[/\w])|\{(?=\\)|--(?=>)")
_CLOSING = "\"'”’»」』)]）"


class Caption(msgspec.Struct, frozen=True):
    """One or two lines, shown from ``start`` to ``end`` (milliseconds)."""

    start: int
    end: int
    lines: tuple[str, ...]


def write_srt(work: Work, file: Path) -> None:
    """Write the transcript as SubRip."""
    shown = captions(transcript_of(work.project))
    cues = (
        f"{number}\n{_clock(one.start, ',')} --> {_clock(one.end, ',')}\n"
        + "".join(f"{_unmarked(line)}\n" for line in one.lines)
        for number, one in enumerate(shown, 1)
    )
    put(file, "\n".join(cues).encode("utf-8"))


def write_vtt(work: Work, file: Path) -> None:
    """Write the transcript as WebVTT."""
    shown = captions(transcript_of(work.project))
    cues = (
        f"{_clock(one.start, '.')} --> {_clock(one.end, '.')}\n"
        + "".join(f"{html.escape(line, quote=False)}\n" for line in one.lines)
        for one in shown
    )
    put(file, "\n".join(("WEBVTT\n", *cues)).encode("utf-8"))


def captions(transcript: Transcript) -> list[Caption]:
    """The transcript as captions in the order of time."""
    words = [part for s in transcript.sentences for word in s.words for part in _short(word)]
    groups: list[tuple[Sequence[Word], tuple[str, ...]]] = []
    for run in _runs(words):
        row = _Row(run, transcript.language)
        groups += [(run[first:last], row.lines(first, last)) for first, last in _divided(row)]
    return list(_timed(groups))


class _Joints(msgspec.Struct, frozen=True):
    """Of ``sentences.toml``: words that belong to the next one, and words that often begin a clause."""

    binders: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()


class _Row:
    """Words of one stretch of speech side by side: ``left`` and ``right`` are their columns."""

    def __init__(self, words: Sequence[Word], language: str) -> None:
        self.words, self._language = words, language
        self.left: list[int] = []
        self.right: list[int] = []
        before = ""
        for word in words:
            room = len(joined([before, word.text], language)) - len(before + word.text)
            self.left.append(self.right[-1] + room if self.right else 0)
            self.right.append(self.left[-1] + _columns(word.text))
            before = word.text
        self.stops = [_ends(word.text, _STOPS) for word in words]
        joints = table(language, "sentences", _Joints)
        folded = [word.text.casefold() for word in words]
        self.bound = [word in joints.binders for word in folded]
        self.opens = [word in joints.openers for word in folded]
        self.stopped = [0, *accumulate(self.stops)]
        self.reach = self._reach()

    def _reach(self) -> list[int]:
        """For each word, the word that a line begun with it has no room for any more."""
        reach, last = [], 0
        for left in self.left:
            while last < len(self.right) and self.right[last] - left <= COLUMNS:
                last += 1
            reach.append(last)
        return [*reach, len(self.right)]

    def lines(self, first: int, last: int) -> tuple[str, ...]:
        """The words from ``first`` until before ``last`` as one line or, where it is too wide, two."""
        texts = [word.text for word in self.words[first:last]]
        if self.reach[first] >= last:
            return (joined(texts, self._language),)
        fitting = [at for at in range(first + 1, self.reach[first] + 1) if self.reach[at] >= last]
        at = min(fitting, key=lambda at: self._uneven(first, at, last)) - first
        return joined(texts[:at], self._language), joined(texts[at:], self._language)

    def _uneven(self, first: int, at: int, last: int) -> float:
        upper = self.right[at - 1] - self.left[first]
        lower = self.right[last - 1] - self.left[at]
        clause = _ends(self.words[at - 1].text, _STOPS + _COMMAS)
        return abs(upper - lower) / COLUMNS + (0.0 if clause else 0.35 * self._torn(at))

    def cost(self, first: int, last: int) -> float:
        """How bad a caption of these words is: where it ends, what it runs over, how long it stands."""
        words = self.words
        length = words[last - 1].end - words[first].start
        inside = self.stopped[last - 1] - self.stopped[first]
        hurried = 1.0 if length < _SHORTEST else 0.0
        return 1.0 + self._ending(last) + 1.6 * inside + max(0.0, length - _LONGEST) + hurried

    def _ending(self, last: int) -> float:
        if last == len(self.words) or self.stops[last - 1]:
            return 0.0
        if _ends(self.words[last - 1].text, _COMMAS):
            return 0.6
        if self.words[last].start - self.words[last - 1].end >= _PAUSE:
            return 0.8
        return 2.0 * self._torn(last)

    def _torn(self, at: int) -> float:
        """How much the words before and after a place belong together, as a factor."""
        if self.bound[at - 1]:
            return 2.0
        return 0.7 if self.opens[at] else 1.0


def _divided(row: _Row) -> list[tuple[int, int]]:
    """The division of a stretch into captions that costs least."""
    count = len(row.words)
    least = [0.0] + [math.inf] * count
    begun = [0] * (count + 1)
    for first in range(count):
        for last in range(first + 1, row.reach[row.reach[first]] + 1):
            cost = least[first] + row.cost(first, last)
            if cost < least[last]:
                least[last], begun[last] = cost, first
    found, last = [], count
    while last:
        found.append((begun[last], last))
        last = begun[last]
    return found[::-1]


def _timed(groups: Sequence[tuple[Sequence[Word], tuple[str, ...]]]) -> Iterator[Caption]:
    shown = 0
    following = [*(_milliseconds(words[0].start) for words, _ in groups[1:]), None]
    for (words, lines), after in zip(groups, following, strict=False):
        start = max(shown, _milliseconds(words[0].start))
        wanted = max(_milliseconds(words[-1].end), start + round(_SHORTEST * 1000))
        # Listeners may give two words the same time.
        shown = max(start + 1, wanted if after is None else min(wanted, after))
        yield Caption(start, shown, lines)


def _short(word: Word) -> Iterator[Word]:
    """The word, or where it is wider than a line the pieces it has to be in."""
    pieces = [""]
    for character in word.text:
        if _columns(pieces[-1] + character) > COLUMNS:
            pieces.append("")
        pieces[-1] += character
    pace = (word.end - word.start) / len(pieces)
    for number, text in enumerate(pieces):
        start = word.start + number * pace
        yield Word(text, start, start + pace)


def _runs(words: Sequence[Word]) -> Iterator[list[Word]]:
    run: list[Word] = []
    for word in words:
        if run and word.start - run[-1].end > _APART:
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _ends(text: str, signs: tuple[str, ...]) -> bool:
    return text.rstrip(_CLOSING).endswith(signs)


def _columns(text: str) -> int:
    return len(text) if text.isascii() else sum(map(_width, text))


@cache
def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _milliseconds(seconds: float) -> int:
    return max(0, round(seconds * 1000))


def _clock(milliseconds: int, point: str) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}{point}{rest:03d}"


def _unmarked(line: str) -> str:
    """A line in which players find no tag, override or arrow: SubRip knows no escaping."""
    return _MARKUP.sub("\\g<0>\u2060", line)
