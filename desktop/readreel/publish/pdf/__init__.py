"""PDF: real pages, with a contents list that names them, running heads and links that work.

Qt sets and draws the pages (`flow`, `sheets`), here and in the window and nowhere else; pypdf adds what
Qt cannot: bookmarks, the language, and the same bytes for the same article.
"""

from __future__ import annotations

import io
import os
import sys
from functools import cache
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QFontDatabase, QGuiApplication

from readreel.core import paths
from readreel.publish import labels as words
from readreel.publish.pdf.forms import MONO, SANS, SERIF
from readreel.publish.pdf.sheets import Bookmark, draw
from readreel.publish.staging import put
from readreel.publish.work import Work


def write(work: Work, file: Path) -> None:
    """Write the article to ``file`` as A4 pages."""
    _application()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    bookmarks = draw(work, buffer)
    buffer.close()
    put(file, _finished(bytes(data.data()), work, bookmarks))


@cache
def _application() -> QGuiApplication:
    """Fonts need an application; without a window (on the command line) one that needs no screen."""
    running = QGuiApplication.instance()
    if not isinstance(running, QGuiApplication):
        if sys.platform == "linux":
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        running = QGuiApplication(["readreel"])
    known = set(QFontDatabase.families())  # the window has loaded them already
    if not known.issuperset({SERIF[0], SANS[0], MONO[0]}):
        for file in sorted((paths.resources() / "fonts").glob("*.?tf")):
            QFontDatabase.addApplicationFont(str(file))
    return running


def _finished(data: bytes, work: Work, bookmarks: list[Bookmark]) -> bytes:
    """The pages with bookmarks, language and title, and without the time at which they were written."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    parent = None
    for mark in bookmarks:
        above = parent if mark.level > 1 else None
        item = writer.add_outline_item(title=mark.title, page_number=mark.page - 1, parent=above)
        parent = item if mark.level == 1 else parent
    root = writer.root_object
    writer._ID = None  # Qt's is another every time, and the library keeps it
    root[NameObject("/Lang")] = TextStringObject(words.tag(work.article.language))
    writer.metadata = {"/Title": work.article.title, "/Producer": "Readreel"}
    _respace(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _respace(writer: PdfWriter) -> None:
    """Let spaces be spaces where text is copied; Qt calls their glyph by its first character, a tab."""
    for font in (one.get_object() for one in writer._objects if one is not None):
        table = font.get("/ToUnicode") if isinstance(font, DictionaryObject) else None
        stream = table.get_object() if table is not None else None
        if isinstance(stream, StreamObject):
            stream.set_data(stream.get_data().replace(b"<0009>", b"<0020>"))
