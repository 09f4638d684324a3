"""What the parts of every screen are, told with all screens of the recording in view."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from readreel.project.artifacts import Box, Screen, ScreenLine, Still
from readreel.steps.read.code import marks, origins
from readreel.steps.read.furniture import background, furniture
from readreel.steps.read.kinds import bare, camera_kind, kind
from readreel.steps.read.layout import joined, title
from readreel.steps.read.regions import Kind, inside, regions

_LOW = 0.65
"""Part of the screen's height below which a box that never rests holds captions."""


def told(screens: Sequence[Screen], stills: Sequence[Still]) -> tuple[Screen, ...]:
    """The screens as they were read with their regions, titles and kinds; writing that could not be read
    is left out of their lines."""
    whole = [_joined(screen) for screen in screens]
    coded = [marks(screen.lines).keys() for screen in whole]
    aside = furniture(whole, [(still.width, still.height) for still in stills], coded)
    behind = background([_pictures(screen) for screen in whole])
    return tuple(
        _told(_without(screen, hidden), still, own)
        for screen, still, own, hidden in zip(whole, stills, aside, behind, strict=True)
    )


def _joined(screen: Screen) -> Screen:
    """The screen with the pieces of a line as one; the numbers of a program's lines stay apart."""
    lines = [line for line in screen.lines if line.text]
    numbers = {place for place, mark in marks(lines).items() if mark == "number"}
    whole = joined([line for place, line in enumerate(lines) if place not in numbers])
    ordered = sorted((*whole, *(lines[place] for place in numbers)), key=_place)
    return Screen(screen.still, tuple(ordered), kind=screen.kind, regions=screen.regions)


def _place(line: ScreenLine) -> tuple[int, int]:
    return line.box[1], line.box[0]


def _pictures(screen: Screen) -> list[Box]:
    return [region.box for region in screen.regions if region.kind == "picture"]


def _without(screen: Screen, hidden: Sequence[Box]) -> Screen:
    """The screen without the pictures that are its background; a photograph alone is what it shows."""
    if screen.kind == "photograph" and bare(screen.lines):
        return screen
    kept = tuple(part for part in screen.regions if part.box not in hidden)
    return msgspec.structs.replace(screen, regions=kept)


def _told(screen: Screen, still: Still, furniture: frozenset[int]) -> Screen:
    if still.kind == "camera":
        return Screen(screen.still, kind=camera_kind(still))
    lines = screen.lines
    kinds: dict[int, Kind] = dict.fromkeys(furniture, "furniture")
    kinds |= {
        at: _restless(line.box, still)
        for at, line in enumerate(lines)
        if inside(line.box, *still.restless)
    }
    content = [at for at in range(len(lines)) if at not in kinds]
    shown = [lines[at] for at in content]
    name = title(shown, still.height)
    kinds |= {content[at]: mark for at, mark in _code(shown).items()}
    headed = {at: _TITLE for at in content if at not in kinds and _heads(lines[at], name)}
    kinds |= headed
    code = [at for at, found in kinds.items() if found in ("code", "output")]
    shows = kind(
        lines, name, still, _pictures(screen), code, origins(shown), furniture,
        photographic=screen.kind == "photograph",
    )  # fmt: skip
    parts = regions(lines, kinds, slide=shows == "slide")
    return Screen(screen.still, lines, name, shows, (*parts, *screen.regions))


_TITLE: Kind = "title"


def _code(lines: Sequence[ScreenLine]) -> dict[int, Kind]:
    """Code and output; prompts and line numbers belong to the code beside them."""
    return {at: "output" if mark == "output" else "code" for at, mark in marks(lines).items()}


def _heads(line: ScreenLine, title: str) -> bool:
    return bool(title) and line.text in title


def _restless(box: Box, still: Still) -> Kind:
    return "captions" if box[1] >= _LOW * still.height else "furniture"
