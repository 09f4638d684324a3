"""llama.cpp as it is loaded here: quiet, with patient threads, and models only from files that are there.

Its low-level interface is spoken by this module, `memory` and `llama`, and by nobody else. Whoever opens
a model has checked its size and hash before: native code aborts on some broken files.
"""

from __future__ import annotations

import ctypes
import os
from pathlib import Path
from typing import Any

import msgspec

from readreel.core.errors import ModelError

_MAGIC = b"GGUF"


class Devices(msgspec.Struct, frozen=True):
    """What this build of llama.cpp can use."""

    version: str
    gpu_offload: bool
    features: str


class _Log:
    """Keeps what llama.cpp complains of, for error messages, instead of printing it."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def __call__(self, level: int, text: bytes, _data: object) -> None:
        if level in (2, 3):
            self.lines = [*self.lines[-7:], text.decode("utf-8", "replace").strip()]


_log = _Log()
_keep_alive: list[Any] = []


def library() -> Any:
    """llama_cpp, loaded with quiet barriers and a quiet log.

    Its OpenMP threads spin while they wait for each other: beside one other busy process two of them
    fall from 18 to 3 tokens a second. The variables are read once, when the library is loaded.
    """
    os.environ.setdefault("GOMP_SPINCOUNT", "0")
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    import llama_cpp

    if not _keep_alive:
        callback = llama_cpp.llama_log_callback(_log)
        _keep_alive.append(callback)
        llama_cpp.llama_log_set(callback, ctypes.c_void_p(0))
        llama_cpp.llama_backend_init()
    return llama_cpp


def complaint() -> str:
    """The latest complaint of llama.cpp, or nothing."""
    return _log.lines[-1] if _log.lines else ""


def devices() -> Devices:
    """What this build of llama.cpp can use; loads the library, not a model."""
    lib = library()
    return Devices(
        version=str(lib.__version__),
        gpu_offload=bool(lib.llama_supports_gpu_offload()),
        features=lib.llama_print_system_info().decode("utf-8", "replace"),
    )


def load(path: Path, gpu_layers: int) -> Any:
    """The model at ``path``; raises `ModelError` ``model.missing`` or ``model.broken``."""
    lib = library()
    if not path.is_file():
        raise ModelError("model.missing", path=path, command="readreel models verify")
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise ModelError("model.broken", path=path, reason="not a GGUF file")
    parameters = lib.llama_model_default_params()
    parameters.n_gpu_layers = gpu_layers
    # Weights are repacked for the processor: mapped pages beside that copy would double the memory.
    if gpu_layers == 0:
        parameters.load_mode = lib.LLAMA_LOAD_MODE_NONE
    model = lib.llama_model_load_from_file(os.fsencode(path), parameters)
    if not model:
        raise ModelError("model.broken", path=path, reason=complaint())
    return model
