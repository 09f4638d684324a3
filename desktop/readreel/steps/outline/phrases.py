"""The phrases that tell one part of a talk from the others: they make titles, and steer a model."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from readreel.steps.outline.words import Language, flat, stem, words

_LONGEST = 4
_MEANINGFUL = re.compile(
    r"[A-Za-z0-9_+#.\-]{2,}|[\u30a0-\u30ff]{2,}|[\u3400-\u9fff\uf900-\ufaff]{2,}"
    r"|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u0f00-\u0fff]{4,}"
)
"""Latin words, katakana, ideographs and South-East Asian scripts; hiragana is mostly grammar."""

_BREAK = re.compile(r"[.,:!?](?=\s|$)|[;…()\[\]{}\"“”«»、。，：；！？]|\s[-–—]\s")


class Phrase(msgspec.Struct, frozen=True):
    """A phrase as it is mostly written, how often it occurs, and how characteristic it is."""

    text: str
    times: int
    score: float

    @property
    def length(self) -> int:
        """Words of the phrase."""
        return len(self.text.split())


def runs(text: str, language: Language) -> list[list[str]]:
    """Content words that stand side by side, as they are written."""
    if language.spaceless:
        return [[part] for part in _spaceless_parts(text, language)]
    found: list[list[str]] = []
    for piece in _BREAK.split(text):
        run: list[str] = []
        for word in words(piece):
            if language.is_content(word):
                run.append(word)
            elif run:
                found.append(run)
                run = []
        if run:
            found.append(run)
    return found


def _spaceless_parts(text: str, language: Language) -> list[str]:
    """Runs of meaningful characters and their parts of two to eight, and words of other scripts."""
    found: list[str] = []
    for piece in _BREAK.split(text):
        for word in words(piece):
            for run in _MEANINGFUL.findall(word):
                found.extend(_parts(run, language))
    return found


def _parts(run: str, language: Language) -> list[str]:
    if run.isascii():
        return [run] if language.is_content(run) else []
    pieces = "".join(" " if c in language.stop_words else c for c in run).split()
    return [
        piece[i : i + length]
        for piece in pieces
        for length in range(2, min(8, len(piece)) + 1)
        for i in range(len(piece) - length + 1)
    ]


def key(phrase: str) -> tuple[str, ...]:
    """What a phrase is counted under: its stems."""
    return tuple(stem(word) for word in words(phrase))


def occurrences(texts: Sequence[str], language: Language) -> dict[tuple[str, ...], Counter[str]]:
    """Every phrase of up to four content words, under its stems, with the forms it was written in."""
    found: dict[tuple[str, ...], Counter[str]] = {}
    for text in texts:
        for run in runs(text, language):
            for length in range(1, _LONGEST + 1):
                for i in range(len(run) - length + 1):
                    _count(found, run[i : i + length])
    return found


def _count(found: dict[tuple[str, ...], Counter[str]], part: list[str]) -> None:
    stems = [stem(word) for word in part]
    if len(set(stems)) == len(stems):
        form = " ".join(part).rstrip(".'’_-+/") if len(part) > 1 else part[0]
        found.setdefault(tuple(stems), Counter())[form] += 1


def written(forms: Counter[str]) -> str:
    """The commonest form of a phrase; of equally common ones the lower-case, shorter, first one."""
    return min(forms, key=lambda form: (-forms[form], form != form.lower(), len(form), form))


class Contrast:
    """Phrases of each part of a talk, weighed against the other parts."""

    def __init__(self, parts: Sequence[Sequence[str]], language: Language) -> None:
        self._spaceless = language.spaceless
        self._parts = [occurrences(texts, language) for texts in parts]
        self._spread = Counter(phrase for part in self._parts for phrase in part)

    def rarity(self, stems: tuple[str, ...]) -> float:
        """How few parts the phrase stands in, 0 and up."""
        return math.log((len(self._parts) + 1) / (self._spread[stems] + 0.5))

    def weight(self, part: int, stems: tuple[str, ...]) -> float:
        """How characteristic a phrase is for a part: its rarity, more where the part repeats it."""
        times = sum(self._parts[part].get(stems, Counter()).values())
        return math.log1p(times) * self.rarity(stems)

    def best(self, part: int, count: int) -> list[Phrase]:
        """The most characteristic phrases of a part, no two of which share most of their words."""
        ranked = sorted(
            (self._rated(stems, forms) for stems, forms in self._parts[part].items()),
            key=lambda phrase: (-phrase.score, phrase.text),
        )
        chosen: list[Phrase] = []
        for phrase in ranked:
            if len(chosen) == count:
                break
            if phrase.score > 0 and not any(_alike(phrase, other) for other in chosen):
                chosen.append(phrase)
        return chosen

    def _rated(self, stems: tuple[str, ...], forms: Counter[str]) -> Phrase:
        times = sum(forms.values())
        text = written(forms)
        # A phrase said once is chance; two or three words name a thing better than one or four.
        fit = {1: 0.6, 2: 1.3, 3: 1.3}.get(len(stems), 0.9)
        if not text.isascii() and len(stems) == 1:
            fit = max(fit, min(2.0, len(text) / 3)) if self._spaceless else fit
        if times == 1 and len(stems) > 1:
            fit *= 0.4
        if self._spread[stems] > 1:
            fit *= 1.3  # a term of the talk, not a turn of phrase that was repeated once
        meaty = min(1.0, sum(len(one) for one in stems) / (4.0 * len(stems)))
        return Phrase(text, times, times**0.75 * (self.rarity(stems) + 0.3) * fit * meaty)


def _alike(one: Phrase, other: Phrase) -> bool:
    if one.text in other.text or other.text in one.text:
        return True
    mine, theirs = set(key(one.text)), set(key(other.text))
    return len(mine & theirs) * 2 >= min(len(mine), len(theirs))


def sentence_scores(
    texts: Sequence[str], part: int, contrast: Contrast, language: Language
) -> list[float]:
    """How much each sentence says of its part: the mean rarity of its stems, damped for short ones."""
    found = []
    for text in texts:
        stems = [stem(word) for word in words(text) if language.is_content(word)]
        known = [contrast.weight(part, (one,)) for one in stems]
        found.append(sum(known) / (len(known) + 4.0))
    return found


def casing(texts: Sequence[str]) -> dict[str, str]:
    """How each word is mostly written where it does not open a sentence."""
    forms: dict[str, Counter[str]] = {}
    for text in texts:
        for word in words(text)[1:]:
            forms.setdefault(flat(word), Counter())[word] += 1
    return {plain: written(counter) for plain, counter in forms.items()}
