"""Hearing on Apple's graphics: whisper.cpp behind `core.engines.Listener`.

CTranslate2 has no Metal. Of what has, whisper.cpp (through ``pywhispercpp``, MIT) has a beam search, word
times and wheels; MLX's Whisper takes the likeliest token only, and what Apple's own recogniser hears
depends on the system. The weights are those of the other listener, brought into its form in memory
(`ggml`). The same promises hold as in `whisper`. Where a token ends is told by the attention of heads that
are known to follow the sound, aligned by dynamic time warping. Only the native module is imported: the
Python around it brings an HTTP client.
"""

from __future__ import annotations

import ctypes
import struct
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from readreel.core.engines import HeardSegment
from readreel.core.errors import EngineError
from readreel.core.time import Span
from readreel.inference.ggml import ggml
from readreel.inference.heard import Timed, engine_errors, heard
from readreel.inference.packing import Clip, opening, pack
from readreel.inference.speech import speech

if TYPE_CHECKING:
    from numpy.typing import NDArray

BEAM = 2
CAREFUL_BEAM = 5
TEMPERATURE, RISE = 0.0, 0.2
"""The first temperature, and the step to the next one that the careful way tries."""
LONGEST_SECONDS = 0.8
"""A token is spoken for at most so long, or for twice the usual where that is more."""
_TICK = 0.01
"""Seconds of the library's unit of time."""

_SIZES = {4: "TINY", 6: "BASE", 12: "SMALL", 24: "MEDIUM"}
"""A model's name by the layers of its encoder; by the name the library knows the heads that align words."""
_ERROR = 4
"""The library's log level of errors: it could not load a model, or not where it was asked to."""
_ENGLISH_ONLY = 51864
"""Tokens of a model that knows English alone."""


class Token(msgspec.Struct, frozen=True):
    """A token that was heard: its bytes, where it ends in seconds, its probability and the log of it."""

    raw: bytes
    end: float
    probability: float
    log: float


def has_metal() -> bool:
    """Whether the library is here and was built for Metal."""
    try:
        import _pywhispercpp as library
    except (ImportError, OSError):
        return False
    return "metal" in str(library.whisper_print_system_info()).lower()


