"""How a writer runs best is measured once for a machine and a model, and kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from readreel.inference.tuning import TOGETHER, Tuning, best, tuned


def test_more_drafts_at_once_are_taken_where_they_pay() -> None:
    assert best([2], lambda _, seats: 1.0 + 0.1 * seats) == Tuning(2, TOGETHER)
    assert best([2], lambda _, seats: float(seats)) == Tuning(2, 1)


def test_more_threads_are_taken_where_they_are_clearly_faster() -> None:
    assert best([4, 8], lambda threads, seats: seats / threads).threads == 8
    assert best([4, 8], lambda threads, seats: seats * (1 if threads == 4 else 0.95)).threads == 4


def test_what_was_measured_is_kept_and_not_measured_again(tmp_path: Path) -> None:
    asked = []

    def seconds(threads: int, seats: int) -> float:
        asked.append((threads, seats))
        return 1.0

    file = tmp_path / "new" / "tuning.json"
    first = tuned(file, "one model", [2], seconds)
    times = len(asked)
    assert tuned(file, "one model", [2], seconds) == first
    assert len(asked) == times
    tuned(file, "another", [2], seconds)
    assert len(asked) == 2 * times
    assert tuned(file, "one model", [2], seconds) == first
    assert len(asked) == 2 * times


@pytest.mark.parametrize("content", [b"", b"{", b'{"tunings": {"one": 3}}'])
def test_a_broken_file_is_written_anew(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "tuning.json"
    file.write_bytes(content)
    found = tuned(file, "one", [2], lambda *_: 1.0)
    assert tuned(file, "one", [2], lambda *_: 1 / 0) == found


def test_a_place_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert tuned(tmp_path / "file" / "tuning.json", "one", [2], lambda *_: 1.0).threads == 2
