"""Where Readreel's own files and the user's files lie, on every platform."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs


def _bundled(name: str) -> Path:
    """A folder that ships beside the package: inside a frozen program, or in a checkout."""
    frozen = getattr(sys, "_MEIPASS", None)
    return (Path(frozen) if frozen else Path(__file__).resolve().parents[3]) / name


def resources() -> Path:
    """Icons, page templates, prompts, languages, messages and the sample recording."""
    return _bundled("resources")


def bundled_models() -> Path:
    """The catalogue and licences of models, and the models themselves in a full installer."""
    return _bundled("models")


def user_data() -> Path:
    """The user's own folder for projects and models; ``READREEL_DATA`` moves it."""
    override = os.environ.get("READREEL_DATA")
    return Path(override) if override else platformdirs.user_data_path("readreel", appauthor=False)


def user_models() -> Path:
    """Where downloaded models are kept; ``READREEL_MODELS`` moves it."""
    override = os.environ.get("READREEL_MODELS")
    return Path(override) if override else user_data() / "models"


def user_projects() -> Path:
    """Where projects are kept unless the user says otherwise."""
    return user_data() / "projects"
