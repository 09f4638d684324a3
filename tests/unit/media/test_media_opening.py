"""What is refused, what is found in a recording, and how long it really plays."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import studio
from readreel import media
from readreel.core.errors import RecordingError

SLIDE = studio.slide(1, size=(320, 180))


def code_of(path: Path) -> str:
    with pytest.raises(RecordingError) as caught:
        media.inspect(path)
    return caught.value.code


def talk(path: Path, seconds: float = 4, **options: object) -> Path:
    film = studio.film(lambda _: SLIDE, seconds)
    return studio.record(
        path, video=film, sounds=[studio.Sound([(0, studio.tone(seconds))])], **options
    )


def test_what_cannot_be_a_recording_is_refused_by_name(tmp_path: Path) -> None:
    empty = tmp_path / "empty.mp4"
    empty.touch()
    text = tmp_path / "text.mp4"
    text.write_text("Dear reader, " * 500)
    noise = tmp_path / "noise.mp4"
    noise.write_bytes(os.urandom(1) + bytes(range(256)) * 50)
    assert code_of(tmp_path / "none.mp4") == "recording.missing"
    assert code_of(empty) == "recording.empty"
    assert code_of(tmp_path) == "recording.folder"
    assert code_of(text) == "recording.not_media"
    assert code_of(noise) == "recording.not_media"


@pytest.mark.parametrize(
    "address",
    ["http://example.org/a.mp4", "https:/example.org/a.mp4", "rtsp://camera/1", "ftp://x/y"],
)
def test_addresses_are_refused_without_a_look(address: str) -> None:
    assert code_of(Path(address)) == "recording.url"


@pytest.mark.parametrize(
    "content",
    [
        "#EXTM3U\n#EXTINF:10,\nhttp://127.0.0.1:9/a.ts\n",
        "\ufeff#EXTM3U\nother.ts\n",
        "ffconcat version 1.0\nfile /etc/passwd\n",
        "[playlist]\nFile1=http://127.0.0.1:9/a.mp3\n",
        '<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011"></MPD>',
    ],
)
def test_playlists_are_refused_whatever_they_are_called(tmp_path: Path, content: str) -> None:
    path = tmp_path / "lecture.mp4"
    path.write_text(content)
    assert code_of(path) == "recording.playlist"


def test_a_file_nobody_may_read_is_said_to_be_so(tmp_path: Path) -> None:
    path = talk(tmp_path / "a.mp4", 1)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert code_of(path) == "recording.unreadable"


def test_an_encrypted_recording_is_said_to_be_so(tmp_path: Path) -> None:
    options = {
        "encryption_scheme": "cenc-aes-ctr",
        "encryption_key": "00112233445566778899aabbccddeeff",
        "encryption_kid": "112233445566778899aabbccddeeff00",
    }
    assert code_of(talk(tmp_path / "locked.mp4", 2, options=options)) == "recording.encrypted"


def test_tracks_chapters_subtitles_and_metadata_are_found(tmp_path: Path) -> None:
    path = studio.record(
        tmp_path / "talk.mp4",
        video=studio.film(lambda _: SLIDE, 6),
        sounds=[
            studio.Sound([(0, studio.tone(6))], language="eng", title="Main"),
            studio.Sound([(1.5, studio.tone(4))], language="deu"),
        ],
        texts=[studio.Text([(1, 2, "Hello <i>you</i>")], language="fra")],
        chapters=[(0, 3, "One"), (3, 6, "Zwei – 二")],
        metadata={"title": "A  talk", "date": "2024-05-06"},
    )
    found = media.inspect(path)
    assert [(a.index, a.language) for a in found.audio] == [(0, "eng"), (1, "deu")]
    assert [a.start for a in found.audio] == pytest.approx([0, 1.5], abs=0.03)
    assert found.audio[0].title == "Main"
    assert (found.video_track, found.audio_track) == (0, 0)
    assert [(c.start, c.end, c.title) for c in found.chapters] == [
        (0, 3, "One"),
        (3, 6, "Zwei – 二"),
    ]
    assert [(s.language, s.text) for s in found.subtitles] == [("fra", True)]
    assert (found.title, found.date) == ("A talk", "2024-05-06")
    assert found.duration == pytest.approx(6, abs=0.1)
    assert found.damage == ()


@pytest.mark.parametrize(("ending", "codec"), [("mp4", "aac"), ("mkv", "libopus"), ("ts", "aac")])
def test_a_recording_cut_off_has_the_length_it_can_play(
    tmp_path: Path, ending: str, codec: str
) -> None:
    path = studio.record(
        tmp_path / f"cut.{ending}",
        video=studio.film(lambda t: studio.noisy(SLIDE, t), 12),
        sounds=[studio.Sound([(0, studio.tone(12))], codec=codec)],
        options={"movflags": "faststart"} if ending == "mp4" else None,
    )
    whole = media.inspect(path).duration
    studio.cut(path, 0.5)
    found = media.inspect(path)
    assert whole == pytest.approx(12, abs=0.2)
    assert 3 < found.duration < 9
    if ending != "ts":  # a transport stream never announces its length
        assert "12" in found.damage[-1]


def test_a_recording_whose_index_is_gone_is_damaged_not_unknown(tmp_path: Path) -> None:
    path = studio.cut(talk(tmp_path / "a.mp4"), 0.6)
    assert code_of(path) == "recording.damaged"


def test_sound_alone_and_pictures_alone_are_recordings(tmp_path: Path) -> None:
    sound = studio.record(
        tmp_path / "a.mp3", sounds=[studio.Sound([(0, studio.tone(3))], codec="libmp3lame")]
    )
    silent = studio.record(tmp_path / "b.mp4", video=studio.film(lambda _: SLIDE, 2))
    assert (media.inspect(sound).video, media.inspect(sound).audio_track) == ((), 0)
    assert media.inspect(sound).duration == pytest.approx(3, abs=0.1)
    assert (media.inspect(silent).audio, media.inspect(silent).video_track) == ((), 0)


def test_no_mutation_of_a_recording_brings_an_unknown_failure(tmp_path: Path) -> None:
    seed = talk(tmp_path / "seed.mp4", 2)
    for number in range(40):
        path = tmp_path / f"{number}.mp4"
        path.write_bytes(seed.read_bytes())
        begin = (number * 37 % 97) / 100
        studio.garbled(path, begin, begin + 0.03, seed=number)
        try:
            found = media.inspect(path)
            if found.audio_track is not None:
                media.open_audio(path, found.audio_track).read(0, 2)
            if found.video_track is not None:
                frames = media.open_video(path, found.video_track)
                list(frames.glances(0, 2, 1, 160))
                frames.frame(1.0)
        except RecordingError:
            continue


@pytest.mark.parametrize(
    ("ending", "codec"),
    [("mp4", "mov_text"), ("mkv", "subrip"), ("mkv", "ass"), ("webm", "webvtt")],
)
def test_embedded_subtitles_come_as_plain_text(tmp_path: Path, ending: str, codec: str) -> None:
    web = ending == "webm"
    path = studio.record(
        tmp_path / f"s.{ending}",
        video=studio.film(lambda _: SLIDE, 4, codec="libvpx" if web else "libx264"),
        sounds=[studio.Sound([(0, studio.tone(4))], codec="libopus" if web else "aac")],
        texts=[studio.Text([(0.5, 1.5, "Well, <b>you</b> see"), (2, 3, "more")], codec=codec)],
    )
    cues = media.embedded_cues(path, 0)
    assert [(cue.start, cue.end, cue.text) for cue in cues] == [
        (0.5, 1.5, "Well, you see"),
        (2.0, 3.0, "more"),
    ]


def test_subtitles_that_are_not_there_have_a_code(tmp_path: Path) -> None:
    with pytest.raises(RecordingError) as caught:
        media.embedded_cues(talk(tmp_path / "a.mp4", 1), 0)
    assert caught.value.code == "recording.no_subtitles"
