"""Real writers put real speech into another language, and what they get wrong does not pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from fakes import MemoryContext
from readreel.core import paths
from readreel.core.engines import Writer
from readreel.inference.llama import open_writer
from readreel.project.artifacts import (
    Outline,
    OutlineChapter,
    Paragraphs,
    Passage,
    Screens,
    Sentence,
    Stills,
    Transcript,
)
from readreel.project.parameters import RewriteParameters
from readreel.steps.rewrite import rewrite
from readreel.steps.rewrite.checks.prose import share
from readreel.steps.rewrite.language.words import plain

MODEL = paths.user_models() / "qwen2.5-coder-1.5b-instruct/qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"

LINCOLN = (
    "We can't, in a larger sense, dedicate this ground, and we cannot consecrate it, you know.",
    "The brave men, living and dead, who struggled here, have consecrated it far above our poor power.",
    "And the world will little note, nor long remember, what we say here today.",
    "But it can never forget what they did here.",
)
MUELLER = (
    "Also der Johann Brandstätter, der hat die Mühle 1761 gebaut, und sie steht bis heute.",
    "Das Rad, das hat 36 Schaufeln, und von denen sind im Moment 29 kaputt, das klingt schlimm.",
    "Es ist aber nicht schlimm, weil man die Schaufeln sowieso alle 20 Jahre austauschen muss.",
)


@pytest.fixture(scope="module")
def writer() -> Writer:
    if not MODEL.is_file():
        pytest.skip("the larger starter model is not installed")
    return open_writer(MODEL, context_tokens=4096, threads=2)


def translated(
    writer: Writer, said: tuple[str, ...], spoken: str, written: str, folder: Path
) -> Paragraphs:
    sentences = tuple(Sentence(n, 0.0, 0.0, text, ()) for n, text in enumerate(said))
    passage = Passage(0, 0, len(said) - 1, 0.0, 0.0)
    title = "The battlefield" if spoken == "en" else "Die alte Mühle"
    return rewrite(
        Transcript(language=spoken, source="listened", sentences=sentences),
        Outline(title=title, chapters=(OutlineChapter(0, title, 0.0, 0.0, (passage,)),)),
        Screens(),
        Stills(),
        writer,
        RewriteParameters(language=written),
        "qwen",
        MemoryContext(folder),
    )


@pytest.mark.models
def test_english_speech_becomes_a_german_paragraph(writer: Writer, tmp_path: Path) -> None:
    found = translated(writer, LINCOLN, "en", "de", tmp_path)
    (paragraph,) = found.paragraphs
    assert found.language == "de"
    assert paragraph.origin == "rewritten", paragraph
    words = plain(paragraph.text)
    assert share(words, "de") > 2 * share(words, "en"), paragraph.text
    assert "nicht" in words or "nie" in words or "kein" in words or "niemals" in words


@pytest.mark.models
def test_german_speech_becomes_an_english_paragraph(writer: Writer, tmp_path: Path) -> None:
    found = translated(writer, MUELLER, "de", "en", tmp_path)
    (paragraph,) = found.paragraphs
    assert paragraph.origin == "rewritten", paragraph
    words = plain(paragraph.text)
    assert share(words, "en") > 2 * share(words, "de"), paragraph.text
    assert {"1761", "36", "29", "20"} <= set(words)
    assert "Brandstätter" in paragraph.text
    assert found.headings is not None
    assert "mill" in found.headings.title.lower()
