"""What the queue says, in plain words of the interface's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from readreel.gui.jobs.entries import Entry
from readreel.gui.words import reported, step_name

_LONG_MINUTES = 90
"""From here on the time left is said in hours."""

_FIRST_SHARE = 0.01


def doing(entry: Entry) -> str:
    """What happens to a recording at this moment."""
    if entry.stopping:
        return QCoreApplication.translate("Jobs", "Stopping")
    if entry.state == "running":
        return step_name(entry.step) or QCoreApplication.translate("Jobs", "Preparing…")
    return {
        "waiting": QCoreApplication.translate("Jobs", "Waiting"),
        "paused": QCoreApplication.translate("Jobs", "Paused"),
        "finished": QCoreApplication.translate("Jobs", "Finished"),
        "failed": QCoreApplication.translate("Jobs", "Stopped"),
        "cancelled": QCoreApplication.translate("Jobs", "Cancelled"),
    }[entry.state]


def is_preparing(entry: Entry) -> bool:
    """Whether it works and has not come to its first percent."""
    return entry.state == "running" and entry.share < _FIRST_SHARE


def summary(entry: Entry, *, named: bool = False) -> str:
    """One line about an entry: what happens, how far, how long yet; ``named`` says of which file."""
    parts = [entry.name] if named else []
    parts.append(doing(entry))
    if entry.share >= _FIRST_SHARE and entry.state in ("running", "paused", "cancelled"):
        parts.append(percent(entry.share))
    if entry.state == "running" and not entry.stopping:
        parts.append(remaining(entry.eta))
    return " · ".join(part for part in parts if part)


def percent(share: float) -> str:
    """A share of 0…1 as whole percent; a hundred only when there is nothing left to do."""
    number = 100 if share >= 1 else min(int(share * 100), 99)
    return QCoreApplication.translate("Jobs", "{number}%").format(number=number)


def remaining(eta: float | None) -> str:
    """The time left as a person would say it; nothing where it is not known."""
    if eta is None:
        return ""
    minutes = round(eta / 60)
    if minutes < 1:
        return QCoreApplication.translate("Jobs", "less than a minute left")
    if minutes < _LONG_MINUTES:
        return _Left().minutes(minutes)
    return _Left().hours(round(minutes / 60))


class _Left(QObject):
    """Qt's tools see a plural form only where an object speaks."""

    def minutes(self, count: int) -> str:
        return self.tr("about %n minute(s) left", "", count)

    def hours(self, count: int) -> str:
        return self.tr("about %n hour(s) left", "", count)


def trouble(entry: Entry) -> str:
    """Why an entry stopped and what is safe; empty where nothing is wrong."""
    return reported(entry.code, entry.values) if entry.code else ""
