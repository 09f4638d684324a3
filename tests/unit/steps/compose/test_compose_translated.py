"""An article in another language than the talk: its titles, its lists, what stays as it was said."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from fakes import MemoryContext
from readreel.core.time import Span
from readreel.project.artifacts import (
    Article,
    Headings,
    Items,
    Outline,
    OutlineChapter,
    Paragraph,
    Paragraphs,
    Passage,
    Recording,
    Screens,
    Sentence,
    Stills,
    Transcript,
    Written,
)
from readreel.project.draft import Material, drafted
from readreel.project.parameters import ComposeParameters
from readreel.publish.facts import colophon
from readreel.publish.labels import labels_of, of
from readreel.publish.moments import Moments
from readreel.publish.renderer import Profile, Shown, body
from readreel.steps.compose import compose

RECORDING = Recording(
    path="talk.mp4", name="talk.mp4", size=1, fingerprint="f", container="mp4", duration=60.0,
    span=Span(0.0, 60.0), video_track=0, audio_track=0,
)  # fmt: skip
SAID = (
    "The queen stays in the hive.",
    "Honey is spun after lunch.",
    "First heat it, then cool it.",
)
LIST = (
    "Es gibt drei Schritte. Erstens: Der Honig wird geschleudert. Zweitens: Er wird gesiebt. "
    "Drittens: Er wird gerührt."
)
OUTLINE = Outline(
    title="Bees",
    chapters=(
        OutlineChapter(
            0,
            "The hive",
            0.0,
            30.0,
            tuple(Passage(n, n, n, n * 10.0, n * 10.0 + 9) for n in range(3)),
        ),
    ),
)
TRANSCRIPT = Transcript(
    language="en",
    source="listened",
    sentences=tuple(Sentence(n, n * 10.0, n * 10.0 + 9, text, ()) for n, text in enumerate(SAID)),
)
PARAGRAPHS = Paragraphs(
    writer="qwen",
    paragraphs=(
        Written(0, "Die Königin bleibt im Stock.", "rewritten", 1.0, (0,), language="de"),
        Written(1, SAID[1], "cleaned", 1.0, (1,), ("number",), untranslated=True),
        Written(
            2, "Es ist „First heat it, then cool it.“", "rewritten", 1.0, (2,), untranslated=True
        ),
    ),
    language="de",
    headings=Headings("Bienen", ("Der Bienenstock",), ("Im Sommer",)),
)


def made(folder: Path, paragraphs: Paragraphs = PARAGRAPHS) -> Article:
    return compose(
        RECORDING, TRANSCRIPT, Stills(), Screens(), OUTLINE, paragraphs, ComposeParameters(),
        "whisper", MemoryContext(folder),
    )  # fmt: skip


def test_titles_and_labels_are_those_of_its_language(tmp_path: Path) -> None:
    article = made(tmp_path)
    assert (article.title, article.language) == ("Bienen", "de")
    assert [chapter.title for chapter in article.chapters] == ["Der Bienenstock"]
    assert article.chapters[0].part == "Im Sommer"
    assert article.facts.spoken_language == "en"


def test_titles_of_another_outline_are_not_used(tmp_path: Path) -> None:
    stale = msgspec.structs.replace(
        PARAGRAPHS, headings=Headings("Bienen", ("Eins", "Zwei"), ("", ""))
    )
    assert made(tmp_path, stale).title == "Bees"


def test_what_is_left_in_the_language_of_the_talk_is_marked(tmp_path: Path) -> None:
    blocks = made(tmp_path).chapters[0].blocks
    assert [block.marked for block in blocks if isinstance(block, Paragraph)] == [False, True, True]


def test_lists_are_found_by_the_words_of_the_language_they_are_written_in(tmp_path: Path) -> None:
    listed = (Written(0, LIST, "rewritten", 1.0, (0,)), *PARAGRAPHS.paragraphs[1:])
    blocks = (
        made(tmp_path, msgspec.structs.replace(PARAGRAPHS, paragraphs=listed)).chapters[0].blocks
    )
    assert any(isinstance(block, Items) for block in blocks)


def test_the_page_says_that_it_was_translated_and_what_was_not(tmp_path: Path) -> None:
    lines = colophon(made(tmp_path))
    labels = of("de")
    assert any("qwen" in line and "übersetzt" in line for line in lines)
    assert f"° {labels.untranslated_marks}" in lines
    plain = msgspec.structs.replace(PARAGRAPHS, language="", headings=None)
    assert labels_of(made(tmp_path, plain)) == of("en")


@pytest.mark.parametrize(("spoken", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_words_in_the_language_of_the_talk_say_which_it_is(
    spoken: str, direction: str, tmp_path: Path
) -> None:
    article = made(tmp_path)
    facts = msgspec.structs.replace(article.facts, spoken_language=spoken)
    article = msgspec.structs.replace(article, facts=facts)
    moments = Moments(Path("talk.mp4"), Path())
    markup = body(article, Profile(moments, lambda block: Shown(block.file, 1, 1)))
    said, told = (
        next(line for line in markup.splitlines() if f'id="p{n}"' in line) for n in (2, 1)
    )
    assert f'lang="{spoken}" dir="{direction}"' in said
    assert "lang=" not in told


def test_the_draft_marks_it_before_the_article_is_done() -> None:
    draft = drafted(
        Material(
            recording=RECORDING,
            transcript=TRANSCRIPT,
            outline=OUTLINE,
            written=PARAGRAPHS.paragraphs,
        )
    )
    assert (draft.article.language, draft.article.facts.spoken_language) == ("de", "en")
    blocks = draft.article.chapters[0].blocks
    assert [block.marked for block in blocks if isinstance(block, Paragraph)] == [False, True, True]


@pytest.mark.parametrize("code", ["ar", "de", "en", "es", "fr", "he", "it", "ja", "ko", "nl", "pl", "pt",
                                  "ru", "tr", "uk", "zh"])  # fmt: skip
def test_every_language_of_the_page_says_it_in_its_own_words(code: str) -> None:
    labels, english = of(code), of("en")
    assert "{writer}" in labels.translated
    texts = {labels.translated, labels.untranslated, labels.untranslated_marks}
    assert len(texts) == 3
    assert code == "en" or not texts & {
        english.translated, english.untranslated, english.untranslated_marks
    }  # fmt: skip
