"""The outline of a talk: every sentence once, chapters that follow the talk, titles that were checked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fakes import MemoryContext
from readreel.core.engines import Draft, Turn
from readreel.core.errors import Cancelled, EngineError
from readreel.core.time import Span
from readreel.project.artifacts import (
    Mark,
    Outline,
    Recording,
    Screen,
    Screens,
    Sentence,
    Still,
    Stills,
    Transcript,
)
from readreel.steps.outline import outline

SUBJECTS = {
    "bread": "Knead the dough until the gluten holds, then let the yeast raise it in a warm bowl.",
    "stars": "The telescope gathers light of distant galaxies, and its mirror has to be polished well.",
    "ships": "A sailing ship needs wind in the canvas, and the rudder turns the hull against waves.",
    "bees": "Every hive has one queen, and worker bees carry nectar from flowers to the honeycomb.",
    "banks": "The lender charges interest on a loan, and the borrower pays the mortgage each month.",
}


def spoken(texts: Sequence[str], pace: float = 0.4, gap: float = 0.3) -> tuple[Sentence, ...]:
    found, now = [], 0.0
    for i, text in enumerate(texts):
        end = now + pace * max(1, len(text.split()))
        found.append(Sentence(id=i, start=round(now, 3), end=round(end, 3), text=text, words=()))
        now = end + gap
    return tuple(found)


def talk(
    minutes_each: float = 4.0, subjects: Sequence[str] = tuple(SUBJECTS)
) -> tuple[Sentence, ...]:
    each = int(minutes_each * 60 / 7)
    return spoken([SUBJECTS[s] for s in subjects for _ in range(each)])


def recording(sentences: Sequence[Sentence], **more: object) -> Recording:
    end = sentences[-1].end if sentences else 60.0
    fields: dict[str, object] = {
        "path": "talk.mp4",
        "name": "How_bread_and-ships work [dQw4w9WgXcQ].mp4",
        "size": 1,
        "fingerprint": "0",
        "container": "mp4",
        "duration": end,
        "span": Span(0.0, end),
    }
    return Recording(**{**fields, **more})  # type: ignore[arg-type]


class Dictated:
    """A writer that answers from a list, then repeats the last; keeps what it was asked."""

    context_tokens = 4096

    def __init__(self, *answers: str, finish: str = "stop") -> None:
        self.answers = list(answers)
        self.finish = finish
        self.asked: list[list[Turn]] = []

    def count(self, text: str) -> int:
        return len(text) // 4 + 1

    def write(
        self, shared: Sequence[Turn], turns: Sequence[Turn], *, max_tokens: int, deadline: float
    ) -> Draft:
        self.asked.append([*shared, *turns])
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return Draft(text=answer, finish=self.finish, tokens=5)


def make(
    folder: Path,
    sentences: Sequence[Sentence],
    writer: object = None,
    language: str = "en",
    stills: Stills | None = None,
    screens: Screens | None = None,
    context: MemoryContext | None = None,
    **more: object,
) -> Outline:
    return outline(
        recording(sentences, **more),
        Transcript(language=language, source="listened", sentences=tuple(sentences)),
        stills or Stills(),
        screens or Screens(),
        (),
        writer,  # type: ignore[arg-type]
        None,
        context or MemoryContext(folder),
    )


def covered(made: Outline) -> list[int]:
    passages = [p for chapter in made.chapters for p in chapter.passages]
    assert [p.id for p in passages] == list(range(len(passages)))
    return [i for p in passages for i in range(p.first, p.last + 1)]


@settings(max_examples=40, deadline=None)
@given(
    lengths=st.lists(st.integers(1, 400), min_size=1, max_size=40),
    still=st.booleans(),
    language=st.sampled_from(["en", "ja", "xx"]),
)
def test_every_sentence_is_in_exactly_one_passage_in_order(
    tmp_path_factory: pytest.TempPathFactory, lengths: list[int], still: bool, language: str
) -> None:
    glue = "" if language == "ja" else " "
    texts = [glue.join(["猫が走る" if language == "ja" else "cat"] * n) for n in lengths]
    sentences = spoken(texts, pace=0.0 if still else 0.4)
    made = make(tmp_path_factory.mktemp("project"), sentences, language=language)
    assert covered(made) == list(range(len(lengths)))
    assert all(chapter.title and chapter.passages for chapter in made.chapters)


def test_chapters_begin_where_the_subject_changes(tmp_path: Path) -> None:
    made = make(tmp_path, talk())
    each = int(4 * 60 / 7)
    begins = [chapter.passages[0].first for chapter in made.chapters]
    assert set(range(0, 5 * each, each)) <= set(begins)
    assert 5 <= len(begins) <= 8


@pytest.mark.parametrize(
    ("minutes", "least", "most"), [(2, 1, 3), (4, 1, 4), (15, 3, 8), (75, 9, 30), (360, 36, 110)]
)
def test_the_number_of_chapters_follows_the_length_of_the_talk(
    tmp_path: Path, minutes: int, least: int, most: int
) -> None:
    draw = np.random.default_rng(minutes)
    vocabulary = [f"{a}{b}{c}en" for a in "bdfgklm" for b in "aeiou" for c in "nrst"]
    texts = [" ".join(draw.choice(vocabulary, 15)) + "." for _ in range(minutes * 10)]
    made = make(tmp_path, spoken(texts, pace=0.38, gap=0.3))
    assert least <= len(made.chapters) <= most


def test_passages_measure_forty_to_a_hundred_and_fifty_words(tmp_path: Path) -> None:
    sentences = talk()
    made = make(tmp_path, sentences)
    for chapter in made.chapters:
        for passage in chapter.passages:
            words = sum(len(s.text.split()) for s in sentences[passage.first : passage.last + 1])
            assert 40 <= words <= 150


def test_a_passage_in_japanese_is_measured_in_characters(tmp_path: Path) -> None:
    sentences = spoken(["今日は新しい機械学習の話をします。"] * 120, pace=3.0)
    made = make(tmp_path, sentences, language="ja")
    for passage in (p for chapter in made.chapters for p in chapter.passages):
        characters = sum(len(s.text) for s in sentences[passage.first : passage.last + 1])
        assert 40 * 1.6 <= characters <= 150 * 1.6


def test_a_question_stays_with_its_answer_and_a_list_together(tmp_path: Path) -> None:
    filler = "The mixture should be stirred for a while and kept at the same warm temperature."
    texts = [filler] * 40
    for place in range(4, 40, 5):
        texts[place] = "And what would happen if we forgot the mixture on the stove?"
    for place in range(6, 40, 5):
        texts[place] = "Second, the temperature of the warm mixture has to be measured."
    made = make(tmp_path, spoken(texts))
    begins = {p.first for chapter in made.chapters for p in chapter.passages}
    assert not begins & set(range(5, 40, 5))
    assert not begins & set(range(6, 40, 5))


def test_the_recordings_own_chapters_win_and_keep_their_titles(tmp_path: Path) -> None:
    sentences = talk(2.0)
    third = sentences[40].start
    marks = (
        Mark(0.0, third - 1, "Intro"),
        Mark(third - 1, 400.0, "  Ships\nand  stars "),
        Mark(400.0, recording(sentences).duration, "The rest"),
    )
    made = make(tmp_path, sentences, chapters=marks)
    assert [c.title for c in made.chapters] == ["Intro", "Ships and stars", "The rest"]
    assert {c.origin for c in made.chapters} == {"recording"}
    assert made.chapters[1].passages[0].first == 40
    assert covered(made) == list(range(len(sentences)))


def test_chapter_marks_that_only_count_keep_their_places_and_get_titles(tmp_path: Path) -> None:
    sentences = talk(2.0)
    marks = (Mark(0.0, 200.0, "Chapter 1"), Mark(200.0, 600.0, "Chapter 2"))
    made = make(tmp_path, sentences, chapters=marks)
    assert len(made.chapters) == 2
    assert {c.origin for c in made.chapters} == {"recording"}
    assert not any("Chapter" in c.title for c in made.chapters)


def test_a_single_mark_or_hundreds_of_them_are_ignored(tmp_path: Path) -> None:
    sentences = talk(1.0)
    one = (Mark(0.0, 300.0, "All"),)
    many = tuple(Mark(i, i + 1.0, f"Mark {i}") for i in range(300))
    for marks in (one, many):
        made = make(
            tmp_path, sentences, chapters=marks, context=MemoryContext(tmp_path, str(marks))
        )
        assert {c.origin for c in made.chapters} == {"found"}


def test_without_a_writer_titles_come_from_what_is_characteristic(tmp_path: Path) -> None:
    made = make(tmp_path, talk())
    titles = " ".join(c.title for c in made.chapters).casefold()
    assert len({c.title for c in made.chapters}) == len(made.chapters)
    for word in ("gluten", "telescope", "honeycomb"):
        stem = word[:5]
        assert stem in titles or any(
            w in titles for w in ("dough", "galax", "nectar", "mirror", "hive")
        )


def test_a_slides_title_names_its_chapter_when_no_writer_does(tmp_path: Path) -> None:
    sentences = talk()
    begin, end = sentences[34].start, sentences[67].end
    still = Still(id=7, file="7.png", time=begin, spans=(Span(begin, end),), width=9, height=9)
    screens = Screens(screens=(Screen(still=7, title="How telescopes gather light"),))
    made = make(tmp_path, sentences, stills=Stills(stills=(still,)), screens=screens)
    assert "How telescopes gather light" in [c.title for c in made.chapters]


def test_a_good_title_of_the_writer_stands_cleaned(tmp_path: Path) -> None:
    writer = Dictated('**Title: "Kneading The Dough."**')
    made = make(tmp_path, talk(2.0, ["bread"]), writer)
    assert made.chapters[0].title == "Kneading the dough"


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "Introduction",
        "The wizard of quantum cryptography",
        "Knead the dough until the gluten holds",
        "Dough",
        "We let you knead dough",
        "Das ist der Teig und die Hefe",
        "Let's talk about gluten",
        "The dough / the gluten",
    ],
)
def test_a_bad_title_is_asked_for_again_and_then_replaced(tmp_path: Path, bad: str) -> None:
    twice = Dictated(bad, "Gluten in the dough")
    made = make(tmp_path, talk(2.0, ["bread"]), twice)
    assert made.chapters[0].title == "Gluten in the dough"
    stubborn = Dictated(bad)
    context = MemoryContext(tmp_path, "stubborn")
    made = make(tmp_path, talk(2.0, ["bread"]), stubborn, context=context)
    assert made.chapters[0].title not in ("", bad)
    assert len(stubborn.asked) <= 4 * len(made.chapters) + 2


def test_titles_are_unique_even_if_the_writer_knows_only_one(tmp_path: Path) -> None:
    made = make(tmp_path, talk(), Dictated("The dough and the telescope"))
    titles = [c.title.casefold() for c in made.chapters]
    assert len(set(titles)) == len(titles)


def test_a_title_cut_off_by_its_limit_does_not_stand(tmp_path: Path) -> None:
    made = make(tmp_path, talk(2.0, ["bread"]), Dictated("Dough and gluten", finish="length"))
    assert made.chapters[0].title != "Dough and gluten"


def test_a_context_too_small_is_no_failure(tmp_path: Path) -> None:
    class Small(Dictated):
        def write(self, *args: object, **more: object) -> Draft:
            raise EngineError("engine.context", needed=9, available=1)

    made = make(tmp_path, talk(2.0), Small("x"))
    assert all(c.title for c in made.chapters)


def test_a_resumed_run_asks_only_for_what_is_missing_and_ends_the_same(tmp_path: Path) -> None:
    class Mortal(Dictated):
        def write(self, *args: object, **more: object) -> Draft:
            if len(self.asked) == 3:
                raise KeyboardInterrupt
            return super().write(*args, **more)  # type: ignore[arg-type]

    answers = ["Dough and yeast", "Light in the telescope", "Wind and rudder", "Queen of the hive"]
    whole_folder = tmp_path / "whole"
    whole_folder.mkdir()
    whole = make(whole_folder, talk(), Dictated(*answers, "Loan and mortgage"))
    with pytest.raises(KeyboardInterrupt):
        make(tmp_path, talk(), Mortal(*answers))
    asked_again = Dictated("Queen of the hive", "Loan and mortgage")
    resumed = make(tmp_path, talk(), asked_again)
    assert msgspec.json.encode(resumed) == msgspec.json.encode(whole)
    first_question = asked_again.asked[0][-1].text
    assert "hive" in first_question


def test_questions_share_their_opening_and_stay_short(tmp_path: Path) -> None:
    writer = Dictated("Nothing of the kind at all")
    make(tmp_path, talk(), writer)
    openings = {tuple(turn.text for turn in turns[:7]) for turns in writer.asked if len(turns) > 7}
    assert len(openings) == 1
    lengths = [writer.count(turns[-1].text) for turns in writer.asked]
    assert max(lengths) <= 350


def test_a_stopped_step_stops(tmp_path: Path) -> None:
    context = MemoryContext(tmp_path)
    context.cancelled = True
    with pytest.raises(Cancelled):
        make(tmp_path, talk(1.0), context=context)


def test_a_recording_without_words_gets_a_title_and_no_chapters(tmp_path: Path) -> None:
    made = make(tmp_path, ())
    assert made.chapters == ()
    assert made.title == "How bread and ships work"


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    first = make(tmp_path, talk(), context=MemoryContext(tmp_path, "1"))
    second = make(tmp_path, talk(), context=MemoryContext(tmp_path, "2"))
    assert msgspec.json.encode(first) == msgspec.json.encode(second)


def test_twelve_hours_are_outlined_in_seconds(tmp_path: Path) -> None:
    draw = np.random.default_rng(12)
    vocabulary = [
        f"{a}{b}{c}{d}" for a in "bdfgklmp" for b in "aeiou" for c in "nrst" for d in "aeiou"
    ]
    texts = [" ".join(draw.choice(vocabulary, 14)) + "." for _ in range(12 * 60 * 11)]
    made = make(tmp_path, spoken(texts))
    assert 70 <= len(made.chapters) <= 240
    assert covered(made) == list(range(len(texts)))


def test_a_cameras_file_name_gives_way_to_what_the_talk_is_about(tmp_path: Path) -> None:
    made = make(tmp_path, talk(), name="IMG_2034.mp4")
    assert "IMG" not in made.title
    assert any(
        word in made.title.casefold() for word in " ".join(SUBJECTS.values()).casefold().split()
    )


@pytest.mark.parametrize(
    ("name", "kept"), [("lec4.mp4", False), ("galaxies.mp4", True), ("Year two.mp4", True)]
)
def test_a_file_name_stands_where_it_says_something(tmp_path: Path, name: str, kept: bool) -> None:
    made = make(tmp_path, talk(), name=name)
    assert (made.title == name.removesuffix(".mp4").capitalize()) is kept


class Obliging(Dictated):
    """A writer that names what it is shown, another way when it is told to."""

    def write(
        self, shared: Sequence[Turn], turns: Sequence[Turn], *, max_tokens: int, deadline: float
    ) -> Draft:
        self.asked.append([*shared, *turns])
        first = turns[0].text
        if "The talk begins: The telescope" in first or ("telescope" in first and len(turns) == 1):
            return Draft(text="The telescope and its mirror", finish="stop", tokens=5)
        title = "Light of distant galaxies" if "telescope" in first else "Dough in a warm bowl"
        return Draft(text=title, finish="stop", tokens=5)


def test_a_chapter_that_says_what_the_whole_says_is_named_anew(tmp_path: Path) -> None:
    made = make(tmp_path, talk(3.0, ["stars", "bread"]), Obliging(""), name="x.mp4")
    titles = [chapter.title for chapter in made.chapters]
    assert made.title == "The telescope and its mirror"
    assert titles[0] == "Light of distant galaxies"
    assert made.title not in titles
