"""Damaged recordings end in an answer: opened with its damage told, or a refusal with a code. No hang."""

from __future__ import annotations

import collections
import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from gauntlet import mutants, program

COUNT = 10_000 if program.WHOLE else 140
THROUGH_THE_PROGRAM = 200 if program.WHOLE else 4
SEED = 20240219
HANG = 30.0
MEMORY = 2 << 30
TESTS = Path(__file__).resolve().parents[1]


class Opener:
    """A child that opens files; started again when one of them ends it."""

    def __init__(self, script: Path = TESTS / "gauntlet" / "opening.py") -> None:
        self._script = script
        self._process: subprocess.Popen[str] | None = None
        self._lines: queue.Queue[str] = queue.Queue()

    def ask(self, path: Path, patience: float = HANG) -> list[Any]:
        """Code, detail, seconds and memory; ``crashed`` or ``hung`` where no answer came."""
        process = self._process or self._start()
        assert process.stdin
        process.stdin.write(f"{path}\n")
        process.stdin.flush()
        begun = time.monotonic()
        while time.monotonic() - begun < patience:
            try:
                answer: list[Any] = json.loads(self._lines.get(timeout=0.2))
                return answer
            except queue.Empty:
                if process.poll() is not None and self._lines.empty():
                    self.close()
                    return ["crashed", f"status {process.returncode}", 0.0, 0]
        self.close()
        return ["hung", "", patience, 0]

    def close(self) -> None:
        """End the child."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout):
                if stream:
                    with contextlib.suppress(BrokenPipeError):
                        stream.close()
            self._process = None

    def _start(self) -> subprocess.Popen[str]:
        self._lines = queue.Queue()
        self._process = subprocess.Popen(
            [sys.executable, str(self._script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=os.environ | {"PYTHONPATH": str(TESTS), "OMP_NUM_THREADS": "1"},
        )
        stdout, lines = self._process.stdout, self._lines

        def read() -> None:
            assert stdout
            try:
                for line in stdout:
                    lines.put(line)
            except ValueError:
                return

        threading.Thread(target=read, daemon=True).start()
        return self._process


@pytest.fixture(scope="module")
def origins(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return mutants.seeds(tmp_path_factory.mktemp("seeds"))


def test_every_seed_is_sound(origins: list[Path]) -> None:
    opener = Opener()
    answers = {path.name: opener.ask(path) for path in origins}
    opener.close()
    assert {name: answer[0] for name, answer in answers.items()} == dict.fromkeys(
        mutants.KINDS, "opened"
    )


@pytest.mark.timeout(4 * 3600)
def test_every_mutant_ends_in_an_answer(origins: list[Path], tmp_path: Path) -> None:
    opener = Opener()
    tally: collections.Counter[str] = collections.Counter()
    bad = []
    for first in range(0, COUNT, 200):
        part = mutants.mutants(tmp_path, origins, min(200, COUNT - first), SEED + first)
        for path in part:
            code, detail, seconds, memory = opener.ask(path)
            tally[code] += 1
            if code in ("bug", "crashed", "hung") or seconds > HANG or memory > MEMORY:
                bad.append(
                    f"{SEED + first} {path.name}: {code} {detail} {seconds} s {memory >> 20} MB"
                )
            path.unlink()
    opener.close()
    print(dict(tally.most_common()))
    assert bad == []
    assert tally["opened"] > COUNT // 4, "the mutants are too broken to test more than the refusals"
    assert tally["recording.damaged"] + tally["recording.not_media"] > 0


@pytest.mark.timeout(4 * 3600)
def test_mutants_through_the_whole_program_end_in_a_page_or_a_message(
    origins: list[Path], tmp_path: Path
) -> None:
    (tmp_path / "files").mkdir()
    for path in mutants.mutants(tmp_path / "files", origins, THROUGH_THE_PROGRAM, SEED):
        before = path.read_bytes()
        folder = tmp_path / path.stem
        folder.mkdir()
        ended = program.run(program.make_command(path, folder, "--writer", "none"), timeout=120)
        if ended.status == 0:
            assert (folder / "article.html").stat().st_size > 500
        else:
            program.refused(ended, 3)
        assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("script", "seen"),
    [
        ("import os, sys; sys.stdin.readline(); os.abort()", "crashed"),
        ("import time, sys; sys.stdin.readline(); time.sleep(60)", "hung"),
    ],
)
def test_the_detector_sees_a_crash_and_a_hang(script: str, seen: str, tmp_path: Path) -> None:
    path = tmp_path / "planted.py"
    path.write_text(script, encoding="utf-8")
    opener = Opener(path)
    try:
        assert opener.ask(tmp_path, patience=3.0)[0] == seen
    finally:
        opener.close()
