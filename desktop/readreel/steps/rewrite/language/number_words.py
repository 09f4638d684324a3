"""Number words that stand beside each other, and the numbers that they are: "two thousand and thirty".

A run of words is cut where a new number begins: "twenty" takes "seven", "seven" does not take "twenty".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

import msgspec

from readreel.steps.rewrite.language.numerals import value
from readreel.steps.rewrite.language.speech import NumberWords, speech

_WORDS = re.compile(r"[^\W\d_]+")


class Piece(msgspec.Struct, frozen=True):
    """One number word at its place in a text; ``kind`` is small, scale, point or joint."""

    text: str
    start: int
    end: int
    kind: str
    value: int = 0
    ordinal: bool = False


def _piece(word: str, start: int, end: int, words: NumberWords) -> Piece | None:
    if word in words.small:
        return Piece(word, start, end, "small", words.small[word])
    if word in words.ordinals:
        return Piece(word, start, end, "small", words.ordinals[word], ordinal=True)
    if word in words.scales:
        return Piece(word, start, end, "scale", words.scales[word])
    if word in words.points:
        return Piece(word, start, end, "point")
    return Piece(word, start, end, "joint") if word in words.joints else None


@lru_cache(maxsize=16384)
def _parts(word: str, language: str) -> tuple[str, ...]:
    """A compound number word in its parts ("siebenundzwanzig"), or the word alone."""
    words = speech(language).numbers
    if not words.compounds or word in words.small or word in words.scales or word in words.ordinals:
        return (word,)
    names = sorted((*words.small, *words.scales, *words.ordinals, *words.joints), key=len)[::-1]
    rest, parts = word, []
    while rest:
        part = next((name for name in names if rest.startswith(name)), None)
        if part is None:
            return (word,)
        parts.append(part)
        rest = rest[len(part) :]
    return tuple(parts)


def runs(text: str, language: str) -> list[list[Piece]]:
    """Number words that stand beside each other."""
    words = speech(language).numbers
    found: list[list[Piece]] = [[]]
    last = 0
    for match in _WORDS.finditer(text):
        gap = text[last : match.start()]
        if gap.strip(" -\u00a0"):
            found.append([])
        last = match.end()
        pieces = [_piece(p, match.start(), match.end(), words) for p in _parts(match[0], language)]
        alone = words.compounds and len(pieces) == 1 and match[0] in words.joints
        alone = alone and not (found[-1] and found[-1][-1].value >= 1000)  # "duemila e trenta"
        if alone or any(piece is None for piece in pieces):
            found.append([])
        else:
            found[-1].extend(piece for piece in pieces if piece)
    return [run for run in map(_trimmed, found) if run]


def _trimmed(run: list[Piece]) -> list[Piece]:
    """A run without joints at its ends; a point or joint alone is no number."""
    while run and run[0].kind == "joint":
        run = run[1:]
    while run and run[-1].kind in ("joint", "point"):
        run = run[:-1]
    return run


def groups(run: Sequence[Piece]) -> list[tuple[int, Piece, Piece, bool]]:
    """The numbers of a run, by units, tens and scales: value, first and last piece, ordinal."""
    found: list[tuple[int, Piece, Piece, bool]] = []
    total = current = 0
    first: Piece | None = None
    last: Piece | None = None
    for piece in run:
        if piece.kind == "joint":
            continue
        if (
            first is not None
            and last is not None
            and (piece.kind == "point" or last.ordinal or not _follows(piece, last))
        ):
            found.append((total + current, first, last, last.ordinal))
            total = current = 0
            first = None
        if piece.kind == "point":
            continue
        first, last = first or piece, piece
        if piece.kind == "small":
            current += piece.value
        elif piece.value == 100:
            current = max(1, current) * 100
        else:
            total, current = total + max(1, current) * piece.value, 0
    if first is not None and last is not None:
        found.append((total + current, first, last, last.ordinal))
    return found


def _follows(piece: Piece, last: Piece) -> bool:
    """Whether a piece goes on with the number that is open: "twenty" takes "seven", "seven" does not."""
    if piece.kind == "scale":
        return not (last.kind == "scale" and last.value >= piece.value)
    if last.kind == "scale":
        return True
    if last.end == piece.end and last.value < 10 <= piece.value:
        return True  # "siebenundzwanzig"
    if last.value >= 100 and last.value % 100 == 0:
        return 0 < piece.value < 100  # "cuatrocientos doce"
    after_tens = last.value >= 20 and last.value % 10 == 0
    teens = last.value in (60, 80) and 10 <= piece.value < 20  # "soixante-douze"
    return after_tens and (0 < piece.value < 10 or teens)


def decimal_of(run: Sequence[Piece]) -> str:
    """The decimal that a run with one spoken point in it means, or an empty string."""
    at = [i for i, piece in enumerate(run) if piece.kind == "point"]
    if len(at) != 1:
        return ""
    tail = list(run[at[0] + 1 :])
    scale = tail.pop().value if tail and tail[-1].kind == "scale" else 1
    whole = "".join(str(amount) for amount, *_ in groups(run[: at[0]])) or "0"
    fraction = "".join(str(amount) for amount, *_ in groups(tail))
    return value(str(Decimal(f"{whole}.{fraction}") * scale)) if fraction else ""
