"""An article leaves the program here: one renderer, and packagers that put its pages on disk.

`write` guarantees that everything in the page comes from the article and its pictures, that the page
asks nothing of any network, and that a page on disk is whole: an interrupted export leaves the old one.
"""

from __future__ import annotations

from pathlib import Path

from markupsafe import escape

from readreel.core.errors import UsageError
from readreel.project.artifacts import Article
from readreel.publish import markdown, page, renderer
from readreel.publish.moments import Moments
from readreel.publish.pictures import pictures
from readreel.publish.plain import cleaned

KINDS = ("page", "folder", "markdown")
_SUFFIXES = {".html": "page", ".htm": "page", ".md": "markdown", ".markdown": "markdown"}


def kind_of(out: Path) -> str:
    """What ``out`` asks for: ``page``, ``folder`` or ``markdown``; `UsageError` for anything else."""
    if out.is_dir() or not out.suffix:
        return "folder"
    kind = _SUFFIXES.get(out.suffix.lower())
    if kind is None:
        raise UsageError("usage.out", path=out, known=", ".join(_SUFFIXES))
    return kind


def write(
    article: Article,
    project: Path,
    out: Path,
    *,
    recording: Path,
    source_url: str = "",
    kind: str | None = None,
) -> Path:
    """Put the article at ``out`` and return the file to open.

    ``project`` is the folder that the figures' files are relative to. Times link to ``source_url``
    where one is given, else to ``recording`` by a path relative to the page. Raises `UsageError` for
    an address or ending that makes no sense, OSError where the disk refuses.
    """
    kind = kind or kind_of(out)
    article = cleaned(article)
    file = out / "index.html" if kind == "folder" else out
    moments = Moments(recording, file.parent, source_url)
    if kind == "markdown":
        return markdown.write(article, project, file, moments)
    return page.write(article, project, file, moments, folder=kind == "folder")


def copied(article: Article, project: Path, recording: Path) -> tuple[str, str]:
    """The article for a clipboard: as HTML with its pictures inside, and as Markdown without them.

    Times link to the recording where it lies now.
    """
    article = cleaned(article)
    moments = Moments(recording, project)
    shown = {
        name: renderer.Shown(picture.uri, picture.width, picture.height)
        for name, picture in pictures(article, project).items()
    }
    body = renderer.body(article, renderer.Profile(moments, lambda block: shown[block.file]))
    title = escape(article.title)
    return f"<h1>{title}</h1>{body}", markdown.render(article, moments, {})


__all__ = ["KINDS", "copied", "kind_of", "write"]
