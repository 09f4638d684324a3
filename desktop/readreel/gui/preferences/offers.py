"""What can be chosen: values of the settings with the words a person reads for them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale

from readreel.catalogue.inventory import Row
from readreel.core.hardware import Machine
from readreel.gui.start.naming import language_name
from readreel.project.languages import known
from readreel.project.styles import built_in, own

Options = list[tuple[object, str]]

SIZES = (10.0, 11.0, 12.0, 13.0, 14.0, 16.0, 18.0, 21.0, 24.0)
"""Points of an article's text."""

WIDTHS = (58, 66, 75)
"""Characters of a line: narrow, usual, wide."""


def interface_languages() -> Options:
    """The languages of the interface, each by its own name."""
    return [
        ("system", QCoreApplication.translate("Offers", "As the system")),
        ("en", "English"),
        ("de", "Deutsch"),
        ("zh", "中文"),
    ]


def spoken_languages(rows: Sequence[Row]) -> Options:
    """The languages that the listeners of a list know."""
    codes = {code for row in rows if row.role == "listener" for code in row.languages}
    named = sorted((language_name(code), code) for code in codes)
    return [
        ("auto", QCoreApplication.translate("Offers", "Find out by listening")),
        *((code, name) for name, code in named),
    ]


def models(rows: Sequence[Row], role: str) -> Options:
    """The models of a kind of work that are here."""
    here = [row for row in rows if row.role == role and row.state == "installed"]
    best = QCoreApplication.translate("Offers", "Best for this machine")
    found: Options = [("auto", best), *((row.name, row.title) for row in here)]
    if role == "writer":
        found.append(("none", QCoreApplication.translate("Offers", "None: the cleaned transcript")))
    return found


def used(rows: Sequence[Row], role: str) -> str:
    """The title of the model that does a kind of work where none is named; empty where there is none."""
    return next((row.title for row in rows if row.role == role and row.remark == "used"), "")


def styles() -> Options:
    """The styles that come with the program, then those that the user wrote down."""
    known = {
        "faithful": QCoreApplication.translate("Offers", "Faithful: everything that was said"),
        "concise": QCoreApplication.translate("Offers", "Concise: half of the words"),
        "textbook": QCoreApplication.translate("Offers", "Textbook: sober sentences"),
    }
    return [(name, known.get(name, name)) for name in (*built_in(), *own())]


def article_languages() -> Options:
    """The languages that an article can be written in."""
    named = sorted((language_name(code), code) for code in known())
    spoken = QCoreApplication.translate("Offers", "As it is spoken")
    return [("", spoken), *((code, name) for name, code in named)]


def devices(machine: Machine | None) -> Options:
    """The devices that are there; before that is known, those that always are."""
    found: Options = [
        ("auto", QCoreApplication.translate("Offers", "Best for this machine")),
        ("cpu", QCoreApplication.translate("Offers", "Processor")),
    ]
    if machine is not None and machine.cuda:
        found.append(("cuda", QCoreApplication.translate("Offers", "NVIDIA graphics card")))
    if machine is not None and machine.metal:
        found.append(("metal", QCoreApplication.translate("Offers", "Apple graphics")))
    return found


def sizes() -> Options:
    """Sizes of an article's text."""
    points = QLocale()
    return [
        (
            size,
            QCoreApplication.translate("Offers", "%1 pt").replace("%1", points.toString(int(size))),
        )
        for size in SIZES
    ]


def widths() -> Options:
    """Widths of an article's lines."""
    return list(
        zip(
            WIDTHS,
            (
                QCoreApplication.translate("Offers", "Narrow"),
                QCoreApplication.translate("Offers", "Medium"),
                QCoreApplication.translate("Offers", "Wide"),
            ),
            strict=True,
        )
    )


def threads(most: int, automatic: int = 0) -> Options:
    """Numbers of threads; ``automatic`` is what would be taken, 0 where that is not known."""
    text = (
        QCoreApplication.translate("Offers", "Automatic (%1)").replace("%1", str(automatic))
        if automatic
        else QCoreApplication.translate("Offers", "Automatic")
    )
    return [(0, text), *((count, str(count)) for count in range(1, most + 1))]


def nearest(offered: Sequence[float], value: float) -> float:
    """What is offered that is nearest to a setting."""
    return min(offered, key=lambda one: abs(one - value))
