"""What the writer is told in a style, and what a style lets it leave out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fakes import MemoryContext
from readreel.core.engines import Draft, Turn, Writer
from readreel.project.artifacts import (
    Outline,
    OutlineChapter,
    Passage,
    Screens,
    Sentence,
    Stills,
    Transcript,
    Written,
)
from readreel.project.parameters import Example, RewriteParameters, Style
from readreel.project.styles import chosen, style
from readreel.steps.rewrite import rewrite
from readreel.steps.rewrite.prompt import Prompt

SAID = (
    "So in the summer the hive holds about 40,000 bees, and most of them are workers that fly for nectar.",
    "Then a frame of honey, I always tell people, weighs roughly 2 kilos, and we spin it after lunch.",
)
SHORT = (
    "1. In summer the hive holds about 40,000 bees.\n2. A frame of honey weighs roughly 2 kilos."
)


class Scripted(Writer):
    """A writer with room for much that answers the same to everything."""

    context_tokens = 4096

    def __init__(self, answer: str = "") -> None:
        self.answer = answer

    def count(self, text: str) -> int:
        """One token a word."""
        return len(text.split())

    def write(
        self, shared: Sequence[Turn], turns: Sequence[Turn], *, max_tokens: int, deadline: float
    ) -> Draft:
        """The answer."""
        return Draft(self.answer, "stop", 1)


def written(folder: Path, parameters: RewriteParameters, answer: str) -> Written:
    sentences = tuple(Sentence(n, 0.0, 0.0, text, ()) for n, text in enumerate(SAID))
    chapter = OutlineChapter(0, "The hive", 0.0, 0.0, (Passage(0, 0, 1, 0.0, 0.0),))
    return rewrite(
        Transcript(language="en", source="listened", sentences=sentences),
        Outline(title="Bees", chapters=(chapter,)),
        Screens(),
        Stills(),
        Scripted(answer),
        parameters,
        "fake",
        MemoryContext(folder),
    ).paragraphs[0]


def test_a_style_is_told_in_the_language_of_the_talk() -> None:
    for name in ("faithful", "concise", "textbook"):
        found = style(chosen(name))
        shared = Prompt(found, "de", Scripted()).shared
        assert "German" in shared[0].text
        assert "{" not in shared[0].text
        assert shared[1].text.endswith(found.examples["de"][0].pairs[-1][0])


def test_a_language_without_examples_is_shown_the_english_ones() -> None:
    ours = Style("In {language}.", {"en": (Example("C", (("um a", "a"),)),)})
    assert [turn.text for turn in Prompt(ours, "nl", Scripted()).shared] == [
        "In Dutch.", "Chapter: C\nTalk:\n1. um a", "1. a",
    ]  # fmt: skip
    assert len(Prompt(Style("Own words {x}."), "nl", Scripted()).shared) == 1


def test_a_concise_style_may_leave_out_what_a_faithful_one_may_not(tmp_path: Path) -> None:
    concise = written(tmp_path / "concise", chosen("concise"), SHORT)
    faithful = written(tmp_path / "faithful", chosen("faithful"), SHORT)
    assert concise.text == (
        "In summer the hive holds about 40,000 bees. A frame of honey weighs roughly 2 kilos."
    )
    assert (concise.origin, concise.refused) == ("rewritten", ())
    assert "length" in faithful.refused
    assert "nectar" in faithful.text


def test_no_style_may_invent(tmp_path: Path) -> None:
    made_up = SHORT.replace("40,000", "60,000")
    for number, parameters in enumerate((chosen("concise"), RewriteParameters("x", Style("Lie.")))):
        paragraph = written(tmp_path / str(number), parameters, made_up)
        assert "60,000" not in paragraph.text
        assert "40,000" in paragraph.text
