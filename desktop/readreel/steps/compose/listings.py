"""Which code from the screen stands in the article, and after which passage.

A listing belongs where it was new, to the passage that speaks its words. Code that could not be read
surely stays a picture; what the text around it cannot carry is left out. Every line comes from the
screen, and the picture it was read from stays behind it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from readreel.project.artifacts import (
    Code,
    Listing,
    ListingLine,
    Passage,
    Screen,
    Still,
    Transcript,
)
from readreel.project.shown import shows_picture
from readreel.steps.compose.stretches import length, moment, points, said, stretches, visible
from readreel.steps.compose.words import stems, weight

_LEAST_SECONDS = 3.0
"""Code that words were spoken to for less than this was passed over."""
_NEW = 60.0
_OLD = 300.0
"""Seconds after its first appearance for which code is new, and from which it is merely still there."""
_DOUBTFUL = 0.25
"""Part of a listing's lines that may be doubtful; with more the picture says it better."""
_WORDS = 25
_LINE_WORDS = 6
"""Spoken words that carry a listing, and each of its lines."""
_STAYS = 0.25
"""Part of its longest span that a listing's first must last to be its beginning."""
_MOST_OUTPUT = 20
_MOST_LISTINGS = 2
"""Listings that may follow one passage."""
_PASSING = 30.0
_SPOKEN = 0.3
"""Seconds under which code only passes by, unless this part of its words is spoken."""
_PARTS = re.compile(r"[^\W\d_]{2,}|\d{2,}")


class Place(msgspec.Struct, frozen=True):
    """A listing after a passage, with what speaks for it."""

    listing: Listing
    passage: int
    score: float


def trusted(listings: Sequence[Listing]) -> tuple[Listing, ...]:
    """The listings that were read surely enough to stand as text."""
    return tuple(
        listing
        for listing in listings
        if listing.lines
        and sum(line.doubtful for line in listing.lines) <= _DOUBTFUL * len(listing.lines)
    )


def placed(
    listings: Sequence[Listing], passages: Sequence[Passage], transcript: Transcript
) -> dict[int, list[Listing]]:
    """The listings that follow each passage, by the passage's id, in the order of their appearance."""
    spoken = {passage.id: said(passage, transcript) for passage in passages}
    around = stretches(passages)
    places = [
        _place(listing, passage, spoken[passage.id], transcript)
        for listing in listings
        for passage in passages
        if visible(listing.spans, around[passage.id]) >= _LEAST_SECONDS
        and (length(listing.spans) >= _PASSING or _shared(listing, spoken[passage.id]) >= _SPOKEN)
    ]
    places.sort(key=lambda place: (-place.score, place.listing.id, place.passage))
    budget = sum(weight(text) for text in spoken.values())
    chosen: dict[int, list[Listing]] = {}
    used: set[int] = set()
    for place in places:
        asked = _WORDS + _LINE_WORDS * len(place.listing.lines)
        there = chosen.setdefault(place.passage, [])
        if place.listing.id in used or asked > budget or len(there) >= _MOST_LISTINGS:
            continue
        budget -= asked
        used.add(place.listing.id)
        there.append(place.listing)
    return {passage: sorted(own, key=_first) for passage, own in chosen.items() if own}


def told_by(listings: Sequence[Listing], shown: Mapping[int, Screen]) -> frozenset[int]:
    """Stills that show nothing but code which stands as text."""
    stills = {still for listing in listings for still in listing.stills}
    return frozenset(
        still
        for still in stills
        if still in shown
        and shown[still].kind in ("code", "terminal")
        and not shows_picture(shown[still])
    )


def block(listing: Listing, stills: Mapping[int, Still], wanted: float) -> Code:
    """The listing as it stands in the article; ``wanted`` is the moment at which words need it."""
    span = moment(listing.spans, wanted)
    behind = next((stills[still] for still in reversed(listing.stills) if still in stills), None)
    return Code(
        id=f"k{listing.id}",
        start=span.start,
        end=span.end,
        text="\n".join(line.text for line in listing.lines),
        language=listing.language,
        output=_output(listing.output),
        still=behind.id if behind else None,
        file=f"stills/{behind.file}" if behind else "",
        width=behind.width if behind else 0,
        height=behind.height if behind else 0,
        doubtful=tuple(n for n, line in enumerate(listing.lines) if line.doubtful),
    )


def _output(lines: Sequence[ListingLine]) -> str:
    kept = [line.text for line in lines[:_MOST_OUTPUT]]
    return "\n".join([*kept, "…"] if len(lines) > len(kept) else kept)


def _first(listing: Listing) -> tuple[float, int]:
    return _born(listing), listing.id


def _place(listing: Listing, passage: Passage, spoken: str, transcript: Transcript) -> Place:
    born = _born(listing)
    age = max(0.0, passage.start - born, born - passage.end)
    newness = 1.0 - min(1.0, max(0.0, age - _NEW) / (_OLD - _NEW))
    score = newness + 2.0 * _shared(listing, spoken)
    score += 0.3 * min(2, points(passage, listing.spans, transcript))
    return Place(listing, passage.id, round(score, 6))


def _born(listing: Listing) -> float:
    """When the listing came to stay: a glimpse beforehand, or long before, is no birth."""
    longest = max(span.length for span in listing.spans)
    return next(span.start for span in listing.spans if span.length >= _STAYS * longest)


def _shared(listing: Listing, spoken: str) -> float:
    """Part of the code's words (0…1) that the passage speaks: "cross entropy" for ``F.cross_entropy``."""
    parts = _PARTS.findall(" ".join(_parted(line.text) for line in listing.lines))
    written = stems(" ".join(parts))
    if not written:
        return 0.0
    return len(written & stems(spoken)) / max(3, min(len(written), 12))


def _parted(text: str) -> str:
    """Identifiers as the words they are spoken as."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", text)
