"""The window's composition root: everything is made and wired here, nothing is looked up elsewhere.

What is not needed to paint the first page is imported when it is first used: no engine, no hub, no
multimedia and no template library is on the way to the first paint.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtGui import QFileOpenEvent, QIcon
from PySide6.QtWidgets import QApplication

from readreel import __version__
from readreel.core import paths, settings
from readreel.gui.single import FirstWindow
from readreel.gui.theme import theme


class Application(QApplication):
    """The application; ``file_opened`` follows the system's "open with" on macOS."""

    file_opened = Signal(Path)

    def event(self, event: QEvent) -> bool:
        """Take files that the system hands over while we run."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_opened.emit(Path(event.file()))
            return True
        return super().event(event)


def main(files: Sequence[str] | None = None) -> int:
    """Open the window with ``files`` (else those of the command line); the exit status."""
    application = Application([sys.argv[0] or "readreel"])
    application.setApplicationName("Readreel")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("readreel")
    given = [Path(file).absolute() for file in (sys.argv[1:] if files is None else files)]
    first = FirstWindow()
    outcome = first.claim_or_hand_over(given)
    if outcome != "first":
        return 0 if outcome == "handed over" else 1
    application.lastWindowClosed.connect(first.welcome_no_more)
    try:
        return _run(application, first, given)
    finally:
        first.release()


def _run(application: Application, first: FirstWindow, files: Sequence[Path]) -> int:
    from readreel.gui.window import Window

    troubles: list[tuple[str, dict[str, str]]] = []
    chosen = settings.load(lambda code, values: troubles.append((code, values)))
    prepare(application, chosen)
    window = Window(chosen)
    application.file_opened.connect(lambda file: window.take([file]))
    first.files_received.connect(window.come_forward)
    window.show()
    for code, values in troubles:
        window.notice.complain(code, values)
    window.take(files)
    return application.exec()


def prepare(application: QApplication, chosen: settings.Settings) -> None:
    """Style, language and theme, before the first widget is made."""
    application.setStyle("fusion")
    application.setWindowIcon(QIcon(str(paths.resources() / "icons" / "readreel.svg")))
    translate(application, chosen.language)
    theme().use(chosen.appearance)


def translate(application: QObject, language: str) -> None:
    """Load the interface's language: ``system`` or a code such as de.

    English comes first, for its plural forms: whatever another language lacks is said in it.
    """
    locale = QLocale() if language == "system" else QLocale(language)
    QLocale.setDefault(locale)
    ours = str(paths.resources() / "translations")
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    english = QLocale(QLocale.Language.English)
    for wanted, name, folder in (
        (english, "readreel", ours), (locale, "qtbase", qt), (locale, "readreel", ours),
    ):  # fmt: skip
        translator = QTranslator(application)
        if translator.load(wanted, name, "_", folder):
            QApplication.installTranslator(translator)
