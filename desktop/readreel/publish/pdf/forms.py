"""How text on the pages of a PDF looks: typefaces, links, the colours of code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pygments.lexers import get_lexer_by_name
from pygments.lexers.special import TextLexer
from pygments.styles import get_style_by_name
from pygments.util import ClassNotFound
from PySide6.QtGui import QColor, QFont, QTextCharFormat

SERIF, SANS, MONO = (
    ["Noto Serif", "serif"],
    ["Inter", "sans-serif"],
    ["JetBrains Mono", "monospace"],
)
"""Ours, which lie in ``resources/fonts``, and the system's for what they have no letters for."""
HAN = {
    "zh": ["Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei"],
    "ja": ["Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic"],
    "ko": ["Noto Sans CJK KR", "Apple SD Gothic Neo", "Malgun Gothic"],
}
"""Typefaces by language, for characters that each of them writes in its own way."""
GREY, BLUE = QColor("#6b6b6b"), QColor("#1f4e79")


def face(
    families: list[str],
    points: float,
    *,
    weight: QFont.Weight = QFont.Weight.Normal,
    colour: QColor | None = None,
    language: str = "",
) -> QTextCharFormat:
    """Type of the first of the families that has a letter, black unless it says otherwise."""
    form = QTextCharFormat()
    form.setFontFamilies([families[0], *HAN.get(language, ()), *families[1:]])
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


def indented(
    line: Iterable[tuple[str, QColor | None]],
) -> Iterator[tuple[str, QColor | None, bool]]:
    """The pieces of a line of code, what indents it on its own and marked."""
    begun = False
    for piece, colour in line:
        rest = piece if begun else piece.lstrip(" ")
        if indent := piece[: len(piece) - len(rest)]:
            yield indent, colour, True
        if rest:
            begun = True
            yield rest, colour, False
