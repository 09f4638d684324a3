"""The queue: order, pause, crash, the next start; its children are scripts, and one is real."""

from __future__ import annotations

import errno
import os
import signal
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from pytestqt.qtbot import QtBot

from readreel.core import paths
from readreel.core.messages import message
from readreel.gui.jobs import arriving, entries
from readreel.gui.jobs import child as jobs
from readreel.gui.jobs.child import Ended
from readreel.gui.jobs.entries import Entry, Request, State, after_end, load
from readreel.gui.jobs.queue import Queue
from readreel.project.artifacts import Article
from readreel.project.folder import ProjectFolder, project_of

SAMPLE = paths.resources() / "sample" / "history-of-printing.mp4"

PRELUDE = """
import json, os, sys, time
def tell(**event):
    sys.stdout.write(json.dumps(event) + "\\n"); sys.stdout.flush()
recording = sys.argv[-1]
tell(type="started", step="probe")
"""

Behave = Callable[[str], None]


@pytest.fixture
def behave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Behave:
    """Let the queue's children be a script."""

    def use(script: str) -> None:
        path = tmp_path / "child.py"
        path.write_text(PRELUDE + textwrap.dedent(script), encoding="utf-8")
        monkeypatch.setattr(jobs, "program", lambda: [sys.executable, "-u", str(path)])

    return use


