"""Whatever is dropped or pasted becomes paths that exist, or a reason; nothing hostile does more."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl

from readreel.gui.start.dropping import Dropped, may_hold_files, paths_of
from readreel.project.recordings import counted, media_in


def urls(*given: str | Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls(
        [QUrl.fromLocalFile(str(one)) if isinstance(one, Path) else QUrl(one) for one in given]
    )
    return mime


def text(content: str) -> QMimeData:
    mime = QMimeData()
    mime.setText(content)
    return mime


def a_file(path: Path, content: bytes = b"x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "name",
    [
        "talk.mp4",
        "Ünïcode vidéo 机器学习 🎬.mkv",
        "100% done #1?.webm",
        "a%20b.mp3",
        "LOUD.MOV",
        "-rf.mp4",
    ],
)
def test_a_file_of_any_name_is_taken_as_it_is_called(tmp_path: Path, name: str) -> None:
    file = a_file(tmp_path / name)
    assert paths_of(urls(file)) == Dropped(files=(file,))
    assert paths_of(text(str(file))) == Dropped(files=(file,))
    assert paths_of(text(QUrl.fromLocalFile(str(file)).toString(QUrl.FullyEncoded))).files == (
        file,
    )


def test_many_are_taken_once_each_in_their_order(tmp_path: Path) -> None:
    second, first = a_file(tmp_path / "b.mp4"), a_file(tmp_path / "a.mp4")
    assert paths_of(urls(second, first, second)).files == (second, first)
    assert paths_of(text(f'"{second}"\n\n  {first}  \n')).files == (second, first)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a.mp4",
        "http://127.0.0.1/a.mp4",
        "ftp://x/y.mp4",
        "rtsp://x/y",
        "data:video/mp4;base64,AA",
    ],
)
def test_an_address_is_refused_and_named(address: str) -> None:
    found = paths_of(urls(address))
    assert (found.files, found.refusal) == ((), "address")
    assert found.name


def test_a_pasted_address_is_refused_as_one() -> None:
    assert paths_of(text("https://example.org/watch?v=1")).refusal == "address"


@pytest.mark.parametrize(
    "content", ["", "  \n ", "hello", "talk.mp4", "../../etc/passwd", "a" * 100_000, "\0/etc"]
)
def test_text_that_is_no_path_is_refused_as_text(content: str) -> None:
    found = paths_of(text(content))
    assert (found.files, found.folders, found.refusal) == ((), (), "text")


@pytest.mark.parametrize("path", ["/nowhere/at/all.mp4", "/" + "x" * 5_000, "/a\0b.mp4"])
def test_what_is_not_there_is_refused_as_missing(path: str) -> None:
    assert paths_of(text(path)).refusal == "missing"


def test_other_kinds_of_files_are_refused_and_counted(tmp_path: Path) -> None:
    page = a_file(tmp_path / "page.pdf", b"%PDF-1.7\n")
    notes = a_file(tmp_path / "notes", b"plain words\n")
    good = a_file(tmp_path / "talk.mp4")
    found = paths_of(urls(page, good, notes))
    assert found == Dropped(files=(good,), refusal="kind", name="page.pdf", left_out=2)


def test_a_recording_without_a_known_name_is_found_by_its_content(tmp_path: Path) -> None:
    sample = Path(__file__).parents[2] / "resources" / "sample" / "history-of-printing.mp4"
    nameless = a_file(tmp_path / "capture", sample.read_bytes()[:4096])
    assert paths_of(urls(nameless)).files == (nameless,)


def test_nothing_at_all_is_refused() -> None:
    assert paths_of(QMimeData()).refusal == "text"
    assert not may_hold_files(QMimeData())


@pytest.mark.skipif(os.name == "nt", reason="no such files there")
def test_a_device_is_not_opened() -> None:
    assert paths_of(text("/dev/zero")).refusal == "missing"


def test_a_folder_gives_its_recordings_as_a_person_would_count_them(tmp_path: Path) -> None:
    for name in (
        "part 10.mp4",
        "part 2.mp4",
        "part 2.srt",
        ".hidden.mp4",
        "notes.txt",
        "deep/x.mkv",
    ):
        a_file(tmp_path / name)
    a_file(tmp_path / ".cache" / "no.mp4")
    assert paths_of(urls(tmp_path)) == Dropped(folders=(tmp_path,))
    found = [path.relative_to(tmp_path).as_posix() for path in media_in(tmp_path)]
    assert found == ["deep/x.mkv", "part 2.mp4", "part 10.mp4"]


def test_a_folder_of_subtitles_alone_gives_them(tmp_path: Path) -> None:
    file = a_file(tmp_path / "talk.vtt")
    assert media_in(tmp_path) == (file,)
    assert media_in(tmp_path / "nowhere") == ()


def test_counting_reads_numbers_as_numbers() -> None:
    assert sorted(["a10", "a9", "A1", "b"], key=counted) == ["A1", "a9", "a10", "b"]
