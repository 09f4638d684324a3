"""The step as a whole: windows, resume, second hearings, holes, language, silence."""

from __future__ import annotations

import itertools
from pathlib import Path

import msgspec
import pytest
from hearing import ClockSound, ScriptedListener, evenly, recording, segment, talk

from fakes import MemoryContext
from readreel.core.engines import HeardSegment
from readreel.core.errors import Cancelled, ModelError, UsageError
from readreel.core.time import Span
from readreel.project.artifacts import Transcript
from readreel.project.parameters import TranscribeParameters
from readreel.steps.transcribe import listening, transcribe
from readreel.steps.transcribe.languages import probes
from readreel.steps.transcribe.windows import FIRST_SECONDS, WINDOW_SECONDS

LISTEN = TranscribeParameters(language="en", subtitles="none")


def heard(
    listener: ScriptedListener,
    duration: float,
    folder: Path,
    parameters: TranscribeParameters = LISTEN,
    **changes: object,
) -> tuple[Transcript, MemoryContext]:
    context = MemoryContext(folder)
    found = transcribe(
        recording(duration, **changes),
        parameters,
        ClockSound(duration),
        lambda: listener,
        lambda _: [],
        context,
    )
    return found, context


def words(transcript: Transcript) -> list[str]:
    return [word.text for sentence in transcript.sentences for word in sentence.words]


def script_words(script: list[tuple[float, float, str]]) -> list[str]:
    return [word for _, _, text in script for word in text.split()]


