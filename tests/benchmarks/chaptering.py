"""Chapters against those that people made: WindowDiff and Pk, lower is better.

Run ``python tests/benchmarks/chaptering.py``. Baselines: as many cuts as people made, at random (mean of
50 draws) and evenly; evenly with as many as ours; TextTiling (Hearst 1997) with its published settings
(pseudo-sentences of 20 words, blocks of 10, cut-off of half a standard deviation below the mean depth),
and once told how many chapters people made.
Ours is told nothing of the people's chapters, not even their number.
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
        "ours, lexical alone": _ours(None),
        "ours, embedding alone": _ours(embedder, lexical=False, weights=Weights(model=0.0)),
        "ours, no cues or pauses": _ours(
            embedder, weights=Weights(cue=0.0, pause=0.0, hold=0.0, picture=0.0)
        ),
        "ours": ours,
    }
    rows = [_measured(name, method, data) for name, method in methods.items()]
    report("chaptering", "Chapters beside people's (WindowDiff / Pk)", rows)


def _measured(name: str, method: Method, data: Sequence[Talk]) -> dict[str, object]:
    groups: dict[str, list[tuple[float, float]]] = {}
    cuts = 0.0
    for talk in data:
        divisions = method(talk)
        figures = [
            window_diff_and_pk(len(talk.sentences), talk.truth, found) for found in divisions
        ]
        mean = (float(np.mean([f[0] for f in figures])), float(np.mean([f[1] for f in figures])))
        groups.setdefault(talk.group, []).append(mean)
        groups.setdefault("all", []).append(mean)
        cuts += float(np.mean([len(found) for found in divisions]))
    row: dict[str, object] = {"method": name}
    for group in ("lectures", "screenshares", "talks", "all"):
        row[f"{group} WD"] = round(float(np.mean([f[0] for f in groups[group]])), 3)
        row[f"{group} Pk"] = round(float(np.mean([f[1] for f in groups[group]])), 3)
    row["chapters"] = round(cuts) + len(data)
    row["people's"] = sum(len(talk.truth) + 1 for talk in data)
    return row


if __name__ == "__main__":
    main()
