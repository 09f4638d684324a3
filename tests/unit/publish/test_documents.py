"""PDF, EPUB and Word: whole, readable by the programs that read them, and true to the article."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest
from docx import Document
from finished import ARTICLE, project_in, recording_in
from markupsafe import escape
from msgspec.structs import replace
from PIL import Image
from pypdf import PdfReader
from samples import figure, paragraph

from readreel.project.artifacts import Article, Chapter, Code
from readreel.publish.exports import FORMATS, to_export, write

XHTML = "{http://www.w3.org/1999/xhtml}"
SOURCE = "https://example.org/talk"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project_in(tmp_path_factory.mktemp("finished"))


def exported(project: Path, to: str, folder: Path, article: Article | None = None) -> Path:
    way = FORMATS[to]
    article = article or to_export(project, way)
    recording = recording_in(project.parent)
    return write(article, project, folder / f"talk{way.suffix}", recording=recording, to=to)


def long_article(chapters: int, blocks: int) -> Article:
    words = "A paragraph of a long talk that says nothing new and goes on for a while. " * 6
    code = "def first(x):\n    return x\n\n" + "very_long_name = " + "x + " * 60 + "1"
    made = []
    for c in range(chapters):
        inside: list[object] = []
        for n in range(blocks):
            number, start = c * blocks * 4 + n * 4, float(c * 600 + n * 20)
            inside += [
                paragraph(number, start, words),
                replace(figure(2, start, "A caption under its picture.", "alt"), id=f"g{number}"),
                Code(id=f"k{number}", start=start, end=start + 5, text=code, language="python"),
            ]
        chapter = Chapter(
            f"c{c}", f"Chapter {c} of many", c * 600.0, c * 600.0 + 599, tuple(inside)
        )  # type: ignore[arg-type]
        made.append(chapter)
    return replace(ARTICLE, chapters=tuple(made), references=())


# --- EPUB ----------------------------------------------------------------------------------------


def test_every_link_of_the_book_leads_somewhere(project: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(exported(project, "epub", tmp_path)) as book:
        assert book.infolist()[0].filename == "mimetype"
        assert book.infolist()[0].compress_type == zipfile.ZIP_STORED
        trees = {
            name.removeprefix("book/"): ET.fromstring(book.read(name))
            for name in book.namelist()
            if name.endswith(".xhtml")
        }
        names = {name.removeprefix("book/") for name in book.namelist()}
    ids = {(name, e.get("id")) for name, tree in trees.items() for e in tree.iter()}
    for name, tree in trees.items():
        for link in tree.iter(f"{XHTML}a"):
            href = link.get("href", "")
            if href.startswith("http"):
                continue
            file, _, target = href.partition("#")
            assert (file or name) in names
            assert not target or (file or name, target) in ids
        for picture in tree.iter(f"{XHTML}img"):
            assert picture.get("src") in names
            assert picture.get("alt")


def test_the_book_lists_every_chapter(project: Path, tmp_path: Path) -> None:
    article = to_export(project, FORMATS["epub"])
    with zipfile.ZipFile(exported(project, "epub", tmp_path)) as book:
        listed = book.read("book/contents.xhtml").decode()
    assert all(
        str(escape(chapter.title)) in listed for chapter in article.chapters if chapter.title
    )


@pytest.mark.skipif(
    not (shutil.which("epubcheck") and shutil.which("java")), reason="needs epubcheck and java"
)
def test_the_checker_of_books_finds_nothing(project: Path, tmp_path: Path) -> None:
    for number, article in enumerate((None, long_article(2, 1))):
        book = exported(project, "epub", tmp_path / str(number), article)
        checker = ["java", "-jar", shutil.which("epubcheck") or "", str(book)]
        found = subprocess.run(checker, capture_output=True, text=True)
        assert found.returncode == 0, found.stdout + found.stderr


# --- Word ----------------------------------------------------------------------------------------


def test_word_gets_styles_headings_links_and_pictures_with_words_for_them(
    project: Path, tmp_path: Path
) -> None:
    article = to_export(project, FORMATS["docx"])
    document = Document(str(exported(project, "docx", tmp_path)))
    lines = [(line.style.name, line.text) for line in document.paragraphs]
    assert ("Title", article.title) in lines
    headings = [text for style, text in lines if style.startswith("Heading")]
    assert [chapter.title for chapter in article.chapters if chapter.title] == [
        text for text in headings if text in {chapter.title for chapter in article.chapters}
    ]
    assert any(style == "Code" and "def put(key):\n    return" in text for style, text in lines)
    assert all(shape._inline.docPr.get("descr") for shape in document.inline_shapes)
    assert len(document.inline_shapes) == sum(
        block.__class__.__name__ == "Figure" for c in article.chapters for block in c.blocks
    )
    marked = document.element.xpath("//w:hyperlink/@w:anchor")
    assert set(marked) <= set(document.element.xpath("//w:bookmarkStart/@w:name"))


# --- PDF -----------------------------------------------------------------------------------------


def read(path: Path) -> PdfReader:
    return PdfReader(io.BytesIO(path.read_bytes()))


def test_a_pdf_lists_its_chapters_with_the_pages_on_which_they_are(
    project: Path, tmp_path: Path
) -> None:
    reader = read(exported(project, "pdf", tmp_path, long_article(5, 2)))
    texts = [page.extract_text() for page in reader.pages]
    titles = re.findall(r"Chapter \d of many", texts[0])
    listed = dict(zip(titles, re.findall(r"^\d+$", texts[0], re.MULTILINE), strict=True))
    assert len(listed) == 5
    for title, page in listed.items():
        assert title in texts[int(page) - 1]
    marks = {
        item.title: reader.get_destination_page_number(item) + 1  # type: ignore[union-attr,arg-type,operator]
        for item in reader.outline
    }
    assert {title: str(page) for title, page in marks.items()} == listed
    assert len(texts) > 8
    assert all(str(n) in text for n, text in enumerate(texts[1:], 2))


def test_a_pdf_links_and_says_what_it_is(project: Path, tmp_path: Path) -> None:
    way = FORMATS["pdf"]
    article = to_export(project, way)
    path = write(
        article, project, tmp_path / "talk.pdf",
        recording=recording_in(project.parent), to="pdf", source_url=SOURCE,
    )  # fmt: skip
    reader = read(path)
    links = [
        note.get_object()["/A"]["/URI"]
        for page in reader.pages
        for note in page.get("/Annots", [])
        if "/A" in note.get_object()
    ]
    assert any(link.startswith(SOURCE) for link in links)
    assert reader.metadata is not None
    assert reader.metadata.title == article.title
    assert reader.trailer["/Root"]["/Lang"] == article.language
    fonts = re.findall(rb"/FontFile\d?", path.read_bytes())
    assert fonts, "fonts are embedded"


def test_no_page_of_a_pdf_parts_a_picture_from_its_caption(project: Path, tmp_path: Path) -> None:
    reader = read(exported(project, "pdf", tmp_path, long_article(3, 4)))
    for page in reader.pages:
        pictures = len(page.images)
        assert pictures == page.extract_text().count("A caption under its picture.")


def test_pages_are_set_without_a_window_of_ours(project: Path, tmp_path: Path) -> None:
    """As the command line does it: in a process that has no application yet."""
    out = tmp_path / "talk.pdf"
    command = [sys.executable, "-m", "readreel", "export", str(project), "--to", "pdf"]
    made = subprocess.run([*command, "--out", str(out)], capture_output=True, text=True)
    assert made.returncode == 0, made.stderr
    pages = read(out).pages
    used = {
        str(font.get_object()["/BaseFont"])
        for page in pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert any("NotoSerif" in name for name in used), "the typeface that we bring along"
    assert any("Inter" in name for name in used)


def test_pages_of_a_contents_list_stand_at_its_far_edge_in_any_direction(
    project: Path, tmp_path: Path
) -> None:
    def sides(language: str) -> tuple[float, float]:
        article = replace(long_article(3, 4), language=language)
        page = read(exported(project, "pdf", tmp_path / language, article)).pages[0]
        numbers: list[float] = []

        def visit(text: str, cm: list[float], tm: list[float], _font: object, _size: float) -> None:
            if text.strip().isdigit():
                numbers.append((tm[4] * cm[0] + cm[4]) / float(page.mediabox.width))

        page.extract_text(visitor_text=visit)
        return min(numbers), max(numbers)

    assert sides("en")[0] > 0.8
    assert sides("ar")[0] < 0.2


@pytest.mark.parametrize("to", ["pdf", "epub", "docx"])
def test_a_portrait_picture_and_a_long_line_stay_inside(
    to: str, project: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    shutil.copytree(project, own)
    Image.new("RGB", (540, 1920), "white").save(own / "stills" / "0002.png")
    code = Code(id="k9", start=3.0, end=4.0, text="x = " + "y" * 3000, language="python")
    chapter = Chapter("c0", "One", 0.0, 9.0, (figure(2, 1.0, "", "tall"), code))
    article = replace(ARTICLE, chapters=(chapter,), references=())
    path = write(article, own, tmp_path / f"t{FORMATS[to].suffix}", recording=own, to=to)
    if to == "pdf":
        assert all(len(page.images) <= 1 for page in read(path).pages)
    assert path.stat().st_size > 1000
