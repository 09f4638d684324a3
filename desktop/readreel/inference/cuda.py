"""cuBLAS, opened before CTranslate2 looks for it by name, which it does when it first computes on a card.

So it is found wherever people have it; and where it is nowhere, that is known before a model is put on the
card, and not from a failure in the middle of a talk.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Sequence

from readreel.core.cuda import LIBRARIES, places


def missing(
    names: Sequence[str] | None = None, open_library: Callable[[str], object] | None = None
) -> str:
    """Open cuBLAS from the system or one of `places`; the name of what was not found, or nothing."""
    opened = open_library or _open
    for name in LIBRARIES.get(sys.platform, ()) if names is None else names:
        if not any(_opens(place, opened) for place in (name, *(str(p / name) for p in places()))):
            return name
    return ""


def _opens(place: str, opened: Callable[[str], object]) -> bool:
    try:
        opened(place)
    except OSError:
        return False
    return True


def _open(place: str) -> object:
    # For everybody in this process: whoever asks for the same name later is given this library.
    return ctypes.CDLL(place, mode=ctypes.RTLD_GLOBAL)
