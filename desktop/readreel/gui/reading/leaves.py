"""The article as a flat run of leaves: what the pane sets as one piece of text each.

The one renderer in ``publish`` makes the XHTML; here it is taken apart again, without Qt, so that it can be
done on another thread. Guarantees that every leaf knows the block it belongs to and that block's seconds,
and that times, signs and numbers of the page are data here, never part of the text.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from readreel.project.artifacts import Article, Code, Figure

Kind = Literal[
    "title", "facts", "part", "heading", "paragraph", "label", "item", "picture", "caption", "code",
    "output", "behind", "quotation", "source", "reference", "note",
]  # fmt: skip

BEHIND = "picture:"
"""Where a link leads that shows the picture behind a block, before the block's id."""
LINE = "\u2028"
"""Parts the lines of code inside one leaf, as Qt wants it."""


class Run(msgspec.Struct, frozen=True):
    """A stretch of text set in one way: ``style`` is text, code, link or a class of the colouring.

    Doubtful code was hard to read on the screen.
    """

    text: str
    style: str = "text"
    href: str = ""
    doubtful: bool = False


_PLAIN = Run("")


class Picture(msgspec.Struct, frozen=True):
    """A still: ``file`` relative to the project, its size in pixels, and what stands for it unseen."""

    file: str
    width: int
    height: int
    alt: str = ""


class Leaf(msgspec.Struct, frozen=True):
    """One piece of the article. ``block`` is the id of the article's block, chapter or ``title``.

    ``first`` and ``last`` hold for the leaves that begin and end their block; a time stands beside the
    first. Negative seconds: it has none. ``mark`` is the number or bullet of an item, ``behind`` the
    picture that code was read from, shown by a click on its link `BEHIND`.
    """

    block: str
    kind: Kind
    runs: tuple[Run, ...] = ()
    start: float = -1.0
    end: float = -1.0
    chapter: str = ""
    first: bool = False
    marked: bool = False
    spoken: bool = False
    mark: str = ""
    last: bool = True
    picture: Picture | None = None
    behind: Picture | None = None

    @property
    def text(self) -> str:
        """The words of the leaf."""
        return "".join(run.text for run in self.runs)


class Pages(msgspec.Struct, frozen=True):
    """Everything the pane shows of one article."""

    leaves: tuple[Leaf, ...]
    language: str
    right_to_left: bool
    project: Path


def pages(article: Article, project: Path, spoken: frozenset[str] = frozenset()) -> Pages:
    """The leaves of an article, made by the page's own renderer.

    ``spoken`` names the paragraphs whose words are still the speaker's.
    """
    # Templates and colouring take a tenth of a second to import: only a reader needs them.
    from readreel.publish import labels, renderer
    from readreel.publish.facts import colophon, masthead
    from readreel.publish.moments import Moments
    from readreel.publish.plain import cleaned

    article = cleaned(article)
    moments = Moments(Path(article.facts.name or "recording"), Path())

    def picture(block: Figure | Code) -> renderer.Shown:
        return renderer.Shown(block.file, block.width, block.height)

    markup = renderer.body(article, renderer.Profile(moments, picture))
    leaves = [Leaf("title", "title", (Run(article.title),))]
    facts = [fact.text for fact in masthead(article, moments)]
    if facts:
        leaves.append(Leaf("title", "facts", (Run("  ·  ".join(facts)),)))
    leaves += _Reader(article, spoken).read(markup)
    if not spoken and article.chapters:
        leaves += [
            Leaf("made", "note", (Run(_signed(line)),), first=number == 0)
            for number, line in enumerate(colophon(article))
        ]
    rtl = labels.direction(article.language) == "rtl"
    return Pages(tuple(leaves), article.language, rtl, project)


def _signed(line: str) -> str:
    """The page's sign for marked paragraphs is a letter; the pane paints a ring."""
    return f"○{line[1:]}" if line.startswith("°") else line


