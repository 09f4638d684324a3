"""The page of models, with real children where no network is needed and a told one where it would be."""

from __future__ import annotations

import struct
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from readreel.gui.jobs import child
from readreel.gui.models.page import ModelsPage
from readreel.gui.models.row import ModelRow
from readreel.gui.start.notice import Notice
from readreel.gui.theme import Theme

PATIENCE = 20_000

PROGRESS = """
import json, sys, time
def tell(kind, **values): print(json.dumps({"type": kind, "step": "x", **values}), flush=True)
tell("started")
tell("notice", code="model.source", values={"reason": "the hub did not answer"})
tell("progress", done=250_000_000, total=1_000_000_000, unit="bytes")
"""
WAITS = (
    PROGRESS
    + """
for line in sys.stdin:
    if line.strip() == "stop":
        tell("failed", code="cancelled", values={})
        sys.exit(130)
"""
)
FAILS = (
    PROGRESS
    + """
tell("failed", code="storage.full", values={"path": "/models", "reason": "no room"})
sys.exit(5)
"""
)
DIES = (
    PROGRESS
    + "sys.stderr.write('Traceback…\\nMemoryError'); sys.stderr.flush(); __import__('os')._exit(3)"
)
WORKS = PROGRESS + 'tell("done")'


@pytest.fixture(autouse=True)
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of models, for the page and for its children."""
    folder = tmp_path / "models"
    monkeypatch.setenv("READREEL_MODELS", str(folder))
    return folder


@pytest.fixture
def page(qtbot: QtBot, look: Theme) -> Iterator[ModelsPage]:
    page = ModelsPage()
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    qtbot.waitUntil(lambda: page.findChild(ModelRow) is not None)
    yield page
    page.shut_down()


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Instead of the program a script is started; the file returned lists what it was asked."""

    def use(script: str) -> Path:
        asked = tmp_path / "asked.txt"
        path = tmp_path / "program.py"
        note = f"import sys; open({str(asked)!r}, 'a').write(' '.join(sys.argv[1:]) + '\\n')\n"
        path.write_text(note + script, encoding="utf-8")
        monkeypatch.setattr(child, "program", lambda: [sys.executable, str(path)])
        return asked

    return use


def row(page: ModelsPage, name: str) -> ModelRow:
    return page.findChild(ModelRow, name)


def words(widget: ModelRow) -> str:
    return " | ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def press(qtbot: QtBot, widget: ModelRow | ModelsPage, text: str) -> None:
    def buttons() -> list[QPushButton]:
        every = widget.findChildren(QPushButton)
        return [button for button in every if button.text() == text and button.isVisible()]

    qtbot.waitUntil(lambda: bool(buttons()))
    qtbot.mouseClick(buttons()[0], Qt.MouseButton.LeftButton)


def a_whisper(folder: Path) -> Path:
    folder.mkdir()
    head = struct.pack("<IH", 6, 12) + b"WhisperSpec\0"
    (folder / "model.bin").write_bytes(head + bytes(4_000))
    for name in ("config.json", "tokenizer.json"):
        (folder / name).write_text("{}")
    (folder / "vocabulary.txt").write_text("a\nb\n")
    return folder


