"""Links to moments: beside the page, far from it, and where the recording is published."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readreel.core.errors import UsageError
from readreel.publish.moments import Moments


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("https://www.youtube.com/watch?v=abcdefghijk", "https://www.youtube.com/watch?v=abcdefghijk&t=83s"),
        ("https://youtube.com/watch?v=abc_defghij&t=5&list=PL1", "https://youtube.com/watch?v=abc_defghij&list=PL1&t=83s"),
        ("https://www.youtube.com/embed/abcdefghijk?start=4", "https://www.youtube.com/watch?v=abcdefghijk&t=83s"),
        ("https://www.youtube.com/live/abcdefghijk", "https://www.youtube.com/watch?v=abcdefghijk&t=83s"),
        ("https://youtu.be/abcdefghijk?si=xyz", "https://youtu.be/abcdefghijk?si=xyz&t=83s"),
        ("https://vimeo.com/12345", "https://vimeo.com/12345#t=83s"),
        ("https://example.org/talk.mp4", "https://example.org/talk.mp4#t=83"),
        ("https://example.org/talk?a=1#t=7", "https://example.org/talk?a=1#t=83"),
        ("https://notyoutube.com/watch?v=1", "https://notyoutube.com/watch?v=1#t=83"),
    ],
)  # fmt: skip
def test_a_published_recording_is_linked_in_its_own_way(source: str, expected: str) -> None:
    assert Moments(Path("talk.mp4"), Path(), source).at(83.9) == expected


@pytest.mark.parametrize(
    "source",
    ["javascript:alert(1)", "file:///etc/passwd", "ftp://example.org/a", "example.org", "https://", "https://[x/a",
     "https://example.org/a b", 'https://example.org/"x'],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(source: str) -> None:
    with pytest.raises(UsageError) as caught:
        Moments(Path("talk.mp4"), Path(), source)
    assert caught.value.code == "usage.source_url"


def test_a_recording_is_linked_by_its_path_from_the_page(tmp_path: Path) -> None:
    def link(recording: Path, folder: Path) -> str:
        return Moments(recording, folder).at(83.96)

    assert link(tmp_path / "a b.mp4", tmp_path) == "a%20b.mp4#t=83.9"
    assert link(tmp_path / "ü#1.mp4", tmp_path / "out") == "../%C3%BC%231.mp4#t=83.9"
    assert link(tmp_path / "x" / "a.mp4", tmp_path / "y" / "z") == "../../x/a.mp4#t=83.9"
    assert link(tmp_path / "c:d.mp4", tmp_path) == "c%3Ad.mp4#t=83.9"


@given(st.text(st.characters(exclude_characters="/\0", exclude_categories=("Cs",)), min_size=1))
def test_any_name_comes_back_from_its_link(name: str) -> None:
    if name in {".", ".."}:
        return
    link = Moments(Path("/videos") / name, Path("/videos")).at(5)
    assert unquote(link.removesuffix("#t=5")).removeprefix("./") == name.removeprefix("./")
    assert "#" not in link.removesuffix("#t=5")


@given(st.floats(0, 90_000))
def test_a_link_never_leads_past_its_moment(seconds: float) -> None:
    linked = float(Moments(Path("a.mp4"), Path()).at(round(seconds, 3)).rpartition("=")[2])
    assert -1e-9 <= round(seconds, 3) - linked < 0.1 + 1e-9


def test_subtitles_lead_to_the_recording_of_their_name(tmp_path: Path) -> None:
    subtitles = tmp_path / "talk.srt"
    assert Moments(subtitles, tmp_path).at(3) == ""
    (tmp_path / "talk.mp4").write_bytes(b"x")
    moments = Moments(subtitles, tmp_path)
    assert moments.at(3) == "talk.mp4#t=3"
    assert moments.player is not None


@pytest.mark.parametrize(
    ("recording", "page", "tag"),
    [
        ("talk.mp4", ".", "video"),
        ("talk.webm", "talk", "video"),
        ("talk.mp3", ".", "audio"),
        ("videos/talk.mp4", "pages", "video"),
        ("talk.mp4", "a/b", None),
        ("talk.avi", ".", None),
        ("gone.mp4", ".", None),
    ],
)
def test_only_a_near_recording_that_browsers_know_is_played(
    tmp_path: Path, recording: str, page: str, tag: str | None
) -> None:
    file = tmp_path / recording
    file.parent.mkdir(exist_ok=True)
    if "gone" not in recording:
        file.write_bytes(b"x")
    player = Moments(file, tmp_path / page).player
    assert (player and player.tag) == tag
    assert Moments(file, tmp_path / page, "https://example.org/a").player is None