class _Reader:
    """Takes the renderer's markup apart."""

    def __init__(self, article: Article, spoken: frozenset[str]) -> None:
        self._starts = {chapter.id: chapter.start for chapter in article.chapters}
        self._times = {r.id: r.time for r in article.references}
        self._spoken = spoken
        self._chapter = ""
        self._shared: dict[str, Picture] = {}

    def read(self, markup: str) -> Iterator[Leaf]:
        """The leaves of the body; the renderer guarantees that it is well-formed."""
        root = ElementTree.fromstring(f"<body>{markup}</body>")  # noqa: S314 - our own renderer's
        for section in root.iter("section"):
            self._chapter = section.get("id", "")
            for element in section:
                yield from self._block(element)

    def _block(self, element: ElementTree.Element) -> Iterator[Leaf]:
        kinds = (element.get("class") or element.tag).split()
        shape: Callable[[ElementTree.Element], Iterator[Leaf]] = {
            "h2": self._part if "part" in kinds else self._heading,
            "h3": self._heading,
            "p": self._paragraph,
            "figure": self._figure,
            "blockquote": self._quotation,
            "ol": self._references,
            "div": self._listing if "listing" in kinds else self._list,
        }[element.tag]
        yield from shape(element)

    def _part(self, element: ElementTree.Element) -> Iterator[Leaf]:
        yield Leaf(element.get("id", ""), "part", _runs(element), chapter=self._chapter)

    def _heading(self, element: ElementTree.Element) -> Iterator[Leaf]:
        start = self._starts.get(self._chapter, -1.0)
        yield Leaf(self._chapter, "heading", _runs(element), start=start, chapter=self._chapter)

    def _leaf(self, element: ElementTree.Element, kind: Kind, runs: tuple[Run, ...]) -> Leaf:
        name = element.get("id", "")
        return Leaf(
            name,
            kind,
            runs,
            start=float(element.get("data-start", -1)),
            end=float(element.get("data-end", -1)),
            chapter=self._chapter,
            first=True,
            marked="marked" in element.get("class", "").split(),
            spoken=name in self._spoken,
        )

    def _paragraph(self, element: ElementTree.Element) -> Iterator[Leaf]:
        yield self._leaf(element, "paragraph", _runs(element))

    def _list(self, element: ElementTree.Element) -> Iterator[Leaf]:
        ordered = element.find("ol") is not None
        label = element.find("p[@class='label']")
        if label is not None:
            yield msgspec.structs.replace(self._leaf(element, "label", _runs(label)), last=False)
        items = list(element.iter("li"))
        for number, item in enumerate(items):
            yield msgspec.structs.replace(
                self._leaf(element, "item", _runs(item)),
                first=number == 0 and label is None,
                last=number == len(items) - 1,
                mark=f"{number + 1}." if ordered else "•",
            )

    def _figure(self, element: ElementTree.Element) -> Iterator[Leaf]:
        image = element.find("img")
        assert image is not None
        caption = element.find("figcaption/span[@class='caption']")
        runs = () if caption is None else _runs(caption)
        picture = _picture(image)
        leaf = self._leaf(element, "picture", ())
        yield msgspec.structs.replace(leaf, picture=picture, last=not runs)
        if runs:
            yield msgspec.structs.replace(leaf, kind="caption", runs=runs, first=False)

    def _listing(self, element: ElementTree.Element) -> Iterator[Leaf]:
        picture = self._behind(element)
        parts = element.findall("pre")
        for number, block in enumerate(parts):
            kind: Kind = "output" if block.get("class") == "output" else "code"
            leaf = self._leaf(element, kind, tuple(_lines(block)))
            last = picture is None and number == len(parts) - 1
            yield msgspec.structs.replace(leaf, first=number == 0, last=last)
        if picture is not None:
            link = Run(picture.alt, "link", BEHIND + element.get("id", ""))
            below = self._leaf(element, "behind", (link,))
            yield msgspec.structs.replace(below, first=False, behind=picture)

    def _behind(self, element: ElementTree.Element) -> Picture | None:
        """The picture behind a listing; those that share one find it at its first."""
        image, link = element.find("details/img"), element.find("a[@class='behind']")
        if image is not None:
            picture = _picture(image)
            self._shared[image.get("id", "")] = picture
            return picture
        return None if link is None else self._shared.get(link.get("href", "")[1:])

    def _quotation(self, element: ElementTree.Element) -> Iterator[Leaf]:
        words, source = element.find("p"), element.find("footer")
        assert words is not None
        leaf = self._leaf(element, "quotation", _runs(words))
        yield msgspec.structs.replace(leaf, last=source is None)
        if source is not None:
            yield msgspec.structs.replace(leaf, kind="source", runs=_runs(source), first=False)

    def _references(self, element: ElementTree.Element) -> Iterator[Leaf]:
        for number, item in enumerate(element.iter("li"), start=1):
            name = item.get("id", "")
            span = item.find("span")
            time = self._times.get(name, -1.0)
            back = item.find("span/a[@class='back']")
            runs = () if span is None else _runs(span)
            if back is not None:
                runs = (*runs, Run(" "), Run("↩", "link", back.get("href", "")))
            yield Leaf(
                name, "reference", runs, start=time, chapter=self._chapter, first=True,
                mark=f"{number}.",
            )  # fmt: skip


def _picture(image: ElementTree.Element) -> Picture:
    size = int(image.get("width", 0)), int(image.get("height", 0))
    return Picture(image.get("src", ""), *size, image.get("alt", ""))


def _runs(element: ElementTree.Element) -> tuple[Run, ...]:
    """The runs of running text: white space at its ends gone, times and signs left out."""
    found = [Run(element.text or "")]
    for child in element:
        kinds = child.get("class", "").split()
        words = "".join(child.itertext())
        if child.tag == "code":
            found.append(Run(words, "code"))
        elif child.tag == "a" and not {"chip", "sign"} & set(kinds):
            found.append(Run(words, "link", child.get("href", "")))
        found.append(Run((child.tail or "").replace("\u2060", "")))
    while found and found[-1].style == "text" and not found[-1].text.strip():
        found.pop()
    if found and found[-1].style == "text":
        found[-1] = Run(found[-1].text.rstrip())
    return tuple(run for run in found if run.text)


def _lines(element: ElementTree.Element, within: Run = _PLAIN) -> Iterator[Run]:
    """The runs of code, its lines parted by `LINE`, set as what they lie ``within``."""
    if element.text:
        yield msgspec.structs.replace(within, text=element.text.replace("\n", LINE))
    for child in element:
        yield from _lines(child, _set_as(child.get("class", ""), within))
        if child.tail:
            yield msgspec.structs.replace(within, text=child.tail.replace("\n", LINE))


def _set_as(kind: str, within: Run) -> Run:
    if kind == "hll":
        return msgspec.structs.replace(within, doubtful=True)
    return msgspec.structs.replace(within, style=kind or within.style)
