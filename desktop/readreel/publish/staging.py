"""Whole or not at all, for exports that may be several files.

They are written in a hidden folder where they will lie, and moved to their names when the last of them is
on the disk, the file to open last of all. Nothing else in the target's folder is touched.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def staged(file: Path) -> Iterator[Path]:
    """Where to write what shall be ``file`` and the folders beside it; raises OSError.

    When the block ends they are moved into place, over what is there; when it fails they are gone, and
    so are folders that were made for them.
    """
    made = [folder for folder in (file.parent, *file.parent.parents) if not folder.exists()]
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        stage = Path(tempfile.mkdtemp(prefix=".readreel-", suffix=".part", dir=file.parent))
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
    for path in sorted(inside, key=lambda one: one == stage / file.name):
        target = file.parent / path.relative_to(stage)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)
