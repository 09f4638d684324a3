"""An installed program beside this checkout, taking turns: starts, first paint on a real display, an
article.

``python tests/benchmarks/installed.py BUILD [--recording FILE --writer NAME]``

``BUILD`` is the program's folder (dist/readreel, /usr/lib/readreel). The display is an Xvfb whose
memory is watched from outside: the clock runs from before the process is made until the first pixel
changes. The processor's seconds are those of the program and all its children.
"""

from __future__ import annotations

import argparse
import mmap
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from report import ROOT, report

from readreel.core import paths

_TURNS = 7
_HEADER = 40_000
"""Bytes of the display's file that are no pixels: its header and colours."""


@contextmanager
def display(folder: str) -> Iterator[mmap.mmap]:
    """A display :95 of our own, as the bytes of its screen."""
    command = ["Xvfb", ":95", "-screen", "0", "1360x900x24", "-fbdir", folder, "-nolisten", "tcp"]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        time.sleep(2)
        with Path(folder, "Xvfb_screen0").open("rb") as file:
            yield mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
    finally:
        server.terminate()
        server.wait()


def painted(screen: mmap.mmap, command: list[str], environment: dict[str, str]) -> float:
    """Seconds until a window changes the screen."""
    time.sleep(1)
    before = screen[_HEADER:]
    begun = time.monotonic()
    window = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    while screen[_HEADER:] == before and time.monotonic() - begun < 60:
        time.sleep(0.005)
    seconds = time.monotonic() - begun
    window.terminate()
    window.wait()
    return seconds


def ended(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Seconds on the clock, and of the processor, until a command has ended well."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.monotonic()
    subprocess.run(
        command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.monotonic() - begun, now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=Path)
    parser.add_argument("--recording", type=Path)
    parser.add_argument("--writer", default="none")
    given = parser.parse_args()
    build = given.build.resolve()
    ways = {
        "installed": ([str(build / "readreel")], [str(build / "readreel-window")]),
        "checkout": (
            [sys.executable, "-m", "readreel"],
            [sys.executable, "-m", "readreel", "open"],
        ),
    }
    found: dict[str, dict[str, list[float]]] = {}
    with tempfile.TemporaryDirectory() as data, display(data) as screen:
        environment = os.environ | {
            "DISPLAY": ":95",
            "QT_QPA_PLATFORM": "xcb",
            "READREEL_DATA": data,
            "READREEL_MODELS": str(paths.user_models()),
        }
        for turn in range(_TURNS):
            for way, (console, window) in ways.items():
                figures = found.setdefault(way, {})
                start, _ = ended([*console, "--version"], environment)
                figures.setdefault("console start, s", []).append(start)
                figures.setdefault("first paint, s", []).append(
                    painted(screen, window, environment)
                )
                if turn == 0 and given.recording:
                    work = ["make", str(given.recording), "--writer", given.writer, "--fresh"]
                    clock, used = ended([*console, *work, "--out", f"{data}/a.html"], environment)
                    figures["article, s"], figures["… of the processor, s"] = [clock], [used]
    rows = [
        {"way": way, **{what: statistics.median(seen) for what, seen in figures.items()}}
        for way, figures in found.items()
    ]
    report("installed", "An installed program beside a checkout (medians, taking turns)", rows)


if __name__ == "__main__":
    os.chdir(ROOT)
    main()