def recording(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_bytes(name.encode() * 100)
    return path


def made(folder: Path) -> Queue:
    return Queue(folder / "projects")


def states(queue: Queue) -> dict[str, str]:
    return {entry.name: entry.state for entry in queue.entries}


def test_recordings_are_made_one_after_another(
    data: Path, tmp_path: Path, behave: Behave, qtbot: QtBot
) -> None:
    behave(f"open({str(tmp_path / 'log')!r}, 'a').write(os.path.basename(recording) + chr(10))")
    queue = made(data)
    for name in ("a.mp4", "b.mp4", "c.mp4"):
        queue.add(recording(tmp_path, name), Request())
    qtbot.waitUntil(lambda: set(states(queue).values()) == {"finished"}, timeout=15000)
    assert (tmp_path / "log").read_text(encoding="utf-8").split() == ["a.mp4", "b.mp4", "c.mp4"]


def test_the_order_can_be_changed(data: Path, tmp_path: Path, behave: Behave, qtbot: QtBot) -> None:
    behave(f"time.sleep(0.3); open({str(tmp_path / 'log')!r}, 'a').write(recording[-5:-4])")
    queue = made(data)
    added = [queue.add(recording(tmp_path, f"{name}.mp4"), Request()) for name in "abc"]
    assert added[2]
    queue.move(added[2].id, 1)
    qtbot.waitUntil(lambda: set(states(queue).values()) == {"finished"}, timeout=15000)
    assert (tmp_path / "log").read_text(encoding="utf-8") == "acb"


def test_the_same_recording_twice_is_one_entry(data: Path, tmp_path: Path, behave: Behave) -> None:
    behave("sys.stdin.readline(); sys.exit(130)")
    queue = made(data)
    first = queue.add(recording(tmp_path, "a.mp4"), Request())
    again = queue.add(tmp_path / "a.mp4", Request())
    assert first
    assert again
    assert first.id == again.id
    assert len(queue.entries) == 1
    queue.shut_down()


def test_a_pause_keeps_its_place_and_goes_on(
    data: Path, tmp_path: Path, behave: Behave, qtbot: QtBot
) -> None:
    mark = tmp_path / "second"
    behave(f"""
        if os.path.exists({str(mark)!r}): sys.exit(0)
        open({str(mark)!r}, 'w').close()
        sys.stdin.readline(); sys.exit(130)
    """)
    queue = made(data)
    entry = queue.add(recording(tmp_path, "a.mp4"), Request())
    assert entry
    qtbot.waitUntil(mark.exists, timeout=10000)
    queue.pause(entry.id)
    qtbot.waitUntil(lambda: states(queue) == {"a.mp4": "paused"}, timeout=10000)
    queue.resume(entry.id)
    qtbot.waitUntil(lambda: states(queue) == {"a.mp4": "finished"}, timeout=10000)


def test_one_that_fails_does_not_stop_the_rest(
    data: Path, tmp_path: Path, behave: Behave, qtbot: QtBot
) -> None:
    behave("""
        if recording.endswith('a.mp4'): os.abort()
        if recording.endswith('b.mp4'):
            tell(type='failed', step='', code='recording.damaged', values={'path': recording})
            sys.exit(3)
    """)
    queue = made(data)
    for name in ("a.mp4", "b.mp4", "c.mp4"):
        queue.add(recording(tmp_path, name), Request())
    qtbot.waitUntil(lambda: states(queue).get("c.mp4") == "finished", timeout=15000)
    codes = {entry.name: entry.code for entry in queue.entries}
    assert codes == {"a.mp4": "engine.crashed", "b.mp4": "recording.damaged", "c.mp4": ""}


def test_a_recording_that_vanished_fails_alone(
    data: Path, tmp_path: Path, behave: Behave, qtbot: QtBot
) -> None:
    behave("time.sleep(0.3)")
    queue = made(data)
    for name in ("a.mp4", "b.mp4", "c.mp4"):
        queue.add(recording(tmp_path, name), Request())
    (tmp_path / "b.mp4").unlink()
    qtbot.waitUntil(lambda: states(queue).get("c.mp4") == "finished", timeout=15000)
    assert states(queue) == {"a.mp4": "finished", "b.mp4": "failed", "c.mp4": "finished"}


def test_what_cannot_be_added_is_told(data: Path, tmp_path: Path, qtbot: QtBot) -> None:
    queue = made(data)
    (tmp_path / "empty.mp4").touch()
    for path, code in (
        (tmp_path / "gone.mp4", "recording.missing"),
        (tmp_path / "empty.mp4", "recording.empty"),
        (tmp_path / "odd\udcff.mp4", "usage.name"),
        (tmp_path, "recording.folder"),
    ):
        with qtbot.waitSignal(queue.troubled) as told:
            assert queue.add(path, Request()) is None
        assert told.args[0] == code


def test_the_next_start_goes_on(data: Path, tmp_path: Path, behave: Behave, qtbot: QtBot) -> None:
    behave("sys.stdin.readline(); sys.exit(130)")
    queue = made(data)
    queue.add(recording(tmp_path, "a.mp4"), Request(language="de"))
    queue.add(recording(tmp_path, "b.mp4"), Request())
    qtbot.waitUntil(lambda: queue.busy, timeout=5000)
    queue.shut_down()
    assert [(entry.name, entry.state) for entry in load()] == [
        ("a.mp4", "waiting"), ("b.mp4", "waiting"),
    ]  # fmt: skip
    behave("")
    later = made(data)
    assert later.entries[0].request.language == "de"
    later.advance()
    qtbot.waitUntil(lambda: set(states(later).values()) == {"finished"}, timeout=15000)


def test_other_choices_begin_again_with_them(
    data: Path, tmp_path: Path, behave: Behave, qtbot: QtBot
) -> None:
    log = tmp_path / "log"
    behave(f"""
        open({str(log)!r}, 'a').write(' '.join(sys.argv) + chr(10))
        if '--language=de' in sys.argv: sys.exit(0)
        sys.stdin.readline(); sys.exit(130)
    """)
    queue = made(data)
    entry = queue.add(recording(tmp_path, "a.mp4"), Request())
    assert entry
    qtbot.waitUntil(log.exists, timeout=10000)
    queue.ask_otherwise(entry.id, Request(language="de"))
    qtbot.waitUntil(lambda: states(queue) == {"a.mp4": "finished"}, timeout=15000)
    assert len(log.read_text(encoding="utf-8").splitlines()) == 2


def test_a_damaged_queue_file_is_no_obstacle(data: Path) -> None:
    (data / "queue.json").write_text("{", encoding="utf-8")
    assert made(data).entries == ()


def test_many_are_taken_in_without_waiting_for_the_disk(
    data: Path, tmp_path: Path, behave: Behave, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(recording: Path, projects: Path) -> Path:
        time.sleep(0.2)
        return project_of(recording, projects)

    monkeypatch.setattr(arriving, "project_of", slow)
    behave("sys.stdin.readline(); sys.exit(130)")
    queue = made(data)
    added: list[str] = []
    troubles: list[str] = []
    queue.added.connect(added.append)
    queue.troubled.connect(lambda code, _: troubles.append(code))
    files = [recording(tmp_path, "a.mp4"), tmp_path / "gone.mp4", recording(tmp_path, "b.mp4")]
    begun = time.monotonic()
    queue.take([*files, files[0]], Request(language="de"))
    assert time.monotonic() - begun < 0.1
    qtbot.waitUntil(lambda: len(added) == 3, timeout=5000)
    assert list(states(queue)) == ["a.mp4", "b.mp4"]
    assert added == [queue.entries[0].id, queue.entries[1].id, queue.entries[0].id]
    assert troubles == ["recording.missing"]
    assert queue.entries[1].request.language == "de"
    queue.shut_down()


STUBBORN = """
    tell(type='progress', step='probe', done=1, total=2, unit='s', overall=0.5, eta=60.0)
    sys.stdin.readline(); time.sleep(0.5); sys.exit(130)
"""


def working(queue: Queue, path: Path, qtbot: QtBot, request: Request | None = None) -> Entry:
    """An entry whose child is at work."""
    entry = queue.add(path, request or Request())
    assert entry
    qtbot.waitUntil(lambda: seen(queue, entry.id).share == 0.5, timeout=10000)
    return entry


def seen(queue: Queue, name: str) -> Entry:
    entry = queue.entry(name)
    assert entry
    return entry


def test_while_it_stops_that_is_said_and_going_on_is_possible(
    data: Path, tmp_path: Path, behave: Behave, qtbot: QtBot
) -> None:
    behave(STUBBORN)
    queue = made(data)
    entry = working(queue, recording(tmp_path, "a.mp4"), qtbot)
    queue.pause(entry.id)
    stopping = seen(queue, entry.id)
    assert (stopping.state, stopping.stopping, stopping.eta) == ("running", True, None)
    queue.resume(entry.id)
    with qtbot.waitSignal(queue.started, timeout=10000):
        pass
    again = seen(queue, entry.id)
    assert (again.state, again.stopping) == ("running", False)
    queue.shut_down()


def test_a_running_entry_is_stopped_and_then_taken_out(
    data: Path, tmp_path: Path, behave: Behave, qtbot: QtBot
) -> None:
    behave(STUBBORN)
    queue = made(data)
    entry = working(queue, recording(tmp_path, "a.mp4"), qtbot)
    queue.add(recording(tmp_path, "b.mp4"), Request())
    queue.remove(entry.id)
    assert len(queue.entries) == 2
    qtbot.waitUntil(lambda: list(states(queue)) == ["b.mp4"], timeout=10000)
    qtbot.waitUntil(lambda: states(queue) == {"b.mp4": "running"}, timeout=10000)
    queue.shut_down()


def test_cancelled_stays_in_the_list_until_it_is_taken_out(
    data: Path, tmp_path: Path, behave: Behave, qtbot: QtBot
) -> None:
    behave(STUBBORN)
    queue = made(data)
    entry = working(queue, recording(tmp_path, "a.mp4"), qtbot)
    queue.cancel(entry.id)
    qtbot.waitUntil(lambda: states(queue) == {"a.mp4": "cancelled"}, timeout=10000)
    queue.save()
    assert load() == []
    queue.remove(entry.id)
    assert queue.entries == ()


def test_what_was_finished_with_other_choices_than_the_last_is_made_again(
    data: Path, tmp_path: Path, behave: Behave, qtbot: QtBot
) -> None:
    log = tmp_path / "log"
    behave(f"""
        tell(type='progress', step='probe', done=1, total=2, unit='s', overall=0.5)
        open({str(log)!r}, 'a').write(' '.join(sys.argv) + chr(10))
        time.sleep(0.4)
    """)
    queue = made(data)
    finished: list[str] = []
    queue.finished.connect(lambda name, _: finished.append(name))
    entry = working(queue, recording(tmp_path, "a.mp4"), qtbot)
    queue.ask_otherwise(entry.id, Request(language="de"))
    qtbot.waitUntil(lambda: states(queue) == {"a.mp4": "finished"}, timeout=10000)
    first, second = log.read_text(encoding="utf-8").splitlines()
    assert "--language=auto" in first
    assert "--language=de" in second
    assert finished == [entry.id]


def test_what_was_paused_is_not_begun_by_the_next_start(
    data: Path, tmp_path: Path, behave: Behave, qtbot: QtBot
) -> None:
    behave(STUBBORN)
    queue = made(data)
    entry = working(queue, recording(tmp_path, "a.mp4"), qtbot)
    queue.pause(entry.id)
    queue.shut_down()  # while it is still stopping
    later = made(data)
    later.advance()
    assert states(later) == {"a.mp4": "paused"}
    assert not later.busy
    assert seen(later, entry.id).share == 0.5
    assert not seen(later, entry.id).stopping


def test_closing_does_not_wait_for_a_child_that_is_deaf(
    data: Path, tmp_path: Path, behave: Behave, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "_POLITE_MS", 200)
    monkeypatch.setattr(jobs, "_FIRM_MS", 200)
    behave("""
        import signal
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        tell(type='progress', step='probe', done=1, total=2, unit='s', overall=0.5)
        time.sleep(60)
    """)
    queue = made(data)
    working(queue, recording(tmp_path, "a.mp4"), qtbot)
    assert queue._child
    child = psutil.Process(queue._child.pid)
    begun = time.monotonic()
    queue.shut_down()
    assert time.monotonic() - begun < 3
    assert not child.is_running()
    assert [entry.state for entry in load()] == ["waiting"]


def test_a_queue_that_cannot_be_kept_is_told_of_and_goes_on(
    data: Path, tmp_path: Path, behave: Behave, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "queue.json")

    monkeypatch.setattr(entries, "write_atomic", full)
    behave("")
    queue = made(data)
    with qtbot.waitSignal(queue.troubled, timeout=5000) as told:
        queue.add(recording(tmp_path, "a.mp4"), Request())
    assert told.args[0] == "storage.full"
    qtbot.waitUntil(lambda: states(queue) == {"a.mp4": "finished"}, timeout=10000)


@pytest.mark.parametrize(
    ("ended", "wish", "state", "code"),
    [
        (Ended("finished"), None, "finished", ""),
        (Ended("finished"), "paused", "finished", ""),
        (Ended("cancelled"), "paused", "paused", ""),
        (Ended("killed", 9), "cancelled", "cancelled", ""),
        (Ended("cancelled"), "waiting", "waiting", ""),
        (Ended("failed", 130, "cancelled"), None, "paused", ""),
        (
            Ended("failed", 3, "recording.damaged", {"path": "x"}),
            None,
            "failed",
            "recording.damaged",
        ),
        (Ended("crashed", 11), None, "failed", "engine.crashed"),
        (Ended("not started", tail="no such file"), None, "failed", "engine.not_started"),
    ],
)
def test_what_becomes_of_an_entry_whose_child_ended(
    ended: Ended, wish: State | None, state: str, code: str
) -> None:
    entry = Entry(id="1", recording="a.mp4", project="p", state="running", stopping=True, eta=3.0)
    left = after_end(entry, ended, wish)
    assert (left.state, left.code, left.stopping, left.eta) == (state, code, False, None)
    if code:
        assert "…" not in str(message(left.code, left.values)) or code == "recording.damaged"


@pytest.mark.models
def test_a_real_recording_survives_pause_and_kill_and_becomes_an_article(
    data: Path, qtbot: QtBot
) -> None:
    queue = made(data)
    request = Request(writer="none", end=25.0)
    seen: list[str] = []
    queue.artifact.connect(lambda _, name: seen.append(name))
    entry = queue.add(SAMPLE, request)
    assert entry
    qtbot.waitUntil(lambda: "recording.json" in seen, timeout=60000)
    queue.pause(entry.id)
    qtbot.waitUntil(lambda: queue.entries[0].state == "paused", timeout=30000)
    queue.resume(entry.id)
    qtbot.waitUntil(lambda: queue.entries[0].step == "transcribe", timeout=60000)
    assert queue._child
    pid = queue._child.pid
    below = psutil.Process(pid).children(recursive=True)
    os.kill(pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    qtbot.waitUntil(lambda: queue.entries[0].state == "failed", timeout=30000)
    assert queue.entries[0].code == "engine.crashed"
    assert not psutil.wait_procs(below, timeout=15)[1], "its own child must not outlive it"
    queue.resume(entry.id)
    qtbot.waitUntil(lambda: queue.entries[0].state == "finished", timeout=120000)
    article = ProjectFolder(Path(entry.project)).read(Article)
    assert article.chapters
    assert (Path(entry.project) / "article.html").exists()


def test_a_project_that_is_only_just_let_go_is_waited_for(
    data: Path, tmp_path: Path, behave: Behave, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("readreel.gui.jobs.queue._BUSY_MS", 50)
    mark = tmp_path / "tries"
    behave(f"""
        tries = open({str(mark)!r}, 'a+'); tries.write('x'); tries.seek(0)
        if len(tries.read()) < 3:
            tell(type='failed', step='', code='busy.project', values={{'path': 'p'}})
            sys.exit(6)
    """)
    queue = made(data)
    queue.add(recording(tmp_path, "a.mp4"), Request())
    qtbot.waitUntil(lambda: states(queue) == {"a.mp4": "finished"}, timeout=15000)


def test_a_project_that_stays_busy_fails_in_the_end(
    data: Path, tmp_path: Path, behave: Behave, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("readreel.gui.jobs.queue._BUSY_MS", 10)
    behave("""
        tell(type='failed', step='', code='busy.project', values={'path': 'p'})
        sys.exit(6)
    """)
    queue = made(data)
    queue.add(recording(tmp_path, "a.mp4"), Request())
    qtbot.waitUntil(
        lambda: states(queue) == {"a.mp4": "failed"} and not queue.busy and queue._busy_times > 6,
        timeout=30000,
    )
    assert queue.entries[0].code == "busy.project"
