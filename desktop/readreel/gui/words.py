"""Codes become sentences of the window's language here, and nowhere else in the window.

The loaded translation itself says which language it is, so a message never speaks another language than
the buttons beside it. Names that a step or a model has inside the program are said in that language too.
"""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QCoreApplication

from readreel.core.messages import Message, message


def said(code: str, values: dict[str, str]) -> Message:
    """What happened, what is safe and what to do next, by code and values."""
    return message(code, {**values, **_named(values)}, _language())


def reported(code: str, values: dict[str, str]) -> str:
    """What happened and what is safe. What to do next is a button here, not a command to type."""
    return str(msgspec.structs.replace(said(code, values), next=""))


def step_name(step: str) -> str:
    """What a step does; empty for none that a recording goes through."""
    return {
        "probe": QCoreApplication.translate("Jobs", "Looking into the file"),
        "transcribe": QCoreApplication.translate("Jobs", "Listening"),
        "watch": QCoreApplication.translate("Jobs", "Looking at the pictures"),
        "read": QCoreApplication.translate("Jobs", "Reading the screen"),
        "spell": QCoreApplication.translate("Jobs", "Checking the spelling"),
        "outline": QCoreApplication.translate("Jobs", "Finding chapters"),
        "rewrite": QCoreApplication.translate("Jobs", "Writing"),
        "again": QCoreApplication.translate("Jobs", "Writing"),
        "compose": QCoreApplication.translate("Jobs", "Putting it together"),
        "page": QCoreApplication.translate("Jobs", "Putting it together"),
    }.get(step, "")


def _named(values: dict[str, str]) -> dict[str, str]:
    """The values that name something of ours, in words that a person knows."""
    names = {"role": _role, "wanted": _role, "step": _step}
    return {key: name(values[key]) for key, name in names.items() if key in values}


def _step(step: str) -> str:
    # Until the first step has begun, a child is known by the command that it runs.
    beginning = QCoreApplication.translate("Jobs", "Beginning")
    return beginning if step == "make" else step_name(step) or step


def _role(role: str) -> str:
    return {
        "listener": QCoreApplication.translate("Words", "listener"),
        "writer": QCoreApplication.translate("Words", "writer"),
    }.get(role, role)


def _language() -> str:
    # A translator writes the code of the own language, as Qt lets them say which way it is written.
    return QCoreApplication.translate("Words", "en", "the code of the language translated into")
