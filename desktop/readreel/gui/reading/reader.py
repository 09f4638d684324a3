"""The reading view: shows an article, finished or still growing, and follows the recording.

What takes time (reading artifacts, rendering, pictures) happens on other threads; what comes back changes
the page only where the article changed.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from readreel.gui.loading import Loader
from readreel.gui.reading.appearance import USUAL_SIZE, Appearance, larger
from readreel.gui.reading.appearancemenu import AppearanceMenu
from readreel.gui.reading.chapters import Entry
from readreel.gui.reading.frame import Frame
from readreel.gui.reading.leaves import BEHIND, Pages, pages
from readreel.gui.reading.material import read_draft
from readreel.gui.reading.overlays import Overlays
from readreel.gui.reading.spots import Spot
from readreel.gui.theme import theme
from readreel.project.artifacts import Article
from readreel.project.draft import Draft


class Reader(Frame):
    """Shows one article, finished or still growing.

    Ids in signals are those of the article's blocks and chapters, and ``title``. ``shown`` follows when
    what was asked for is in the pane; ``failed`` carries a code and its values.
    """

    moment_asked = Signal(float)
    picture_asked = Signal(str)
    block_menu_asked = Signal(str, QPoint)
    edit_asked = Signal(str)
    following_changed = Signal(bool)
    appearance_changed = Signal(Appearance)
    shown = Signal()
    failed = Signal(str, dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.opens_pictures = True
        self._appearance = Appearance()
        self._wanted = Path()
        self._draft: Draft | None = None
        self._menu: AppearanceMenu | None = None
        self._loader = Loader(self)
        self._overlays = Overlays(self.pane)
        self._wire()

    # --- what is shown ---------------------------------------------------------------------------

    def show_article(self, article: Article, project: Path) -> None:
        """Show a finished article. The one already shown keeps the reader's place and selection."""
        self._begin(project)
        self._loader.ask(partial(_finished, article, project))

    def set_article(self, article: Article) -> None:
        """Show the same project's article after an edit."""
        if self.project is not None:
            self.show_article(article, self.project)

    def show_draft(self, project: Path) -> None:
        """Show what the steps have made so far; may be called as often as something changes."""
        self._begin(project)
        self._loader.ask(partial(_so_far, project))

    def set_hint(self, text: str) -> None:
        """What to say as long as there are no words to show."""
        self.hint.setText(text)
        self._show_hint()

    @property
    def article(self) -> Article | None:
        """What is shown, provisional or finished."""
        return self._draft.article if self._draft else None

    @property
    def project(self) -> Path | None:
        """The folder of what is shown."""
        return self.pane.pages.project if self.pane.pages else None

    def shut_down(self) -> None:
        """Wait for the threads; nothing is shown afterwards."""
        self._loader.shut_down()
        self._overlays.shut_down()
        self.pane.shut_down()

    def _begin(self, project: Path) -> None:
        """What was shown of another project goes at once: its successor may have nothing to show yet."""
        self._wanted = project
        if self.project not in (None, project):
            self._draft = None
            self.pane.show_pages(Pages((), "", False, project))
            self.chapters.set_entries(())
            self._toggle_list()
            self._mark_chapter()
        self._show_hint()

    def _show_hint(self) -> None:
        chapters = self._draft.article.chapters if self._draft is not None else ()
        self.hint.setVisible(not any(chapter.blocks for chapter in chapters))
        self.hint.put()

    def _take(self, result: object) -> None:
        assert isinstance(result, tuple)
        draft, sheet = result
        assert isinstance(draft, Draft)
        assert isinstance(sheet, Pages)
        if sheet.project != self._wanted:
            return  # the reader has gone on to another one
        self._draft = draft
        self.pane.show_pages(sheet)
        self._show_hint()
        headings = [leaf for leaf in sheet.leaves if leaf.kind in {"part", "heading"}]
        carried = {} if draft.spoken else {c.id: c.carried for c in draft.article.chapters}
        entries = [
            Entry(leaf.block, leaf.text, leaf.start, carried.get(leaf.block), leaf.kind == "part")
            for leaf in headings
        ]
        self.chapters.set_entries(entries)
        self._toggle_list()
        self._mark_chapter()
        self.shown.emit()

    # --- following and places --------------------------------------------------------------------

    def follow(self, seconds: float) -> None:
        """The recording is at this moment: mark its paragraph, keep it in sight while following."""
        self.pane.following.follow(seconds)
        if self.pane.following.on:
            self._mark_chapter()

    def resume_following(self) -> None:
        """Go back to what is playing and follow it."""
        self.pane.following.resume()
        self._mark_chapter()

    def is_following(self) -> bool:
        """Whether the view goes along with the recording."""
        return self.pane.following.on

    def go_to(self, block_id: str) -> bool:
        """Bring a block or a chapter into sight; False for an unknown id."""
        return self.pane.go_to(block_id)

    def block_at(self, point: QPoint) -> str:
        """The block at a point of the pane's viewport; empty where there is none."""
        return self.pane.block_at(point)

    def block_rect(self, block_id: str, part: str = "", which: int = 0) -> QRect:
        """Where a block lies in the pane's viewport; its parts as `Page.block_rect` has them."""
        return self.pane.block_rect(block_id, part, which)

    @property
    def spot(self) -> Spot:
        """What the last double click, or the last menu, was opened on."""
        return self.pane.spot

    # --- looks -----------------------------------------------------------------------------------

    @property
    def appearance(self) -> Appearance:
        """How the article looks."""
        return self._appearance

    def set_appearance(self, appearance: Appearance) -> None:
        """Take on a look; colours are the theme's and set for the whole window."""
        self._appearance = appearance
        self.pane.set_appearance(appearance)
        if theme().appearance != appearance.scheme:
            theme().use(appearance.scheme)

    def _choose(self, appearance: Appearance) -> None:
        if appearance != self._appearance:
            self.set_appearance(appearance)
            self.appearance_changed.emit(appearance)

    def _resize_text(self, steps: int) -> None:
        chosen = larger(self._appearance, steps)
        if steps == 0:
            chosen = Appearance(USUAL_SIZE, chosen.width, chosen.serif, chosen.scheme)
        self._choose(chosen)

    def _open_menu(self) -> None:
        if self._menu is None:
            self._menu = AppearanceMenu(self)
            self._menu.chosen.connect(self._choose)
        self._menu.set_appearance(self._appearance)
        self._menu.open(self._looks)

    # --- pictures and spoken words ---------------------------------------------------------------

    def show_picture(self, block_id: str) -> None:
        """Show a figure large over the window."""
        self._overlays.show_picture(block_id)

    def show_spoken(self, block_id: str) -> None:
        """Show the words actually spoken for a block, and how its prose came from them."""
        if self._draft is not None:
            self._overlays.show_spoken(self._draft, block_id)

    # --- inside ----------------------------------------------------------------------------------

    def _wire(self) -> None:
        pane = self.pane
        self._loader.loaded.connect(self._take)
        self._loader.failed.connect(self.failed)
        self._overlays.moment_asked.connect(self.moment_asked)
        self._overlays.failed.connect(self.failed)
        pane.moment_asked.connect(self._ask_moment)
        pane.picture_asked.connect(self._ask_picture)
        pane.spoken_asked.connect(self.show_spoken)
        pane.block_menu_asked.connect(self.block_menu_asked)
        pane.edit_asked.connect(self.edit_asked)
        pane.link_asked.connect(self._open_link)
        pane.place_changed.connect(self._mark_chapter)
        pane.following.changed.connect(self._following)
        self.pill.clicked.connect(self.resume_following)

    def _ask_moment(self, seconds: float) -> None:
        self.moment_asked.emit(seconds)
        if not self.is_following():
            # The reader is where the recording will be: going along again moves nothing.
            self.pane.following.follow(seconds)
            self.resume_following()

    def _ask_picture(self, block_id: str) -> None:
        self.picture_asked.emit(block_id)
        if self.opens_pictures:
            self.show_picture(block_id)

    def _open_link(self, address: str) -> None:
        if address.startswith("#"):
            self.go_to(address[1:])
        elif address.startswith(BEHIND):
            self._ask_picture(address.removeprefix(BEHIND))
        elif address.startswith(("http://", "https://")):
            QDesktopServices.openUrl(QUrl(address))

    def _following(self, on: bool) -> None:
        self.pill.setVisible(not on)
        self.pill.put()
        self.following_changed.emit(on)

    def _mark_chapter(self) -> None:
        here = self.pane.current_chapter()
        self.chapters.mark(here)
        titles = (e.title for e in self.chapters.entries if e.id == here)
        self._heading.setText(next(titles, ""))


def _finished(article: Article, project: Path) -> tuple[Draft, Pages]:
    return Draft(article), pages(article, project)


def _so_far(project: Path) -> tuple[Draft, Pages]:
    draft = read_draft(project)
    return draft, pages(draft.article, project, draft.spoken)
