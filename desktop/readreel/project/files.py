"""Files are written whole or not at all: to a temporary name beside the target, flushed, renamed."""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path


def write_atomic(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path`` so that a crash or a full disk leaves the old content whole.

    Raises OSError as the system reports it; the temporary file is gone then.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # A short name of its own: the target's may already be as long as the file system allows.
    temporary = path.with_name(f".{hashlib.sha256(path.name.encode()).hexdigest()[:12]}.part")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal, as completion records hold it."""
    return hashlib.sha256(data).hexdigest()


def _sync_folder(folder: Path) -> None:
    # The rename itself must survive a power cut; Windows has no handle on a folder to flush.
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        pass  # some network file systems refuse; the data itself is flushed
    finally:
        os.close(handle)
