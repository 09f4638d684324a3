"""Words as the checks compare them: content words, folded and stemmed, in any script.

Written for tolerance, not for linguistics: two forms of one word must meet ("predict", "predictions"),
an ASR spelling must meet the right one, "data set" must meet "dataset". Scripts without spaces are
compared by pairs of characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz, process

from readreel.steps.rewrite.language.numerals import HAN_NUMERALS
from readreel.steps.rewrite.language.speech import speech

_SPACELESS = (
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # Han
    "\u3041-\u309f"  # Hiragana
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
)
_RUN = re.compile(rf"[{_SPACELESS}]+|[^\W_{_SPACELESS}]+")
_IS_SPACELESS = re.compile(rf"[{_SPACELESS}]")
_HIRAGANA = re.compile(r"[\u3041-\u309f]+")
_SPELLING = 84.0
"""Least likeness (0…100) at which two longer words pass for one, misheard or misspelt."""


def fold(text: str) -> str:
    """Text in one case, one form of characters, one kind of apostrophe."""
    return unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("ʼ", "'")


@lru_cache(maxsize=8192)
def plain(text: str) -> tuple[str, ...]:
    """All words of a text, folded, cut at apostrophes; spaceless scripts give single characters."""
    found: list[str] = []
    for run in _RUN.findall(fold(text)):
        found.extend(run if _IS_SPACELESS.match(run) else (run,))
    return tuple(found)


def count(text: str) -> int:
    """Words of a text; two characters of a spaceless script pass for one."""
    total = 0.0
    for run in _RUN.findall(text.replace("'", "").replace("’", "")):
        total += len(run) / 2 if _IS_SPACELESS.match(run) else 1
    return round(total)


@lru_cache(maxsize=65536)
def stem(word: str, language: str) -> str:
    """A folded word without the endings its language's table lists."""
    tables = speech(language)
    word = tables.irregular.get(word, word)
    for suffix in tables.suffixes:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiou":
        word = word[:-1]
    return word


@lru_cache(maxsize=4096)
def content(text: str, language: str) -> tuple[str, ...]:
    """Stems of the words that carry meaning, in order; numbers and single letters stay out."""
    tables = speech(language)
    counted = tables.numbers
    found: list[str] = []
    for run in _RUN.findall(fold(text)):
        if _IS_SPACELESS.match(run):
            numerals = HAN_NUMERALS if not counted.small else frozenset()
            found.extend(_pairs(run, tables.function_words | numerals))
        elif (
            len(run) > 1
            and not run[0].isdigit()
            and run not in tables.function_words
            and run not in counted.small
            and run not in counted.scales
        ):
            found.append(stem(run, language))
    return tuple(found)


def _pairs(run: str, function: frozenset[str]) -> list[str]:
    if len(run) == 1:
        return [] if run in function or _HIRAGANA.match(run) else [run]
    pairs = (run[i : i + 2] for i in range(len(run) - 1))
    return [
        pair
        for pair in pairs
        if not _HIRAGANA.fullmatch(pair)
        and pair not in function
        and not (pair[0] in function or pair[1] in function)
    ]


class Vocabulary:
    """The content words of a source, asked whether they back a word."""

    def __init__(self, texts: Iterable[str], language: str) -> None:
        self._compounds = speech(language).compounds
        self.stems: set[str] = set()
        self._joined: set[str] = set()
        for text in texts:
            self.stems.update(content(text, language))
            words = plain(text)
            self._joined.update(words)
            self._joined.update(a + b for a, b in pairwise(words))
        self._heads: dict[str, list[str]] = {}
        for word in sorted(self.stems):
            self._heads.setdefault(word[:3], []).append(word)
        self._long = sorted(word for word in self.stems if len(word) >= 5)
        self._known: dict[str, bool] = {}

    def has(self, word: str) -> bool:
        """Whether a stem stands in the source in this or a kindred form."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._search(word)
        return known

    def _search(self, word: str) -> bool:
        if word in self.stems or word in self._joined:
            return True
        if any(kindred(word, other) for other in self._heads.get(word[:3], ())):
            return True
        if len(word) >= 5 and self._compounds:
            return any(word in other or other in word for other in self._long)
        if len(word) >= 6:
            return bool(
                process.extractOne(word, self._long, scorer=fuzz.ratio, score_cutoff=_SPELLING)
            )
        return False


def kindred(one: str, other: str) -> bool:
    """Whether two stems are forms of one word: the same, or long the same from the beginning."""
    if one == other:
        return True
    longest = max(len(one), len(other))
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= 4 and shared >= 0.6 * longest


_END = re.compile(r"(?:[.!?…]+[\"'”’»)\]]*(?=\s|$)|[。！？]+[」』”）]*)")


@lru_cache(maxsize=4096)
def sentences(text: str, language: str) -> tuple[str, ...]:
    """Sentences of written prose, in order, without the spaces between them."""
    abbreviations = speech(language).abbreviations
    found: list[str] = []
    begin = 0
    for match in _END.finditer(text):
        words = text[begin : match.start()].split()
        rest = text[match.end() :].lstrip()
        dot = match.group().startswith(".") and len(match.group()) == 1
        if (
            dot
            and words
            and (words[-1].casefold().lstrip("(") in abbreviations or rest[:1].islower())
        ):
            continue
        found.append(text[begin : match.end()].strip())
        begin = match.end()
    if tail := text[begin:].strip():
        found.append(tail)
    return tuple(sentence for sentence in found if sentence)
