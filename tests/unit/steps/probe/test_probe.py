"""What a recording is found to be, and which part of it is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

import studio
from fakes import MemoryContext
from readreel import media
from readreel.core.errors import RecordingError, UsageError
from readreel.project.artifacts import Recording
from readreel.project.parameters import ProbeParameters
from readreel.steps.probe import probe

SLIDE = studio.slide(1, size=(320, 180))
CUES = {
    "srt": "1\n00:00:01,000 --> 00:00:02,500\nHello there\n",
    "vtt": "WEBVTT\n\n00:01.000 --> 00:02.500\nHello there\n",
    "ass": "[Script Info]\nScriptType: v4.00+\n\n[Events]\n"
    "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
    "Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,Hello there\n",
    "sbv": "0:00:01.000,0:00:02.500\nHello there\n",
}


def tone(start: float = 0, language: str = "", title: str = "") -> studio.Sound:
    return studio.Sound([(start, studio.tone(3))], language=language, title=title)


def probed(path: Path, folder: Path, **asked: object) -> tuple[Recording, MemoryContext]:
    context = MemoryContext(folder)
    return probe(path, ProbeParameters(**asked), media.inspect, context), context


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two languages, a title, a day and a chapter mark."""
    return studio.record(
        tmp_path_factory.mktemp("talk") / "talk.mp4",
        video=studio.film(lambda _: SLIDE, 3),
        sounds=[tone(language="eng", title="Main"), tone(language="deu")],
        chapters=[(0, 2, "One"), (2, 3, "Two")],
        metadata={"title": "A talk", "date": "2024-05-06"},
    )


def test_a_talk_is_described_with_its_tracks_title_day_and_length(
    talk: Path, tmp_path: Path
) -> None:
    found, context = probed(talk, tmp_path)
    assert (found.kind, found.video_track, found.audio_track) == ("media", 0, 0)
    assert (found.title, found.date, found.name) == ("A talk", "2024-05-06", "talk.mp4")
    assert [mark.title for mark in found.chapters] == ["One", "Two"]
    assert found.duration == pytest.approx(3, abs=0.1)
    assert (found.span.start, found.span.end) == (0, found.duration)
    assert found.size == talk.stat().st_size
    assert [code for code, _ in context.notices] == ["probe.several_tracks"]


def test_another_sound_track_can_be_asked_for(talk: Path, tmp_path: Path) -> None:
    assert probed(talk, tmp_path, audio_track=1)[0].audio_track == 1


@pytest.mark.parametrize("track", [2, -1, 99])
def test_a_sound_track_that_is_not_there_is_refused_with_those_that_are(
    talk: Path, tmp_path: Path, track: int
) -> None:
    with pytest.raises(UsageError) as caught:
        probed(talk, tmp_path, audio_track=track)
    assert caught.value.code == "usage.audio_track"
    assert "eng Main" in str(caught.value.values["tracks"])


@pytest.mark.parametrize(("start", "end"), [(3.5, None), (2, 1), (1, 1), (-1, 2), (0, 0)])
def test_an_empty_or_impossible_part_is_refused(
    talk: Path, tmp_path: Path, start: float, end: float | None
) -> None:
    with pytest.raises(UsageError) as caught:
        probed(talk, tmp_path, start=start, end=end)
    assert caught.value.code == "usage.span"


def test_a_part_ends_with_the_recording_at_the_latest(talk: Path, tmp_path: Path) -> None:
    inside = probed(talk, tmp_path, start=0.5, end=2.25)[0]
    beyond = probed(talk, tmp_path, start=1, end=100)[0]
    assert (inside.span.start, inside.span.end) == (0.5, 2.25)
    assert beyond.span.end == beyond.duration


def test_sound_alone_and_pictures_alone_are_said_to_be_so(tmp_path: Path) -> None:
    sound = studio.record(tmp_path / "a.m4a", sounds=[tone()])
    silent = studio.record(tmp_path / "b.mp4", video=studio.film(lambda _: SLIDE, 2))
    heard, said = probed(sound, tmp_path)
    seen, told = probed(silent, tmp_path)
    assert (heard.video_track, heard.audio_track) == (None, 0)
    assert (seen.video_track, seen.audio_track) == (0, None)
    assert [code for code, _ in said.notices] == ["probe.no_picture"]
    assert [code for code, _ in told.notices] == ["probe.no_sound"]


@pytest.mark.parametrize("kind", sorted(CUES))
def test_a_subtitle_file_is_a_recording_of_text(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"talk.{kind}"
    path.write_text(CUES[kind])
    found, _ = probed(path, tmp_path)
    assert (found.kind, found.container, found.duration) == ("subtitles", kind, 2.5)
    assert (found.video_track, found.audio_track) == (None, None)
    assert [track.path for track in found.subtitles] == [str(path)]


def test_a_subtitle_file_without_a_cue_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "talk.srt"
    path.write_text("nothing timed here\n")
    with pytest.raises(RecordingError) as caught:
        probed(path, tmp_path)
    assert caught.value.code == "recording.subtitles"


def test_subtitles_beside_the_recording_are_listed_and_those_of_others_are_not(
    tmp_path: Path,
) -> None:
    path = studio.record(tmp_path / "talk.m4a", sounds=[tone()])
    for name in ("talk.srt", "talk.de-AT.vtt", "talk2.srt", "other.srt", "talk.txt"):
        (tmp_path / name).write_text(CUES["srt"])
    (tmp_path / "talk.ass").mkdir()
    found = probed(path, tmp_path)[0].subtitles
    names = [(track.index, Path(track.path).name, track.language) for track in found]
    assert names == [(0, "talk.de-AT.vtt", "de"), (1, "talk.srt", "")]
