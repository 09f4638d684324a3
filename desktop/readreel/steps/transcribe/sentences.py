"""Words become sentences, in any language, also where the listener wrote no full stop for minutes.

Where punctuation stands it is believed, except after abbreviations, initials and inside numbers and
addresses. What is still longer than anybody says in one breath is parted by weighing pauses, commas and
words that open a sentence (dynamic programming over all ways to part it).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec

from readreel.core.language import SPACELESS, joined, table
from readreel.project.artifacts import Sentence, Word

LONG = 45
"""Words of a sentence at most, if anything can part it; in writing without spaces, twice the characters."""
IDEAL = 20
LONGEST = 2 * LONG
SILENCE_SECONDS = 5.0
"""A pause that ends a sentence whatever stands before it."""
PAUSE_SECONDS = 0.12
DOUBTFUL = 0.45

TERMINALS = frozenset(".?!…。！？｡．؟۔।॥።")
FULL_STOPS = frozenset(".…")
CLOSERS = "\"'”’»›」』）)]}"
CLAUSES = frozenset(",;:，、；：،؛—–")


class SentenceTable(msgspec.Struct, frozen=True):
    """Words in lower case: ``abbreviations`` without their last stop, ``openers`` that begin a clause or
    sentence, ``binders`` that never end one when a run is parted, ``unfinished`` after which even a
    written stop is a slip of the listener's (it stops at pauses), ``subjects`` after which it is one
    unless a binder stands before ("in this paper they", but "so do they").

    For writing without spaces, where a word is a sign or two: ``closers`` end a sentence unless one of
    ``trailers`` follows.
    """

    abbreviations: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    binders: frozenset[str] = frozenset()
    unfinished: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    closers: tuple[str, ...] = ()
    trailers: tuple[str, ...] = ()


def sentences(words: Sequence[Word], language: str) -> list[Sentence]:
    """The words as sentences with ids from 0, none empty, no word lost, in their order."""
    rules = table(language, "sentences", SentenceTable)
    words = _without_slips(words, rules, language)
    groups: list[Sequence[Word]] = []
    start = 0
    for number in range(len(words)):
        if number + 1 == len(words) or _ends(words[number], words[number + 1], rules, language):
            groups.extend(parted(words[start : number + 1], rules, language))
            start = number + 1
    return [_sentence(number, group, language) for number, group in enumerate(groups)]


def _without_slips(words: Sequence[Word], rules: SentenceTable, language: str) -> list[Word]:
    """The words without stops that end nothing: before a small letter, or after an unfinished word.

    The listener writes a stop where a speaker pauses, and sometimes goes on in the same sentence.
    """
    if language in SPACELESS:
        return list(words)
    mended = list(words)
    for number in range(len(mended) - 1):
        word, following = mended[number], mended[number + 1]
        if word.text[-1:] not in FULL_STOPS or following.start - word.end >= SILENCE_SECONDS:
            continue
        bound = number > 0 and _plain(mended[number - 1]) in rules.binders
        unfinished = _plain(word) in rules.unfinished or (
            _plain(word) in rules.subjects and not bound
        )
        slip = _continues(following) and not _abbreviates(word.text, following, rules)
        if not (slip or unfinished) or word.text.rstrip(".…") == "":
            continue
        mended[number] = msgspec.structs.replace(word, text=word.text.rstrip(".…"))
        if unfinished and _opened(following, rules):
            small = following.text[0].lower() + following.text[1:]
            mended[number + 1] = msgspec.structs.replace(following, text=small)
    return mended


def _opened(word: Word, rules: SentenceTable) -> bool:
    """Whether the capital of a word may come from its place alone: a common word, no name."""
    plain = _plain(word)
    return (
        word.text.istitle() and plain != "i" and (plain in rules.openers or plain in rules.binders)
    )


def _sentence(number: int, words: Sequence[Word], language: str) -> Sentence:
    certainty = sum(word.probability for word in words) / len(words)
    return Sentence(
        id=number,
        start=words[0].start,
        end=max(words[0].start, words[-1].end),
        text=joined([word.text for word in words], language),
        words=tuple(words),
        doubtful=certainty < DOUBTFUL,
    )


def _ends(word: Word, following: Word, rules: SentenceTable, language: str) -> bool:
    if following.start - word.end >= SILENCE_SECONDS:
        return True
    bare = word.text.rstrip(CLOSERS)
    if not bare or bare[-1] not in TERMINALS:
        return False
    if bare[-1] not in FULL_STOPS:
        return not _continues(following) or language in SPACELESS
    return not _abbreviates(bare, following, rules) and not _continues(following)


def _continues(following: Word) -> bool:
    """Whether the next word is written as one inside a sentence."""
    first = following.text.lstrip("\"'“‘«‹「『（([{¿¡")[:1]
    return first.islower()


def _abbreviates(bare: str, following: Word, rules: SentenceTable) -> bool:
    """Whether the stop belongs to the word: ``Dr.``, ``e.g.``, ``J.``; not ``etc.`` before a capital."""
    stem = bare.rstrip(".").lstrip("\"'“‘«‹([{¿¡")
    if stem.casefold() in rules.abbreviations:
        return True
    if len(stem) == 1 and stem.isupper():
        return stem != "I" and following.text.casefold().strip(",.") not in rules.openers
    parts = stem.split(".")
    return len(parts) > 1 and all(len(part) == 1 and part.islower() for part in parts)


def parted(words: Sequence[Word], rules: SentenceTable, language: str) -> list[Sequence[Word]]:
    """A run of words in pieces somebody could say in one breath; a short run stays whole."""
    size = 2 if language in SPACELESS else 1
    if len(words) <= LONG * size:
        return [words]
    gains = [_gain(words, number, rules) for number in range(1, len(words))]
    best = [0.0] + [math.inf] * len(words)
    cut = [0] * (len(words) + 1)
    for end in range(1, len(words) + 1):
        price = 0.0 if end == len(words) else -gains[end - 1]
        for start in range(max(0, end - LONGEST * size), end):
            cost = best[start] + price + _strain((end - start) / size)
            if cost < best[end]:
                best[end], cut[end] = cost, start
    pieces: list[Sequence[Word]] = []
    end = len(words)
    while end > 0:
        pieces.append(words[cut[end] : end])
        end = cut[end]
    return pieces[::-1]


def _strain(length: float) -> float:
    """What a sentence of this many words costs: little around the ideal, much beyond the limit."""
    if length > LONG:
        return 4.0 + (length - LONG) * 0.4
    if length < IDEAL:
        return 2.0 * ((IDEAL - length) / IDEAL) ** 2
    return ((length - IDEAL) / (LONG - IDEAL)) ** 2


def _gain(words: Sequence[Word], number: int, rules: SentenceTable) -> float:
    """How well the run can be parted before word ``number``; negative where it cannot."""
    before, after = words[number - 1], words[number]
    pause = after.start - before.end
    gain = min(pause, 1.2) * 2.0 if pause >= PAUSE_SECONDS else 0.0
    bare = before.text.rstrip(CLOSERS)
    if bare[-1:] in CLAUSES:
        gain += 0.8
    if bare[-1:] in TERMINALS:
        gain += 0.5
    if _plain(after) in rules.openers:
        gain += 0.8
    if rules.closers and _closed(words, number, rules):
        gain += 1.2
    if gain == 0.0:
        return -12.0
    return gain - 1.0 - (2.5 if _plain(before) in rules.binders else 0.0)


def _closed(words: Sequence[Word], number: int, rules: SentenceTable) -> bool:
    """Whether the signs before word ``number`` end a sentence, or those after it open one."""
    before = "".join(word.text for word in words[max(0, number - 6) : number])
    after = "".join(word.text for word in words[number : number + 6])
    if after.startswith(tuple(rules.openers)):
        return True
    return before.endswith(rules.closers) and not after.startswith(rules.trailers)


def _plain(word: Word) -> str:
    return word.text.casefold().strip(".,;:!?\"'“”‘’«»()[]…、。，")
