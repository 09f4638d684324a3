"""Many recordings: each is made once, what fails stops no other, and the work may be started twice."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from readreel import cli
from readreel.cli.many import pages_for
from readreel.core.errors import BusyError, Cancelled, RecordingError
from readreel.pipeline import events
from readreel.pipeline.many import Made, Watching, make_many
from readreel.pipeline.plan import Choices
from readreel.pipeline.runner import Run

Tell = Callable[[events.Event], None]


@pytest.fixture
def talks(tmp_path: Path) -> list[Path]:
    files = [tmp_path / f"talk{n}.mp4" for n in range(5)]
    for number, file in enumerate(files):
        file.write_bytes(b"content %d" % number)
    return files


def prepared(recording: Path) -> Run:
    return Run(
        recording=recording, project=recording.with_suffix(""), out=recording.with_suffix(".html"),
        choices=Choices(), threads=1, device="cpu",
    )  # fmt: skip


class Maker:
    """Stands in for the runner; ``fails`` says what happens to a recording, by its name."""

    def __init__(self, fails: dict[str, Callable[[], Exception]] | None = None) -> None:
        self.fails = fails or {}
        self.asked: list[str] = []
        self.together = 0
        self._now = 0
        self._lock = threading.Lock()
        self.gate = threading.Barrier(1)

    def __call__(self, run: Run, tell: Tell, stop: threading.Event) -> Path:
        with self._lock:
            self.asked.append(run.recording.name)
            self._now += 1
            self.together = max(self.together, self._now)
        self.gate.wait(timeout=20)
        with self._lock:
            self._now -= 1
        if run.recording.name in self.fails:
            raise self.fails[run.recording.name]()
        tell(events.Started("probe"))
        return run.out


def statuses(found: list[Made]) -> list[str]:
    return [made.status for made in found]


def test_one_that_fails_stops_no_other(talks: list[Path]) -> None:
    maker = Maker({"talk1.mp4": lambda: RecordingError("recording.empty", path="x"),
                   "talk2.mp4": lambda: ZeroDivisionError("ours")})  # fmt: skip
    found = make_many(talks, prepared, threading.Event(), make_one=maker)
    assert statuses(found) == ["made", "failed", "failed", "made", "made"]
    assert [made.recording for made in found] == talks
    assert [made.error.code for made in found if made.error] == ["recording.empty", "bug"]


def test_what_cannot_even_be_begun_is_told_with_the_others(talks: list[Path]) -> None:
    talks[3].unlink()

    def prepare(recording: Path) -> Run:
        if recording == talks[0]:
            raise RecordingError("recording.empty", path=recording)
        return prepared(recording)

    found = make_many(talks, prepare, threading.Event(), make_one=Maker())
    assert statuses(found) == ["failed", "made", "made", "failed", "made"]


def test_so_many_are_made_at_a_time(talks: list[Path]) -> None:
    maker = Maker()
    maker.gate = threading.Barrier(2)  # nobody passes alone
    found = make_many(talks[:4], prepared, threading.Event(), jobs=2, make_one=maker)
    assert statuses(found) == ["made"] * 4
    assert maker.together == 2


def test_the_same_content_under_two_names_is_made_once(talks: list[Path]) -> None:
    talks[4].write_bytes(talks[1].read_bytes())
    maker = Maker()
    found = make_many(talks, prepared, threading.Event(), make_one=maker)
    assert statuses(found) == ["made", "made", "made", "made", "same"]
    assert found[4].page == talks[1]
    assert len(maker.asked) == 4


def test_one_that_is_made_elsewhere_is_looked_at_again_at_the_end(talks: list[Path]) -> None:
    maker = Maker({"talk0.mp4": lambda: BusyError("busy.project", path="x")})
    found = make_many(talks, prepared, threading.Event(), make_one=maker)
    assert statuses(found) == ["elsewhere", "made", "made", "made", "made"]
    assert maker.asked == [*(talk.name for talk in talks), "talk0.mp4"]


def test_one_that_was_finished_elsewhere_meanwhile_counts_as_done(talks: list[Path]) -> None:
    def make_one(run: Run, tell: Tell, stop: threading.Event) -> Path:
        tell(events.Started("probe", fresh=True))
        return run.out

    assert statuses(make_many(talks[:1], prepared, threading.Event(), make_one=make_one)) == [
        "done"
    ]


def test_a_stop_leaves_the_rest_for_the_next_time(talks: list[Path]) -> None:
    stop = threading.Event()

    def cancelled() -> Exception:
        stop.set()
        return Cancelled()

    maker = Maker({"talk1.mp4": cancelled})
    found = make_many(talks, prepared, stop, make_one=maker)
    assert statuses(found) == ["made"] + ["stopped"] * 4
    assert len(maker.asked) == 2


def test_each_recording_is_told_of_until_it_is_settled(talks: list[Path]) -> None:
    class Notes(Watching):
        def __init__(self) -> None:
            self.open: set[Path] = set()
            self.settled: list[Path] = []

        def began(self, recording: Path) -> None:
            self.open.add(recording)

        def tell(self, recording: Path, event: events.Event) -> None:
            assert recording in self.open

        def ended(self, made: Made) -> None:
            self.settled.append(made.recording)

    notes = Notes()
    make_many(talks, prepared, threading.Event(), jobs=3, watching=notes, make_one=Maker())
    assert sorted(notes.settled) == talks


# --- the program itself --------------------------------------------------------------------------

TALK = """1
00:00:01,000 --> 00:00:04,000
Welcome to lecture {n} about bread.

