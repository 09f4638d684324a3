"""Chapters against those that people made: WindowDiff and Pk, lower is better; F1 of cuts within 15 s.

Run ``python tests/benchmarks/chaptering.py``. Baselines: as many cuts as people made, at random (mean of
50 draws) and evenly; evenly with as many as ours; TextTiling (Hearst 1997) with its published settings
(pseudo-sentences of 20 words, blocks of 10, cut-off of half a standard deviation below the mean depth),
and once told how many chapters people made; bisection as in TreeSeg (Gklezakos and others 2024), on the
sentence vectors that ours has too, told the number. Ours is told nothing of the people's chapters, not
even their number. Its weights were chosen with all of these recordings in view; so the last row has
weights found by search on one half of the recordings, each judged by those found without it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import msgspec
import numpy as np
from chapter_data import Talk, talks
from report import report

from readreel.core.engines import Embedder
from readreel.inference.embed import open_embedder
from readreel.steps.outline.chapters import Weights, found_chapters
from readreel.steps.outline.signals import Signals, read_signals
from readreel.steps.outline.words import language

ENGLISH = language("en")
_DRAWS = 50
_TRIES = 80
_NEAR = 15.0
"""Seconds."""
Method = Callable[[Talk], Sequence[Sequence[int]]]


def window_diff_and_pk(
    count: int, truth: Sequence[int], found: Sequence[int]
) -> tuple[float, float]:
    """WindowDiff (Pevzner & Hearst 2002) and Pk (Beeferman 1999), window half a true chapter."""
    window = max(2, round(count / (len(truth) + 1) / 2))
    first = np.arange(0, max(1, count - window))
    crossed = []
    for cuts in (truth, found):
        marks = np.zeros(count + 1)
        marks[list(cuts)] = 1
        sums = np.cumsum(marks)
        crossed.append(sums[np.minimum(first + window, count)] - sums[first])
    true, ours = crossed
    return float(np.mean(true != ours)), float(np.mean((true > 0) != (ours > 0)))


def text_tiling(
    talk: Talk, width: int = 20, block: int = 10, pieces: int | None = None
) -> list[int]:
    """Hearst's TextTiling: block comparison of stems, smoothed, cut at deep valleys.

    With ``pieces`` it cuts at the deepest so many, whatever their depth.
    """
    stems: list[str] = []
    place: list[int] = []
    for i, sentence in enumerate(talk.sentences):
        for word in sentence.text.split():
            found = ENGLISH.stems(word)
            stems.append(found[0] if found else "")
            place.append(i)
    vocabulary = {stem: i for i, stem in enumerate(sorted(set(stems) - {""}))}
    rows = (len(stems) + width - 1) // width
    table = np.zeros((rows, max(1, len(vocabulary))))
    for i, stem in enumerate(stems):
        if stem:
            table[i // width, vocabulary[stem]] += 1
    scores = _block_scores(table, block)
    depth = _depths(np.convolve(np.pad(scores, 1, mode="edge"), np.ones(3) / 3, mode="valid"))
    least = depth.mean() - depth.std() / 2
    cuts: set[int] = set()
    for gap in np.argsort(-depth, kind="stable"):
        if pieces is not None and len(cuts) >= pieces - 1:
            break
        if depth[gap] > max(least if pieces is None else 0.0, 1e-9):
            sentence = place[min((int(gap) + 1) * width, len(place) - 1)]
            if all(abs(sentence - other) > 3 for other in cuts):
                cuts.add(sentence)
    return sorted(cuts - {0})


def _block_scores(table: np.ndarray, block: int) -> np.ndarray:
    scores = []
    for gap in range(1, len(table)):
        reach = min(block, gap, len(table) - gap)
        left, right = table[gap - reach : gap].sum(0), table[gap : gap + reach].sum(0)
        norm = np.linalg.norm(left) * np.linalg.norm(right)
        scores.append(float(left @ right / norm) if norm else 0.0)
    return np.array(scores or [0.0])


def _depths(scores: np.ndarray) -> np.ndarray:
    """How deep each valley is; gaps that are no valley have no depth."""
    depths = np.zeros(len(scores))
    for i, score in enumerate(scores):
        if 0 < i < len(scores) - 1 and (score > scores[i - 1] or score > scores[i + 1]):
            continue
        left = right = i
        while left > 0 and scores[left - 1] >= scores[left]:
            left -= 1
        while right < len(scores) - 1 and scores[right + 1] >= scores[right]:
            right += 1
        depths[i] = scores[left] + scores[right] - 2 * score
    return depths


def tree_seg(talk: Talk, embedder: Embedder, pieces: int, width: int = 5) -> list[int]:
    """TreeSeg: the cut that lowers the sum of squared distances from the means most, again and again.

    A sentence stands for itself and the four before it.
    """
    vectors = embedder.embed([sentence.text for sentence in talk.sentences]).astype(np.float64)
    rows = np.stack([vectors[max(0, i - width + 1) : i + 1].mean(0) for i in range(len(vectors))])
    sums = np.vstack([np.zeros(rows.shape[1]), np.cumsum(rows, axis=0)])
    squares = np.concatenate([[0.0], np.cumsum((rows**2).sum(1))])

    def loss(first: int, ends: np.ndarray) -> np.ndarray:
        means = ((sums[ends] - sums[first]) ** 2).sum(1) / np.maximum(ends - first, 1)
        return np.asarray(squares[ends] - squares[first] - means)

    def best(first: int, end: int) -> tuple[float, int]:
        if end - first < 2 * width:
            return 0.0, first
        at = np.arange(first + width, end - width + 1)
        behind = np.array([loss(int(cut), np.array([end]))[0] for cut in at])
        gain = loss(first, np.array([end]))[0] - loss(first, at) - behind
        return float(gain.max()), int(at[gain.argmax()])

    parts = [(*best(0, len(rows)), 0, len(rows))]
    cuts: list[int] = []
    while parts and len(cuts) < pieces - 1:
        parts.sort()
        gain, cut, first, end = parts.pop()
        if gain <= 0:
            break
        cuts.append(cut)
        parts += [(*best(first, cut), first, cut), (*best(cut, end), cut, end)]
    return sorted(cuts)


def _evenly(talk: Talk, pieces: int) -> list[int]:
    starts = np.array([sentence.start for sentence in talk.sentences])
    length = talk.sentences[-1].end
    return sorted({int(np.argmin(np.abs(starts - length * i / pieces))) for i in range(1, pieces)})


def _randomly(talk: Talk) -> list[list[int]]:
    draw = random.Random(talk.name)
    count = min(len(talk.truth), len(talk.sentences) - 1)
    return [sorted(draw.sample(range(1, len(talk.sentences)), count)) for _ in range(_DRAWS)]


def _ours(
    embedder: Embedder | None, *, lexical: bool = True, weights: Weights | None = None
) -> Method:
    def method(talk: Talk) -> list[list[int]]:
        signals: Signals = read_signals(talk.sentences, (), ENGLISH, embedder)
        if not lexical:
            signals = msgspec.structs.replace(signals, spaces=signals.spaces[1:])
        chapters = found_chapters(signals, weights=weights)
        return [[chapter.first for chapter in chapters[1:]]]

    return method


def _searched(embedder: Embedder) -> Method:
    """Ours with weights found by seeded random search on the recordings of the other half."""
    data = talks()
    read = {talk.name: read_signals(talk.sentences, (), ENGLISH, embedder) for talk in data}
    halves = [data[0::2], data[1::2]]
    dice = random.Random(7)
    tried = [Weights(), *(_varied(dice) for _ in range(_TRIES))]
    best = {}
    for own, other in (halves, halves[::-1]):
        costs = [_cost(weights, other, read) for weights in tried]
        best |= {talk.name: tried[int(np.argmin(costs))] for talk in own}

    def method(talk: Talk) -> list[list[int]]:
        chapters = found_chapters(read[talk.name], weights=best[talk.name])
        return [[chapter.first for chapter in chapters[1:]]]

    return method


def _varied(dice: random.Random) -> Weights:
    factors = {name: 2 ** dice.uniform(-1.5, 1.5) for name in Weights.__struct_fields__}
    return Weights(**{name: getattr(Weights(), name) * by for name, by in factors.items()})


def _cost(weights: Weights, data: Sequence[Talk], read: dict[str, Signals]) -> float:
    costs = []
    for talk in data:
        cuts = [chapter.first for chapter in found_chapters(read[talk.name], weights=weights)[1:]]
        costs.append(sum(window_diff_and_pk(len(talk.sentences), talk.truth, cuts)))
    return float(np.mean(costs))


def main() -> None:
    """Measure every method on every talk."""
    data = talks()
    embedder = open_embedder()
    ours = _ours(embedder)
    methods: dict[str, Method] = {
        "random, true number": _randomly,
        "even, true number": lambda talk: [_evenly(talk, len(talk.truth) + 1)],
        "even, our number": lambda talk: [_evenly(talk, len(ours(talk)[0]) + 1)],
        "TextTiling": lambda talk: [text_tiling(talk)],
        "TextTiling, true number": lambda talk: [text_tiling(talk, pieces=len(talk.truth) + 1)],
        "TreeSeg, true number": lambda talk: [tree_seg(talk, embedder, len(talk.truth) + 1)],
        "ours, lexical alone": _ours(None),
        "ours, embedding alone": _ours(embedder, lexical=False, weights=Weights(model=0.0)),
        "ours, no cues or pauses": _ours(
            embedder, weights=Weights(cue=0.0, pause=0.0, hold=0.0, picture=0.0)
        ),
        "ours": ours,
        "ours, weights of the other half": _searched(embedder),
    }
    rows = [_measured(name, method, data) for name, method in methods.items()]
    report("chaptering", "Chapters beside people's (WindowDiff / Pk)", rows)


def _f1(talk: Talk, found: Sequence[int]) -> float:
    """Cuts within 15 s of one that people made, each of these counted once."""
    left = [talk.sentences[cut].start for cut in talk.truth]
    right = 0
    for cut in found:
        time = talk.sentences[cut].start
        near = [other for other in left if abs(other - time) <= _NEAR]
        if near:
            left.remove(min(near, key=lambda other: abs(other - time)))
            right += 1
    return 2 * right / max(1, len(found) + len(talk.truth))


def _measured(name: str, method: Method, data: Sequence[Talk]) -> dict[str, object]:
    groups: dict[str, list[tuple[float, float]]] = {}
    hits: list[float] = []
    cuts = 0.0
    for talk in data:
        divisions = method(talk)
        figures = [
            window_diff_and_pk(len(talk.sentences), talk.truth, found) for found in divisions
        ]
        mean = (float(np.mean([f[0] for f in figures])), float(np.mean([f[1] for f in figures])))
        groups.setdefault(talk.group, []).append(mean)
        groups.setdefault("all", []).append(mean)
        hits.append(float(np.mean([_f1(talk, found) for found in divisions])))
        cuts += float(np.mean([len(found) for found in divisions]))
    row: dict[str, object] = {"method": name}
    for group in ("lectures", "screenshares", "talks", "all"):
        row[f"{group} WD"] = round(float(np.mean([f[0] for f in groups[group]])), 3)
        row[f"{group} Pk"] = round(float(np.mean([f[1] for f in groups[group]])), 3)
    row["F1 15 s"] = round(float(np.mean(hits)), 3)
    row["chapters"] = round(cuts) + len(data)
    row["people's"] = sum(len(talk.truth) + 1 for talk in data)
    return row


if __name__ == "__main__":
    main()
