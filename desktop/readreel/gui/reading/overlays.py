"""What opens over the article: a picture large, and the card with the spoken words."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QRect, Signal

from readreel.gui.loading import Loader
from readreel.gui.reading.lightbox import Lightbox, Plate
from readreel.gui.reading.pane import Pane
from readreel.gui.reading.pictures import inside
from readreel.gui.reading.spoken import Behind, behind, block_of
from readreel.gui.reading.spokencard import SpokenCard
from readreel.project.draft import Draft


class Overlays(QObject):
    """Opens over one pane, whatever window it is in. ``moment_asked`` carries seconds."""

    moment_asked = Signal(float)
    failed = Signal(str, dict)

    def __init__(self, pane: Pane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._facts = Loader(self)
        self._facts.loaded.connect(self._show_card)
        self._facts.failed.connect(self.failed)
        self.lightbox: Lightbox | None = None
        self.card: SpokenCard | None = None

    def show_picture(self, name: str) -> None:
        """A figure large over the window; nothing for an id that is no figure's."""
        plates = self._plates()
        at = next((n for n, plate in enumerate(plates) if plate.block == name), None)
        if at is None:
            return
        window = self._pane.window()
        if self.lightbox is None or self.lightbox.parentWidget() is not window:
            self.lightbox = Lightbox(window)
            self.lightbox.moment_asked.connect(self.moment_asked)
            self.lightbox.closed.connect(self._pane.setFocus)
        self.lightbox.open(plates, at)

    def show_spoken(self, draft: Draft, name: str) -> None:
        """The words spoken for a block, as soon as they are read from disk."""
        block = block_of(draft.article, name)
        pages = self._pane.pages
        if block is not None and pages is not None:
            self._facts.ask(partial(behind, block, pages.project, spoken=name in draft.spoken))

    def shut_down(self) -> None:
        """Wait for the threads."""
        self._facts.shut_down()
        if self.lightbox is not None:
            self.lightbox.shut_down()

    def _show_card(self, found: object) -> None:
        assert isinstance(found, Behind)
        if self.card is None:
            self.card = SpokenCard(self._pane)
            self.card.moment_asked.connect(self.moment_asked)
        view = self._pane.viewport()
        rect = self._pane.block_rect(found.block).intersected(view.rect())
        beside = QRect(view.mapToGlobal(rect.topLeft()), rect.size())
        self.card.open(found, beside, self._pane.scene.setter.right_to_left)

    def _plates(self) -> list[Plate]:
        pages = self._pane.pages
        if pages is None:
            return []
        captions = {leaf.block: leaf.text for leaf in pages.leaves if leaf.kind == "caption"}
        return [
            Plate(
                leaf.block, inside(pages.project, picture.file), picture.width,
                picture.height, leaf.start, captions.get(leaf.block, ""), picture.alt,
            )
            for leaf in pages.leaves
            if (picture := leaf.picture or leaf.behind) is not None
        ]  # fmt: skip
