"""Every way a child can end is its own outcome, and none of them takes the runner down."""

from __future__ import annotations

import json
import sys
import textwrap
import threading
import time
from pathlib import Path

import psutil
import pytest

from readreel.core.errors import Cancelled, EngineError, RecordingError, StorageError
from readreel.pipeline import events, runner
from readreel.pipeline.events import Event
from readreel.pipeline.plan import Choices, Job
from readreel.project.folder import ProjectFolder

PRELUDE = """
import json, os, signal, sys, time
job = sys.stdin.readline()
def tell(**event):
    print(json.dumps(event), flush=True)
tell(type="hello", protocol=1, version="0")
"""


class Child:
    """Runs a script in place of the worker and keeps what it told."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.events: list[Event] = []
        self.stop = threading.Event()
        self._monkeypatch = monkeypatch

    def run(self, script: str) -> runner.Outcome:
        path = self.folder / "child.py"
        path.write_text(PRELUDE + textwrap.dedent(script), encoding="utf-8")
        self._monkeypatch.setattr(runner, "_command", lambda: [sys.executable, str(path)])
        job = Job(
            step="watch", project=str(self.folder), recording="x", run="r", choices=Choices(),
            threads=1, device="cpu",
        )  # fmt: skip
        return runner.run_child(job, self.events.append, self.stop, self.log)

    @property
    def log(self) -> Path:
        return self.folder / "logs" / "watch.log"


@pytest.fixture
def child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Child:
    return Child(tmp_path, monkeypatch)


def test_done_and_exit_zero_is_finished(child: Child) -> None:
    outcome = child.run("""tell(type="done", step="watch")""")
    assert outcome.kind == "finished"
    assert outcome.error("watch", child.log) is None
    assert isinstance(child.events[0], events.Hello)


@pytest.mark.parametrize(
    "script",
    ["""tell(type="done", step="watch"); sys.exit(3)""", "sys.exit(0)", "os.abort()"],
    ids=["done but exit 3", "exit 0 without done", "abort"],
)
def test_anything_less_than_done_and_exit_zero_is_a_crash(child: Child, script: str) -> None:
    outcome = child.run(script)
    assert outcome.kind == "crashed"
    assert isinstance(outcome.error("watch", child.log), EngineError)


def test_a_kill_from_outside_is_told_apart_from_a_crash(child: Child) -> None:
    outcome = child.run("os.kill(os.getpid(), signal.SIGKILL)")
    error = outcome.error("watch", child.log)
    assert error is not None
    assert error.code == "engine.killed"
    assert error.values["status"] == "SIGKILL"


def test_a_reported_failure_comes_back_as_its_own_error(child: Child) -> None:
    outcome = child.run(
        """tell(type="failed", step="watch", code="recording.missing", values={"path": "x"}); sys.exit(3)"""
    )
    error = outcome.error("watch", child.log)
    assert isinstance(error, RecordingError)
    assert error.values == {"path": "x"}


def test_what_native_code_prints_does_not_disturb_the_events(child: Child) -> None:
    outcome = child.run(
        """
        print("ggml_init: noise"); print('{"type": "unknown"}'); print(json.dumps([1]), flush=True)
        tell(type="progress", step="watch", done=1, total=2, unit="frames")
        tell(type="done", step="watch")
        """
    )
    assert outcome.kind == "finished"
    assert [type(event) for event in child.events] == [events.Hello, events.Progress, events.Done]


def test_the_tail_of_stderr_is_kept(child: Child) -> None:
    outcome = child.run("""print("assertion failed in decoder", file=sys.stderr); os.abort()""")
    assert "assertion failed" in outcome.tail
    assert "assertion failed" in child.log.read_text(encoding="utf-8")


def test_a_child_that_listens_stops_politely(child: Child) -> None:
    threading.Timer(0.5, child.stop.set).start()
    outcome = child.run(
        """
        sys.stdin.readline()
        tell(type="failed", step="watch", code="cancelled", values={})
        sys.exit(130)
        """
    )
    assert isinstance(outcome.error("watch", child.log), Cancelled)


def test_a_child_that_will_not_die_is_killed(child: Child, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "_POLITE_SECONDS", 0.3)
    monkeypatch.setattr(runner, "_FIRM_SECONDS", 0.3)
    child.stop.set()
    begun = time.monotonic()
    outcome = child.run("signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)")
    assert outcome.kind == "cancelled"
    assert time.monotonic() - begun < 20
    assert not [
        process for process in psutil.process_iter(["cmdline"])
        if str(child.folder / "child.py") in (process.info["cmdline"] or [])
    ]  # fmt: skip


def test_a_command_that_cannot_start_says_so(child: Child, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "_command", lambda: ["/nonexistent/program"])
    job = Job(
        step="watch", project="", recording="", run="", choices=Choices(), threads=1, device="cpu"
    )
    outcome = runner.run_child(job, child.events.append, child.stop, child.log)
    assert outcome.kind == "not started"
    error = outcome.error("watch", child.log)
    assert error is not None
    assert error.code == "engine.not_started"


def _writing(child: Child, script: str) -> list[tuple[int, ...]]:
    """Let the writer's step be a script; what it was asked to avoid, run by run."""
    asked = child.folder / "asked"
    path = child.folder / "child.py"
    keep = (
        f"open({str(asked)!r}, 'a').write(json.dumps(json.loads(job).get('avoid', [])) + chr(10))\n"
    )
    path.write_text(PRELUDE + keep + textwrap.dedent(script), encoding="utf-8")
    child._monkeypatch.setattr(runner, "_command", lambda: [sys.executable, str(path)])
    project = ProjectFolder(child.folder)
    job = Job(
        step="rewrite", project=str(child.folder), recording="x", run="r", choices=Choices(),
        threads=1, device="cpu",
    )  # fmt: skip
    try:
        runner._persevere(job, project, child.events.append, child.stop)
    finally:
        lines = asked.read_text(encoding="utf-8").splitlines()
    return [tuple(json.loads(line)) for line in lines]


