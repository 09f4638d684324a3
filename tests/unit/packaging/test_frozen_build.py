"""A finished build at work: ``READREEL_FROZEN=dist/readreel`` names it; without, these are skipped.

It runs with an empty environment: no Python on its path, a data folder of its own.
"""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
BUILD = os.environ.get("READREEL_FROZEN", "")

pytestmark = pytest.mark.skipif(not BUILD, reason="READREEL_FROZEN names no build")


@pytest.fixture
def alone(tmp_path: Path) -> dict[str, str]:
    """What is left of the environment."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ}
    return {
        **kept,
        "HOME": str(tmp_path),
        "PATH": str(tmp_path / "nothing"),
        "READREEL_DATA": str(tmp_path / "data"),
        "QT_QPA_PLATFORM": "offscreen",
    }


def program(name: str) -> str:
    suffix = ".exe" if os.name == "nt" else ""
    return str(Path(BUILD).absolute() / f"{name}{suffix}")


def kind() -> str:
    folder = Path(BUILD) / "_internal" / "models"
    return "full" if list(folder.glob("*/*.gguf")) else "light"


def run(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [program("readreel"), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_it_is_whole_and_inside_its_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    assert importlib.import_module("built").faults(Path(BUILD), kind()) == []


def test_it_finds_its_models_and_engines(alone: dict[str, str]) -> None:
    said = run(alone, "doctor")
    assert "Model        whisper-base" in said
    assert "does not work" not in said


def test_it_makes_an_article(alone: dict[str, str]) -> None:
    writer = () if kind() == "full" else ("--writer", "none")
    assert "Readreel works here" in run(alone, "self-test", *writer)


def test_its_window_opens_a_file_that_it_is_given(alone: dict[str, str], tmp_path: Path) -> None:
    recording = ROOT / "resources" / "sample" / "history-of-printing.mp4"
    (tmp_path / "data").mkdir()
    settings = tmp_path / "data" / "settings.toml"
    settings.write_text('writer = "none"\n', encoding="utf-8")
    window = subprocess.Popen(
        [program("readreel-window"), str(recording)], env=alone, stderr=subprocess.PIPE
    )
    try:
        for _ in range(240):
            if list((tmp_path / "data").glob("projects/*/transcript.json")):
                break
            assert window.poll() is None, window.stderr and window.stderr.read()
            time.sleep(0.5)
        else:
            pytest.fail("nothing was heard in two minutes")
    finally:
        window.terminate()
        window.communicate(timeout=30)
    if sys.platform == "linux":
        # Its children end with it.
        time.sleep(2)
        left = [p for p in Path("/proc").glob("[0-9]*/environ") if _belongs(p, tmp_path)]
        assert left == []


def _belongs(environ: Path, folder: Path) -> bool:
    try:
        return str(folder).encode() in environ.read_bytes()
    except OSError:
        return False
