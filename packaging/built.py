#!/usr/bin/env python3
"""Looks at a finished build and says what is wrong with it: too large, not whole, not loadable elsewhere.

    python packaging/built.py BUILD [--kind light|full]

On Linux the libraries are read as a loader would read them: whatever one needs must be in the build or be
promised by the system (`SYSTEM`, from which the package's dependencies follow).
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import contents
import encoders

SYSTEM = {
    "libc6": ("ld-linux-x86-64", "ld-linux-aarch64", "libc", "libdl", "libm", "libpthread", "libresolv",
              "librt", "libutil", "libanl"),
    "libcom-err2": ("libcom_err",),
    "libdrm2": ("libdrm",),
    "libegl1": ("libEGL",),
    "libexpat1": ("libexpat",),
    "libfontconfig1": ("libfontconfig",),
    "libfreetype6": ("libfreetype",),
    "libgbm1": ("libgbm",),
    "libgcc-s1": ("libgcc_s",),
    "libgl1": ("libGL",),
    "libglib2.0-0t64 | libglib2.0-0": ("libglib-2.0", "libgthread-2.0", "libgobject-2.0", "libgio-2.0"),
    "libgpg-error0": ("libgpg-error",),
    "libopengl0": ("libOpenGL",),
    "libstdc++6": ("libstdc++",),
    "libwayland-client0": ("libwayland-client",),
    "libwayland-cursor0": ("libwayland-cursor",),
    "libwayland-egl1": ("libwayland-egl",),
    "libx11-6": ("libX11",),
    "libx11-xcb1": ("libX11-xcb",),
    "libxcb1": ("libxcb",),
    "libxcb-dri3-0": ("libxcb-dri3",),
    "libxext6": ("libXext",),
    "libxrandr2": ("libXrandr",),
    "zlib1g": ("libz",),
}  # fmt: skip
"""Libraries that belong to the system (drivers, the display, the C library) by their Debian packages."""

MUST_BE_THERE = (
    "models/catalogue.toml", "models/whisper-base/model.bin", "resources/window.qss",
    "resources/messages/en.toml", "resources/translations/readreel_de.qm", "resources/page/page.css",
    "resources/sample/history-of-printing.mp4", "resources/docs/install.md",
    "wordfreq/data/large_en.msgpack.gz", "wordllama/weights/l2_supercat_256.safetensors",
    "rapidocr/models/PP-OCRv6_det_small.onnx",
    "faster_whisper/assets/silero_vad_v6.onnx", "THIRD-PARTY.txt", "LICENSE",
)  # fmt: skip

MUST_NOT_BE_THERE = re.compile(
    r"WebEngine|Qt6?(3D|Charts|Pdf|Designer|Quick(3D|Controls))|Qt/qml/|/pytest/|/torch/|resources/screenshots/"
    r"|make_sample|\.ts$|libcublas|libcudnn|libQt5"
)

_NAME = re.compile(r"^(?P<stem>lib[\w.+-]+?|ld-linux[\w-]*?)(?:-[0-9a-f]{8})?\.so")
_NEEDED = re.compile(r"\(NEEDED\).*\[(.+)\]")
_LIBSTDCXX = re.compile(r"GLIBCXX_3\.4\.(\d+)")
_GCC = ((28, 9), (29, 11), (30, 12), (32, 13), (33, 14), (999, 15))
"""The last symbol version of the C++ library, by the GCC that it came with."""
_GLIBC = re.compile(r"GLIBC_(\d+)\.(\d+)")


def inside(build: Path) -> Path:
    """The folder of the contents: beside the programs, or in an app bundle of macOS."""
    for place in (build / "_internal", build / "Contents" / "Frameworks"):
        if place.is_dir():
            return place
    return build


def size(build: Path) -> int:
    """Bytes of all files, each once however many names it has."""
    seen = {}
    for file in build.rglob("*"):
        if file.is_file() and not file.is_symlink():
            status = file.stat()
            seen[status.st_dev, status.st_ino] = status.st_size
    return sum(seen.values())


def largest(build: Path, count: int = 16) -> list[tuple[str, int]]:
    """The largest parts by top folder, for whoever wants it smaller."""
    parts: dict[str, int] = {}
    for file in inside(build).rglob("*"):
        if file.is_file() and not file.is_symlink():
            top = file.relative_to(inside(build)).parts[0]
            parts[top] = parts.get(top, 0) + file.stat().st_size
    return sorted(parts.items(), key=lambda part: -part[1])[:count]


def faults(build: Path, kind: str) -> list[str]:
    """Everything that is wrong; an empty list for a build that may go out."""
    found = [f"{name} is not there" for name in _absent(build, kind)]
    found += [f"{name} should not be there" for name in _unwanted(build)]
    taken, allowed = size(build), contents.BUDGETS[kind]
    if taken > allowed:
        found.append(f"{taken / 1e6:.0f} MB are over the budget of {allowed / 1e6:.0f} MB")
    if not found:
        found += _does_not_start(build)
    if sys.platform == "linux":
        found += [f"nobody brings {name}, which {who} needs" for name, who in unmet(build).items()]
    return found


def _absent(build: Path, kind: str) -> Iterator[str]:
    places = [*MUST_BE_THERE, *(f"models/{model}" for model in contents.KINDS[kind])]
    yield from (place for place in places if not (inside(build) / place).exists())
    for name in (contents.CONSOLE, contents.WINDOW):
        if not program(build, name).is_file():
            yield name


def program(build: Path, name: str) -> Path:
    """Where one of the two programs lies in a build."""
    folder = build / "Contents" / "MacOS" if (build / "Contents").is_dir() else build
    return folder / (f"{name}.exe" if os.name == "nt" else name)


def _does_not_start(build: Path) -> list[str]:
    command = [str(program(build, contents.CONSOLE)), "--version"]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    return [] if done.returncode == 0 else [f"it does not start: {done.stderr.strip()}"]


def _unwanted(build: Path) -> Iterator[str]:
    for file in sorted(build.rglob("*")):
        name = file.relative_to(build).as_posix()
        if MUST_NOT_BE_THERE.search(name):
            yield name
        elif encoders.ENCODERS.search(name) and encoders.MARK not in file.read_bytes():
            yield f"{name} (under the GPL)"


def unmet(build: Path) -> dict[str, str]:
    """Libraries that something needs and neither the build nor the system has, with one that needs each."""
    here = {file.name for file in build.rglob("*.so*")}
    system = {stem for stems in SYSTEM.values() for stem in stems}
    return {
        name: who
        for name, who in _needed(build)
        if name not in here and (match := _NAME.match(name)) and match["stem"] not in system
    }


def dependencies(build: Path) -> tuple[str, ...]:
    """Debian packages for what the build leaves to the system, the C library with its least version."""
    here = {file.name for file in build.rglob("*.so*")}
    wanted = {
        match["stem"]
        for name, _ in _needed(build)
        if name not in here and (match := _NAME.match(name))
    }
    packages = [package for package, stems in SYSTEM.items() if wanted & set(stems)]
    glibc, libstdcxx = oldest(build)
    least = {"libc6": f" (>= {glibc})", "libstdc++6": f" (>= {libstdcxx})"}
    return tuple(f"{name}{least.get(name, '')}" for name in sorted(packages))


def oldest(build: Path) -> tuple[str, str]:
    """The least GNU C library, and the GCC of the least C++ library, with which everything loads."""
    said = _read(build, "--version-info")
    glibc = max((int(major), int(minor)) for major, minor in _GLIBC.findall(said))
    symbols = max((int(number) for number in _LIBSTDCXX.findall(said)), default=0)
    return f"{glibc[0]}.{glibc[1]}", str(next(gcc for most, gcc in _GCC if symbols <= most))


def _needed(build: Path) -> Iterator[tuple[str, str]]:
    who = ""
    for line in _read(build, "--dynamic").splitlines():
        if line.startswith("File: "):
            who = Path(line[6:]).name
        elif match := _NEEDED.search(line):
            yield match[1], who


def _read(build: Path, what: str) -> str:
    files = [str(file) for file in _binaries(build)]
    command = ["readelf", "--wide", what, *files]
    return subprocess.run(command, capture_output=True, text=True, errors="replace").stdout


def _binaries(build: Path) -> Iterator[Path]:
    for file in sorted(build.rglob("*")):
        if file.is_file() and not file.is_symlink():
            with file.open("rb") as content:
                if content.read(4) == b"\x7fELF":
                    yield file


def main() -> int:
    """Say what there is and what is wrong; 1 if anything is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("build", type=Path)
    parser.add_argument("--kind", choices=tuple(contents.KINDS), default="light")
    given = parser.parse_args()
    print(
        f"{size(given.build) / 1e6:8.1f} MB in all, budget {contents.BUDGETS[given.kind] / 1e6:.0f}"
    )
    for name, taken in largest(given.build):
        print(f"{taken / 1e6:8.1f} MB {name}")
    if sys.platform == "linux":
        print("the system brings:", ", ".join(dependencies(given.build)))
    wrong = faults(given.build, given.kind)
    for fault in wrong:
        print(f"WRONG: {fault}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
