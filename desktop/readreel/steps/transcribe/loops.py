"""Loops: a model that has lost the thread says the same words again and again, and is sure of it.

People repeat themselves too, so a loop is first a reason to listen again with care; only what no person
says is cut out without asking twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LONGEST_PERIOD = 40


@dataclass(frozen=True)
class Loop:
    """Tokens ``first`` up to ``end`` (exclusive) are ``repeats`` times the same ``period`` tokens."""

    first: int
    period: int
    repeats: int

    @property
    def end(self) -> int:
        """The index after the last whole repetition."""
        return self.first + self.period * self.repeats


def normal(text: str) -> str:
    """A word as loops compare it: without case and punctuation."""
    return "".join(c for c in text.casefold() if c.isalnum()) or text


def loops(words: Sequence[str], *, hopeless: bool = False) -> list[Loop]:
    """Loops in order, not overlapping; with ``hopeless`` only those that no person says."""
    tokens = [normal(word) for word in words]
    found: list[Loop] = []
    position = 0
    while position < len(tokens):
        best = _best(tokens, position, hopeless)
        if best is None:
            position += 1
        else:
            found.append(best)
            position = best.end
    return found


def _best(tokens: Sequence[str], first: int, hopeless: bool) -> Loop | None:
    best: Loop | None = None
    longest = min(LONGEST_PERIOD, (len(tokens) - first) // 2)
    for period in range(1, longest + 1):
        if tokens[first] != tokens[first + period]:
            continue
        repeats = _repeats(tokens, first, period)
        if repeats >= _least(period, hopeless) and (
            best is None or period * repeats > best.period * best.repeats
        ):
            best = Loop(first, period, repeats)
    return best


def _repeats(tokens: Sequence[str], first: int, period: int) -> int:
    pattern = tokens[first : first + period]
    repeats = 1
    while tokens[first + repeats * period : first + (repeats + 1) * period] == pattern:
        repeats += 1
    return repeats


def _least(period: int, hopeless: bool) -> int:
    if hopeless:
        return {1: 10, 2: 7}.get(period, 5 if period <= 4 else 4)
    return {1: 5, 2: 4}.get(period, 3)
