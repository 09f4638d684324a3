"""Listings: the code that was on the screen, put together over the whole recording.

Guarantees: a line of a listing was read on the still that it names, up to the repairs of `repairs`;
lines nobody can be sure of are marked; the same stills and screens give the same listings.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec

from readreel.core.time import Span
from readreel.project.artifacts import Box, Listing, ListingLine, Screen, Still
from readreel.steps.read.code import signs
from readreel.steps.read.code.block import Block
from readreel.steps.read.code.blocks import blocks
from readreel.steps.read.code.cells import cell
from readreel.steps.read.code.repairs import names, repaired
from readreel.steps.read.code.sound import balanced, fault, sound
from readreel.steps.read.code.tracks import Track, Tracks
from readreel.steps.read.code.versions import Line, chosen, key, uncut

_NO_CODE = ("captions", "unreadable", "title")
_CONTAINED, _FRAGMENT = 0.9, 0.7
"""Part of a listing's lines that make it a part of another, with and without a prompt of its own."""
_JOINED = 0.03
"""Seconds between two spans that are one."""
_SENSIBLE = 0.8


def listings(screens: Sequence[Screen], stills: Sequence[Still]) -> tuple[Listing, ...]:
    """The code on the screens, in the order of its first appearance."""
    shown = {still.id: still for still in stills}
    known = {screen.still: _blocks(screen) for screen in screens if screen.still in shown}
    tracks = Tracks()
    for _, number in sorted((span, still.id) for still in stills for span in still.spans):
        if known.get(number):
            tracks.show(number, known[number])
    languages = _languages(tracks.tracks)
    known_names = names(line.latest.text for track in tracks.tracks for line in track.lines)
    found = [
        _listing(track, language, known_names, shown)
        for track, language in zip(tracks.tracks, languages, strict=True)
    ]
    kept = _distinct(found)
    return tuple(msgspec.structs.replace(listing, id=n) for n, listing in enumerate(kept, 1))


def _blocks(screen: Screen) -> tuple[Block, ...]:
    """The blocks of a screen.

    The first lines of a program that is typed stand there all the time, as furniture does; so code is
    left out as furniture only where most of it is.
    """
    out = _places(screen, _NO_CODE)
    kept = [place for place in range(len(screen.lines)) if place not in out]
    furniture = _places(screen, ("furniture",))
    found = blocks(
        [screen.lines[place] for place in kept], "slide" if screen.kind == "slide" else "editor"
    )
    return tuple(
        block
        for block in found
        if sum(kept[row.places[0]] in furniture for row in block.rows) <= len(block.rows) / 2
    )


def _places(screen: Screen, kinds: Sequence[str]) -> set[int]:
    return {place for region in screen.regions if region.kind in kinds for place in region.lines}


def _languages(tracks: Sequence[Track]) -> list[str]:
    """The language of each listing; a notebook's cells and a shell's commands share one."""
    texts = [[line.latest.text for line in track.lines] for track in tracks]
    cells = [
        text
        for own, track in zip(texts, tracks, strict=True)
        for text in own
        if track.origin == "notebook"
    ]
    shared = {"notebook": signs.language(cells) or _python(cells)}
    return [
        _prompted(track.prompt)
        if track.origin == "terminal"
        else shared.get(track.origin) or signs.language(own)
        for own, track in zip(texts, tracks, strict=True)
    ]


def _python(cells: Sequence[str]) -> str:
    """Python, where a notebook's few lines are of no language that shows and would all be Python."""
    sensible = sum(sound(text, "python") for text in cells)
    return "python" if cells and sensible >= _SENSIBLE * len(cells) else ""


def _prompted(prompt: str) -> str:
    if prompt.startswith(">>>"):
        return "python"
    if prompt.startswith("PS "):
        return "powershell"
    return "bat" if prompt.endswith(">") else "bash"


