#!/usr/bin/env python3
"""The window's translations: collect the strings, compile what translators wrote.

    python packaging/translations.py update     # strings of the code into resources/translations/*.ts
    python packaging/translations.py release    # *.ts into the *.qm that the window loads

Thin over Qt's own tools, which come with PySide6. English needs a file for its plural forms alone.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("en", "de", "zh")


def tool(name: str) -> str:
    """One of Qt's tools, beside the interpreter."""
    return str(Path(sys.executable).with_name(f"pyside6-{name}"))


def update(folder: Path = FOLDER) -> None:
    """Collect every marked string of the window."""
    sources = sorted(str(path) for path in (ROOT / "desktop/readreel/gui").rglob("*.py"))
    for language in LANGUAGES:
        target = folder / f"readreel_{language}.ts"
        plural = ["-pluralonly"] if language == "en" else []
        command = [tool("lupdate"), "-silent", "-no-obsolete", "-locations", "none", *plural]
        subprocess.run([*command, *sources, "-ts", str(target)], check=True, cwd=ROOT)


def release(folder: Path = FOLDER) -> None:
    """Compile the translations; what is not finished is left out."""
    for language in LANGUAGES:
        source = folder / f"readreel_{language}.ts"
        target = source.with_suffix(".qm")
        command = [tool("lrelease"), "-silent", "-nounfinished", str(source), "-qm", str(target)]
        subprocess.run(command, check=True)


def main(arguments: list[str]) -> int:
    """Do what the command line says; the exit status."""
    tasks = {"update": update, "release": release}
    if len(arguments) != 1 or arguments[0] not in tasks:
        print(__doc__)
        return 2
    tasks[arguments[0]]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
