"""Settings as a person changes them: each change is told at once, and only a person's."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from readreel.core.settings import Settings
from readreel.gui.choice import Choice
from readreel.gui.preferences import machine
from readreel.gui.preferences.page import PreferencesPage
from readreel.gui.start.notice import Notice
from readreel.gui.theme import Theme


@pytest.fixture
def page(
    qtbot: QtBot, look: Theme, data: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[PreferencesPage]:
    monkeypatch.setattr(machine, "program", lambda: [sys.executable, "-c", "print('{}')"])
    page = PreferencesPage(Settings(spoken_language="de", writer="gone-model", text_size=12.4))
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    qtbot.waitExposed(page)
    yield page
    page.shut_down()


def choice(page: PreferencesPage, name: str) -> Choice:
    return next(c for c in page.findChildren(Choice) if c.accessibleName() == name)


def pick(qtbot: QtBot, control: Choice, text: str) -> None:
    """Choose with the keys, as the list of a box is a window of its own."""
    control.setFocus()
    target = control.findText(text)
    assert target >= 0, [control.itemText(n) for n in range(control.count())]
    step = Qt.Key.Key_Down if target > control.currentIndex() else Qt.Key.Key_Up
    for _ in range(abs(target - control.currentIndex())):
        qtbot.keyClick(control, step)


def test_a_change_is_told_at_once(qtbot: QtBot, page: PreferencesPage) -> None:
    for name, text, field, value in (
        ("Colours", "Dark", "appearance", "dark"),
        ("Letters of articles", "Sans serif", "serif", False),
        ("Text size of articles", "13 pt", "text_size", 13.0),
        ("Width of articles", "Wide", "text_width", 75),
        ("Language of the window", "English", "language", "en"),
        ("Style of articles", "Textbook: sober sentences", "style", "textbook"),
        ("Language of articles", "français", "article_language", "fr"),
        ("Works on", "Processor", "device", "cpu"),
        ("Threads", "1", "threads", 1),
    ):
        with qtbot.waitSignal(page.settings_changed):
            pick(qtbot, choice(page, name), text)
        assert getattr(page.settings, field) == value
    awake = page.findChild(QCheckBox)
    with qtbot.waitSignal(page.settings_changed) as told:
        qtbot.mouseClick(awake, Qt.MouseButton.LeftButton, pos=awake.rect().center() / 8)
    assert told.args[0].keep_awake


def test_what_the_user_did_not_touch_stays_as_it_is(qtbot: QtBot, page: PreferencesPage) -> None:
    with qtbot.waitSignal(page.settings_changed) as told:
        pick(qtbot, choice(page, "Colours"), "Light")
    assert told.args[0] == Settings(
        spoken_language="de", writer="gone-model", text_size=12.4, appearance="light"
    )


def test_settings_changed_elsewhere_are_shown_and_not_told(
    qtbot: QtBot, page: PreferencesPage
) -> None:
    with qtbot.assertNotEmitted(page.settings_changed):
        page.set_settings(Settings(appearance="dark", text_size=18.0, threads=2))
    assert choice(page, "Colours").currentText() == "Dark"
    assert choice(page, "Text size of articles").currentText() == "18 pt"
    assert choice(page, "Threads").currentText() == "2"


def test_a_model_that_is_not_here_any_more_is_still_shown(page: PreferencesPage) -> None:
    assert choice(page, "Writes").currentText() == "gone-model"


def test_a_style_of_ones_own_can_be_chosen(
    qtbot: QtBot, page: PreferencesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Path] = []
    monkeypatch.setattr("readreel.gui.preferences.page._show", shown.append)
    of_styles = next(
        b for b in page.findChildren(QPushButton) if b.accessibleDescription() == "Your own styles"
    )
    qtbot.mouseClick(of_styles, Qt.MouseButton.LeftButton)
    (shown[0] / "letter.txt").write_text("Like a letter to a friend.")
    page.refresh()
    pick(qtbot, choice(page, "Style of articles"), "letter")
    assert page.settings.style == "letter"


def test_the_wheel_changes_nothing(qtbot: QtBot, page: PreferencesPage) -> None:
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    control = choice(page, "Colours")
    control.setFocus()
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), *none,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    with qtbot.assertNotEmitted(page.settings_changed):
        QApplication.sendEvent(control, wheel)


def test_articles_can_go_elsewhere_and_back(
    qtbot: QtBot, page: PreferencesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    change = next(
        b for b in page.findChildren(QPushButton) if b.text() == "Change…" and b.isVisible()
    )
    with qtbot.waitSignal(page.settings_changed) as told:
        qtbot.mouseClick(change, Qt.MouseButton.LeftButton)
    assert told.args[0].projects == str(tmp_path)
    back = next(
        b for b in page.findChildren(QPushButton) if b.text() == "Usual place" and b.isVisible()
    )
    with qtbot.waitSignal(page.settings_changed) as told:
        qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert told.args[0].projects == ""


def test_a_folder_that_cannot_be_written_is_refused(
    qtbot: QtBot, page: PreferencesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "nowhere"))
    change = next(
        b for b in page.findChildren(QPushButton) if b.text() == "Change…" and b.isVisible()
    )
    with qtbot.assertNotEmitted(page.settings_changed):
        qtbot.mouseClick(change, Qt.MouseButton.LeftButton)
    assert "may not read or write" in page.findChild(Notice).text()


def test_the_page_of_models_can_be_asked_for(qtbot: QtBot, page: PreferencesPage) -> None:
    button = next(b for b in page.findChildren(QPushButton) if b.text() == "Models…")
    with qtbot.waitSignal(page.models_wanted):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_doctor_that_makes_no_sense_is_said_and_harms_nothing(
    qtbot: QtBot, page: PreferencesPage
) -> None:
    qtbot.waitUntil(lambda: "could not be looked at" in _words(page), timeout=20_000)
    assert choice(page, "Works on").count() >= 2


def test_the_real_doctor_is_understood(qtbot: QtBot, data: Path, look: Theme) -> None:
    page = PreferencesPage(Settings())
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: "of memory for models" in _words(page), timeout=60_000)
    assert "Whisper" in _words(page)
    assert choice(page, "Threads").itemText(0).startswith("Automatic (")
    page.shut_down()


def _words(page: PreferencesPage) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel))
