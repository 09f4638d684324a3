"""The type of the reading pane: which face, size, colour and distance every kind of leaf is set in.

Sizes are logical pixels, so that the article looks the same at the same setting on every system; all
distances follow the size of the text. Made anew when appearance, language or colours change.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextImageFormat,
)

from readreel.core.language import RIGHT_TO_LEFT, SPACELESS
from readreel.gui.reading.appearance import MEASURE, Appearance
from readreel.gui.reading.leaves import Kind, Leaf, Picture, Run
from readreel.gui.theme import theme

_SAMPLE = "The quick brown fox jumps over the lazy dog, and then he sits down to read again. "
_MOST_HEIGHT = 1.15
"""A picture is at most so many times as high as the column is wide."""

_SERIFS = {
    "zh": ["Songti SC", "Source Han Serif SC", "Noto Serif CJK SC", "SimSun"],
    "ja": ["Hiragino Mincho ProN", "Yu Mincho", "Noto Serif CJK JP"],
    "ko": ["AppleMyungjo", "Noto Serif CJK KR", "Batang"],
    "ar": ["Noto Naskh Arabic", "Geeza Pro", "Traditional Arabic", "DejaVu Sans"],
}
_CODE_LIGHT = {"key": "#8a3b7a", "text": "#2c6e3f", "number": "#9a4a1f", "name": "#245a92"}
_CODE_DARK = {"key": "#d69ac9", "text": "#9cc58c", "number": "#e3a978", "name": "#8fb8e6"}
_CODE_CLASSES = {
    "key": ("k", "kn", "kd", "kc", "kr", "ow"),
    "text": ("s", "s1", "s2", "sd", "se", "si", "sa", "sb"),
    "number": ("m", "mi", "mf", "mh", "mb"),
    "note": ("c", "c1", "cm", "ch", "cs"),
    "name": ("nf", "nc", "nb", "nd", "kt", "fm"),
}
_COLOUR_OF = {f"k-{name}": colour for colour, names in _CODE_CLASSES.items() for name in names}


class Shape(NamedTuple):
    """Of one kind: size, and the distances above and below it, in parts of the text's size."""

    size: float
    above: float
    below: float
    line: int
    """Height of a line, per cent of the type's own."""


SHAPES: dict[Kind, Shape] = {
    "title": Shape(2.0, 1.5, 0.55, 100),
    "facts": Shape(0.78, 0.0, 1.7, 120),
    "part": Shape(1.68, 3.4, 0.0, 102),
    "heading": Shape(1.36, 2.3, 0.7, 102),
    "paragraph": Shape(1.0, 0.0, 1.0, 117),
    "label": Shape(0.86, 0.2, 0.35, 117),
    "item": Shape(1.0, 0.0, 1.0, 117),
    "picture": Shape(1.0, 1.0, 1.5, 100),
    "caption": Shape(0.8, 0.0, 1.7, 118),
    "code": Shape(0.8, 1.9, 1.9, 122),
    "output": Shape(0.8, 2.3, 1.9, 122),
    "behind": Shape(0.76, 1.3, 1.9, 118),
    "quotation": Shape(1.0, 0.4, 1.0, 117),
    "source": Shape(0.8, 0.0, 1.3, 118),
    "reference": Shape(0.82, 0.0, 0.5, 120),
    "note": Shape(0.76, 0.0, 0.5, 120),
}
"""How each kind of leaf is set; the editor over a block takes its type from here."""

_INTERFACE = frozenset({"facts", "label", "caption", "behind", "source", "reference", "note"})
_SOFT = frozenset({"facts", "caption", "source", "note", "output"})
_CODE = frozenset({"code", "output"})


