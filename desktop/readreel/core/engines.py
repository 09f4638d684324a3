"""The faces of the engines, as steps see them.

A step gets its engines as arguments of these types (wired in `pipeline.worker`), so that its decisions
can be tested in milliseconds with fakes. Adapters live in `inference` and `media`, each beside the one
library it wraps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

import msgspec

from readreel.core.errors import EngineError
from readreel.core.time import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SAMPLE_RATE = 16_000
"""Hz of every sound handed to a listener: mono float32 in −1…1."""


class AudioSource(Protocol):
    """Random access to the chosen audio track, placed by presentation time, gaps filled with silence."""

    duration: float

    def read(self, start: float, end: float) -> NDArray[np.float32]:
        """Exactly ``round((end - start) * SAMPLE_RATE)`` samples; the same for the same arguments."""
        ...


class Frame(msgspec.Struct, frozen=True):
    """One decoded picture: ``time`` in seconds and an upright RGB array of shape (height, width, 3)."""

    time: float
    rgb: NDArray[np.uint8]


class Glance(msgspec.Struct, frozen=True):
    """A quick look: ``time`` in seconds and brightness as an upright array of shape (height, width)."""

    time: float
    grey: NDArray[np.uint8]


class Stir(Span, frozen=True):
    """A stretch in which the picture may change; ``weight`` is its data, 1.0 being a usual keyframe's."""

    weight: float = 0.0


class FrameSource(Protocol):
    """The chosen video track: frames upright, tone-mapped, with square pixels and exact times."""

    duration: float
    width: int
    height: int

    def glances(self, start: float, end: float, interval: float, width: int) -> Iterator[Glance]:
        """Small pictures (at most ``width`` pixels wide), cheaply, about every ``interval`` seconds."""
        ...

    def stirs(self, start: float, end: float) -> list[Stir]:
        """Stretches inside (start, end) in which the picture may change; known without decoding.

        What lies between is the same picture repeated, keyframes apart: these may show anything new.
        """
        ...

    def frame(self, time: float) -> Frame:
        """The picture on screen at ``time``, at native resolution."""
        ...


class HeardWord(msgspec.Struct, frozen=True):
    """A word with its times in seconds from the start of the samples heard."""

    text: str
    start: float
    end: float
    probability: float


class HeardSegment(msgspec.Struct, frozen=True):
    """What a listener made of one stretch of speech, with the figures to judge it by."""

    start: float
    end: float
    text: str
    words: tuple[HeardWord, ...]
    log_probability: float
    no_speech: float
    compression_ratio: float


class Listener(Protocol):
    """Speech to timed words."""

    def languages(self, samples: NDArray[np.float32]) -> list[tuple[str, float]]:
        """Languages of the samples (ISO 639-1) with probabilities, likeliest first."""
        ...

    def speech(self, samples: NDArray[np.float32]) -> list[Span]:
        """Where somebody speaks, in seconds from the start of the samples."""
        ...

    def listen(
        self, samples: NDArray[np.float32], language: str, *, careful: bool
    ) -> list[HeardSegment]:
        """Transcribe. ``careful`` decodes one window after another with every safeguard, slower."""
        ...


class Turn(msgspec.Struct, frozen=True):
    """One turn of a conversation with a writer: ``role`` is system, user or assistant."""

    role: str
    text: str


class Request(msgspec.Struct, frozen=True):
    """A draft that is wanted of a writer: at most ``max_tokens``, within ``deadline`` seconds."""

    turns: tuple[Turn, ...]
    max_tokens: int
    deadline: float


class Draft(msgspec.Struct, frozen=True):
    """What a writer returned; ``finish`` is stop, length or deadline, or how the engine failed."""

    text: str
    finish: str
    tokens: int


class Writer(Protocol):
    """An instruction-following language model."""

    context_tokens: int
    width: int = 1
    """Requests that it works on at the same time."""

    def count(self, text: str) -> int:
        """Tokens of the text, control tokens read as plain characters."""
        ...

    def write(
        self, shared: Sequence[Turn], turns: Sequence[Turn], *, max_tokens: int, deadline: float
    ) -> Draft:
        """The assistant's next turn at temperature 0.

        ``shared`` opens the conversation and is the same over many calls: the engine keeps it decoded.
        The result depends on the arguments alone, never on earlier calls. ``deadline`` is in seconds.
        Raises `EngineError` ``engine.context`` where the turns do not fit the context.
        """
        ...

    def write_each(
        self, shared: Sequence[Turn], requests: Sequence[Request], check: Callable[[], None]
    ) -> Iterator[tuple[int, Draft]]:
        """Each request's place and draft, as they are done; a failure costs the drafts it hits.

        The drafts depend on the arguments alone, but one request's may depend on the others that are
        given with it. ``check`` is called often and may raise, which ends it all. This plain form, for
        writers that work on one request at a time, asks one after another.
        """
        for place, request in enumerate(requests):
            check()
            try:
                draft = self.write(
                    shared,
                    request.turns,
                    max_tokens=request.max_tokens,
                    deadline=request.deadline,
                )
            except EngineError as error:
                draft = Draft(text="", finish=error.code.partition(".")[2], tokens=0)
            yield place, draft


class ReadLine(msgspec.Struct, frozen=True):
    """A line of screen text: box as left, top, right, bottom in pixels, confidence 0…1."""

    text: str
    box: tuple[int, int, int, int]
    confidence: float


class ScreenReader(Protocol):
    """Optical character recognition."""

    def read(self, rgb: NDArray[np.uint8]) -> list[ReadLine]:
        """Lines from top to bottom; the text is empty where writing was found that cannot be read."""
        ...

    def recognise(self, rgb: NDArray[np.uint8]) -> ReadLine:
        """The one line that fills the picture; the text is empty where it cannot be read."""
        ...


class Embedder(Protocol):
    """Sentences to vectors whose dot product is their likeness."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (len(texts), dimensions)."""
        ...


class Commonness(Protocol):
    """How often people use a word."""

    def zipf(self, word: str, language: str) -> float:
        """Zipf frequency: log10 of its uses in a thousand million words; 0 where nobody uses it."""
        ...


class Cue(msgspec.Struct, frozen=True):
    """One subtitle as it stands in a file or stream: plain text, lines joined by ``\\n``."""

    start: float
    end: float
    text: str
