"""Where code ends and what it wrote begins."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence

from readreel.steps.read.code import signs
from readreel.steps.read.code.rows import Row
from readreel.steps.read.code.sound import balanced

_GAP = 1.32
"""Pitches between code and its output at least."""
_CLOSING = re.compile(r"[)\]}]+[;,)]*")
_TICKS = re.compile(r"[\d.,\s−+e-]+")
_WRITTEN = re.compile(
    r"<[\w.]+ .*>|\[?-?\d[\d.,\s]*\]?|"
    r"(?:tensor|array|torch\.Size|Size|dtype|Text|DataFrame)\(.*"
)
_FAILED = re.compile(r"-{5,}|Traceback|\w*(?:Error|Exception|Warning)\b.*:")
_OBJECT = re.compile(r"\[?<[\w.]+ .*at 0x[\da-f]+>|Traceback \(")


def parted(rows: Sequence[Row], answer: Row | None, step: float) -> tuple[list[Row], list[Row]]:
    """Code and output of one cell: parted by the result's prompt, else where a gap parts them."""
    end = answer.centre - 0.75 * answer.height if answer else float("inf")
    before = [row for row in rows if row.centre < end]
    result = [row for row in rows if row.centre >= end]
    at = boundary(before, step)
    return before[:at], _written([*before[at:], *result], step)


def _written(rows: Sequence[Row], step: float) -> list[Row]:
    """Output without the numbers beside a plot's axes, which stand apart from one another."""
    found = []
    for n, row in enumerate(rows):
        beside = [*rows[max(0, n - 1) : n], *rows[n + 1 : n + 2]]
        close = any(abs(other.centre - row.centre) < 1.5 * step for other in beside)
        if close or not _TICKS.fullmatch(row.text) or len(rows) == 1:
            found.append(row)
    return found


def boundary(rows: Sequence[Row], step: float) -> int:
    """The number of rows that are code: up to the first gap behind which nothing looks like code."""
    for n in range(1, len(rows)):
        gap = (rows[n].centre - rows[n - 1].centre) / step
        if _begins_output(rows[n - 1].text, rows[n].text) or (
            gap > _GAP and _is_output(rows[:n], rows[n:], gap)
        ):
            return n
    return len(rows)


def _begins_output(last: str, text: str) -> bool:
    """Whether a row can be nothing but what the rows above it wrote, with a gap or without.

    A bare value that follows a whole line is what a notebook shows of it; no program says it.
    """
    if _OBJECT.match(text):
        return True
    if last.startswith("!"):
        return not text.startswith(("!", "%", "#")) and not _parses(text)
    return (
        balanced(last, "python")
        and not last.endswith((",", "\\", "(", "[", "{", ":"))
        and _value(text)
    )


def _value(text: str) -> bool:
    try:
        return isinstance(ast.literal_eval(text), list | tuple | dict | set | float | int | complex)
    except (SyntaxError, ValueError, TypeError, MemoryError, RecursionError):
        return False


def _is_output(code: Sequence[Row], after: Sequence[Row], gap: float) -> bool:
    texts = [row.text for row in after]
    if _FAILED.match(texts[0]):
        return True
    if any(_is_typed(text) for text in texts):
        return False
    if _WRITTEN.match(texts[0]):
        return True
    uneven = abs(gap - round(gap)) > 0.2
    return uneven or not all(_parses(text) for text in texts)


def _is_typed(text: str) -> bool:
    """Whether a line is one that only people write."""
    if _WRITTEN.match(text):
        return False
    sure = signs.weight(text) >= signs.SURE
    return sure or signs.is_comment(text) or bool(_CLOSING.fullmatch(text))


def _parses(text: str) -> bool:
    try:
        ast.parse(text)
    except (SyntaxError, ValueError):
        return False
    return True
