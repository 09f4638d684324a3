"""Which language a line is in: the article's, the talk's, or something between the two.

Small writers leave a sentence as it was said, or put half of its words into the other language, or repeat
what they were told instead of what they were given. All of that shows without knowing what a line says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from readreel.steps.rewrite.checks import names, prose
from readreel.steps.rewrite.language.extent import weight
from readreel.steps.rewrite.language.speech import speech
from readreel.steps.rewrite.language.words import plain

_RUN = 6
"""Words in a row that may not stand in a line as they were said, unless they are names and numbers."""
_MIXED = 0.1
"""Share of the talk's words of grammar from which on a line is in two languages."""
_LEAK = 4
"""Words in a row, two of them telling, that come from the instruction and not from the talk."""
_LONG = 4
"""Letters of a word that says something."""
_COGNATES, _ALIENS = (3, 0.1), (2, 0.06)
"""So many different words, and more than this share of a line, may not stand as they were said: between
languages that spell many words alike, and others."""
_FEW = 6
"""Words from which the language of a line can be told."""
_WORD = re.compile(r"[^\W\d_]+")


class Pair(msgspec.Struct, frozen=True):
    """The language of the talk and that of the article."""

    spoken: str
    written: str


def copied(line: str, said: str, pair: Pair) -> bool:
    """Whether a run of the talk's words stands in the line, words of grammar among them."""
    theirs = speech(pair.spoken).function_words - speech(pair.written).function_words
    told, spoken = plain(line), plain(said)
    runs = set(_runs(spoken, _RUN))
    return _left(line, said, pair) or any(
        run in runs and sum(word in theirs for word in run) >= 2 for run in _runs(told, _RUN)
    )


def _left(line: str, said: str, pair: Pair) -> bool:
    """Whether so many words stand as they were said that they cannot all be loans.

    Small ones only: a language takes in names and, in German, nouns with a capital letter; and none that
    are code. French, Spanish and English spell many words alike.
    """
    if script(pair.spoken) != script(pair.written):
        return False
    theirs, ours = speech(pair.spoken), speech(pair.written)
    code = {part for word in names.code_words(said) for part in _WORD.findall(word)}
    heard = {word for word in _WORD.findall(said) if word.islower() and len(word) >= _LONG} - code
    heard = (heard | theirs.function_words) - theirs.spoken_code
    words = _WORD.findall(line)
    kept = [word for word in words if word in heard - ours.function_words and len(word) > 2]
    loans, share = _ALIENS if theirs.capital_nouns or ours.capital_nouns else _COGNATES
    return len(set(kept)) >= loans and len(kept) > share * len(words)


def leaked(line: str, told: Sequence[str], language: str) -> bool:
    """Whether a line repeats what the writer was ``told``: how it is wanted, or a worked example."""
    function = speech(language).function_words
    words = plain(line)
    runs = {run for text in told for run in _runs(plain(text), _LEAK)}
    return any(
        run in runs and sum(word not in function for word in run) >= 2
        for run in _runs(words, _LEAK)
    )


def _runs(words: Sequence[str], length: int) -> Iterator[tuple[str, ...]]:
    return (tuple(words[at : at + length]) for at in range(len(words) - length + 1))


def another_language(line: str, pair: Pair) -> bool:
    """Whether a line is not in the article's language: by its script, else by its words of grammar."""
    own = script(pair.written)
    letters = prose.scripts(line)
    if own and sum(letters.values()) >= 12:
        mine = weight("CJK" if own == "HAN" else own) * (
            letters[own] + (letters["HIRAGANA"] if pair.written == "ja" else 0)
        )
        strange = sum(count for script, count in letters.items() if script not in (own, "LATIN"))
        if mine < 0.5 * letters["LATIN"] and own != "LATIN":
            return True
        if pair.written != "ja" and strange > 0.25 * sum(letters.values()):
            return True
    words = plain(line)
    if len(words) < _FEW:
        return False
    theirs = speech(pair.spoken).function_words - speech(pair.written).function_words
    mixed = sum(word in theirs and len(word) > 1 for word in words)
    if mixed >= 2 and mixed > _MIXED * len(words):
        return True
    ours = prose.share(words, pair.written)
    others = {pair.spoken, "en", "zh", "es", "fr", "de"} - {pair.written}
    return any(prose.share(words, other) > max(0.25, 1.5 * ours) for other in sorted(others))


@lru_cache(maxsize=64)
def script(language: str) -> str:
    """The script that a language's words of grammar are written in; empty where we know none."""
    return foremost(prose.scripts(" ".join(speech(language).function_words)))


def foremost(found: dict[str, int]) -> str:
    """The script that most letters are of."""
    return max(found, key=lambda script: (found[script], script), default="")


def shared(one: str, other: str) -> int:
    """Letters that two words begin with."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
