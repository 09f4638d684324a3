"""What went wrong is said in the language of the window, wherever the window says it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from person import opened, printing
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from readreel.gui.app import translate
from readreel.gui.player.notice import Notice as PlayerNotice
from readreel.gui.player.player import Player
from readreel.gui.start.notice import Notice
from readreel.gui.theme import Theme
from readreel.gui.words import reported, said


def test_a_file_that_is_no_video_is_refused_in_german(
    data: Path, tmp_path: Path, speaking: QApplication, look: Theme, qtbot: QtBot
) -> None:
    translate(speaking, "de")
    false = tmp_path / "Vortrag.mp4"
    false.write_text("Das ist gar kein Video.\n" * 40, encoding="utf-8")
    with opened(qtbot) as one:
        one.drop(false)
        one.until(lambda: bool(one.window.queue.entries) and one.entry.over, 60)
        bar = one.window.strip.bar
        one.until(bar.isVisible)
        assert one.entry.code == "recording.not_media"
        assert "Vortrag.mp4 ist keine Video-, Ton- oder Untertiteldatei" in bar._text.text()
        assert bar._text.text().endswith("Nichts wurde verändert.")


def test_a_project_that_cannot_be_opened_says_so_in_chinese(
    data: Path, speaking: QApplication, look: Theme, qtbot: QtBot
) -> None:
    translate(speaking, "zh_CN")
    project = printing(data / "projects")
    content = json.loads((project / "article.json").read_bytes())
    newer = json.dumps({**content, "format": 99})
    (project / "article.json").write_text(newer, encoding="utf-8")
    with opened(qtbot) as one:
        one.window.open_project(project)
        one.until(one.window.notice.isVisible)
        assert "由更新版本的 Readreel 制作。它保持原样" in one.window.notice.text()


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        ("en", "The recording a.mp4 is not where it was."),
        ("de_AT", "Die Aufnahme a.mp4 ist nicht mehr, wo sie war."),
        ("zh", "录像 a.mp4 已不在原处。"),
        ("fi", "The recording a.mp4 is not where it was."),
    ],
)
def test_every_notice_speaks_the_language_of_the_buttons(
    speaking: QApplication, look: Theme, qtbot: QtBot, locale: str, sentence: str
) -> None:
    translate(speaking, locale)
    above, player = Notice(), PlayerNotice()
    qtbot.addWidget(above)
    qtbot.addWidget(player)
    above.complain("player.missing", {"name": "a.mp4"})
    player.tell("player.missing", {"name": "a.mp4"})
    assert above.text().startswith(sentence)
    assert player.text().startswith(above.text())


def test_a_long_notice_is_whole_in_a_narrow_player(
    speaking: QApplication, look: Theme, qtbot: QtBot
) -> None:
    translate(speaking, "de")
    player = Player()
    qtbot.addWidget(player)
    player.resize(320, 420)
    player.show()
    player.notice.tell("player.cut", {"name": "history-of-printing.mp4"})
    text = player.notice._text
    qtbot.waitUntil(lambda: text.height() >= text.heightForWidth(text.width()), timeout=2000)
    assert text.width() > 0.8 * player.notice.width()
    player.shut_down()


@pytest.mark.parametrize(
    ("step", "named"),
    [("transcribe", "Hört zu"), ("again", "Schreibt"), ("make", "Beginnt"), ("phi-4", "phi-4")],
)
def test_a_step_is_named_in_the_language_of_the_window(
    speaking: QApplication, step: str, named: str
) -> None:
    translate(speaking, "de")
    text = reported("engine.crashed", {"step": step, "status": "SIGKILL", "log": "a.log"})
    assert text.startswith(f"Der Schritt „{named}“ ist abgestürzt (SIGKILL).")


def test_the_work_of_a_model_is_named_in_the_language_of_the_window(
    speaking: QApplication,
) -> None:
    values = {"name": "tiny", "role": "listener", "wanted": "writer"}
    assert said("model.role", values).happened == (
        "The model tiny is a listener, and a writer is needed here."
    )
    translate(speaking, "de")
    assert said("model.role", values).happened == (
        "Das Modell tiny ist ein zuhörendes Modell; hier wird ein schreibendes Modell gebraucht."
    )
