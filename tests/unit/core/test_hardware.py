"""What the machine bears, from figures that do not jump."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from readreel.core import hardware


def memory(monkeypatch: pytest.MonkeyPatch, total: int, available: int, limit: int | None) -> int:
    figures = SimpleNamespace(total=total, available=available)
    monkeypatch.setattr(hardware.psutil, "virtual_memory", lambda: figures)
    monkeypatch.setattr(hardware, "_container_limit", lambda: limit)
    return hardware.machine().memory_bytes


@pytest.mark.parametrize(
    ("total", "available", "limit", "expected"),
    [
        (100, 80, None, 80),
        (100, 10, None, 50),
        (100, 80, 40, 40),
        (100, 80, 1000, 80),
    ],
)
def test_memory_is_what_is_free_at_least_half_and_never_more_than_a_container_may_use(
    monkeypatch: pytest.MonkeyPatch, total: int, available: int, limit: int | None, expected: int
) -> None:
    assert memory(monkeypatch, total, available, limit) == expected


def test_the_limit_of_a_container_is_read(tmp_path: Path) -> None:
    assert hardware._container_limit(tmp_path) is None
    (tmp_path / "memory.max").write_text("max\n")
    assert hardware._container_limit(tmp_path) is None
    (tmp_path / "memory.max").write_text("123456\n")
    assert hardware._container_limit(tmp_path) == 123456


def test_threads_are_the_physical_cores_at_most_four_unless_chosen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hardware, "physical_cores", lambda: 2)
    assert (hardware.threads(), hardware.threads(7)) == (2, 7)
    monkeypatch.setattr(hardware, "physical_cores", lambda: 16)
    assert hardware.threads() == 4


def test_this_machine_can_be_looked_at() -> None:
    found = hardware.machine()
    assert found.memory_bytes > 0
    assert found.physical_cores >= 1
