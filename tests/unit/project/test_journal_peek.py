"""Looking into a journal that another process is writing."""

from __future__ import annotations

from pathlib import Path

from readreel.project.draft import Heard
from readreel.project.journal import Journal, peek


def test_entries_are_read_and_nothing_is_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.journal"
    journal = Journal(path, "run", Heard)
    journal.append(Heard(0.0, 10.0, "en"))
    journal.append(Heard(10.0, 20.0, "en"))
    with path.open("ab") as file:
        file.write(b'{"start": 20.0, "en')
    before = path.read_bytes()
    assert [entry.end for entry in peek(path, Heard)] == [10.0, 20.0]
    assert path.read_bytes() == before


def test_an_absent_or_empty_journal_has_no_entries(tmp_path: Path) -> None:
    assert peek(tmp_path / "none.journal", Heard) == []
    (tmp_path / "empty.journal").write_bytes(b"")
    assert peek(tmp_path / "empty.journal", Heard) == []


def test_what_follows_a_damaged_line_is_left_aside(tmp_path: Path) -> None:
    path = tmp_path / "a.journal"
    path.write_bytes(b'"run"\n{"start":0,"end":1}\nnonsense\n{"start":1,"end":2}\n')
    assert [entry.end for entry in peek(path, Heard)] == [1.0]