PASSAGES = """
avoid = json.loads(job).get("avoid", [])
for number in range(5):
    tell(type="progress", step="rewrite", done=number, total=5, unit="passages")
    if number in (1, 3) and number not in avoid:
        {death}
tell(type="done", step="rewrite")
"""


def test_a_writer_that_breaks_down_over_a_passage_is_spared_it(child: Child) -> None:
    asked = _writing(child, PASSAGES.format(death="os.abort()"))
    assert asked == [(), (), (1,), (1,), (1, 3)]
    told = [event for event in child.events if isinstance(event, events.Notice)]
    assert [(event.code, event.values["number"]) for event in told] == [
        ("rewrite.crashed", "2"), ("rewrite.crashed", "4"),
    ]  # fmt: skip


def test_a_writer_that_is_killed_from_outside_is_not_spared_anything(child: Child) -> None:
    with pytest.raises(EngineError, match=r"engine\.killed"):
        _writing(child, PASSAGES.format(death="os.kill(os.getpid(), signal.SIGKILL)"))


def test_a_writer_that_breaks_down_before_the_first_passage_fails(child: Child) -> None:
    with pytest.raises(EngineError, match=r"engine\.crashed"):
        _writing(child, "os.abort()")


def test_a_writer_that_only_breaks_down_fails_at_last(child: Child) -> None:
    script = """
    tell(type="progress", step="rewrite", done=int(time.time() * 1000) % 1000, total=1000, unit="passages")
    os.abort()
    """
    with pytest.raises(EngineError, match=r"engine\.crashed"):
        _writing(child, script)


def test_a_project_of_a_newer_program_is_left_as_it_is(tmp_path: Path) -> None:
    recording, project = tmp_path / "talk.mp4", tmp_path / "project"
    recording.write_bytes(b"x")
    project.mkdir()
    newer = b'{"format": 2, "shape": "another"}'
    (project / "stills.json").write_bytes(newer)
    run = runner.Run(
        recording=recording, project=project, out=tmp_path / "talk.html", choices=Choices(), threads=1,
        device="cpu", fresh=True,
    )  # fmt: skip
    with pytest.raises(StorageError) as refused:
        runner.make(run, lambda _: None, threading.Event())
    assert refused.value.code == "storage.newer"
    assert (project / "stills.json").read_bytes() == newer
    assert not (project / "recording.json").exists()
