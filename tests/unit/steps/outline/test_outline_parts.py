"""Chapters of a long talk are gathered in parts."""

from __future__ import annotations

import numpy as np
import pytest

from readreel.steps.outline.chapters import Stretch
from readreel.steps.outline.parts import PartNamer, found_parts, wanted_minutes
from readreel.steps.outline.signals import Signals
from readreel.steps.outline.titles import Matter
from readreel.steps.outline.words import Language

WORDS_A_SENTENCE = 15.0


def signals(minutes: int, turns: tuple[int, ...]) -> Signals:
    """A talk of ten sentences a minute whose subject changes after so many minutes each time."""
    count = 10 * minutes
    subject = np.searchsorted(turns, np.arange(count) / 10, side="right")
    space = np.eye(len(turns) + 1)[subject] * WORDS_A_SENTENCE
    zero = np.zeros(count)
    return Signals(
        words=np.full(count, WORDS_A_SENTENCE),
        minutes=np.arange(count + 1) / 10,
        counts=space.astype(np.float32),
        spaces=(space,),
        pause=zero,
        cue=zero,
        hold=zero,
        picture=zero,
    )


def chapters(minutes: int, each: int) -> list[Stretch]:
    """Chapters of so many minutes each."""
    return [Stretch(10 * m, min(10 * (m + each), 10 * minutes)) for m in range(0, minutes, each)]


def test_a_talk_of_up_to_forty_minutes_has_no_parts() -> None:
    assert found_parts(signals(40, (20,)), chapters(40, 4)) == []


def test_few_chapters_need_no_parts() -> None:
    assert found_parts(signals(60, (30,)), chapters(60, 15)) == []


def test_parts_begin_where_the_subject_changes() -> None:
    found = found_parts(signals(80, (20, 45, 60)), chapters(80, 5))
    assert [first for first, _ in found] == [0, 4, 9, 12]
    assert found[-1][1] == 16


@pytest.mark.parametrize("minutes", [45, 75, 180, 400])
def test_parts_hold_two_chapters_or_more_and_cover_the_talk(minutes: int) -> None:
    cut = chapters(minutes, 5)
    found = found_parts(signals(minutes, ()), cut)
    assert all(end - first >= 2 for first, end in found)
    assert [first for first, _ in found[1:]] == [end for _, end in found[:-1]]
    assert (found[0][0], found[-1][1]) == (0, len(cut))
    assert 0.4 < minutes / len(found) / wanted_minutes(minutes) < 2.5


def test_without_a_writer_a_part_is_named_by_its_own_words() -> None:
    bees = ("The queen bee lays eggs.", "The queen bee flies out.", "A queen bee lives for years.")
    boats = ("The sailing boat leaves.", "A sailing boat needs wind.", "Sailing boats are slow.")
    matter = [Matter(float(n), text, (), "") for n, text in enumerate((bees, bees, boats, boats))]
    titles = ["Laying eggs", "Flying out", "Leaving", "Wind"]
    namer = PartNamer([(0, 2), (2, 4)], titles, matter, Language("en"), {}, None)
    first = namer.name(0, titles)
    assert "bee" in first.lower()
    assert "boat" in namer.name(1, [*titles, first]).lower()
