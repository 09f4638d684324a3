"""What a still shows, told by its writing and its pictures: a slide, code, a terminal, a web page, …"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from readreel.project.artifacts import Box, ScreenKind, ScreenLine, Still

_CODE = 0.5
"""Part of the letters that stand in code from which a screen shows code."""
_PICTURE = 0.3
"""Part of the screen that its pictures take from which they are what it shows."""
_FEW_WORDS = 25
_ADDRESS = re.compile(
    r"\b(?:https?://|www\.)|\b[\w-]+\.(?:com|org|net|io|edu|gov|ai|dev|de|fr|uk|eu)\b", re.I
)
_BAR = 0.12
"""Part of the screen's height in which a browser writes the address."""
_SHADES = 96
"""Of 256 grey levels, how many a photograph has in some number; a drawing has few."""
_SHADE_PART = 0.0008
_PLAIN = 0.4
_NEAR = 7
"""Part of a picture in its commonest shade (so many levels taken as one) from which it is no photograph."""


def camera_kind(still: Still) -> ScreenKind:
    """What a camera shows: somebody who moves, or a thing at rest."""
    return "person" if still.restless else "photograph"


def kind(
    lines: Sequence[ScreenLine],
    title: str,
    still: Still,
    pictures: Sequence[Box],
    code: Collection[int],
    origins: Collection[str],
    furniture: Collection[int],
    photographic: bool,
) -> ScreenKind:
    """What a screen shows. ``code`` and ``furniture`` are places in ``lines``."""
    content = [at for at in range(len(lines)) if at not in furniture]
    letters = {at: sum(not c.isspace() for c in lines[at].text) for at in content}
    coded = sum(letters[at] for at in content if at in code)
    if coded and coded >= _CODE * sum(letters.values()):
        if title and "slide" in origins:
            return "slide"
        return "terminal" if origins == {"terminal"} else "code"
    area = sum((box[2] - box[0]) * (box[3] - box[1]) for box in pictures)
    if area >= _PICTURE * still.width * still.height and bare([lines[at] for at in content]):
        return "photograph" if photographic else "slide" if title else "diagram"
    if title:
        return "slide"
    bar = [line for line in lines if line.box[3] <= _BAR * still.height]
    if any(_ADDRESS.search(line.text) for line in bar):
        return "web page"
    return "screen"


def bare(lines: Sequence[ScreenLine]) -> bool:
    """Whether next to nothing is written there."""
    return sum(len(line.text.split()) for line in lines) <= _FEW_WORDS


def photographic(grey: NDArray[np.uint8], box: Box) -> bool:
    """Whether a picture has the many shades of a photograph, and no ground that most of it shows."""
    part = grey[box[1] : box[3], box[0] : box[2]]
    counts = np.bincount(part.reshape(-1), minlength=256)
    many = (counts > _SHADE_PART * part.size).sum() >= _SHADES
    plain = np.convolve(counts, np.ones(_NEAR), mode="same").max()
    return bool(many and plain < _PLAIN * part.size)
