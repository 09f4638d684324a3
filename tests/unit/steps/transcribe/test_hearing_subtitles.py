"""Existing subtitles are used where they are good enough, and never said twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from hearing import ClockSound, ScriptedListener, recording, talk

from fakes import MemoryContext
from readreel.core.engines import Cue
from readreel.core.errors import UsageError
from readreel.core.time import Span
from readreel.project.artifacts import AudioTrack, SubtitleTrack, Transcript
from readreel.project.parameters import TranscribeParameters
from readreel.steps.transcribe import transcribe
from readreel.steps.transcribe.cues import said, timed_words
from readreel.steps.transcribe.script import written_in

ENGLISH = AudioTrack(0, "aac", 1, 48_000, language="eng")


def cues(
    duration: float = 600.0, text: str = "And so we look at the next line of it."
) -> list[Cue]:
    return [Cue(n * 5.0, n * 5.0 + 4.5, text) for n in range(int(duration // 5))]


def run(
    folder: Path,
    tracks: dict[SubtitleTrack, list[Cue]],
    parameters: TranscribeParameters | None = None,
    **changes: object,
) -> tuple[Transcript, list[tuple[str, str]], ScriptedListener]:
    context = MemoryContext(folder)
    listener = ScriptedListener(talk(600))
    by_index = {track.index: found for track, found in tracks.items()}
    values = {"audio": (ENGLISH,), "subtitles": tuple(tracks), **changes}
    found = transcribe(
        recording(600.0, **values),
        parameters or TranscribeParameters(),
        ClockSound(600.0),
        lambda: listener,
        lambda index: by_index[index],
        context,
    )
    told = [(str(v.get("name")), str(v.get("reason", code))) for code, v in context.notices]
    return found, told, listener


def test_good_subtitles_inside_the_file_are_used_and_named(tmp_path: Path) -> None:
    found, told, listener = run(tmp_path, {SubtitleTrack(0, "mov_text", "eng"): cues()})
    assert found.source == "subtitles"
    assert found.detail == "embedded:0"
    assert found.language == "en"
    assert told == [("embedded:0", "transcribe.subtitles_used")]
    assert listener.calls == []
    assert found.sentences[0].text == "And so we look at the next line of it."
    assert found.sentences[3].start == 15.0


def test_subtitles_beside_the_file_win_over_those_inside(tmp_path: Path) -> None:
    path = tmp_path / "talk.srt"
    lines = []
    for n in range(120):
        clock = f"00:{n * 5 // 60:02d}:{n * 5 % 60:02d}"
        text = f"Beside the file we read the line of number {n}."
        lines.append(f"{n + 1}\n{clock},000 --> {clock},900\n{text}\n")
    path.write_text("\n".join(lines), encoding="utf-8")
    beside = SubtitleTrack(1, "srt", "en", path=str(path))
    found, _, _ = run(tmp_path, {SubtitleTrack(0, "mov_text", "eng"): cues(), beside: []})
    assert found.detail == "talk.srt"
    assert found.sentences[2].text == "Beside the file we read the line of number 2."


@pytest.mark.parametrize(
    ("track", "lines", "reason"),
    [
        (SubtitleTrack(0, "hdmv_pgs_subtitle", "eng", text=False), [], "pictures"),
        (SubtitleTrack(0, "subrip", "eng", "Forced"), cues(), "partial"),
        (SubtitleTrack(0, "subrip", "fre"), cues(), "translation"),
        (SubtitleTrack(0, "subrip", "eng"), cues(200.0), "sparse"),
        (SubtitleTrack(0, "subrip", "eng"), cues(1200.0), "late"),
        (SubtitleTrack(0, "subrip", "eng"), [], "empty"),
        (SubtitleTrack(0, "subrip", "eng"), cues(text="Oh."), "slow"),
        (SubtitleTrack(0, "subrip", "eng"), cues(text="word " * 60), "fast"),
    ],
)
def test_subtitles_that_cannot_stand_for_listening_are_refused_with_the_reason(
    tmp_path: Path, track: SubtitleTrack, lines: list[Cue], reason: str
) -> None:
    found, told, listener = run(tmp_path, {track: lines})
    assert found.source == "listened"
    assert told == [("embedded:0", reason)]
    assert listener.calls


def test_the_language_is_heard_where_no_tag_tells_it(tmp_path: Path) -> None:
    untagged = (AudioTrack(0, "aac", 1, 48_000),)
    tracks = {
        SubtitleTrack(0, "subrip", "deu"): cues(text="Und nun sehen wir uns das an."),
        SubtitleTrack(1, "subrip", "eng"): cues(),
    }
    found, told, listener = run(tmp_path, tracks, audio=untagged)
    assert found.detail == "embedded:1"
    assert told[0] == ("embedded:0", "translation")
    assert listener.asked
    assert listener.calls == []


def test_subtitles_can_be_declined_or_demanded(tmp_path: Path) -> None:
    tracks = {SubtitleTrack(0, "subrip", "fre"): cues(text="Et puis on regarde la ligne.")}
    found, _, _ = run(tmp_path, tracks, TranscribeParameters(subtitles="none"))
    assert found.source == "listened"
    found, _, _ = run(tmp_path, tracks, TranscribeParameters(subtitles="embedded:0"))
    assert (found.source, found.language) == ("subtitles", "fr")


@pytest.mark.parametrize("wish", ["embedded:7", "nowhere.srt"])
def test_subtitles_that_are_not_there_are_a_usage_error(tmp_path: Path, wish: str) -> None:
    with pytest.raises(UsageError, match=r"usage\.subtitles"):
        run(tmp_path, {}, TranscribeParameters(subtitles=wish))


def test_a_subtitle_file_alone_becomes_a_transcript(tmp_path: Path) -> None:
    path = tmp_path / "talk.vtt"
    path.write_text("WEBVTT\n\n00:01.000 --> 00:03.000\nHello there.\n", encoding="utf-8")
    context = MemoryContext(tmp_path)
    alone = recording(
        3.0,
        path=str(path),
        name="talk.vtt",
        kind="subtitles",
        audio=(),
        audio_track=None,
        subtitles=(SubtitleTrack(0, "vtt", path=str(path)),),
    )
    found = transcribe(alone, TranscribeParameters(), None, None, lambda _: [], context)
    assert [s.text for s in found.sentences] == ["Hello there."]
    assert found.sentences[0].start == 1.0


def test_captions_that_roll_up_are_said_once() -> None:
    lines = ["so today we look", "at how a network", "learns to tell", "cats from dogs"]
    rolling = [Cue(0.0, 2.0, lines[0])]
    for n in range(1, 4):
        rolling.append(Cue(n * 2.0, n * 2.0 + 0.01, lines[n - 1]))
        rolling.append(Cue(n * 2.0 + 0.01, n * 2.0 + 2.0, f"{lines[n - 1]}\n{lines[n]}"))
    assert [cue.text for cue in said(rolling)] == lines


def test_captions_that_grow_word_by_word_are_said_once() -> None:
    parts = ["so", "today", "we", "look", "at", "it"]
    growing = [Cue(n * 0.5, n * 0.5 + 0.5, " ".join(parts[: n + 1])) for n in range(6)]
    assert " ".join(cue.text for cue in said(growing)) == "so today we look at it"


def test_what_people_repeat_in_ordinary_subtitles_stays() -> None:
    lines = ["No.", "No.", "Come in.", "Sit down.", "Thanks.", "So, what is it?"]
    plain = [Cue(n * 2.0, n * 2.0 + 2.0, text) for n, text in enumerate(lines)]
    assert [cue.text for cue in said(plain)] == lines


def test_sound_notes_speakers_and_music_are_not_speech() -> None:
    noisy = [
        Cue(0, 1, "[Music]"),
        Cue(1, 2, "(applause)"),
        Cue(2, 3, "♪♪"),
        Cue(3, 4, "JOHN SMITH: Good [coughs] morning."),
        Cue(4, 5, ">> Mary: Hello.\n- And you?"),
        Cue(5, 6, "Note: this stays (really)."),
        Cue(6, 7, "вот что: это остаётся"),
    ]
    assert [cue.text for cue in said(noisy)] == [
        "Good morning.",
        "Hello. And you?",
        "Note: this stays (really).",
        "вот что: это остаётся",
    ]


def test_word_times_are_interpolated_inside_their_cue() -> None:
    words = timed_words(
        [Cue(10.0, 12.0, "a longer word"), Cue(11.5, 14.0, "next")], "en", Span(0, 60)
    )
    assert [word.text for word in words] == ["a", "longer", "word", "next"]
    assert words[0].start == 10.0
    assert words[2].end <= words[3].start
    assert words[1].end - words[1].start > words[0].end - words[0].start


def test_a_cue_that_stays_on_screen_does_not_slow_its_words() -> None:
    words = timed_words([Cue(10.0, 40.0, "just this")], "en", Span(0, 60))
    assert words[-1].end < 12.0


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "and this is the way that we look at it because it is not what you think of it " * 4,
        ),
        (
            "de",
            "und das ist die Art wie wir es sehen weil es nicht das ist was man von ihm denkt " * 4,
        ),
        (
            "fr",
            "et c'est la façon dont on le voit parce que ce n'est pas ce que vous en pensez " * 4,
        ),
        ("ja", "これは私たちの見方です。"),
        ("zh", "这是我们的看法。"),
        ("", "lorem ipsum dolor"),
    ],
)
def test_a_text_tells_its_language_or_nothing(language: str, text: str) -> None:
    assert written_in([text]) == language