@pytest.fixture
def one_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first window is as long as the others."""
    monkeypatch.setattr(listening, "FIRST_SECONDS", WINDOW_SECONDS)


def test_the_first_words_come_after_a_short_window(tmp_path: Path) -> None:
    listener = ScriptedListener(talk(300))
    heard(listener, 300.0, tmp_path)
    start, end, _ = listener.calls[0]
    assert end - start <= FIRST_SECONDS
    assert listener.calls[1][1] - listener.calls[1][0] > FIRST_SECONDS


def test_a_long_recording_is_heard_whole_and_in_small_windows(tmp_path: Path) -> None:
    script = talk(1000)
    listener = ScriptedListener(script)
    found, context = heard(listener, 1000.0, tmp_path)
    assert words(found) == script_words(script)
    assert found.language == "en"
    assert found.source == "listened"
    assert found.holes == ()
    assert all(end - start <= WINDOW_SECONDS + 0.01 for start, end, _ in listener.calls)
    done = [step[0] for step in context.steps]
    assert done == sorted(done)
    assert context.steps[-1][0] == context.steps[-1][1] == 1000.0
    for one, other in itertools.pairwise(found.sentences):
        assert one.end <= other.start


def test_a_run_killed_after_any_window_resumes_to_the_same_bytes(tmp_path: Path) -> None:
    script = talk(700)
    whole, _ = heard(ScriptedListener(script), 700.0, tmp_path)
    for stop in range(1, 6):
        folder = tmp_path / str(stop)
        folder.mkdir()
        context = MemoryContext(folder)
        listener = ScriptedListener(script)

        def killed(segments: list[HeardSegment], after: int = stop) -> list[HeardSegment]:
            if len(listener.calls) > after:  # noqa: B023 - called within this turn of the loop
                raise KeyboardInterrupt
            return segments

        listener.quick = killed
        with pytest.raises(KeyboardInterrupt):
            transcribe(
                recording(700.0),
                LISTEN,
                ClockSound(700.0),
                lambda x=listener: x,
                lambda _: [],
                context,
            )
        again = ScriptedListener(script)
        resumed, _ = heard(again, 700.0, folder)
        assert msgspec.json.encode(resumed) == msgspec.json.encode(whole)
        assert again.calls[0][0] == listener.calls[-1][0]


def test_a_finished_journal_needs_no_engine(tmp_path: Path) -> None:
    whole, _ = heard(ScriptedListener(talk(300)), 300.0, tmp_path)
    context = MemoryContext(tmp_path)
    again = transcribe(recording(300.0), LISTEN, ClockSound(300.0), None, lambda _: [], context)
    assert again == whole


@pytest.mark.usefixtures("one_window")
def test_a_loop_is_heard_again_with_care(tmp_path: Path) -> None:
    script = talk(60)

    def spoiled(segments: list[HeardSegment]) -> list[HeardSegment]:
        bad = segments[3]
        return [*segments[:3], segment(evenly("you " * 30, bad.start, bad.end)), *segments[4:]]

    listener = ScriptedListener(script, quick=spoiled)
    found, _ = heard(listener, 60.0, tmp_path)
    assert words(found) == script_words(script)
    assert [careful for _, _, careful in listener.calls] == [False, True]
    start, end, _ = listener.calls[1]
    assert end - start < 15


def test_a_loop_that_care_does_not_cure_is_cut_and_recorded(tmp_path: Path) -> None:
    def spoiled(segments: list[HeardSegment]) -> list[HeardSegment]:
        return [segment(evenly("we begin " + "and on " * 30, 0.5, 20.0))]

    listener = ScriptedListener([(0.5, 20.0, "nobody knows")], quick=spoiled, careful=spoiled)
    found, context = heard(listener, 24.0, tmp_path)
    assert words(found) == ["we", "begin", "and", "on"]
    (hole,) = found.holes
    assert hole.reason == "loop"
    assert hole.start < 3
    assert hole.end == pytest.approx(20.0, abs=0.1)
    assert "transcribe.holes" in dict(context.notices)


@pytest.mark.usefixtures("one_window")
def test_lost_speech_is_heard_again_and_put_in_its_place(tmp_path: Path) -> None:
    script = talk(60)
    listener = ScriptedListener(script, quick=lambda found: [*found[:2], *found[4:]])
    found, _ = heard(listener, 60.0, tmp_path)
    assert words(found) == script_words(script)
    assert found.holes == ()


@pytest.mark.usefixtures("one_window")
def test_speech_that_nobody_understands_is_a_hole_with_a_notice(tmp_path: Path) -> None:
    listener = ScriptedListener(
        talk(60),
        quick=lambda found: found[:2] + found[4:],
        careful=lambda _: [],
    )
    found, context = heard(listener, 60.0, tmp_path)
    assert [hole.reason for hole in found.holes] == ["silent", "silent"]
    assert dict(context.notices)["transcribe.holes"]["count"] == 2


def test_what_is_heard_where_nobody_speaks_is_dropped(tmp_path: Path) -> None:
    def imagined(segments: list[HeardSegment]) -> list[HeardSegment]:
        return [*segments, segment(evenly("Thank you for watching!", 40.0, 42.0))]

    found, _ = heard(
        ScriptedListener([(0.0, 8.0, "this is all I say today.")], quick=imagined), 60.0, tmp_path
    )
    assert words(found) == ["this", "is", "all", "I", "say", "today."]


def test_silence_gives_an_empty_transcript_and_says_so(tmp_path: Path) -> None:
    listener = ScriptedListener([])
    found, context = heard(
        listener, 400.0, tmp_path, TranscribeParameters(language="auto", subtitles="none")
    )
    assert found.sentences == ()
    assert found.source == "listened"
    assert found.language == "und"
    assert context.notices == [("transcribe.nothing_said", {})]
    assert listener.calls == []


def test_a_recording_without_sound_needs_no_engine(tmp_path: Path) -> None:
    context = MemoryContext(tmp_path)
    found = transcribe(
        recording(60.0, audio=(), audio_track=None), LISTEN, None, None, lambda _: [], context
    )
    assert found.source == "none"
    assert found.sentences == ()
    assert context.notices == [("transcribe.no_sound", {})]


def test_without_an_installed_listener_the_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"model\.missing"):
        transcribe(
            recording(60.0), LISTEN, ClockSound(60.0), None, lambda _: [], MemoryContext(tmp_path)
        )


def test_only_the_chosen_span_is_heard(tmp_path: Path) -> None:
    listener = ScriptedListener(talk(600))
    found, context = heard(listener, 600.0, tmp_path, span=Span(100.0, 300.0))
    assert found.sentences[0].start >= 100.0
    assert found.sentences[-1].end <= 300.0
    assert context.steps[-1][:2] == (200.0, 200.0)


def test_sound_that_ends_before_the_picture_is_no_trouble(tmp_path: Path) -> None:
    context = MemoryContext(tmp_path)
    found = transcribe(
        recording(500.0),
        LISTEN,
        ClockSound(100.0),
        lambda: ScriptedListener(talk(100)),
        lambda _: [],
        context,
    )
    assert found.sentences[-1].end <= 100.0


def test_the_language_is_found_once_from_all_over_the_recording(tmp_path: Path) -> None:
    script = [line for line in talk(1200) if line[0] > 90]
    listener = ScriptedListener(script, language="fr")
    found, _ = heard(listener, 1200.0, tmp_path, TranscribeParameters(subtitles="none"))
    assert found.language == "fr"
    assert 2 <= listener.asked <= 8


def test_probes_reach_beyond_the_opening() -> None:
    places = [probe.start for probe in probes(Span(0.0, 3600.0), 8)]
    assert len(set(places)) == 8
    assert max(places[:3]) - min(places[:3]) > 900


def test_an_unknown_language_is_refused_before_anything_is_heard(tmp_path: Path) -> None:
    listener = ScriptedListener(talk(60))
    with pytest.raises(UsageError, match=r"usage\.language"):
        heard(listener, 60.0, tmp_path, TranscribeParameters(language="klingon"))
    assert listener.calls == []


@pytest.mark.parametrize("tag", ["eng", "en-US", "EN"])
def test_longer_tags_name_the_same_language(tmp_path: Path, tag: str) -> None:
    found, _ = heard(
        ScriptedListener(talk(60)),
        60.0,
        tmp_path,
        TranscribeParameters(language=tag, subtitles="none"),
    )
    assert found.language == "en"


def test_stopping_is_noticed_and_keeps_what_was_heard(tmp_path: Path) -> None:
    context = MemoryContext(tmp_path)
    listener = ScriptedListener(talk(600))

    def stop(segments: list[HeardSegment]) -> list[HeardSegment]:
        context.cancelled = True
        return segments

    listener.quick = stop
    with pytest.raises(Cancelled):
        transcribe(
            recording(600.0), LISTEN, ClockSound(600.0), lambda: listener, lambda _: [], context
        )
    assert len(listener.calls) == 1
    assert context.steps
