"""What the user has chosen once for all recordings, as types, in a TOML file that a person can read.

A missing file means defaults; a damaged one is set aside (``settings.toml.damaged``) and defaults are
used, so that no typing mistake keeps the program from starting. Keys that this version does not know
are dropped when the settings are saved. Folder names may hold bytes that are no text: they are kept.
"""

from __future__ import annotations

import contextlib
import json
import os
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import msgspec

from readreel.core import paths

FILE = "settings.toml"

Tell = Callable[[str, dict[str, str]], None]
"""Something worth saying: its code and the values of its message."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Every setting. Sizes are points, ``split`` is a share of the width, empty means "choose for me"."""

    language: str = "system"
    appearance: Literal["system", "light", "dark"] = "system"
    text_size: float = 12.0
    text_width: int = 66
    serif: bool = True
    listener: str = "auto"
    writer: str = "auto"
    style: str = "faithful"
    article_language: str = ""
    device: Literal["auto", "cpu", "cuda", "metal"] = "auto"
    threads: int | None = None
    projects: str = ""
    spoken_language: str = "auto"
    layout: Literal["video", "both", "article"] = "both"
    swapped: bool = False
    split: float = 0.45
    captions: bool = False
    keep_awake: bool = False
    geometry: str = ""


def load(tell: Tell | None = None) -> Settings:
    """The settings as they stand. ``tell`` hears, by code and values, of a file that was damaged."""
    path = paths.user_data() / FILE
    try:
        content = path.read_bytes()
    except OSError:
        return Settings()
    try:
        found = tomllib.loads(content.decode("utf-8", "surrogatepass"))
        return msgspec.convert(found, Settings, strict=False)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError):
        aside = path.with_suffix(".toml.damaged")
        with contextlib.suppress(OSError):  # what cannot be written is no reason not to start
            path.replace(aside)
        if tell is not None:
            tell("storage.settings", {"path": str(aside)})
        return Settings()


def save(settings: Settings) -> None:
    """Write the settings whole or not at all; raises OSError where the disk refuses."""
    path = paths.user_data() / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        f"{name} = {_toml(value)}\n"
        for name, value in msgspec.structs.asdict(settings).items()
        if value is not None
    ]
    temporary = path.with_suffix(".toml.part")
    with temporary.open("wb") as file:
        file.write("".join(lines).encode("utf-8", "surrogatepass"))
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def projects_folder(settings: Settings) -> Path:
    """Where new projects go."""
    return Path(settings.projects) if settings.projects else paths.user_projects()


def _toml(value: object) -> str:
    # TOML's basic strings, numbers and booleans are written as JSON writes them, but for DEL.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
