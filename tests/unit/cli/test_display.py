"""A run is told of in the way its reader needs: bars, quiet lines, or JSON."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from rich.console import Console

from readreel.cli import display
from readreel.pipeline import events
from readreel.pipeline.again import STEP
from readreel.pipeline.events import Event
from readreel.pipeline.plan import STEPS

RUN: tuple[Event, ...] = (
    events.Hello(events.PROTOCOL, "1"),
    events.Started("probe", fresh=True),
    events.Done("probe"),
    events.Started("transcribe"),
    events.Progress("transcribe", 30, 120, "seconds", overall=0.1, eta=754.0),
    events.Notice("transcribe", "storage.absent", {"path": "x [bold]y"}),
    events.Done("transcribe"),
    events.Finished("/p", "/a.html"),
)


AGAIN: tuple[Event, ...] = (
    events.Hello(events.PROTOCOL, "1"),
    events.Started(STEP),
    events.Progress(STEP, 1, 2, "passages"),
    events.Done(STEP),
    events.Finished("/p", "/p/steps/again-3.json"),
)


def shown(
    terminal: bool,
    monkeypatch: pytest.MonkeyPatch,
    run: Sequence[Event] = RUN,
    steps: Sequence[str] = tuple(step.name for step in STEPS),
) -> str:
    out = io.StringIO()
    console = Console(file=out, force_terminal=terminal, width=200, highlight=False)
    monkeypatch.setattr(display, "Console", lambda **_: console)
    with display.open_display(json_lines=False, steps=steps) as tell:
        for event in run:
            tell(event)
    return out.getvalue()


def test_on_a_terminal_every_step_has_a_bar_and_the_whole_an_eta(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = shown(True, monkeypatch)
    assert "Listening" in text
    assert "Article" in text
    assert "already done" in text


def test_elsewhere_a_line_tells_of_each_step(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = shown(False, monkeypatch).splitlines()
    assert lines[0] == "Looking into the file: already done"
    assert lines[-1].startswith("Listening: ")


def test_a_long_step_says_how_much_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "_QUIET_SECONDS", 0.0)
    assert "about 12:34 left" in shown(False, monkeypatch)


def test_a_paragraph_asked_again_is_shown_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "1 of 2 passages" in shown(True, monkeypatch, AGAIN, [STEP])
    monkeypatch.setattr(display, "_QUIET_SECONDS", 0.0)
    assert "Writing again: 50%" in shown(False, monkeypatch, AGAIN, [STEP])


def test_values_are_shown_as_they_are_not_as_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "x [bold]y" in shown(False, monkeypatch)


def test_programs_read_back_what_was_told(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    with display.open_display(json_lines=True) as tell:
        for event in RUN:
            tell(event)
    lines = capsysbinary.readouterr().out.splitlines()
    assert tuple(events.decode(line) for line in lines) == RUN
