"""What can be pointed at in the article: times, pictures, marks and links, in the order of reading.

Without Qt: the pane asks which target comes next and where it lies is the scene's affair.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from readreel.gui.reading.leaves import Leaf


class Target(NamedTuple):
    """Something to click or press Enter on. ``leaf`` is its number, ``at`` a link's place in the leaf."""

    kind: Literal["chip", "picture", "mark", "link"]
    leaf: int
    at: int = 0
    href: str = ""


def targets(leaf: Leaf, number: int) -> list[Target]:
    """The targets of one leaf, in the order in which Tab reaches them."""
    found = [Target("picture", number)] if leaf.picture is not None else []
    if has_chip(leaf):
        found.append(Target("chip", number))
    if has_mark(leaf):
        found.append(Target("mark", number))
    at = 0
    for run in leaf.runs:
        if run.style == "link" and run.href:
            found.append(Target("link", number, at, run.href))
        at += len(run.text.encode("utf-16-le")) // 2  # Qt counts in these units
    return found


def has_chip(leaf: Leaf) -> bool:
    """Whether a time stands beside the leaf."""
    return leaf.first and leaf.start >= 0


def has_mark(leaf: Leaf) -> bool:
    """Whether a quiet mark stands below the time: the paragraph keeps close to what was said."""
    return leaf.first and leaf.marked


def following(leaves: Sequence[Leaf], now: Target, *, forward: bool) -> Target | None:
    """The target after (or before) ``now``; None at the article's end."""
    here = targets(leaves[now.leaf], now.leaf) if now.leaf < len(leaves) else []
    order = here if forward else here[::-1]
    if now in order and order.index(now) + 1 < len(order):
        return order[order.index(now) + 1]
    beyond = range(now.leaf + 1, len(leaves)) if forward else range(now.leaf - 1, -1, -1)
    return next(_of(leaves, beyond, forward=forward), None)


def _of(leaves: Sequence[Leaf], numbers: range, *, forward: bool) -> Iterator[Target]:
    for number in numbers:
        found = targets(leaves[number], number)
        yield from found if forward else found[::-1]
