"""What a screen says, apart from the program that shows it and from what is only passing by."""

from __future__ import annotations

import msgspec

from readreel.project.artifacts import Screen, Screens

_ASIDE = frozenset({"furniture", "captions", "unreadable"})


def content(screen: Screen) -> Screen:
    """The screen without the lines of menus and tabs, of subtitles in the picture and of unknown scripts.

    Its regions, whose places no longer hold, are left out.
    """
    aside = {line for region in screen.regions if region.kind in _ASIDE for line in region.lines}
    kept = tuple(line for number, line in enumerate(screen.lines) if number not in aside)
    return msgspec.structs.replace(screen, lines=kept, regions=())


def contents(screens: Screens) -> Screens:
    """All screens with their content alone."""
    return msgspec.structs.replace(screens, screens=tuple(map(content, screens.screens)))


def shows_picture(screen: Screen) -> bool:
    """Whether a part of the screen is a picture: a plot, a photograph, a drawing."""
    return any(region.kind == "picture" for region in screen.regions)
