"""What stands under a picture and what is read aloud in its place: the screen's own words, or nothing."""

from __future__ import annotations

from readreel.project.artifacts import Screen

_MOST_WORDS = 45
_SURE = 0.8


def caption(screen: Screen | None) -> str:
    """The screen's title; empty where it has none that could be told from the rest."""
    return screen.title if screen else ""


def alternative(screen: Screen | None) -> str:
    """The screen text for those who cannot see the picture, title first, cut at whole words."""
    if screen is None:
        return ""
    rest = [
        line.text
        for line in screen.lines
        if line.confidence >= _SURE and line.text not in screen.title and len(line.text) > 1
    ]
    words = " ".join(
        [*([f"{screen.title}:"] if screen.title and rest else [screen.title]), *rest]
    ).split()
    return " ".join(words[:_MOST_WORDS]) + (" …" if len(words) > _MOST_WORDS else "")
