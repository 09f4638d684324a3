"""Where the engines will work, and why not on something faster: facts in, a code and its values out."""

from __future__ import annotations

from readreel.core.hardware import Machine

Said = tuple[str, dict[str, str]]


def listening(on: Machine, cards: int, missing: str, folder: str) -> Said:
    """Of the listener: ``cards`` it finds, ``missing`` a library of NVIDIA's that would go into
    ``folder``."""
    if on.metal:
        return "doctor.listens_metal" if on.listener_gpu else "doctor.listens_no_metal", {}
    if not on.cuda:
        return "doctor.listens_no_card", {}
    if cards == 0:
        return "doctor.listens_no_driver", {}
    if missing:
        return "doctor.listens_no_library", {"library": missing, "folder": folder}
    return "doctor.listens_card", {}


def writing(on: Machine, built_for_card: bool) -> Said:
    """Of the writer, whose library is built for cards or is not."""
    if built_for_card:
        return "doctor.writes_card", {}
    return ("doctor.writes_not_built" if on.cuda or on.metal else "doctor.writes_no_card"), {}
