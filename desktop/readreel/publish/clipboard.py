"""The article for a clipboard, to be pasted into a mail or a document."""

from __future__ import annotations

from pathlib import Path

from markupsafe import escape

from readreel.project.artifacts import Article
from readreel.publish import labels, markdown, renderer
from readreel.publish.moments import Moments
from readreel.publish.pictures import pictures
from readreel.publish.plain import cleaned


def copied(article: Article, project: Path, recording: Path) -> tuple[str, str]:
    """The article as HTML with its pictures inside, and as Markdown without them.

    The pictures are of the kinds that mail programs and word processors know. Times link to the
    recording where it lies now.
    """
    article = cleaned(article)
    moments = Moments(recording, project)
    shown = {
        name: renderer.Shown(picture.uri, picture.width, picture.height)
        for name, picture in pictures(article, project, old=True).items()
    }
    body = renderer.body(article, renderer.Profile(moments, lambda block: shown[block.file]))
    title = escape(article.title)
    sheet = markdown.Sheet(moments, {}, labels.labels_of(article))
    return f"<h1>{title}</h1>{body}", markdown.render(article, sheet)
