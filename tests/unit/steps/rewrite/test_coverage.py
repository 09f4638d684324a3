"""What becomes of every spoken sentence: carried, or dropped for a reason."""

from __future__ import annotations

import pytest

from readreel.project.artifacts import (
    Dropped,
    OutlineChapter,
    Passage,
    Sentence,
    Transcript,
    Written,
)
from readreel.project.carried import carried
from readreel.steps.rewrite.coverage import coverage

SAID = (
    "Okay, so.",
    "We keep the bees in a hive of cedar wood because cedar does not rot.",
    "In the winter they live on the honey that they stored in the summer.",
    "The queen lays up to two thousand eggs on a warm day in June.",
)


def reasons(text: str, spoken: tuple[str, ...], language: str = "en") -> dict[int, str]:
    """Why sentences are dropped, by their place."""
    return {
        told.sentence: told.reason for told in coverage(text, spoken, language).told if told.reason
    }


def test_a_sentence_that_is_told_in_other_words_is_carried_and_noise_is_a_filler() -> None:
    text = (
        "The hive is of cedar, a wood that does not rot. Through the winter the bees live on honey "
        "stored in the summer. On a warm June day the queen lays as many as two thousand eggs."
    )
    found = coverage(text, SAID, "en")
    assert reasons(text, SAID) == {0: "filler"}
    assert found.share == 1.0
    assert [told.written for told in found.told[1:]] == [(0,), (1,), (2,)]


def test_what_is_left_out_is_lost_and_costs_its_words() -> None:
    text = "The hive is of cedar, a wood that does not rot."
    found = coverage(text, SAID, "en")
    assert reasons(text, SAID) == {0: "filler", 2: "lost", 3: "lost"}
    assert 0.2 < found.share < 0.5
    assert found.dropped((7, 8, 9, 10)) == (
        Dropped(7, "filler"),
        Dropped(9, "lost"),
        Dropped(10, "lost"),
    )


def test_what_is_said_twice_and_told_once_is_a_repetition() -> None:
    spoken = (
        "The bridge was built in the year 1894 by the engineer Eiffel.",
        "And as I said, the engineer Eiffel built the bridge in the year 1894.",
        "A flood carried its middle arch away.",
    )
    found = coverage("A flood carried away its middle arch.", spoken, "en")
    assert found.share < 0.5
    told = "Eiffel built the bridge in 1894. A flood carried away its middle arch."
    assert "lost" not in reasons(told, spoken).values()


OTHERS = {
    "de": ("Der Turm hat zwölf Glocken.", "Die größte wiegt neun Tonnen."),
    "fr": ("Le pont compte douze arches.", "La crue a emporté celle du milieu."),
    "ja": ("この橋は石で作られました。", "洪水で中央のアーチが流されました。"),
    "zh": ("这座桥建于一八九四年。", "洪水冲走了中间的桥拱。"),
}


@pytest.mark.parametrize("language", OTHERS)
def test_it_holds_in_other_languages(language: str) -> None:
    first, second = OTHERS[language]
    assert reasons(second, (first, second), language) == {0: "lost"}
    assert reasons(first, (first, second), language) == {1: "lost"}
    assert reasons(f"{first} {second}", (first, second), language) == {}


def test_a_chapter_is_carried_by_the_words_that_are_told_and_fillers_do_not_count() -> None:
    sentences = tuple(
        Sentence(id=n, start=n, end=n + 1, text=text, words=()) for n, text in enumerate(SAID)
    )
    transcript = Transcript(language="en", source="listened", sentences=sentences)
    chapter = OutlineChapter(0, "Bees", 0, 4, (Passage(0, 0, 3, 0, 4),))
    other = OutlineChapter(1, "Else", 4, 4, ())

    def share(*dropped: Dropped) -> float:
        written = Written(
            passage=0,
            text="",
            origin="rewritten",
            support=1,
            sentences=(0, 1, 2, 3),
            dropped=dropped,
        )
        return carried(chapter, transcript, {0: written})

    assert share() == share(Dropped(0, "filler")) == 1.0
    words = [len(text.split()) for text in SAID]
    assert share(Dropped(3, "lost")) == pytest.approx(sum(words[:3]) / sum(words), abs=1e-3)
    assert carried(other, transcript, {}) == 1.0
