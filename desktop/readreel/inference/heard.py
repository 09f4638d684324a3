"""What a listener heard in a clip, as words and segments with the times of the sound handed in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from readreel.core.engines import HeardSegment, HeardWord
from readreel.core.errors import EngineError
from readreel.core.language import SPACELESS
from readreel.inference.packing import Clip

Timed = tuple[str, float, float, float]
"""Text, start and end in seconds, probability 0…1."""


@contextmanager
def engine_errors() -> Iterator[None]:
    """What the native libraries raise becomes an `EngineError`."""
    try:
        yield
    except (RuntimeError, ValueError, IndexError) as error:
        raise EngineError("engine.listener", reason=error) from error


def heard(
    clip: Clip,
    text: str,
    pieces: Sequence[Timed],
    language: str,
    *,
    log_probability: float,
    no_speech: float,
    compression_ratio: float,
) -> HeardSegment | None:
    """A segment of the clip, whose times are moved to those of the sound; None without words."""
    words = tuple(
        HeardWord(word, clip.original(start), clip.original(end), probability)
        for word, start, end, probability in whole_words(pieces, spaced=language not in SPACELESS)
    )
    if not words:
        return None
    return HeardSegment(
        start=words[0].start,
        end=words[-1].end,
        text=text.strip(),
        words=words,
        log_probability=log_probability,
        no_speech=no_speech,
        compression_ratio=compression_ratio,
    )


def whole_words(pieces: Sequence[Timed], *, spaced: bool) -> list[Timed]:
    """Words of what the tokenizer parts: ``3``, ``.5``, ``%`` are one word where no space is between.

    In writing without spaces only Latin letters and digits are joined so.
    """
    words: list[Timed] = []
    for text, start, end, probability in pieces:
        clean = text.strip()
        if not clean:
            continue
        joined = bool(words) and not text[0].isspace()
        if joined and not spaced:
            joined = _latin(words[-1][0][-1]) and _latin(clean[0])
        if joined:
            before = words.pop()
            certainty = min(before[3], float(probability))
            words.append((before[0] + clean, before[1], float(end), certainty))
        else:
            words.append((clean, float(start), float(end), float(probability)))
    return words


def _latin(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in "'.%-_/@+")
