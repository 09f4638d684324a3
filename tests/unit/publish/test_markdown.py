"""Markdown, read back by a CommonMark parser: what was said is what is shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hostile import STRINGS
from hypothesis import given
from hypothesis import strategies as st
from samples import draw_slides, english

from readreel.publish import markdown, write
from readreel.publish.plain import plain

markdown_it = pytest.importorskip("markdown_it")
PARSER = markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"])

NASTY = st.text(
    st.sampled_from(list("ab1 .-+*_`~<>[]()!#&;:\\|=$\"'/{}x"))
    | st.characters(exclude_categories=("Cs", "Cc")), max_size=40,
)  # fmt: skip


def _shown(source: str) -> str:
    """The text of a document that must be one plain paragraph."""
    tokens = PARSER.parse(source)
    if not tokens:
        return ""
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"], (
        source
    )
    children = tokens[1].children or []
    assert {child.type for child in children} <= {"text", "text_special"}, source
    return "".join(child.content for child in children)


@given(NASTY)
def test_escaped_text_is_shown_as_it_stands(text: str) -> None:
    text = plain(text)
    assert _shown(markdown.escaped(text)) == " ".join(text.split())


@pytest.mark.parametrize("text", STRINGS, ids=range(len(STRINGS)))
def test_hostile_text_is_shown_as_it_stands(text: str) -> None:
    assert _shown(markdown.escaped(plain(text))) == " ".join(plain(text).split())


@given(NASTY)
def test_prose_brings_no_markup_but_code_and_addresses(text: str) -> None:
    tokens: list[Any] = PARSER.parse(markdown.inline(plain(text)))
    assert [token.type for token in tokens] in ([], ["paragraph_open", "inline", "paragraph_close"])
    kinds = {child.type for token in tokens for child in token.children or []}
    assert kinds <= {"text", "text_special", "code_inline", "link_open", "link_close"}


def test_a_fence_is_longer_than_any_inside(tmp_path: Path) -> None:
    source = markdown._fenced("a\n````\n<b>\n```", "python")
    (token,) = PARSER.parse(source)
    assert token.content == "a\n````\n<b>\n```\n"
    assert token.info == "python"


def test_pictures_lie_in_a_folder_beside_the_text(tmp_path: Path) -> None:
    draw_slides(tmp_path / "project", (640, 360))
    file = write(
        english(), tmp_path / "project", tmp_path / "my talk.md", recording=tmp_path / "a.mp4"
    )
    text = file.read_text(encoding="utf-8")
    pictures = sorted((tmp_path / "my talk_files").iterdir())
    assert len(pictures) == 3
    assert all(f"](my%20talk_files/{picture.name})" in text for picture in pictures)
    assert text.count("](a.mp4#t=") == 18
