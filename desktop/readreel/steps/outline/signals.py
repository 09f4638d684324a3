"""Where a talk turns: one figure for every gap between two sentences, from independent signals.

Arrays are indexed by sentence; entry ``i`` speaks of the gap before sentence ``i``, entry 0 is zero.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from readreel.core.engines import Embedder
from readreel.core.language import dangles
from readreel.project.artifacts import Sentence, Still
from readreel.steps.outline.words import Language

Floats = NDArray[np.float64]

_LONGEST_PAUSE = 10.0
"""Seconds; a longer silence says no more than this."""

_VOCABULARY = 2048
_QUESTION = ("?", "？", "؟", ";")
_ENGLISH_SHAPED = frozenset({"en"})
"""Languages the embedding was made from; its likeness of others is not to be trusted alone."""


class Signals(msgspec.Struct, frozen=True):
    """What is known of every sentence and of the gap before it.

    ``words`` are spoken words a sentence; ``minutes`` has one entry more than there are sentences and
    counts speaking time, long silences cut short. ``vectors`` are additive likeness spaces; ``counts``
    are the occurrences of recurring stems. ``cue`` is 1 where a sentence opens something new, −1 where
    it carries on; ``hold`` is 1 where a break would part a question from its answer, a list, or what
    is perhaps one sentence.
    """

    words: Floats
    minutes: Floats
    counts: NDArray[np.float32]
    spaces: tuple[Floats, ...]
    pause: Floats
    cue: Floats
    hold: Floats
    picture: Floats


def read_signals(
    sentences: Sequence[Sentence],
    stills: Sequence[Still],
    language: Language,
    embedder: Embedder | None,
) -> Signals:
    """All signals of a transcript; the result depends on the arguments alone."""
    texts = [sentence.text for sentence in sentences]
    words = np.array([max(1.0, language.count(text)) for text in texts])
    counts = _counts([language.stems(text) for text in texts])
    silences = _silences(sentences)
    spaces = [_weighted(counts, words)]
    if embedder is not None and language.code in _ENGLISH_SHAPED:
        spaces.append(_embedded(embedder, texts, words))
    return Signals(
        words=words,
        minutes=_minutes(sentences, words, silences),
        counts=counts,
        spaces=tuple(spaces),
        pause=standard(np.log1p(4 * silences)),
        cue=np.array([_cue(text, language) for text in texts]),
        hold=_hold(texts, language),
        picture=_pictures(sentences, stills),
    )


def turning(signals: Signals, window: float) -> Floats:
    """How unlike the ``window`` words after each gap are to those before it, in standard deviations.

    Block comparison after Hearst, TextTiling (1997), averaged over the likeness spaces.
    """
    scores = [standard(-_block_likeness(space, signals.words, window)) for space in signals.spaces]
    return np.asarray(np.mean(scores, axis=0), dtype=np.float64)


def standard(values: Floats) -> Floats:
    """Values in standard deviations from their mean; entry 0, which is no gap, is zero."""
    found = np.zeros(len(values))
    if len(values) > 1:
        inner = values[1:]
        found[1:] = (inner - inner.mean()) / max(float(inner.std()), 1e-9)
    return found


def _block_likeness(space: Floats, words: Floats, window: float) -> Floats:
    count = len(words)
    sums = np.vstack([np.zeros(space.shape[1]), np.cumsum(space, axis=0)])
    begins = np.concatenate([[0.0], np.cumsum(words)])
    gaps = np.arange(1, count)
    left = np.minimum(np.searchsorted(begins, begins[gaps] - window), gaps - 1)
    right = np.maximum(np.minimum(np.searchsorted(begins, begins[gaps] + window), count), gaps + 1)
    before, after = sums[gaps] - sums[left], sums[right] - sums[gaps]
    norms = np.linalg.norm(before, axis=1) * np.linalg.norm(after, axis=1)
    likeness = np.zeros(count)
    likeness[1:] = np.einsum("ij,ij->i", before, after) / np.maximum(norms, 1e-9)
    return likeness


def _counts(stems: list[list[str]]) -> NDArray[np.float32]:
    """Occurrences of the stems that stand in two sentences or more, the commonest 2048 of them."""
    spread = Counter(stem for sentence in stems for stem in sorted(set(sentence)))
    recurring = sorted(
        ((stem, n) for stem, n in spread.items() if n > 1), key=lambda item: (-item[1], item[0])
    )
    column = {stem: i for i, (stem, _) in enumerate(recurring[:_VOCABULARY])}
    found = np.zeros((len(stems), max(1, len(column))), dtype=np.float32)
    for row, sentence in enumerate(stems):
        for stem in sentence:
            if stem in column:
                found[row, column[stem]] += 1
    return found


def _weighted(counts: NDArray[np.float32], words: Floats, block: float = 60.0) -> Floats:
    """Counts weighted by how few blocks of ``block`` words a stem stands in."""
    blocks = ((np.cumsum(words) - words) // block).astype(int)
    present = np.zeros((int(blocks[-1]) + 1, counts.shape[1]))
    np.add.at(present, blocks, counts)
    rarity = np.log((len(present) + 1) / ((present > 0).sum(axis=0) + 0.5))
    return np.asarray(counts * np.maximum(rarity, 0.0), dtype=np.float64)


def _embedded(embedder: Embedder, texts: Sequence[str], words: Floats) -> Floats:
    """Sentence vectors less the recording's own mean, so that they tell its parts from one another."""
    vectors = embedder.embed(texts).astype(np.float64)
    mean = np.average(vectors, axis=0, weights=words)
    return np.asarray((vectors - mean) * words[:, None], dtype=np.float64)


def _silences(sentences: Sequence[Sentence]) -> Floats:
    found = np.zeros(len(sentences))
    for i in range(1, len(sentences)):
        gap = sentences[i].start - sentences[i - 1].end
        found[i] = min(_LONGEST_PAUSE, max(0.0, gap))
    return found


def _minutes(sentences: Sequence[Sentence], words: Floats, silences: Floats) -> Floats:
    """Speaking time before each sentence and at the end, in minutes, safe against wild times."""
    spoken = np.array([sentence.end - sentence.start for sentence in sentences])
    spoken = np.clip(spoken, 0.15 * words, 2.0 * words + 5.0)
    return np.concatenate([[0.0], np.cumsum(spoken + silences)]) / 60.0


def _cue(text: str, language: Language) -> float:
    opens = language.begins(text, language.openings)
    return float(opens) - float(language.begins(text, language.continuations))


def _hold(texts: Sequence[str], language: Language) -> Floats:
    found = np.zeros(len(texts))
    for i in range(1, len(texts)):
        asked = texts[i - 1].rstrip("\"'”’»」 ").endswith(_questions(language))
        listed = language.begins(texts[i], language.enumeration)
        announced = texts[i - 1].rstrip().endswith((":", "："))
        found[i] = float(asked or listed or announced or dangles(texts[i - 1], language.code))
    return found


def _questions(language: Language) -> tuple[str, ...]:
    return _QUESTION if language.code == "el" else _QUESTION[:-1]


def _pictures(sentences: Sequence[Sentence], stills: Sequence[Still]) -> Floats:
    """1 where a still came up between the middle of one sentence and the middle of the next."""
    found = np.zeros(len(sentences))
    middles = np.array([(sentence.start + sentence.end) / 2 for sentence in sentences])
    for still in (still for still in stills if still.kind == "screen"):
        for span in still.spans:
            place = int(np.searchsorted(middles, span.start))
            if 0 < place < len(sentences):
                found[place] = 1.0
    return found
