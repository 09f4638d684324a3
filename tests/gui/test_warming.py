"""The split view is made bit by bit after the start, and whoever wants it earlier still gets it."""

from __future__ import annotations

from pathlib import Path
from threading import enumerate as threads

import pytest
from person import Person, opened, printing
from pytestqt.qtbot import QtBot

from readreel.gui import warming
from readreel.gui.theme import Theme

_NEVER_MS = 3_600_000


@pytest.fixture
def cold(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is made before it is asked for, however long the window takes to appear."""
    monkeypatch.setattr(warming, "_FIRST_MS", _NEVER_MS)


def made(person: Person) -> bool:
    return person.window._workspace is not None


def test_the_split_view_is_made_while_nobody_asks(data: Path, look: Theme, qtbot: QtBot) -> None:
    with opened(qtbot) as person:
        assert not made(person)
        person.until(lambda: made(person), 20)
        assert person.window.pages.currentWidget() is person.window.start


def test_a_project_opened_at_once_is_shown_as_soon_as_it_can_be(
    cold: None, data: Path, look: Theme, qtbot: QtBot
) -> None:
    project = printing(data / "projects")
    with opened(qtbot) as person:
        person.window.open_project(project)
        assert not made(person), "the window was held up"
        person.until(lambda: made(person), 20)
        assert person.window.workspace.isVisible()
        assert person.article().title in person.window.windowTitle()


def test_who_goes_home_meanwhile_stays_there(
    cold: None, data: Path, look: Theme, qtbot: QtBot
) -> None:
    project = printing(data / "projects")
    with opened(qtbot) as person:
        person.window.open_project(project)
        person.window.go_home()
        person.until(lambda: made(person), 20)
        assert person.window.pages.currentWidget() is person.window.start
        assert person.window.workspace.project is None


def test_a_choice_made_before_it_is_there_is_its_own(
    cold: None, data: Path, look: Theme, qtbot: QtBot
) -> None:
    with opened(qtbot) as person:
        person.window._choose_layout("article")
        assert not made(person)
        assert person.window.workspace._side.isHidden()


def test_closing_in_between_leaves_nothing_behind(
    cold: None, data: Path, look: Theme, qtbot: QtBot
) -> None:
    with opened(qtbot) as person:
        under_way = person.window._warming
        steps = under_way._steps
        under_way._timer.setInterval(_NEVER_MS)
        under_way._begin.start(0)
        person.until(under_way._timer.isActive, 20)
        under_way._step()
        assert steps.gi_frame is not None, "it was all made in one step"
        person.window.close()
        assert steps.gi_frame is None
        assert not made(person)
        assert not [thread for thread in threads() if thread.name == "warming"]
