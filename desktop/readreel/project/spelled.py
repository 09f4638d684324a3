"""A transcript with its words spelled as the screen writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from readreel.core.language import joined
from readreel.project.artifacts import Sentence, Spelling, Spellings, Transcript, Word

_AROUND = re.compile(r"^([^\w]*).*?((?:['’]s)?[^\w]*)$", re.DOTALL)


def spelled(transcript: Transcript, spellings: Spellings) -> Transcript:
    """The transcript with the spellings applied; times, ids and punctuation stay.

    Words that became one take the time from the first's start to the last's end. A sentence in which any
    spelling's words are not what was heard stays as it is, so applying twice is applying once.
    """
    by_sentence: dict[int, list[Spelling]] = {}
    for spelling in spellings.spellings:
        by_sentence.setdefault(spelling.sentence, []).append(spelling)
    sentences = tuple(
        _spelled(sentence, by_sentence[sentence.id], transcript.language)
        if sentence.id in by_sentence
        else sentence
        for sentence in transcript.sentences
    )
    return msgspec.structs.replace(transcript, sentences=sentences)


def _spelled(sentence: Sentence, spellings: Sequence[Spelling], language: str) -> Sentence:
    words = list(sentence.words)
    ordered = sorted(spellings, key=lambda one: one.first)
    apart = all(one.last < other.first for one, other in pairwise(ordered))
    if not apart or not all(_fits(words, one) for one in ordered):
        return sentence
    # From the end, so that earlier places hold.
    for one in reversed(ordered):
        own = words[one.first : one.last + 1]
        words[one.first : one.last + 1] = [_one(own, one.written)]
    text = joined([word.text for word in words], language)
    return msgspec.structs.replace(sentence, words=tuple(words), text=text)


def _fits(words: Sequence[Word], spelling: Spelling) -> bool:
    """Whether the words are those that were heard, and not already those that are to be written."""
    own = words[spelling.first : spelling.last + 1]
    says = " ".join(bare(word.text) for word in own) == spelling.heard
    begun = f"{spelling.heard} ".startswith(f"{spelling.written} ")
    return len(own) == spelling.last - spelling.first + 1 and says and not begun


def _one(words: Sequence[Word], written: str) -> Word:
    before, after = _around(words[0].text)[0], _around(words[-1].text)[1]
    return Word(
        text=f"{before}{written}{after}",
        start=words[0].start,
        end=words[-1].end,
        probability=min(word.probability for word in words),
    )


def bare(text: str) -> str:
    """A word without the punctuation and the genitive's ending around it."""
    before, after = _around(text)
    return text[len(before) : len(text) - len(after)]


def _around(text: str) -> tuple[str, str]:
    """What stands before and after a word: punctuation, and a genitive's ending."""
    match = _AROUND.match(text)
    return (match.group(1), match.group(2)) if match else ("", "")
