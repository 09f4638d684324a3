"""Hearing: faster-whisper and CTranslate2 behind `core.engines.Listener`.

Guarantees: nothing is fetched (local files only, the hub library told that it is offline); the result of
a call depends on its arguments alone, so that a resumed run equals an undisturbed one; silence never
reaches the model, so that it has nothing to hallucinate on; times are those of the samples handed in.

Speech is found by the Silero network that faster-whisper carries, long silences are shortened, and what
remains is packed into clips of under 30 s that begin and end at pauses. The quick way decodes several
clips in one batch at temperature 0; the careful way decodes one window after another with the ladder of
temperatures of the Whisper paper (Radford et al. 2022, section 4.5).
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from readreel.core.engines import SAMPLE_RATE, HeardSegment
from readreel.core.errors import EngineError, ModelError
from readreel.core.time import Span
from readreel.inference import cuda, whisper_cpp
from readreel.inference.heard import engine_errors, heard
from readreel.inference.packing import HOP, Clip, opening, pack
from readreel.inference.speech import speech
from readreel.inference.whisper_cpp import CppListener

if TYPE_CHECKING:
    from numpy.typing import NDArray

BATCH = 8
"""Clips decoded at once: all of a step's window, whose last clip would otherwise be decoded alone."""
BEAM = 2
"""Beam of the quick way. On the benchmark 1, 2, 3 and 5 differ by one or two words in 900; each costs."""
CAREFUL_BEAM = 5
TEMPERATURES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
SEED = 20240220


def open_listener(folder: Path, *, device: str, threads: int) -> WhisperListener | CppListener:
    """The model in ``folder``; ``device`` is auto, cpu, cuda or metal.

    Where a card that is asked for or is there cannot be had, the listener works on the CPU and
    ``fallback`` says why.
    Raises `ModelError` ``model.missing`` and `EngineError` ``engine.listener``.
    """
    os.environ["HF_HUB_OFFLINE"] = "1"
    for name in ("config.json", "model.bin", "tokenizer.json"):
        if not (folder / name).is_file():
            raise ModelError("model.missing", path=folder / name, command="readreel models verify")
    try:
        import faster_whisper  # noqa: F401
    except (ImportError, OSError, RuntimeError) as error:
        raise EngineError("engine.listener", reason=error) from error
    fallback = ""
    if device in ("auto", "cuda"):
        try:
            return _on_cuda(folder, threads)
        except (RuntimeError, ValueError, OSError) as error:
            fallback = str(error) if device == "cuda" else ""
    if device in ("auto", "metal"):
        try:
            if whisper_cpp.has_metal():
                return CppListener(folder, threads=threads, metal=True)
            fallback = "there is no Metal here, or what listens on it is not installed"
            fallback = fallback if device == "metal" else ""
        except (EngineError, ModelError) as error:
            fallback = str(error)
    try:
        model = _model(folder, "cpu", "int8", threads)
    except (RuntimeError, ValueError, OSError) as error:
        raise EngineError("engine.listener", reason=error) from error
    return WhisperListener(model, device="cpu", fallback=fallback)


def devices() -> dict[str, str]:
    """What CTranslate2 can use, for `doctor`: device name to compute types or to what is wrong."""
    try:
        import ctranslate2
    except (ImportError, OSError) as error:
        return {"cpu": f"unusable: {error}"}
    found = {"cpu": ", ".join(sorted(ctranslate2.get_supported_compute_types("cpu")))}
    for index in range(ctranslate2.get_cuda_device_count()):
        try:
            types = ctranslate2.get_supported_compute_types("cuda", index)
            found[f"cuda:{index}"] = ", ".join(sorted(types))
        except (RuntimeError, ValueError) as error:
            found[f"cuda:{index}"] = f"unusable: {error}"
    return found


def cards() -> int:
    """Graphics cards that CTranslate2 finds."""
    import ctranslate2

    return int(ctranslate2.get_cuda_device_count())


