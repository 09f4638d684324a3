"""Many recordings, each made once: what is done is skipped, what fails stops no other.

Processes that work through the same recordings share nothing but the projects' locks: who finds one taken
goes on to the next, and looks again at the end. So the same work may be started twice, on one machine or
on many that see the same folders.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from readreel.core.errors import (
    BusyError,
    Cancelled,
    ReadreelError,
    from_os_error,
)
from readreel.pipeline.events import Event, Started
from readreel.pipeline.plan import STEPS, run_key
from readreel.pipeline.runner import Run, make
from readreel.project.artifacts import Article
from readreel.project.edits import Edits
from readreel.project.fingerprint import fingerprint
from readreel.project.folder import FILES, ProjectFolder

T = TypeVar("T")

Status = Literal["made", "done", "same", "elsewhere", "failed", "stopped"]
"""Made now; there already; the same content as an earlier one; another Readreel is at it; and so on."""

Make = Callable[[Run, Callable[[Event], None], threading.Event], Path]


class Made(msgspec.Struct, frozen=True):
    """What became of one recording in ``seconds``: its page (of the ``same`` content: the other recording),
    or why there is none.
    """

    recording: Path
    status: Status
    page: Path | None = None
    seconds: float = 0.0
    error: ReadreelError | None = None


class Watching:
    """What somebody may want to know while it goes on; called from several threads."""

    def began(self, recording: Path) -> None:
        """Work on a recording begins."""

    def tell(self, recording: Path, event: Event) -> None:
        """Something happened in that work."""

    def ended(self, made: Made) -> None:
        """A recording is settled."""


def make_many(
    recordings: Sequence[Path],
    prepare: Callable[[Path], Run],
    stop: threading.Event,
    *,
    jobs: int = 1,
    watching: Watching | None = None,
    make_one: Make = make,
) -> list[Made]:
    """Make them all, ``jobs`` at a time; one entry for each, in their order.

    ``prepare`` may raise `ReadreelError` or OSError for a recording that cannot be made.
    """
    watching = watching or Watching()
    runs = {recording: _caught(recording, partial(prepare, recording)) for recording in recordings}
    settled = _without_twins(runs)
    for made in settled.values():
        watching.ended(made)

    def work(run: Run, last: bool) -> None:
        made = _settle(run, stop, watching, make_one)
        if last or made.status != "elsewhere":
            settled[run.recording] = made
            watching.ended(made)

    for last in (False, True):
        open_ = [run for r, run in runs.items() if r not in settled and isinstance(run, Run)]
        with ThreadPoolExecutor(max_workers=jobs) as pool:
            list(pool.map(partial(work, last=last), open_))
    return [settled[recording] for recording in runs]


def is_done(run: Run) -> bool:
    """Whether a run would change nothing: every step is fresh, and the page younger than the article."""
    project = ProjectFolder(run.project)
    try:
        for step in STEPS:
            key = run_key(step, project, run.recording, run.choices)
            if not project.is_fresh(step.name, key, step.writes):
                return False
        page = run.out.stat().st_mtime_ns
        changed = (project.root / FILES[kind] for kind in (Article, Edits))
        return all(not file.exists() or file.stat().st_mtime_ns <= page for file in changed)
    except (ReadreelError, OSError):
        return False


def _without_twins(runs: dict[Path, Run | Made]) -> dict[Path, Made]:
    """What is settled before it is begun: what cannot be made, and the second of two equal contents."""
    settled: dict[Path, Made] = {}
    first: dict[str, Path] = {}
    for recording, run in runs.items():
        content = _caught(recording, partial(fingerprint, recording))
        for unfit in (run, content):
            if isinstance(unfit, Made):
                settled[recording] = unfit
        if isinstance(content, str) and recording not in settled:
            if content in first:
                settled[recording] = Made(recording, "same", first[content])
            first.setdefault(content, recording)
    return settled


def _settle(run: Run, stop: threading.Event, watching: Watching, make_one: Make) -> Made:
    if stop.is_set():
        return Made(run.recording, "stopped")
    if not run.fresh and is_done(run):
        return Made(run.recording, "done", run.out)
    begun = time.monotonic()
    watching.began(run.recording)
    worked = False

    def tell(event: Event) -> None:
        nonlocal worked
        worked = worked or (isinstance(event, Started) and not event.fresh)
        watching.tell(run.recording, event)

    outcome = _caught(run.recording, lambda: make_one(run, tell, stop))
    seconds = time.monotonic() - begun
    if isinstance(outcome, Made):
        return msgspec.structs.replace(outcome, seconds=seconds)
    # Another Readreel may have finished it while this one looked.
    return Made(run.recording, "made" if worked else "done", outcome, seconds)


def _caught(recording: Path, work: Callable[[], T]) -> T | Made:
    """What ``work`` returns, or what its failure means for this recording."""
    try:
        return work()
    except BusyError:
        return Made(recording, "elsewhere")
    except Cancelled:
        return Made(recording, "stopped")
    except ReadreelError as error:
        return Made(recording, "failed", error=error)
    except OSError as error:
        return Made(recording, "failed", error=from_os_error(error))
    except Exception as error:
        return Made(
            recording, "failed", error=ReadreelError("bug", step="make", reason=error, log="")
        )
