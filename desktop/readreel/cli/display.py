"""How a run is shown: bars with an ETA on a terminal, quiet lines elsewhere, JSON for programs."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import msgspec
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn
from rich.text import Text

from readreel.core.messages import message
from readreel.core.time import clock
from readreel.pipeline import events
from readreel.pipeline.events import Event
from readreel.pipeline.plan import STEPS

Tell = Callable[[Event], None]

VERBS = {
    "probe": "Looking into the file",
    "transcribe": "Listening",
    "watch": "Watching",
    "read": "Reading the screen",
    "spell": "Checking the spelling",
    "outline": "Outlining",
    "rewrite": "Writing",
    "compose": "Composing",
    "again": "Writing again",
}
_QUIET_SECONDS = 30.0


@contextmanager
def open_display(
    *, json_lines: bool, steps: Sequence[str] = tuple(step.name for step in STEPS)
) -> Iterator[Tell]:
    """What to tell events of these steps to, for as long as the run lasts."""
    if json_lines:
        yield _Json().tell
        return
    console = Console(stderr=True, highlight=False)
    if console.is_terminal:
        with _bars(console) as progress:
            yield _Bars(progress, steps).tell
    else:
        yield _Lines(console).tell


class _Json:
    """One line for each event. A failure that names no step is that of the step being done."""

    def __init__(self) -> None:
        self._step = ""

    def tell(self, event: Event) -> None:
        if isinstance(event, events.Started):
            self._step = event.step
        elif isinstance(event, events.Done):
            self._step = ""
        elif isinstance(event, events.Failed) and not event.step:
            event = msgspec.structs.replace(event, step=self._step)
        sys.stdout.buffer.write(events.encode(event))
        sys.stdout.buffer.flush()


def _notice(event: events.Notice) -> Text:
    return Text(f"  {message(event.code, event.values)}", style="dim")


def _remaining(eta: float | None) -> str:
    return "" if eta is None else f"about {clock(eta)} left"


class _Lines:
    """One line when a step starts and ends, and one every half minute between."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._begun = 0.0
        self._said = 0.0
        self._fresh = False

    def tell(self, event: Event) -> None:
        now = time.monotonic()
        if isinstance(event, events.Started):
            self._begun = self._said = now
            self._fresh = event.fresh
        elif isinstance(event, events.Progress) and now - self._said >= _QUIET_SECONDS:
            self._said = now
            share = event.done / event.total if event.total else 0.0
            whole = (
                f"; {event.overall:.0%} of all, {_remaining(event.eta)}" if event.overall else ""
            )
            self._line(f"{VERBS[event.step]}: {share:.0%}{whole}")
        elif isinstance(event, events.Notice):
            self._console.print(_notice(event))
        elif isinstance(event, events.Done) and event.step in VERBS:
            took = "already done" if self._fresh else f"{now - self._begun:.1f} s"
            self._line(f"{VERBS[event.step]}: {took}")

    def _line(self, text: str) -> None:
        self._console.print(Text(text))


def _bars(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=32),
        TextColumn("{task.percentage:>3.0f} %"),
        TextColumn("{task.fields[note]}"),
        console=console,
    )


class _Bars:
    """A bar for each step and one for the whole."""

    def __init__(self, progress: Progress, steps: Sequence[str]) -> None:
        self._progress = progress
        self._all = progress.add_task("Article", total=1.0, note="")
        self._tasks: dict[str, TaskID] = {
            step: progress.add_task(f"  {VERBS[step]}", total=1.0, note="", start=False)
            for step in steps
        }

    def tell(self, event: Event) -> None:
        if isinstance(event, events.Started):
            note = "already done" if event.fresh else ""
            self._progress.update(self._tasks[event.step], note=note)
        elif isinstance(event, events.Progress) and event.step in self._tasks:
            share = event.done / event.total if event.total else 0.0
            note = f"{event.done:.0f} of {event.total:.0f} {event.unit}"
            self._progress.update(self._tasks[event.step], completed=share, note=note)
            self._progress.update(self._all, completed=event.overall, note=_remaining(event.eta))
        elif isinstance(event, events.Notice):
            self._progress.console.print(_notice(event))
        elif isinstance(event, events.Done) and event.step in self._tasks:
            self._progress.update(self._tasks[event.step], completed=1.0)
        elif isinstance(event, events.Finished):
            self._progress.update(self._all, completed=1.0, note="")
