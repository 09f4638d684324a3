"""Sound lies where its timestamps say, and the same question has the same answer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import studio
from readreel import media
from readreel.core.engines import SAMPLE_RATE
from readreel.core.errors import RecordingError


def onsets(samples: np.ndarray) -> list[float]:
    """Seconds at which a click begins."""
    loud = np.flatnonzero(np.abs(samples) > 0.2)
    firsts = loud[np.insert(np.diff(loud) > SAMPLE_RATE // 10, 0, True)] if loud.size else loud
    return [float(first) / SAMPLE_RATE for first in firsts]


def clicking(path: Path, moments: list[float], *, codec: str = "aac", rate: int = 48_000) -> Path:
    sound = studio.Sound([(0, studio.clicks(12, moments, rate))], codec=codec, rate=rate)
    return studio.record(path, sounds=[sound])


@pytest.mark.parametrize(
    ("name", "codec", "rate"),
    [
        ("a.mp4", "aac", 48_000),
        ("a.m4a", "aac", 44_100),
        ("a.mkv", "libopus", 48_000),
        ("a.wav", "pcm_s16le", 22_050),
        ("a.flac", "flac", 44_100),
        ("a.wav", "pcm_s16le", 16_000),
        ("a.mp3", "libmp3lame", 44_100),
    ],
)
def test_clicks_are_heard_when_they_happened(
    tmp_path: Path, name: str, codec: str, rate: int
) -> None:
    moments = [1.0, 4.25, 9.5]
    source = media.open_audio(clicking(tmp_path / name, moments, codec=codec, rate=rate), 0)
    heard = onsets(source.read(0, 12))
    assert heard == pytest.approx(moments, abs=0.03)
    assert onsets(source.read(4, 6)) == pytest.approx([0.25], abs=0.03)


def test_a_gap_is_silence_and_shifts_nothing(tmp_path: Path) -> None:
    pieces = [(0.0, studio.clicks(2, [1.0])), (5.0, studio.clicks(3, [1.0]))]
    path = studio.record(tmp_path / "gap.mkv", sounds=[studio.Sound(pieces, codec="libopus")])
    samples = media.open_audio(path, 0).read(0, 8)
    assert onsets(samples) == pytest.approx([1.0, 6.0], abs=0.03)
    assert np.abs(samples[3 * SAMPLE_RATE : 4 * SAMPLE_RATE]).max() < 0.01


@pytest.mark.parametrize("offset", [0.0, 0.5, 3.0, 10.0])
def test_sound_that_begins_later_than_the_picture_stays_later(
    tmp_path: Path, offset: float
) -> None:
    picture = studio.slide(1, size=(160, 90))
    path = studio.record(
        tmp_path / "late.mp4",
        video=studio.film(lambda _: picture, offset + 4),
        sounds=[studio.Sound([(offset, studio.clicks(4, [1.0]))])],
    )
    source = media.open_audio(path, 0)
    assert onsets(source.read(0, offset + 4)) == pytest.approx([offset + 1], abs=0.03)
    assert onsets(source.read(offset, offset + 4)) == pytest.approx([1], abs=0.03)


def test_sound_and_picture_share_an_origin_that_is_not_zero(tmp_path: Path) -> None:
    """A transport stream begins anywhere; here the picture begins two seconds after the sound."""
    before, after = studio.blank(0, (160, 90)), studio.slide(2, size=(160, 90))
    path = studio.record(
        tmp_path / "shift.ts",
        video=studio.film(studio.shown([(0, before), (3, after)]), 6, start=12.0),
        sounds=[studio.Sound([(10.0, studio.clicks(8, [5.0]))])],
    )
    found = media.inspect(path)
    heard = onsets(media.open_audio(path, 0).read(0, 8))
    frames = media.open_video(path, 0)
    assert found.origin > 9
    assert heard == pytest.approx([5.0], abs=0.1)
    assert frames.frame(4.9).rgb.mean() < 30
    assert frames.frame(5.2).rgb.mean() > 100


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> media.TrackSound:
    """A sweep: every moment sounds different."""
    rate = 44_100
    times = np.arange(20 * rate) / rate
    sweep = (0.5 * np.sin(2 * np.pi * (200 + 40 * times) * times)).astype(np.float32)
    path = tmp_path_factory.mktemp("sweep") / "sweep.flac"
    studio.record(path, sounds=[studio.Sound([(0, sweep)], codec="flac", rate=rate)])
    return media.open_audio(path, 0)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(start=st.floats(0, 18), length=st.floats(0.01, 3))
def test_any_stretch_is_that_stretch_of_the_whole(
    steady: media.TrackSound, start: float, length: float
) -> None:
    part = steady.read(start, start + length)
    assert part.size == round((start + length - start) * SAMPLE_RATE)
    whole = steady.read(0, 22)
    at = round(start * SAMPLE_RATE)
    assert np.abs(part - whole[at : at + part.size]).max() < 0.02


def test_the_same_question_has_the_same_answer(tmp_path: Path) -> None:
    path = clicking(tmp_path / "a.mp4", [1.0, 7.0])
    one = media.open_audio(path, 0)
    first = one.read(6.3, 8.1)
    one.read(0, 3)
    assert np.array_equal(first, one.read(6.3, 8.1))
    assert np.array_equal(first, media.open_audio(path, 0).read(6.3, 8.1))


def test_outside_the_recording_is_silence(tmp_path: Path) -> None:
    source = media.open_audio(clicking(tmp_path / "a.wav", [1.0], codec="pcm_s16le"), 0)
    assert source.read(100, 101).size == SAMPLE_RATE
    assert not source.read(100, 101).any()
    assert source.read(5, 5).size == 0
    assert source.read(11.5, 13).size == round(1.5 * SAMPLE_RATE)


def test_damage_is_stepped_over_and_counted(tmp_path: Path) -> None:
    sound = studio.clicks(12, [1.0, 11.0])
    sound += np.random.default_rng(1).normal(0, 0.02, sound.size).astype(np.float32)
    path = studio.record(tmp_path / "a.mp4", sounds=[studio.Sound([(0, sound)])])
    studio.garbled(path, 0.4, 0.55)
    source = media.open_audio(path, 0)
    samples = source.read(0, 12)
    assert samples.size == 12 * SAMPLE_RATE
    assert np.isfinite(samples).all()
    assert onsets(samples)[0] == pytest.approx(1.0, abs=0.03)
    assert onsets(samples)[-1] == pytest.approx(11.0, abs=0.1)
    assert source.damage
    assert all(0 <= time <= 12 and reason for time, reason in source.damage)


def test_a_track_that_is_not_there_has_a_code(tmp_path: Path) -> None:
    with pytest.raises(RecordingError) as caught:
        media.open_audio(clicking(tmp_path / "a.wav", [1.0], codec="pcm_s16le"), 1)
    assert caught.value.code == "recording.no_sound"
