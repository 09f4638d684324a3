"""What the user may choose for each step, as frozen data.

A step's parameters are part of its completion record: a change makes the step and those after it stale.
What does not change the result (threads, device, where the page goes) is not here.
"""

from __future__ import annotations

from typing import Literal

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


class RewriteParameters(msgspec.Struct, frozen=True):
    """``style`` names a folder of ``resources/prompts``."""

    style: Literal["faithful"] = "faithful"


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
