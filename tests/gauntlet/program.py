"""The program as its user runs it, watched from outside: what it said, how it ended, what it left."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import psutil

from readreel.core.paths import resources

SAMPLE = resources() / "sample" / "history-of-printing.mp4"
WRITER = "qwen2.5-coder-0.5b-instruct"
WHOLE = os.environ.get("READREEL_GAUNTLET") == "whole"
"""Whether every count is the full one (hours) or that of the fast slice (minutes)."""

ARTIFACTS = ("transcript.json", "paragraphs.json", "article.json")
"""What must come out the same, byte for byte, however often a run was interrupted."""

EXIT_CODES = {
    "usage": 2,
    "recording": 3,
    "model": 4,
    "storage": 5,
    "busy": 6,
    "engine": 7,
}
"""Families of codes and the exit status each is documented with."""


T = TypeVar("T")


def some(cases: list[T], few: int) -> list[T]:
    """All cases in the whole gauntlet, the first ``few`` in its fast slice."""
    return cases if WHOLE else cases[:few]


class Ended(msgspec.Struct, frozen=True):
    """A run that is over; ``status`` is negative where a signal ended it."""

    status: int
    out: str
    complaint: str
    seconds: float

    @property
    def events(self) -> list[dict[str, Any]]:
        """What a run with ``--events`` told, a line that a kill cut short left out."""
        found = []
        for line in self.out.splitlines():
            with contextlib.suppress(json.JSONDecodeError):
                found.append(json.loads(line))
        return found

    @property
    def said(self) -> str:
        """The message alone, in one line."""
        return " ".join(self.complaint.split())


def command(*arguments: str | Path) -> list[str]:
    """The program with these arguments."""
    return [sys.executable, "-m", "readreel", *map(str, arguments)]


def make_command(recording: str | Path, folder: Path, *options: str | Path) -> list[str]:
    """``readreel make`` with its project and page in ``folder``; later options win."""
    return command(
        "make", recording, "--project", folder / "project", "--out", folder / "article.html", *options
    )  # fmt: skip


def run(
    arguments: list[str],
    *,
    timeout: float = 300.0,
    cwd: Path | None = None,
    before: Callable[[], None] | None = None,
    **environment: str,
) -> Ended:
    """Run to the end; a run over ``timeout`` seconds is killed with all its children, and fails."""
    begun = time.monotonic()
    process = start(arguments, cwd=cwd, before=before, **environment)
    try:
        out, complaint = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        end(process)
        raise AssertionError(f"still running after {timeout:.0f} s: {arguments}") from None
    return Ended(
        process.returncode,
        out.decode("utf-8", "replace"),
        complaint.decode("utf-8", "replace"),
        time.monotonic() - begun,
    )


def start(
    arguments: list[str],
    *,
    cwd: Path | None = None,
    before: Callable[[], None] | None = None,
    **environment: str,
) -> subprocess.Popen[bytes]:
    """Start the program and return at once; ``before`` runs in the new process (limits)."""
    return subprocess.Popen(
        arguments,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=cwd,
        env=os.environ | environment,
        preexec_fn=before,
    )


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill a process of ours and everything it started."""
    with contextlib.suppress(psutil.NoSuchProcess):
        for child in psutil.Process(process.pid).children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                child.kill()
    process.kill()
    process.communicate()


def workers(parent: int) -> list[psutil.Process]:
    """The living children of a run."""
    with contextlib.suppress(psutil.NoSuchProcess):
        return psutil.Process(parent).children(recursive=True)
    return []


def lingering(project: Path) -> list[psutil.Process]:
    """Processes of the program that still have a file of ``project`` open or stand in their orders."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            if process.status() == psutil.STATUS_ZOMBIE:
                continue
            named = any(str(project) in part for part in process.cmdline())
            if named or any(str(project) in file.path for file in process.open_files()):
                found.append(process)
    return found


def gone(processes: list[psutil.Process], within: float) -> bool:
    """Whether all of them end by themselves in so many seconds (a zombie has ended)."""
    _, alive = psutil.wait_procs(processes, timeout=within)
    return not [one for one in alive if _alive(one)]


def _alive(process: psutil.Process) -> bool:
    with contextlib.suppress(psutil.NoSuchProcess):
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    return False


def artifacts(folder: Path) -> dict[str, bytes]:
    """The artifacts that stand in a project, by name."""
    project = folder / "project"
    return {name: (project / name).read_bytes() for name in ARTIFACTS if (project / name).exists()}


def journalled(folder: Path) -> dict[str, int]:
    """Finished entries of each step's journal: whole lines after the first."""
    found = {}
    for path in sorted((folder / "project" / "steps").glob("*.journal")):
        found[path.stem] = max(0, path.read_bytes().count(b"\n") - 1)
    return found


def kill(processes: Iterator[int] | list[int]) -> None:
    """SIGKILL, without a word, to each that is still there."""
    for pid in processes:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def refused(ended: Ended, code: int, *words: str) -> None:
    """Assert a documented end: the exit status, and a message of whole sentences, not a traceback."""
    assert ended.status == code, f"exit {ended.status}, not {code}: {ended.complaint[-600:]}"
    for stream in (ended.out, ended.complaint):
        assert "Traceback" not in stream, stream[-2000:]
    message = " ".join(ended.said.partition("readreel: ")[2].split())
    assert message, f"no message: {ended.complaint[-400:]!r}"
    assert message.count(".") >= 1, message
    assert "…" not in message.replace("…”", ""), f"a value is missing: {message}"
    for word in words:
        assert word.lower() in message.lower(), f"“{word}” not in: {message}"
