"""Whole or not at all, for exports that may be several files.

They are written in a hidden folder where they will lie, and moved to their names when the last of them is
on the disk, the file to open last of all. Pictures that only the file written over named go with it, and so
does what an export left here whose program was killed. Nothing else in the target's folder is touched.
"""

from __future__ import annotations

import contextlib
import os
import platform
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psutil

_PREFIX = f".readreel-{re.sub(r'[^A-Za-z0-9]', '', platform.node())}-"
_SUFFIX = ".part"
_TEXT = (".html", ".md")
"""Files that name the pictures beside them."""


@contextmanager
def staged(file: Path) -> Iterator[Path]:
    """Where to write what shall be ``file`` and the folders beside it; raises OSError.

    When the block ends they are moved into place, over what is there; when it fails they are gone, and
    so are folders that were made for them.
    """
    made = [folder for folder in (file.parent, *file.parent.parents) if not folder.exists()]
    file.parent.mkdir(parents=True, exist_ok=True)
    _sweep(file.parent)
    try:
        prefix = f"{_PREFIX}{os.getpid()}-"
        stage = Path(tempfile.mkdtemp(prefix=prefix, suffix=_SUFFIX, dir=file.parent))
        try:
            yield stage / file.name
            _settle(stage, file)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    except BaseException:
        with contextlib.suppress(OSError):  # something else is in it by now
            for folder in made:
                folder.rmdir()
        raise


def put(file: Path, data: bytes) -> None:
    """Write a file of an export, and the folder it lies in."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def _settle(stage: Path, file: Path) -> None:
    inside = sorted(path for path in stage.rglob("*") if path.is_file())
    for path in inside:
        # A disk may take the content only now, or refuse it: while the old export is still there. What
        # has another name elsewhere is not ours to open.
        if path.stat().st_nlink == 1:
            with path.open("rb+") as content:
                os.fsync(content.fileno())
    old = _named(file, {path.relative_to(stage).parent for path in inside})
    for path in sorted(inside, key=lambda one: one == stage / file.name):
        target = file.parent / path.relative_to(stage)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)
        old.discard(target)
    for left in old:
        left.unlink(missing_ok=True)


def _named(file: Path, folders: Iterable[Path]) -> set[Path]:
    """The files in an export's folders that the one which is about to be written over names."""
    if file.suffix not in _TEXT or not file.is_file():
        return set()
    text = file.read_text(encoding="utf-8", errors="replace")
    return {
        path
        for folder in folders
        if folder != Path() and (file.parent / folder).is_dir()
        for path in (file.parent / folder).iterdir()
        if path.is_file() and (path.name in text or quote(path.name) in text)
    }


def _sweep(folder: Path) -> None:
    """Take away what programs of this machine that are gone have left here."""
    for left in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        pid = left.name.removeprefix(_PREFIX).partition("-")[0]
        if pid.isdigit() and not psutil.pid_exists(int(pid)):
            shutil.rmtree(left, ignore_errors=True)
