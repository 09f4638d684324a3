"""SIGKILL at random moments of a run, of the runner, of its child, or of both at once; then the same again.

What is looked at after each: whether anything of the run is still alive, whether the resumed run ends
well, what it had to do again, and whether the artifacts are those of a run that nobody disturbed.
"""

from __future__ import annotations

import contextlib
import random
import shutil
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec
import psutil

from gauntlet import program

Victim = Literal["runner", "child", "both"]
VICTIMS: tuple[Victim, ...] = ("both", "child", "runner")
ORPHAN_SECONDS = 15.0
"""How long a child may take to notice that its runner is gone; a busy machine included."""


class Blow(msgspec.Struct, frozen=True):
    """When (part 0…1 of the undisturbed run's events) and whom to kill."""

    number: int
    part: float
    victim: Victim


class Survived(msgspec.Struct, frozen=True, kw_only=True):
    """What one blow did.

    ``kept`` counts the finished windows, stills, titles and paragraphs that stood in the journal of the
    step that was struck, ``lost`` those of them that were done again: with 0 lost, at most the one that
    was being worked on when the blow fell was begun anew.
    """

    blow: Blow
    struck: bool
    step: str
    status: int
    orphans: int
    lost: int
    identical: bool
    resumed: int
    kept: int
    detail: str = ""

    @property
    def well(self) -> bool:
        """Whether the program kept its promises."""
        return self.resumed == 0 and self.identical and self.orphans == 0 and self.lost == 0


class Undisturbed(msgspec.Struct, frozen=True):
    """A run to the end: the command's options, how long it took, and what came out."""

    recording: Path
    options: tuple[str, ...]
    seconds: float
    artifacts: dict[str, bytes]


def blows(count: int, seed: int) -> list[Blow]:
    """Moments spread over the whole run (one in each equal part of it), victims in turn."""
    chance = random.Random(seed)
    order = [Blow(n, (n + chance.random()) / count, VICTIMS[n % 3]) for n in range(count)]
    chance.shuffle(order)
    return order


def undisturbed(
    folder: Path, options: Sequence[str], recording: Path = program.SAMPLE
) -> Undisturbed:
    """Run once to the end; raises AssertionError where even that fails."""
    ended = program.run(program.make_command(recording, folder, *options, "--events"), timeout=900)
    assert ended.status == 0, ended.complaint
    found = program.artifacts(folder)
    assert set(found) == set(program.ARTIFACTS)
    return Undisturbed(recording, tuple(options), ended.seconds, found)


def strike(blow: Blow, folder: Path, calm: Undisturbed) -> Survived:
    """Start a run, kill, look round, run again, compare. ``folder`` is made new and removed."""
    folder.mkdir()
    command = program.make_command(calm.recording, folder, *calm.options, "--events")
    status, orphans, struck = _killed(command, calm.seconds * blow.part, blow.victim)
    before = finished_lines(folder / "project" / "steps")
    with Kept(folder / "project") as kept:
        ended = program.run(command, timeout=900)
    now = program.artifacts(folder)
    survived = Survived(
        blow=blow,
        struck=struck,
        step=_step(ended),
        status=status,
        orphans=orphans,
        lost=kept.lost(before),
        identical=now == calm.artifacts,
        resumed=ended.status,
        kept=sum(len(lines) for lines in before.values()),
        detail="" if ended.status == 0 else ended.said[-300:],
    )
    shutil.rmtree(folder)
    return survived


def _killed(command: list[str], after: float, victim: Victim) -> tuple[int, int, bool]:
    """Exit status of the runner, living processes it left, and whether the blow came in time."""
    process = program.start(command)
    drain = threading.Thread(target=process.communicate, daemon=True)
    drain.start()
    deadline = time.monotonic() + after
    while time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.005)
    # A child may be between two steps for a moment: the one who is to be killed is waited for.
    children = program.workers(process.pid)
    while victim != "runner" and not children and process.poll() is None:
        time.sleep(0.002)
        children = program.workers(process.pid)
    struck = process.poll() is None
    aims = {"runner": [process.pid], "child": [c.pid for c in children]}
    program.kill(aims.get(victim, [process.pid, *(c.pid for c in children)]))
    drain.join(timeout=60)
    left = [child for child in children if not program.gone([child], ORPHAN_SECONDS)]
    for child in left:
        child.kill()
    return process.returncode if process.returncode is not None else -999, len(left), struck


class Kept:
    """Follows the journals while a resumed run lasts, to see whether it builds on what stood in them."""

    def __init__(self, project: Path) -> None:
        self._steps = project / "steps"
        self._seen: dict[str, list[bytes]] = {}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._follow, daemon=True)

    def __enter__(self) -> Kept:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def lost(self, before: dict[str, list[bytes]]) -> int:
        """Lines that were done before the blow and were thrown away or done once more after it."""
        lost = 0
        for name, lines in before.items():
            now = self._seen.get(name, lines)
            lost += sum(1 for line in lines if line not in now) + len(now) - len(set(now))
        return lost

    def _follow(self) -> None:
        while not self._stop.wait(0.01):
            for name, lines in finished_lines(self._steps).items():
                if len(lines) >= len(self._seen.get(name, [])):
                    self._seen[name] = lines


def finished_lines(steps: Path) -> dict[str, list[bytes]]:
    """Whole lines of the journals, without their heads: work that need not be done again."""
    found = {}
    for path in steps.glob("*.journal"):
        with contextlib.suppress(OSError):
            lines = path.read_bytes().splitlines(keepends=True)
            found[path.name] = [line for line in lines[1:] if line.endswith(b"\n")]
    return found


def _step(ended: program.Ended) -> str:
    """The step that the resumed run had to go on with."""
    for event in ended.events:
        if event["type"] == "started" and not event["fresh"]:
            return str(event["step"])
    return "page"


def process(pid: int) -> psutil.Process:
    """A process as the look round after a blow sees it."""
    return psutil.Process(pid)
