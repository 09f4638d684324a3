"""An article in another language: what a new recording is asked for, and what the card says of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from readreel.core.settings import Settings
from readreel.gui.reading.spoken import behind
from readreel.gui.reading.spokencard import told
from readreel.gui.theme import Theme
from readreel.gui.window import Window
from readreel.project.artifacts import Paragraph, Paragraphs, Written
from readreel.project.folder import ProjectFolder

BLOCK = Paragraph("p1", 0.0, 9.0, "Die Königin bleibt.", "rewritten", 1.0, (0,))


@pytest.mark.parametrize(("writer", "language"), [("auto", "fr"), ("qwen", "fr"), ("none", "")])
def test_a_new_recording_is_written_in_the_language_of_the_settings(
    writer: str, language: str, data: Path, look: Theme, qtbot: QtBot
) -> None:
    window = Window(Settings(appearance="light", writer=writer, article_language="fr"))
    qtbot.addWidget(window)
    assert window._usual_request().article_language == language


@pytest.mark.parametrize(("language", "translated"), [("de", True), ("", False)])
def test_the_card_does_not_claim_more_of_a_translation_than_was_compared(
    language: str, translated: bool, tmp_path: Path
) -> None:
    written = Written(0, BLOCK.text, "rewritten", 1.0, (0,), ("copied", "missing"))
    folder = ProjectFolder(tmp_path)
    folder.write(Paragraphs(writer="qwen", paragraphs=(written,), language=language))
    lines = "\n".join(told(behind(BLOCK, tmp_path)))
    assert ("Translated." in lines) is translated
    assert ("All of it is backed" in lines) is not translated
    assert "it left words untranslated" in lines
    assert "it left out a sentence" in lines
