"""A project into the system's bin and out of it again. The recording itself is never touched."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtCore import QFile

from readreel.core.errors import ReadreelError, from_os_error
from readreel.gui.start.recent import bytes_of


class Binned(msgspec.Struct, frozen=True):
    """What became of a project: where it lies in the bin (None where the system does not say), its size in
    bytes, or the ``code`` and ``values`` of what kept it where it is.
    """

    project: Path
    title: str
    place: Path | None = None
    bytes: int = 0
    code: str = ""
    values: dict[str, str] = {}


def move_to_bin(project: Path, title: str) -> Binned:
    """Move a project that nobody works on into the system's bin; waits for the disk."""
    from readreel.project.folder import ProjectFolder  # not on the way to the first paint

    try:
        ProjectFolder(project).lock().release()
        size = bytes_of(project)
    except ReadreelError as error:
        return Binned(project, title, code=error.code, values=error.values)
    except OSError as refused:
        storage = from_os_error(refused)
        return Binned(project, title, code=storage.code, values=storage.values)
    folder = QFile(str(project))
    if not folder.moveToTrash():
        return Binned(project, title, code="storage.bin", values={"path": str(project)})
    place = folder.fileName()  # where it lies now, if the system says so
    return Binned(project, title, Path(place) if place and place != str(project) else None, size)


def put_back(binned: Binned) -> bool:
    """Take a project out of the bin again; False where that cannot be done any more."""
    if binned.place is None or not binned.place.exists() or binned.project.exists():
        return False
    record = binned.place.parent.parent / "info" / f"{binned.place.name}.trashinfo"
    try:
        binned.place.rename(binned.project)
        if binned.place.parent.name == "files":
            record.unlink(missing_ok=True)
    except OSError:
        return False
    return True
