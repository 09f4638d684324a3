"""What leaves the pane by copying: the words and their structure, nothing of how the pane looks."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextBlock, QTextCursor

from readreel.gui.reading.content import Content
from readreel.gui.reading.leaves import LINE, Leaf

_TAGS = {
    "title": "h1", "part": "h2", "heading": "h2", "item": "li", "reference": "li", "code": "pre",
    "output": "pre", "quotation": "blockquote",
}  # fmt: skip
_OBJECT = "\ufffc"


def mime(cursor: QTextCursor, content: Content) -> QMimeData:
    """The selection as plain text and as HTML."""
    data = QMimeData()
    parts = list(_parts(cursor, content))
    data.setText("\n\n".join(_plain(leaf, text) for leaf, text, _ in parts).replace(LINE, "\n"))
    data.setHtml(_html(parts))
    return data


def _parts(cursor: QTextCursor, content: Content) -> list[tuple[Leaf, str, str]]:
    """For each leaf with selected words: the leaf, the words, and the words as markup."""
    found: list[tuple[Leaf, str, str]] = []
    block = cursor.document().findBlock(cursor.selectionStart())
    while block.isValid() and block.position() < cursor.selectionEnd():
        if block.blockNumber() >= len(content.leaves):
            break
        text, markup = _chosen(block, cursor.selectionStart(), cursor.selectionEnd())
        if text.strip():
            found.append((content.leaves[block.blockNumber()], text, markup))
        block = block.next()
    return found


def _chosen(block: QTextBlock, first: int, last: int) -> tuple[str, str]:
    texts: list[str] = []
    markup: list[str] = []
    place = block.begin()
    while not place.atEnd():
        fragment = place.fragment()
        start = max(0, first - fragment.position())
        end = min(fragment.length(), last - fragment.position())
        if end > start:
            words = _units(fragment.text(), start, end).replace(_OBJECT, "")
            href = fragment.charFormat().anchorHref()
            link = href.startswith("http")
            texts.append("" if href.startswith("#") else words)
            shown = "" if href.startswith("#") else escape(words)
            markup.append(f'<a href="{escape(href)}">{shown}</a>' if link else shown)
        place += 1
    return "".join(texts), "".join(markup)


def _units(text: str, start: int, end: int) -> str:
    """Part of a text, counted in UTF-16 units as Qt counts."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le", "ignore")


def _plain(leaf: Leaf, text: str) -> str:
    return f"{leaf.mark} {text}" if leaf.mark else text


def _html(parts: list[tuple[Leaf, str, str]]) -> str:
    lines: list[str] = []
    listed = ""
    for leaf, _, markup in parts:
        wanted = ("ul" if leaf.mark == "•" else "ol") if leaf.mark else ""
        if wanted != listed:
            lines += [f"</{listed}>"] if listed else []
            lines += [f"<{wanted}>"] if wanted else []
            listed = wanted
        tag = _TAGS.get(leaf.kind, "p")
        lines.append(f"<{tag}>{markup.replace(LINE, chr(10))}</{tag}>")
    if listed:
        lines.append(f"</{listed}>")
    return "\n".join(lines)
