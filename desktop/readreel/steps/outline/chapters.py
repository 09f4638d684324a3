"""Chapters: the recording's own where it carries any, else cut where the talk turns.

Method, chosen among lexical, embedded and combined ones on human-made chapters of lectures, talks and
screen recordings (``tests/benchmarks/chaptering.py``): the best division under a unigram model of each
chapter (Utiyama & Isahara, A Statistical Model for Domain-Independent Text Segmentation, 2001), with a
prior on length, and a bonus for cuts where block comparison, pauses, cue phrases and pictures turn.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from readreel.core.time import Span
from readreel.project.artifacts import Mark, Sentence
from readreel.steps.outline.cutting import Cohesion, Lengths, bounds, cut
from readreel.steps.outline.signals import Floats, Signals, turning

_LONGEST = 8.0
"""Minutes a chapter is wanted to last at most."""

_CANDIDATES = 3000
"""Gaps looked at, at most: keeps 12 hours as feasible as one."""

_NUMBERED = re.compile(r"^\W*(?P<word>[^\W\d]*)\W*\d[\d\W]*[^\W\d]?\W*$")
_SHORTEST_MARK = 10.0
"""Seconds; marks that are closer on average are no chapters."""

_SMOOTHING = 800
"""Stems a chapter is thought to choose from, at most, however long the recording."""


class Weights(msgspec.Struct, frozen=True):
    """How much each signal counts for a cut between chapters."""

    model: float = 0.05
    turning: float = 1.5
    window: float = 0.6
    cue: float = 0.3
    hold: float = 0.3
    pause: float = 0.2
    picture: float = 0.3
    stiffness: float = 2.0


class Stretch(msgspec.Struct, frozen=True):
    """A chapter before it has a title of its own: sentences first…end−1; ``title`` from the recording."""

    first: int
    end: int
    title: str = ""
    marked: bool = False


def marked_chapters(
    marks: Sequence[Mark], sentences: Sequence[Sentence], span: Span
) -> list[Stretch]:
    """The recording's own chapters, snapped to sentences; empty where they make no sense."""
    inside = [mark for mark in marks if mark.end > span.start and mark.start < span.end]
    inside.sort(key=lambda mark: mark.start)
    if len(inside) < 2 or not sentences or _too_many(inside, span):
        return []
    middles = [(sentence.start + sentence.end) / 2 for sentence in sentences]
    firsts = [int(np.searchsorted(middles, mark.start)) for mark in inside]
    firsts[0] = 0
    titles = _titles(inside)
    ends = [*firsts[1:], len(sentences)]
    return [
        Stretch(first, end, title, marked=True)
        for title, first, end in zip(titles, firsts, ends, strict=True)
        if end > first
    ]


def _titles(marks: Sequence[Mark]) -> list[str]:
    """The marks' own titles; nothing for “Chapter 1”, “Chapter 2”, which only count."""
    titles = [
        " ".join("".join(c if c.isprintable() else " " for c in m.title).split()) for m in marks
    ]
    counted = [_NUMBERED.match(title) for title in titles]
    labels = Counter(match["word"].casefold() for match in counted if match)
    return [
        ""
        if match and (not match["word"] or labels[match["word"].casefold()] * 2 >= len(marks))
        else title
        for title, match in zip(titles, counted, strict=True)
    ]


def _too_many(marks: Sequence[Mark], span: Span) -> bool:
    seconds = span.length or marks[-1].end - marks[0].start
    return len({mark.start for mark in marks}) < 2 or seconds / len(marks) < _SHORTEST_MARK


def found_chapters(
    signals: Signals,
    check: Callable[[], None] = lambda: None,
    weights: Weights | None = None,
) -> list[Stretch]:
    """Chapters of about a third of a minute to eight minutes' wanted length, more in a longer talk."""
    weights = weights or Weights()
    minutes = float(signals.minutes[-1])
    wanted = wanted_minutes(minutes)
    window = max(40.0, weights.window * wanted * float(signals.words.sum()) / max(minutes, 0.1))
    worth = _worth(signals, window, weights)
    places = _candidates(worth, signals.words)
    starts = cut(
        signals.minutes[[*places, len(signals.words)]],
        worth[places],
        Lengths(wanted, min(1.0, wanted / 2.5), 2.5 * wanted, weights.stiffness),
        _unigram_model(signals.counts, places, weights.model),
        check,
    )
    firsts = [places[start] for start in starts]
    return [Stretch(first, end) for first, end in bounds(firsts, len(signals.words))]


def wanted_minutes(minutes: float) -> float:
    """How long a chapter should be in a talk of so many minutes: 2 → 1.6, 15 → 2.9, 75 → 4.7, 360 → 7.6."""
    return float(min(_LONGEST, max(1.0, 1.3 * minutes**0.3)))


def _worth(signals: Signals, window: float, weights: Weights) -> Floats:
    return np.asarray(
        weights.turning * turning(signals, window)
        + weights.cue * signals.cue
        + weights.pause * signals.pause
        + weights.picture * signals.picture
        - weights.hold * signals.hold
    )


def _candidates(worth: Floats, words: Floats) -> list[int]:
    """The best gap of every few words; every gap where the talk is not very long."""
    grain = float(words.sum()) / _CANDIDATES
    cells = ((np.cumsum(words) - words) // max(grain, 1e-9)).astype(np.int64)
    found = [0]
    for place in range(1, len(words)):
        if cells[place] != cells[found[-1]] or found[-1] == 0:
            found.append(place)
        elif worth[place] > worth[found[-1]]:
            found[-1] = place
    return found


def _unigram_model(counts: NDArray[np.float32], places: list[int], weight: float) -> Cohesion:
    """Log-probability of a run's words under a model of that run alone, smoothed by one."""
    sums = np.vstack([np.zeros(counts.shape[1], np.float32), np.cumsum(counts, 0)])
    sums = sums[[*places, len(counts)]]
    vocabulary = min(_SMOOTHING, counts.shape[1])

    def cohesion(first: int, end: int) -> Floats:
        inside = sums[end] - sums[first:end]
        total = inside.sum(axis=1, dtype=np.float64)
        likely = np.einsum("ij,ij->i", inside, np.log1p(inside), dtype=np.float64)
        return np.asarray(weight * (likely - total * np.log(total + vocabulary)))

    return cohesion
