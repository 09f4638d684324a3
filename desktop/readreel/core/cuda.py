"""Where NVIDIA's cuBLAS 12 may lie, which CTranslate2 needs on a graphics card; no Readreel carries it."""

from __future__ import annotations

import ctypes.util
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

from readreel.core import paths

LIBRARIES: dict[str, tuple[str, ...]] = {
    "linux": ("libcublasLt.so.12", "libcublas.so.12"),
    "win32": ("cublasLt64_12.dll", "cublas64_12.dll"),
}
"""By system, in the order in which they need each other."""


def folder() -> Path:
    """Where users of an installed program put the libraries."""
    return paths.user_data() / "cuda"


def places() -> Iterator[Path]:
    """Folders beyond the system's own: the user's, and the wheel ``nvidia-cublas-cu12``."""
    yield folder()
    found = importlib.util.find_spec("nvidia")
    for root in found.submodule_search_locations or () if found else ():
        yield Path(root) / "cublas" / ("bin" if sys.platform == "win32" else "lib")


def present() -> bool:
    """Whether cuBLAS seems to be here, judged by files; nothing is opened."""
    names = LIBRARIES.get(sys.platform, ())
    if any(all((place / name).is_file() for name in names) for place in places()):
        return bool(names)
    known = "cublas64_12" if sys.platform == "win32" else "cublas"
    return ctypes.util.find_library(known) is not None
