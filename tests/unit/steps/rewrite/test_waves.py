"""Passages that go to a writer together: in which waves, and that a killed run ends the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes import MemoryContext
from readreel.core.engines import Draft, Request, Turn, Writer
from readreel.core.errors import Cancelled
from readreel.project.artifacts import (
    Outline,
    OutlineChapter,
    Paragraphs,
    Passage,
    Screens,
    Sentence,
    Stills,
    Transcript,
)
from readreel.project.parameters import RewriteParameters
from readreel.steps.rewrite import rewrite
from readreel.steps.rewrite.passage import Material, Piece
from readreel.steps.rewrite.waves import Place, waves

PASSAGES = 11


class Wide(Writer):
    """Works on three at once, the last first; what it leaves out depends on how many it was given."""

    context_tokens = 4096
    width = 3

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def count(self, text: str) -> int:
        return len(text.split())

    def write(
        self, shared: Sequence[Turn], turns: Sequence[Turn], *, max_tokens: int, deadline: float
    ) -> Draft:
        raise AssertionError("asked one by one")

    def write_each(
        self, shared: Sequence[Turn], requests: Sequence[Request], check: Callable[[], None]
    ) -> Iterator[tuple[int, Draft]]:
        told = [request.turns[-1].text.partition("Talk:\n")[2] for request in requests]
        if told:
            self.asked.append(told)
        for place in reversed(range(len(told))):
            check()
            lines = told[place].splitlines()
            yield place, Draft("\n".join(lines[: len(lines) - len(told) % 2]), "stop", 1)


def run(writer: Writer, context: MemoryContext, avoid: Sequence[int] = ()) -> Paragraphs:
    sentences, found = [], []
    for number in range(PASSAGES):
        first = len(sentences)
        for text in (
            f"So um, hive {number} holds about {number + 20} thousand bees in the summer, and most of "
            "them are workers that fly out for nectar all day.",
            f"And then, you know, frame {number} weighs 2 kilos with the honey that is in it, and a warm "
            "knife uncaps it before we spin it out.",
        ):
            sentences.append(Sentence(len(sentences), 0.0, 0.0, text, ()))
        found.append(Passage(number, first, len(sentences) - 1, 0.0, 0.0))
    chapters = (
        OutlineChapter(0, "The hive", 0.0, 0.0, tuple(found[:4])),
        OutlineChapter(1, "More hives", 0.0, 0.0, tuple(found[4:])),
    )
    return rewrite(
        Transcript(language="en", source="listened", sentences=tuple(sentences)),
        Outline(title="Bees", chapters=chapters),
        Screens(),
        Stills(),
        writer,
        RewriteParameters(),
        "fake",
        context,
        avoid,
    )


class Stopping(MemoryContext):
    """Stops the run at its nth look."""

    def __init__(self, folder: Path, run: str, looks: int) -> None:
        super().__init__(folder, run)
        self.looks = looks

    def check(self) -> None:
        self.looks -= 1
        if self.looks < 0:
            raise Cancelled


@pytest.mark.parametrize("looks", [2, 5, 8, 11])
def test_a_run_stopped_within_a_wave_ends_as_one_that_was_not(looks: int, tmp_path: Path) -> None:
    whole = run(Wide(), MemoryContext(tmp_path, "whole"))
    with pytest.raises(Cancelled):
        run(Wide(), Stopping(tmp_path, "again", looks))
    assert run(Wide(), MemoryContext(tmp_path, "again")) == whole


def test_a_finished_wave_is_not_written_again(tmp_path: Path) -> None:
    run(Wide(), MemoryContext(tmp_path))
    again = Wide()
    run(again, MemoryContext(tmp_path))
    assert again.asked == []


def test_paragraphs_stand_in_order_whatever_order_they_are_done_in(tmp_path: Path) -> None:
    context = MemoryContext(tmp_path)
    written = run(Wide(), context).paragraphs
    assert [one.passage for one in written] == list(range(PASSAGES))
    assert [f"hive {n} " in one.text for n, one in enumerate(written)] == [True] * PASSAGES
    assert [step[0] for step in context.steps] == list(range(PASSAGES + 1))


def test_beside_a_passage_that_the_writer_crashed_over_they_are_given_one_by_one(
    tmp_path: Path,
) -> None:
    writer = Wide()
    written = run(writer, MemoryContext(tmp_path), avoid=(2,)).paragraphs
    assert written[2].refused == ("crashed",)
    assert not any("hive 2 " in told for call in writer.asked for told in call)
    near = [call for call in writer.asked if any(f"hive {n} " in call[0] for n in range(2, 6))]
    assert near
    assert all(len(call) == 1 for call in near)
    assert any(len(call) > 1 for call in writer.asked)


def place(number: int, wanted: bool) -> Place:
    material = Material(
        passage=number,
        chapter=0,
        title="",
        ids=(),
        said=(),
        pieces=(Piece(("a",), "a"),) if wanted else (),
        terms=(),
        glossary=(),
        screen=(),
        language="en",
        prose=False,
    )
    return Place(number, material)


@given(st.lists(st.booleans(), max_size=60), st.integers(1, 8), st.sets(st.integers(0, 59)))
def test_every_passage_is_in_one_wave_and_no_wave_is_longer_than_the_writer_needs(
    wanted: list[bool], width: int, avoid: set[int]
) -> None:
    every = [place(number, one) for number, one in enumerate(wanted)]
    found = list(waves(every, width, avoid))
    assert [one for wave in found for one in wave] == every
    assert all(sum(one.wanted for one in wave) <= max(1, 2 * width) for wave in found)
    assert all(len(wave) == 1 or not avoid & {one.number for one in wave} for wave in found)
