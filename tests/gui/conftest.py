"""The window's tests run offscreen, in the theme, with data folders of their own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from readreel.gui.theme import Theme, theme


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["readreel"]


@pytest.fixture(scope="session")
def look(qapp: QApplication) -> Theme:
    """The designed theme, light."""
    QApplication.setStyle("fusion")
    theme().use("light")
    return theme()


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty data folder for projects, settings and queue; the installed models stay visible."""
    from readreel.core import paths

    models = paths.user_models()
    folder = tmp_path / "data"
    folder.mkdir()
    monkeypatch.setenv("READREEL_MODELS", str(models))
    monkeypatch.setenv("READREEL_DATA", str(folder))
    yield folder


@pytest.fixture
def speaking(qapp: QApplication) -> Iterator[QApplication]:
    """Leaves the program in the language that it had."""
    before = QLocale()
    known = set(qapp.findChildren(QTranslator))
    yield qapp
    for translator in set(qapp.findChildren(QTranslator)) - known:
        qapp.removeTranslator(translator)
    QLocale.setDefault(before)
