"""A cue is the words a viewer would read, whatever the file's encoding, kind and styling."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readreel.core.errors import RecordingError
from readreel.project.subtitles import decoded, plain, read_cues

SRT = "1\n00:00:01,000 --> 00:00:02,500\nÜber den Fluß, café\n"


def cues(path: Path, content: bytes) -> list[tuple[float, float, str]]:
    path.write_bytes(content)
    return [(cue.start, cue.end, cue.text) for cue in read_cues(path)]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1", "cp1252"]
)
def test_letters_survive_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    found = cues(tmp_path / "a.srt", SRT.encode(encoding))
    assert found == [(1.0, 2.5, "Über den Fluß, café")]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_understood(tmp_path: Path, newline: str) -> None:
    text = SRT + "\n2\n00:00:03,000 --> 00:00:04,000\ntwo\nlines\n"
    found = cues(tmp_path / "a.srt", text.replace("\n", newline).encode())
    assert found[1] == (3.0, 4.0, "two\nlines")


@pytest.mark.parametrize(
    ("styled", "words"),
    [
        ("<i>really</i> <b>big</b>", "really big"),
        ('<font color="#ff0000">red</font>', "red"),
        ("{\\an8}above{\\i1} all", "above all"),
        ("one\\Ntwo\\hthree", "one\ntwo three"),
        ("<v Anna>good <00:00:01.500><c>day</c></v>", "good day"),
        ("R&amp;D &lt;x&gt;", "R&D <x>"),
        ("if a < b and c > d", "if a < b and c > d"),
    ],
)
def test_styling_goes_and_words_stay(styled: str, words: str) -> None:
    assert plain(styled) == words


def test_webvtt_leaves_its_notes_and_settings_behind(tmp_path: Path) -> None:
    text = (
        "WEBVTT - a title\n\nNOTE not for viewers\n\n"
        "intro\n00:01.000 --> 00:02.000 align:start position:0%\n<v Bob>Hello\n\n"
        "01:00:00.000 --> 01:00:01.000\nan hour later\n"
    )
    assert cues(tmp_path / "a.vtt", text.encode()) == [
        (1.0, 2.0, "Hello"),
        (3600.0, 3601.0, "an hour later"),
    ]


def test_ass_comments_and_drawings_are_no_cues(tmp_path: Path) -> None:
    text = (
        "[Script Info]\nScriptType: v4.00+\n\n[Events]\n"
        "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
        "Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,a remark\n"
        "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\p1}m 0 0 l 9 9{\\p0}\n"
        "Dialogue: 0,0:00:03.00,0:00:04.50,Default,,0,0,0,,{\\b1}Yes{\\b0}, with comma\n"
    )
    assert cues(tmp_path / "a.ass", text.encode()) == [(3.0, 4.5, "Yes, with comma")]


def test_sbv_is_read_with_its_line_breaks(tmp_path: Path) -> None:
    text = "0:00:01.000,0:00:02.500\none[br]two\n\n1:00:03.250,1:00:04.000\nthree\n"
    found = cues(tmp_path / "a.sbv", text.encode())
    assert found == [(1.0, 2.5, "one\ntwo"), (3603.25, 3604.0, "three")]


def test_cues_come_in_order_of_time_and_none_ends_before_it_begins(tmp_path: Path) -> None:
    text = (
        "1\n00:00:05,000 --> 00:00:04,000\nlate\n\n2\n00:00:01,000 --> 00:00:02,000\nearly\n\n"
        "3\n00:00:03,000 --> 00:00:03,500\n<i></i>\n"
    )
    found = cues(tmp_path / "a.srt", text.encode())
    assert [words for _, _, words in found] == ["early", "late"]
    assert all(start <= end for start, end, _ in found)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "recording.empty"),
        (b"   \n\n", "recording.subtitles"),
        (b"just some prose\n", "recording.subtitles"),
        (b"WEBVTT\n", "recording.subtitles"),
        (b"1\n00:00:01,000 --> 00:00:02,000\n\n", "recording.subtitles"),
        (bytes(range(256)) * 8, "recording.subtitles"),
    ],
)
def test_files_without_a_cue_are_refused(tmp_path: Path, content: bytes, code: str) -> None:
    with pytest.raises(RecordingError) as caught:
        cues(tmp_path / "a.srt", content)
    assert caught.value.code == code


def test_missing_files_and_folders_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(RecordingError) as missing:
        read_cues(tmp_path / "none.srt")
    with pytest.raises(RecordingError) as folder:
        read_cues(tmp_path)
    assert (missing.value.code, folder.value.code) == ("recording.missing", "recording.folder")


@given(content=st.binary(max_size=600))
def test_any_bytes_become_text_without_foreign_line_ends(content: bytes) -> None:
    assert "\r" not in decoded(content)
