"""The web page as a parser sees it: one file, every time linked, nothing foreign, nothing executable."""

from __future__ import annotations

import base64
import hashlib
import html
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from hostile import STRINGS
from samples import arabic, chinese, draw_slides, english, figure, german, paragraph

from readreel.core.errors import StorageError, UsageError
from readreel.core.time import Span
from readreel.project.artifacts import (
    Article,
    Chapter,
    Code,
    Facts,
    Items,
    Paragraph,
    Quotation,
    Reference,
)
from readreel.publish import write
from readreel.publish.plain import plain

GOLDEN = Path(__file__).parents[2] / "golden"


class Tags(HTMLParser):
    """Every element with its attributes, the text of paragraphs, and scripts."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self._raw = ""
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._raw = tag

    def handle_endtag(self, tag: str) -> None:
        self._raw = ""

    def handle_data(self, data: str) -> None:
        if self._raw == "script":
            self.scripts.append(data)
        if self._raw == "style":
            self.styles.append(data)

    def named(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    draw_slides(folder, (640, 360))
    return folder


def _page(article: Article, project: Path, folder: Path, **options: str) -> str:
    recording = folder / (plain(article.facts.name)[:40].replace("/", "_").strip() or "x.mp4")
    file = write(article, project, folder / "page.html", recording=recording, **options)
    return file.read_text(encoding="utf-8")


def test_every_block_has_a_chip_with_its_own_seconds(project: Path, tmp_path: Path) -> None:
    root = ET.fromstring(_page(english(), project, tmp_path))
    space = "{http://www.w3.org/1999/xhtml}"
    blocks = {b.id: b for chapter in english().chapters for b in chapter.blocks}
    seen = 0
    for element in root.iter():
        block = blocks.get(element.get("id", ""))
        if block is None:
            continue
        chips = [a for a in element.iter(f"{space}a") if a.get("class") == "chip"]
        assert len(chips) == 1
        assert chips[0].get("href", "").startswith("hash%20tables%20%28week%203%29.mp4#t=")
        linked = float(chips[0].get("href", "").rpartition("=")[2])
        assert block.start - 0.1 <= linked <= block.start
        assert float(chips[0].get("data-seconds", "")) == block.start
        seen += 1
    assert seen == len(blocks)


def test_code_has_its_picture_behind_it_once_and_its_doubtful_lines_marked(
    project: Path, tmp_path: Path
) -> None:
    root = ET.fromstring(_page(english(), project, tmp_path))
    space = "{http://www.w3.org/1999/xhtml}"
    first, second = (e for e in root.iter(f"{space}div") if "listing" in e.get("class", ""))
    behind = first.find(f"{space}details/{space}img")
    assert behind is not None
    assert behind.get("src", "").startswith("data:image/")
    link = next(a for a in second.iter(f"{space}a") if a.get("class") == "behind")
    assert link.get("href") == f"#{behind.get('id')}"
    doubtful = [e for e in root.iter(f"{space}span") if e.get("class") == "hll"]
    assert ["".join(e.itertext()).strip() for e in doubtful] == ["bucket.append((key, value))"]


def test_the_page_is_one_file_that_refers_to_nothing_outside(project: Path, tmp_path: Path) -> None:
    tags = Tags(_page(english(), project, tmp_path))
    for tag, attributes in tags.elements:
        for name in ("src", "srcset", "poster", "data", "action", "background", "xlink:href"):
            assert attributes.get(name, "data:").startswith("data:"), (tag, name)
        assert not [name for name in attributes if name.startswith("on")]
        assert "style" not in attributes
    assert [link["href"] for link in tags.named("link")] == ["data:,"]
    assert {"iframe", "object", "embed", "form", "base"}.isdisjoint(t for t, _ in tags.elements)
    css = re.sub(r"/\*.*?\*/", "", "".join(tags.styles), flags=re.S)
    assert "url(" not in css
    assert "@import" not in css
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


def test_the_policy_names_our_script_and_style_and_nothing_else(
    project: Path, tmp_path: Path
) -> None:
    tags = Tags(_page(english(), project, tmp_path))
    policy = next(m for m in tags.named("meta") if "http-equiv" in m)["content"]
    (script,) = tags.scripts
    (style,) = tags.styles
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["img-src"] == "data:"
    for name, text in (("script-src", script), ("style-src", style)):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert rules[name] == f"'sha256-{digest}'"
    assert "media-src" not in rules, "there is no recording beside this page"


def test_a_recording_beside_the_page_is_played_in_it(project: Path, tmp_path: Path) -> None:
    (tmp_path / "hash tables (week 3).mp4").write_bytes(b"x")
    tags = Tags(_page(english(), project, tmp_path))
    assert [v["src"] for v in tags.named("video")] == ["hash%20tables%20%28week%203%29.mp4"]
    (source,) = Tags(_page(english(), project, tmp_path, source_url="https://vimeo.com/1")).named(
        "video"
    ) or [None]
    assert source is None


def test_a_folder_keeps_its_pictures_beside_it(project: Path, tmp_path: Path) -> None:
    file = write(english(), project, tmp_path / "out", recording=tmp_path / "talk.mp4")
    assert file == tmp_path / "out" / "index.html"
    tags = Tags(file.read_text(encoding="utf-8"))
    for image in tags.named("img"):
        assert (file.parent / image["src"]).is_file()
        assert image["src"].startswith("assets/")
        assert image["loading"] == "lazy"
    assert all(
        c["href"].startswith("../talk.mp4#t=") for c in tags.named("a") if c.get("class") == "chip"
    )


@pytest.mark.parametrize(
    "article", [english(), german(), arabic(), chinese()], ids=lambda a: a.language
)
def test_the_page_speaks_the_articles_language(
    article: Article, project: Path, tmp_path: Path
) -> None:
    markup = _page(article, project, tmp_path)
    ET.fromstring(markup)
    root = Tags(markup).named("html")[0]
    assert root["lang"] == article.language
    assert root["dir"] == ("rtl" if article.language == "ar" else "ltr")
    expected = {"en": "References", "de": "Quellen", "ar": "المراجع", "zh": "参考资料"}
    assert expected[article.language] in markup


def test_an_unknown_language_gets_english_words_and_no_false_claim(
    project: Path, tmp_path: Path
) -> None:
    article = msgspec.structs.replace(english(), language="")
    markup = _page(article, project, tmp_path)
    assert Tags(markup).named("html")[0]["lang"] == "und"
    assert "Contents" in markup


def _hostile(text: str) -> Article:
    return Article(
        title=text,
        language="en",
        facts=Facts(name=text, duration=60, span=Span(0, 60), date=text, listener=text, writer=text,
                    written_words=5, transcript_source="listened"),
        chapters=(
            Chapter("c1", text, 0, 60, (
                paragraph(1, 1.0, text, marked=True),
                figure(1, 2.0, text, text),
                Code("k1", 3.0, 4.0, text, text, text),
                Items("l1", 5.0, 6.0, (text, text), False, "cleaned", 0.5, (1,)),
                Quotation("q1", 7.0, 8.0, text, text),
            )),
            Chapter("c2", text, 0, 60, ()),
        ),
        references=(Reference("r1", text, text, 9.0, "p1"),),
        notices=(text,),
    )  # fmt: skip


@pytest.mark.parametrize("text", STRINGS, ids=range(len(STRINGS)))
def test_hostile_text_stays_text(text: str, project: Path, tmp_path: Path) -> None:
    markup = _page(_hostile(text), project, tmp_path)
    root = ET.fromstring(markup)
    harmless = Tags(_page(_hostile("harmless"), project, tmp_path))
    tags = Tags(markup)
    allowed = {
        "code",
        "a",
        "span",
    }  # what prose may bring: code between backticks, addresses, colours
    assert {t for t, _ in tags.elements} - allowed <= {t for t, _ in harmless.elements}
    assert len(tags.scripts) == 1
    assert tags.scripts == harmless.scripts
    for _, attributes in tags.elements:
        assert not [name for name in attributes if name.startswith("on")]
        href = attributes.get("href", "#")
        assert not re.match(r"\s*(javascript:|vbscript:|data:text)", href, re.IGNORECASE)
    title = root.find(".//{http://www.w3.org/1999/xhtml}title")
    assert title is not None
    wanted = " ".join(plain(html.unescape(html.escape(text))).split())
    assert " ".join((title.text or "").split()) == wanted


@pytest.mark.parametrize(
    "name", ["../evil.mp4", "a b#c?d%.mp4", "javascript:alert(1).mp4", "“ü”.mp4"]
)
def test_a_recordings_odd_name_is_only_a_path(project: Path, tmp_path: Path, name: str) -> None:
    file = write(english(), project, tmp_path / "page.html", recording=tmp_path / name)
    chips = [a for a in Tags(file.read_text()).named("a") if a.get("class") == "chip"]
    for chip in chips:
        assert re.fullmatch(r"[\w%./~!$+,=@-]+#t=[\d.]+", chip["href"])
        assert ":" not in chip["href"]


def test_a_picture_outside_the_project_is_refused(project: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"")
    block = msgspec.structs.replace(figure(1, 0.0, "", ""), file="../../secret.png")
    article = msgspec.structs.replace(english(), chapters=(Chapter("c1", "", 0, 1, (block,)),))
    with pytest.raises(StorageError):
        _page(article, project, tmp_path)


def test_a_full_disk_leaves_the_last_page_whole(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _page(english(), project, tmp_path)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StorageError, match=r"storage\.full"):
        _page(german(), project, tmp_path)
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == before
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


@pytest.mark.parametrize("out", ["page.doc", "page.jpg"])
def test_an_ending_that_says_nothing_is_refused(project: Path, tmp_path: Path, out: str) -> None:
    with pytest.raises(UsageError):
        write(english(), project, tmp_path / out, recording=tmp_path / "a.mp4")


def test_an_article_without_pictures_or_links_still_stands(project: Path, tmp_path: Path) -> None:
    blocks = tuple(b for c in english().chapters for b in c.blocks if isinstance(b, Paragraph))
    article = msgspec.structs.replace(
        english(),
        chapters=(Chapter("c1", "How a hash table finds your name", 0, 9, blocks),),
        references=(),
    )
    file = write(article, project, tmp_path / "page.html", recording=tmp_path / "talk.srt")
    tags = Tags(file.read_text(encoding="utf-8"))
    assert not [a for a in tags.named("a") if a.get("class") == "chip"], "there is nothing to watch"
    assert len([s for s in tags.named("span") if s.get("class") == "chip"]) == len(blocks)
    assert not tags.named("h2"), "the only chapter repeats the title"


@pytest.mark.parametrize(
    ("captions", "paired"),
    [(("One", "Two"), 2), (("One", ""), 0), (("One",), 0), (("One", "Two", "Three"), 0)],
)
def test_only_two_slides_in_a_row_stand_side_by_side(
    project: Path, tmp_path: Path, captions: tuple[str, ...], paired: int
) -> None:
    shown = tuple(figure(n, 2.0 * n, caption, "") for n, caption in enumerate(captions, 1))
    blocks = (paragraph(1, 1.0, "Before."), *shown, paragraph(2, 9.0, "After."))
    article = msgspec.structs.replace(english(), chapters=(Chapter("c1", "", 0, 9, blocks),))
    classes = [f["class"] for f in Tags(_page(article, project, tmp_path)).named("figure")]
    assert classes.count("block paired") == paired
    assert len(classes) == len(captions)


def test_the_same_article_gives_the_same_bytes(project: Path, tmp_path: Path) -> None:
    assert _page(english(), project, tmp_path) == _page(english(), project, tmp_path)


def _golden(name: str, found: str) -> None:
    path = GOLDEN / name
    if not path.exists():
        path.write_text(found, encoding="utf-8")
        pytest.fail(f"{path} was not there; it is written, look at it")
    assert found == path.read_text(encoding="utf-8")


def test_the_page_is_the_one_that_was_looked_at(project: Path, tmp_path: Path) -> None:
    markup = _page(english(), project, tmp_path)
    # Pictures, sheet and script have tests of their own; encoders differ between versions.
    markup = re.sub(r"data:image/[a-z]+;base64,[\w+/=]+", "data:PICTURE", markup)
    markup = re.sub(r"(<(style|script)>).*?(</\2>)", r"\1…\3", markup, flags=re.S)
    markup = re.sub(r"sha256-[\w+/=]+", "sha256-HASH", markup)
    _golden("page.html", markup)


def test_the_markdown_is_the_one_that_was_looked_at(project: Path, tmp_path: Path) -> None:
    file = write(english(), project, tmp_path / "article.md", recording=tmp_path / "talk.mp4")
    _golden(
        "article.md.txt",
        re.sub(r"(/\d{4})\.\w+\)", r"\1.PICTURE)", file.read_text(encoding="utf-8")),
    )