def add_folder(page: ModelsPage, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    menu = page.findChild(QMenu)
    next(action for action in menu.actions() if "Whisper" in action.text()).trigger()


def test_every_model_is_told_with_work_size_licence_languages_and_memory(page: ModelsPage) -> None:
    told = words(row(page, "whisper-base"))
    for expected in ("Whisper base", "listens", "148 MB", "MIT", "99 language", "600 MB of memory"):
        assert expected in told
    assert "Deutsch" not in told
    assert "writes" in words(row(page, "qwen2.5-coder-1.5b-instruct"))


def test_nothing_is_fetched_before_a_yes_that_knows_place_and_size(
    qtbot: QtBot, page: ModelsPage, told: Callable[[str], Path]
) -> None:
    asked = told(WORKS)
    model = row(page, "whisper-base")
    press(qtbot, model, "Get…")
    assert "148 MB will be fetched from huggingface.co/Systran/faster-whisper-base" in words(model)
    assert "PyPI" in words(model)
    press(qtbot, model, "Not now")
    press(qtbot, model, "Get…")
    qtbot.keyClick(QApplication.focusWidget() or model, Qt.Key.Key_Escape)
    qtbot.wait(100)
    assert not asked.exists()
    assert not page.busy
    press(qtbot, model, "Get…")
    with qtbot.waitSignal(page.models_changed, timeout=PATIENCE):
        press(qtbot, model, "Get it")
    assert asked.read_text() == "models get --events --attended -- whisper-base\n"


def test_a_download_shows_how_far_it_is_and_can_be_cancelled(
    qtbot: QtBot, page: ModelsPage, told: Callable[[str], Path]
) -> None:
    told(WAITS)
    model = row(page, "whisper-base")
    press(qtbot, model, "Get…")
    press(qtbot, model, "Get it")
    qtbot.waitUntil(lambda: "250 MB of 1.0 GB" in words(model), timeout=PATIENCE)
    assert "the hub did not answer" in words(model)
    with qtbot.assertNotEmitted(page.models_changed):
        press(qtbot, model, "Cancel")
        qtbot.waitUntil(lambda: not page.busy, timeout=PATIENCE)
    assert "Stopped." in words(model)
    press(qtbot, model, "Get…")


@pytest.mark.parametrize(("script", "said"), [(FAILS, "The disk is full"), (DIES, "MemoryError")])
def test_a_failure_is_said_in_its_place(
    qtbot: QtBot, page: ModelsPage, told: Callable[[str], Path], script: str, said: str
) -> None:
    told(script)
    model = row(page, "whisper-base")
    press(qtbot, model, "Get…")
    press(qtbot, model, "Get it")
    qtbot.waitUntil(lambda: said in words(model), timeout=PATIENCE)
    assert not page.busy
    press(qtbot, model, "Get…")


def test_the_starters_come_one_after_another(
    qtbot: QtBot, page: ModelsPage, told: Callable[[str], Path]
) -> None:
    asked = told(WAITS)
    press(qtbot, page, "Get the starters…")
    assert not asked.exists()
    press(qtbot, page, "Get them")
    second = row(page, "qwen2.5-coder-1.5b-instruct")
    qtbot.waitUntil(lambda: asked.exists(), timeout=PATIENCE)
    assert "Waiting" in words(second)
    press(qtbot, second, "Cancel")
    assert "Stopped." in words(second)
    press(qtbot, row(page, "whisper-base"), "Cancel")
    other = row(page, "qwen2.5-coder-0.5b-instruct")
    qtbot.waitUntil(lambda: "250 MB" in words(other), timeout=PATIENCE)
    assert len(asked.read_text().splitlines()) == 2


def test_closing_ends_the_child(
    qtbot: QtBot, page: ModelsPage, told: Callable[[str], Path]
) -> None:
    told(WAITS)
    press(qtbot, row(page, "whisper-base"), "Get…")
    press(qtbot, row(page, "whisper-base"), "Get it")
    qtbot.waitUntil(lambda: "250 MB" in words(row(page, "whisper-base")), timeout=PATIENCE)
    page.shut_down()
    assert not page.busy


def test_a_model_of_ones_own_is_taken_in_checked_and_removed(
    qtbot: QtBot, page: ModelsPage, models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = a_whisper(tmp_path / "mine")
    with qtbot.waitSignal(page.models_changed, timeout=PATIENCE):
        add_folder(page, source, monkeypatch)
    qtbot.waitUntil(lambda: row(page, "mine") is not None)
    assert "mine is ready." in page.findChild(Notice).text()
    mine = row(page, "mine")
    press(qtbot, mine, "Check")
    qtbot.waitUntil(lambda: "Every file is right." in words(mine), timeout=PATIENCE)
    copy = models / "mine" / "model.bin"
    content = copy.read_bytes()
    copy.unlink()  # it may be a second name of the original
    copy.write_bytes(content[:-1] + b"x")
    press(qtbot, mine, "Check")
    qtbot.waitUntil(lambda: "damaged" in words(mine), timeout=PATIENCE)
    press(qtbot, mine, "Remove…")
    assert "stays where it is" in words(mine)
    with qtbot.waitSignal(page.models_changed, timeout=PATIENCE):
        press(qtbot, mine, "Remove")
    qtbot.waitUntil(lambda: row(page, "mine") is None)
    assert not (models / "mine").exists()
    assert (source / "model.bin").read_bytes() == content


def test_what_is_no_model_is_refused_with_its_reason(
    qtbot: QtBot, page: ModelsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "holiday").mkdir()
    add_folder(page, tmp_path / "holiday", monkeypatch)
    notice = page.findChild(Notice)
    qtbot.waitUntil(lambda: "is no model that Readreel can use" in notice.text(), timeout=PATIENCE)
