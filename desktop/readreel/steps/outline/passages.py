"""Passages: runs of about 40 to 150 spoken words inside a chapter, each to become one paragraph.

Every sentence is in exactly one passage, in order. A sentence longer than a passage is a passage.
"""

from __future__ import annotations

import msgspec
import numpy as np

from readreel.steps.outline.cutting import Floats, Lengths, bounds, cut
from readreel.steps.outline.signals import Signals, turning

_WINDOW = 60.0
_LENGTHS = Lengths(wanted=85.0, least=40.0, most=150.0, stiffness=4.0)


class Weights(msgspec.Struct, frozen=True):
    """How much each signal counts for a break between paragraphs."""

    turning: float = 0.5
    cue: float = 0.5
    pause: float = 0.3
    picture: float = 0.5
    hold: float = 3.0


def break_worth(signals: Signals) -> Floats:
    """What a break before each sentence is worth."""
    weights = Weights()
    return np.asarray(
        weights.turning * turning(signals, _WINDOW)
        + weights.cue * signals.cue
        + weights.pause * signals.pause
        + weights.picture * signals.picture
        - weights.hold * signals.hold
    )


def passages(words: Floats, worth: Floats, first: int, end: int) -> list[tuple[int, int]]:
    """The passages of sentences first…end−1 as (first, end), ends exclusive."""
    position = np.concatenate([[0.0], np.cumsum(words[first:end])])
    starts = cut(position, worth[first:end], _LENGTHS)
    return [(first + a, first + b) for a, b in bounds(starts, end - first)]
