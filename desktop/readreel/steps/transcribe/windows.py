"""Where the recording is cut for listening: at pauses, never in the middle of what somebody says.

A window depends on nothing but its start and the sound after it, so that a run which resumes at any
window hears exactly what an undisturbed one hears.
"""

from __future__ import annotations

from collections.abc import Sequence

from readreel.core.time import Span, rounded

WINDOW_SECONDS = 120.0
"""A window at most: four clips, which an engine decodes at once; progress and cancelling are as fine."""
FIRST_SECONDS = 30.0
"""The first window at most: one clip, so that somebody who waits sees the first words soon."""
LAST_PART = 0.25
"""A window ends in its last quarter."""


def horizon(start: float, end: float, longest: float = WINDOW_SECONDS) -> float:
    """How far the sound is looked at to find the end of the window that begins at ``start``."""
    return min(end, rounded(start + longest))


def window_end(
    start: float, end: float, speech: Sequence[Span], longest: float = WINDOW_SECONDS
) -> float:
    """The end of the window from ``start``: the middle of the longest pause in its last quarter.

    ``speech`` are the spans of speech up to the horizon, ``end`` is the recording's. Where nobody pauses
    the window is cut at the horizon; what remains under a window's length is one window.
    """
    if end - start <= longest:
        return end
    last = horizon(start, end, longest)
    least = rounded(start + longest * (1 - LAST_PART))
    found = max(pauses(speech, least, last), key=_preference, default=None)
    return rounded((found.start + found.end) / 2) if found else last


def _preference(pause: Span) -> tuple[float, float]:
    return (min(pause.length, 1.5), pause.end)


def pauses(speech: Sequence[Span], start: float, end: float) -> list[Span]:
    """The stretches between ``start`` and ``end`` in which nobody speaks."""
    found: list[Span] = []
    position = start
    for span in sorted(speech):
        if span.start > position and position < end:
            found.append(Span(position, min(span.start, end)))
        position = max(position, span.end)
    if position < end:
        found.append(Span(position, end))
    return found
