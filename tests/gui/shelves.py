"""Projects as the steps would have left them, small and quick to make, for the first page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QColor, QImage

from readreel.core.time import Span
from readreel.project.artifacts import (
    Article,
    Facts,
    Outline,
    OutlineChapter,
    Passage,
    Recording,
    Still,
    Stills,
)
from readreel.project.folder import ProjectFolder


def picture(path: Path, colour: str, size: tuple[int, int] = (160, 90)) -> None:
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    path.parent.mkdir(parents=True, exist_ok=True)
    assert image.save(str(path))


def recording(name: str = "talk.mp4", length: float = 120.0) -> Recording:
    return Recording(
        path=f"/videos/{name}",
        name=name,
        size=1,
        fingerprint="f",
        container="mp4",
        duration=length,
        span=Span(0.0, length),
    )


def begun(root: Path, title: str, *, passages: int = 4) -> ProjectFolder:
    """A project whose outline is made and whose writing is not."""
    project = ProjectFolder(root)
    project.create()
    project.write(recording())
    project.write(Stills())
    cut = tuple(Passage(n, n, n, n * 10.0, n * 10.0 + 10) for n in range(passages))
    chapter = OutlineChapter(1, "One", 0.0, 120.0, cut)
    project.write(Outline(title=title, chapters=(chapter,)))
    (root / "steps").mkdir(exist_ok=True)
    for step in ("probe", "transcribe", "watch", "read", "spell", "outline"):
        (root / "steps" / f"{step}.done").write_text("{}")
    return project


def finished(root: Path, title: str, *, length: float = 120.0) -> ProjectFolder:
    """A project with an article and three stills, the second of which shows most."""
    project = begun(root, title)
    shown = []
    for number, (colour, content) in enumerate((("red", 0.9), ("blue", 0.5), ("gray", 0.1)), 1):
        file = f"still-{number:04}.png"
        picture(project.stills / file, colour)
        span = Span(number * 10.0, number * 10.0 + 5)
        shown.append(Still(number, file, span.start, (span,), 160, 90, content=content))
    project.write(Stills(stills=tuple(shown)))
    facts = Facts(name="talk.mp4", duration=length, span=Span(0.0, length))
    project.write(Article(title=title, language="en", facts=facts))
    for step in ("rewrite", "compose"):
        (root / "steps" / f"{step}.done").write_text("{}")
    return project
