"""How fast the reading pane opens, marks and scrolls: 500 paragraphs and 100 pictures, offscreen.

``python tests/benchmarks/window_reading.py [--paragraphs 500] [--pictures 100] [--show]``. A heartbeat of
5 ms on the window's thread tells how long it was ever blocked. Opening is measured from the call to the
first frame on the screen, imports of the templates included (the first article of a session), and again
without them. ``--show`` uses the real platform instead of offscreen.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

if "--show" not in sys.argv:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import psutil
from msgspec.structs import replace
from PIL import Image
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks import report
from reading_book import article, figure, paragraph
from readreel.gui.reading import Appearance, Reader
from readreel.gui.theme import theme
from readreel.project.artifacts import Article, Block
from readreel.project.draft import Draft


class Heartbeat:
    """The longest time the event loop did not come round, milliseconds."""

    def __init__(self) -> None:
        self._timer = QTimer(interval=5)
        self._timer.timeout.connect(self._beat)
        self.longest = 0.0
        self._last = 0.0

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Watch a stretch of work."""
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer.start()
        yield
        self._beat()
        self._timer.stop()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, 1000 * (now - self._last))
        self._last = now


def long_article(paragraphs: int, pictures: int) -> Article:
    """Ten chapters of paragraphs of some 70 words, a picture after every few."""
    each = max(1, paragraphs // 10)
    chapters: list[tuple[str, list[Block]]] = []
    for chapter in range(10):
        blocks: list[Block] = []
        for number in range(chapter * each, (chapter + 1) * each):
            blocks.append(paragraph(number, marked=number % 9 == 0))
            if pictures and number % max(1, paragraphs // pictures) == 0:
                blocks.append(figure(number, caption=f"Slide {number}"))
        chapters.append((f"Chapter {chapter + 1} of the talk", blocks))
    return article(*chapters)


def still_pictures(folder: Path, made: Article) -> None:
    """A 1280×720 picture for every figure."""
    (folder / "stills").mkdir(parents=True)
    plain = Image.effect_noise((1280, 720), 30).convert("RGB")
    plain.save(folder / "stills" / "one.jpg", quality=85)
    for chapter in made.chapters:
        for block in chapter.blocks:
            if file := getattr(block, "file", ""):
                (folder / file).hardlink_to(folder / "stills" / "one.jpg")


def opened(reader: Reader, made: Article, folder: Path) -> float:
    """Milliseconds from the call until the article is painted."""
    loop = QEventLoop()
    reader.shown.connect(loop.quit)
    start = time.perf_counter()
    reader.show_article(made, folder)
    loop.exec()
    reader.shown.disconnect(loop.quit)
    reader.pane.viewport().repaint()
    return 1000 * (time.perf_counter() - start)


def settle(seconds: float) -> None:
    """Let the event loop run."""
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of one piece of work."""
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def marking(reader: Reader, paragraphs: int) -> list[float]:
    """Each time of marking the next paragraph and painting it, at places all over the article."""
    view = reader.pane.viewport()
    times = []
    for number in range(0, paragraphs, max(1, paragraphs // 60)):
        times.append(timed(lambda n=number: (reader.follow(10.0 * n + 1), view.repaint())))
        settle(0.01)
    return times


def scrolling(reader: Reader, step: int) -> list[float]:
    """Each time of moving by ``step`` pixels and painting, once through the whole article."""
    bar, view = reader.pane.verticalScrollBar(), reader.pane.viewport()
    bar.setValue(0)
    times = []
    while bar.value() < bar.maximum():
        times.append(timed(lambda: (bar.setValue(bar.value() + step), view.repaint())))
        QApplication.processEvents()
    return times


def growing(reader: Reader, made: Article, folder: Path, paragraphs: int) -> list[float]:
    """Each time on the window's thread of one more paragraph being written, the others still spoken."""
    from readreel.gui.reading.leaves import pages

    names = [f"p{number}" for number in range(paragraphs)]
    drafts = [Draft(made, frozenset(names[number:])) for number in range(1, 41)]
    sheets = [
        pages(made, folder, draft.spoken) for draft in drafts
    ]  # on another thread in the window
    reader._take((drafts[0], sheets[0]))
    times = []
    for draft, sheet in zip(drafts[1:], sheets[1:], strict=True):
        times.append(timed(lambda d=draft, s=sheet: reader._take((d, s))))
        settle(0.005)
    return times


def spread(name: str, times: list[float]) -> dict[str, object]:
    """A row of the report."""
    ordered = sorted(times)
    return {
        "what": name,
        "n": len(times),
        "median ms": statistics.median(times),
        "p95 ms": ordered[int(0.95 * (len(ordered) - 1))],
        "worst ms": ordered[-1],
    }


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--paragraphs", type=int, default=500)
    parser.add_argument("--pictures", type=int, default=100)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    application = QApplication([])
    application.setStyle("fusion")
    theme().use("light")
    beat = Heartbeat()
    with tempfile.TemporaryDirectory() as temporary:
        folder, again = Path(temporary) / "a", Path(temporary) / "b"
        made = long_article(options.paragraphs, options.pictures)
        for project in (folder, again):
            still_pictures(project, made)
        reader = Reader()
        reader.resize(1000, 900)
        reader.show()
        QApplication.processEvents()
        rows = []
        for name, project in (("first opening", folder), ("opening another", again)):
            with beat.watching():
                rows.append(spread(name, [opened(reader, made, project)]))
                settle(1.0)
            rows[-1]["blocked ms"] = beat.longest
        for name, times in (
            ("mark the paragraph that is playing", lambda: marking(reader, options.paragraphs)),
            ("scroll by 60 pixels, pictures coming in", lambda: scrolling(reader, 60)),
            ("scroll by 60 pixels, again", lambda: scrolling(reader, 60)),
            ("one more paragraph written", lambda: growing(reader, made, again, options.paragraphs)),
            ("another text size", lambda: [
                timed(lambda s=size: reader.set_appearance(Appearance(size=s, scheme="light")))
                for size in (20, 16, 24, 18)
            ]),
        ):  # fmt: skip
            reader.follow(0.0)
            rows.append(spread(name, times()))
        edited = replace(made, title="Another title")
        rows.append(spread("an edit of the title", [opened(reader, edited, again)]))
        memory = psutil.Process().memory_info().rss / 1e6
        rows.append({"what": f"memory of the whole process: {memory:.0f} MB"})
        reader.shut_down()
    report.report(
        "window_reading",
        f"Reading pane, {options.paragraphs} paragraphs, {options.pictures} pictures",
        rows,
    )


if __name__ == "__main__":
    main()
