"""How text on the pages of a PDF looks: typefaces, links, the colours of code."""

from __future__ import annotations

from collections.abc import Iterable

from pygments.lexers import get_lexer_by_name
from pygments.lexers.special import TextLexer
from pygments.styles import get_style_by_name
from pygments.util import ClassNotFound
from PySide6.QtGui import QColor, QFont, QTextCharFormat

SERIF = ["Noto Serif", "Source Serif 4", "Georgia", "Times New Roman", "DejaVu Serif", "serif"]
SANS = ["Noto Sans", "Segoe UI", "Helvetica Neue", "Arial", "DejaVu Sans", "sans-serif"]
MONO = ["Consolas", "Menlo", "Noto Sans Mono", "DejaVu Sans Mono", "monospace"]
GREY, BLUE = QColor("#6b6b6b"), QColor("#1f4e79")


def face(
    families: list[str],
    points: float,
    *,
    weight: QFont.Weight = QFont.Weight.Normal,
    colour: QColor | None = None,
) -> QTextCharFormat:
    """Type of the first of the families that there is, black unless it says otherwise."""
    form = QTextCharFormat()
    form.setFontFamilies(families)
    form.setFontPointSize(points)
    form.setFontWeight(weight)
    form.setForeground(colour or QColor("black"))
    return form


def linked(form: QTextCharFormat, href: str, colour: QColor = BLUE) -> QTextCharFormat:
    """The same form leading to an address, if there is one."""
    if not href:
        return form
    linked = QTextCharFormat(form)
    linked.setAnchor(True)
    linked.setAnchorHref(href)
    linked.setForeground(colour)
    return linked


def coloured(text: str, language: str) -> Iterable[list[tuple[str, QColor | None]]]:
    """The lines of code as pieces with their colours."""
    try:
        lexer = get_lexer_by_name(language, stripnl=False) if language else TextLexer(stripnl=False)
    except ClassNotFound:
        lexer = TextLexer(stripnl=False)
    style = get_style_by_name("friendly")
    line: list[tuple[str, QColor | None]] = []
    for kind, value in lexer.get_tokens(text):
        colour = style.style_for_token(kind)["color"]
        for number, piece in enumerate(value.split("\n")):
            if number:
                yield line
                line = []
            if piece:
                line.append((piece, QColor(f"#{colour}") if colour else None))
    if line:
        yield line
