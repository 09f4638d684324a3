"""Styles by name, by file and by folder; what they hold; and that their words are part of the choice."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from readreel.core.errors import UsageError
from readreel.pipeline.plan import STEPS, Choices, run_key
from readreel.project.folder import ProjectFolder
from readreel.project.parameters import RewriteParameters
from readreel.project.styles import built_in, chosen, own, own_folder, style

LANGUAGES = {"en", "de", "es", "fr", "ja", "zh"}


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("READREEL_DATA", str(tmp_path / "data"))
    own_folder().mkdir(parents=True)
    return own_folder()


def code(text: str) -> str:
    with pytest.raises(UsageError) as caught:
        chosen(text)
    return caught.value.code


def test_the_usual_style_comes_first() -> None:
    assert built_in() == ("faithful", "concise", "textbook")
    assert chosen(built_in()[0]) == RewriteParameters()


@pytest.mark.parametrize("name", built_in())
def test_a_style_of_ours_teaches_in_six_languages_within_its_own_bounds(name: str) -> None:
    found = style(chosen(name))
    assert "{language}" in found.instruction
    assert set(found.examples) == LANGUAGES
    for examples in found.examples.values():
        for example in examples:
            spoken, written = (sum(len(p[side]) for p in example.pairs) for side in (0, 1))
            assert found.shortest < written / spoken < found.longest
            assert example.chapter


def test_only_the_concise_style_may_leave_things_out() -> None:
    assert [style(chosen(name)).whole for name in built_in()] == [True, False, True]


def test_plain_words_in_a_file_are_a_style(data: Path, tmp_path: Path) -> None:
    (tmp_path / "short.txt").write_text("Use {braces}\nand short words.", encoding="utf-8")
    (data / "mine.txt").write_text("Like a letter.", encoding="utf-8")
    found = style(chosen(str(tmp_path / "short.txt")))
    assert "in this manner: Use {braces} and short words.\n" in found.instruction
    assert "Answer with one numbered line" in found.instruction
    assert own() == ("mine",)
    assert chosen("mine") == chosen(str(data / "mine.txt"))


def test_a_folder_like_ours_is_a_style(data: Path) -> None:
    folder = data / "dry"
    folder.mkdir()
    (folder / "instruction.toml").write_text('instruction = "Dry."\nwhole = false\n')
    (folder / "nl.toml").write_text('[[examples]]\nchapter = "C"\npairs = [["a b", "a"]]\n')
    found = style(chosen("dry"))
    assert (found.instruction, found.whole, found.longest) == ("Dry.", False, 1.2)
    assert found.examples["nl"][0].pairs == (("a b", "a"),)
    assert own() == ("dry",)


def test_changed_words_make_the_article_be_written_anew(data: Path, tmp_path: Path) -> None:
    step = msgspec.structs.replace(next(s for s in STEPS if s.name == "rewrite"), reads=())
    talk = tmp_path / "talk.mp4"
    talk.touch()
    keys = []
    for words in ("Like a letter.", "Like a letter!", "Like a letter."):
        (data / "mine.txt").write_text(words)
        choices = Choices(rewrite=chosen("mine"))
        keys.append(run_key(step, ProjectFolder(tmp_path), talk, choices))
    keys.append(run_key(step, ProjectFolder(tmp_path), talk, Choices()))
    assert keys[0] == keys[2]
    assert len(set(keys)) == 3


def test_what_is_no_style_is_refused(data: Path, tmp_path: Path) -> None:
    assert code("fancy") == code("") == code(str(tmp_path)) == "usage.style"
    assert code("again") == code("../prompts/again") == "usage.style"
    (data / "empty.txt").write_text(" \n")
    (data / "long.txt").write_text("word " * 999)
    (data / "foreign.txt").write_bytes(b"\xff\xfe\xff")
    (data / "odd").mkdir()
    (data / "odd" / "instruction.toml").write_text("instruction = 7")
    for name in ("empty", "long", "foreign", "odd"):
        assert code(name) == "usage.style_broken", name
