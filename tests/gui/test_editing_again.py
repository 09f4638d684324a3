"""One paragraph again, in the window: asked, waited for, taken or left."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from readreel.gui.editing import AgainDialog, Work
from readreel.gui.jobs import child as children
from readreel.gui.theme import Theme
from readreel.project.redraft import Redraft

SCRIPT = """
import json, sys, time
from pathlib import Path
given = dict(one.removeprefix("--").partition("=")[::2] for one in sys.argv[1:] if "=" in one)
def tell(**event):
    print(json.dumps(event), flush=True)
tell(type="hello", protocol=1, version="0")
asked = {"passage": int(given["passage"]), "manner": given["manner"],
         "instruction": given["instruction"]}
if given["instruction"] == "busy":
    tell(type="failed", step="", code="busy.project", values={"path": "x"})
    sys.exit(6)
if given["instruction"] == "crash":
    sys.exit(3)
if given["instruction"] == "wait":
    sys.stdin.readline()
    sys.exit(130)
path = Path(sys.argv[-1], "steps", f"again-{given['passage']}.json")
path.parent.mkdir(parents=True, exist_ok=True)
text = "It is less now." if given["passage"] == "1" else "And short."
path.write_text(json.dumps({"asked": asked, "text": text, "origin": "rewritten", "support": 0.9,
    "sentences": [1], "refused": ["number"]}))
tell(type="done", step="again")
"""


@pytest.fixture
def card(
    qtbot: QtBot, look: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[AgainDialog]:
    """The card over a window, with a script in place of the program."""
    script = tmp_path / "program.py"
    script.write_text(textwrap.dedent(SCRIPT), encoding="utf-8")
    monkeypatch.setattr(children, "program", lambda: [sys.executable, str(script)])
    page = QWidget()
    page.resize(800, 600)
    qtbot.addWidget(page)
    page.show()
    card = AgainDialog(page)
    work = Work(tmp_path / "project", (1,))
    card.open(QRect(40, 40, 500, 60), work, "p1", "It is more than it was.")
    yield card
    card.shut_down()


def button(card: AgainDialog, text: str) -> QPushButton:
    return next(b for b in card.findChildren(QPushButton) if b.text() == text and b.isVisible())


def test_a_click_on_a_manner_brings_a_draft_that_is_taken_with_another_click(
    qtbot: QtBot, card: AgainDialog
) -> None:
    qtbot.mouseClick(button(card, "Shorter"), Qt.MouseButton.LeftButton)
    assert button(card, "Stop").isVisible()
    qtbot.waitUntil(lambda: card._result.isVisible(), timeout=10_000)
    assert card._text.text() == "It is less now."
    assert "as it was spoken" in card._remark.text()
    given: list[tuple[str, Redraft]] = []
    card.taken.connect(lambda name, draft: given.append((name, draft)))
    with qtbot.waitSignal(card.closed):
        qtbot.mouseClick(button(card, "Take it"), Qt.MouseButton.LeftButton)
    [(block, redraft)] = given
    assert (block, redraft.asked.manner, redraft.asked.passage) == ("p1", "shorter", 1)


def test_an_instruction_is_typed_and_sent_with_enter(qtbot: QtBot, card: AgainDialog) -> None:
    assert not card._go.isEnabled()
    qtbot.keyClicks(card._own, "As a question")
    qtbot.keyClick(card._own, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: card._result.isVisible(), timeout=10_000)
    assert card._redraft is not None
    assert card._redraft.asked.instruction == "As a question"


def test_a_paragraph_of_several_passages_is_asked_passage_by_passage(
    qtbot: QtBot, card: AgainDialog, tmp_path: Path
) -> None:
    assert not card._several.isVisible()
    work = Work(tmp_path / "project", (1, 2))
    card.open(QRect(40, 40, 500, 60), work, "p1", "It is more than it was.", parts=2)
    assert "2 parts" in card._several.text()
    assert card._several.isVisible()
    card.ask("shorter")
    qtbot.waitUntil(lambda: card._result.isVisible(), timeout=10_000)
    assert card._text.text() == "It is less now. And short."
    assert not card.job.running


def test_a_draft_that_changes_nothing_cannot_be_taken(qtbot: QtBot, card: AgainDialog) -> None:
    card._was = "It is  less now."
    card.ask("plainer")
    qtbot.waitUntil(lambda: card._result.isVisible(), timeout=10_000)
    assert not card._take.isVisible()
    assert "stands in the article already" in card._remark.text()


def test_while_the_article_is_being_made_it_says_so_and_lets_ask_again(
    qtbot: QtBot, card: AgainDialog
) -> None:
    card.ask("own", "busy")
    qtbot.waitUntil(lambda: card._result.isVisible(), timeout=10_000)
    assert "being made" in card._remark.text()
    assert not card._take.isVisible()
    qtbot.mouseClick(button(card, "Another way"), Qt.MouseButton.LeftButton)
    assert card._choices.isVisible()


def test_a_child_that_dies_is_told_of(qtbot: QtBot, card: AgainDialog) -> None:
    card.ask("own", "crash")
    qtbot.waitUntil(lambda: card._result.isVisible(), timeout=10_000)
    assert "crashed" in card._remark.text()


def test_stop_and_escape_end_the_writing(qtbot: QtBot, card: AgainDialog) -> None:
    card.ask("own", "wait")
    qtbot.wait(50)
    running = card.job._child
    assert running is not None
    with qtbot.waitSignals([card.closed, running.ended], timeout=10_000):
        qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert not card.job.running


def test_the_card_stays_inside_the_window_when_that_shrinks(
    qtbot: QtBot, card: AgainDialog
) -> None:
    page = card.parentWidget()
    card._rect = QRect(300, 500, 400, 80)
    page.resize(560, 420)
    qtbot.waitUntil(lambda: page.rect().contains(card.geometry()), timeout=2000)