def _listing(track: Track, language: str, known: Counter[str], shown: dict[int, Still]) -> Listing:
    lines = _lines(track.lines, language, known)
    broken = fault([line.text for line in lines], language)
    if broken is not None:
        lines[broken] = msgspec.structs.replace(lines[broken], doubtful=True)
    stills = _best_last(track)
    return Listing(
        id=0,
        origin=track.origin,
        language=language,
        lines=tuple(_spaced(lines)),
        spans=_spans(shown[still] for still in stills),
        stills=stills,
        prompt=track.prompt,
        output=tuple(_lines(track.output, "", Counter())),
    )


def _lines(lines: Sequence[Line], language: str, known: Counter[str]) -> list[ListingLine]:
    found = []
    grid = cell([line.latest for line in lines])
    for line in uncut(lines, language):
        best = chosen(line, language)
        text = best.row.text
        if known:
            text = repaired(text, language, known, grid.lost(best.row))
        doubtful = best.contested or (
            bool(known) and not balanced(text, language) and _closed(text)
        )
        found.append(ListingLine(" " * best.row.indent + text, best.still, best.row.box, doubtful))
    return found


def _closed(text: str) -> bool:
    """Whether the line opens no text that goes over several lines."""
    return '"""' not in text and "'''" not in text and "`" not in text


def _spaced(lines: Sequence[ListingLine]) -> list[ListingLine]:
    """The lines with the empty lines between them, as far as one still shows the gap."""
    steps = sorted(
        b.box[1] - a.box[1]
        for a, b in itertools.pairwise(lines)
        if a.still == b.still and b.box[1] > a.box[1]
    )
    pitch = steps[len(steps) // 4] if len(steps) >= 3 else 0
    found = list(lines[:1])
    for last, line in itertools.pairwise(lines):
        gap = (_middle(line.box) - _middle(last.box)) / pitch if pitch else 1
        if line.still == last.still and 1.7 < gap < 3.4:
            between: Box = (line.box[0], last.box[3], line.box[2], line.box[1])
            found += [ListingLine("", line.still, between)] * (round(gap) - 1)
        found.append(line)
    return found


def _middle(box: Box) -> float:
    return (box[1] + box[3]) / 2


def _best_last(track: Track) -> tuple[int, ...]:
    """The stills in their order, the one that shows most of the listing at the end."""
    final = Counter(line.readings[-1].still for line in (*track.lines, *track.output))
    best = max(track.stills, key=lambda still: (final[still], track.stills[still], still))
    return (*(still for still in sorted(track.stills) if still != best), best)


def _spans(stills: object) -> tuple[Span, ...]:
    """When any of the stills was visible."""
    found: list[Span] = []
    for span in sorted(span for still in stills for span in still.spans):  # type: ignore[attr-defined]
        if found and span.start <= found[-1].end + _JOINED:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def _distinct(found: Sequence[Listing]) -> list[Listing]:
    """The listings without fragments of others, in the order of their appearance."""
    homes: defaultdict[str, set[int]] = defaultdict(set)
    keys = [[key(line.text) for line in listing.lines if line.text.strip()] for listing in found]
    for n, own in enumerate(keys):
        for one in own:
            homes[one].add(n)
    kept = []
    for n, (own, listing) in enumerate(zip(keys, found, strict=True)):
        counts = Counter(other for one in own for other in homes[one] if other != n)
        inside = any(
            count >= (_CONTAINED if listing.prompt else _FRAGMENT) * len(own)
            and _swallows(found[other], listing, other < n)
            for other, count in counts.items()
        )
        if own and not inside and any(sign.isalpha() for one in own for sign in one):
            kept.append(listing)
    return sorted(kept, key=lambda listing: (listing.spans[0].start, listing.id))


def _swallows(larger: Listing, smaller: Listing, earlier: bool) -> bool:
    """Whether what was seen of one is only a part of the other, without a prompt or output of its own."""
    if smaller.origin == "terminal" or larger.origin == "terminal":
        return False
    more = len(larger.lines) > len(smaller.lines) or (
        len(larger.lines) == len(smaller.lines) and earlier
    )
    return more and (not smaller.prompt or len(smaller.lines) > 2)
