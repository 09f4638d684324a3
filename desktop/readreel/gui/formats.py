"""The ways out of the program as a person reads them in the window's menu and dialogs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from readreel.publish.exports import Format


def named(way: Format) -> str:
    """What a format is called; one that nobody has named yet is called as on the command line."""
    return {
        "html": QCoreApplication.translate("Formats", "Web page"),
        "folder": QCoreApplication.translate("Formats", "Web page in a folder"),
        "player": QCoreApplication.translate("Formats", "Web page with the recording"),
        "markdown": QCoreApplication.translate("Formats", "Markdown"),
        "obsidian": QCoreApplication.translate("Formats", "Markdown for Obsidian"),
        "pdf": QCoreApplication.translate("Formats", "PDF"),
        "epub": QCoreApplication.translate("Formats", "EPUB book"),
        "docx": QCoreApplication.translate("Formats", "Word document"),
        "srt": QCoreApplication.translate("Formats", "Subtitles (SRT)"),
        "vtt": QCoreApplication.translate("Formats", "Subtitles (WebVTT)"),
        "txt": QCoreApplication.translate("Formats", "Transcript as text"),
        "json": QCoreApplication.translate("Formats", "Transcript as JSON"),
    }.get(way.name, way.name)


def ask_where(way: Format, proposed: Path, over: QWidget) -> Path | None:
    """Ask where an export shall go; None if it shall not.

    A file dialog asks before it takes a name that is taken; a folder gets a name of its own in the folder
    that is chosen.
    """
    if way.suffix:
        chosen, _ = QFileDialog.getSaveFileName(
            over,
            QCoreApplication.translate("Formats", "Save the article"),
            str(proposed),
            f"{named(way)} (*{way.suffix})",
        )
        return Path(chosen) if chosen else None
    chosen = QFileDialog.getExistingDirectory(
        over, QCoreApplication.translate("Formats", "Save in this folder"), str(proposed.parent)
    )
    return _free(Path(chosen) / proposed.name) if chosen else None


def ask_for_recording(gone: Path, over: QWidget) -> Path | None:
    """Ask where a recording is that is not where it was; None if nobody says."""
    title = QCoreApplication.translate("Formats", "Where is “{name}” now?")
    chosen, _ = QFileDialog.getOpenFileName(over, title.replace("{name}", gone.name))
    return Path(chosen) if chosen else None


def _free(folder: Path) -> Path:
    number, free = 2, folder
    while free.exists():
        free = folder.with_name(f"{folder.name} {number}")
        number += 1
    return free