2
00:00:05,000 --> 00:00:09,000
Today we bake number {n} in the oven.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "talks"
    (root / "second week").mkdir(parents=True)
    for n, name in enumerate(("part 1.srt", "part 10.srt", "second week/part 2.srt")):
        (root / name).write_text(TALK.format(n=n))
    (root / "empty.srt").touch()
    return root


def making(folder: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "readreel", "make", str(folder), "--writer", "none", *more]
    environment = os.environ | {
        "READREEL_DATA": str(folder.parent / "data"),
        "READREEL_MODELS": str(folder.parent / "no models"),
    }
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def pages(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))


def test_two_processes_on_one_folder_make_each_recording_once(folder: Path) -> None:
    both = [making(folder), making(folder)]
    told = [process.communicate(timeout=300) for process in both]
    assert [process.returncode for process in both] == [3, 3], told  # the empty one, told by both
    assert pages(folder) == ["part 1.html", "part 10.html", "second week/part 2.html"]
    begun = "".join(said for _, said in told)
    for name in ("part 1.srt", "part 10.srt", "part 2.srt"):
        assert begun.count(f"{name}: Looking into the file") == 1
        assert begun.count(f"{name}: Composing") == 1
    assert len(list((folder.parent / "data" / "projects").iterdir())) == 3


def test_what_is_done_is_skipped_and_pages_go_where_they_are_wanted(folder: Path) -> None:
    (folder / "empty.srt").unlink()
    out = folder.parent / "pages"
    first = making(folder, "--out", str(out), "--jobs", "2")
    assert first.wait(300) == 0, first.communicate()
    first.communicate()
    assert pages(out) == ["part 1.html", "part 10.html", "second week/part 2.html"]
    written = {page: (out / page).stat().st_mtime_ns for page in pages(out)}
    (out / "part 1.html").unlink()
    again = making(folder, "--out", str(out))
    table, _ = again.communicate(timeout=300)
    assert again.returncode == 0
    assert "3 already done" in table
    assert (out / "part 1.html").exists()
    assert written["part 10.html"] == (out / "part 10.html").stat().st_mtime_ns


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--project", "p"), "--project is for one recording"),
        (("--events",), "--events is for one recording"),
        (("--source-url", "https://example.org/v"), "--source-url is for one recording"),
        (("--out", "one.html"), "--out FILE is for one recording"),
        (("--style", "nonsense"), "nonsense"),
    ],
)
def test_options_for_one_recording_are_refused_for_several(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...], said: str,
) -> None:  # fmt: skip
    monkeypatch.setenv("READREEL_DATA", str(folder.parent / "data"))
    monkeypatch.setattr(
        "sys.argv", ["readreel", "make", str(folder), "--writer", "none", *arguments]
    )
    assert cli.main() == 2
    assert said in capsys.readouterr().err
    assert pages(folder) == []


def test_a_folder_without_recordings_is_said_to_be_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("READREEL_DATA", str(tmp_path / "data"))
    monkeypatch.setattr("sys.argv", ["readreel", "make", str(tmp_path), "--writer", "none"])
    assert cli.main() == 2
    assert "no recording" in capsys.readouterr().err


def test_recordings_that_differ_in_their_ending_get_pages_of_their_own(tmp_path: Path) -> None:
    for name in ("a.mp4", "a.mkv", "b.mp4"):
        (tmp_path / name).touch()
    assert pages_for([tmp_path], None) == {
        tmp_path / "a.mkv": tmp_path / "a.mkv.html",
        tmp_path / "a.mp4": tmp_path / "a.mp4.html",
        tmp_path / "b.mp4": None,
    }
