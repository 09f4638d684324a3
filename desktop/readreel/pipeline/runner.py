"""Runs a plan: every step in a child process of its own, its events passed on, its end judged.

The runner is pure Python and loads no engine. A child that crashes, is killed or runs out of memory
ends one step: that is an `Outcome`, told to the user with the tail of what the child said. A child
ends when its parent does, because it watches its standard input.
"""

from __future__ import annotations

import collections
import contextlib
import os
import queue
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Literal

import msgspec

from readreel import __version__
from readreel.core.errors import Cancelled, EngineError, ReadreelError, from_code, from_os_error
from readreel.core.itself import NO_CONSOLE_WINDOW, program
from readreel.pipeline import events
from readreel.pipeline.events import Event
from readreel.pipeline.forecast import Forecast
from readreel.pipeline.plan import STEPS, Choices, Job, Step, run_key
from readreel.project.artifacts import Recording
from readreel.project.folder import FILES, ProjectFolder

_POLITE_SECONDS = 6.0
_FIRM_SECONDS = 3.0
_TAIL_LINES = 40
_TRANSLATES_BYTES = 800_000_000
"""A writer in a file smaller than this (a billion parameters or so) cannot be trusted to translate: one of
half a billion made meat of flour, and no check can tell."""
_MOST_CRASHES = 12
"""Breakdowns of one step that are worked round; an engine that fails more often is no use."""

_BREAKDOWNS = frozenset(
    int(getattr(signal, name))
    for name in ("SIGABRT", "SIGSEGV", "SIGBUS", "SIGILL", "SIGFPE")
    if hasattr(signal, name)
)

Listener = Callable[[Event], None]


class Outcome(msgspec.Struct, frozen=True):
    """How a child ended. ``status`` is its exit status as the system gave it (negative: a signal)."""

    kind: Literal["not started", "finished", "failed", "crashed", "cancelled"]
    status: int | None = None
    code: str = ""
    values: dict[str, str] = {}
    tail: str = ""

    @property
    def broke_down(self) -> bool:
        """Whether native code ended the child; being killed from outside is something else."""
        status = self.status or 0
        windows = status >= 0xC0000000  # an exception's code: access violation and its like
        return self.kind == "crashed" and (windows or -status in _BREAKDOWNS)

    def error(self, step: str, log: Path) -> ReadreelError | None:
        """The outcome as the error it stands for; None when it finished."""
        if self.kind == "finished":
            return None
        if self.kind == "cancelled":
            return Cancelled()
        if self.kind == "failed":
            return from_code(self.code, self.values)
        if self.kind == "not started":
            return EngineError("engine.not_started", step=step, reason=self.tail)
        killed = self.status in (-9, 137)
        return EngineError(
            "engine.killed" if killed else "engine.crashed",
            step=step,
            status=_status_name(self.status),
            log=log,
        )


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """One request: which recording, where its project and page lie, and what was chosen."""

    recording: Path
    project: Path
    out: Path
    choices: Choices
    threads: int
    device: str
    source_url: str = ""
    fresh: bool = False


def make(run: Run, tell: Listener, stop: threading.Event) -> Path:
    """Bring the project up to date and write the page; returns where it lies.

    Raises `ReadreelError` with everything finished so far kept. ``stop`` may be set at any time from
    another thread or a signal handler; `Cancelled` is raised then.
    """
    tell(events.Hello(events.PROTOCOL, __version__))
    _warn(run.choices, tell)
    project = ProjectFolder(run.project)
    forecast = Forecast(STEPS)
    try:
        with project.lock():
            project.leave_newer_alone()
            if run.fresh:
                project.forget()
            for step in STEPS:
                _bring_up_to_date(step, run, project, forecast, tell, stop)
            _child(_job(run, "page"), project, _timed(tell, forecast), stop)
    except OSError as error:
        raise from_os_error(error) from error
    tell(events.Finished(project=str(run.project), out=str(run.out)))
    return run.out


def _warn(choices: Choices, tell: Listener) -> None:
    """Say at once, not after hours, that a small writer's translation will be poor."""
    writer = choices.writer
    if writer is None or not choices.rewrite.language:
        return
    path = Path(writer.path)
    if path.is_file() and path.stat().st_size < _TRANSLATES_BYTES:
        tell(events.Notice("rewrite", "rewrite.small", {"writer": writer.name}))


