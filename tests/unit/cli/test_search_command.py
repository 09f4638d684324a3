"""``readreel search`` prints titles, moments and words, and its exit status says whether there were any."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from readreel import cli
from readreel.core.time import Span
from readreel.project.artifacts import Article, Chapter, Facts, Paragraph
from readreel.project.folder import ProjectFolder


@pytest.fixture
def projects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("READREEL_DATA", str(tmp_path))
    project = ProjectFolder(tmp_path / "projects" / "birds")
    project.create()
    told = Paragraph("p1", 3725.0, 3800.0, "An [bold]ostrich[/] runs.", "cleaned", 1.0, ())
    project.write(
        Article(
            title="Birds", language="en",
            facts=Facts(name="x.mp4", duration=4000.0, span=Span(0.0, 4000.0)),
            chapters=(Chapter("c", "Large", 3700.0, 4000.0, (told,)),),
        )
    )  # fmt: skip
    return tmp_path / "projects"


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["readreel", "search", *arguments])
    return cli.main()


def test_a_passage_is_printed_with_its_moment_and_words(
    projects: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "ostrich") == 0
    said = capsys.readouterr().out
    assert "1:02:05  Birds · Large" in said
    assert "An [bold]ostrich[/] runs." in said
    assert str(projects / "birds") in said


def test_programs_get_json(
    projects: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "runs", "--json") == 0
    (hit,) = json.loads(capsys.readouterr().out)["hits"]
    assert (hit["project"], hit["block"], hit["start"]) == (str(projects / "birds"), "p1", 3725.0)
    (mark,) = hit["marks"]
    assert hit["snippet"][slice(*mark)] == "runs"


def test_words_quoted_for_the_shell_stay_together(
    projects: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(monkeypatch, "ostrich bold") == 1
    assert run(monkeypatch, "bold ostrich") == 0
    assert run(monkeypatch, "ostrich", "bold") == 0


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("zebra",), 1, "Nothing was found for “zebra”"),
        (('"', "*", "NEAR("), 1, "Nothing was found"),
        (("ostrich", "--shorter", "60"), 1, "Nothing was found"),
        (("ostrich", "--since", "yesterday"), 2, "is not a day"),
        (("ostrich", "--longer", "much"), 2, "is not a time"),
    ],
)
def test_the_exit_status_tells_nothing_found_from_nonsense(
    projects: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...], status: int, said: str,
) -> None:  # fmt: skip
    assert run(monkeypatch, *arguments) == status
    assert said in capsys.readouterr().err


def test_an_empty_folder_of_projects_is_searched_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READREEL_DATA", str(tmp_path / "data"))
    assert run(monkeypatch, "x", "--projects", str(tmp_path / "none")) == 1
    assert not (tmp_path / "none").exists()
