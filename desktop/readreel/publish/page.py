"""The web page: one self-contained file, or a folder with its pictures beside it.

Guarantees that the page loads nothing but itself, its pictures and the recording beside it (its content
security policy forbids the rest), runs no script but ours (named by hash), and is well-formed XML too.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from readreel.core import paths
from readreel.project.artifacts import Article, Code, Figure
from readreel.publish import facts, renderer
from readreel.publish import labels as words
from readreel.publish.pictures import pictures
from readreel.publish.staging import put
from readreel.publish.work import Work

ASSETS = "assets"


def write(work: Work, file: Path, *, folder: bool, playing: bool = False) -> None:
    """Write the page to ``file``, with ``folder`` its pictures to `ASSETS` beside it.

    A page that is made for ``playing`` says so where it cannot.
    """
    shown: dict[str, renderer.Shown] = {}
    for name, picture in pictures(work.article, work.project).items():
        src = picture.uri
        if folder:
            # Named by content, so that a page which is being read never gets another's pictures.
            asset = f"{hashlib.sha256(picture.data).hexdigest()[:16]}{picture.suffix}"
            put(file.parent / ASSETS / asset, picture.data)
            src = f"{ASSETS}/{asset}"
        shown[name] = renderer.Shown(src, picture.width, picture.height)

    def picture_of(block: Figure | Code) -> renderer.Shown:
        return shown[block.file]

    profile = renderer.Profile(work.moments, picture_of)
    markup = render(work.article, profile, folder=folder, playing=playing)
    put(file, markup.encode("utf-8"))


def render(
    article: Article, profile: renderer.Profile, *, folder: bool, playing: bool = False
) -> str:
    """The whole page as text."""
    labels = words.labels_of(article)
    moments = profile.moments
    titled = [chapter for chapter in article.chapters if chapter.title]
    script, style = _wrapped("page.js"), _wrapped("page.css")
    return (
        renderer.templates()
        .get_template("page.html.j2")
        .render(
            language=words.tag(article.language),
            direction=words.direction(article.language),
            policy=_policy(script, style, folder=folder, player=moments.player is not None),
            title=article.title,
            style=Markup(style),  # noqa: S704 - our own file
            script=Markup(script),  # noqa: S704 - our own file
            labels=labels,
            facts=facts.masthead(article, moments),
            player=moments.player,
            playing=playing,
            contents=_contents(article, labels, profile) if len(titled) > 1 else [],
            body=Markup(renderer.body(article, profile)),  # noqa: S704 - escaped by the renderer
            colophon=facts.colophon(article),
        )
    )


def _contents(
    article: Article, labels: words.Labels, profile: renderer.Profile
) -> list[dict[str, Any]]:
    entries = []
    for c in article.chapters:
        if c.part:
            entries.append(_entry(f"{c.id}-part", c.part, part=True))
        if c.title:
            entries.append(_entry(c.id, c.title, profile.moments.moment(c.start).clock))
    if article.references:
        entries.append(
            _entry("references", labels.references, part=any(c.part for c in article.chapters))
        )
    return entries


def _entry(target: str, title: str, clock: str = "", *, part: bool = False) -> dict[str, Any]:
    return {"id": target, "title": title, "clock": clock, "part": part}


@cache
def _wrapped(name: str) -> str:
    """A resource as HTML and XML both read it: XML needs the section marks, HTML sees comments."""
    content = (paths.resources() / "page" / name).read_text(encoding="utf-8")
    return f"/*<![CDATA[*/\n{content}/*]]>*/"


def _policy(script: str, style: str, *, folder: bool, player: bool) -> str:
    rules = [
        "default-src 'none'",
        f"script-src '{_hash(script)}'",
        f"style-src '{_hash(style)}'",
        "img-src data: 'self' file:" if folder else "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    if player:
        rules.append("media-src 'self' file:")
    return "; ".join(rules)


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode()
