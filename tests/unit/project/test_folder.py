"""Artifacts are whole or absent, fresh only when everything they depend on is the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from readreel.core.errors import BusyError, StorageError
from readreel.core.time import Span
from readreel.project import files
from readreel.project.artifacts import (
    Paragraphs,
    Recording,
    SubtitleTrack,
    Transcript,
    Written,
)
from readreel.project.folder import ProjectFolder, folder_name


@pytest.fixture
def folder(tmp_path: Path) -> ProjectFolder:
    project = ProjectFolder(tmp_path / "project")
    project.create()
    return project


def recording(path: str = "/a/talk.mp4") -> Recording:
    return Recording(
        path=path, name="talk.mp4", size=3, fingerprint="f", container="mp4", duration=1.0,
        span=Span(0.0, 1.0),
        subtitles=(SubtitleTrack(0, "subrip", path=str(Path(path).with_suffix(".srt"))),),
    )  # fmt: skip


PARAGRAPHS = Paragraphs(
    writer="none", paragraphs=(Written(0, "Grüße, 世界.", "cleaned", 1.0, (0, 1)),)
)


def test_an_artifact_comes_back_as_it_was(folder: ProjectFolder) -> None:
    folder.write(PARAGRAPHS)
    assert folder.read(Paragraphs) == PARAGRAPHS


def test_an_absent_artifact_is_an_error_not_an_empty_one(folder: ProjectFolder) -> None:
    with pytest.raises(StorageError) as caught:
        folder.read(Transcript)
    assert caught.value.code == "storage.absent"


def test_a_damaged_artifact_says_so(folder: ProjectFolder) -> None:
    folder.write(PARAGRAPHS)
    path = folder.root / "paragraphs.json"
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(StorageError) as caught:
        folder.read(Paragraphs)
    assert caught.value.code == "storage.damaged"


def test_an_artifact_of_a_newer_program_is_left_alone(folder: ProjectFolder) -> None:
    path = folder.root / "paragraphs.json"
    path.write_text('{"format": 99, "something": "else"}', encoding="utf-8")
    with pytest.raises(StorageError) as caught:
        folder.read(Paragraphs)
    assert caught.value.code == "storage.newer"
    assert "99" in path.read_text(encoding="utf-8")


def test_a_moved_recording_does_not_make_later_steps_stale(folder: ProjectFolder) -> None:
    folder.write(recording("/a/talk.mp4"))
    before = folder.hash_of(Recording)
    folder.write(recording("/b/elsewhere/talk.mp4"))
    assert folder.hash_of(Recording) == before


def test_a_step_is_fresh_only_with_its_record_its_key_and_its_output(folder: ProjectFolder) -> None:
    folder.write(PARAGRAPHS)
    assert not folder.is_fresh("rewrite", "key", Paragraphs)
    folder.finish("rewrite", "key", Paragraphs)
    assert folder.is_fresh("rewrite", "key", Paragraphs)
    assert not folder.is_fresh("rewrite", "other key", Paragraphs)
    (folder.root / "paragraphs.json").write_text("{}", encoding="utf-8")
    assert not folder.is_fresh("rewrite", "key", Paragraphs)


def test_forgetting_makes_every_step_stale(folder: ProjectFolder) -> None:
    folder.write(PARAGRAPHS)
    folder.finish("rewrite", "key", Paragraphs)
    folder.forget()
    assert not folder.is_fresh("rewrite", "key", Paragraphs)


def test_a_second_writer_is_refused_until_the_first_lets_go(folder: ProjectFolder) -> None:
    with folder.lock(), pytest.raises(BusyError):
        ProjectFolder(folder.root).lock()
    ProjectFolder(folder.root).lock().release()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Lecture 3: Attention?.mp4", "lecture-3-attention-ab12cd34"),
        ("…….mov", "recording-ab12cd34"),
        ("講義.mkv", "講義-ab12cd34"),
        ("CON.mp4", "con-ab12cd34"),
        ("x" * 300 + ".mp4", "x" * 40 + "-ab12cd34"),
    ],
)
def test_project_names_suit_any_file_system(name: str, expected: str) -> None:
    assert folder_name(Path(name), "ab12cd34ef") == expected


def test_a_failed_write_leaves_the_old_content_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "artifact.json"
    files.write_atomic(path, b"old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.write_atomic(path, b"new")
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["artifact.json"]