class CppListener:
    """A `Listener` with the model in ``folder``; ``device`` is where it works: Metal or the processor.

    Raises `ModelError` ``model.broken`` and `EngineError` ``engine.listener``.
    """

    fallback = ""

    def __init__(self, folder: Path, *, threads: int, metal: bool) -> None:
        try:
            import _pywhispercpp as library
        except (ImportError, OSError) as error:
            raise EngineError("engine.listener", reason=error) from error
        self.device = "metal" if metal else "cpu"
        self._library: Any = library
        self._folder = folder
        self._threads = threads
        self._context = self._loaded()

    def languages(self, samples: NDArray[np.float32]) -> list[tuple[str, float]]:
        """Languages of the first 30 s of speech in the samples, likeliest first."""
        lib, audio = self._library, opening(samples, self.speech(samples))
        shares = np.zeros(lib.whisper_lang_max_id() + 1, dtype=np.float32)
        with engine_errors():
            if lib.whisper_pcm_to_mel(self._context, audio, len(audio), self._threads) != 0:
                raise RuntimeError("whisper.cpp made no spectrogram")
            if lib.whisper_lang_auto_detect(self._context, 0, self._threads, shares) < 0:
                raise RuntimeError("whisper.cpp told no language")
        ranked = sorted(enumerate(shares.tolist()), key=lambda pair: -pair[1])
        return [(str(lib.whisper_lang_str(place)), share) for place, share in ranked]

    def speech(self, samples: NDArray[np.float32]) -> list[Span]:
        """Where somebody speaks."""
        with engine_errors():
            return speech(samples)

    def listen(
        self, samples: NDArray[np.float32], language: str, *, careful: bool
    ) -> list[HeardSegment]:
        """Transcribe what is spoken in the samples. What is no speech was taken out before."""
        packed, clips = pack(samples, self.speech(samples))
        if careful and clips:
            # Its dice go on from one call to the next; a new context begins them anew.
            self._context = self._loaded()
        found: list[HeardSegment] = []
        for clip in clips:
            with engine_errors():
                self._run(packed[clip.start : clip.end], language, careful)
            found.extend(self._segments(clip.alone(), language))
        return found

    def _loaded(self) -> Any:
        lib, weights = self._library, ggml(self._folder)
        options = lib.whisper_context_default_params()
        options.use_gpu = self.device == "metal"
        options.flash_attn = False  # it hides the attention that words are aligned by
        options.dtw_token_timestamps = True
        options.dtw_aheads_preset = getattr(lib, f"WHISPER_AHEADS_{_heads(weights)}")
        options.dtw_n_top = 1
        held = (ctypes.c_char * len(weights)).from_buffer(weights)
        said: list[tuple[int, str]] = []
        lib.whisper_log_set(lambda level, text: said.append((int(level), str(text).strip())))
        try:
            context = lib.whisper_init_from_buffer_with_params(_capsule(held), len(held), options)
        finally:
            # A log that is told of after Python has ended would end it with a crash.
            lib.whisper_log_set(None)
        # What comes back is no different where it failed, and would crash where it is used.
        wrong = [text for level, text in said if level >= _ERROR]
        if wrong:
            raise EngineError("engine.listener", reason="; ".join(wrong))
        return context

    def _run(self, audio: NDArray[np.float32], language: str, careful: bool) -> None:
        lib = self._library
        options = lib.whisper_full_default_params(lib.WHISPER_SAMPLING_BEAM_SEARCH)
        options.beam_search = {"beam_size": CAREFUL_BEAM if careful else BEAM, "patience": -1.0}
        options.temperature = TEMPERATURE
        options.temperature_inc = RISE if careful else 0.0
        options.language = language
        options.n_threads = self._threads
        options.no_context = True
        # Asked for times of its own the model goes back inside a clip and hears things twice.
        options.no_timestamps = not careful
        options.print_progress = False
        options.print_realtime = False
        audio = np.ascontiguousarray(audio)
        if lib.whisper_full(self._context, options, audio, len(audio)) != 0:
            raise RuntimeError("whisper.cpp failed")

    def _segments(self, clip: Clip, language: str) -> Iterator[HeardSegment]:
        begin = 0.0
        for place in range(self._library.whisper_full_n_segments(self._context)):
            tokens = self._tokens(place, begin)
            if not tokens:
                continue
            text = b"".join(token.raw for token in tokens).decode("utf-8", "ignore")
            segment = heard(
                clip,
                text,
                timed(tokens, begin),
                language,
                log_probability=sum(token.log for token in tokens) / len(tokens),
                no_speech=0.0,
                compression_ratio=len(text.encode()) / len(zlib.compress(text.encode())),
            )
            begin = tokens[-1].end
            if segment is not None:
                yield segment

    def _tokens(self, segment: int, begin: float) -> list[Token]:
        """The tokens of words, none of which ends before the one before it."""
        lib, context = self._library, self._context
        ended = lib.whisper_token_eot(context)
        end = begin
        found: list[Token] = []
        for place in range(lib.whisper_full_n_tokens(context, segment)):
            token = lib.whisper_full_get_token_data(context, segment, place)
            if token.id < ended:
                # The library calls it a timestamp; held against read-out text it is the token's end.
                end = max(end, token.t_dtw * _TICK)
                raw = bytes(lib.whisper_token_to_bytes(context, token.id))
                found.append(Token(raw, end, float(token.p), float(token.plog)))
        return found


def timed(tokens: Sequence[Token], begin: float) -> list[Timed]:
    """Pieces of text with their times; a letter that several tokens spell is one piece.

    A piece begins where the one before it ends, but for the pause that may lie between: what is longer
    than a token can be is pause. A sign of punctuation lasts no time; the time it was given is pause too.
    """
    pieces: list[Timed] = []
    raw, start, probability = b"", begin, 1.0
    for token in tokens:
        raw += token.raw
        probability = min(probability, token.probability)
        try:
            pieces.append((raw.decode(), start, token.end, probability))
        except UnicodeDecodeError:
            continue
        raw, start, probability = b"", token.end, 1.0
    lengths = [end - start for _, start, end, _ in pieces]
    longest = max(LONGEST_SECONDS, 2 * median(lengths)) if lengths else 0.0
    return [
        (text, max(start, end - longest), end, probability)
        if any(character.isalnum() for character in text)
        else (text, start, start, probability)
        for text, start, end, probability in pieces
    ]


def _heads(weights: memoryview) -> str:
    """The library's name for the heads of a model that align words, by the header of its file."""
    _, vocabulary, *_, layers, _, _, _, writing, mels, _ = struct.unpack_from("<12i", weights)
    if layers == writing and layers in _SIZES:
        return _SIZES[layers] + ("_EN" if vocabulary == _ENGLISH_ONLY else "")
    if layers == 32 and writing == 4:
        return "LARGE_V3_TURBO"
    if layers == writing == 32:
        return "LARGE_V3" if mels == 128 else "LARGE_V2"
    return "N_TOP_MOST"


def _capsule(held: ctypes.Array[ctypes.c_char]) -> object:
    """The address of a buffer as the library's binding takes it."""
    wrap = ctypes.pythonapi.PyCapsule_New
    wrap.restype = ctypes.py_object
    wrap.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
    return wrap(ctypes.addressof(held), None, None)
