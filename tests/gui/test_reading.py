"""Reading an article in the window: what is shown, clicked, followed and found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from reading_book import article, book, figure, paragraph, project
from readreel.gui.reading import Appearance, Reader
from readreel.gui.reading.targets import targets
from readreel.gui.theme import Theme, theme
from readreel.project.artifacts import Article, Code, Spelling, Spellings
from readreel.project.folder import ProjectFolder

Open = Callable[..., Reader]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return project(tmp_path / "printing")


@pytest.fixture
def reader(look: Theme, qtbot: QtBot, folder: Path) -> Iterator[Reader]:
    """A reader with the book open."""
    reader = Reader()
    qtbot.addWidget(reader)
    reader.resize(1000, 700)
    reader.show()
    shown(qtbot, reader, book(), folder)
    yield reader
    reader.shut_down()


def shown(qtbot: QtBot, reader: Reader, article: Article, folder: Path) -> None:
    with qtbot.waitSignal(reader.shown, timeout=5000):
        reader.show_article(article, folder)


def text(reader: Reader) -> str:
    return reader.pane.document().toPlainText()


def click(qtbot: QtBot, reader: Reader, point: QPoint) -> None:
    qtbot.mouseMove(reader.pane.viewport(), point)
    qtbot.mouseClick(reader.pane.viewport(), Qt.MouseButton.LeftButton, pos=point)


def chip(reader: Reader, name: str) -> QPoint:
    """The middle of the time beside a block, brought into sight."""
    reader.go_to(name)
    scene = reader.pane.scene
    seen = scene.see(scene.content.numbers(name).start)
    return scene.chip(seen).center().toPoint()


def inside(view: QRect, rect: QRect) -> bool:
    return view.top() <= rect.top() and rect.bottom() <= view.bottom()


def wheel(reader: Reader, steps: int) -> None:
    spot = QPointF(reader.pane.viewport().rect().center())
    event = QWheelEvent(
        spot, reader.pane.viewport().mapToGlobal(spot), QPoint(), QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(reader.pane.viewport(), event)


# --- what is shown -------------------------------------------------------------------------------


def test_everything_of_the_article_is_there_and_nothing_of_the_margin(reader: Reader) -> None:
    words = text(reader)
    for part in ("The Art of Printing", "Letters", "Ink", "print(x)", "Never been", "A critic"):
        assert part in words
    assert "0:30" not in words  # times are beside the text, not in it
    assert "°" not in words


def test_the_measure_is_a_book_page_and_stands_in_the_middle(reader: Reader) -> None:
    first = reader.pane.document().findBlockByNumber(reader.pane.scene.content.numbers("p4").start)
    lines = [first.layout().lineAt(n).textLength() for n in range(first.layout().lineCount() - 1)]
    assert 55 <= sum(lines) / len(lines) <= 78
    reader.show_chapters(False)
    reader.resize(1400, 700)
    left, right = (round(edge) for edge in reader.pane.scene.column)
    start = reader.pane.viewport().mapTo(reader, QPoint(left, 0)).x()
    end = reader.pane.viewport().mapTo(reader, QPoint(right, 0)).x()
    assert abs(start - (reader.width() - end)) < 30


def test_a_narrow_pane_breaks_lines_anew_and_pictures_shrink(qtbot: QtBot, reader: Reader) -> None:
    reader.show_chapters(False)
    reader.resize(420, 700)
    qtbot.waitUntil(lambda: reader.block_rect("f1", "picture").width() < 380)
    view = reader.pane.viewport().rect()
    for name in ("p1", "f1", "k1"):
        assert reader.block_rect(name).right() <= view.right()


def test_pictures_appear_in_the_room_kept_for_them(qtbot: QtBot, reader: Reader) -> None:
    reader.go_to("f1")
    before = reader.block_rect("p2").top()
    place = reader.block_rect("f1", "picture")
    spot = place.topLeft() + QPoint(place.width() * 200 // 640, place.height() * 140 // 360)

    def painted() -> bool:
        colour = reader.pane.viewport().grab().toImage().pixelColor(spot)
        return colour.blue() > colour.red() + 60

    qtbot.waitUntil(painted, timeout=5000)
    assert reader.block_rect("p2").top() == before


def test_a_picture_that_is_gone_leaves_the_article_readable(
    qtbot: QtBot, reader: Reader, folder: Path
) -> None:
    (folder / "stills" / "still-20.png").unlink()
    reader.go_to("f20")
    qtbot.wait(100)
    assert reader.block_rect("f20").height() > 100
    assert reader.block_at(reader.block_rect("p20").center()) == "p20"


def test_no_address_is_ever_loaded(reader: Reader) -> None:
    assert reader.pane.loadResource(2, "http://example.org/a.png") is None
    assert reader.pane.loadResource(2, "file:///etc/hostname") is None


def test_a_hebrew_article_has_its_times_on_the_right(
    qtbot: QtBot, reader: Reader, folder: Path
) -> None:
    hebrew = replace(book(), language="he", title="אמנות הדפוס")
    shown(qtbot, reader, hebrew, folder)
    scene = reader.pane.scene
    seen = scene.see(scene.content.numbers("p1").start)
    assert scene.chip(seen).left() > seen.rect.right()
    title = reader.pane.document().firstBlock()
    assert title.layout().lineAt(0).naturalTextRect().left() > 100


# --- clicking ------------------------------------------------------------------------------------


def test_a_plain_click_on_a_time_asks_for_the_moment(qtbot: QtBot, reader: Reader) -> None:
    with qtbot.waitSignal(reader.moment_asked) as asked:
        click(qtbot, reader, chip(reader, "p5"))
    assert asked.args == [50.0]


def test_times_are_reached_by_tab_and_asked_by_enter(qtbot: QtBot, reader: Reader) -> None:
    pane = reader.pane
    pane.setFocus()
    asked: list[float] = []
    reader.moment_asked.connect(asked.append)
    for _ in range(4):  # the first time, its link, the list's time, the next paragraph's
        qtbot.keyClick(pane, Qt.Key.Key_Tab)
        qtbot.keyClick(pane, Qt.Key.Key_Return)
    assert asked[0] == 0.0
    assert 4.0 in asked
    assert pane.hasFocus()
    qtbot.keyClick(pane, Qt.Key.Key_Backtab)
    assert pane.state.focused is not None


def test_tab_leaves_the_article_after_its_last_time(qtbot: QtBot, reader: Reader) -> None:
    reader.pane.setFocus()
    reader.go_to("r1")
    for _ in range(8):
        qtbot.keyClick(reader.pane, Qt.Key.Key_Tab)
        if not reader.pane.hasFocus():
            break
    assert not reader.pane.hasFocus()


def test_a_click_on_a_picture_opens_it_large_and_goes_to_its_moment(
    qtbot: QtBot, reader: Reader
) -> None:
    reader.go_to("f1")
    with qtbot.waitSignal(reader.picture_asked) as asked:
        click(qtbot, reader, reader.block_rect("f1", "picture").center())
    assert asked.args == ["f1"]
    box = reader._overlays.lightbox
    assert box is not None
    assert box.isVisible()
    assert box.geometry() == reader.rect()
    assert box.plate.caption == "Movable letters"
    qtbot.keyClick(box, Qt.Key.Key_Right)
    assert box.plate.block == "f20"
    qtbot.keyClick(box, Qt.Key.Key_Right)
    assert box.plate.block == "f20"
    with qtbot.waitSignal(reader.moment_asked) as moment:
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert moment.args == [205.0]
    assert not box.isVisible()


def test_code_shows_its_picture_and_its_doubtful_lines(
    look: Theme, qtbot: QtBot, folder: Path
) -> None:
    code = Code(
        id="k1", start=30.0, end=35.0, text="for x in y:\n    print(x)", language="python", still=20,
        file="stills/still-20.png", width=640, height=360, doubtful=(1,),
    )  # fmt: skip
    reader = Reader()
    qtbot.addWidget(reader)
    reader.resize(900, 600)
    reader.show()
    shown(qtbot, reader, article(("Pages", [code])), folder)
    scene = reader.pane.scene
    leaf = scene.content.leaves[scene.content.numbers("k1")[0]]
    doubtful = [run.text for run in leaf.runs if run.doubtful]
    assert "".join(doubtful).strip() == "print(x)"
    below = scene.content.numbers("k1")[-1]
    (link,) = targets(scene.content.leaves[below], below)
    with qtbot.waitSignal(reader.picture_asked) as asked:
        click(qtbot, reader, scene.rect_of(link).center().toPoint())
    assert asked.args == ["k1"]
    box = reader._overlays.lightbox
    assert box is not None
    assert box.plate.path is not None
    assert box.plate.path.name == "still-20.png"
    reader.shut_down()


def test_escape_closes_the_large_picture_and_gives_the_focus_back(
    qtbot: QtBot, reader: Reader
) -> None:
    reader.show_picture("f1")
    box = reader._overlays.lightbox
    assert box is not None
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert box.isAncestorOf(QApplication.focusWidget())
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert not box.isVisible()
    assert reader.pane.hasFocus()


def test_a_double_click_or_f2_asks_to_edit_what_is_meant(qtbot: QtBot, reader: Reader) -> None:
    reader.go_to("p1")
    asked: list[str] = []
    reader.edit_asked.connect(asked.append)
    view = reader.pane.viewport()
    spot = reader.block_rect("p1").topLeft() + QPoint(20, 20)
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=spot)
    qtbot.mouseDClick(
        view, Qt.MouseButton.LeftButton, pos=reader.block_rect("f1", "caption").center()
    )
    click(qtbot, reader, reader.block_rect("p2").center())
    qtbot.keyClick(reader.pane, Qt.Key.Key_F2)
    assert asked == ["p1", "f1", "p2"]


def test_the_menu_is_asked_for_the_block_under_the_pointer(qtbot: QtBot, reader: Reader) -> None:
    view = reader.pane.viewport()
    spot = reader.block_rect("p1").center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, view.mapToGlobal(spot))
    with qtbot.waitSignal(reader.block_menu_asked) as asked:
        QApplication.sendEvent(view, event)
    assert asked.args == ["p1", view.mapToGlobal(spot)]


# --- following -----------------------------------------------------------------------------------


def test_the_article_follows_the_recording(qtbot: QtBot, reader: Reader) -> None:
    for seconds in (0.0, 45.0, 151.0, 290.0):
        reader.follow(seconds)
        name = reader.pane.state.playing
        assert name == f"p{int(seconds // 10)}"
        view = reader.pane.viewport().rect()
        qtbot.waitUntil(lambda view=view, name=name: inside(view, reader.block_rect(name)))


def test_the_playing_paragraph_glows_with_a_bar_beside_it(reader: Reader) -> None:
    reader.follow(12.0)
    rect = reader.block_rect("p1")
    image = reader.pane.viewport().grab().toImage()
    bar = image.pixelColor(QPoint(rect.left() - 11, rect.center().y()))
    ground = image.pixelColor(QPoint(rect.right() + 6, rect.center().y()))
    assert bar.name() == theme().colours.accent
    assert ground.name() == theme().colours.glow


def test_scrolling_by_hand_suspends_and_the_button_brings_it_back(
    qtbot: QtBot, reader: Reader
) -> None:
    reader.follow(12.0)
    with qtbot.waitSignal(reader.following_changed) as changed:
        wheel(reader, -5)
    assert changed.args == [False]
    assert reader.pill.isVisible()
    place = reader.pane.verticalScrollBar().value()
    reader.follow(290.0)
    assert reader.pane.verticalScrollBar().value() == place
    qtbot.mouseClick(reader.pill, Qt.MouseButton.LeftButton)
    assert not reader.pill.isVisible()
    view = reader.pane.viewport().rect()
    qtbot.waitUntil(lambda: inside(view, reader.block_rect("p29")))


@pytest.mark.parametrize("key", [Qt.Key.Key_PageDown, Qt.Key.Key_Down, Qt.Key.Key_Space])
def test_scrolling_keys_suspend_too(qtbot: QtBot, reader: Reader, key: Qt.Key) -> None:
    reader.follow(12.0)
    qtbot.keyClick(reader.pane, key)
    assert not reader.is_following()


def test_without_a_moment_there_is_nothing_to_resume(reader: Reader) -> None:
    wheel(reader, -5)
    assert reader.is_following()
    assert not reader.pill.isVisible()


def test_a_click_on_a_time_follows_again(qtbot: QtBot, reader: Reader) -> None:
    reader.follow(12.0)
    click(qtbot, reader, chip(reader, "p8"))
    assert reader.is_following()
    assert reader.pane.state.playing == "p8"


# --- chapters ------------------------------------------------------------------------------------


def test_chapters_lead_to_their_place_and_mark_it(qtbot: QtBot, reader: Reader) -> None:
    chapters = reader.chapters
    assert [entry.title for entry in chapters.entries] == ["Letters", "Pages", "References"]
    item = chapters.item(1)
    spot = chapters.visualItemRect(item).center()
    qtbot.mouseClick(chapters.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    heading = reader.block_rect("c2")
    assert 0 <= heading.top() < 120
    assert reader.pane.current_chapter() == "c2"


def test_the_chapter_list_can_be_put_away_and_is_a_menu_where_it_is_narrow(
    qtbot: QtBot, reader: Reader
) -> None:
    assert reader.chapters.isVisible()
    with qtbot.waitSignal(reader.chapters_toggled):
        reader.show_chapters(False)
    assert not reader.chapters.isVisible()
    reader.show_chapters(True)
    reader.resize(500, 700)
    assert not reader.chapters.isVisible()


# --- finding -------------------------------------------------------------------------------------


def test_finding_counts_walks_round_and_closes(qtbot: QtBot, reader: Reader) -> None:
    reader.activateWindow()
    reader.pane.setFocus()
    qtbot.keyClick(reader.pane, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    bar = reader.find_bar
    assert bar.isVisible()
    qtbot.keyClicks(bar.field, "paragraph 1")
    assert bar.count.text() == "1 / 11"  # 1 and 10 to 19
    for _ in range(2):
        qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.count.text() == "3 / 11"
    start, _ = reader.pane.state.matches[2]
    block = reader.pane.document().findBlock(start)
    name = reader.pane.scene.content.leaves[block.blockNumber()].block
    assert name == "p11"
    assert reader.pane.viewport().rect().contains(reader.block_rect(name).topLeft())
    for _ in range(3):
        qtbot.keyClick(bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text() == "11 / 11"
    qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert not reader.pane.state.matches
    assert reader.pane.hasFocus()


def test_what_is_not_there_is_said(qtbot: QtBot, reader: Reader) -> None:
    reader.find_bar.open()
    qtbot.keyClicks(reader.find_bar.field, "zeppelin")
    assert reader.find_bar.count.text() == "Not found"
    assert not reader.find_bar.after.isEnabled()


# --- an article that changes ---------------------------------------------------------------------


def test_an_edit_keeps_place_and_selection(qtbot: QtBot, reader: Reader) -> None:
    reader.go_to("p15")
    numbers = reader.pane.scene.content.numbers("p16")
    cursor = QTextCursor(reader.pane.document().findBlockByNumber(numbers.start))
    cursor.movePosition(QTextCursor.MoveOperation.NextWord, QTextCursor.MoveMode.KeepAnchor, 2)
    reader.pane.setTextCursor(cursor)
    chosen, top = cursor.selectedText(), reader.block_rect("p15").top()
    edited = book()
    longer = replace(paragraph(4), text="Somebody wrote a good deal more here. " * 30)
    chapter = edited.chapters[1]
    blocks = tuple(longer if block.id == "p4" else block for block in chapter.blocks)
    edited = replace(edited, chapters=(edited.chapters[0], replace(chapter, blocks=blocks)))
    with qtbot.waitSignal(reader.shown):
        reader.set_article(edited)
    assert "a good deal more" in text(reader)
    assert abs(reader.block_rect("p15").top() - top) <= 1
    assert reader.pane.textCursor().selectedText() == chosen


def test_only_what_changed_is_set_again(qtbot: QtBot, reader: Reader, folder: Path) -> None:
    changed: list[int] = []
    reader.pane.document().contentsChange.connect(lambda _, gone, new: changed.append(gone + new))
    shown(qtbot, reader, book(), folder)
    assert changed == []
    first, second = book().chapters
    more = replace(first, blocks=(*first.blocks, figure(20)))
    shown(qtbot, reader, replace(book(), chapters=(more, second)), folder)
    assert 0 < sum(changed) < 20


def test_another_article_opens_at_its_beginning(
    qtbot: QtBot, reader: Reader, tmp_path: Path
) -> None:
    reader.follow(200.0)
    reader.go_to("p20")
    shown(qtbot, reader, book(), project(tmp_path / "other"))
    assert reader.pane.verticalScrollBar().value() == 0
    assert reader.pane.state.playing == ""


# --- appearance and copying ----------------------------------------------------------------------


def test_text_size_changes_by_keys_and_the_place_stays(qtbot: QtBot, reader: Reader) -> None:
    reader.go_to("p12")
    with qtbot.waitSignal(reader.appearance_changed) as changed:
        qtbot.keyClick(reader.pane, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert changed.args[0].size > Appearance().size
    assert reader.block_at(QPoint(200, 80)) == "p12"
    qtbot.keyClick(reader.pane, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert reader.appearance == Appearance(scheme=reader.appearance.scheme)


def test_the_popover_chooses_letters_width_and_colours(qtbot: QtBot, reader: Reader) -> None:
    reader.set_appearance(Appearance(scheme="light"))
    reader._open_menu()
    menu = reader._menu
    assert menu is not None
    wide = reader.pane.scene.setter.width
    buttons = {b.text(): b for group in menu._groups.values() for b in group.buttons()}
    try:
        for name in ("Narrow", "Sans", "Dark"):
            qtbot.mouseClick(buttons[name], Qt.MouseButton.LeftButton)
        assert reader.appearance == Appearance(width="narrow", serif=False, scheme="dark")
        assert reader.pane.scene.setter.width < wide
        assert theme().dark
    finally:
        menu.hide()
        theme().use("light")


def test_copying_gives_words_and_structure_without_times(reader: Reader) -> None:
    reader.pane.selectAll()
    reader.pane.copy()
    data = QGuiApplication.clipboard().mimeData()
    assert "0:30" not in data.text()
    assert "for x in y:\n    print(x)" in data.text()
    assert "1. Paper" in data.text()
    html = data.html()
    assert "<ol>\n<li>Paper</li>" in html
    assert '<a href="https://example.org/books">https://example.org/books</a>' in html
    assert "style=" not in html
    assert "<img" not in html


# --- spoken words --------------------------------------------------------------------------------


def test_the_card_shows_what_was_heard_where_the_screen_spells_it_otherwise(
    qtbot: QtBot, reader: Reader, folder: Path
) -> None:
    spelling = Spelling(2, 1, 1, "Guttenberg", "Gutenberg", "name", still=1, likeness=0.97)
    ProjectFolder(folder).write(Spellings(spellings=(spelling,)))
    reader.show_spoken("p2")
    qtbot.waitUntil(lambda: reader._overlays.card is not None and reader._overlays.card.isVisible())
    card = reader._overlays.card
    assert card is not None
    told = "\n".join(label.text() for label in card.findChildren(QLabel))
    assert "Guttenberg → Gutenberg" in told


def test_the_card_shows_what_was_spoken_and_why_it_is_marked(qtbot: QtBot, reader: Reader) -> None:
    reader.show_spoken("p2")
    qtbot.waitUntil(lambda: reader._overlays.card is not None, timeout=3000)
    card = reader._overlays.card
    assert card is not None
    from PySide6.QtWidgets import QLabel, QToolButton

    said = "\n".join(label.text() for label in card.findChildren(QLabel))
    assert "Well, um, sentence 2." in said
    assert "added something nobody said" in said
    assert "number" in said
    chip = next(b for b in card.findChildren(QToolButton) if b.text() == "0:20")
    with qtbot.waitSignal(reader.moment_asked) as asked:
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert asked.args == [20.0]
    card.hide()


def test_the_quiet_mark_opens_the_card(qtbot: QtBot, reader: Reader) -> None:
    reader.go_to("p2")
    scene = reader.pane.scene
    mark = scene.mark(scene.see(scene.content.numbers("p2").start))
    click(qtbot, reader, mark.center().toPoint())
    qtbot.waitUntil(lambda: reader._overlays.card is not None, timeout=3000)


def test_what_has_no_text_has_a_name(reader: Reader) -> None:
    from PySide6.QtWidgets import QToolButton

    buttons = reader.findChildren(QToolButton)
    assert all(b.accessibleName() or b.text() for b in buttons if b.objectName() != "")
    assert reader.pane.accessibleName() == "Article"
    assert reader.chapters.accessibleName() == "Chapters"
