"""Who started a command hears every failure as an event, and stops it by a word or by leaving."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from readreel.cli import display
from readreel.cli.make import told
from readreel.core.errors import Cancelled, EngineError, RecordingError
from readreel.core.messages import codes
from readreel.pipeline import events

Heard = list[events.Event]


def heard(capture: pytest.CaptureFixture[bytes]) -> Heard:
    return [events.decode(line) for line in capture.readouterr().out.splitlines()]


def failing(error: Exception) -> Callable[[], None]:
    def fail() -> None:
        raise error

    return fail


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (RecordingError("recording.missing", path="x"), "recording.missing"),
        (EngineError("engine.killed", step="watch", status="SIGKILL", log="x"), "engine.killed"),
        (Cancelled(), "cancelled"),
        (OSError(errno.ENOSPC, "No space left on device", "x"), "storage.full"),
        (ZeroDivisionError("division by zero"), "bug"),
    ],
)
def test_every_failure_is_told_with_its_code_and_the_step_it_came_in(
    error: Exception, code: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    with display.open_display(json_lines=True) as tell:
        tell(events.Started("probe"))
        tell(events.Done("probe"))
        tell(events.Started("watch"))
        with pytest.raises(type(error)):
            told(tell, failing(error), events=True)
    failed = heard(capsysbinary)[-1]
    assert isinstance(failed, events.Failed)
    assert (failed.step, failed.code) == ("watch", code)
    assert code in codes()


def test_a_failure_before_the_first_step_names_none(
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    error = RecordingError("recording.missing", path="x")
    with display.open_display(json_lines=True) as tell, pytest.raises(RecordingError):
        told(tell, failing(error), events=True)
    assert heard(capsysbinary) == [events.Failed("", "recording.missing", {"path": "x"})]


def test_people_are_not_told_in_json(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    def nobody(_: events.Event) -> None:
        raise AssertionError

    with pytest.raises(Cancelled):
        told(nobody, failing(Cancelled()), events=False)
    assert heard(capsysbinary) == []


def test_a_listener_that_is_gone_is_not_told() -> None:
    def gone(_: events.Event) -> None:
        raise AssertionError

    with pytest.raises(BrokenPipeError):
        told(gone, failing(BrokenPipeError()), events=True)


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [
        (["nowhere.mp4"], 3, "recording.missing"),
        (["https://example.com/a.mp4"], 3, "recording.url"),
        ([__file__, "--device", "abacus"], 2, "usage.device"),
        ([__file__, "--style", "gothic"], 2, "usage.style"),
        ([__file__, "--article-language", "gothic"], 2, "usage.article_language"),
        ([__file__, "--article-language", "de", "--writer", "none"], 2, "usage.untranslated"),
        ([__file__, "--from", "noon"], 2, "usage.time"),
    ],
)
def test_the_program_itself_fails_as_data_and_with_its_status(
    arguments: list[str], status: int, code: str, tmp_path: Path
) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "readreel", "make", "--events", "--attended", *arguments],
        stdin=subprocess.PIPE, capture_output=True, timeout=60, cwd=tmp_path,
        env=os.environ | {"READREEL_DATA": str(tmp_path)}, input=None,
    )  # fmt: skip
    assert run.returncode == status
    failed = events.decode(run.stdout.splitlines()[-1])
    assert isinstance(failed, events.Failed)
    assert failed.code == code


@pytest.mark.parametrize(
    ("words", "stops"), [(b"stop\n", True), (b"st", False), (b"go on\n", False), (None, True)]
)
def test_an_attended_command_stops_at_the_word_and_at_the_end(
    words: bytes | None, stops: bool
) -> None:
    script = (
        "from readreel.cli.make import stopping\n"
        "with stopping(attended=True) as stop:\n"
        "    print('ready', flush=True); print(stop.wait(20 if WAIT else 1), flush=True)"
    ).replace("WAIT", str(stops))
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdin and child.stdout
        assert child.stdout.readline().strip() == b"ready"
        if words is None:
            child.stdin.close()
        else:
            child.stdin.write(words)
            child.stdin.flush()
        assert child.stdout.readline().strip() == str(stops).encode()
        assert child.wait(timeout=10) == 0


def test_a_word_in_two_pieces_is_a_word() -> None:
    script = (
        "from readreel.cli.make import stopping\n"
        "with stopping(attended=True) as stop:\n"
        "    print('ready', flush=True); print(stop.wait(20), flush=True)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdin and child.stdout
        child.stdout.readline()
        for piece in (b"st", b"op", b"\n"):
            child.stdin.write(piece)
            child.stdin.flush()
        assert child.stdout.readline().strip() == b"True"
