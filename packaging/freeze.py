#!/usr/bin/env python3
"""Builds the installed program: one folder with a window, a console program and all they need.

    python packaging/freeze.py [--kind light|full] [--out dist] [--models FOLDER] [--portable]

Needs the ``packaging`` extra and, in FOLDER (the user's models by default), the models that go inside:
each is verified first. ``--portable`` refuses a language-model library that was compiled for this
machine's own processor and would not start on an older one; builds that are passed on are made with it.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import built
import contents
import icons
import notices
from readreel import __version__
from readreel.catalogue import store
from readreel.core import paths
from readreel.core.errors import ReadreelError

BEYOND_COMMON = re.compile(r"(AVX512\w*|AVX_VNNI|AMX\w*|SVE\w*) = 1")
"""What llama.cpp says of itself where it was compiled for processors that not everybody has."""

_FEATURES = "import llama_cpp; print(llama_cpp.llama_print_system_info().decode())"


class Refused(Exception):
    """The build cannot be made as asked; the text says why and what to do."""


def models(kind: str, folder: Path) -> list[Path]:
    """Folders of the models for a kind of build, each proved whole."""
    os.environ["READREEL_MODELS"] = str(folder)
    for name in contents.KINDS[kind]:
        found = store.find(name)
        if found is None:
            raise Refused(f"{name} is not in {folder}: readreel models get {name}")
        try:
            store.verify(found)
        except ReadreelError as error:
            raise Refused(str(error)) from error
    return [folder / name for name in contents.KINDS[kind]]


def require_portable() -> None:
    """See that the language-model library runs on any processor of the last ten years."""
    said = subprocess.run([sys.executable, "-c", _FEATURES], capture_output=True, text=True).stdout
    beyond = sorted({match[1] for match in BEYOND_COMMON.finditer(said)})
    if beyond:
        raise Refused(
            f"llama.cpp was compiled for this processor ({', '.join(beyond)}). Install it again with\n"
            '    CMAKE_ARGS="-DGGML_NATIVE=OFF" pip install --no-cache-dir --force-reinstall --no-deps '
            "--no-binary llama-cpp-python llama-cpp-python"
        )


def write_notices(folder: Path) -> None:
    """The licences of all that goes inside."""
    text = notices.third_party(notices.required())
    (folder / "THIRD-PARTY.txt").write_text(text, encoding="utf-8")
    shutil.copyfile(contents.ROOT / "LICENSE", folder / "LICENSE")


def icon(folder: Path) -> str:
    """The icon that goes into the programs themselves, where a system wants that."""
    suffix = {"win32": ".ico", "darwin": ".icns"}.get(sys.platform)
    if suffix is None:
        return ""
    icons.write(folder / "icons")
    return str(folder / "icons" / f"readreel{suffix}")


def freeze(kind: str, out: Path, folder: Path) -> Path:
    """Build; returns the program's folder (on macOS the app beside it is what is passed on)."""
    inside = models(kind, folder)
    with tempfile.TemporaryDirectory(prefix="readreel-build-") as work:
        write_notices(Path(work))
        environment = {
            **os.environ,
            "READREEL_BUILD_MODELS": os.pathsep.join(map(str, inside)),
            "READREEL_BUILD_NOTICES": work,
            "READREEL_BUILD_VERSION": __version__,
            "READREEL_BUILD_ICON": icon(Path(work)),
            "PYTHONHASHSEED": "0",
        }
        command = [
            sys.executable, "-m", "PyInstaller", str(contents.ROOT / "packaging" / "readreel.spec"),
            "--noconfirm", "--log-level", "ERROR", "--distpath", str(out), "--workpath", f"{work}/work",
        ]  # fmt: skip
        if subprocess.run(command, env=environment, cwd=contents.ROOT).returncode != 0:
            raise Refused("PyInstaller failed; the lines above say why.")
    build = out / "readreel"
    if sys.platform == "linux":
        strip(build)
    return build


def strip(build: Path) -> None:
    """Take the debugging symbols out of libraries that came with them."""
    for pattern in contents.STRIPPED:
        for file in built.inside(build).glob(pattern):
            if not file.is_symlink():
                subprocess.run(["strip", "--strip-unneeded", str(file)], check=True)


def main() -> int:
    """Build, look at what came out, and say so; 1 where it may not go out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kind", choices=tuple(contents.KINDS), default="light")
    parser.add_argument("--out", type=Path, default=contents.ROOT / "dist")
    parser.add_argument("--models", type=Path, default=paths.user_models())
    parser.add_argument("--portable", action="store_true")
    given = parser.parse_args()
    try:
        if given.portable:
            require_portable()
        build = freeze(given.kind, given.out.absolute(), given.models)
    except (Refused, ValueError) as reason:
        print(f"\n{reason}", file=sys.stderr)
        return 1
    wrong = built.faults(build, given.kind)
    for fault in wrong:
        print(f"WRONG: {fault}", file=sys.stderr)
    print(f"{build}: {built.size(build) / 1e6:.0f} MB")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
