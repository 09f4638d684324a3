"""Every way a child of the window can end is its own outcome; a flood does not reach the window."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from readreel.gui.jobs import child as jobs
from readreel.gui.jobs.child import Child, Ended
from readreel.pipeline import events

PRELUDE = """
import json, os, signal, sys, threading, time
def tell(**event):
    sys.stdout.write(json.dumps(event) + "\\n"); sys.stdout.flush()
def progress(done, total=100):
    tell(type="progress", step="watch", done=done, total=total, unit="s", overall=done / total)
"""

Start = Callable[[str], Child]


@pytest.fixture
def begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Start:
    def started(script: str) -> Child:
        path = tmp_path / "child.py"
        path.write_text(PRELUDE + textwrap.dedent(script), encoding="utf-8")
        monkeypatch.setattr(jobs, "program", lambda: [sys.executable, "-u", str(path)])
        return Child([])

    return started


def outcome(child: Child, qtbot: QtBot, act: Callable[[], None] | None = None) -> Ended:
    with qtbot.waitSignal(child.ended, timeout=20000) as signal:
        child.start()
        if act:
            act()
    assert not child.running
    ended = signal.args[0]
    assert isinstance(ended, Ended)
    return ended


def test_a_child_that_does_its_work_is_finished(begin: Start, qtbot: QtBot) -> None:
    child, told = begin("tell(type='done', step='watch')"), []
    child.told.connect(told.append)
    assert outcome(child, qtbot).kind == "finished"
    assert told == [events.Done("watch")]


def test_a_failure_that_is_told_keeps_its_code(begin: Start, qtbot: QtBot) -> None:
    child = begin(
        "tell(type='failed', step='', code='recording.empty', values={'path': 'x'}); sys.exit(3)"
    )
    ended = outcome(child, qtbot)
    assert (ended.kind, ended.code, ended.values) == ("failed", "recording.empty", {"path": "x"})


@pytest.mark.parametrize("death", ["os.abort()", "os.kill(os.getpid(), 9)", "sys.exit(5)"])
def test_a_child_that_dies_by_itself_has_crashed(begin: Start, qtbot: QtBot, death: str) -> None:
    ended = outcome(begin(f"print('assertion in decoder', file=sys.stderr); {death}"), qtbot)
    assert ended.kind == "crashed"
    assert "assertion in decoder" in ended.tail


def test_a_child_that_listens_is_cancelled(begin: Start, qtbot: QtBot) -> None:
    child = begin("tell(type='started', step='watch'); sys.stdin.readline(); sys.exit(130)")
    child.told.connect(lambda _: child.stop())
    assert outcome(child, qtbot).kind == "cancelled"


@pytest.mark.skipif(sys.platform == "win32", reason="no signals to ignore there")
def test_a_child_that_ignores_everything_is_killed(
    begin: Start, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "_POLITE_MS", 200)
    monkeypatch.setattr(jobs, "_FIRM_MS", 200)
    child = begin(
        "signal.signal(15, signal.SIG_IGN); tell(type='started', step='watch'); time.sleep(60)"
    )
    child.told.connect(lambda _: child.stop())
    assert outcome(child, qtbot).kind == "killed"


def test_work_that_was_finished_before_the_stop_arrived_counts(begin: Start, qtbot: QtBot) -> None:
    child = begin("tell(type='started', step='watch'); time.sleep(0.5)")
    child.told.connect(lambda _: child.stop())
    assert outcome(child, qtbot).kind == "finished"


def test_a_program_that_is_not_there_is_not_started(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "program", lambda: ["/nowhere/readreel"])
    assert outcome(Child([]), qtbot).kind == "not started"


def test_lines_that_are_no_events_do_no_harm(begin: Start, qtbot: QtBot) -> None:
    child, told = begin("print('hello'); print('{'); tell(type='done', step='watch')"), []
    child.told.connect(told.append)
    assert outcome(child, qtbot).kind == "finished"
    assert told == [events.Done("watch")]


def test_a_flood_reaches_the_window_as_a_trickle_and_in_order(begin: Start, qtbot: QtBot) -> None:
    child = begin(
        """
        tell(type='started', step='watch')
        for number in range(20000):
            progress(number, 20000)
        tell(type='done', step='watch')
        """
    )
    told: list[events.Event] = []
    child.told.connect(told.append)
    assert outcome(child, qtbot).kind == "finished"
    assert isinstance(told[0], events.Started)
    assert isinstance(told[-1], events.Done)
    assert len(told) < 2000
    shares = [event.done for event in told if isinstance(event, events.Progress)]
    assert shares == sorted(shares)
    assert shares[-1] == 19999


def test_what_is_no_progress_arrives_whole_even_in_a_flood(begin: Start, qtbot: QtBot) -> None:
    child = begin(
        """
        for number in range(5000):
            progress(number, 5000)
            tell(type='notice', step='watch', code='x', values={'number': str(number)})
        """
    )
    told: list[events.Event] = []
    child.told.connect(told.append)
    assert outcome(child, qtbot).kind == "finished"
    numbers = [event.values["number"] for event in told if isinstance(event, events.Notice)]
    assert numbers == [str(number) for number in range(5000)]


def test_a_line_in_pieces_is_one_event(begin: Start, qtbot: QtBot) -> None:
    child, told = (
        begin(
            """
        line = json.dumps({'type': 'done', 'step': 'watch'})
        for piece in (line[:5], line[5:9], line[9:] + chr(10) + line[:3], line[3:] + chr(10)):
            sys.stdout.write(piece); sys.stdout.flush(); time.sleep(0.15)
        """
        ),
        [],
    )
    child.told.connect(told.append)
    assert outcome(child, qtbot).kind == "finished"
    assert told == [events.Done("watch"), events.Done("watch")]


def test_a_line_without_end_does_not_fill_the_memory(
    begin: Start, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "_MOST_LINE_BYTES", 10_000)
    child, told = (
        begin("sys.stdout.write('x' * 300_000 + chr(10)); tell(type='done', step='watch')"),
        [],
    )
    child.told.connect(told.append)
    assert outcome(child, qtbot).kind == "finished"
    assert len(child._partial) <= 10_000
    assert told == [events.Done("watch")]


def test_much_talk_on_stderr_neither_blocks_nor_stays(begin: Start, qtbot: QtBot) -> None:
    ended = outcome(begin("sys.stderr.write('x' * 2_000_000 + 'the end'); sys.exit(9)"), qtbot)
    assert ended.tail.endswith("the end")
    assert len(ended.tail) <= 8000


@pytest.mark.skipif(sys.platform == "win32", reason="no signals to obey there")
def test_a_child_that_is_deaf_but_obeys_a_signal_is_ended_by_it(
    begin: Start, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "_POLITE_MS", 200)
    child = begin(
        """
        signal.signal(15, lambda *_: (print('put away', file=sys.stderr), sys.exit(130)))
        tell(type='started', step='watch'); time.sleep(60)
        """
    )
    child.told.connect(lambda _: child.stop())
    ended = outcome(child, qtbot)
    assert (ended.kind, ended.status) == ("killed", 130)
    assert ended.tail == "put away"


def test_a_stop_is_not_a_failure_even_if_the_child_calls_it_one(begin: Start, qtbot: QtBot) -> None:
    child = begin(
        """
        tell(type='started', step='watch'); sys.stdin.readline()
        tell(type='failed', step='watch', code='cancelled', values={}); sys.exit(130)
        """
    )
    child.told.connect(lambda _: child.stop())
    assert outcome(child, qtbot).kind == "cancelled"


def test_progress_never_overtakes_what_came_after_it(begin: Start, qtbot: QtBot) -> None:
    child, told = (
        begin(
            """
            for number in range(300):
                progress(number, 300)
                tell(type='notice', step='watch', code='x', values={})
            tell(type='done', step='watch')
            tell(type='started', step='read')
            """
        ),
        [],
    )
    child.told.connect(told.append)
    assert outcome(child, qtbot).kind == "finished"
    assert told[-2:] == [events.Done("watch"), events.Started("read")]
    progress = [event for event in told if isinstance(event, events.Progress)]
    assert progress[-1].done == 299
    assert len(progress) < 150