def inspect(tell: Listener, log: Path) -> None:
    """Ask the engines, in a child, what they find on this machine; they answer with notices."""
    job = Job(
        step="inspect", project=str(log.parent), recording="", run="", choices=Choices(), threads=1,
        device="auto",
    )  # fmt: skip
    error = run_child(job, tell, threading.Event(), log).error("inspect", log)
    if error is not None:
        raise error


def _bring_up_to_date(
    step: Step,
    run: Run,
    project: ProjectFolder,
    forecast: Forecast,
    tell: Listener,
    stop: threading.Event,
) -> None:
    if stop.is_set():
        raise Cancelled
    key = run_key(step, project, run.recording, run.choices)
    if project.is_fresh(step.name, key, step.writes):
        tell(events.Started(step.name, fresh=True))
        forecast.skip(step.name)
    else:
        tell(events.Started(step.name))
        forecast.start(step.name, time.monotonic())
        job = _job(run, step.name, key)
        if step.name == "rewrite":
            _persevere(job, project, _timed(tell, forecast), stop)
        else:
            _child(job, project, _timed(tell, forecast), stop)
        project.finish(step.name, key, step.writes)
        forecast.finish(step.name, time.monotonic())
        tell(events.ArtifactChanged(step.name, FILES[step.writes]))
    if step.writes is Recording:
        forecast.length = project.read(Recording).span.length
    tell(events.Done(step.name))


def _timed(tell: Listener, forecast: Forecast) -> Listener:
    """Add the overall share and the ETA to progress on its way to the listener.

    Hello and done are the runner's own to say: a step is done when its record is written.
    """

    def pass_on(event: Event) -> None:
        if isinstance(event, events.Progress):
            fraction = event.done / event.total if event.total > 0 else 0.0
            overall, eta = forecast.at(event.step, fraction, time.monotonic())
            event = msgspec.structs.replace(event, overall=overall, eta=eta)
        if not isinstance(event, events.Hello | events.Done):
            tell(event)

    return pass_on


def _job(run: Run, step: str, key: str = "") -> Job:
    return Job(
        step=step,
        project=str(run.project),
        recording=str(run.recording),
        run=key,
        choices=run.choices,
        threads=run.threads,
        device=run.device,
        out=str(run.out),
        source_url=run.source_url,
    )


def _child(job: Job, project: ProjectFolder, tell: Listener, stop: threading.Event) -> None:
    log = project.log(job.step)
    error = run_child(job, tell, stop, log).error(job.step, log)
    if error is not None:
        raise error


def _persevere(job: Job, project: ProjectFolder, tell: Listener, stop: threading.Event) -> None:
    """Run the writer's step even if its engine breaks down over a passage: the second time it happens over
    the same one, the writer is spared that passage.
    """
    crashes: collections.Counter[int] = collections.Counter()
    while True:
        reached: list[int] = []

        def note(event: Event, reached: list[int] = reached) -> None:
            if isinstance(event, events.Progress):
                reached.append(int(event.done))
            tell(event)

        log = project.log(job.step)
        outcome = run_child(job, note, stop, log)
        if not (outcome.broke_down and reached) or crashes.total() >= _MOST_CRASHES:
            error = outcome.error(job.step, log)
            if error is not None:
                raise error
            return
        crashes[reached[-1]] += 1
        avoid = tuple(sorted(place for place, times in crashes.items() if times > 1))
        if avoid != job.avoid:
            tell(events.Notice(job.step, "rewrite.crashed", {"number": str(reached[-1] + 1)}))
        job = msgspec.structs.replace(job, avoid=avoid)


