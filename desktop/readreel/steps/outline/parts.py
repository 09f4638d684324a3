"""Parts: chapters of a long talk under headings of their own, so that its contents stay a page.

A part holds two chapters or more and begins where the talk turns most, seen from afar: the same block
comparison that helps to cut chapters, over windows of a part's size. Talks up to forty minutes have none.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from readreel.core.engines import Writer
from readreel.steps.outline.chapters import Stretch
from readreel.steps.outline.cutting import Floats, Lengths, bounds, cut
from readreel.steps.outline.naming import Ground
from readreel.steps.outline.signals import Signals, turning
from readreel.steps.outline.titles import Matter, Namer
from readreel.steps.outline.whole import written_title
from readreel.steps.outline.words import Language

LONG = 40.0
"""Minutes from which a talk has parts …"""
_FEWEST = 6
"""… if it has so many chapters."""
_WINDOW = 0.5
"""Part of a part's words that are compared on either side of a cut."""
_STIFFNESS = 2.0
_ALONE = 10.0
"""What a part of one chapter costs: as much as any turn is worth."""


def found_parts(signals: Signals, stretches: Sequence[Stretch]) -> list[tuple[int, int]]:
    """Runs of chapters as (first, end), ends exclusive; empty for a talk that needs no parts."""
    minutes = float(signals.minutes[-1])
    if minutes <= LONG or len(stretches) < _FEWEST:
        return []
    wanted = wanted_minutes(minutes)
    window = _WINDOW * wanted * float(signals.words.sum()) / minutes
    firsts = [stretch.first for stretch in stretches]
    starts = cut(
        signals.minutes[[*firsts, stretches[-1].end]],
        turning(signals, window)[firsts],
        Lengths(wanted, wanted / 2.5, max(2.5 * wanted, minutes), _STIFFNESS),
        _together,
    )
    return bounds(starts, len(stretches)) if len(starts) > 1 else []


def wanted_minutes(minutes: float) -> float:
    """How long a part should be in a talk of so many minutes: 45 → 13, 75 → 19, 180 → 34, 360 → 55."""
    return float(minutes**0.68)


def _together(first: int, end: int) -> Floats:
    """A chapter alone makes no part."""
    return np.where(np.arange(first, end) == end - 1, -_ALONE, 0.0)


class PartNamer:
    """Names parts: the writer from the titles of the chapters in it, else by the part's own words."""

    def __init__(
        self,
        runs: Sequence[tuple[int, int]],
        titles: Sequence[str],
        matter: Sequence[Matter],
        rules: Language,
        casing: dict[str, str],
        writer: Writer | None,
    ) -> None:
        self._titles = [titles[first:end] for first, end in runs]
        self._matter = [_merged(matter[first:end]) for first, end in runs]
        self._rules, self._casing, self._writer = rules, casing, writer
        self._plain = Namer(self._matter, rules, casing, None)

    def name(self, index: int, taken: Sequence[str]) -> str:
        """A title for a part, unlike those ``taken``."""
        matter = self._matter[index]
        title = ""
        if self._writer is not None:
            ground = Ground("\n".join(matter.sentences), matter.shown, self._casing)
            title = written_title(
                self._writer, self._titles[index], ground, taken, self._rules, "part"
            )
        return title or self._plain.name(index, taken)


def _merged(matter: Sequence[Matter]) -> Matter:
    return Matter(
        start=matter[0].start,
        sentences=tuple(sentence for one in matter for sentence in one.sentences),
        slides=(),
        shown="\n".join(one.shown for one in matter),
    )
