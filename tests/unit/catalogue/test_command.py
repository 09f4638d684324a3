"""``readreel models`` as it is typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from readreel.catalogue import fetch, mirror
from readreel.cli import models as command
from readreel.core.errors import Cancelled, ModelError
from readreel.core.hardware import Machine
from readreel.core.messages import codes

from .conftest import LISTENER, WRITER, put, wheel
from .test_adopt import a_gguf, write

SOURCE = Path(__file__).parents[3] / "desktop" / "readreel"


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "catalogue", command.store.catalogue)
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
    assert typed("add", str(tmp_path / "mine.gguf")).stdout == "mine is ready (writer).\n"
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
