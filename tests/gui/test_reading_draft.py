"""The article while it is made: words, then chapters, then prose and pictures, under the reader's eyes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from readreel.core.time import Span
from readreel.gui.reading import Reader
from readreel.gui.reading.content import changes
from readreel.gui.reading.leaves import Leaf, Run
from readreel.gui.theme import Theme, theme
from readreel.project.artifacts import (
    Outline,
    OutlineChapter,
    Passage,
    Recording,
    Sentence,
    Transcript,
    Word,
    Written,
)
from readreel.project.draft import Heard
from readreel.project.folder import ProjectFolder
from readreel.project.journal import Journal

SENTENCES = 120


@pytest.fixture
def folder(tmp_path: Path) -> ProjectFolder:
    folder = ProjectFolder(tmp_path / "talk")
    folder.create()
    folder.write(
        Recording(
            path="/talk.mp4", name="talk.mp4", size=1, fingerprint="f", container="mp4",
            duration=1200.0, span=Span(0.0, 1200.0),
        )
    )  # fmt: skip
    return folder


@pytest.fixture
def reader(look: Theme, qtbot: QtBot) -> Iterator[Reader]:
    reader = Reader()
    qtbot.addWidget(reader)
    reader.resize(900, 600)
    reader.show()
    yield reader
    reader.shut_down()


def sentence(number: int) -> str:
    return f"Sentence {number} tells of the press, of paper and of ink, and of many hands."


def listen(folder: ProjectFolder, journal: Journal[Heard], first: int, last: int) -> None:
    words = tuple(
        Word(text, 10.0 * n + k / 2, 10.0 * n + k / 2 + 0.4)
        for n in range(first, last)
        for k, text in enumerate(sentence(n).split())
    )
    journal.append(Heard(10.0 * first, 10.0 * last, "en", words))


def transcribed(folder: ProjectFolder) -> None:
    sentences = tuple(
        Sentence(n, 10.0 * n, 10.0 * n + 9, sentence(n), ()) for n in range(SENTENCES)
    )
    folder.write(Transcript(language="en", source="listened", sentences=sentences))
    folder.journal("transcribe").unlink(missing_ok=True)


def outlined(folder: ProjectFolder) -> None:
    passages = tuple(
        Passage(n, 4 * n, 4 * n + 3, 40.0 * n, 40.0 * n + 39) for n in range(SENTENCES // 4)
    )
    chapters = (
        OutlineChapter(0, "Paper", 0.0, 599.0, passages[:15]),
        OutlineChapter(1, "Ink", 600.0, 1199.0, passages[15:]),
    )
    folder.write(Outline(title="Of Printing", chapters=chapters))


def write(journal: Journal[Written], passage: int) -> None:
    ids = tuple(range(4 * passage, 4 * passage + 4))
    journal.append(Written(passage, f"Prose of passage {passage}.", "rewritten", 1.0, ids))


def refresh(qtbot: QtBot, reader: Reader, folder: ProjectFolder) -> str:
    with qtbot.waitSignal(reader.shown, timeout=5000):
        reader.show_draft(folder.root)
    return reader.pane.document().toPlainText()


def test_it_grows_from_words_to_chapters_to_prose(
    qtbot: QtBot, reader: Reader, folder: ProjectFolder
) -> None:
    assert refresh(qtbot, reader, folder).startswith("talk")
    heard = Journal(folder.journal("transcribe"), "run", Heard)
    listen(folder, heard, 0, 40)
    assert "Sentence 39" in refresh(qtbot, reader, folder)
    listen(folder, heard, 40, SENTENCES)
    assert "Sentence 119" in refresh(qtbot, reader, folder)
    transcribed(folder)
    outlined(folder)
    words = refresh(qtbot, reader, folder)
    assert words.startswith("Of Printing")
    assert [entry.title for entry in reader.chapters.entries] == ["Paper", "Ink"]
    written = Journal(folder.journal("rewrite"), "run", Written)
    write(written, 0)
    words = refresh(qtbot, reader, folder)
    assert "Prose of passage 0." in words
    assert "Sentence 3 " not in words
    assert "Sentence 4 " in words


def test_what_is_not_written_yet_is_softer(
    qtbot: QtBot, reader: Reader, folder: ProjectFolder
) -> None:
    transcribed(folder)
    outlined(folder)
    written = Journal(folder.journal("rewrite"), "run", Written)
    write(written, 0)
    refresh(qtbot, reader, folder)

    def colour(name: str) -> str:
        number = reader.pane.scene.content.numbers(name).start
        fragment = reader.pane.document().findBlockByNumber(number).begin().fragment()
        return fragment.charFormat().foreground().color().name()

    assert colour("p2") == theme().colours.soft
    assert colour("p1") != theme().colours.soft


def test_place_and_selection_stay_while_paragraphs_above_are_written(
    qtbot: QtBot, reader: Reader, folder: ProjectFolder
) -> None:
    transcribed(folder)
    outlined(folder)
    written = Journal(folder.journal("rewrite"), "run", Written)
    refresh(qtbot, reader, folder)
    reader.go_to("p20")
    number = reader.pane.scene.content.numbers("p21").start
    cursor = QTextCursor(reader.pane.document().findBlockByNumber(number))
    cursor.select(QTextCursor.SelectionType.WordUnderCursor)
    reader.pane.setTextCursor(cursor)
    top = reader.block_rect("p20").top()
    for passage in range(5):
        write(written, passage)
        refresh(qtbot, reader, folder)
        assert abs(reader.block_rect("p20").top() - top) <= 1
    assert reader.pane.textCursor().selectedText() == "Sentence"


def test_the_moment_being_read_stays_when_the_outline_comes(
    qtbot: QtBot, reader: Reader, folder: ProjectFolder
) -> None:
    transcribed(folder)
    refresh(qtbot, reader, folder)
    reader.pane.verticalScrollBar().setValue(reader.pane.verticalScrollBar().maximum() // 2)
    scene = reader.pane.scene
    before = scene.leaf_at(QPointF(0, 1))
    assert before is not None
    outlined(folder)
    refresh(qtbot, reader, folder)
    after = scene.leaf_at(QPointF(0, before.rect.top() + 2))
    assert after is not None
    assert abs(after.leaf.start - before.leaf.start) <= 60


def test_asked_many_times_it_shows_the_last_and_the_window_stays_alive(
    qtbot: QtBot, reader: Reader, folder: ProjectFolder
) -> None:
    heard = Journal(folder.journal("transcribe"), "run", Heard)
    beats: list[float] = []
    timer = QTimer(interval=5)
    timer.timeout.connect(lambda: beats.append(1.0))
    timer.start()
    for number in range(20):
        listen(folder, heard, number * 6, number * 6 + 6)
        reader.show_draft(folder.root)
        qtbot.wait(5)
    qtbot.waitUntil(lambda: "Sentence 119" in reader.pane.document().toPlainText())
    timer.stop()
    assert len(beats) > 10


def test_a_project_without_a_recording_is_a_failure_with_a_code(
    qtbot: QtBot, reader: Reader, tmp_path: Path
) -> None:
    with qtbot.waitSignal(reader.failed) as failed:
        reader.show_draft(tmp_path / "nowhere")
    assert failed.args is not None
    assert failed.args[0] == "storage.absent"


def test_selecting_words_stops_the_text_from_moving_away(
    qtbot: QtBot, reader: Reader, folder: ProjectFolder
) -> None:
    transcribed(folder)
    refresh(qtbot, reader, folder)
    reader.follow(5.0)
    view = reader.pane.viewport()
    rect = reader.block_rect("t1")
    start, end = (
        QPointF(rect.left() + 5, rect.top() + 12),
        QPointF(rect.left() + 200, rect.top() + 12),
    )
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    plain = Qt.KeyboardModifier.NoModifier
    for kind, at, button, held in (
        (QEvent.Type.MouseButtonPress, start, left, left),
        (QEvent.Type.MouseMove, end, none, left),
        (QEvent.Type.MouseButtonRelease, end, left, none),
    ):
        event = QMouseEvent(kind, at, view.mapToGlobal(at), button, held, plain)
        QApplication.sendEvent(view, event)
    assert reader.pane.textCursor().hasSelection()
    assert not reader.is_following()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("abc", "abXc"), ("abc", "ac"), ("abc", "Xabc"), ("abc", "bc"), ("abc", "XYZ"),
        ("abcdef", "aXcdeYf"), ("a", "b"), ("abc", "abcde"), ("abcde", "ae"), ("ab", "b"),
        ("abc", "c"), ("ab", "XYab"),
    ],
)  # fmt: skip
def test_a_change_leaves_one_text_block_for_each_leaf(
    look: Theme, reader: Reader, qtbot: QtBot, old: str, new: str
) -> None:
    def leaves(letters: str) -> tuple[Leaf, ...]:
        return tuple(Leaf(letter, "paragraph", (Run(letter * 3),)) for letter in letters)

    content, setter = reader.pane.scene.content, reader.pane.scene.setter
    content.show(leaves(old), setter)
    content.show(leaves(new), setter)
    assert reader.pane.document().toPlainText() == "\n".join(letter * 3 for letter in new)
    assert reader.pane.document().blockCount() == len(new)
    assert all(first < last or put for first, last, put in changes(leaves(old), leaves(new)))
