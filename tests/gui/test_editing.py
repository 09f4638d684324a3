"""Correcting, as a person does it: keys and clicks in the widgets, undo, redo, and what is on disk then."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from readreel.core.errors import StorageError
from readreel.core.time import Span
from readreel.gui.editing import (
    BlockEditor,
    BlockMenu,
    Corrections,
    CorrectName,
    Filmstrip,
    FrameKeeper,
    History,
    block_menu,
)
from readreel.gui.editing.filmstrip import stills_near
from readreel.gui.theme import Theme, theme
from readreel.project.artifacts import (
    Article,
    Block,
    Chapter,
    Facts,
    Figure,
    Items,
    Paragraph,
    Screen,
    Still,
    Stills,
)
from readreel.project.edits import Edits, Name, Shot, Telling, Text
from readreel.project.folder import ProjectFolder
from readreel.project.redraft import Asked, Redraft

LONG = "A second thought by Carpathy. And a third one follows here."


def paragraph(number: int, text: str) -> Paragraph:
    start = number * 10.0
    return Paragraph(f"p{number}", start, start + 9, text, "rewritten", 0.9, (number,))


def still(number: int, start: float) -> Still:
    name = f"still-{number:04d}.png"
    return Still(number, name, start + 1, (Span(start, start + 8),), 320, 180)


MADE = Article(
    title="A talk by Carpathy",
    language="en",
    facts=Facts(name="talk.mp4", duration=100.0, span=Span(0, 100), written_words=40),
    chapters=(
        Chapter(
            "c1", "Opening", 0, 29,
            (
                paragraph(0, "Welcome to the talk."),
                Figure("f1", 0, 8, 1, "stills/still-0001.png", 320, 180, "Slide 1", "Slide 1: Hello"),
                paragraph(1, LONG),
                paragraph(2, "The last of it."),
            ),
        ),
        Chapter(
            "c2", "Fruit", 30, 49,
            (
                Items("p3-list", 30, 39, ("apple", "pear"), True, "rewritten", 1.0, (3,)),
                paragraph(4, "Goodbye."),
            ),
        ),
    ),
)  # fmt: skip
STILLS = tuple(still(number, number * 10.0 - 10) for number in range(1, 9))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = ProjectFolder(tmp_path / "project")
    folder.create()
    folder.write(MADE)
    folder.write(Stills(stills=STILLS))
    for one in STILLS:
        image = QImage(320, 180, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        image.save(str(folder.stills / one.file))
    return folder.root


@pytest.fixture
def history(look: Theme, project: Path) -> Iterator[History]:
    history = History()
    history.open(project, MADE)
    yield history
    history.close()


@pytest.fixture
def page(qtbot: QtBot, look: Theme) -> QWidget:
    """A window with something to click on beside the editor."""
    page = QWidget()
    page.resize(800, 600)
    page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    column = QVBoxLayout(page)
    column.addStretch(1)
    column.addWidget(QPushButton("Elsewhere"))
    qtbot.addWidget(page)
    page.show()
    return page


def on_disk(project: Path) -> Edits:
    return ProjectFolder(project).read_edits()


def shown(history: History) -> list[str]:
    article = history.article
    assert article is not None
    return [told(block) for chapter in article.chapters for block in chapter.blocks]


def told(block: Block) -> str:
    if isinstance(block, Items):
        return " / ".join(block.items)
    return block.caption if isinstance(block, Figure) else block.text


# --- the editor in its place ---------------------------------------------------------------------


def edit(page: QWidget, history: History, name: str, **options: object) -> BlockEditor:
    """An editor over a block, wired as the window wires it."""
    editor = BlockEditor(page)
    editor.accepted.connect(lambda text: history.set_text(name, text))
    editor.split_asked.connect(lambda text, at: history.split(name, at, text))
    editor.merge_asked.connect(lambda text: history.merge_with_previous(name, text))
    font = theme().reading_font(12)
    editor.open(QRect(40, 40, 500, 60), history.text(name), font, **options)  # type: ignore[arg-type]
    return editor


def test_typing_and_enter_changes_the_paragraph_and_undo_brings_it_back(
    qtbot: QtBot, page: QWidget, history: History, project: Path
) -> None:
    editor = edit(page, history, "p2")
    qtbot.keyClicks(editor, " Really.")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert not editor.isVisible()
    assert shown(history)[3] == "The last of it. Really."
    history.undo()
    assert shown(history)[3] == "The last of it."
    history.redo()
    qtbot.waitUntil(lambda: len(on_disk(project).edits) == 1, timeout=2000)


def test_escape_leaves_everything_as_it_was(qtbot: QtBot, page: QWidget, history: History) -> None:
    editor = edit(page, history, "p2")
    qtbot.keyClicks(editor, "nonsense")
    with qtbot.waitSignal(editor.cancelled):
        qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert history.article == MADE
    assert not history.can_undo


def test_a_click_elsewhere_accepts_and_does_what_it_does_there(
    qtbot: QtBot, page: QWidget, history: History
) -> None:
    editor = edit(page, history, "p2")
    button = page.findChild(QPushButton)
    qtbot.keyClicks(editor, " Yes.")
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shown(history)[3] == "The last of it. Yes."


def test_control_enter_splits_where_the_cursor_is_as_one_step_of_the_history(
    qtbot: QtBot, page: QWidget, history: History
) -> None:
    editor = edit(page, history, "p1")
    qtbot.keyClicks(editor, " So.")
    editor.set_cursor(LONG.index("And"))
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert shown(history)[2:4] == [
        "A second thought by Carpathy.",
        "And a third one follows here. So.",
    ]
    history.undo()
    assert shown(history)[2] == LONG
    assert not history.can_undo


def test_control_enter_at_an_end_splits_nothing_and_goes_on_editing(
    qtbot: QtBot, page: QWidget, history: History
) -> None:
    editor = edit(page, history, "p1")
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert editor.is_open


def test_backspace_at_the_start_joins_with_the_paragraph_before(
    qtbot: QtBot, page: QWidget, history: History
) -> None:
    editor = edit(page, history, "p2", may_merge=True)
    editor.set_cursor(0)
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    assert shown(history)[2] == f"{LONG} The last of it."
    history.undo()
    assert history.article == MADE


def test_backspace_inside_only_deletes_a_letter(
    qtbot: QtBot, page: QWidget, history: History
) -> None:
    editor = edit(page, history, "p2", may_merge=True)
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert shown(history)[3] == "The last of it"


def test_in_code_enter_is_a_new_line_and_control_enter_accepts(qtbot: QtBot, page: QWidget) -> None:
    editor = BlockEditor(page)
    editor.open(QRect(10, 10, 300, 40), "a", theme().mono_font(10), purpose="code")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "b")
    with qtbot.waitSignal(editor.accepted) as caught:
        qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert caught.args == ["a\nb"]


def test_the_editor_grows_with_its_text_and_takes_in_nothing_but_text(
    qtbot: QtBot, page: QWidget, history: History
) -> None:
    editor = edit(page, history, "p2")
    before = editor.height()
    qtbot.keyClicks(editor, " many words" * 40)
    assert editor.height() > before
    assert not editor.acceptRichText()


def test_the_editor_wears_the_articles_type_from_the_first_time_on(
    qtbot: QtBot, page: QWidget, history: History
) -> None:
    editor = edit(page, history, "p2")
    face = theme().reading_font(12)
    assert editor.font().family() == face.family() != page.font().family()
    assert editor.document().defaultFont().pointSizeF() == 12
    theme().changed.emit()
    assert editor.font().family() == face.family()


def test_the_focus_goes_back_to_the_article_and_to_nothing_beyond_it(
    qtbot: QtBot, page: QWidget, history: History
) -> None:
    page.activateWindow()
    editor = edit(page, history, "p2")
    qtbot.waitUntil(editor.hasFocus, timeout=2000)
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert page.hasFocus()


def test_a_paragraph_emptied_in_the_editor_is_deleted(
    qtbot: QtBot, page: QWidget, history: History
) -> None:
    editor = edit(page, history, "p2")
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert "The last of it." not in shown(history)
    history.undo()
    assert "The last of it." in shown(history)


# --- every kind of edit, undone and redone -------------------------------------------------------

SHOT = Shot(3, "stills/still-0003.png", 21.0, 20.0, 28.0, 320, 180, "Third", "Third slide")
REDRAFT = Redraft(
    asked=Asked(1, "shorter"), text="A thought.", origin="rewritten", support=0.8, sentences=(1,)
)
CHANGES = {
    "text": lambda h: h.set_text("p0", "Hello."),
    "entry of a list": lambda h: h.set_text("p3-list", "fig", 1),
    "title": lambda h: h.set_text("title", "Another title"),
    "chapter": lambda h: h.set_text("c2", "Vegetables"),
    "caption": lambda h: h.set_caption("f1", "The first"),
    "description": lambda h: h.set_alt("f1", "A slide that says hello"),
    "split": lambda h: h.split("p1", LONG.index("And")),
    "merge": lambda h: h.merge_with_next("p0"),
    "delete": lambda h: h.delete("p1"),
    "swap": lambda h: h.swap("f1", SHOT),
    "no picture": lambda h: h.swap("f1", None),
    "add picture": lambda h: h.add_picture("p1", SHOT),
    "name": lambda h: h.correct_name("Carpathy", "Karpathy"),
    "again": lambda h: h.take(Telling((1,), ("p1",)), REDRAFT),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_can_be_undone_redone_reset_and_is_kept(
    change: str, history: History, project: Path
) -> None:
    CHANGES[change](history)
    changed = history.article
    assert changed != MADE
    assert history.applied is not None
    assert history.applied.resting == ()
    history.undo()
    assert history.article == MADE
    history.redo()
    assert history.article == changed
    history.close()
    assert ProjectFolder(project).read_edited() == changed
    history.open(project, MADE)
    assert history.article == changed
    history.reset(history.edits.edits[-1].id)
    assert history.article == MADE


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_survives_a_rerun_and_its_undo(change: str, history: History) -> None:
    CHANGES[change](history)
    changed = shown(history)
    chapters = tuple(
        msgspec.structs.replace(
            c, id=f"x{c.id}",
            blocks=tuple(msgspec.structs.replace(b, id=f"x{b.id}") for b in c.blocks),
        )
        for c in MADE.chapters
    )  # fmt: skip
    history.rebase(msgspec.structs.replace(MADE, chapters=chapters))
    assert shown(history) == changed
    history.undo()
    assert shown(history) == [told(b) for c in MADE.chapters for b in c.blocks]


def test_what_was_deleted_is_restored_and_that_is_undone_too(history: History) -> None:
    history.delete("p1")
    history.restore(history.edits.edits[0].id)
    assert history.article == MADE
    history.undo()
    assert LONG not in shown(history)


def test_setting_the_same_text_is_no_edit(history: History) -> None:
    history.set_text("p2", "The last of it.\n")
    assert not history.can_undo


def test_all_edits_of_a_block_are_reset_at_once(history: History) -> None:
    history.set_text("p2", "One.")
    history.set_text("p2", "Two.")
    assert len(history.edits_of("p2")) == 2
    history.reset_block("p2")
    assert history.article == MADE
    history.undo()
    assert "Two." in shown(history)


def test_edits_wait_on_disk_soon_after_they_are_made(
    qtbot: QtBot, history: History, project: Path
) -> None:
    history.set_text("p0", "Hello.")
    qtbot.waitUntil(lambda: len(on_disk(project).edits) == 1, timeout=2000)


def test_edits_that_cannot_be_read_are_told_of_shown_without_and_never_written_over(
    qtbot: QtBot, look: Theme, project: Path
) -> None:
    path = project / "edits.json"
    path.write_text('{"format": 99}', encoding="utf-8")
    history = History()
    told_of: list[str] = []
    history.failed.connect(lambda code, _values: told_of.append(code))
    history.open(project, MADE)
    history.set_text("p0", "Hello.")
    history.close()
    assert told_of == ["storage.newer", "storage.newer"]
    assert path.read_text(encoding="utf-8") == '{"format": 99}'


def test_a_disk_that_refuses_is_told_of_and_the_edit_stays_in_the_window(
    qtbot: QtBot, history: History, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_folder: ProjectFolder, _edits: Edits) -> None:
        raise StorageError("storage.full", path=project, reason="full")

    monkeypatch.setattr(ProjectFolder, "write_edits", full)
    with qtbot.waitSignal(history.failed) as caught:
        history.set_text("p0", "Hello.")
    assert caught.args[0] == "storage.full"
    assert "Hello." in shown(history)


def test_many_edits_of_a_long_article_are_laid_over_quickly(look: Theme, project: Path) -> None:
    """500 paragraphs, 200 edits: well below what anybody notices, also on a busy machine."""
    import time

    blocks = tuple(paragraph(number, f"Paragraph {number}. " * 20) for number in range(500))
    long = msgspec.structs.replace(MADE, chapters=(Chapter("c1", "All", 0, 5000, blocks),))
    history = History()
    history.open(project, long)
    for number in range(0, 400, 2):
        history.set_text(f"p{number}", f"Edited {number}.")
    began = time.process_time()
    history.rebase(long)
    assert time.process_time() - began < 0.1
    history.close()


# --- the small widgets ---------------------------------------------------------------------------


def test_the_filmstrip_offers_what_is_near_and_enter_takes_one(
    qtbot: QtBot, page: QWidget, project: Path, history: History
) -> None:
    strip = Filmstrip(page)
    strip.chosen.connect(lambda shot: history.swap("f1", shot))
    titled = (Screen(2, title="Second slide"),)
    strip.open(
        QRect(0, 0, 100, 100), project, STILLS, Span(0, 8), screens=titled, current=1
    )  # fmt: skip
    with qtbot.waitSignal(strip.chosen):
        qtbot.keyClick(strip._strip, Qt.Key.Key_Right)
        qtbot.keyClick(strip._strip, Qt.Key.Key_Return)
    figure = history.block("f1")
    assert isinstance(figure, Figure)
    assert (figure.still, figure.caption) == (2, "Second slide")
    history.undo()
    assert history.article == MADE
    strip.shut_down()


def test_a_picture_is_taken_with_a_click_and_shown_as_soon_as_it_is_read(
    qtbot: QtBot, page: QWidget, project: Path
) -> None:
    strip = Filmstrip(page)
    strip.open(QRect(0, 0, 100, 100), project, STILLS, Span(0, 8), current=1)
    item = strip._strip.item(1)
    before = item.icon().cacheKey()
    qtbot.waitUntil(lambda: item.icon().cacheKey() != before, timeout=5000)
    with qtbot.waitSignal(strip.chosen) as caught:
        place = strip._strip.visualItemRect(item).center()
        qtbot.mouseClick(strip._strip.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert caught.args[0].still == 2
    assert not strip.isVisible()
    strip.shut_down()


def test_a_picture_can_be_taken_out_only_where_there_is_one(
    qtbot: QtBot, page: QWidget, project: Path, history: History
) -> None:
    strip = Filmstrip(page)
    strip.removed.connect(lambda: history.swap("f1", None))
    strip.open(QRect(0, 0, 9, 9), project, STILLS, Span(0, 8), can_frame=False)
    assert not strip._none.isVisible()
    assert not strip._frame.isVisible()
    strip.close()
    strip.open(QRect(0, 0, 9, 9), project, STILLS, Span(0, 8), current=1)
    qtbot.mouseClick(strip._none, Qt.MouseButton.LeftButton)
    assert "Slide 1" not in shown(history)
    strip.shut_down()


def test_stills_near_a_stretch_come_in_their_order_and_there_are_always_some() -> None:
    far = tuple(still(number, number * 300.0) for number in range(1, 20))
    near = stills_near(far, Span(900, 910))
    assert [one.id for one in near] == sorted(one.id for one in near)
    assert 3 in [one.id for one in near]
    assert len(near) == 6
    assert stills_near((), Span(0, 1)) == ()


def test_the_frame_the_video_is_at_becomes_a_picture_of_the_users_own(
    qtbot: QtBot, history: History, project: Path
) -> None:
    image = QImage(64, 36, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    keeper = FrameKeeper()
    keeper.kept.connect(lambda shot: history.swap("f1", shot))
    with qtbot.waitSignal(keeper.kept):
        keeper.keep(image, project, 12.3456)
    figure = history.block("f1")
    assert isinstance(figure, Figure)
    assert (figure.file, figure.start, figure.width) == ("stills/frame-12346.png", 12.346, 64)
    assert QImage(str(project / figure.file)).pixelColor(3, 3) == Qt.GlobalColor.red
    history.undo()
    assert history.article == MADE


def test_a_frame_that_cannot_be_kept_says_so(qtbot: QtBot, look: Theme, tmp_path: Path) -> None:
    (tmp_path / "stills").write_text("a file where the folder should be")
    keeper = FrameKeeper()
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    with qtbot.waitSignal(keeper.failed) as caught:
        keeper.keep(image, tmp_path, 1.0)
    assert caught.args[0].startswith("storage.")


def test_a_name_is_counted_as_it_is_typed_and_corrected_everywhere(
    qtbot: QtBot, page: QWidget, history: History
) -> None:
    card = CorrectName(page)
    card.asked.connect(
        lambda old, new, whole, exact: history.correct_name(old, new, whole=whole, exact=exact)
    )
    assert history.article is not None
    card.open(QRect(0, 0, 9, 9), history.article)
    old, new = card.findChildren(QLineEdit)
    qtbot.keyClicks(old, "Carpath")
    assert card._count.text() == "Found nowhere"
    qtbot.keyClicks(old, "y")
    assert card._count.text().startswith("2 ")
    assert not card._go.isEnabled()
    qtbot.keyClicks(new, "Karpathy")
    qtbot.keyClick(new, Qt.Key.Key_Return)
    assert history.article.title == "A talk by Karpathy"
    assert isinstance(history.edits.edits[0], Name)
    history.undo()
    assert history.article == MADE


def test_a_name_in_other_case_is_found_when_that_is_asked(
    qtbot: QtBot, page: QWidget, history: History
) -> None:
    card = CorrectName(page)
    assert history.article is not None
    card.open(QRect(0, 0, 9, 9), history.article, "carpathy")
    assert card._count.text() == "Found nowhere"
    card._exact.click()
    assert card._count.text().startswith("2 ")


def entries(menu: BlockMenu) -> set[str]:
    found = set()
    for action in menu.actions():
        inner = action.menu()
        found |= {one.objectName() for one in (inner.actions() if inner else [action])}
    return found - {""}


def test_the_menu_offers_what_can_be_done_with_each_kind_of_block(
    page: QWidget, history: History
) -> None:
    assert history.applied is not None
    telling = Telling((0,), ("p0",))
    text = entries(
        block_menu(history.block("p0"), history.applied, page, telling=telling, can_split=True)
    )
    assert text == {
        "edit", "split", "merge", "add picture", "again:shorter", "again:plainer", "again:closer",
        "again", "delete", "spoken", "name",
    }  # fmt: skip
    figure = entries(block_menu(history.block("f1"), history.applied, page))
    assert figure == {"edit", "description", "swap", "delete", "name"}
    items = entries(block_menu(history.block("p3-list"), history.applied, page, on_entry=True))
    assert items == {"edit", "add picture", "delete entry", "delete", "spoken", "name"}
    assert entries(block_menu(None, history.applied, page)) == {"edit", "name"}
    assert entries(block_menu(history.block("p0"), history.applied, page, can_edit=False)) == {
        "spoken"
    }


def enabled(menu: BlockMenu, name: str) -> bool:
    return next(one for one in menu.actions() if one.objectName() == name).isEnabled()


def test_the_menu_keeps_what_cannot_be_done_now_in_its_place(
    page: QWidget, history: History
) -> None:
    assert history.applied is not None
    last = block_menu(history.block("p2"), history.applied, page)
    assert not enabled(last, "merge")
    assert not enabled(last, "split")
    first = block_menu(history.block("p0"), history.applied, page, can_split=True)
    assert enabled(first, "merge")
    assert enabled(first, "split")


@pytest.mark.parametrize(("hindrance", "said"), [("deleted", "deleted"), ("mixed", "list")])
def test_the_menu_says_why_something_cannot_be_asked_again(
    page: QWidget, history: History, hindrance: Literal["deleted", "mixed"], said: str
) -> None:
    assert history.applied is not None
    telling = Telling((0,), ("p0",), hindrance=hindrance)
    menu = block_menu(history.block("p0"), history.applied, page, telling=telling)
    [reason] = [one for one in menu.actions() if one.text().startswith("Write again")]
    assert said in reason.text()
    assert not reason.isEnabled()
    assert reason.menu() is None


def test_what_was_asked_again_replaces_all_parts_in_one_step(history: History) -> None:
    before = shown(history)
    history.split("p1", LONG.index("And"))
    parts = shown(history)
    draft = Redraft(
        asked=Asked(1, "shorter"), text="Two thoughts.", origin="rewritten", support=0.9,
        sentences=(1,),
    )  # fmt: skip
    history.take(Telling((1,), ("p1", "p1-e1"), cut=True), draft)
    assert shown(history) == [*before[:2], "Two thoughts.", *before[3:]]
    history.undo()
    assert shown(history) == parts
    history.redo()
    history.reset("e1")  # without the split there is nothing to merge: the draft still tells it all
    assert shown(history) == [*before[:2], "Two thoughts.", *before[3:]]


def test_the_menu_leads_back_from_edits_and_deletions(
    qtbot: QtBot, page: QWidget, history: History
) -> None:
    history.set_text("p2", "One.")
    history.set_text("p2", "Two.")
    history.delete("p1")
    assert history.applied is not None
    ids = [one.id for one in history.edits_of("p2")]
    menu = block_menu(history.block("p2"), history.applied, page, edits=ids)
    assert {"reset:e2", "reset all", "restore:e3"} <= entries(menu)
    menu.popup(QPoint(10, 10))
    with qtbot.waitSignal(menu.chosen) as caught:
        next(one for one in menu.actions() if one.objectName() == "reset:e2").trigger()
    assert caught.args == ["reset", "e2"]
    menu.close()


def test_the_list_of_corrections_resets_one_and_says_which_rest(
    qtbot: QtBot, page: QWidget, history: History
) -> None:
    history.set_text("p2", "One.")
    history.correct_name("Carpathy", "Karpathy")
    history.split("p1", LONG.index("And"))
    history.set_text("p1-e3", "A half.")
    history.reset("e3")
    assert history.applied is not None
    assert [one.id for one in history.applied.resting] == ["e4"]
    card = Corrections(page)
    card.reset_asked.connect(history.reset)
    card.open(QRect(0, 0, 9, 9), history.edits, history.applied)
    words = [label.text() for label in card.findChildren(QWidget) if hasattr(label, "text")]
    assert any("rests" in text and "A half." in text for text in words)
    button = card.findChild(QPushButton, "reset:e1")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shown(history)[3] == "The last of it."
    assert [type(one) for one in history.edits.edits] == [Name, Text]
    card.close()


def test_the_history_writes_nothing_from_the_windows_thread(
    qtbot: QtBot, history: History, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[int] = []
    write = ProjectFolder.write_edits

    def watched(folder: ProjectFolder, edits: Edits) -> None:
        threads.append(threading.get_ident())
        write(folder, edits)

    monkeypatch.setattr(ProjectFolder, "write_edits", watched)
    history.set_text("p0", "Hello.")
    history.flush()
    assert len(threads) == 1
    assert threads[0] != threading.get_ident()
