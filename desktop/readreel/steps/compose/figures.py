"""Which stills become figures, and after which passage each stands.

A still belongs to the passage that was spoken while it was visible and whose words it shares; pointing
words ("here you can see") count for it. The text must be able to carry its figures: a slide asks for
fewer words around it than a whole screen does. A picture that hardly says anything, or says the same as
one already chosen, stays away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from rapidfuzz import fuzz

from readreel.core.time import Span
from readreel.project.artifacts import Passage, Screen, Still, Transcript
from readreel.steps.compose.stretches import length, points, said, stretches, visible
from readreel.steps.compose.words import stems, weight

_LEAST_CONTENT = 0.03
_LEAST_SECONDS = 4.0
"""A picture that words were spoken to for less than this was passed over by the speaker."""
_ALIKE = 90
"""Likeness of two screens' texts (0…100) from which one of them is enough."""
_SLIDE_WORDS = 45
_SCREEN_WORDS = 140
"""Spoken words that carry a slide (a still with a title), or another screen."""
_TITLE_PAGE_WORDS = 20
"""Words beside the title up to which a slide is a title page: the speaker's name, place and date."""
_MOST_SLIDES = 2
"""Slides that may follow one passage; of other screens one."""


class Place(msgspec.Struct, frozen=True):
    """A still after a passage, with what speaks for it."""

    still: Still
    passage: int
    score: float


def placed(
    stills: Sequence[Still],
    passages: Sequence[Passage],
    transcript: Transcript,
    shown: dict[int, Screen],
    heading: str = "",
) -> dict[int, list[Still]]:
    """The figures that follow each passage, by the passage's id; ``heading`` is the article's title."""
    spoken = {passage.id: said(passage, transcript) for passage in passages}
    around = stretches(passages)
    places = [
        place
        for still in _candidates(stills, shown, heading)
        for passage in passages
        if (together := _together(still, around[passage.id])) > 0
        for place in [_place(still, passage, together, spoken[passage.id], transcript, shown)]
    ]
    places.sort(key=lambda place: (-place.score, place.still.id, place.passage))
    budget = float(max(_SCREEN_WORDS, sum(weight(text) for text in spoken.values())))
    chosen: dict[int, list[Still]] = {}
    used: list[Still] = []
    for place in places:
        slide = _is_slide(place.still, shown)
        words = _SLIDE_WORDS if slide else _SCREEN_WORDS
        there = chosen.setdefault(place.passage, [])
        room = len(there) < (
            _MOST_SLIDES if slide and all(_is_slide(s, shown) for s in there) else 1
        )
        if budget < words or not room or place.still in used:
            continue
        if any(_same(place.still, other, shown) for other in used):
            continue
        budget -= words
        there.append(place.still)
        used.append(place.still)
    return {passage: sorted(own, key=_first) for passage, own in chosen.items() if own}


def _first(still: Still) -> float:
    return still.spans[0].start


def _is_slide(still: Still, shown: dict[int, Screen]) -> bool:
    return still.id in shown and bool(shown[still.id].title)


def _candidates(stills: Sequence[Still], shown: dict[int, Screen], heading: str) -> Iterable[Still]:
    """Screens that show something; where there is nothing but a camera, its fullest picture."""
    screens = [s for s in stills if s.kind == "screen" and s.content >= _LEAST_CONTENT]
    telling = [s for s in screens if not _is_title_page(shown.get(s.id), heading)]
    if screens:
        return telling or screens
    return sorted(stills, key=lambda still: (-length(still.spans), still.id))[:1]


def _is_title_page(screen: Screen | None, heading: str) -> bool:
    """Whether a slide says the article's own title and little else: the page has said it already."""
    if screen is None or not screen.title or not heading:
        return False
    words = sum(weight(line.text) for line in screen.lines) - weight(screen.title)
    return words <= _TITLE_PAGE_WORDS and (
        fuzz.ratio(screen.title.casefold(), heading.casefold()) >= _ALIKE
    )


def _together(still: Still, around: Span) -> float:
    """Seconds that a still and a passage share; 0 where it was passed over."""
    together = visible(still.spans, around)
    least = min(_LEAST_SECONDS, 0.5 * around.length, 0.5 * length(still.spans))
    return together if together >= least else 0.0


def _place(
    still: Still,
    passage: Passage,
    together: float,
    spoken: str,
    transcript: Transcript,
    shown: dict[int, Screen],
) -> Place:
    # Half a minute together is as good as two: what then decides is whether the words need it.
    score = min(together, 30.0) / 30.0 + 0.3 * min(1.0, still.content)
    score += 2.0 * _shared(spoken, shown.get(still.id))
    score += 0.3 * min(2, points(passage, still.spans, transcript))
    return Place(still, passage.id, round(score, 6))


def _shared(spoken: str, screen: Screen | None) -> float:
    """Part of the screen's words (0…1) that the passage speaks."""
    if screen is None:
        return 0.0
    written = stems(" ".join(line.text for line in screen.lines))
    heard = stems(spoken)
    if not written:
        return 0.0
    return len(written & heard) / max(6, min(len(written), 40))


def _same(first: Still, second: Still, shown: dict[int, Screen]) -> bool:
    texts = [
        " ".join(line.text for line in shown[still.id].lines) if still.id in shown else ""
        for still in (first, second)
    ]
    return all(len(text) > 20 for text in texts) and fuzz.ratio(*texts) >= _ALIKE
