"""Whether the lines of a draft stand in their places, where their numbers may lie.

A writer that tells two pieces in one line, or one in two, numbers the next ones wrong. In the talk's own
language the words show it; in another only what no translation changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from readreel.steps.rewrite.checks import names
from readreel.steps.rewrite.checks.kept import tells
from readreel.steps.rewrite.language import numbers
from readreel.steps.rewrite.language.speech import speech
from readreel.steps.rewrite.language.words import plain
from readreel.steps.rewrite.translation.across import fixed, lost_names, lost_numbers
from readreel.steps.rewrite.translation.tongues import Pair, script, shared

_ELSEWHERE = 3
"""So many words shared with another piece alone, and so many times more than with a line's own."""
_LONG = 4
"""Letters of a word that says something."""
_FEW = 6
"""Words of a line that can be told from another."""


def tied(line: str, said: str, pair: Pair) -> bool:
    """Whether something that no translation changes ties a line to its piece."""
    told = [number for number in numbers.written(said, pair.spoken) if tells(number)]
    named = [*names.code_words(said), *fixed(said, pair.spoken)]
    kept = bool(told or named)
    return kept and not lost_numbers(line, said, pair) and not lost_names(line, said, pair)


def repeated(lines: Sequence[str], pieces: Sequence[str], pair: Pair) -> set[int]:
    """Lines that say what an earlier one says while their pieces differ."""
    told, said = ([frozenset(plain(text)) for text in texts] for texts in (lines, pieces))
    return {
        later
        for later in range(len(told))
        for earlier in range(later)
        if _same(told[earlier], told[later]) and not _same(said[earlier], said[later])
    }


def misplaced(lines: Sequence[str], pieces: Sequence[str], pair: Pair) -> set[int]:
    """Lines that share words with another piece and next to none with their own.

    Technical talk keeps many words in every language ("Tensor", "Integer"); where the scripts differ or
    nothing is shared, nothing can be told.
    """
    if script(pair.spoken) != script(pair.written):
        return set()
    told = [_telling(line, pair.written) for line in lines]
    said = [_telling(piece, pair.spoken) for piece in pieces]
    rare = {word for words in said for word in words if sum(word in other for other in said) == 1}
    found = set()
    for at, words in enumerate(told):
        near = [sum(_akin(word, words) for word in own & rare) for own in said]
        if max(near, default=0) >= _ELSEWHERE and near[at] * _ELSEWHERE <= max(near):
            found.add(at)
    return found


def _telling(text: str, language: str) -> frozenset[str]:
    function = speech(language).function_words
    return frozenset(word for word in plain(text) if len(word) >= _LONG and word not in function)


def _akin(word: str, others: frozenset[str]) -> bool:
    return any(
        shared(word, other) >= max(_LONG, 0.7 * min(len(word), len(other))) for other in others
    )


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    least = min(len(one), len(other))
    return least >= _FEW and len(one & other) >= 0.85 * max(len(one), len(other))
