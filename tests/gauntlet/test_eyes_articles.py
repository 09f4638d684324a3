"""An article is made of odd pictures, in bounded memory, and never of words that nobody wrote.

The whole program runs, from the file to the page, with subtitles in place of a listener.
"""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import psutil
import pytest

import studio
from gauntlet import odd_pictures as odd
from gauntlet import program

MEMORY = 1500
"""MB that a step may hold, whatever it is shown."""

Make = Callable[[Path], Path]


class Outcome(msgspec.Struct, frozen=True):
    """A run without a listener or a writer: how it ended, and the most memory a child held in MB."""

    ended: program.Ended
    memory: int
    folder: Path

    def artifact(self, name: str) -> Any:
        """An artifact as plain data."""
        return json.loads((self.folder / "project" / name).read_text(encoding="utf-8"))


def through_the_program(path: Path, folder: Path, seconds: float) -> Outcome:
    """From the file to the page, with a sentence of subtitles every three seconds."""
    odd.captions(path, seconds)
    begun_at = time.monotonic()
    process = program.start(program.make_command(path, folder, "--writer", "none"))
    most = [0]
    watcher = threading.Thread(target=_measure, args=(process.pid, most), daemon=True)
    watcher.start()
    out, complaint = (text.decode("utf-8", "replace") for text in process.communicate())
    watcher.join()
    seconds = time.monotonic() - begun_at
    return Outcome(program.Ended(process.returncode, out, complaint, seconds), most[0], folder)


def _measure(parent: int, most: list[int]) -> None:
    """The most that any child has held, read from the kernel's own mark until the parent has ended."""
    with contextlib.suppress(psutil.Error):
        running = psutil.Process(parent)
        while running.status() != psutil.STATUS_ZOMBIE and running.is_running():
            for child in program.workers(parent):
                most[0] = max(most[0], _held(child.pid))
            time.sleep(0.1)


def _held(pid: int) -> int:
    with contextlib.suppress(OSError):
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
        for line in status.splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) // 1024
    return 0


def photographs(path: Path) -> Path:
    """A slide show: six seconds for each picture."""
    size = (1280, 720)
    shows = studio.shown([(n * odd.EACH, odd.photograph(n, size)) for n in range(odd.SLIDES)])
    return odd.shown(path, shows, rate=5)


WORDLESS: list[tuple[str, str, Make, float]] = [
    ("photographs", "a.mp4", photographs, odd.LENGTH),
    ("cover art", "a.mp3", odd.cover_art, 12.0),
    ("static", "a.mp4", lambda path: odd.shown(path, odd.static, seconds=20, rate=5), 20.0),
    (
        "black",
        "a.mp4",
        lambda path: odd.shown(path, lambda _: studio.blank(0, odd.SIZE), seconds=600, rate=2),
        600.0,
    ),
    ("sound alone", "a.mp4", odd.sound_alone, 12.0),
    ("cover art", "a.mp4", odd.cover_art, 12.0),
    ("cover art", "a.m4a", odd.cover_art, 12.0),
    ("cover art", "a.flac", odd.cover_art, 12.0),
    ("a single pixel", "a.mkv", odd.a_single_pixel, 12.0),
]


@pytest.mark.parametrize(("name", "file", "make", "seconds"), program.some(WORDLESS, 2))
def test_an_article_is_made_without_a_word_from_pictures_that_hold_none(
    name: str, file: str, make: Make, seconds: float, tmp_path: Path
) -> None:
    outcome = through_the_program(make(tmp_path / file), tmp_path, seconds)
    assert outcome.ended.status == 0, outcome.ended.complaint
    assert outcome.memory < MEMORY
    screens = outcome.artifact("screens.json")
    assert not screens.get("listings")
    assert [line for screen in screens["screens"] for line in screen.get("lines", ())] == []
    assert {screen["kind"] for screen in screens["screens"]} <= {"photograph"}
    assert ("<figure" in (tmp_path / "article.html").read_text("utf-8")) == (name == "photographs")


SLIDES: list[tuple[str, str, Make, float]] = [
    ("another size in the middle", "a.ts", odd.another_size_in_the_middle, odd.LENGTH),
    (
        "8K",
        "a.mp4",
        lambda path: odd.shown(
            path,
            lambda t: odd.slides(t, (7680, 4320)),
            rate=1,
            options={"preset": "ultrafast", "bf": "0"},
        ),
        odd.LENGTH,
    ),
    ("damaged", "a.mkv", lambda path: odd.damaged(path, "noise", 3), odd.LENGTH),
    ("interlaced", "a.mp4", odd.interlaced, odd.LENGTH),
    ("cut off", "a.mkv", lambda path: studio.cut(odd.shown(path), 0.6), 18.0),
]


@pytest.mark.parametrize(("name", "file", "make", "seconds"), program.some(SLIDES, 1))
def test_an_article_is_made_of_slides_however_they_are_stored(
    name: str, file: str, make: Make, seconds: float, tmp_path: Path
) -> None:
    outcome = through_the_program(make(tmp_path / file), tmp_path, seconds)
    assert outcome.ended.status == 0, f"{name}: {outcome.ended.complaint}"
    assert outcome.memory < MEMORY
    kinds = [screen["kind"] for screen in outcome.artifact("screens.json")["screens"]]
    assert kinds
    assert set(kinds) == {"slide"}


@pytest.mark.skipif(not program.WHOLE, reason="takes ten minutes")
@pytest.mark.timeout(3600)
def test_twelve_hours_take_no_more_memory_than_two(tmp_path: Path) -> None:
    held = []
    for hours in (2.0, 12.0):
        folder = tmp_path / f"{hours:.0f}"
        folder.mkdir()
        path = odd.still_for_hours(folder / "a.mp4", hours)
        outcome = through_the_program(path, folder, 60.0)
        assert outcome.ended.status == 0, outcome.ended.complaint
        assert len(outcome.artifact("stills.json")["stills"]) == hours * 6
        held.append(outcome.memory)
    assert held[1] < 1.3 * held[0], held
