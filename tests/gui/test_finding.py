"""Finding again in the window: typing, filters, keys, and the article opened at the paragraph."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot
from shelves import finished

from readreel.core.settings import Settings
from readreel.core.time import Span
from readreel.gui.finding.field import SearchField
from readreel.gui.finding.hit import HIT
from readreel.gui.finding.hits import HitList
from readreel.gui.start import page as page_module
from readreel.gui.start.grid import CardGrid
from readreel.gui.start.notice import Notice
from readreel.gui.start.page import StartPage
from readreel.gui.start.place import DropPlace
from readreel.gui.theme import Theme
from readreel.gui.window import Window
from readreel.library import Library, Results
from readreel.project.artifacts import (
    Article,
    Chapter,
    Facts,
    Paragraph,
    Recording,
    Sentence,
    Transcript,
    Word,
)
from readreel.project.folder import ProjectFolder
from readreel.project.label import Label

PARAGRAPHS = 40


def talk(
    root: Path, title: str, *, animal: str, language: str = "en", length: float = 1200.0
) -> None:
    """A finished article; the animal walks through its paragraph p30 alone."""
    project = finished(root, title, length=length)
    blocks = tuple(
        Paragraph(
            f"p{n}", n * 30.0, n * 30.0 + 30, f"An {animal} walks by." if n == 30 else "Nothing. " * 30,
            "cleaned", 1.0, (),
        )
        for n in range(PARAGRAPHS)
    )  # fmt: skip
    facts = Facts(name="talk.mp4", duration=length, span=Span(0.0, length), date="2024-05-06")
    chapters = (Chapter("c1", f"About the {animal}", 0.0, 1200.0, blocks),)
    project.write(Article(title=title, language=language, facts=facts, chapters=chapters))
    project.write(
        Recording(
            path=f"/videos/{animal}/talk.mp4", name="talk.mp4", size=1, fingerprint="f", container="mp4",
            duration=length, date="2024-05-06", span=Span(0.0, length),
        )
    )  # fmt: skip


@pytest.fixture(autouse=True)
def no_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_module, "_models", lambda: ())


@pytest.fixture
def projects(tmp_path: Path) -> Path:
    folder = tmp_path / "projects"
    talk(folder / "birds", "Birds", animal="ostrich")
    talk(folder / "cats", "Katzen", animal="Löwe", language="de", length=4000.0)
    return folder


def spoken(number: int, text: str) -> Sentence:
    words = tuple(Word(word, number * 10.0, number * 10.0 + 8) for word in text.split())
    return Sentence(number, number * 10.0, number * 10.0 + 9, text, words)


Open = Callable[[], StartPage]


@pytest.fixture
def open_page(qtbot: QtBot, look: Theme, projects: Path) -> Iterator[Open]:
    pages: list[StartPage] = []

    def show() -> StartPage:
        page = StartPage(projects)
        qtbot.addWidget(page)
        page.resize(900, 600)
        page.show()
        pages.append(page)
        qtbot.waitUntil(lambda: page.findChild(CardGrid).model().rowCount() > 0)
        return page

    yield show
    for page in pages:
        page.shut_down()


def field(page: QWidget) -> QLineEdit:
    return page.findChild(SearchField).field


def look_for(qtbot: QtBot, page: QWidget, words: str, found: int) -> HitList:
    field(page).clear()
    qtbot.keyClicks(field(page), words)
    qtbot.waitUntil(lambda: page.findChild(HitList) is not None)
    hits = page.findChild(HitList)
    qtbot.waitUntil(lambda: hits.hits.rowCount() == found)
    return hits


def first(hits: HitList) -> QModelIndex:
    return hits.hits.index(0, 0)


# --- passages ------------------------------------------------------------------------------------


def test_what_is_typed_is_found_as_passages_in_place_of_the_cards(
    qtbot: QtBot, open_page: Open
) -> None:
    page = open_page()
    hits = look_for(qtbot, page, "ostrich walk", 1)
    hit = first(hits).data(HIT)
    assert (hit.title, hit.block, hit.start, hit.chapter) == (
        "Birds",
        "p30",
        900.0,
        "About the ostrich",
    )
    assert hits.isVisible()
    assert not page.findChild(CardGrid).isVisible()
    assert not page.findChild(DropPlace).isVisible()
    qtbot.keyClick(field(page), Qt.Key.Key_Escape)
    qtbot.waitUntil(page.findChild(CardGrid).isVisible)
    assert page.findChild(DropPlace).isVisible()
    assert not hits.isVisible()


def test_a_click_opens_the_article_at_the_paragraph(
    qtbot: QtBot, open_page: Open, projects: Path
) -> None:
    page = open_page()
    hits = look_for(qtbot, page, "walks ostrich", 1)
    with qtbot.waitSignal(page.passage_opened) as opened:
        where = hits.visualRect(first(hits)).center()
        qtbot.mouseClick(hits.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert opened.args == [projects / "birds", "p30", 900.0]


def test_everything_can_be_done_with_keys(qtbot: QtBot, open_page: Open, projects: Path) -> None:
    page = open_page()
    qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    hits = look_for(qtbot, page, "walks", 2)
    qtbot.keyClick(field(page), Qt.Key.Key_Down)
    assert hits.currentIndex().row() == 0
    qtbot.keyClick(hits, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.passage_opened) as opened:
        qtbot.keyClick(hits, Qt.Key.Key_Return)
    assert opened.args[0] == hits.hits.index(1, 0).data(HIT).project
    qtbot.keyClick(hits, Qt.Key.Key_Up)
    with qtbot.waitSignal(hits.left):
        qtbot.keyClick(hits, Qt.Key.Key_Up)
    with qtbot.waitSignal(page.passage_opened):
        qtbot.keyClick(field(page), Qt.Key.Key_Return)


def test_nothing_found_is_said(qtbot: QtBot, open_page: Open) -> None:
    page = open_page()
    qtbot.keyClicks(field(page), "porcupine")
    told = page._finder._told
    qtbot.waitUntil(lambda: told.text() == "Nothing was found for “porcupine”")
    assert told.isVisible()
    assert not page.findChild(HitList).isVisible()


def test_what_changes_while_one_searches_is_found(
    qtbot: QtBot, open_page: Open, projects: Path
) -> None:
    page = open_page()
    look_for(qtbot, page, "walks", 2)
    talk(projects / "fish", "Fish", animal="Hai")
    page.refresh()
    qtbot.waitUntil(lambda: page.findChild(HitList).hits.rowCount() == 3)


def test_typing_never_waits_for_the_library(
    qtbot: QtBot, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page()
    go_on, asked = threading.Event(), threading.Event()
    real = Library.search
    seen: list[str] = []

    def slow(self: Library, words: str, *rest: object, **more: object) -> Results:
        seen.append(words)
        asked.set()
        assert go_on.wait(60)
        return real(self, words, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Library, "search", slow)
    ticks: list[float] = []
    beat = QTimer(page, interval=5)
    beat.timeout.connect(lambda: ticks.append(time.monotonic()))
    beat.start()
    qtbot.keyClicks(field(page), "ost")
    qtbot.waitUntil(asked.is_set)
    before = len(ticks)
    for letter in "rich walks":
        qtbot.keyClicks(field(page), letter)
        QApplication.processEvents()
    qtbot.waitUntil(lambda: len(ticks) > before + 20)
    assert field(page).text() == "ostrich walks"
    go_on.set()
    qtbot.waitUntil(lambda: page.findChild(HitList) is not None)
    qtbot.waitUntil(lambda: page.findChild(HitList).hits.rowCount() == 1)
    assert seen[0] == "ost"
    assert len(seen) < len("ostrich walks"), "what was overtaken is not looked for"
    assert seen[-1] == "ostrich walks"


# --- filters -------------------------------------------------------------------------------------


def pick(page: StartPage, box: str, text: str) -> None:
    choice = getattr(page.findChild(SearchField).filters, box)
    choice.setCurrentIndex(choice.findText(text, Qt.MatchFlag.MatchStartsWith))
    assert choice.currentText().startswith(text)


def titles(page: StartPage) -> set[str]:
    return {row.title for row in page.findChild(CardGrid).model().rows}


def test_filters_narrow_the_cards_and_the_passages(qtbot: QtBot, open_page: Open) -> None:
    page = open_page()
    search = page.findChild(SearchField)
    qtbot.mouseClick(search._toggle, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: search.filters._language.count() == 3)
    pick(page, "_language", "Deutsch")
    qtbot.waitUntil(lambda: titles(page) == {"Katzen"})
    look_for(qtbot, page, "walks", 1)
    pick(page, "_length", "Under 15")
    qtbot.waitUntil(lambda: page.findChild(HitList).hits.rowCount() == 0)
    assert "Without the filters" in page._finder._hint.text()
    qtbot.mouseClick(search.filters.reset, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.findChild(HitList).hits.rowCount() == 2)
    field(page).clear()
    qtbot.waitUntil(lambda: titles(page) == {"Birds", "Katzen"})


def test_filters_that_nothing_fits_say_so(qtbot: QtBot, open_page: Open) -> None:
    page = open_page()
    pick(page, "_day", "The last week")
    qtbot.waitUntil(lambda: titles(page) == set())
    assert page._heading.text() == "No article fits these filters"
    assert page._heading.isVisible()


# --- what is written on an article ---------------------------------------------------------------


def menu_of(qtbot: QtBot, page: StartPage, title: str) -> QMenu:
    grid = page.findChild(CardGrid)
    row = next(n for n, one in enumerate(grid.model().rows) if one.title == title)
    grid.menu_asked.emit(grid.model().index(row, 0), page.mapToGlobal(QPoint(10, 10)))
    return next(menu for menu in page.findChildren(QMenu) if menu.isVisible())


def act(qtbot: QtBot, page: StartPage, title: str, entry: str) -> None:
    menu = menu_of(qtbot, page, title)
    next(one for one in menu.actions() if one.text().startswith(entry)).trigger()
    menu.close()


def answer(qtbot: QtBot, page: StartPage, text: str) -> str:
    dialog = page.findChild(QInputDialog)
    qtbot.waitUntil(dialog.isVisible)
    was: str = dialog.textValue()
    dialog.setTextValue(text)
    dialog.accept()
    return was


def test_an_article_is_renamed_as_a_correction(
    qtbot: QtBot, open_page: Open, projects: Path
) -> None:
    page = open_page()
    act(qtbot, page, "Birds", "Rename")
    assert answer(qtbot, page, "  Large   birds ") == "Birds"
    qtbot.waitUntil(lambda: titles(page) == {"Large birds", "Katzen"})
    assert ProjectFolder(projects / "birds").read(Article).title == "Birds"
    look_for(qtbot, page, "large", 1)


def test_tags_are_written_on_an_article_and_filtered_by(
    qtbot: QtBot, open_page: Open, projects: Path
) -> None:
    page = open_page()
    order = [row.title for row in page.findChild(CardGrid).model().rows]
    act(qtbot, page, order[-1], "Tags")
    answer(qtbot, page, "zoo, Exam")
    box = page.findChild(SearchField).filters._tag
    qtbot.waitUntil(lambda: box.count() == 3)
    pick(page, "_tag", "zoo")
    qtbot.waitUntil(lambda: titles(page) == {order[-1]})
    page.findChild(SearchField).filters.drop()
    qtbot.waitUntil(lambda: len(titles(page)) == 2)
    rows = page.findChild(CardGrid).model().rows
    assert [row.title for row in rows] == order, "whoever tags an article finds it where it was"
    act(qtbot, page, order[-1], "Tags: zoo, Exam")
    assert answer(qtbot, page, "") == "zoo, Exam"
    qtbot.waitUntil(lambda: all(not row.tags for row in page.findChild(CardGrid).model().rows))


def test_what_is_archived_is_shown_when_it_is_asked_for(
    qtbot: QtBot, open_page: Open, projects: Path
) -> None:
    page = open_page()
    act(qtbot, page, "Katzen", "Archive")
    qtbot.waitUntil(lambda: titles(page) == {"Birds"})
    assert "is in the archive" in page.findChild(Notice).text()
    assert ProjectFolder(projects / "cats").read_label() == Label(archived=True)
    box = page.findChild(SearchField).filters._archived
    qtbot.waitUntil(lambda: not box.isHidden())
    pick(page, "_archived", "Archived: shown")
    qtbot.waitUntil(lambda: titles(page) == {"Birds", "Katzen"})
    act(qtbot, page, "Katzen", "Take out of the archive")
    qtbot.waitUntil(lambda: not ProjectFolder(projects / "cats").read_label().archived)
    pick(page, "_archived", "Archived: hidden")
    qtbot.waitUntil(lambda: titles(page) == {"Birds", "Katzen"})


def test_what_a_newer_program_wrote_on_an_article_stays(
    qtbot: QtBot, open_page: Open, projects: Path
) -> None:
    page = open_page()
    newer = b'{"format": 2, "tags": {"shape": "another"}}'
    (projects / "birds" / "label.json").write_bytes(newer)
    act(qtbot, page, "Birds", "Archive")
    qtbot.waitUntil(lambda: "newer Readreel" in page.findChild(Notice).text())
    assert (projects / "birds" / "label.json").read_bytes() == newer


# --- the whole window ----------------------------------------------------------------------------


def test_the_window_opens_a_passage_at_its_paragraph(
    qtbot: QtBot, look: Theme, data: Path, projects: Path
) -> None:
    window = Window(Settings(appearance="light", writer="none", projects=str(projects)))
    window.resize(1100, 700)
    window.show()
    try:
        qtbot.waitUntil(lambda: window.start.findChild(CardGrid).model().rowCount() == 2)
        hits = look_for(qtbot, window.start, "ostrich walks", 1)
        hits.opened.emit(first(hits))
        qtbot.waitUntil(lambda: window._workspace is not None)
        reader = window.workspace.reader
        qtbot.waitUntil(lambda: reader.article is not None and bool(reader.article.chapters))
        height = reader.pane.viewport().height()
        qtbot.waitUntil(lambda: 0 <= reader.block_rect("p30").top() < height)
        assert window.workspace.player.position() == pytest.approx(900.0)
        assert window.windowTitle().startswith("Birds")
        window.go_home()
        qtbot.waitUntil(hits.isVisible)
        assert field(window.start).text() == "ostrich walks", "the results are still there"

        # Of one that is not finished, the words of the moment are brought in sight.
        begun = ProjectFolder(projects / "fish")
        begun.create()
        begun.write(ProjectFolder(projects / "birds").read(Recording))
        said = tuple(
            spoken(n, "A penguin swims." if n == 60 else "Nothing at all.") for n in range(80)
        )
        begun.write(Transcript(language="en", source="listened", sentences=said))
        window.start.refresh()
        hits = look_for(qtbot, window.start, "penguin", 1)
        hits.opened.emit(first(hits))
        qtbot.waitUntil(
            lambda: window.workspace.player.position() == pytest.approx(first(hits).data(HIT).start)
        )
        qtbot.waitUntil(lambda: reader.pane.verticalScrollBar().value() > 300)
    finally:
        window.close()
        window.deleteLater()
