"""The first page as a person uses it: drop, paste, choose, open, throw away, all with keys too."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shelves import begun, finished, picture

from readreel.catalogue.inventory import Row
from readreel.gui.start import page as page_module
from readreel.gui.start.grid import CardGrid
from readreel.gui.start.intake import MOST_UNASKED
from readreel.gui.start.notice import Notice
from readreel.gui.start.page import StartPage
from readreel.gui.start.place import DropPlace
from readreel.gui.start.target import Veil
from readreel.gui.start.thumbnails import Wanted, made
from readreel.gui.start.wanted import ModelsWanted
from readreel.gui.theme import Theme

Open = Callable[[Path], StartPage]

LISTENER = Row("ears", "Ears", "listener", "MIT", 148_000_000, 1, (), "installed", "used")
WRITER = Row("pen", "Pen", "writer", "Apache-2.0", 1_100_000_000, 1, (), "absent", "", starter=True)


@pytest.fixture(autouse=True)
def models(monkeypatch: pytest.MonkeyPatch) -> list[Row]:
    """What the page finds of models; nothing of the machine that runs the tests."""
    rows: list[Row] = []
    monkeypatch.setattr(page_module, "_models", lambda: tuple(rows))
    return rows


@pytest.fixture
def open_page(qtbot: QtBot, look: Theme) -> Iterator[Open]:
    pages: list[StartPage] = []

    def show(folder: Path) -> StartPage:
        page = StartPage(folder)
        qtbot.addWidget(page)
        page.resize(900, 600)
        page.show()
        qtbot.waitExposed(page)
        pages.append(page)
        expected = sum(1 for one in folder.iterdir() if one.is_dir()) if folder.exists() else 0
        qtbot.waitUntil(lambda: shelf(page).rowCount() == expected)
        return page

    yield show
    for page in pages:
        page.shut_down()


def grid(page: StartPage) -> CardGrid:
    return page.findChild(CardGrid)


def shelf(page: StartPage):  # type: ignore[no-untyped-def]
    return grid(page).model()


def said(page: StartPage) -> str:
    return page.findChild(Notice).text()


def place_of(page: StartPage, row: int) -> QPoint:
    return grid(page).visualRect(shelf(page).index(row, 0)).center()


def drag(page: QWidget, *paths: Path | str, let_go: bool = True) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(p)) if isinstance(p, Path) else QUrl(p) for p in paths])
    actions, buttons, keys = (
        Qt.DropAction.CopyAction | Qt.DropAction.MoveAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPoint(50, 50), actions, mime, buttons, keys)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    assert enter.dropAction() == Qt.DropAction.CopyAction  # a move could delete the original
    if let_go:
        QApplication.sendEvent(page, QDropEvent(QPointF(50, 50), actions, mime, buttons, keys))


def videos(folder: Path, count: int) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    made_ones = [folder / f"talk {number}.mp4" for number in range(1, count + 1)]
    for path in made_ones:
        path.write_bytes(b"x")
    return made_ones


# --- recordings ----------------------------------------------------------------------------------


def test_dropped_videos_are_chosen_all_together(
    qtbot: QtBot, open_page: Open, tmp_path: Path
) -> None:
    page = open_page(tmp_path / "projects")
    files = videos(tmp_path / "in", 3)
    with qtbot.waitSignal(page.files_chosen) as chosen:
        drag(page, *files)
    assert chosen.args == [files]
    assert said(page) == ""


def test_while_something_is_held_over_the_page_the_whole_window_shows_it(
    qtbot: QtBot, open_page: Open, tmp_path: Path
) -> None:
    page = open_page(tmp_path / "projects")
    drag(page, *videos(tmp_path / "in", 1), let_go=False)
    veil = page.findChild(Veil)
    assert veil.isVisible()
    assert veil.geometry() == page.window().rect()
    QApplication.sendEvent(page, QDragLeaveEvent())
    qtbot.waitUntil(lambda: page.findChild(Veil) is None)


@pytest.mark.parametrize(
    ("what", "words"),
    [("https://example.org/a.mp4", "never goes online"), ("file:///nowhere/a.mp4", "no file")],
)
def test_what_cannot_be_used_is_said_in_place(
    qtbot: QtBot, open_page: Open, tmp_path: Path, what: str, words: str
) -> None:
    page = open_page(tmp_path / "projects")
    with qtbot.assertNotEmitted(page.files_chosen):
        drag(page, what)
    assert words in said(page)
    assert QApplication.activeModalWidget() is None


def test_a_path_is_pasted_with_the_usual_keys(
    qtbot: QtBot, open_page: Open, tmp_path: Path
) -> None:
    page = open_page(tmp_path / "projects")
    file = videos(tmp_path / "in", 1)[0]
    QGuiApplication.clipboard().setText(f"{file}\n")
    page.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is page)
    with qtbot.waitSignal(page.files_chosen) as chosen:
        qtbot.keyClick(page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert chosen.args == [[file]]


def test_the_button_opens_the_dialog_of_the_system(
    qtbot: QtBot, open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(tmp_path / "projects")
    files = videos(tmp_path / "in", 2)
    asked: list[str] = []

    def answer(_parent: QWidget, _title: str, folder: str, _filters: str) -> tuple[list[str], str]:
        asked.append(folder)
        return [str(file) for file in files], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", answer)
    button = next(b for b in page.findChildren(QPushButton) if "Choose" in b.text())
    for _ in range(2):
        with qtbot.waitSignal(page.files_chosen) as chosen:
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert chosen.args == [files]
    assert asked[1] == str(tmp_path / "in")


def test_a_folder_of_a_few_is_taken_at_once(qtbot: QtBot, open_page: Open, tmp_path: Path) -> None:
    page = open_page(tmp_path / "projects")
    files = videos(tmp_path / "in", MOST_UNASKED)
    with qtbot.waitSignal(page.files_chosen) as chosen:
        drag(page, tmp_path / "in")
    assert chosen.args == [files]


def test_a_folder_of_many_is_asked_about_first(
    qtbot: QtBot, open_page: Open, tmp_path: Path
) -> None:
    page = open_page(tmp_path / "projects")
    files = videos(tmp_path / "in", MOST_UNASKED + 1)
    with qtbot.assertNotEmitted(page.files_chosen, wait=100):
        drag(page, tmp_path / "in")
        qtbot.waitUntil(lambda: str(MOST_UNASKED + 1) in said(page))
    button = page.findChild(Notice).findChild(QPushButton)
    with qtbot.waitSignal(page.files_chosen) as chosen:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert chosen.args == [files]
    assert said(page) == ""


def test_a_folder_of_nothing_is_named(qtbot: QtBot, open_page: Open, tmp_path: Path) -> None:
    page = open_page(tmp_path / "projects")
    (tmp_path / "holiday").mkdir()
    drag(page, tmp_path / "holiday")
    qtbot.waitUntil(lambda: "holiday" in said(page))


# --- articles ------------------------------------------------------------------------------------


def test_a_click_opens_the_project(qtbot: QtBot, open_page: Open, tmp_path: Path) -> None:
    finished(tmp_path / "one", "One")
    page = open_page(tmp_path)
    with qtbot.waitSignal(page.project_opened) as opened:
        qtbot.mouseClick(grid(page).viewport(), Qt.MouseButton.LeftButton, pos=place_of(page, 0))
    assert opened.args == [tmp_path / "one"]


def test_keys_lead_from_card_to_card_and_into_one(
    qtbot: QtBot, open_page: Open, tmp_path: Path
) -> None:
    for number in range(9):
        finished(tmp_path / f"p{number}", f"Talk {number}")
    page = open_page(tmp_path)
    cards = grid(page)
    cards.setFocus(Qt.FocusReason.TabFocusReason)
    assert cards.currentIndex().row() == 0
    qtbot.keyClick(cards, Qt.Key.Key_Right)
    qtbot.keyClick(cards, Qt.Key.Key_Down)
    row = cards.currentIndex().row()
    assert row > 2
    with qtbot.waitSignal(page.project_opened) as opened:
        qtbot.keyClick(cards, Qt.Key.Key_Return)
    assert opened.args == [shelf(page).rows[row].project]


def test_the_card_with_the_focus_is_brought_in_sight(
    qtbot: QtBot, open_page: Open, tmp_path: Path
) -> None:
    for number in range(12):
        finished(tmp_path / f"p{number:02}", f"Talk {number}")
    page = open_page(tmp_path)
    cards = grid(page)
    bar = page.findChild(QScrollArea).verticalScrollBar()
    place = page.findChild(DropPlace)
    qtbot.waitUntil(lambda: place.height() < 250 and bar.maximum() > 300)
    cards.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(cards, Qt.Key.Key_End)

    def bottom() -> int:
        corner = cards.visualRect(cards.currentIndex()).bottomLeft()
        return cards.viewport().mapTo(page, corner).y()

    qtbot.waitUntil(lambda: 0 < bottom() <= page.height())
    page.findChild(Notice).say("Something appears above the cards.\n\n\nIt is tall.")
    before = bar.maximum()
    qtbot.waitUntil(lambda: bar.maximum() > before)
    qtbot.waitUntil(lambda: 0 < bottom() <= page.height())


def test_columns_follow_the_width(qtbot: QtBot, open_page: Open, tmp_path: Path) -> None:
    for number in range(6):
        finished(tmp_path / f"p{number}", f"Talk {number}")
    page = open_page(tmp_path)

    def columns() -> int:
        tops = [grid(page).visualRect(shelf(page).index(n, 0)).top() for n in range(6)]
        return tops.count(tops[0])

    qtbot.waitUntil(lambda: columns() == 3)
    page.resize(1440, 900)
    qtbot.waitUntil(lambda: columns() >= 5)
    page.resize(420, 600)
    qtbot.waitUntil(lambda: columns() == 1)


def test_a_card_tells_its_state_to_a_screen_reader(
    qtbot: QtBot, open_page: Open, tmp_path: Path
) -> None:
    finished(tmp_path / "a", "Whole")
    begun(tmp_path / "b", "Half")
    damaged = finished(tmp_path / "c", "Broken")
    (damaged.root / "article.json").write_bytes(b"{")
    newer = finished(tmp_path / "d", "New")
    (newer.root / "article.json").write_bytes(b'{"format": 99}')
    page = open_page(tmp_path)
    page.set_running({tmp_path / "b": 0.437})
    told = {
        shelf(page).rows[n].project.name: shelf(page)
        .index(n, 0)
        .data(Qt.ItemDataRole.AccessibleTextRole)
        for n in range(4)
    }
    assert told["a"] == "Whole, 2:00, Today, Finished"
    assert told["b"].endswith("In progress, 43%")
    assert told["c"].endswith("Damaged")
    assert told["d"].endswith("Made by a newer version")
    page.set_running({})
    assert shelf(page).state(shelf(page).index(_row(page, "b"), 0)).startswith("Stopped at")


def _row(page: StartPage, name: str) -> int:
    return next(n for n, row in enumerate(shelf(page).rows) if row.project.name == name)


def test_a_damaged_project_says_why_it_does_not_open(
    qtbot: QtBot, open_page: Open, tmp_path: Path
) -> None:
    damaged = finished(tmp_path / "c", "Broken")
    (damaged.root / "article.json").write_bytes(b"{")
    page = open_page(tmp_path)
    with qtbot.assertNotEmitted(page.project_opened):
        qtbot.mouseClick(grid(page).viewport(), Qt.MouseButton.LeftButton, pos=place_of(page, 0))
    assert "article.json cannot be read" in said(page)
    again = page.findChild(Notice).findChild(QPushButton)
    with qtbot.waitSignal(page.files_chosen) as chosen:
        qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    assert chosen.args == [[Path("/videos/talk.mp4")]]


def test_an_article_goes_to_the_bin_and_comes_back(
    qtbot: QtBot, open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    where = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    if not where.startswith(str(tmp_path)):
        pytest.skip("the bin of this system cannot be moved for a test")
    recording = videos(tmp_path / "in", 1)[0]
    projects = tmp_path / "projects"
    finished(projects / "one", "One")
    finished(projects / "two", "Two")
    page = open_page(projects)
    cards = grid(page)
    cards.setFocus(Qt.FocusReason.TabFocusReason)
    gone = shelf(page).rows[0].project
    qtbot.keyClick(cards, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: shelf(page).rowCount() == 1)
    assert not gone.exists()
    assert "kB" in said(page)
    assert recording.exists()
    back = page.findChild(Notice).findChild(QPushButton)
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shelf(page).rowCount() == 2)
    assert (gone / "article.json").exists()


def test_a_project_somebody_works_on_stays(qtbot: QtBot, open_page: Open, tmp_path: Path) -> None:
    project = finished(tmp_path / "one", "One")
    page = open_page(tmp_path)
    grid(page).setFocus(Qt.FocusReason.TabFocusReason)
    with project.lock():
        qtbot.keyClick(grid(page), Qt.Key.Key_Delete)
        qtbot.waitUntil(lambda: "Another Readreel" in said(page))
    page.set_running({tmp_path / "one": 0.5})
    qtbot.keyClick(grid(page), Qt.Key.Key_Delete)
    assert "being made" in said(page)
    assert (tmp_path / "one").exists()


def test_the_menu_of_a_card_offers_the_bin_with_its_size(
    qtbot: QtBot, open_page: Open, tmp_path: Path
) -> None:
    finished(tmp_path / "one", "One")
    page = open_page(tmp_path)
    cards = grid(page)
    cards.setFocus(Qt.FocusReason.TabFocusReason)
    cards.menu_asked.emit(cards.currentIndex(), QPoint(10, 10))
    menu = page.findChild(QMenu)
    qtbot.waitUntil(lambda: any("kB" in action.text() for action in menu.actions()))
    with qtbot.waitSignal(page.project_opened):
        menu.actions()[0].trigger()
    menu.close()


def test_cards_come_and_go_with_the_projects(qtbot: QtBot, open_page: Open, tmp_path: Path) -> None:
    finished(tmp_path / "first" / "one", "One")
    finished(tmp_path / "second" / "two", "Two")
    page = open_page(tmp_path / "first")
    finished(tmp_path / "first" / "more", "More")
    page.refresh()
    qtbot.waitUntil(lambda: shelf(page).rowCount() == 2)
    page.set_projects_folder(tmp_path / "second")
    qtbot.waitUntil(lambda: [row.title for row in shelf(page).rows] == ["Two"])


def test_four_hundred_cards_do_not_hold_up_the_window(
    qtbot: QtBot, open_page: Open, tmp_path: Path
) -> None:
    first = begun(tmp_path / "p0", "One of many")
    for number in range(1, 400):
        (tmp_path / f"p{number}").mkdir()
        for name in ("recording.json", "outline.json"):
            (tmp_path / f"p{number}" / name).write_bytes((first.root / name).read_bytes())
    page = StartPage(tmp_path)
    qtbot.addWidget(page)
    page.resize(1440, 900)
    page.show()
    longest, last = 0.0, time.monotonic()
    end = last + 20
    while shelf(page).rowCount() < 400 and last < end:
        QApplication.processEvents()
        now = time.monotonic()
        longest, last = max(longest, now - last), now
    page.grab()
    assert shelf(page).rowCount() == 400
    assert longest < 0.5  # 0.1 s measured beside other work
    page.shut_down()


def test_a_still_is_cut_to_the_shape_of_the_card(tmp_path: Path) -> None:
    picture(tmp_path / "tall.png", "red", (100, 400))
    image = made(Wanted(tmp_path / "tall.png", 160, 90))
    assert (image.width(), image.height()) == (160, 90)
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n")
    assert made(Wanted(tmp_path / "broken.png", 160, 90)).isNull()


# --- models --------------------------------------------------------------------------------------


def test_a_first_run_says_what_was_found_and_what_is_offered(
    qtbot: QtBot, open_page: Open, models: list[Row], tmp_path: Path
) -> None:
    models += [LISTENER, WRITER]
    page = open_page(tmp_path / "projects")
    card = page.findChild(ModelsWanted)
    qtbot.waitUntil(card.isVisible)
    words = " | ".join(label.text() for label in card.findChildren(QLabel))
    for expected in ("Ears", "found", "Pen", "1.1 GB", "Apache-2.0"):
        assert expected in words
    button = next(b for b in card.findChildren(QPushButton) if b.text() == "Get them…")
    with qtbot.waitSignal(page.models_wanted):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_nothing_is_said_of_models_where_none_is_missing(
    qtbot: QtBot, open_page: Open, models: list[Row], tmp_path: Path
) -> None:
    import msgspec

    models += [LISTENER, msgspec.structs.replace(WRITER, state="installed")]
    page = open_page(tmp_path / "projects")
    qtbot.wait(100)
    assert not page.findChild(ModelsWanted).isVisible()
