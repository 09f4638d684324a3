"""The page of settings. Every change is told at once; who keeps the settings is not its business."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from readreel.catalogue.inventory import Row
from readreel.core import hardware, paths
from readreel.core.settings import Settings, projects_folder
from readreel.gui.choice import Choice
from readreel.gui.errands import Errands
from readreel.gui.preferences import offers
from readreel.gui.preferences.folder import FolderChoice
from readreel.gui.preferences.group import Group
from readreel.gui.preferences.machine import Examination
from readreel.gui.start.naming import size
from readreel.gui.start.notice import Notice
from readreel.gui.start.page import centred
from readreel.gui.theme import BROAD, NORMAL, SMALL, WIDE, theme
from readreel.gui.words import reported
from readreel.pipeline.diagnosis import Diagnosis
from readreel.project.styles import own_folder

_WIDEST = 820


class PreferencesPage(QWidget):
    """``settings_changed`` carries the `Settings` after every change; ``models_wanted`` asks for the
    page of models.
    """

    settings_changed = Signal(Settings)
    models_wanted = Signal()

    def __init__(self, settings: Settings | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings or Settings()
        self._errands = Errands(self)
        self._examination = Examination(self)
        self._notice = Notice()
        self._found = QLabel()
        self._make_controls()
        self._lay_out()
        self._connect()
        self._show_settings()

    # --- for the window --------------------------------------------------------------------------

    @property
    def settings(self) -> Settings:
        """The settings as they are shown."""
        return self._settings

    def set_settings(self, settings: Settings) -> None:
        """Show settings that were changed elsewhere; nothing is told."""
        self._settings = settings
        self._show_settings()

    def refresh(self) -> None:
        """Look again at models, styles and machine."""
        self._choices["style"].offer(offers.styles())
        self._errands.forget()
        self._errands.run(_inventory, self._show_models)
        self._found.setText(self.tr("Looking at this machine…"))
        self._examination.start()

    def shut_down(self) -> None:
        """End the child and wait for the threads; call before the window goes."""
        self._examination.shut_down()
        self._errands.shut_down()

    # --- what is shown ---------------------------------------------------------------------------

    def _show_settings(self) -> None:
        settings = self._settings
        for name, control in self._choices.items():
            control.show_value(getattr(settings, name))
        self._width.show_value(offers.nearest(offers.WIDTHS, settings.text_width))
        self._size.show_value(offers.nearest(offers.SIZES, settings.text_size))
        self._threads.show_value(settings.threads or 0)
        self._awake.setChecked(settings.keep_awake)
        self._projects.show_folder(projects_folder(settings), usual=not settings.projects)
        self._models_folder.show_folder(paths.user_models(), usual=True)
        self._styles_folder.show_folder(own_folder(), usual=True)

    def _show_models(self, rows: Sequence[Row]) -> None:
        for role, label in self._used.items():
            self._choices[role].offer(offers.models(rows, role))
            best = offers.used(rows, role)
            label.setText(self.tr("Best for this machine: %1").replace("%1", best))
            label.setVisible(bool(best))
        self._choices["spoken_language"].offer(offers.spoken_languages(rows))

    def _show_found(self, found: Diagnosis) -> None:
        self._choices["device"].offer(offers.devices(found.machine))
        most = max(found.machine.physical_cores, self._settings.threads or 0)
        self._threads.offer(offers.threads(most, found.threads))
        cores = found.machine.physical_cores
        machine = self.tr("%1, %n core(s), %2 of memory for models, %3 free on disk", "", cores)
        machine = (
            machine.replace("%1", found.system)
            .replace("%2", size(found.machine.memory_bytes))
            .replace("%3", size(found.free_bytes))
        )
        lines = [machine, *(reported(word.code, word.values) for word in found.engines)]
        reasons = (pick.reason for pick in (found.listener, found.writer) if pick.reason)
        lines += [reported(reason.code, reason.values) for reason in reasons]
        self._found.setText("\n".join(lines))

    def _show_failure(self, said: str) -> None:
        text = self.tr("This machine could not be looked at: %1")
        self._found.setText(text.replace("%1", said))

    # --- changes ---------------------------------------------------------------------------------

    def _change(self, **values: Any) -> None:
        changed = msgspec.structs.replace(self._settings, **values)
        if changed != self._settings:
            self._settings = changed
            self.settings_changed.emit(changed)

    def _change_projects(self, folder: Path | None) -> None:
        self._notice.clear()
        if folder is not None and not os.access(folder, os.W_OK | os.X_OK):
            values = {"path": str(folder), "reason": os.strerror(errno.EACCES)}
            self._notice.complain("storage.denied", values)
            return
        usual = folder is None or folder == paths.user_projects()
        self._change(projects="" if usual else str(folder))
        self._show_settings()

    # --- the page itself -------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Models may have come or gone meanwhile."""
        super().showEvent(event)
        if self.window().focusWidget() is None:
            self.setFocus()
        self.refresh()

    def _make_controls(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._choices: dict[str, Choice] = {
            "appearance": Choice(
                [
                    ("system", self.tr("As the system")),
                    ("light", self.tr("Light")),
                    ("dark", self.tr("Dark")),
                ]
            ),
            "serif": Choice([(True, self.tr("Serif")), (False, self.tr("Sans serif"))]),
            "language": Choice(offers.interface_languages()),
            "spoken_language": Choice(offers.spoken_languages([])),
            "listener": Choice(offers.models([], "listener")),
            "writer": Choice(offers.models([], "writer")),
            "style": Choice(offers.styles()),
            "article_language": Choice(offers.article_languages()),
            "device": Choice(offers.devices(None)),
        }
        self._width = Choice(offers.widths())
        self._size = Choice(offers.sizes())
        self._threads = Choice(offers.threads(hardware.MOST_THREADS))
        self._awake = QCheckBox(self.tr("Keep the machine awake while articles are made"))
        self._projects = FolderChoice(
            self.tr("Articles"),
            self.tr("A change is for new articles; those made so far stay where they are."),
        )
        self._models_folder = FolderChoice(self.tr("Models"), fixed=True)
        hint = self.tr("A text file here that says how to write is offered as a style by its name.")
        self._styles_folder = FolderChoice(self.tr("Your own styles"), hint, fixed=True)

    def _connect(self) -> None:
        for name, control in self._choices.items():
            control.picked.connect(lambda value, name=name: self._change(**{name: value}))
        self._width.picked.connect(lambda value: self._change(text_width=value))
        self._size.picked.connect(lambda value: self._change(text_size=value))
        self._threads.picked.connect(lambda value: self._change(threads=value or None))
        self._awake.clicked.connect(lambda on: self._change(keep_awake=on))
        self._projects.picked.connect(self._change_projects)
        for folder in (self._projects, self._models_folder):
            folder.open_asked.connect(_show)
        self._styles_folder.open_asked.connect(_show_made)
        self._examination.found.connect(self._show_found)
        self._examination.failed.connect(self._show_failure)

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Settings"))
        title.setFont(theme().ui_font(17, strong=True))
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inner)
        column.setContentsMargins(BROAD, WIDE, BROAD, BROAD)
        column.setSpacing(WIDE)
        column.addWidget(title)
        column.addWidget(self._notice)
        for group in (self._appearance(), self._language(), self._making(), self._folders()):
            column.addWidget(group)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidget(centred(inner))
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _appearance(self) -> Group:
        group = Group(self.tr("Appearance"))
        group.add(self.tr("Colours"), self._choices["appearance"])
        group.add(self.tr("Letters of articles"), self._choices["serif"])
        group.add(self.tr("Text size of articles"), self._size)
        group.add(self.tr("Width of articles"), self._width)
        return group

    def _language(self) -> Group:
        group = Group(self.tr("Language"))
        hint = self.tr("Takes effect when Readreel is started again.")
        group.add(self.tr("Language of the window"), self._choices["language"], hint)
        group.add(self.tr("Language of recordings"), self._choices["spoken_language"])
        hint = self.tr(
            "In another language than the spoken one an article is translated by the model that writes."
        )
        group.add(self.tr("Language of articles"), self._choices["article_language"], hint)
        return group

    def _making(self) -> Group:
        group = Group(self.tr("Making articles"))
        self._used = {
            "listener": group.add(self.tr("Listens"), self._choices["listener"]),
            "writer": group.add(self.tr("Writes"), self._choices["writer"]),
        }
        hint = self.tr("For new articles, and for those that are made again.")
        group.add(self.tr("Style of articles"), self._choices["style"], hint)
        group.add(self.tr("Works on"), self._choices["device"])
        group.add(self.tr("Threads"), self._threads)
        group.add_wide(self._awake)
        group.add_wide(self._machine())
        return group

    def _machine(self) -> QWidget:
        self._found.setProperty("soft", True)
        self._found.setWordWrap(True)
        self._found.setTextFormat(Qt.TextFormat.PlainText)
        self._found.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        again = QPushButton(self.tr("Look again"))
        again.setProperty("flat", True)
        again.clicked.connect(self.refresh)
        models = QPushButton(self.tr("Models…"))
        models.clicked.connect(self.models_wanted)
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SMALL)
        line.addWidget(self._found, 1)
        line.addSpacing(NORMAL)
        line.addWidget(again, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(models, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def _folders(self) -> Group:
        group = Group(self.tr("Folders"))
        group.add_wide(self._projects)
        group.add_wide(self._models_folder)
        group.add_wide(self._styles_folder)
        return group


def _show(folder: Path) -> None:
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _show_made(folder: Path) -> None:
    with contextlib.suppress(OSError):  # the folder above it is shown then
        folder.mkdir(parents=True, exist_ok=True)
    _show(folder)


def _inventory() -> tuple[Row, ...]:
    from readreel.catalogue.inventory import inventory

    return inventory(hardware.machine())
