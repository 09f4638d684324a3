"""The listener for Metal, on the processor: its weights, its times, its dice, and when it is taken.

That it hears is shown by `test_whisper`, whose promises both listeners keep.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from readreel.core import paths
from readreel.core.engines import SAMPLE_RATE
from readreel.core.errors import EngineError, ModelError
from readreel.core.time import Span
from readreel.inference import ggml, whisper, whisper_cpp
from readreel.inference.whisper_cpp import CppListener, Token, timed

MODEL = paths.user_models() / "whisper-base"
SAMPLE = paths.resources() / "sample" / "history-of-printing.mp4"

needs_library = pytest.mark.usefixtures("library")
needs_model = pytest.mark.skipif(not (MODEL / "model.bin").is_file(), reason="no Whisper base")


@pytest.fixture
def library() -> Any:
    return pytest.importorskip("_pywhispercpp")


def tokens(*pieces: tuple[str, float]) -> list[Token]:
    return [Token(text.encode(), end, 0.9, -0.1) for text, end in pieces]


# --- times ----------------------------------------------------------------------------------------


def test_a_token_begins_where_the_one_before_it_ends() -> None:
    found = timed(tokens((" Type", 1.3), (" set", 1.6)), 1.0)
    assert found == [(" Type", 1.0, 1.3, 0.9), (" set", 1.3, 1.6, 0.9)]


def test_a_pause_lies_before_the_word_that_follows_it_and_a_comma_lasts_no_time() -> None:
    spoken = tokens((" ink", 0.3), (",", 0.9), (" then", 4.0), (" paper", 4.3), (" dries", 4.6))
    _, comma, then, *_ = timed(spoken, 0.0)
    assert comma[1:3] == (0.3, 0.3)
    assert then[2] == 4.0
    assert then[1] == pytest.approx(4.0 - whisper_cpp.LONGEST_SECONDS)


def test_a_letter_of_several_tokens_is_one_piece() -> None:
    raw = "活字".encode()
    pieces = [Token(raw[:2], 0.2, 0.9, -0.1), Token(raw[2:3], 0.3, 0.5, -0.7)]
    found = timed([*pieces, Token(raw[3:], 0.6, 0.8, -0.2)], 0.0)
    assert found == [("活", 0.0, 0.3, 0.5), ("字", 0.3, 0.6, 0.8)]


def test_nothing_heard_has_no_times() -> None:
    assert timed([], 0.0) == []


# --- weights --------------------------------------------------------------------------------------


def ctranslate2_file(path: Path, spec: str, arrays: dict[str, np.ndarray[Any, Any]]) -> Path:
    kinds = {np.dtype(kind): number for number, kind in ggml._DTYPES.items()}

    def text(words: str) -> bytes:
        return struct.pack("<H", len(words) + 1) + words.encode() + b"\0"

    out = struct.pack("<I", 6) + text(spec) + struct.pack("<2I", 3, len(arrays))
    for name, array in arrays.items():
        out += text(name) + struct.pack(f"<B{array.ndim}I", array.ndim, *array.shape)
        out += struct.pack("<BI", kinds[array.dtype], array.nbytes) + array.tobytes()
    path.write_bytes(out)
    return path


def test_weights_of_eight_bits_are_what_they_were_made_from(tmp_path: Path) -> None:
    wanted = np.array([[1.0, -0.5], [0.02, 0.01]], dtype=np.float32)
    scale = 127 / np.abs(wanted).max(axis=1)
    small = np.round(wanted * scale[:, None]).astype(np.int8)
    arrays = {"layer/weight": small, "layer/weight_scale": scale.astype(np.float32)}
    found = ggml._arrays(ctranslate2_file(tmp_path / "model.bin", "WhisperSpec", arrays))
    assert list(found) == ["layer/weight"]
    assert np.allclose(found["layer/weight"], wanted, rtol=0.01)


def test_what_is_no_whisper_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tokenizer.json").write_text('{"model": {"vocab": {}}}')
    arrays = {"layer/weight": np.zeros((2, 2), dtype=np.float32)}
    for spec in ("TransformerSpec", "WhisperSpec"):
        ctranslate2_file(tmp_path / "model.bin", spec, arrays)
        with pytest.raises(ModelError, match=r"model\.broken"):
            ggml.ggml(tmp_path)
    (tmp_path / "model.bin").write_bytes(b"{}")
    with pytest.raises(ModelError, match=r"model\.broken"):
        ggml.ggml(tmp_path)


@needs_model
@pytest.mark.models
def test_tokens_are_the_bytes_that_they_stand_for(library: Any) -> None:
    context = CppListener(MODEL, threads=1, metal=False)._context
    said = [bytes(library.whisper_token_to_bytes(context, n)) for n in (1941, 11, 220)]
    assert said == [b" country", b",", b" "]
    assert library.whisper_is_multilingual(context)


# --- when it is taken, and its dice ---------------------------------------------------------------


@needs_library
@needs_model
@pytest.mark.models
@pytest.mark.parametrize("device", ["auto", "metal"])
def test_where_there_is_metal_it_listens(device: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whisper_cpp, "has_metal", lambda: True)
    found = whisper.open_listener(MODEL, device=device, threads=1)
    assert isinstance(found, CppListener)
    assert found.device == "metal"
    on_processor = whisper.open_listener(MODEL, device="cpu", threads=1)
    assert not isinstance(on_processor, CppListener)


@needs_library
@needs_model
@pytest.mark.models
def test_weights_that_the_library_refuses_are_an_error_and_no_crash(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    half = bytearray(ggml.ggml(MODEL)[:10_000_000])
    monkeypatch.setattr(whisper_cpp, "ggml", lambda folder: memoryview(half))
    with pytest.raises(EngineError, match=r"engine\.listener.*failed"):
        CppListener(MODEL, threads=1, metal=False)


@needs_model
@pytest.mark.models
def test_where_metal_fails_the_processor_listens_and_says_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise EngineError("engine.listener", reason="no memory on the card")

    monkeypatch.setattr(whisper_cpp, "has_metal", lambda: True)
    monkeypatch.setattr(whisper, "CppListener", fails)
    found = whisper.open_listener(MODEL, device="auto", threads=1)
    assert found.device == "cpu"
    assert "no memory on the card" in found.fallback


@needs_model
@pytest.mark.models
def test_without_metal_only_who_asked_for_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whisper_cpp, "has_metal", lambda: False)
    assert "no Metal" in whisper.open_listener(MODEL, device="metal", threads=1).fallback
    assert not whisper.open_listener(MODEL, device="auto", threads=1).fallback


@needs_library
@needs_model
@pytest.mark.models
def test_a_careful_hearing_depends_on_its_arguments_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sampled at the highest temperature, with another hearing in between."""
    from faster_whisper import decode_audio

    monkeypatch.setattr(whisper_cpp, "TEMPERATURE", 1.0)
    clear = decode_audio(str(SAMPLE))[: 6 * SAMPLE_RATE]
    noise = np.random.default_rng(0).normal(0, 0.05, len(clear)).astype(np.float32)
    hear = CppListener(MODEL, threads=2, metal=False)
    hear.speech = lambda samples: [Span(0.0, 6.0)]  # type: ignore[method-assign]
    first = hear.listen(clear * 0.3 + noise, "en", careful=True)
    other = hear.listen(clear * 0.3 + noise * 1.5, "en", careful=True)
    assert hear.listen(clear * 0.3 + noise, "en", careful=True) == first
    assert first
    assert [s.text for s in other] != [s.text for s in first]
