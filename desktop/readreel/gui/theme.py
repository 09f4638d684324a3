"""The one designed theme: palette, spacing, type and style sheet, the same colours as the exported page.

Qt's own colour scheme switch does nothing on some platforms, so the palette is set by us; what the system
says is taken as a hint. Whoever paints asks `theme()` and repaints on `Theme.changed`.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from readreel.core import paths

Appearance = Literal["system", "light", "dark"]

TIGHT, SMALL, NORMAL, WIDE, BROAD = 4, 8, 12, 20, 32
"""Distances in logical pixels; nothing is spaced by any other."""

RADIUS = 8
"""Corner of cards, pictures and fields, logical pixels."""

UI, SERIF, MONO = "Inter", "Noto Serif", "JetBrains Mono"


class Colours(msgspec.Struct, frozen=True):
    """What each colour is for, as #rrggbb. Text on its ground reaches WCAG AA."""

    paper: str
    ink: str
    soft: str
    faint: str
    panel: str
    raised: str
    accent: str
    on_accent: str
    glow: str
    good: str
    bad: str


LIGHT = Colours(
    paper="#fdfcf9", ink="#23211d", soft="#6d675d", faint="#e0dacd", panel="#f5f2ea",
    raised="#ffffff", accent="#9a4a1f", on_accent="#ffffff", glow="#f6ecd9", good="#2c6e3f",
    bad="#a8322a",
)  # fmt: skip
DARK = Colours(
    paper="#191816", ink="#dcd7cd", soft="#a39c90", faint="#3a3631", panel="#221f1c",
    raised="#2a2723", accent="#e39a63", on_accent="#191816", glow="#33291d", good="#9cc58c",
    bad="#f0938a",
)  # fmt: skip


class Theme(QObject):
    """The colours and fonts in use. ``changed`` follows the user's choice and the system's."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.appearance: Appearance = "system"
        self.dark = False
        self.colours = LIGHT
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._refresh)

    def use(self, appearance: Appearance) -> None:
        """Take on light, dark, or what the system says."""
        self.appearance = appearance
        self._refresh()

    def colour(self, name: str, alpha: float = 1.0) -> QColor:
        """A colour by its purpose (a field of `Colours`); ``alpha`` 0…1."""
        colour = QColor(getattr(self.colours, name))
        colour.setAlphaF(alpha)
        return colour

    def ui_font(self, points: float = 10, *, strong: bool = False) -> QFont:
        """The interface's type; sizes in points."""
        font = QFont(UI)
        font.setPointSizeF(points)
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        return font

    def reading_font(self, points: float, *, serif: bool = True) -> QFont:
        """The article's type; sizes in points."""
        font = QFont(SERIF if serif else UI)
        font.setPointSizeF(points)
        return font

    def mono_font(self, points: float) -> QFont:
        """The type of code; sizes in points."""
        font = QFont(MONO)
        font.setPointSizeF(points)
        font.setStyleHint(QFont.StyleHint.Monospace)
        return font

    def _refresh(self) -> None:
        scheme = QGuiApplication.styleHints().colorScheme()
        system_dark = scheme == Qt.ColorScheme.Dark
        self.dark = self.appearance == "dark" or (self.appearance == "system" and system_dark)
        self.colours = DARK if self.dark else LIGHT
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(self._palette())
            application.setFont(self.ui_font())
            application.setStyleSheet(_style_sheet(self.colours))
        self.changed.emit()

    def _palette(self) -> QPalette:
        role = QPalette.ColorRole
        palette = QPalette()
        for name, roles in {
            "paper": (role.Window, role.Base),
            "panel": (role.AlternateBase, role.Mid),
            "raised": (role.Button, role.ToolTipBase, role.Light),
            "ink": (role.WindowText, role.Text, role.ButtonText, role.ToolTipText),
            "soft": (role.PlaceholderText, role.Dark),
            "accent": (role.Highlight, role.Link, role.LinkVisited, role.Accent),
            "on_accent": (role.HighlightedText, role.BrightText),
        }.items():
            for one in roles:
                palette.setColor(one, self.colour(name))
        for one in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, one, self.colour("soft", 0.6))
        return palette


@cache
def theme() -> Theme:
    """The theme of this program; needs an application object."""
    _load_fonts()
    return Theme()


def _load_fonts() -> None:
    for file in sorted((paths.resources() / "fonts").glob("*.?tf")):
        QFontDatabase.addApplicationFont(str(file))


def _style_sheet(colours: Colours) -> str:
    sheet = (paths.resources() / "window.qss").read_text(encoding="utf-8")
    for name in Colours.__struct_fields__:
        sheet = sheet.replace(f"@{name};", f"{getattr(colours, name)};")
    return sheet
