"""A disk that fills up or fails costs nothing that was there, is told plainly, and the work goes on after.

Three ways: a real tiny file system, a limit on the size of files, and calls that are made to fail at the
n-th time, in the runner and in its children alike.
"""

from __future__ import annotations

import errno
import os
import resource
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import studio
from gauntlet import program
from readreel.pipeline import runner
from readreel.pipeline.plan import Choices, Job

FAULTS = """
# Makes the n-th call that writes, flushes or renames, and all after it, fail; counted over all processes.
import builtins, io, os

number, after = int(os.environ["FAULT_ERRNO"]), int(os.environ["FAULT_AFTER"])
counter, watched = os.environ["FAULT_COUNTER"], os.environ["FAULT_UNDER"]
_open, _write, _close = os.open, os.write, os.close
real = {"fsync": os.fsync, "rename": os.rename, "replace": os.replace, "open": io.open}

def due():
    handle = _open(counter, os.O_RDWR | os.O_APPEND | os.O_CREAT)
    try:
        _write(handle, b".")
        return os.fstat(handle).st_size > after
    finally:
        _close(handle)

def failing(name, under):
    def call(*arguments, **options):
        if under(arguments, options) and due():
            raise OSError(number, os.strerror(number), str(arguments[0]))
        return real[name](*arguments, **options)
    return call

def ours(arguments, options):
    return str(arguments[0]).startswith(watched)

def writes(arguments, options):
    mode = options.get("mode", arguments[1] if len(arguments) > 1 else "r")
    return ours(arguments, options) and any(letter in mode for letter in "wax+")

os.fsync = failing("fsync", lambda *_: True)
os.rename, os.replace = failing("rename", ours), failing("replace", ours)
io.open = builtins.open = failing("open", writes)
"""
ERRORS = [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EMFILE, errno.EROFS]
WITH_MOUNTS = ["unshare", "--map-root-user", "--mount"]
STEPS_TO_FULL = """
set -u
place=$1 size=$2 report=$3; shift 3
mount -t tmpfs -o size=$size none "$place" || exit 99
"$@"; echo $? > "$report/first"
rm -f "$place/filler"
mount -o remount,size=64m "$place" || exit 99
"$@"; echo $? > "$report/second"
cp -r "$place/." "$report/"
"""


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Slides with embedded subtitles: stills to write, nothing to listen to."""
    changes = [(2.0 * n, studio.slide(n, size=(640, 360))) for n in range(4)]
    cues = [
        (0.0, 2.0, "Good morning and welcome to the river."),
        (2.0, 4.5, "Rivers carry stones down to the sea."),
        (4.5, 8.0, "The stones are round when they arrive there."),
    ]
    return studio.record(
        tmp_path_factory.mktemp("recording") / "river.mp4",
        video=studio.film(studio.shown(changes), 8.0),
        texts=[studio.Text(cues)],
    )


def make(recording: Path, folder: Path, **environment: str) -> program.Ended:
    return program.run(
        program.make_command(recording, folder, "--writer", "none"), timeout=60, **environment
    )


@pytest.fixture(scope="module")
def calm(recording: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("calm")
    ended = make(recording, folder)
    assert ended.status == 0, ended.complaint
    return program.artifacts(folder)


@pytest.mark.skipif(
    shutil.which("unshare") is None
    or subprocess.run(
        [*WITH_MOUNTS, "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True
    ).returncode
    != 0,
    reason="mounting is not permitted here",
)
@pytest.mark.parametrize("size", program.some(["48k", "16k", "4k", "32k", "64k", "96k", "128k"], 1))
def test_a_full_disk_is_told_and_the_work_goes_on_when_there_is_room(
    size: str, recording: Path, calm: dict[str, bytes], tmp_path: Path
) -> None:
    before = recording.read_bytes()
    place, report = tmp_path / "disk", tmp_path / "report"
    place.mkdir()
    report.mkdir()
    command = program.make_command(recording, place, "--writer", "none")
    ended = program.run(
        [*WITH_MOUNTS, "sh", "-c", STEPS_TO_FULL, "sh", str(place), size, str(report), *command],
        timeout=120,
    )
    first = (report / "first").read_text().strip()
    assert first == str(program.EXIT_CODES["storage"]), ended.complaint
    assert "disk is full" in ended.said
    assert "Free some space" in ended.said
    assert "Traceback" not in ended.complaint
    assert (report / "second").read_text().strip() == "0", ended.complaint
    assert program.artifacts(report) == calm
    assert (report / "article.html").exists()
    assert recording.read_bytes() == before


@pytest.mark.parametrize("size", program.some([2000, 0, 200, 8000, 20_000], 1))
def test_a_limit_on_the_size_of_files_is_told_and_nothing_is_lost(
    size: int, recording: Path, calm: dict[str, bytes], tmp_path: Path
) -> None:
    before = recording.read_bytes()
    ended = program.run(
        program.make_command(recording, tmp_path, "--writer", "none"),
        timeout=60,
        before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
    )
    program.refused(ended, program.EXIT_CODES["storage"])
    ended = make(recording, tmp_path)
    assert ended.status == 0, ended.complaint
    assert program.artifacts(tmp_path) == calm
    assert recording.read_bytes() == before


def _cases() -> list[tuple[int, int]]:
    """(error number, calls that still succeed), the telling ones first."""
    first = [(errno.ENOSPC, 5), (errno.EIO, 20), (errno.EMFILE, 0), (errno.EACCES, 45)]
    every = [(error, after) for after in range(100) for error in ERRORS]
    return first + [case for case in every if case not in first]


@pytest.mark.parametrize(
    "case",
    program.some(_cases(), 2),
    ids=lambda case: f"{errno.errorcode[case[0]]}-{case[1]}",
)
def test_a_failing_call_is_told_and_the_next_run_ends_well(
    case: tuple[int, int], recording: Path, calm: dict[str, bytes], tmp_path: Path
) -> None:
    error, after = case
    hooks, folder = tmp_path / "hooks", tmp_path / "work"
    hooks.mkdir()
    folder.mkdir()
    (hooks / "sitecustomize.py").write_text(FAULTS, encoding="utf-8")
    ended = make(
        recording,
        folder,
        PYTHONPATH=f"{hooks}{os.pathsep}{os.environ.get('PYTHONPATH', '')}",
        FAULT_ERRNO=str(error),
        FAULT_AFTER=str(after),
        FAULT_COUNTER=str(tmp_path / "count"),
        FAULT_UNDER=str(folder),
    )
    calls = (tmp_path / "count").stat().st_size
    if calls > after:
        program.refused(ended, program.EXIT_CODES["storage"])
    else:
        assert ended.status == 0, ended.complaint
    ended = make(recording, folder)
    assert ended.status == 0, ended.complaint
    assert program.artifacts(folder) == calm


def test_an_article_that_stood_there_outlives_a_full_disk(
    recording: Path, calm: dict[str, bytes], tmp_path: Path
) -> None:
    assert make(recording, tmp_path).status == 0
    page = (tmp_path / "article.html").read_bytes()
    ended = program.run(
        program.make_command(recording, tmp_path, "--writer", "none", "--fresh"),
        timeout=60,
        before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)),
    )
    program.refused(ended, program.EXIT_CODES["storage"])
    assert (tmp_path / "article.html").read_bytes() == page
    assert program.artifacts(tmp_path)["article.json"] == calm["article.json"]


def test_a_child_that_complains_at_length_is_read_even_where_no_log_can_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = (
        "import sys; sys.stdin.readline(); sys.stderr.write('x' * 79 + chr(10)); "
        "sys.stderr.write(('x' * 79 + chr(10)) * 20_000); "
        """print('{"type":"done","step":"watch"}', flush=True)"""
    )
    monkeypatch.setattr(runner, "_command", lambda: [sys.executable, "-c", script])
    (tmp_path / "watch.log").mkdir()  # a log that cannot be opened
    job = Job(
        step="watch", project="", recording="", run="", choices=Choices(), threads=1, device="cpu"
    )  # fmt: skip
    stop = threading.Event()
    late = threading.Timer(30.0, stop.set)
    late.start()
    outcome = runner.run_child(job, lambda event: None, stop, tmp_path / "watch.log")
    late.cancel()
    assert outcome.kind == "finished"
