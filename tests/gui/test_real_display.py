"""The program as a user starts it, on a (virtual) display: it opens, takes files, and leaves nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from readreel.core import paths

SAMPLE = paths.resources() / "sample" / "history-of-printing.mp4"

pytestmark = pytest.mark.skipif(not shutil.which("Xvfb"), reason="there is no Xvfb")


@pytest.fixture
def display() -> Iterator[str]:
    """A display of its own; Xvfb chooses a free number and tells it."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait(10)


@pytest.fixture
def environment(display: str, data: Path) -> dict[str, str]:
    settings = 'writer = "none"\n'
    (data / "settings.toml").write_text(settings, encoding="utf-8")
    return {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}


def opened(environment: dict[str, str], *files: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "readreel", "open", *map(str, files)]
    return subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)


def until(done: Callable[[], object], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.1)


def queued(data: Path) -> list[str]:
    file = data / "queue.json"
    entries = json.loads(file.read_bytes())["entries"] if file.exists() else []
    return [Path(entry["recording"]).name for entry in entries]


def test_the_window_opens_takes_files_of_a_second_start_and_leaves_nothing_behind(
    environment: dict[str, str], data: Path, tmp_path: Path
) -> None:
    other = tmp_path / "naïve Vorlesung 讲座.mp4"
    shutil.copy(SAMPLE, other)
    with other.open("ab") as file:
        file.write(b"\0" * 64)  # another recording, by its content
    first = opened(environment, SAMPLE)
    try:
        until(lambda: queued(data) == [SAMPLE.name])
        until(lambda: list((data / "projects").glob("*/recording.json")))
        second = opened(environment, other)
        assert second.wait(30) == 0, "a second start hands its files over and ends"
        until(lambda: queued(data) == [SAMPLE.name, other.name])
        children = psutil.Process(first.pid).children(recursive=True)
        assert children, "the recording is being made"
        assert first.poll() is None
    finally:
        first.terminate()
        first.wait(20)
    assert not psutil.wait_procs(children, timeout=20)[1], "children end with the window"
    assert queued(data) == [SAMPLE.name, other.name], "the next start goes on with both"
