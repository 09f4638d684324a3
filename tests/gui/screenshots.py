"""Pictures of the window's main states, light and dark, at 100 % and 200 %, in ``build/screenshots``.

``python tests/gui/screenshots.py [--writer NAME]`` makes an article of the sample with real models (kept
for the next time), then opens the real window in each look and takes a picture of every state.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "build" / "screenshots"
SAMPLE = ROOT / "resources" / "sample" / "history-of-printing.mp4"
DATA = OUT / "data"
SIZE = (1360, 860)


def made(writer: str) -> Path:
    """The project of the sample, finished."""
    project = DATA / "projects" / "history-of-printing"
    if not (project / "article.html").exists():
        command = [sys.executable, "-m", "readreel", "make", str(SAMPLE), "--writer", writer]
        places = ["--project", str(project), "--out", str(project / "article.html")]
        subprocess.run([*command, *places], check=True)
    return project


def half_made(project: Path) -> Path:
    """The same project as it was in the middle of writing."""
    half = project.with_name("half-made")
    shutil.rmtree(half, ignore_errors=True)
    shutil.copytree(project, half)
    written = (half / "paragraphs.json").read_bytes()
    for name in ("article.json", "article.html", "paragraphs.json"):
        (half / name).unlink()
    import msgspec

    from readreel.project.artifacts import Paragraphs, Written
    from readreel.project.folder import ProjectFolder
    from readreel.project.journal import Journal

    paragraphs = msgspec.json.decode(written, type=Paragraphs).paragraphs
    journal = Journal(ProjectFolder(half).journal("rewrite"), "run", Written)
    for one in paragraphs[: len(paragraphs) // 2]:
        journal.append(one)
    return half


class Studio:
    """One look of the window, and the pictures taken of it."""

    def __init__(self, appearance: str, scale: str) -> None:
        from readreel.core.settings import Settings
        from readreel.gui.app import Application, prepare
        from readreel.gui.window import Window

        self.look = f"{appearance}-{scale}"
        settings = Settings(appearance=appearance)  # type: ignore[arg-type]
        self.application = Application(["readreel"])
        prepare(self.application, settings)
        self.window = Window(settings)
        self.window.resize(*SIZE)
        self.window.show()

    def wait(self, until: Callable[[], bool], seconds: float = 20.0) -> None:
        """Let the window work until something is so, and a moment longer."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and not until():
            self.turn(0.02)
        self.turn(1.2)

    def turn(self, seconds: float) -> None:
        """Let the window work for a while."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.application.processEvents()
            time.sleep(0.005)

    def take(self, name: str) -> None:
        """Keep a picture of the window as it is."""
        self.window.grab().save(str(OUT / f"{name}-{self.look}.png"))

    def run(self, project: Path, half: Path) -> None:
        """Every state, one after another."""
        window = self.window
        self.wait(lambda: window.start._grid.isVisible())
        self.take("start")
        window.start._finder.field.field.setText("printing")
        self.wait(lambda: window.start._finder._list is not None, 8)
        self.take("finding")
        window.start._finder.field.field.clear()
        window.open_project(half)
        reader = window.workspace.reader
        self.wait(lambda: reader.article is not None)
        self.take("making")
        window.open_project(project)
        self.wait(lambda: reader.article is not None and reader.project == project)
        window.workspace.player.seek(75)
        self.turn(2)
        self.take("reading")
        block = next(b.id for c in reader.article.chapters for b in c.blocks if b.start >= 60)
        reader.show_spoken(block)
        self.turn(1)
        self.take("spoken")
        self.application.activePopupWidget() and self.application.activePopupWidget().close()
        window.workspace.correcting.edit(block)
        self.turn(0.5)
        self.take("editing")
        window.workspace.correcting._editor.cancel()
        window.show_models()
        self.turn(2)
        self.take("models")
        window.show_preferences()
        self.turn(3)
        self.take("settings")
        window.close()


def main() -> None:
    """Take them all, each look in a process of its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--writer", default="qwen2.5-coder-1.5b-instruct")
    parser.add_argument("--look", nargs=2, help="one look, in this process")
    options = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    project = made(options.writer)
    half = project.with_name("half-made")
    if options.look:
        Studio(*options.look).run(project, half)
        return
    half_made(project)
    from readreel.core import paths

    for appearance in ("light", "dark"):
        for scale in ("1", "2"):
            environment = os.environ | {
                "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
                "QT_SCALE_FACTOR": scale,
                "READREEL_DATA": str(DATA),
                "READREEL_MODELS": str(paths.user_models()),
            }
            command = [sys.executable, __file__, "--look", appearance, scale]
            subprocess.run(command, check=True, env=environment)
    print(f"{len(list(OUT.glob('*.png')))} pictures in {OUT}")


if __name__ == "__main__":
    os.chdir(ROOT)
    main()
