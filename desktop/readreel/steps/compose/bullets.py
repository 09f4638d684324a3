"""The list on a slide as a list of the article, where the speech follows it.

Only where a slide is nothing but its title and a list, every entry was read without doubt, and the
speech of the time it was shown speaks of most of them: then the list says it better than its picture.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

import msgspec

from readreel.project.artifacts import Items, Passage, Screen, ScreenLine, Still, Transcript
from readreel.project.shown import content, shows_picture
from readreel.steps.compose.stretches import moment, stretches, visible
from readreel.steps.compose.words import stems, weight

_LEAST = 3
_MOST = 10
_MOST_WORDS = 30
"""Words up to which an entry is one; more is prose."""
_SURE = 0.9
_FOLLOWED = 0.6
"""Part of the entries that must be spoken of."""
_SHARED = 0.34
"""Part of an entry's words that speaking of it takes."""
_LEAST_SECONDS = 4.0
_CLOSER = 0.6
"""Part of the widest distance between lines under which a line belongs to the one above."""
_MARK = re.compile(r"^\s*(?:[•·▪■◦‣○●–—*-]|\d{1,2}[.)])\s*(?=\S)")
_NUMBER = re.compile(r"^\s*\d{1,2}[.)]\s")


class Bullets(msgspec.Struct, frozen=True):
    """The list of one still, under its title."""

    still: Still
    title: str
    entries: tuple[str, ...]
    ordered: bool


def followed(
    stills: Sequence[Still],
    shown: Mapping[int, Screen],
    passages: Sequence[Passage],
    transcript: Transcript,
) -> dict[int, Bullets]:
    """The lists that stand in the article, by the id of the passage that each follows."""
    around = stretches(passages)
    found: dict[int, Bullets] = {}
    for still in stills:
        screen = shown.get(still.id)
        listed = _listed(screen) if screen else None
        if screen is None or listed is None:
            continue
        own = [p for p in passages if visible(still.spans, around[p.id]) >= _LEAST_SECONDS]
        entries, ordered = listed
        if own and own[-1].id not in found and _is_followed(entries, still, own, transcript):
            found[own[-1].id] = Bullets(still, screen.title, entries, ordered)
    return found


def block(bullets: Bullets, passage: Passage) -> Items:
    """The list as a block; its words are the screen's own, and its moment is when it was shown."""
    span = moment(bullets.still.spans, passage.start)
    return Items(
        id=f"l{bullets.still.id}",
        start=span.start,
        end=span.end,
        title=bullets.title,
        items=bullets.entries,
        ordered=bullets.ordered,
        origin="cleaned",
        support=1.0,
        sentences=tuple(range(passage.first, passage.last + 1)),
    )


def _listed(screen: Screen) -> tuple[tuple[str, ...], bool] | None:
    """The entries of a slide that is a list, and whether they count themselves; None for any other."""
    lists = [region for region in screen.regions if region.kind == "list"]
    if screen.kind != "slide" or len(lists) != 1 or shows_picture(screen):
        return None
    lines = [screen.lines[place] for place in lists[0].lines]
    inside = sum(weight(line.text) for line in lines) + weight(screen.title)
    if inside < _SURE * sum(weight(line.text) for line in content(screen).lines):
        return None
    if any(line.confidence < _SURE for line in lines):
        return None
    entries = _entries(lines)
    fitting = _LEAST <= len(entries) <= _MOST
    if not fitting or any(weight(entry) > _MOST_WORDS for entry in entries):
        return None
    numbered = sum(bool(_NUMBER.match(line.text)) for line in lines)
    return tuple(entries), numbered == len(entries)


def _entries(lines: Sequence[ScreenLine]) -> list[str]:
    """Lines as entries; readers miss marks, so what tells an entry that runs on is the closer line.

    Where all lines stand equally far apart, one in small letters below one with a capital runs on.
    """
    gaps = [below.box[1] - above.box[3] for above, below in pairwise(lines)]
    entries = [lines[0].text]
    for gap, line in zip(gaps, lines[1:], strict=True):
        close = gap < _CLOSER * max(gaps)
        small = line.text[:1].islower() and not _bare(entries[-1])[:1].islower()
        if not _MARK.match(line.text) and (close or small):
            entries[-1] += f" {line.text}"
        else:
            entries.append(line.text)
    return [_bare(entry) for entry in entries]


def _bare(entry: str) -> str:
    return _MARK.sub("", entry)


def _is_followed(
    entries: Sequence[str], still: Still, passages: Sequence[Passage], transcript: Transcript
) -> bool:
    """Whether most entries are spoken of while the slide is on."""
    first, last = passages[0].first, passages[-1].last
    heard = stems(" ".join(s.text for s in transcript.sentences[first : last + 1]))
    spoken_of = 0
    for entry in entries:
        words = stems(entry)
        spoken_of += bool(words) and len(words & heard) >= _SHARED * len(words)
    return spoken_of >= _FOLLOWED * len(entries)