def run_child(job: Job, tell: Listener, stop: threading.Event, log: Path) -> Outcome:
    """Run one job in a new process to its end, whatever that end is."""
    log.parent.mkdir(parents=True, exist_ok=True)
    try:
        process = subprocess.Popen(
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(job),
            start_new_session=os.name != "nt",
            creationflags=NO_CONSOLE_WINDOW,
        )
    except OSError as error:
        return Outcome("not started", tail=str(error))
    assert process.stdin and process.stdout and process.stderr
    lines: queue.Queue[bytes | None] = queue.Queue()
    tail: collections.deque[str] = collections.deque(maxlen=_TAIL_LINES)
    readers = [
        threading.Thread(target=_read_lines, args=(process.stdout, lines), daemon=True),
        threading.Thread(target=_keep_tail, args=(process.stderr, tail, log), daemon=True),
    ]
    for reader in readers:
        reader.start()
    try:
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(msgspec.json.encode(job) + b"\n")
            process.stdin.flush()
        outcome = _follow(process, lines, tell, stop)
    finally:
        _end(process)
        for reader in readers:
            reader.join(timeout=2)
        for stream in (process.stdin, process.stdout, process.stderr):
            with contextlib.suppress(OSError):
                stream.close()
    return msgspec.structs.replace(outcome, status=process.returncode, tail="\n".join(tail))


def _follow(
    process: subprocess.Popen[bytes],
    lines: queue.Queue[bytes | None],
    tell: Listener,
    stop: threading.Event,
) -> Outcome:
    """Pass events on until the child closes its stream, then judge how it ended."""
    done = False
    failure: events.Failed | None = None
    asked_at: float | None = None
    while True:
        if stop.is_set():
            asked_at = asked_at or _ask_to_stop(process)
            if time.monotonic() - asked_at > _POLITE_SECONDS:
                return Outcome("cancelled")
        try:
            line = lines.get(timeout=0.1)
        except queue.Empty:
            continue
        if line is None:
            break
        try:
            event = events.decode(line)
        except msgspec.MsgspecError:
            continue  # not ours: some library wrote to the stream all the same
        done = done or isinstance(event, events.Done)
        if isinstance(event, events.Failed):
            failure = event
        else:
            tell(event)
    if failure is not None:
        return Outcome("failed", code=failure.code, values=failure.values)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=_POLITE_SECONDS)
    if done and process.returncode == 0:
        return Outcome("finished")
    return Outcome("cancelled" if stop.is_set() else "crashed")


def _ask_to_stop(process: subprocess.Popen[bytes]) -> float:
    with contextlib.suppress(OSError):
        assert process.stdin
        process.stdin.write(b"stop\n")
        process.stdin.flush()
    return time.monotonic()


def _end(process: subprocess.Popen[bytes]) -> None:
    """Politely, then firmly, then the whole group: nothing of it is left behind."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=0.5)
        return
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=_FIRM_SECONDS)
        return
    with contextlib.suppress(OSError):
        if os.name == "nt":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _read_lines(stream: IO[bytes], lines: queue.Queue[bytes | None]) -> None:
    with contextlib.suppress(OSError, ValueError):
        for line in stream:
            lines.put(line)
    lines.put(None)


def _keep_tail(stream: IO[bytes], tail: collections.deque[str], log: Path) -> None:
    with contextlib.suppress(OSError, ValueError), contextlib.ExitStack() as kept:
        file = None
        with contextlib.suppress(OSError):
            file = kept.enter_context(log.open("wb"))
        # Read to the end even where nothing can be kept: a child that nobody reads would wait for ever.
        for line in stream:
            tail.append(line.decode("utf-8", "replace").rstrip())
            with contextlib.suppress(OSError):
                if file:
                    file.write(line)
                    file.flush()


def _command() -> list[str]:
    return [*program(), "worker"]


def _environment(job: Job) -> dict[str, str]:
    threads = str(job.threads)
    return os.environ | {
        # OpenMP threads that spin at barriers starve a two-core machine (field measurement: 19 → 2.6
        # tokens a second beside one other busy process).
        "GOMP_SPINCOUNT": "0",
        "OMP_WAIT_POLICY": "passive",
        "OMP_NUM_THREADS": threads,
        # glibc keeps an arena for each thread and what was freed in each; engines allocate and free a lot.
        # Measured while listening: 842 → 768 MB, as fast as before. Other systems ignore the names.
        "MALLOC_ARENA_MAX": "1",
        "MALLOC_TRIM_THRESHOLD_": str(16 << 20),
        "MALLOC_MMAP_THRESHOLD_": str(16 << 20),
        "HF_HUB_OFFLINE": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "PYTHONUTF8": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONUNBUFFERED": "1",
    }


def _status_name(status: int | None) -> str:
    if status is not None and status < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-status).name
    return str(status)
