"""The parts of the reading view that know nothing of Qt: leaves, targets, finding, what lies on disk."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from reading_book import article, book, figure, paragraph, project
from readreel.core.errors import StorageError
from readreel.core.time import Span
from readreel.gui.reading.finding import found
from readreel.gui.reading.leaves import LINE, pages
from readreel.gui.reading.material import read_draft
from readreel.gui.reading.spoken import behind
from readreel.gui.reading.targets import Target, following, targets
from readreel.project.artifacts import Outline, OutlineChapter, Passage, Recording, Written
from readreel.project.draft import Heard
from readreel.project.folder import ProjectFolder
from readreel.project.journal import Journal

RECORDING = Recording(
    path="/talk.mp4", name="talk.mp4", size=1, fingerprint="f", container="mp4", duration=600.0,
    span=Span(0.0, 600.0),
)  # fmt: skip


# --- leaves --------------------------------------------------------------------------------------


def test_every_block_becomes_leaves_that_know_their_place_and_time() -> None:
    leaves = pages(book(), Path()).leaves
    kinds = [leaf.kind for leaf in leaves]
    assert kinds[:9] == [
        "title", "facts", "heading", "paragraph", "item", "item", "item", "paragraph", "picture",
    ]  # fmt: skip
    times = {leaf.block: leaf.start for leaf in leaves if leaf.first}
    assert times["p1"] == 10.0
    assert times["p0-list"] == 4.0
    assert times["r1"] == 12.0
    assert next(leaf for leaf in leaves if leaf.block == "c2").start == 30.0
    assert {leaf.chapter for leaf in leaves if leaf.block == "p5"} == {"c2"}


def test_text_holds_no_sign_no_time_and_no_stray_space() -> None:
    leaves = pages(book(), Path()).leaves
    marked = next(leaf for leaf in leaves if leaf.block == "p2")
    assert marked.marked
    assert marked.text == f"Paragraph 2. {'The printer' + marked.text.split('The printer', 1)[1]}"
    assert not marked.text.endswith((" ", "°", "0:20"))


def test_code_and_links_are_runs_and_hostile_text_is_only_text() -> None:
    hostile = paragraph(1, 'A <b>bold</b> "claim" & `x < y` at https://example.org/?a=1&b=2 .')
    leaf = next(
        leaf for leaf in pages(article(("C", [hostile])), Path()).leaves if leaf.block == "p1"
    )
    assert [(run.style, run.text) for run in leaf.runs] == [
        ("text", 'A <b>bold</b> "claim" & '), ("code", "x < y"), ("text", " at "),
        ("link", "https://example.org/?a=1&b=2"), ("text", " ."),
    ]  # fmt: skip


def test_code_keeps_its_lines_and_colours() -> None:
    leaf = next(leaf for leaf in pages(book(), Path()).leaves if leaf.kind == "code")
    assert leaf.text == f"for x in y:{LINE}    print(x)"
    assert "k-k" in {run.style for run in leaf.runs}


# --- targets and finding -------------------------------------------------------------------------


def test_tab_meets_every_target_once_and_the_same_way_back() -> None:
    leaves = pages(book(), Path()).leaves
    every = [target for n, leaf in enumerate(leaves) for target in targets(leaf, n)]
    walked = [every[0]]
    while (target := following(leaves, walked[-1], forward=True)) is not None:
        walked.append(target)
    assert walked == every
    back: Target | None = every[-1]
    for expected in reversed(every):
        assert back == expected
        back = following(leaves, expected, forward=False)
    assert back is None


def test_words_are_found_in_any_case_and_counted_as_qt_counts() -> None:
    assert found("Type, type and TYPE", "type") == [(0, 4), (6, 10), (15, 19)]
    assert found("😀 Ink\u2029and ink", "ink") == [(3, 6), (11, 14)]
    assert found("two  words here", "two words") == [(0, 10)]
    assert found("a+b", "a+b") == [(0, 3)]
    assert found("anything", "  ") == []


# --- from disk -----------------------------------------------------------------------------------


def outline() -> Outline:
    passages = tuple(Passage(n, 10 * n, 10 * n + 9, 100.0 * n, 100.0 * n + 99) for n in range(3))
    return Outline(title="T", chapters=(OutlineChapter(0, "One", 0.0, 300.0, passages),))


def test_a_draft_grows_from_what_the_steps_leave_on_disk(tmp_path: Path) -> None:
    folder = ProjectFolder(project(tmp_path / "talk"))
    (folder.root / "paragraphs.json").unlink()
    with pytest.raises(StorageError, match="absent"):
        read_draft(folder.root)
    folder.write(RECORDING)
    listening = Journal(folder.journal("transcribe"), "run", Heard)
    assert read_draft(folder.root).article.chapters == ()  # an older transcript does not count now
    listening.discard()
    assert read_draft(folder.root).article.chapters[0].blocks[0].id == "t1"
    folder.write(outline())
    assert [c.title for c in read_draft(folder.root).article.chapters] == ["One"]
    writing = Journal(folder.journal("rewrite"), "run", Written)
    writing.append(Written(0, "Written.", "rewritten", 1.0, (0,)))
    assert read_draft(folder.root).spoken == {"p2", "p3"}
    assert read_draft(folder.root).article.chapters[0].blocks[0].text == "Written."  # type: ignore[union-attr]


def test_an_outline_older_than_the_transcript_is_left_aside(tmp_path: Path) -> None:
    folder = ProjectFolder(project(tmp_path / "talk"))
    folder.write(RECORDING)
    folder.write(outline())
    os.utime(folder.root / "outline.json", (1.0, 1.0))
    assert read_draft(folder.root).article.chapters[0].title == ""


def test_behind_a_block_stand_its_sentences_and_refused_checks(tmp_path: Path) -> None:
    folder = project(tmp_path / "talk")
    told = behind(paragraph(2, marked=True), folder)
    assert [line.text for line in told.lines] == ["Well, um, sentence 2."]
    assert told.refused == ("added", "number")
    assert behind(paragraph(2), folder, spoken=True).refused == ()
    shown = behind(figure(1), folder)
    assert [line.id for line in shown.lines] == [1]


def test_a_damaged_transcript_is_said_to_be_one(tmp_path: Path) -> None:
    folder = project(tmp_path / "talk")
    (folder / "transcript.json").write_bytes(b"{")
    with pytest.raises(StorageError, match="damaged"):
        behind(paragraph(2), folder)


def test_leaves_are_plain_data() -> None:
    sheet = pages(book(), Path())
    assert msgspec.structs.asdict(sheet.leaves[0])["kind"] == "title"
    assert hash(sheet.leaves[3]) == hash(pages(book(), Path()).leaves[3])
