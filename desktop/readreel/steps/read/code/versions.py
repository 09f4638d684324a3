"""One line over time, and a sequence of lines over time: the latest version, read by vote.

Readings of one line differ by what the reader confuses (``l`` and ``1``, kinds of brackets, spaces);
its `key` is what such readings share. Another key at the same place is an edit, and the latest wins,
unless it makes no sense where the earlier reading does.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from statistics import median

import msgspec
from rapidfuzz import fuzz

from readreel.steps.read.code.rows import Row
from readreel.steps.read.code.sound import sound

_SHAPES = str.maketrans(
    {
        "l": "1",
        "i": "1",
        "|": "1",
        "!": "1",
        "o": "0",
        "q": "g",
        "θ": "0",
        "±": "+",
        "`": "'",
        '"': "'",
        "_": "",
        ",": ".",
    }
    | dict.fromkeys("[{", "(")
    | dict.fromkeys("]}", ")")
)
_LIKE = 0.72
"""Likeness of two lines from which one may be an edit or a misreading of the other."""
_MISREAD = 0.86
"""Likeness from which the other reading may be a misreading of this one."""
_INDENTED_ANEW = 0.25
"""Part of the known lines that must have moved; fewer are misjudged edges."""
_LEAST_SHARED, _LEAST_SIGNS, _SHARED = 2, 16, 0.7
"""Lines, their signs, and their part of the stretch, from which an overlap is none by chance."""
_LEAST_TYPED = 4
_CUT = 10
"""Signs of a line from which the beginning of it can be told."""
_READINGS = 12
"""Readings of a line that are kept: the latest."""
_SURE = 0.8
"""Confidence from which a reading alone is trusted."""
_CONTESTED = 0.5
"""Votes of another reading, against those of the chosen, from which the line is doubtful."""


def key(text: str) -> str:
    """What all readings of a line share, whatever the reader confuses in them."""
    folded = "".join(text.casefold().split()).translate(_SHAPES)
    return folded.replace("''", "'").strip("'") or folded


def likeness(first: str, second: str) -> float:
    """0…1 between two keys."""
    return 1.0 if first == second else fuzz.ratio(first, second) / 100


class Reading(msgspec.Struct, frozen=True):
    """A line as it was read on one still."""

    still: int
    row: Row


class Line(msgspec.Struct, frozen=True):
    """A line of a listing with its latest readings, oldest first; empty ones are empty lines."""

    readings: tuple[Reading, ...]

    @property
    def latest(self) -> Row:
        """As it was read last."""
        return self.readings[-1].row

    @property
    def key(self) -> str:
        """The key of its latest reading."""
        return key(self.latest.text)

    def read(self, still: int, row: Row) -> Line:
        """With another reading; a still has one vote."""
        others = tuple(reading for reading in self.readings if reading.still != still)
        return Line((*others, Reading(still, row))[-_READINGS:])

    def moved(self, by: int) -> Line:
        """Indented by so many characters more."""
        return Line(
            tuple(
                Reading(
                    reading.still,
                    msgspec.structs.replace(reading.row, indent=max(0, reading.row.indent + by)),
                )
                for reading in self.readings
            )
        )


class Chosen(msgspec.Struct, frozen=True):
    """The reading of a line that is believed; ``contested`` if others say something else."""

    still: int
    row: Row
    contested: bool


def chosen(line: Line, language: str) -> Chosen:
    """The best reading: of the latest version, what makes sense before what does not, then by votes."""
    votes: dict[str, float] = {}
    last: dict[str, Reading] = {}
    own = line.key
    for reading in line.readings:
        same = key(reading.row.text)
        if same != own and likeness(same, own) < _MISREAD:
            continue
        text = _bare(reading.row.text)
        votes[text] = votes.get(text, 0.0) + reading.row.confidence
        last[text] = reading
    kin = {text for text in votes if key(last[text].row.text) == own}
    makes_sense = {text: _sense(last[text].row.text, language) for text in votes}
    if any(makes_sense[text] for text in kin):
        votes = {text: vote for text, vote in votes.items() if text in kin}
    ranked = sorted(
        votes, key=lambda text: (makes_sense[text], votes[text], last[text].still), reverse=True
    )
    best = last[ranked[0]]
    contested = any(
        votes[text] >= _CONTESTED * votes[ranked[0]] and makes_sense[text] == makes_sense[ranked[0]]
        for text in ranked[1:]
    )
    unsure = max(r.row.confidence for r in line.readings if _bare(r.row.text) == ranked[0]) < _SURE
    return Chosen(best.still, _indent(best.row, line), contested or unsure)


def _sense(text: str, language: str) -> bool:
    """Whether a reading is code; of a line that is commented out, whether it would be."""
    return sound(text.lstrip("#/ "), language)


def _bare(text: str) -> str:
    return "".join(text.split())


def _indent(row: Row, line: Line) -> Row:
    """The row with the indentation that most of the latest readings of its version agree on."""
    own = key(row.text)
    indents = [r.row.indent for r in line.readings if key(r.row.text) == own]
    best = max(indents, key=lambda indent: (indents.count(indent), indent == row.indent))
    return msgspec.structs.replace(row, indent=best)


def first(rows: Sequence[Row], still: int) -> list[Line]:
    """Lines that were not seen before."""
    return [Line((Reading(still, row),)) for row in rows]


def agreement(lines: Sequence[Line], rows: Sequence[Row], *, whole: bool = False) -> float:
    """0…1: how much of the shorter (or the longer: ``whole``) is in the other, in order, by characters."""
    old, new = [line.key for line in lines], [key(row.text) for row in rows]
    matched = sum(len(new[b]) * like for _, b, like in _pairs(old, new))
    sizes = sum(map(len, old)), sum(map(len, new))
    size = max(sizes) if whole else min(sizes)
    return matched / size if size else 0.0


def continues(lines: Sequence[Line], rows: Sequence[Row]) -> bool:
    """Whether one goes on where the other stands: the end of one is the beginning of the other."""
    old, new = [line.key for line in lines], [key(row.text) for row in rows]
    pairs = [(a, b) for a, b, like in _pairs(old, new) if like == 1.0]
    if len(pairs) < _LEAST_SHARED or sum(len(new[b]) for _, b in pairs) < _LEAST_SIGNS:
        return False
    (first_old, first_new), (last_old, last_new) = pairs[0], pairs[-1]
    stretch = max(last_old - first_old, last_new - first_new) + 1
    at_the_top = first_old <= 1 or first_new <= 1
    at_the_bottom = last_old >= len(old) - 2 or last_new >= len(new) - 2
    return at_the_top and at_the_bottom and len(pairs) >= _SHARED * stretch


def merged(
    lines: Sequence[Line], rows: Sequence[Row], still: int, *, above: bool, below: bool
) -> list[Line]:
    """The lines in the version that ``rows`` show.

    Lines out of view stay: those before the first row that is known, where there may be more
    ``above``, and those after the last, where there may be more ``below``.
    """
    old, new = [line.key for line in lines], [key(row.text) for row in rows]
    pairs = _pairs(old, new)
    if not pairs:
        return first(rows, still)
    lines, rows = _aligned(lines, rows, pairs, above=above)
    partner = {b: a for a, b, _ in pairs}
    seen = [
        lines[partner[n]].read(still, row) if n in partner else Line((Reading(still, row),))
        for n, row in enumerate(rows)
    ]
    before = list(lines[: pairs[0][0]]) if above else []
    after = list(lines[pairs[-1][0] + 1 :]) if below else []
    return [*before, *seen, *after]


def _aligned(
    lines: Sequence[Line],
    rows: Sequence[Row],
    pairs: Sequence[tuple[int, int, float]],
    *,
    above: bool,
) -> tuple[list[Line], list[Row]]:
    """Both at one indentation: a view that may begin in the middle knows no left edge.

    Where more than stray lines stand deeper or less deep than before, they were indented anew.
    """
    shifts = {a: rows[b].indent - lines[a].latest.indent for a, b, _ in pairs}
    shift = round(median(shifts[a] for a, _, like in pairs if like == max(p[2] for p in pairs)))
    if shift < 0 and above:
        rows = [msgspec.structs.replace(row, indent=row.indent - shift) for row in rows]
        return list(lines), rows
    moved = sum(by != 0 for by in shifts.values())
    if moved < 2 or moved < _INDENTED_ANEW * len(shifts):
        return list(lines), list(rows)
    # What is out of view goes along if all that is known moved: there was no left edge in view before.
    unseen = shift if above and all(by == shift for by in shifts.values()) else 0
    return [line.moved(shifts.get(n, unseen)) for n, line in enumerate(lines)], list(rows)


def uncut(lines: Sequence[Line], language: str) -> list[Line]:
    """The lines without the readings of stills on which another window lay over their ends."""
    cut = {
        line.readings[-1].still
        for line in lines
        if _begins(line) and not sound(line.latest.text, language)
    }
    return [
        Line(line.readings[:-1]) if line.readings[-1].still in cut and _begins(line) else line
        for line in lines
    ]


def _begins(line: Line) -> bool:
    """Whether the latest reading is no more than the beginning of the one before."""
    if len(line.readings) < 2:
        return False
    last, before = line.key, key(line.readings[-2].row.text)
    return len(before) > len(last) >= _CUT and before.startswith(last[:-2])


def _pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, float]]:
    """Lines that belong together, in order: (old place, new place, likeness)."""
    found: list[tuple[int, int, float]] = []
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [(a1 + n, b1 + n, 1.0) for n in range(a2 - a1) if new[b1 + n]]
        elif tag == "replace":
            found += _alike(old, new, (a1, a2), (b1, b2))
    return found


def _kinship(old: str, new: str) -> float:
    """Likeness; a line that was half typed is kin to what it became."""
    typed = len(old) >= _LEAST_TYPED and new.startswith(old)
    return max(likeness(old, new), _LIKE if typed else 0.0)


def _alike(
    old: Sequence[str], new: Sequence[str], olds: tuple[int, int], news: tuple[int, int]
) -> list[tuple[int, int, float]]:
    """Within a changed stretch, each new line with the next old one that it is like."""
    found: list[tuple[int, int, float]] = []
    start = olds[0]
    for b in range(*news):
        ranked = [
            (_kinship(old[a], new[b]), -a) for a in range(start, min(start + 40, olds[1])) if old[a]
        ]
        like, place = max(ranked, default=(0.0, 0))
        if new[b] and like >= _LIKE:
            found.append((-place, b, like))
            start = -place + 1
    return found
