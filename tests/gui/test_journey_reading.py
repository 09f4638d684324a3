"""Reading in the whole window: the video and the article move each other, and everything is found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from person import CONTROL, Person, opened, printing
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from readreel.core import settings
from readreel.gui.theme import Theme


@pytest.fixture
def reader(data: Path, look: Theme, qtbot: QtBot) -> Iterator[Person]:
    """A person who has opened an article from the first page."""
    project = printing(data / "projects")
    with opened(qtbot) as person:
        person.open(project)
        assert not person.window.notice.isVisible(), person.window.notice.text()
        yield person


def test_a_time_moves_the_video_and_the_video_moves_the_mark(reader: Person) -> None:
    workspace = reader.window.workspace
    pane = workspace.reader.pane
    reader.press("chip", "p5")
    reader.until(lambda: abs(workspace.player.position() - 50) < 0.3)
    assert pane.state.playing == "p5"

    workspace.player.seek(59.3)
    buttons = workspace.player.controls.findChildren(QToolButton)
    reader.click(next(b for b in buttons if b.accessibleName().startswith("Play")))
    reader.until(lambda: pane.state.playing == "p6")
    assert pane.viewport().rect().intersects(workspace.reader.block_rect("p6"))
    assert not workspace.reader.pill.isVisible(), "a click on a time is no scrolling"


def test_the_wheel_stops_following_and_the_pill_resumes_it(reader: Person) -> None:
    workspace = reader.window.workspace
    bar = workspace.reader.pane.verticalScrollBar()
    reader.press("chip", "p1")
    reader.until(lambda: abs(workspace.player.position() - 10) < 0.3)
    reader.wheel(20)
    reader.until(workspace.reader.pill.isVisible)
    place = bar.value()
    workspace.player.seek(41)
    reader.until(lambda: workspace.reader.pane.state.playing == "p4")
    assert bar.value() == place, "the view stays where the reader is"
    reader.click(workspace.reader.pill)
    view = workspace.reader.pane.viewport().rect()
    reader.until(lambda: view.contains(workspace.reader.block_rect("p4").center()))
    assert not workspace.reader.pill.isVisible()


def test_words_are_found_with_the_keys(reader: Person) -> None:
    pane, bar = reader.window.workspace.reader.pane, reader.window.workspace.reader.find_bar
    pane.setFocus()
    reader.key(Qt.Key.Key_F, CONTROL)
    reader.until(bar.field.hasFocus)
    reader.bot.keyClicks(bar.field, "Paragraph 12")
    assert bar.count.text() == "1 / 1"
    view = pane.viewport().rect()
    assert view.intersects(reader.window.workspace.reader.block_rect("p12"))
    reader.bot.keyClicks(bar.field, "x")
    assert bar.count.text() == "Not found"
    reader.key(Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert pane.hasFocus()


def test_the_chapters_lead_through_the_article(reader: Person) -> None:
    view = reader.window.workspace.reader
    chapters = view.chapters
    assert chapters.isVisible()
    second = chapters.visualItemRect(chapters.item(1)).center()
    reader.click(chapters.viewport(), second)
    reader.until(lambda: view.pane.current_chapter() == "c2")
    assert view.pane.viewport().rect().intersects(view.block_rect("k1"))


def test_the_sides_can_be_alone_and_swapped_and_are_so_at_the_next_start(
    reader: Person, qtbot: QtBot
) -> None:
    window, workspace = reader.window, reader.window.workspace
    player, article = workspace.player, workspace.reader
    video, both, alone = window.bar._views.buttons()
    reader.click(video)
    assert (player.isVisible(), article.isVisible()) == (True, False)
    reader.key(Qt.Key.Key_3, CONTROL)
    assert (player.isVisible(), article.isVisible()) == (False, True)
    assert alone.isChecked()
    reader.click(both)
    assert player.isVisible() and article.isVisible()
    left = player.mapTo(window, player.rect().topLeft()).x()
    reader.click(window.bar._swap)
    reader.until(lambda: player.mapTo(window, player.rect().topLeft()).x() > left)
    reader.click(video)
    window.close()
    chosen = settings.load()
    assert (chosen.layout, chosen.swapped) == ("video", True)
    with opened(qtbot, chosen) as later:
        later.open(window.queue.projects / "printing")
        assert not later.window.workspace.reader.isVisible()


def test_a_picture_is_shown_large_with_its_moment(reader: Person) -> None:
    workspace = reader.window.workspace
    reader.press("picture", "f1")
    box = workspace.reader._overlays.lightbox
    assert box is not None and box.isVisible()
    assert box.size() == reader.window.size()
    assert box.plate.caption == "Movable letters"
    reader.key(Qt.Key.Key_Right)
    assert box.plate.block == "f20"
    reader.key(Qt.Key.Key_Left)
    reader.click(box._moment)
    assert not box.isVisible()
    reader.until(lambda: abs(workspace.player.position() - 15) < 0.3)


def test_a_marked_paragraph_shows_what_was_said(reader: Person) -> None:
    reader.press("mark", "p2")
    overlays = reader.window.workspace.reader._overlays
    reader.until(lambda: overlays.card is not None and overlays.card.isVisible())
    assert overlays.card
    words = [label.text() for label in overlays.card.findChildren(QLabel)]
    assert any("sentence 2" in text for text in words), words
    overlays.card.close()


def test_text_is_sized_by_keys_and_stays_so(reader: Person) -> None:
    before = reader.window.workspace.reader.appearance.size
    reader.window.workspace.reader.pane.setFocus()
    reader.key(Qt.Key.Key_Plus, CONTROL)
    assert reader.window.workspace.reader.appearance.size > before
    reader.until(lambda: settings.load().text_size > 12.0, 3)


def test_home_and_back_is_the_same_article(reader: Person, data: Path) -> None:
    title = reader.window.windowTitle()
    reader.click(reader.window.bar._home)
    assert reader.window.windowTitle() == "Readreel"
    assert not reader.window.bar._out.isVisible()
    reader.open(data / "projects" / "printing")
    assert reader.window.windowTitle() == title
    assert QApplication.activeModalWidget() is None
