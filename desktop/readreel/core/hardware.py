"""What this machine can bear, found out cheaply and without loading an engine.

Presence of a GPU is judged by files and by platform: a wrong guess costs speed, never a crash, because
the engines themselves decide in their own child processes what they can use.
"""

from __future__ import annotations

import ctypes.util
import importlib.util
import os
import platform
import sys
from pathlib import Path

import msgspec
import psutil

from readreel.core import cuda as cublas

MOST_THREADS = 4
"""More threads than this make speech recognition slower, not faster, on ordinary processors."""


class Machine(msgspec.Struct, frozen=True):
    """The figures a model is chosen by.

    ``memory_bytes`` is what a model may take: what is free now, and never less than half of what is
    built in (the system makes room for it), so that the choice does not change from run to run.
    ``cuda`` and ``metal`` say that such a GPU is there; ``writer_gpu`` that the installed language-model
    library was built for it, ``listener_gpu`` that what the listener needs on it is here.
    """

    memory_bytes: int
    physical_cores: int
    cuda: bool = False
    metal: bool = False
    writer_gpu: bool = False
    listener_gpu: bool = False


def machine() -> Machine:
    """Look at this machine."""
    cuda = _has_cuda()
    metal = sys.platform == "darwin" and platform.machine() == "arm64"
    return Machine(
        memory_bytes=_memory(),
        physical_cores=physical_cores(),
        cuda=cuda,
        metal=metal,
        writer_gpu=metal or (cuda and _library_built_for("cuda")),
        listener_gpu=_hears_on_metal() if metal else cuda and cublas.present(),
    )


def physical_cores() -> int:
    """Physical cores this process may run on, at least 1."""
    cores = psutil.cpu_count(logical=False) or os.cpu_count() or 1
    if hasattr(os, "sched_getaffinity"):
        cores = min(cores, len(os.sched_getaffinity(0)))
    return max(1, cores)


def threads(chosen: int | None = None) -> int:
    """Threads for one engine: what the user chose, else the physical cores, at most `MOST_THREADS`."""
    return chosen if chosen else min(MOST_THREADS, physical_cores())


def _memory() -> int:
    memory = psutil.virtual_memory()
    total = min(memory.total, _container_limit() or memory.total)
    return int(max(min(memory.available, total), total // 2))


def _container_limit(root: Path = Path("/sys/fs/cgroup")) -> int | None:
    """The memory limit of the container in bytes, where there is one."""
    for name in ("memory.max", "memory/memory.limit_in_bytes"):
        try:
            text = (root / name).read_text(encoding="ascii").strip()
        except OSError:
            continue
        if text.isdigit():
            return int(text)
    return None


def _has_cuda() -> bool:
    if sys.platform == "darwin":
        return False
    if sys.platform == "linux" and not Path("/dev/nvidiactl").exists():
        # The driver's library alone may be left over, or come with a container image.
        return Path("/dev/dxg").exists() and ctypes.util.find_library("cuda") is not None
    return ctypes.util.find_library("nvcuda" if os.name == "nt" else "cuda") is not None


def _hears_on_metal() -> bool:
    """Whether whisper.cpp is installed; nothing is imported."""
    return importlib.util.find_spec("_pywhispercpp") is not None


def _library_built_for(backend: str) -> bool:
    """Whether llama.cpp's library for a GPU lies in the installed package; nothing is imported."""
    found = importlib.util.find_spec("llama_cpp")
    folders = found.submodule_search_locations if found else None
    return any(
        backend in file.name
        for folder in folders or ()
        for file in Path(folder, "lib").glob("*ggml-*")
    )
