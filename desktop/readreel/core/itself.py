"""How Readreel starts itself: every step and every command of the window is a process of its own.

A frozen program is its own interpreter, and there are two of them in one folder: the window has none of the
standard streams on some systems, so whatever is started goes through the console program beside it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

CONSOLE = "readreel"
"""The console program's file name, without the ending that Windows wants."""

NO_CONSOLE_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""``creationflags`` with which a child of the window does not open a console window on Windows."""


def program() -> list[str]:
    """What to start, before any arguments."""
    if is_frozen():
        name = f"{CONSOLE}.exe" if os.name == "nt" else CONSOLE
        return [str(Path(sys.executable).with_name(name))]
    return [sys.executable, "-m", "readreel"]


def is_frozen() -> bool:
    """Whether this is an installed program that carries its own Python."""
    return bool(getattr(sys, "frozen", False))
