"""NVIDIA's cuBLAS 12, which CTranslate2 looks for by name when it first computes on a graphics card.

It is 0.6 GB and comes with no Readreel. Opened here beforehand, from wherever people have it, it is
found; where it is nowhere, that is known before a model is put on the card, and not from a failure in
the middle of a talk.
"""

from __future__ import annotations

import ctypes
import importlib.util
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from readreel.core import paths

LIBRARIES: dict[str, tuple[str, ...]] = {
    "linux": ("libcublasLt.so.12", "libcublas.so.12"),
    "win32": ("cublasLt64_12.dll", "cublas64_12.dll"),
}
"""In the order in which they need each other."""


def missing(
    names: Sequence[str] | None = None, open_library: Callable[[str], object] | None = None
) -> str:
    """Open cuBLAS; the name of what was not found, empty where all was.

    It is looked for where the system looks, in the wheel ``nvidia-cublas-cu12``, and in `folder`.
    """
    opened = open_library or _open
    for name in LIBRARIES.get(sys.platform, ()) if names is None else names:
        places = [name, *(str(place / name) for place in _places())]
        if not any(_opens(place, opened) for place in places):
            return name
    return ""


def folder() -> Path:
    """Where users of an installed program put the libraries."""
    return paths.user_data() / "cuda"


def _places() -> Iterator[Path]:
    yield folder()
    found = importlib.util.find_spec("nvidia")
    for root in found.submodule_search_locations or () if found else ():
        yield Path(root) / "cublas" / ("bin" if sys.platform == "win32" else "lib")


def _opens(place: str, opened: Callable[[str], object]) -> bool:
    try:
        opened(place)
    except OSError:
        return False
    return True


def _open(place: str) -> object:
    # For everybody in this process: whoever asks for the same name later is given this library.
    return ctypes.CDLL(place, mode=ctypes.RTLD_GLOBAL)
