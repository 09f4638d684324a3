"""What the user may choose for each step, as frozen data.

A step's parameters are part of its completion record: a change makes the step and those after it stale.
What does not change the result (threads, device, where the page goes) is not here.
"""

from __future__ import annotations

import msgspec


class ProbeParameters(msgspec.Struct, frozen=True):
    """``audio_track`` counts from 0, None takes the default track; times in seconds."""

    audio_track: int | None = None
    start: float = 0.0
    end: float | None = None


class TranscribeParameters(msgspec.Struct, frozen=True):
    """``subtitles`` is auto, none, ``embedded:N`` or a path; ``language`` is auto or ISO 639-1."""

    language: str = "auto"
    subtitles: str = "auto"


class WatchParameters(msgspec.Struct, frozen=True):
    """Nothing to choose yet."""


class ReadParameters(msgspec.Struct, frozen=True):
    """Nothing to choose yet."""


class SpellParameters(msgspec.Struct, frozen=True):
    """Nothing to choose yet."""


class OutlineParameters(msgspec.Struct, frozen=True):
    """Nothing to choose yet."""


class Example(msgspec.Struct, frozen=True):
    """A worked example: pairs of spoken and written pieces, and how they were wanted if not as usual."""

    chapter: str
    pairs: tuple[tuple[str, str], ...]
    terms: tuple[str, ...] = ()
    manner: str = ""


class Style(msgspec.Struct, frozen=True):
    """How an article is written: what the writer is told, and worked examples by language (ISO 639-1).

    ``{language}`` in the instruction stands for the name of the article's language. ``shortest`` and
    ``longest`` bound written per spoken words; ``whole`` says that everything that was said must stay.
    """

    instruction: str
    examples: dict[str, tuple[Example, ...]] = {}
    shortest: float = 0.45
    longest: float = 1.2
    whole: bool = True


class RewriteParameters(msgspec.Struct, frozen=True):
    """``style`` is the name of a style, one of ours unless ``own`` holds it in full.

    ``language`` is the article's (ISO 639-1); empty for the one that is spoken.
    """

    style: str = "faithful"
    own: Style | None = None
    language: str = ""


class ComposeParameters(msgspec.Struct, frozen=True):
    """``pictures`` false leaves figures out."""

    pictures: bool = True


Parameters = (
    ProbeParameters
    | TranscribeParameters
    | WatchParameters
    | ReadParameters
    | SpellParameters
    | OutlineParameters
    | RewriteParameters
    | ComposeParameters
)
