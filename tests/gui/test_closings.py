"""The window closed at random moments of real work, and started twice at once: nothing is lost or left.

The fast slice tries a few of each and leaves the writer out; the whole gauntlet tries as many as it
names, with the small real writer.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Timer

import pytest
from person import SAMPLE, Person, children, gone, opened
from pytestqt.qtbot import QtBot

from gauntlet import kills, program
from readreel.gui.jobs.entries import FILE, Request, load
from readreel.gui.single import FirstWindow
from readreel.gui.theme import Theme

CLOSINGS, STARTS = (50, 100) if program.WHOLE else (5, 3)
REQUEST = (
    Request(writer=program.WRITER, end=45.0) if program.WHOLE else Request(writer="none", end=15.0)
)
PATIENCE = 300.0
"""Seconds after which something is stuck, however busy the machine is."""


# --- closings ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> kills.Undisturbed:
    """The same article without a window and without a closing."""
    options = ("--writer", REQUEST.writer, "--to", f"{REQUEST.end:g}")
    return kills.undisturbed(tmp_path_factory.mktemp("calm"), options)


@pytest.mark.models
@pytest.mark.timeout(4 * 3600)
def test_closings_at_any_moment_lose_nothing_and_leave_nothing(
    calm: kills.Undisturbed,
    data: Path,
    look: Theme,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chance = random.Random(8)
    closed = articles = 0
    while closed < CLOSINGS:
        monkeypatch.setenv("READREEL_DATA", str(data / str(articles)))
        # Many soon, when windows and children are only starting; some late enough for whole paragraphs.
        moments = [calm.seconds * chance.random() ** 2 for _ in range(CLOSINGS - closed)]
        closed += closed_again_and_again(moments, calm, qtbot)
        articles += 1
        print(f"{closed} closings, {articles} articles", flush=True)
    assert articles


def closed_again_and_again(moments: list[float], calm: kills.Undisturbed, qtbot: QtBot) -> int:
    """Make one article through as many windows as it takes; how many were closed in the middle."""
    done: dict[str, int] = {}
    lines: dict[str, list[bytes]] = {}
    for number in range(len(moments) + 1):
        with opened(qtbot, request=REQUEST) as one:
            if number == 0:
                one.drop(SAMPLE)
            one.until(lambda one=one: one.window.queue.busy)  # later ones go on by themselves
            root = Path(one.entry.project)
            with kills.Kept(root) as kept:
                whole = work_for(one, moments[number] if number < len(moments) else PATIENCE)
                if whole:
                    assert one.window.close()  # without a question: nobody could answer it
                else:
                    whole = not close_in_the_middle(one, root)
            assert not kept.lost(lines), f"closing {number}: done twice"
        now = completed(root)
        assert done.items() <= now.items(), f"closing {number}: steps were done again"
        done, lines = now, kills.finished_lines(root / "steps")
        if whole:
            break
    assert whole, "the article was not finished in time"
    made = {name: (root / name).read_bytes() for name in program.ARTIFACTS}
    assert made == calm.artifacts
    assert not load()
    return number


def work_for(one: Person, seconds: float) -> bool:
    """Let it work for so long; whether it was finished before."""
    until = time.monotonic() + seconds
    one.until(lambda: one.entry.over or time.monotonic() > until, seconds + PATIENCE)
    if one.entry.over:
        assert one.entry.state == "finished", (one.entry.code, one.entry.values, one.entry.tail)
    return one.entry.over


def close_in_the_middle(one: Person, root: Path) -> bool:
    """Close, answer the question, look round for whoever is left; whether the next start goes on.

    Not where the last step ended while the question stood: then nothing may be left to do.
    """
    work = children()
    asked = one.answer("Close")
    assert one.window.close()
    assert len(asked) == 1
    assert gone(work)
    assert not program.lingering(root)
    left = load()
    assert all(entry.state == "waiting" for entry in left)
    assert left or (root / "article.html").exists()
    return bool(left)


def completed(root: Path) -> dict[str, int]:
    """The steps that are done, and when they were."""
    return {path.name: path.stat().st_mtime_ns for path in (root / "steps").glob("*.done")}


# --- starts --------------------------------------------------------------------------------------


@pytest.mark.timeout(3600)
def test_two_starts_at_once_are_one_window_that_has_all_files(tmp_path: Path) -> None:
    for number in range(STARTS):
        # Every other time the last window died without a word: its lock is still there.
        data = tmp_path / f"data-{number // 2}"
        files = [tmp_path / f"{number}-{name}.mp4" for name in "ab"]
        for file in files:
            file.write_text(file.name * 100, encoding="utf-8")
        with two_starts(data, files) as both:
            deadline = time.monotonic() + PATIENCE
            while not settled(both, data, files):
                assert time.monotonic() < deadline, (number, [one.poll() for one in both])
                time.sleep(0.05)
    assert not children()


def settled(both: Sequence[subprocess.Popen[bytes]], data: Path, files: list[Path]) -> bool:
    """Whether one start has handed its file over and ended, and the other has both in its queue."""
    statuses = [one.poll() for one in both]
    assert not any(statuses) and None in statuses, statuses
    try:
        entries = json.loads((data / FILE).read_bytes())["entries"]
    except OSError:
        return False
    return 0 in statuses and {str(file) for file in files} <= {one["recording"] for one in entries}


@contextlib.contextmanager
def two_starts(data: Path, files: list[Path]) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Two starts of the program at the same instant, killed in the end."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "READREEL_DATA": str(data)}
    both = [
        subprocess.Popen([sys.executable, "-m", "readreel", "open", str(file)], env=environment)
        for file in files
    ]
    try:
        yield both
    finally:
        left = children()
        for process in both:
            process.kill()
            process.wait()
        assert gone(left, PATIENCE)  # a child ends by itself when its window is gone


def test_a_start_while_the_window_closes_is_the_next_window(data: Path, qtbot: QtBot) -> None:
    """The one that closes has hung up and still holds its lock: files handed to it would be lost."""
    first, second = FirstWindow(), FirstWindow()
    assert first.claim()
    first.files_received.connect(lambda _: pytest.fail("taken by a window that goes"))
    first.welcome_no_more()
    going = Timer(0.5, first.release)
    going.start()
    assert second.claim_or_hand_over([SAMPLE]) == "first"
    going.join()
    second.release()


def test_a_start_waits_for_a_window_that_is_still_starting(data: Path, qtbot: QtBot) -> None:
    first, taken = FirstWindow(), list[Path]()
    assert first.claim()
    first.files_received.connect(taken.extend)
    command = [sys.executable, "-m", "readreel", "open", str(SAMPLE)]
    second = subprocess.Popen(command, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"})
    time.sleep(4.0)  # it listens, and does not answer yet
    assert second.poll() is None
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=60_000)
    assert second.returncode == 0
    assert taken == [SAMPLE]
    first.release()
