"""What a chapter says twice within a few sentences is said once."""

from __future__ import annotations

import pytest

from readreel.project.artifacts import Outline, OutlineChapter, Passage, Written
from readreel.steps.rewrite.seams import sewn


def article(*chapters: tuple[str, ...]) -> tuple[list[Written], Outline]:
    """Chapters of paragraphs."""
    written: list[Written] = []
    made = []
    for number, texts in enumerate(chapters):
        passages = tuple(Passage(len(written) + n, 0, 0, 0, 0) for n in range(len(texts)))
        written += [
            Written(passage=p.id, text=text, origin="rewritten", support=1, sentences=())
            for p, text in zip(passages, texts, strict=True)
        ]
        made.append(OutlineChapter(number, "", 0, 0, passages))
    return written, Outline(title="", chapters=tuple(made))


def sewed(*chapters: tuple[str, ...], language: str = "en") -> list[str]:
    """Their texts afterwards."""
    return [one.text for one in sewn(*article(*chapters), language)]


TOLD = "The bridge over the river took nine years of hard work and was finished in 1894."
AGAIN = "The bridge over the river took nine years of work."


def test_what_the_next_paragraph_tells_in_full_goes_from_the_one_before() -> None:
    first = f"It never carried a railway. {AGAIN}"
    assert sewed((first, f"{TOLD} Ships pass below.")) == [
        "It never carried a railway.",
        f"{TOLD} Ships pass below.",
    ]


@pytest.mark.parametrize(
    "near",
    [
        "The bridge over the river took eight years of work.",
        "The bridge over the river did not take nine years of work.",
        "The steel bridge over the river took nine years of work.",
        "The bridge over the river took nine years of work?",
        "The bridge took years.",
    ],
)
def test_another_number_a_denial_a_detail_a_question_or_little_of_it_stays(near: str) -> None:
    texts = (f"It never carried a railway. {near}", TOLD)
    assert sewed(texts) == list(texts)


def test_other_chapters_are_left_alone_and_no_paragraph_is_emptied() -> None:
    assert sewed((AGAIN,), (TOLD,)) == [AGAIN, TOLD]
    assert sewed((AGAIN, TOLD)) == [AGAIN, TOLD]


def test_of_two_that_say_the_same_one_stays() -> None:
    assert sewed((f"{TOLD} Ships pass below. {TOLD}",)) == [f"Ships pass below. {TOLD}"]


def test_it_holds_without_spaces() -> None:
    again = "这座石桥于一八九四年建成通车。"
    told = "这座石桥经过九年施工，于一八九四年建成通车，这座桥很长。"
    assert sewed((f"它从未通过火车。{again}", told), language="zh") == ["它从未通过火车。", told]
