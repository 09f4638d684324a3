"""From what a person calls a project to its folder, and from a project to its recording, wherever it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec.structs import replace

from readreel.core.errors import RecordingError, UsageError
from readreel.project.artifacts import Recording
from readreel.project.fingerprint import fingerprint
from readreel.project.folder import ProjectFolder, project_of

_NAMED = 6  # that many of several are named


class _Titled(msgspec.Struct):
    title: str = ""
    name: str = ""


def find_project(text: str, projects: Path) -> Path:
    """The project's folder that is meant by a folder, a recording, or the beginning of a title.

    ``projects`` is the folder of all. Raises `UsageError` ``usage.not_made`` for a recording without a
    project, ``usage.no_project`` where nothing is meant, ``usage.ambiguous`` where more than one is.
    """
    path = Path(text).expanduser()
    if path.is_dir():
        if _is_project(path):
            return path.absolute()
        raise UsageError("usage.no_project", text=text)
    if path.is_file():
        project = project_of(path, projects)
        if _is_project(project):
            return project
        raise UsageError("usage.not_made", path=path)
    return _titled(text, projects)


def find_recording(recording: Recording, near: Iterable[Path]) -> Path | None:
    """Where a project's recording is now: where it was, or by its content in a folder ``near``.

    Reads three megabytes of files that are just as large; None where it is nowhere.
    """
    known = Path(recording.path)
    if known.is_file():
        return known
    folders = dict.fromkeys((known.parent, *near))
    return next((path for folder in folders for path in _same(recording, folder)), None)


def relocate(project: ProjectFolder, path: Path) -> None:
    """Keep in the project that its recording is at ``path`` now.

    Raises `RecordingError` ``recording.other`` where that is another one, `BusyError` while a run is at
    work, OSError.
    """
    lock = project.lock()
    try:
        recording = project.read(Recording)
        if fingerprint(path) != recording.fingerprint:
            raise RecordingError("recording.other", path=path, name=recording.name)
        project.write(replace(recording, path=str(path.absolute())))
    finally:
        lock.release()


def _titled(text: str, projects: Path) -> Path:
    wanted = text.casefold().strip()
    begun: dict[Path, str] = {}
    exact: dict[Path, str] = {}
    for folder in sorted(path for path in projects.glob("*") if wanted and _is_project(path)):
        for name in _names(folder):
            if name.casefold().startswith(wanted):
                begun.setdefault(folder, name)
            if name.casefold() == wanted:
                exact.setdefault(folder, name)
    found = exact or begun
    if not found:
        raise UsageError("usage.no_project", text=text)
    if len(found) > 1:
        shown = [f"{folder} ({name})" for folder, name in found.items()][:_NAMED]
        raise UsageError("usage.ambiguous", text=text, count=len(found), known="; ".join(shown))
    return next(iter(found))


def _names(project: Path) -> Iterator[str]:
    """The article's title, the recording's, its file's name."""
    for file in ("article.json", "recording.json"):
        try:
            found = msgspec.json.decode((project / file).read_bytes(), type=_Titled)
        except (OSError, msgspec.MsgspecError):
            continue  # not there yet, or damaged: it is known by the other
        yield from filter(None, (found.title, found.name))


def _is_project(folder: Path) -> bool:
    return (folder / "recording.json").is_file() or (folder / "article.json").is_file()


def _same(recording: Recording, folder: Path) -> Iterator[Path]:
    try:
        alike = sorted(
            path
            for path in folder.iterdir()
            if path.is_file() and path.stat().st_size == recording.size
        )
        yield from (path for path in alike if fingerprint(path) == recording.fingerprint)
    except OSError:
        return  # not there, or not ours to read