class Typesetter:
    """Sets leaves in a document. ``width`` of the text column is given by the pane, logical pixels."""

    def __init__(self, appearance: Appearance, language: str, right_to_left: bool) -> None:
        self.appearance = appearance
        self.right_to_left = right_to_left
        self._language = language.split("-")[0]
        self._loose = 1.12 if self._language in SPACELESS | RIGHT_TO_LEFT | {"ko"} else 1.0
        self.size = float(appearance.size)
        self.width = self.measure
        self._characters = {kind: self._character(kind) for kind in SHAPES}

    @property
    def measure(self) -> float:
        """The width of the text column that makes lines of 60 to 75 characters."""
        metrics = QFontMetricsF(self._face(self.size))
        return MEASURE[self.appearance.width] * metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE)

    @property
    def chip_font(self) -> QFont:
        """The type of times in the margin."""
        return _sized(theme().ui_font(), max(11.0, 0.7 * self.size))

    @property
    def indent(self) -> float:
        """How far items stand in."""
        return 1.75 * self.size

    @property
    def inset(self) -> float:
        """The room between code and the edge of its panel."""
        return 0.9 * self.size

    def character(self, leaf: Leaf) -> QTextCharFormat:
        """The type of a leaf's text."""
        form = self._characters[leaf.kind]
        if leaf.spoken:
            form = QTextCharFormat(form)
            form.setForeground(theme().colour("soft"))
        return form

    def block(self, leaf: Leaf) -> QTextBlockFormat:
        """The distances of a leaf."""
        shape = SHAPES[leaf.kind]
        form = QTextBlockFormat()
        apart = 2.4 if leaf.kind == "note" and leaf.first else shape.above
        form.setTopMargin(apart * self.size)
        form.setBottomMargin((shape.below if leaf.last else self._between(leaf)) * self.size)
        line = shape.line if leaf.kind in _CODE | {"picture"} else round(shape.line * self._loose)
        form.setLineHeight(line, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if self.right_to_left:
            form.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._stand_in(form, leaf.kind)
        return form

    def write(self, cursor: QTextCursor, leaf: Leaf) -> None:
        """Put the leaf's content at the cursor, which stands in an empty block of its own."""
        if leaf.picture is not None:
            cursor.insertImage(self.image(leaf.picture))
            return
        form = self.character(leaf)
        for run in leaf.runs:
            cursor.insertText(run.text, self._run(form, run, leaf.kind))

    def image(self, picture: Picture) -> QTextImageFormat:
        """The room a picture takes: as wide as the column at most, never larger than it is."""
        width, height = max(1, picture.width), max(1, picture.height)
        scale = min(1.0, self.width / width, _MOST_HEIGHT * self.width / height)
        form = QTextImageFormat()
        form.setName(f"still:{picture.file}")
        form.setWidth(round(width * scale))
        form.setHeight(round(height * scale))
        form.setProperty(QTextImageFormat.Property.ImageAltText.value, picture.alt)
        return form

    def _between(self, leaf: Leaf) -> float:
        return {"label": 0.35, "item": 0.4, "picture": 0.55, "quotation": 0.3}.get(leaf.kind, 0.5)

    def _stand_in(self, form: QTextBlockFormat, kind: Kind) -> None:
        start = {"item": self.indent, "reference": self.indent, "quotation": 1.3 * self.size}
        start |= {"source": 1.3 * self.size, "code": self.inset, "output": self.inset}
        amount = start.get(kind, 0.0)
        if kind in _CODE:
            form.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            form.setLeftMargin(amount)
            form.setRightMargin(amount)
        elif self.right_to_left:
            form.setRightMargin(amount)
        else:
            form.setLeftMargin(amount)

    def _character(self, kind: Kind) -> QTextCharFormat:
        form = QTextCharFormat()
        size = SHAPES[kind].size * self.size
        if kind in _CODE:
            font = _code_face(size)
        elif kind in _INTERFACE:
            font = _sized(theme().ui_font(), size)
        else:
            font = self._face(size)
        if kind in {"title", "part", "heading", "label"}:
            font.setBold(True)
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, -0.006 * size)
        font.setItalic(kind == "quotation" and self._loose == 1.0)
        form.setFont(font)
        if kind in _SOFT:
            form.setForeground(theme().colour("soft"))
        return form

    def _run(self, base: QTextCharFormat, run: Run, kind: Kind) -> QTextCharFormat:
        if run.style == "text" and not run.doubtful:
            return base
        form = QTextCharFormat(base)
        if run.doubtful and run.text.strip():
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            form.setUnderlineColor(theme().colour("accent"))
        if run.style == "link":
            form.setAnchor(True)
            form.setAnchorHref(run.href)
            form.setForeground(theme().colour("accent"))
        elif run.style == "code":
            form.setFont(_code_face(0.86 * SHAPES[kind].size * self.size))
            form.setBackground(theme().colour("panel"))
        elif (colour := _code_colour(run.style)) is not None:
            form.setForeground(colour)
        return form

    def _face(self, size: float) -> QFont:
        font = _sized(theme().reading_font(10, serif=self.appearance.serif), size)
        if self.appearance.serif and (own := _SERIFS.get(self._language)):
            font.setFamilies([*font.families(), *own])
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font


def _code_colour(style: str) -> QColor | None:
    name = _COLOUR_OF.get(style)
    if name is None:
        return None
    if name == "note":
        return theme().colour("soft")
    return QColor((_CODE_DARK if theme().dark else _CODE_LIGHT)[name])


def _code_face(pixels: float) -> QFont:
    font = _sized(theme().mono_font(10), pixels)
    font.setFeature(
        QFont.Tag("calt"), 0
    )  # ligatures would show other signs than were on the screen
    return font


def _sized(font: QFont, pixels: float) -> QFont:
    font.setPixelSize(max(9, round(pixels)))
    return font
