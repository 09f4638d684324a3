"""kill -9 at any moment costs at most the window or paragraph that was being worked on."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from gauntlet import kills, program

pytestmark = pytest.mark.models

COUNT = 50 if program.WHOLE else 4
OPTIONS = (
    ("--writer", program.WRITER, "--to", "60")
    if program.WHOLE
    else ("--writer", "none", "--to", "20")
)
"""The fast slice listens and reads with the real engines and leaves writing, which takes minutes, out."""


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> kills.Undisturbed:
    return kills.undisturbed(tmp_path_factory.mktemp("calm"), OPTIONS)


@pytest.mark.parametrize(
    "blow",
    kills.blows(COUNT, seed=9),
    ids=lambda blow: f"{blow.victim}-{blow.part:.2f}",
)
def test_after_a_kill_the_same_command_ends_with_the_same_article(
    blow: kills.Blow, calm: kills.Undisturbed, tmp_path: Path
) -> None:
    survived = kills.strike(blow, tmp_path / "struck", calm)
    assert survived.well, survived
    if survived.struck and blow.victim != "child":
        assert survived.status == -9
    elif survived.struck:
        assert survived.status in (0, program.EXIT_CODES["engine"])


def test_an_orphan_would_be_found() -> None:
    lasting = program.start(["sleep", "60"])
    try:
        children = [*map(kills.process, [lasting.pid])]
        assert not program.gone(children, 0.5)
    finally:
        program.end(lasting)
    assert program.gone(children, 5.0)


def test_work_that_is_done_twice_would_be_found(tmp_path: Path) -> None:
    journal = tmp_path / "steps" / "transcribe.journal"
    journal.parent.mkdir()
    journal.write_text("head\none\ntwo\n")
    before = kills.finished_lines(journal.parent)
    for again, lost in (("one\ntwo\nthree\n", 0), ("one\ntwo\ntwo\n", 1), ("ONE\ntwo\n", 1)):
        with kills.Kept(tmp_path) as kept:
            journal.write_text("head\n" + again)
            time.sleep(0.2)
        assert kept.lost(before) == lost, again
