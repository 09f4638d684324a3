"""The reader's place: what stands at the top of the view and stays there when the article changes."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QAbstractScrollArea

from readreel.gui.reading.scene import Scene


class Place(NamedTuple):
    """A leaf by its block and its number in it, how far its top is from the view's, and its moment."""

    block: str
    part: int
    offset: float
    seconds: float


def place_of(scene: Scene) -> Place | None:
    """What stands at the top of the view; None at the very beginning, which is a place of its own."""
    if scene.offset <= 0:
        return None
    leaf = scene.leaf_at(QPointF(0, 1))
    if leaf is None:
        return None
    part = leaf.number - scene.content.numbers(leaf.leaf.block).start
    return Place(leaf.leaf.block, part, leaf.rect.top(), leaf.leaf.start)


def go_back(area: QAbstractScrollArea, scene: Scene, place: Place | None) -> None:
    """Bring the place to where it was; by its moment where its block is gone."""
    bar = area.verticalScrollBar()
    if place is None:
        bar.setValue(0)
        return
    numbers = scene.content.numbers(place.block)
    if not numbers and place.seconds >= 0:
        numbers = scene.content.numbers(scene.content.playing(place.seconds))
    if not numbers:
        return
    number = min(numbers.start + place.part, numbers.stop - 1)
    bar.setValue(round(bar.value() + scene.see(number).rect.top() - place.offset))
