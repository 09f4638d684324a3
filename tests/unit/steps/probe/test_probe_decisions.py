"""Which tracks and which span are used, what lies beside the file, and what the user is told."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from fakes import MemoryContext
from readreel.core.errors import RecordingError, UsageError
from readreel.core.time import Span
from readreel.media import Inspection
from readreel.project.artifacts import AudioTrack, Mark, Recording, SubtitleTrack, VideoTrack
from readreel.project.parameters import ProbeParameters
from readreel.steps.probe import probe

VIDEO = VideoTrack(index=0, codec="h264", width=1280, height=720, rate=30.0)
ENGLISH = AudioTrack(index=0, codec="aac", channels=2, rate=48_000, language="eng", title="Talk")
GERMAN = AudioTrack(index=1, codec="aac", channels=2, rate=48_000, language="deu")
PLAIN = Inspection(
    container="mov",
    duration=100.0,
    origin=0.0,
    video=(VIDEO,),
    audio=(ENGLISH, GERMAN),
    video_track=0,
    audio_track=0,
)

Probing = Callable[..., Recording]


@pytest.fixture
def context(tmp_path: Path) -> MemoryContext:
    folder = tmp_path / "project"
    folder.mkdir()
    return MemoryContext(folder)


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    path = tmp_path / "Mein Vortrag ü.mp4"
    path.write_bytes(bytes(range(256)) * 20_000)
    return path


@pytest.fixture
def probed(talk: Path, context: MemoryContext) -> Probing:
    def run(found: Inspection = PLAIN, **parameters: object) -> Recording:
        wanted = msgspec.convert(parameters, ProbeParameters)
        return probe(talk, wanted, lambda _: found, context)

    return run


def codes(context: MemoryContext) -> list[str]:
    return [code for code, _ in context.notices]


def test_the_default_tracks_are_used_and_several_are_mentioned(
    probed: Probing, context: MemoryContext
) -> None:
    recording = probed()
    assert (recording.video_track, recording.audio_track) == (0, 0)
    assert codes(context) == ["probe.several_tracks"]
    assert context.notices[0][1] == {"used": "0: eng Talk", "tracks": "0: eng Talk; 1: deu"}


def test_a_wanted_track_is_used_and_one_that_is_not_there_refused(probed: Probing) -> None:
    assert probed(audio_track=1).audio_track == 1
    with pytest.raises(UsageError) as caught:
        probed(audio_track=2)
    assert caught.value.code == "usage.audio_track"
    assert caught.value.values["tracks"] == "0: eng Talk; 1: deu"


def test_no_sound_and_no_picture_are_said(probed: Probing, context: MemoryContext) -> None:
    silent = msgspec.structs.replace(PLAIN, audio=(), audio_track=None)
    blind = msgspec.structs.replace(PLAIN, audio=(ENGLISH,), video=(), video_track=None)
    assert probed(silent).audio_track is None
    assert probed(blind).video_track is None
    assert codes(context) == ["probe.no_sound", "probe.no_picture"]


def test_a_picture_too_small_to_show_anything_is_no_picture(
    probed: Probing, context: MemoryContext
) -> None:
    dot = msgspec.structs.replace(VIDEO, width=1, height=1)
    found = msgspec.structs.replace(PLAIN, video=(dot,), audio=(ENGLISH,))
    assert probed(found).video_track is None
    second = msgspec.structs.replace(VIDEO, index=1)
    assert probed(msgspec.structs.replace(found, video=(dot, second))).video_track == 1
    assert codes(context) == ["probe.no_picture"]


def test_nothing_to_see_hear_or_read_is_refused(probed: Probing) -> None:
    empty = msgspec.structs.replace(PLAIN, audio=(), audio_track=None, video=(), video_track=None)
    with pytest.raises(RecordingError) as caught:
        probed(empty)
    assert caught.value.code == "recording.no_tracks"


@pytest.mark.parametrize(
    ("start", "end", "span"),
    [(0.0, None, Span(0, 100)), (10.5, 20.0, Span(10.5, 20)), (90.0, 500.0, Span(90, 100))],
)
def test_the_span_lies_inside_the_recording(
    probed: Probing, start: float, end: float | None, span: Span
) -> None:
    assert probed(start=start, end=end).span == span


@pytest.mark.parametrize(("start", "end"), [(100.0, None), (20.0, 10.0), (5.0, 5.0), (-1.0, None)])
def test_a_span_outside_the_recording_is_refused(
    probed: Probing, start: float, end: float | None
) -> None:
    with pytest.raises(UsageError) as caught:
        probed(start=start, end=end)
    assert caught.value.code == "usage.span"
    assert caught.value.values["duration"] == "1:40"


def test_a_moved_recording_is_known_again_and_a_changed_one_is_not(
    talk: Path, tmp_path: Path, context: MemoryContext
) -> None:
    def seen(path: Path) -> str:
        return probe(path, ProbeParameters(), lambda _: PLAIN, context).fingerprint

    before = seen(talk)
    moved = shutil.copy(talk, tmp_path / "other.mkv")
    assert seen(moved) == before
    content = bytearray(talk.read_bytes())
    for place in (0, len(content) // 2, len(content) - 1):
        content[place] ^= 1
        talk.write_bytes(content)
        assert seen(talk) != before
        content[place] ^= 1


def test_subtitles_beside_the_recording_are_listed_after_those_inside(
    talk: Path, probed: Probing
) -> None:
    for name in ("Mein Vortrag ü.en.srt", "Mein Vortrag ü.VTT", "Mein Vortrag ü.pt-BR.forced.ass"):
        (talk.parent / name).write_text("x")
    exported = "Mein Vortrag ü.readreel.srt"  # what was heard once is not a source
    for name in ("Mein Vortrag.srt", "Mein Vortrag ü2.srt", "Mein Vortrag ü.txt", exported):
        (talk.parent / name).write_text("x")
    inside = SubtitleTrack(index=0, codec="mov_text", language="fra")
    listed = probed(msgspec.structs.replace(PLAIN, subtitles=(inside,))).subtitles
    assert listed[0] == inside
    assert [(t.index, t.codec, t.language, t.title, Path(t.path).name) for t in listed[1:]] == [
        (1, "vtt", "", "", "Mein Vortrag ü.VTT"),
        (2, "srt", "en", "en", "Mein Vortrag ü.en.srt"),
        (3, "ass", "pt", "pt-BR.forced", "Mein Vortrag ü.pt-BR.forced.ass"),
    ]


def test_chapter_marks_beyond_the_end_are_dropped(probed: Probing) -> None:
    marks = (Mark(0, 60, "One"), Mark(60, 200, "Two"), Mark(200, 300, "Three"))
    kept = probed(msgspec.structs.replace(PLAIN, chapters=marks)).chapters
    assert kept == (Mark(0, 60, "One"), Mark(60, 100, "Two"))


def test_damage_is_counted_with_the_time_of_the_first(
    probed: Probing, context: MemoryContext
) -> None:
    found = msgspec.structs.replace(PLAIN, audio=(ENGLISH,), damage=("61.5 bad data", "70 worse"))
    assert probed(found).damage == ("61.5 bad data", "70 worse")
    assert context.notices == [("probe.damage", {"count": 2, "time": "1:01"})]


def test_a_subtitle_file_alone_is_a_recording_as_long_as_its_last_cue(
    tmp_path: Path, context: MemoryContext
) -> None:
    path = tmp_path / "talk.SRT"
    path.write_text(
        "1\n00:00:01,000 --> 00:00:02,000\nHello\n\n2\n01:00:00,000 --> 01:00:03,500\nBye\n"
    )

    def never(_: Path) -> Inspection:
        raise AssertionError

    recording = probe(path, ProbeParameters(), never, context)
    assert (recording.kind, recording.container, recording.duration) == ("subtitles", "srt", 3603.5)
    assert (recording.video_track, recording.audio_track) == (None, None)
    assert recording.subtitles[0].path == str(path)
    assert recording.span == Span(0, 3603.5)
