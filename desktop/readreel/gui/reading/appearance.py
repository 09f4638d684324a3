"""How the reader wants the article to look: what the settings keep, and what the pane makes of it."""

from __future__ import annotations

from typing import Literal

import msgspec

SIZES = (13, 14, 15, 16, 17, 18, 19, 20, 22, 24, 27, 30, 34)
"""Sizes of the text in logical pixels, from which the reader chooses."""

USUAL_SIZE = 18

Width = Literal["narrow", "normal", "wide"]

MEASURE: dict[Width, int] = {"narrow": 58, "normal": 66, "wide": 75}
"""Characters of a line, on average; half as many where a character is a word or a syllable."""


class Appearance(msgspec.Struct, frozen=True):
    """The article's look. ``size`` is the text's height in logical pixels."""

    size: int = USUAL_SIZE
    width: Width = "normal"
    serif: bool = True
    scheme: Literal["system", "light", "dark"] = "system"


def larger(appearance: Appearance, steps: int) -> Appearance:
    """The next size up, or with negative ``steps`` down; the same at either end."""
    nearest = min(range(len(SIZES)), key=lambda i: abs(SIZES[i] - appearance.size))
    chosen = SIZES[max(0, min(len(SIZES) - 1, nearest + steps))]
    return msgspec.structs.replace(appearance, size=chosen)
