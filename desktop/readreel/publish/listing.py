"""Code as coloured markup: Pygments' classes with our prefix, colours in the page's own sheet."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.lexers.special import TextLexer
from pygments.util import ClassNotFound


def coloured(text: str, language: str, doubtful: Sequence[int] = ()) -> Markup:
    """Well-formed markup of the code, everything in it escaped by the formatter.

    Each of the ``doubtful`` lines (from 0) lies in an element of the class ``hll``.
    """
    try:
        lexer = get_lexer_by_name(language, stripnl=False) if language else TextLexer(stripnl=False)
    except ClassNotFound:
        lexer = TextLexer(stripnl=False)
    formatter = HtmlFormatter(nowrap=True, classprefix="k-", hl_lines=[n + 1 for n in doubtful])
    return Markup(highlight(text, lexer, formatter).rstrip("\n"))  # noqa: S704
