"""An article in another language: what the writer is told, what is kept, what a reader finds instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from fakes import MemoryContext
from readreel.core.engines import Draft, Turn, Writer
from readreel.project.artifacts import (
    Headings,
    Outline,
    OutlineChapter,
    Paragraphs,
    Passage,
    Screens,
    Sentence,
    Stills,
    Transcript,
)
from readreel.project.parameters import Example, RewriteParameters, Style
from readreel.project.redraft import Asked
from readreel.project.styles import style, translated
from readreel.steps.rewrite import rewrite, rewrite_again
from readreel.steps.rewrite.passage import materials as materials_of_passages
from readreel.steps.rewrite.prompt import Prompt

SAID = (
    "In the summer the hive holds about 40,000 bees, and most of them are workers that fly out "
    "for nectar all day.",
    "Then a frame of honey, I always tell people, weighs roughly 2 kilos, and we "
    "spin it after lunch with the children.",
    "You should not heat the honey above 70 degrees, because the enzymes in it are all "
    "destroyed by that heat.",
)
GERMAN = (
    "Im Sommer leben im Stock etwa 40.000 Bienen, die meisten davon Arbeiterinnen den ganzen Tag "
    "auf der Suche nach Nektar.",
    "Eine Wabe Honig, sage ich den Leuten immer, wiegt ungefähr 2 Kilo, und nach dem Essen "
    "schleudern wir sie mit den Kindern.",
    "Man darf den Honig nicht über 70 Grad erhitzen, weil diese Hitze die Enzyme darin alle zerstört.",
)
TITLES = {"Bees": "Bienen", "The hive": "Der Bienenstock"}


class Translator(Writer):
    """Answers pieces by a rule and headings from a list; a word is a token."""

    context_tokens = 4096

    def __init__(self, answer: Callable[[str, int], str]) -> None:
        self.answer = answer
        self.asked: list[list[Turn]] = []

    def count(self, text: str) -> int:
        return len(text.split())

    def write(
        self, shared: Sequence[Turn], turns: Sequence[Turn], *, max_tokens: int, deadline: float
    ) -> Draft:
        asked = turns[-1].text
        if asked in TITLES:
            return Draft(f"“{TITLES[asked]}”\n", "stop", 1)
        before = sum("Talk:" in turns[-1].text for turns in self.asked)
        self.asked.append([*shared, *turns])
        pieces = re.findall(r"^\d+\. (.*)$", asked.partition("Talk:")[2], re.MULTILINE)
        lines = (self.answer(piece, before) for piece in pieces)
        return Draft("\n".join(f"{n}. {line}" for n, line in enumerate(lines, 1)), "stop", 1)


def number(piece: str) -> int:
    return next(n for n, words in enumerate(("40,000", "2 kilos", "70 degrees")) if words in piece)


def well(piece: str, _: int) -> str:
    return GERMAN[number(piece)]


def materials(language: str = "en") -> tuple[Transcript, Outline, Screens, Stills]:
    sentences = tuple(Sentence(n, 0.0, 0.0, text, ()) for n, text in enumerate(SAID))
    chapter = OutlineChapter(0, "The hive", 0.0, 0.0, (Passage(0, 0, 2, 0.0, 0.0),))
    return (
        Transcript(language=language, source="listened", sentences=sentences),
        Outline(title="Bees", chapters=(chapter,)),
        Screens(),
        Stills(),
    )


def run(
    writer: Writer | None, folder: Path, language: str = "de", style: str = "faithful"
) -> Paragraphs:
    context = MemoryContext(folder)
    parameters = RewriteParameters(style=style, language=language)
    found = rewrite(*materials(), writer, parameters, "fake", context)
    told = [code for code, _ in context.notices]
    spoken = any(one.untranslated for one in found.paragraphs)
    assert told == (["rewrite.untranslated"] if spoken else [])
    return found


def test_every_piece_is_told_in_the_language_of_the_article(tmp_path: Path) -> None:
    writer = Translator(well)
    found = run(writer, tmp_path)
    (bees,) = found.paragraphs
    assert bees.text == " ".join(GERMAN)
    assert (bees.origin, bees.untranslated, bees.refused, bees.dropped) == (
        "rewritten",
        False,
        (),
        (),
    )
    assert found.language == "de"
    assert found.headings == Headings("Bienen", ("Der Bienenstock",), ("",))
    assert len(writer.asked) == 1


def test_the_writer_is_told_to_translate_and_shown_how(tmp_path: Path) -> None:
    writer = Translator(well)
    run(writer, tmp_path)
    (system, *examples, _) = writer.asked[0]
    assert "in English" in system.text
    assert "in German" in system.text
    assert "{" not in system.text
    assert [turn.role for turn in examples] == ["user", "assistant"] * 2
    assert "I have this list of parcels" in examples[0].text
    assert "p.weight" in examples[0].text
    assert "eine Liste mit ungefähr 4.800 Paketen" in examples[1].text


@pytest.mark.parametrize("pair", ["en de", "de en", "en fr", "en es", "en zh", "zh en", "ja de"])
def test_worked_examples_lead_from_one_language_into_the_other(pair: str) -> None:
    spoken, written = pair.split()
    prompt = Prompt(style(RewriteParameters()), spoken, Translator(well), written)
    assert prompt.foreign
    assert len(prompt.shared) == 5


def test_a_style_may_bring_examples_of_its_own_for_a_pair() -> None:
    own = Example("Ein Kapitel", (("It rains.", "Es regnet."),))
    told = Style("Write in {language}.", {"en-de": (own,), "en": (), "de": ()})
    assert Prompt(told, "en", Translator(well), "de").examples == ("Es regnet.",)
    assert Prompt(told, "de", Translator(well), "en").examples == tuple(
        line for example in translated("de", "en") for _, line in example.pairs
    )


def test_for_other_languages_the_instruction_alone_must_do() -> None:
    prompt = Prompt(style(RewriteParameters()), "en", Translator(well), "ko")
    (system,) = prompt.shared
    assert "Korean" in system.text


def test_the_language_that_is_spoken_is_no_other_language(tmp_path: Path) -> None:
    def same(piece: str, _: int) -> str:
        return piece

    as_spoken = run(Translator(same), tmp_path, "")
    (tmp_path / "other").mkdir()
    assert run(Translator(same), tmp_path / "other", "en") == as_spoken
    assert (as_spoken.language, as_spoken.headings) == ("", None)


def test_what_fails_is_asked_for_once_more_with_what_it_lost(tmp_path: Path) -> None:
    def forgetful(piece: str, before: int) -> str:
        line = GERMAN[number(piece)]
        return line if before else line.replace("40.000", "viele")

    writer = Translator(forgetful)
    (bees,) = run(writer, tmp_path).paragraphs
    assert bees.text == " ".join(GERMAN)
    assert bees.refused == ("detail",)
    again = writer.asked[1][-1].text
    assert "Terms: 40,000\n" in again
    assert "2 kilos" not in again.partition("Talk:")[2]


def test_nothing_of_what_was_said_before_is_there_to_be_translated(tmp_path: Path) -> None:
    forgetful = Translator(lambda piece, before: well(piece, before) if before else "Nichts.")
    run(forgetful, tmp_path)
    assert len(forgetful.asked) == 4
    said = [turns[-1].text for turns in forgetful.asked[1:]]
    assert [sum(piece in text for piece in SAID) for text in said] == [1, 1, 1]


def test_what_fails_again_stands_in_quotation_marks_as_it_was_said(tmp_path: Path) -> None:
    def careless(piece: str, _: int) -> str:
        return GERMAN[number(piece)].replace(" nicht ", " ")

    found = run(Translator(careless), tmp_path)
    (bees,) = found.paragraphs
    assert bees.text.startswith(" ".join(GERMAN[:2]))
    assert bees.text.endswith(f"„{SAID[2]}“")
    assert (bees.origin, bees.untranslated, bees.refused) == ("rewritten", True, ("negation",))


def test_where_less_than_half_is_translated_the_passage_stands_as_it_was_said(
    tmp_path: Path,
) -> None:
    def lazy(piece: str, _: int) -> str:
        return GERMAN[0] if "40,000" in piece else piece

    (bees,) = run(Translator(lazy), tmp_path).paragraphs
    assert (bees.origin, bees.untranslated) == ("cleaned", True)
    assert "„" not in bees.text
    assert "Sommer" not in bees.text
    assert "weighs roughly 2 kilos" in bees.text


def test_a_piece_without_a_line_is_not_lost(tmp_path: Path) -> None:
    def silent(piece: str, _: int) -> str:
        return "" if "70 degrees" in piece else GERMAN[number(piece)]

    (bees,) = run(Translator(silent), tmp_path).paragraphs
    assert "„You should not heat the honey" in bees.text
    assert bees.refused == ("missing",)
    assert bees.dropped == ()


def test_lines_that_may_have_slipped_are_asked_for_again_one_by_one(tmp_path: Path) -> None:
    def slipped(piece: str, before: int) -> str:
        return GERMAN[number(piece)] if before else ("" if "70 degrees" in piece else "Summ.")

    writer = Translator(slipped)
    (bees,) = run(writer, tmp_path).paragraphs
    assert bees.text == " ".join(GERMAN)
    assert [turns[-1].text.count("\n2. ") for turns in writer.asked] == [1, 0, 0, 0]


def test_speech_like_a_book_is_translated_too(tmp_path: Path) -> None:
    assert all(material.prose for material in materials_of_passages(*materials()))
    writer = Translator(well)
    run(writer, tmp_path)
    assert writer.asked


def test_without_a_writer_nothing_claims_to_be_translated(tmp_path: Path) -> None:
    found = run(None, tmp_path)
    assert (found.language, found.headings) == ("", None)
    assert not found.paragraphs[0].untranslated


def test_a_heading_that_does_not_hold_stays_as_it_is(tmp_path: Path) -> None:
    class Talkative(Translator):
        def write(
            self, shared: Sequence[Turn], turns: Sequence[Turn], *, max_tokens: int, deadline: float
        ) -> Draft:
            if turns[-1].text == "Bees":
                return Draft("Here is the heading:\nBienen", "stop", 1)
            return super().write(shared, turns, max_tokens=max_tokens, deadline=deadline)

    assert run(Talkative(well), tmp_path).headings == Headings("Bees", ("Der Bienenstock",), ("",))


def test_a_paragraph_again_is_in_the_language_of_the_article(tmp_path: Path) -> None:
    paragraphs = run(Translator(well), tmp_path)
    writer = Translator(well)
    redraft = rewrite_again(
        *materials(), writer, Asked(0, "plainer"), MemoryContext(tmp_path), paragraphs.language
    )
    assert redraft.text == " ".join(GERMAN)
    assert redraft.origin == "rewritten"
    assert "in German" in writer.asked[0][0].text
    worse = Translator(lambda piece, _: piece)
    redraft = rewrite_again(
        *materials(), worse, Asked(0, "plainer"), MemoryContext(tmp_path), paragraphs.language
    )
    assert redraft.origin == "cleaned"
