"""Correcting an article in the whole window, and what leaves it afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from person import CONTROL, LEFT, SHORT, Person, behave, opened, printing
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from readreel.gui.theme import Theme
from readreel.project.artifacts import Article, Figure, Outline, OutlineChapter, Passage
from readreel.project.folder import ProjectFolder

DRAFTING = """
given = dict(one.removeprefix("--").partition("=")[::2] for one in sys.argv[1:] if "=" in one)
asked = {"passage": int(given["passage"]), "manner": "own", "instruction": given["instruction"]}
path = os.path.join(sys.argv[-1], "steps", f"again-{given['passage']}.json")
with open(path, "w") as file:
    json.dump({"asked": asked, "text": "All of it in a few words.", "origin": "rewritten",
        "support": 0.9, "sentences": [5], "refused": []}, file)
tell(type="done", step="again")
"""


@pytest.fixture
def project(data: Path) -> Path:
    return printing(data / "projects")


@pytest.fixture
def editor(project: Path, look: Theme, qtbot: QtBot) -> Iterator[Person]:
    """A person who has opened an article from the first page."""
    with opened(qtbot) as person:
        person.open(project)
        yield person


def blocks(person: Person) -> list[str]:
    article = person.window.workspace.article
    assert article
    return [block.id for chapter in article.chapters for block in chapter.blocks]


def figures(person: Person) -> dict[str, Figure]:
    article = person.window.workspace.article
    assert article
    found = (b for c in article.chapters for b in c.blocks if isinstance(b, Figure))
    return {figure.id: figure for figure in found}


def kept(person: Person, project: Path) -> Article:
    """Close the window; what the disk says then."""
    person.window.close()
    return ProjectFolder(project).read_edited()


def test_words_are_edited_in_place_and_taken_back_by_button_and_keys(editor: Person) -> None:
    bar = editor.window.bar
    assert not bar._undo.isEnabled()
    editor.write("p1", "Set by hand.")
    editor.until(lambda: "Set by hand." in editor.text())
    editor.write("c1", "Letters of lead")
    editor.until(lambda: "Letters of lead" in editor.text())
    editor.click(bar._undo)
    editor.until(lambda: "Letters of lead" not in editor.text())
    editor.key(Qt.Key.Key_Z, CONTROL)
    editor.until(lambda: "Set by hand." not in editor.text())
    assert not bar._undo.isEnabled()
    editor.click(bar._redo)
    editor.until(lambda: "Set by hand." in editor.text())
    editor.key(Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    editor.until(lambda: "Letters of lead" in editor.text())


def test_escape_leaves_everything_as_it_was(editor: Person) -> None:
    before = editor.text()
    field = editor.double_click("p1")
    editor.bot.keyClicks(field, "never mind")
    editor.bot.keyClick(field, Qt.Key.Key_Escape)
    assert not field.isVisible()
    assert editor.text() == before
    assert not editor.window.bar._undo.isEnabled()


def test_a_new_title_is_the_title_of_window_and_card(editor: Person, project: Path) -> None:
    editor.write("title", "How Books Are Made")
    editor.until(lambda: editor.window.windowTitle().startswith("How Books Are Made"))
    editor.click(editor.window.bar._home)
    shelf = editor.window.start._shelf
    editor.until(lambda: [row.title for row in shelf.rows] == ["How Books Are Made"])


def test_a_paragraph_is_deleted_and_restored(editor: Person) -> None:
    editor.choose("p4", "delete")
    editor.until(lambda: "Paragraph 4." not in editor.text())
    editor.choose("p5", "Restore", "restore")
    editor.until(lambda: "Paragraph 4." in editor.text())


def test_any_entry_of_a_list_is_edited_where_it_stands(editor: Person) -> None:
    field = editor.double_click("p0-list", "item", 2)
    assert field.toPlainText() == "Metal"  # type: ignore[attr-defined]
    place = editor.window.workspace.reader.block_rect("p0-list", "item", 2)
    assert field.geometry().contains(place.center())
    editor.bot.keyClick(field, Qt.Key.Key_Escape)
    editor.write("p0-list", "Lead and tin", "item", 2)
    editor.until(lambda: "Lead and tin" in editor.text())
    assert "Paper" in editor.text()
    editor.write("p0-list", "", "item", 1)
    editor.until(lambda: "Ink" not in editor.text())
    editor.key(Qt.Key.Key_Z, CONTROL)
    editor.until(lambda: "Ink" in editor.text())


def test_the_menu_of_a_list_takes_out_the_entry_that_was_pointed_at(editor: Person) -> None:
    editor.choose("p0-list", "delete entry", part="item", which=1)
    editor.until(lambda: "Ink" not in editor.text())
    assert "Paper" in editor.text()
    assert "Metal" in editor.text()
    editor.choose("p0-list", "edit", part="item", which=1)
    field = editor.window.workspace.correcting._editor
    editor.until(field.isVisible)
    assert field.toPlainText() == "Metal"
    editor.bot.keyClick(field, Qt.Key.Key_Escape)
    editor.click(editor.window.bar._undo)
    editor.until(lambda: "Ink" in editor.text())
    editor.choose("p0-list", "delete", part="item", which=1)
    editor.until(lambda: "p0-list" not in blocks(editor))


def test_f2_opens_the_entry_that_was_clicked_last(editor: Person) -> None:
    view = editor.window.workspace.reader.pane.viewport()
    editor.bot.mouseClick(view, LEFT, pos=editor.on_text("p0-list", "item", 2))
    editor.bot.keyClick(editor.window.workspace.reader.pane, Qt.Key.Key_F2)
    field = editor.window.workspace.correcting._editor
    editor.until(field.isVisible)
    assert field.toPlainText() == "Metal"


def test_a_split_paragraph_is_asked_again_as_a_whole(
    project: Path, look: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    passages = tuple(Passage(n, n, n, 10.0 * n, 10.0 * n + 9) for n in range(30))
    outline = Outline(title="", chapters=(OutlineChapter(0, "", 0.0, 299.0, passages),))
    ProjectFolder(project).write(outline)
    with opened(qtbot) as editor:
        editor.open(project)
        before = blocks(editor)
        editor.choose("p5", "split")
        editor.until(lambda: len(blocks(editor)) == len(before) + 1)
        editor.article()
        behave(project.parent, monkeypatch, DRAFTING)
        editor.choose("p5", "Write again", "again")
        card = editor.window.workspace.correcting._again
        editor.until(card.isVisible)
        assert "2 parts" in card._several.text()
        card._own.setFocus()
        editor.bot.keyClicks(card._own, "In a few words")
        editor.bot.keyClick(card._own, Qt.Key.Key_Return)
        editor.until(card._take.isVisible)
        editor.click(card._take)
        editor.until(lambda: "All of it in a few words." in editor.text())
        assert blocks(editor) == before
        assert "Paragraph 5." not in editor.text()
        editor.click(editor.window.bar._undo)
        editor.until(lambda: len(blocks(editor)) == len(before) + 1)


def test_a_paragraph_is_cut_at_the_sentence_that_was_pointed_at(editor: Person) -> None:
    before = len(blocks(editor))
    editor.choose("p5", "split")
    editor.until(lambda: len(blocks(editor)) == before + 1)
    editor.key(Qt.Key.Key_Z, CONTROL)
    editor.until(lambda: len(blocks(editor)) == before)


def test_a_paragraph_is_split_and_merged_again(editor: Person) -> None:
    before = len(blocks(editor))
    field = editor.double_click("p5")
    editor.bot.keyClick(field, Qt.Key.Key_Home, CONTROL)
    for _ in "Paragraph 5. ":
        editor.bot.keyClick(field, Qt.Key.Key_Right)
    editor.bot.keyClick(field, Qt.Key.Key_Return, CONTROL)
    editor.until(lambda: len(blocks(editor)) == before + 1)
    at = blocks(editor).index("p5")
    editor.choose(blocks(editor)[at], "merge")
    editor.until(lambda: len(blocks(editor)) == before)
    joined = editor.window.workspace.correcting.history.text("p5")
    assert joined.startswith("Paragraph 5. The printer")

    field = editor.double_click("p6")
    editor.bot.keyClick(field, Qt.Key.Key_Home, CONTROL)
    editor.bot.keyClick(field, Qt.Key.Key_Backspace)
    editor.until(lambda: "p6" not in blocks(editor))
    editor.key(Qt.Key.Key_Z, CONTROL)
    editor.until(lambda: "p6" in blocks(editor))


def test_a_caption_and_the_picture_over_it_are_changed(editor: Person, project: Path) -> None:
    editor.write("f1", "Letters of Mainz", "caption")
    editor.until(lambda: figures(editor)["f1"].caption == "Letters of Mainz")
    film = editor.window.workspace.correcting._pictures._film
    editor.choose("f1", "swap", part="caption")
    editor.until(film.isVisible)
    strip = film._strip
    other = strip.item(1 - strip.currentRow())
    editor.click(strip.viewport(), strip.visualItemRect(other).center())
    editor.until(lambda: figures(editor)["f1"].still == 20)
    editor.click(editor.window.bar._undo)
    editor.until(lambda: figures(editor)["f1"].still == 1)
    editor.choose("f1", "swap", part="caption")
    editor.until(film.isVisible)
    editor.click(film._none)
    editor.until(lambda: "f1" not in figures(editor))
    article = kept(editor, project)
    assert not [b for c in article.chapters for b in c.blocks if b.id == "f1"]


def test_the_frame_of_the_video_becomes_a_picture(editor: Person, project: Path) -> None:
    player = editor.window.workspace.player
    editor.press("chip", "p5")
    editor.until(lambda: abs(player.position() - 50) < 0.3 and player.current_frame() is not None)
    editor.choose("p5", "add picture")
    film = editor.window.workspace.correcting._pictures._film
    editor.until(film.isVisible)
    editor.click(film._frame)
    editor.until(lambda: len(figures(editor)) == 3)
    added = next(f for name, f in figures(editor).items() if name not in ("f1", "f20"))
    assert (project / added.file).exists()
    assert added.width == 1280


def test_a_name_is_corrected_everywhere(editor: Person) -> None:
    assert editor.text().count("printer") > 20
    editor.choose("p1", "name")
    dialog = editor.window.workspace.correcting._name
    editor.until(dialog.isVisible)
    for field, words in ((dialog._old, "printer"), (dialog._new, "Gutenberg")):
        field.selectAll()
        editor.bot.keyClicks(field, words)
    editor.click(dialog._go)
    editor.until(lambda: "printer" not in editor.text())
    assert editor.text().count("Gutenberg") > 20
    editor.click(editor.window.bar._undo)
    editor.until(lambda: "Gutenberg" not in editor.text())


def test_corrections_are_there_after_closing_at_once_and_opening_again(
    editor: Person, project: Path, qtbot: QtBot
) -> None:
    editor.write("p1", "Set by hand.")
    editor.choose("p2", "delete")
    field = editor.double_click("p4")
    editor.bot.keyClicks(field, " Still being typed.")
    editor.window.close()
    with opened(qtbot) as later:
        later.open(project)
        assert "Set by hand." in later.text()
        assert "Still being typed." in later.text()
        assert "p2" not in blocks(later)
        assert not later.window.bar._undo.isEnabled(), "undo is of this sitting"
        later.choose("p1", "reset")
        later.until(lambda: "Paragraph 1." in later.text())


def test_an_article_made_anew_under_the_reader_keeps_corrections_and_undo(
    editor: Person, project: Path
) -> None:
    editor.write("p1", "Set by hand.")
    folder = ProjectFolder(project)
    made = folder.read(Article)
    import msgspec

    folder.write(msgspec.structs.replace(made, title="Made Anew"))
    editor.window.workspace.artifact_changed("article.json")
    editor.until(lambda: editor.window.windowTitle().startswith("Made Anew"))
    editor.until(lambda: "Set by hand." in editor.text() and "Made Anew" in editor.text())
    editor.click(editor.window.bar._undo)
    editor.until(lambda: "Set by hand." not in editor.text())


def test_what_leaves_the_window_is_what_is_seen(
    editor: Person, tmp_path: Path, project: Path
) -> None:
    editor.write("p1", "Set by hand.")
    editor.until(lambda: "Set by hand." in editor.text())
    editor.choose("p2", "delete")
    editor.until(lambda: "p2" not in blocks(editor))
    out = editor.window.workspace.outlet
    page, folder, text = tmp_path / "o/a.html", tmp_path / "o/web", tmp_path / "o/a.md"
    for place, kind in (
        (page, "html"), (folder, "folder"), (text, "markdown"), (tmp_path / "o/a.pdf", "pdf"),
    ):  # fmt: skip
        with editor.bot.waitSignal(out.written, timeout=20_000) as told:
            out.write(place, kind, lambda _: None)
        file = Path(told.args[0])
        if kind == "pdf":
            content = "".join(one.extract_text() for one in PdfReader(file).pages)
        else:
            content = file.read_text(encoding="utf-8")
        assert "Set by hand." in content
        assert "Paragraph 2." not in content
    assert list(folder.rglob("*.png")) or list(folder.rglob("*.webp")), list(folder.rglob("*"))

    QApplication.clipboard().clear()
    menu = editor.window.bar._out.menu()
    menu.popup(editor.window.mapToGlobal(QPoint(600, 60)))
    action = next(a for a in menu.actions() if a.text() == "Copy the article")
    editor.bot.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())
    editor.until(lambda: "Set by hand." in QApplication.clipboard().text(), 20)
    assert "Set by hand." in QApplication.clipboard().mimeData().html()
    assert "Paragraph 2." not in QApplication.clipboard().text()


def test_nothing_can_be_corrected_while_it_is_only_heard(
    data: Path, look: Theme, qtbot: QtBot
) -> None:
    project = printing(data / "projects")
    (project / "article.json").unlink()
    with opened(qtbot, request=SHORT) as person:
        person.window.open_project(project)
        person.until(lambda: "sentence 3" in person.text())
        view = person.window.workspace.reader.pane.viewport()
        person.bot.mouseDClick(view, LEFT, pos=view.rect().center())
        assert not person.window.workspace.correcting._editor.isVisible()
        assert not person.window.bar._undo.isEnabled()
