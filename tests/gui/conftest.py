"""The window's tests run offscreen, in the theme, with data folders of their own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from readreel.gui.theme import Theme, theme

_LONGEST_WAIT = 60_000
"""Milliseconds: what never comes fails a test, what comes late on a slow machine does not."""


class PatientBot(QtBot):
    """Waits at least `_LONGEST_WAIT` for what must come, whatever a test asks for."""

    def waitUntil(  # noqa: N802
        self, callback: Callable[[], bool | None], *, timeout: int = _LONGEST_WAIT
    ) -> None:
        super().waitUntil(callback, timeout=max(timeout, _LONGEST_WAIT))

    def waitSignal(  # noqa: N802
        self, signal: Any, *, timeout: int = _LONGEST_WAIT, raising: bool = True, **more: Any
    ) -> Any:
        waited = max(timeout, _LONGEST_WAIT) if raising else timeout
        return super().waitSignal(signal, timeout=waited, raising=raising, **more)

    def waitExposed(self, widget: QWidget, *, timeout: int = _LONGEST_WAIT) -> Any:  # noqa: N802
        return super().waitExposed(widget, timeout=max(timeout, _LONGEST_WAIT))


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["readreel"]


@pytest.fixture(scope="session")
def look(qapp: QApplication) -> Theme:
    """The designed theme, light."""
    QApplication.setStyle("fusion")
    theme().use("light")
    return theme()


@pytest.fixture(autouse=True)
def library_of_its_own(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No page that a test opens leaves an index among those of whoever runs the tests."""
    from readreel.library import index

    folder = tmp_path_factory.mktemp("library")
    monkeypatch.setattr(index, "index_file", lambda _: folder / "index.sqlite")


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
