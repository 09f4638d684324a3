"""A crash costs at most the entry that was being written."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readreel.project.journal import Journal


class Entry(msgspec.Struct, frozen=True):
    number: int
    text: str


def test_entries_survive_reopening(tmp_path: Path) -> None:
    path = tmp_path / "steps" / "step.journal"
    Journal(path, "run", Entry).append(Entry(1, "one"))
    reopened = Journal(path, "run", Entry)
    reopened.append(Entry(2, "zwei\nlines"))
    assert Journal(path, "run", Entry).entries == [Entry(1, "one"), Entry(2, "zwei\nlines")]


def test_entries_of_another_run_are_dropped(tmp_path: Path) -> None:
    path = tmp_path / "step.journal"
    Journal(path, "old", Entry).append(Entry(1, "one"))
    assert Journal(path, "new", Entry).entries == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(cut=st.integers(min_value=0, max_value=400))
def test_a_cut_anywhere_keeps_whole_entries_and_can_be_appended_to(
    tmp_path: Path, cut: int
) -> None:
    path = tmp_path / "step.journal"
    path.unlink(missing_ok=True)
    journal = Journal(path, "run", Entry)
    entries = [Entry(number, "x" * number) for number in range(8)]
    for entry in entries:
        journal.append(entry)
    path.write_bytes(path.read_bytes()[:cut])
    recovered = Journal(path, "run", Entry)
    kept = len(recovered.entries)
    assert recovered.entries == entries[:kept]
    recovered.append(Entry(99, "after"))
    assert Journal(path, "run", Entry).entries == [*entries[:kept], Entry(99, "after")]


def test_garbage_in_the_middle_ends_what_is_believed(tmp_path: Path) -> None:
    path = tmp_path / "step.journal"
    journal = Journal(path, "run", Entry)
    journal.append(Entry(1, "one"))
    with path.open("ab") as file:
        file.write(b"\x00\xff garbage\n" + msgspec.json.encode(Entry(2, "two")) + b"\n")
    assert Journal(path, "run", Entry).entries == [Entry(1, "one")]


def test_discard_forgets_everything(tmp_path: Path) -> None:
    path = tmp_path / "step.journal"
    journal = Journal(path, "run", Entry)
    journal.append(Entry(1, "one"))
    journal.discard()
    assert not path.exists()
    assert Journal(path, "run", Entry).entries == []


@pytest.mark.parametrize("content", [b"", b"\n", b'"run"', b"not json at all"])
def test_a_broken_header_starts_clean(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "step.journal"
    path.write_bytes(content)
    assert Journal(path, "run", Entry).entries == []