class WhisperListener:
    """A `Listener`; ``device`` is where it works, ``fallback`` why not where it was asked to."""

    def __init__(self, model: Any, *, device: str, fallback: str = "") -> None:
        self._model = model
        self.device = device
        self.fallback = fallback

    def languages(self, samples: NDArray[np.float32]) -> list[tuple[str, float]]:
        """Languages of the first 30 s of speech in the samples, likeliest first."""
        spoken = opening(samples, self.speech(samples))
        with engine_errors():
            ranked = self._model.detect_language(audio=spoken)[2]
        return [(str(code), float(share)) for code, share in ranked]

    def speech(self, samples: NDArray[np.float32]) -> list[Span]:
        """Where somebody speaks."""
        with engine_errors():
            return speech(samples)

    def listen(
        self, samples: NDArray[np.float32], language: str, *, careful: bool
    ) -> list[HeardSegment]:
        """Transcribe what is spoken in the samples."""
        packed, clips = pack(samples, self.speech(samples))
        if not clips:
            return []
        with engine_errors():
            if careful:
                return self._carefully(packed, clips, language)
            return self._quickly(packed, clips, language)

    def _quickly(
        self, packed: NDArray[np.float32], clips: Sequence[Clip], language: str
    ) -> list[HeardSegment]:
        from faster_whisper import BatchedInferencePipeline

        segments, _ = BatchedInferencePipeline(self._model).transcribe(
            packed,
            language=language,
            beam_size=BEAM,
            temperature=0.0,
            word_timestamps=True,
            batch_size=BATCH,
            clip_timestamps=[
                {"start": clip.start / SAMPLE_RATE, "end": clip.end / SAMPLE_RATE} for clip in clips
            ],
        )
        # The library's frame of a clip's start may be one too low: it truncates a float.
        frames = {clip.start // HOP - low: clip for clip in clips for low in (0, 1)}
        return list(_heard(((frames[segment.seek], segment) for segment in segments), language))

    def _carefully(
        self, packed: NDArray[np.float32], clips: Sequence[Clip], language: str
    ) -> list[HeardSegment]:
        found: list[HeardSegment] = []
        for clip in clips:
            segments, _ = self._model.transcribe(
                packed[clip.start : clip.end],
                language=language,
                beam_size=CAREFUL_BEAM,
                temperature=TEMPERATURES,
                word_timestamps=True,
                condition_on_previous_text=False,
                hallucination_silence_threshold=2.0,
                vad_filter=False,
            )
            found.extend(_heard(((clip.alone(), segment) for segment in segments), language))
        return found


def _heard(found: Iterable[tuple[Clip, Any]], language: str) -> Iterator[HeardSegment]:
    for clip, segment in found:
        one = heard(
            clip,
            segment.text,
            [(w.word, w.start, w.end, w.probability) for w in segment.words or ()],
            language,
            log_probability=float(segment.avg_logprob),
            no_speech=float(segment.no_speech_prob),
            compression_ratio=float(segment.compression_ratio),
        )
        if one is not None:
            yield one


def _on_cuda(folder: Path, threads: int) -> WhisperListener:
    import ctranslate2

    if not ctranslate2.get_cuda_device_count():
        raise RuntimeError("no CUDA device found")
    lacking = cuda.missing()
    if lacking:
        raise RuntimeError(f"{lacking} is not found")
    able = ctranslate2.get_supported_compute_types("cuda")
    kind = next((k for k in ("int8_float16", "float16") if k in able), "default")
    return WhisperListener(_model(folder, "cuda", kind, threads), device="cuda")


def _model(folder: Path, device: str, compute_type: str, threads: int) -> Any:
    """A model whose sampling starts from the same seed wherever temperature leaves 0.

    CTranslate2 seeds a generator once per worker thread, so that a later `set_random_seed` has no effect
    and a sampled result would depend on everything sampled before it. New workers with the same weights
    are the only way to begin anew (0.4 s for Whisper base), and are made only where sampling is needed.
    """
    import ctranslate2
    from faster_whisper import WhisperModel

    class Reproducible(WhisperModel):  # type: ignore[misc]
        model: Any

        def generate_with_fallback(
            self, encoded: Any, prompt: Any, words: Any, options: Any
        ) -> Any:
            cold = dataclasses.replace(options, temperatures=[0.0])
            first = super().generate_with_fallback(encoded, prompt, words, cold)
            if len(options.temperatures) == 1 or _good(first, options):
                return first
            if self.model.device == "cpu":
                ctranslate2.set_random_seed(SEED)
                self.model = load()
            return super().generate_with_fallback(encoded, prompt, words, options)

    def load() -> Any:
        return ctranslate2.models.Whisper(
            str(folder), device=device, compute_type=compute_type, intra_threads=threads
        )

    ctranslate2.set_random_seed(SEED)
    return Reproducible(
        str(folder),
        device=device,
        compute_type=compute_type,
        cpu_threads=threads,
        local_files_only=True,
    )


def _good(decoded: Any, options: Any) -> bool:
    """Whether the first rung of the ladder is kept, by the thresholds of the ladder itself."""
    result, log_probability, _, compression = decoded
    if log_probability < options.log_prob_threshold:
        return bool(result.no_speech_prob > options.no_speech_threshold)
    return bool(compression <= options.compression_ratio_threshold)
