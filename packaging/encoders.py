"""Stand-ins for x264 and x265, the two libraries under the GPL that come with PyAV and only write video.

FFmpeg as PyAV brings it is under the LGPL and decodes H.264 and HEVC by itself; it is linked with both
encoders all the same and does not load without them. Readreel writes no video. So an installed program
carries, under their file names, small libraries with the functions that FFmpeg looks for: they do nothing,
and opening one of the two encoders fails. What is passed on then has no part under the GPL.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

Entry = tuple[str, str, str]
"""A file of a build: its place, where it comes from, and its kind."""

ENCODERS = re.compile(r"(?:^|[/\\])(?:lib)?x26[45][-.][^/\\]*$")
"""The places of both, however the wheel of a system spells them."""

MARK = b"Readreel's stand-in for an encoder"
"""Stands in each of ours, so that a build can be looked at."""

_NAME = re.compile(rb"(?<![A-Za-z0-9])_?(x26[45]_\w+)\0")


class NoCompiler(ValueError):
    """There is nothing here to make the stand-ins with."""


def replaced(binaries: Iterable[Entry], folder: Path) -> list[Entry]:
    """The same files of a build with stand-ins, which are made in ``folder``, for both encoders."""
    entries = list(binaries)
    found = [entry for entry in entries if ENCODERS.search(entry[0]) and entry[2] != "SYMLINK"]
    for place, source, kind in found:
        beside = {other for at, other, _ in entries if _folder(at) == _folder(place)} - {source}
        names = {name for file in sorted(beside) for name in called(Path(file))}
        ours = folder / PurePosixPath(place.replace("\\", "/")).name
        build(ours, names)
        entries[entries.index((place, source, kind))] = (place, str(ours), kind)
    return entries


def called(library: Path) -> set[str]:
    """The encoders' names that stand in a compiled library: in each system's format as plain text."""
    return {name.decode() for name in _NAME.findall(library.read_bytes())}


def build(library: Path, names: Iterable[str]) -> None:
    """Compile a library with these functions, each of which returns nothing.

    Raises `NoCompiler` where there is no C compiler.
    """
    compiler = next(filter(None, map(shutil.which, ("cc", "gcc", "clang"))), None)
    if compiler is None:
        raise NoCompiler(
            "A C compiler is needed for the libraries that stand in for x264 and x265."
        )
    library.parent.mkdir(parents=True, exist_ok=True)
    source = library.with_name(f"{library.name}.c")
    mark = f'const char readreel_stand_in[] = "{MARK.decode()}";\n'
    lines = [f"void *{name}(void) {{ return 0; }}\n" for name in sorted(names)]
    source.write_text(mark + "".join(lines), encoding="utf-8")
    command = [compiler, *_options(library.name), "-o", str(library), str(source)]
    subprocess.run(command, check=True)


def _options(name: str) -> list[str]:
    if sys.platform == "darwin":
        # FFmpeg asks for a version at least as high as the one it was linked with.
        versions = ["-compatibility_version", "65535", "-current_version", "65535"]
        return ["-dynamiclib", "-install_name", f"@rpath/{name}", *versions]
    if sys.platform == "win32":
        return ["-shared", "-s"]
    return ["-shared", "-fPIC", "-nostdlib", "-s", f"-Wl,-soname,{name}"]


def _folder(place: str) -> str:
    return place.replace("\\", "/").rpartition("/")[0]
