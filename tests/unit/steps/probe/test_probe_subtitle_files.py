"""Subtitle files come out as the words a viewer would read, whatever their format and encoding."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readreel.core.engines import Cue
from readreel.core.errors import RecordingError
from readreel.project.subtitles import plain, read_cues

WANTED = [Cue(1.0, 2.5, "Grüße, <you> & me"), Cue(3661.25, 3662.0, "two\nlines")]

SRT = """1
00:00:01,000 --> 00:00:02,500
<font color="#fff"><i>Grüße</i></font>, &lt;you&gt; &amp; me

2
01:01:01,250 --> 01:01:02,000
{\\an8}two
lines
"""
VTT = """WEBVTT - a title

NOTE nobody reads this

STYLE
::cue { color: red }

intro
00:01.000 --> 00:02.500 align:start position:0%
<v Roger><c.loud>Grüße</c>, &lt;you&gt; &amp; <00:00:02.000>me</v>

01:01:01.250 --> 01:01:02.000
two
lines
"""
ASS = """[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize
Style: Default,Arial,20

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:09.00,Default,,0,0,0,,not shown
Dialogue: 0,1:01:01.25,1:01:02.00,Default,,0,0,0,,two\\N{\\b1}lines{\\b0}
Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,{\\k20}Grü{\\k30}ße, <you> & me
Dialogue: 0,0:00:05.00,0:00:06.00,Default,,0,0,0,,{\\p1}m 0 0 l 100 0 100 100{\\p0}
"""
SBV = """0:00:01.000,0:00:02.500
Grüße, &lt;you&gt; &amp; me

1:01:01.250,1:01:02.000
two
lines
"""


@pytest.mark.parametrize(("name", "text"), [("a.srt", SRT), ("a.vtt", VTT), ("a.sbv", SBV)])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_formats_and_encodings_agree(
    tmp_path: Path, name: str, text: str, encoding: str, newline: str
) -> None:
    path = tmp_path / name
    path.write_bytes(text.replace("\n", newline).encode(encoding))
    assert read_cues(path) == WANTED


def test_ass_comes_without_karaoke_comments_and_drawings(tmp_path: Path) -> None:
    path = tmp_path / "a.ass"
    path.write_text(ASS, encoding="utf-8")
    first, second = read_cues(path)
    assert (first.start, first.end, second.text) == (1.0, 2.5, "two\nlines")
    assert first.text.startswith("Grüße,")
    assert "k20" not in first.text


def test_a_file_is_read_for_what_it_holds_not_for_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.srt"
    path.write_text(VTT, encoding="utf-8")
    assert read_cues(path) == WANTED


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "recording.empty"),
        (b"Dear reader,\nthis is a letter.\n", "recording.subtitles"),
        (bytes(range(256)) * 8, "recording.subtitles"),
        (b"WEBVTT\n\n", "recording.subtitles"),
    ],
)
def test_what_holds_no_subtitles_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "a.srt"
    path.write_bytes(content)
    with pytest.raises(RecordingError) as caught:
        read_cues(path)
    assert caught.value.code == code


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "no.srt", "missing"), (tmp_path, "folder")):
        with pytest.raises(RecordingError) as caught:
            read_cues(path)
        assert caught.value.code == f"recording.{code}"


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(min_size=1, max_size=400), text=st.sampled_from([SRT, VTT, ASS, SBV]))
def test_no_file_brings_an_unknown_failure(tmp_path: Path, content: bytes, text: str) -> None:
    path = tmp_path / "a.srt"
    half = len(text) // 2
    path.write_bytes(text[:half].encode() + content + text[half:].encode())
    try:
        cues = read_cues(path)
    except RecordingError:
        return
    assert cues == sorted(cues, key=lambda cue: (cue.start, cue.end))
    assert all(cue.end >= cue.start and cue.text.strip() for cue in cues)


@given(st.text())
def test_plain_text_has_no_empty_lines_and_stays_plain(text: str) -> None:
    assert all(line.strip() for line in plain(text).split("\n")) or plain(text) == ""


def test_a_comparison_is_no_tag() -> None:
    assert plain("a < b and c > d") == "a < b and c > d"
