"""What stands for a picture that is not seen: readable aloud, without the noise of programs."""

from __future__ import annotations

from readreel.core.time import Span
from readreel.project.artifacts import Screen, ScreenLine, Sentence
from readreel.steps.compose.captions import alternative, caption, spoken


def _screen(*lines: str, title: str = "", apart: int = 90, sure: float = 0.99) -> Screen:
    boxes = ((100, 60 + apart * n, 800, 90 + apart * n) for n in range(len(lines)))
    return Screen(
        1, tuple(ScreenLine(t, b, sure) for t, b in zip(lines, boxes, strict=True)), title
    )


def test_a_slide_is_read_title_first_with_pauses_between_its_points() -> None:
    slide = _screen("Black Letter", "• Gothic hand", "• Lower case", "1455", title="Black Letter")
    assert caption(slide) == "Black Letter"
    assert alternative(slide) == "Black Letter: Gothic hand; Lower case; 1455"


def test_a_sentence_over_two_lines_is_read_in_one() -> None:
    assert (
        alternative(_screen("Better in the", "lower case", apart=36)) == "Better in the lower case"
    )
    assert alternative(_screen("The page", "inner", "outer")) == "The page; inner; outer"
    assert alternative(_screen("Head:", "Body")) == "Head: Body"


def test_signs_buttons_and_doubtful_lines_are_not_read_out() -> None:
    assert alternative(_screen("☑+8", "→ ×", "x", "1146", "Related searches")) == "Related searches"
    assert alternative(_screen("Somewhere", sure=0.5)) == ""


def test_of_a_full_screen_the_fullest_lines_are_read_in_their_order() -> None:
    prose = [f"Sentence {n} of a page says what everybody came to read here" for n in "abcd"]
    text = alternative(_screen("File", prose[0], "Edit", *prose[1:], "Window", apart=31))
    assert text.startswith(prose[0])
    assert text.endswith(" …")
    assert "Edit" not in text
    assert "Window" not in text
    assert len(text.split()) < 60


def test_a_page_in_a_script_without_spaces_is_not_cut_to_a_few_signs() -> None:
    line = "装载因子是条目数除以桶数"
    assert alternative(_screen(*(f"{line}{n}" for n in "一二三四"))).count(line) == 4


def test_a_picture_that_nothing_was_read_on_has_no_words() -> None:
    assert caption(None) == alternative(None) == ""
    assert alternative(_screen()) == ""
    assert alternative(_screen(" ".join(["word"] * 80), title="Title")) == "Title"


def test_a_picture_without_words_is_told_by_what_was_said_to_it() -> None:
    sentences = (
        Sentence(0, 0.0, 10.0, "We climbed all night.", ()),
        Sentence(1, 10.5, 14.0, "This is the mountain in the morning light.", ()),
    )
    assert spoken(sentences, Span(9.0, 20.0)) == "“This is the mountain in the morning light.”"
    assert spoken(sentences, Span(30.0, 40.0)) == ""
    assert spoken((), Span(0.0, 1.0)) == ""
