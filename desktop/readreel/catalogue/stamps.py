"""Hashes of large files, kept so that an unchanged file is not read again at every start.

A hash counts only while the file's size, times and inode are those it had when it was read. A file that
changed within the last moments is not remembered: a clock tick could hide a second change.
"""

from __future__ import annotations

import contextlib
import hashlib
import time
from pathlib import Path

import msgspec

from readreel.core import paths
from readreel.project.files import write_atomic

_SETTLED = 2_000_000_000
"""Nanoseconds after its last change from which a file's times can be trusted."""


class Stamp(msgspec.Struct, frozen=True):
    """What a file was like when its hash was taken; times in nanoseconds."""

    size: int
    modified: int
    changed: int
    inode: int
    sha256: str


def proved(path: Path, *, again: bool = False) -> str:
    """The SHA-256 of a file, read from the file unless it is unchanged since last time."""
    key = str(path.absolute())
    known = _load().get(key)
    before = _stamp(path, known.sha256 if known else "")
    if known == before and not again:
        return before.sha256
    now = _stamp(path, sha256(path))
    if (now.size, now.modified, now.inode) == (before.size, before.modified, before.inode):
        _remember(key, now)
    return now.sha256


def known(path: Path) -> str:
    """The SHA-256 of a file that is unchanged since it was last read; empty for any other."""
    stamp = _load().get(str(path.absolute()))
    try:
        return stamp.sha256 if stamp and stamp == _stamp(path, stamp.sha256) else ""
    except OSError:
        return ""


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _stamp(path: Path, digest: str) -> Stamp:
    status = path.stat()
    return Stamp(
        status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, sha256=digest
    )


def _file() -> Path:
    return paths.user_models() / "checked.json"


def _load() -> dict[str, Stamp]:
    try:
        return msgspec.json.decode(_file().read_bytes(), type=dict[str, Stamp])
    except (OSError, msgspec.MsgspecError):
        return {}


def _remember(key: str, stamp: Stamp) -> None:
    if time.time_ns() - max(stamp.modified, stamp.changed) < _SETTLED:
        return
    known = {path: old for path, old in _load().items() if path != key and Path(path).exists()}
    # A folder that cannot be written costs a second of reading at the next start, nothing more.
    with contextlib.suppress(OSError):
        write_atomic(_file(), msgspec.json.encode(known | {key: stamp}))
