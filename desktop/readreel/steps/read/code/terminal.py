"""A terminal: every command with what it wrote, parted at the prompts."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from readreel.steps.read.code.block import Block
from readreel.steps.read.code.cells import Cell, cell
from readreel.steps.read.code.indents import indented
from readreel.steps.read.code.prompts import Prompt, terminal_prompt
from readreel.steps.read.code.rows import Row, beside, stacked

_COMMANDS = re.compile(
    r"(?:sudo |\./|~/)?(?:ls|cd|cat|git|pip3?|python3?|node|npm|npx|yarn|make|docker|kubectl|curl|wget|"
    r"apt(?:-get)?|brew|cargo|go|rustc|gcc|g\+\+|clang|java|javac|echo|export|mkdir|rm|cp|mv|touch|"
    r"chmod|grep|sed|awk|find|ssh|scp|tar|source|conda|psql|mysql|sqlite3|vim?|nano|pytest|uv|tail|head)\b.*"
)
_MORE_SHELL = re.compile(r"^>\s+")
_STRONG = ("shell", "power", "python")


def commands(pieces: Sequence[Row]) -> list[Block]:
    """The commands in one column of pieces; none where nothing shows that it is a terminal."""
    grid = cell(pieces)
    rows = [beside(own, grid.width) for own in stacked(pieces)]
    prompts = [terminal_prompt(row.text) for row in rows]
    if not _is_terminal(rows, prompts):
        return []
    left = min(row.box[0] for row, p in zip(rows, prompts, strict=True) if p and p.kind != "more")
    starts = _starts(prompts)
    ends = [*starts[1:], len(rows)]
    blocks = [
        _command(rows[n:end], prompts[n:end], grid, left, last=end == len(rows))
        for n, end in zip(starts, ends, strict=True)
    ]
    return [block for block in blocks if block is not None]


def _is_terminal(rows: Sequence[Row], prompts: Sequence[Prompt | None]) -> bool:
    strong = [p for p in prompts if p and p.kind in _STRONG]
    weak = [p for p in prompts if p and p.kind == "weak"]
    lefts = [row.box[0] for row, p in zip(rows, prompts, strict=True) if p and p.kind != "more"]
    aligned = bool(lefts) and max(lefts) - min(lefts) < 1.5 * rows[0].height
    known = sum(bool(_COMMANDS.fullmatch(p.rest)) for p in (*strong, *weak))
    return aligned and (
        any(p.kind != "python" and p.rest for p in strong)
        or sum(p.kind == "python" and bool(p.rest) for p in strong) >= 1
        or (len(weak) >= 1 and known >= 1 and known >= 0.5 * len(weak))
    )


def _starts(prompts: Sequence[Prompt | None]) -> list[int]:
    """Where commands begin; an interpreter's prompt inside brackets begins none."""
    starts: list[int] = []
    depth = 0
    for n, prompt in enumerate(prompts):
        if prompt is None or prompt.kind == "more":
            depth = depth if prompt else 0
            continue
        if depth <= 0 or prompt.kind != "python":
            starts.append(n)
            depth = 0
        depth += sum(map(prompt.rest.count, "([{")) - sum(map(prompt.rest.count, ")]}"))
    return starts


def _command(
    rows: Sequence[Row], prompts: Sequence[Prompt | None], grid: Cell, left: float, *, last: bool
) -> Block | None:
    """A prompt's row, what it was continued with, and the output; None where nothing was typed."""
    first = prompts[0]
    assert first is not None
    code = [_behind(rows[0], first, grid)] if first.rest else []
    at = 1
    while at < len(rows):
        # Some write the interpreter's prompt before every line of a long expression.
        more = prompts[at] or _continuation(rows, at, first)
        if more is None:
            break
        if more.rest:
            code.append(_behind(rows[at], more, grid))
        at += 1
    if not code:
        return None
    base = min(row.box[0] for row in code)
    output = rows[at:]
    return Block(
        "terminal",
        tuple(indented(code, grid, base)),
        tuple(indented(output, grid, min(left, *(row.box[0] for row in output))) if output else ()),
        prompt=first.text,
        below=last,
    )


def _continuation(rows: Sequence[Row], at: int, first: Prompt) -> Prompt | None:
    """A shell's ``>`` behind a line that ends in a backslash."""
    found = _MORE_SHELL.match(rows[at].text)
    if first.kind != "python" and found and rows[at - 1].text.endswith("\\"):
        return Prompt("more", ">", rows[at].text[found.end() :], found.end())
    return None


def _behind(row: Row, prompt: Prompt, grid: Cell) -> Row:
    """The row without its prompt; where its text begins is reckoned from the right edge."""
    left = round(row.box[2] - len(prompt.rest) * grid.width - grid.room)
    box = (min(max(left, row.box[0]), row.box[2] - 1), *row.box[1:])
    return msgspec.structs.replace(row, text=prompt.rest, box=box)
