"""What the queue says, in plain words of the interface's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from readreel.core.messages import message
from readreel.gui.jobs.entries import Entry


def doing(entry: Entry) -> str:
    """What happens to a recording at this moment."""
    if entry.state == "running":
        return {
            "probe": QCoreApplication.translate("Jobs", "Looking into the file"),
            "transcribe": QCoreApplication.translate("Jobs", "Listening"),
            "watch": QCoreApplication.translate("Jobs", "Watching the picture"),
            "read": QCoreApplication.translate("Jobs", "Reading the screen"),
            "outline": QCoreApplication.translate("Jobs", "Finding chapters"),
            "rewrite": QCoreApplication.translate("Jobs", "Writing"),
            "compose": QCoreApplication.translate("Jobs", "Putting it together"),
        }.get(entry.step, QCoreApplication.translate("Jobs", "Beginning"))
    return {
        "waiting": QCoreApplication.translate("Jobs", "Waiting"),
        "paused": QCoreApplication.translate("Jobs", "Paused"),
        "finished": QCoreApplication.translate("Jobs", "Finished"),
        "failed": QCoreApplication.translate("Jobs", "Stopped"),
        "cancelled": QCoreApplication.translate("Jobs", "Cancelled"),
    }[entry.state]


def remaining(eta: float | None) -> str:
    """The time left as a person would say it; nothing where it is not known."""
    if eta is None:
        return ""
    minutes = round(eta / 60)
    if minutes < 1:
        return QCoreApplication.translate("Jobs", "less than a minute left")
    if minutes < 90:
        return QCoreApplication.translate("Jobs", "about %n minute(s) left", "", minutes)
    return QCoreApplication.translate("Jobs", "about %n hour(s) left", "", round(minutes / 60))


def trouble(entry: Entry) -> str:
    """Why an entry stopped, what is safe, what to do next."""
    return str(message(entry.code, entry.values)) if entry.code else ""
