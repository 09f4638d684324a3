"""Subtitles for any speech: every word, in order, in lines that fit, one caption after another."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readreel.core.language import SPACELESS, joined
from readreel.core.time import Span
from readreel.project.artifacts import Recording, Sentence, Transcript, Word
from readreel.project.folder import ProjectFolder
from readreel.project.subtitles import read_cues
from readreel.publish.captions import COLUMNS, Caption, _columns, captions
from readreel.publish.exports import FORMATS, to_export, write
from readreel.publish.plain import plain

TEXT = st.text(
    st.sampled_from(list("abcdefgh.,?!-<>{}&\\/'\"0123 名字的函数مرحبا"))
    | st.characters(exclude_categories=("Cs", "Cc", "Z")),
    min_size=1, max_size=12,
).map(lambda text: "".join(plain(text).split()) or "x")  # fmt: skip
LONG = st.text("abcdefg/名", min_size=1, max_size=200)
STEP = st.floats(-0.5, 4.0, allow_nan=False)


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    """Words in any script with times that may stand still, overlap or run backwards."""
    at, found = draw(st.floats(0, 20_000)), []
    for number in range(draw(st.integers(1, 6))):
        words = []
        for text in draw(st.lists(TEXT | LONG, min_size=1, max_size=30)):
            at = max(0.0, at + draw(STEP))
            words.append(Word(text, at, at + max(0.0, draw(STEP) / 4)))
        text = joined([word.text for word in words], "en")
        found.append(Sentence(number, words[0].start, words[-1].end, text, tuple(words)))
    language = draw(st.sampled_from(["en", "zh", "ar", "th"]))
    return Transcript(language=language, source="listened", sentences=tuple(found))


@settings(deadline=None)
@given(transcripts())
def test_every_word_is_shown_in_lines_that_fit_one_caption_after_another(
    spoken: Transcript,
) -> None:
    shown = captions(spoken)
    said = "".join(word.text for s in spoken.sentences for word in s.words)
    assert "".join("".join(one.lines) for one in shown).replace(" ", "") == said
    for one in shown:
        assert 1 <= len(one.lines) <= 2
        assert all(0 < _columns(line) <= COLUMNS or len(line) == 1 for line in one.lines)
        assert 0 <= one.start < one.end
    assert all(one.end <= two.start for one, two in pairwise(shown))


@settings(deadline=None, max_examples=40)
@given(spoken=transcripts(), to=st.sampled_from(["srt", "vtt"]))
def test_what_is_written_is_read_back(
    spoken: Transcript, to: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("spoken")
    file = _written(spoken, to, folder)
    shown = captions(spoken)
    cues = read_cues(file)
    assert [(round(c.start * 1000), round(c.end * 1000)) for c in cues] == [
        (one.start, one.end) for one in shown if "".join(one.lines).strip("\u200b\ufeff")
    ]


def _written(spoken: Transcript, to: str, folder: Path) -> Path:
    project = ProjectFolder(folder / "project")
    project.create()
    project.write(
        Recording(
            path="",
            name="a.mp4",
            size=1,
            fingerprint="",
            container="",
            duration=1.0,
            span=Span(0, 1),
        )
    )
    project.write(spoken)
    article = to_export(project.root, FORMATS[to])
    return write(article, project.root, folder / f"a.{to}", recording=folder / "a.mp4", to=to)


def _spoken(text: str, language: str = "en", pace: float = 0.3) -> Transcript:
    parts = list(text) if language in SPACELESS else text.split()
    words = [Word(part, n * pace, n * pace + pace * 0.9) for n, part in enumerate(parts)]
    return Transcript(
        language=language, source="listened",
        sentences=(Sentence(0, 0.0, words[-1].end, text, tuple(words)),),
    )  # fmt: skip


def test_captions_end_where_sentences_and_clauses_do() -> None:
    shown = captions(
        _spoken(
            "A list has no idea where anything is. To find a name it looks at the first entry, then at "
            "the second, and so forth until it is either lucky or done."
        )
    )
    assert [one.lines for one in shown] == [
        ("A list has no idea where anything is.",),
        ("To find a name it looks", "at the first entry,"),
        ("then at the second, and so forth", "until it is either lucky or done."),
    ]


def test_no_line_ends_on_a_word_that_belongs_to_the_next() -> None:
    said = (
        "so that after a while nobody remembers which of the many little boxes on the shelf had the name "
        "in it and whether the box was even open"
    )
    last = [line.split()[-1] for one in captions(_spoken(said)) for line in one.lines]
    assert not {"of", "the", "a", "and", "on", "which"} & set(last)


def test_han_counts_twice_and_has_no_spaces() -> None:
    shown = captions(
        _spoken(
            "我们把名字放在一个列表里，所以查找很慢。现在用一个函数算出数字，再用这个数字决定放在哪里。",
            "zh",
        )
    )
    assert all(_columns(line) <= 42 and " " not in line for one in shown for line in one.lines)
    assert shown[0].lines[-1].endswith("。")


def test_a_short_caption_stands_for_a_second_where_there_is_room() -> None:
    (one,) = captions(_spoken("Yes."))
    assert one == Caption(0, 1000, ("Yes.",))


def test_silence_is_not_captioned() -> None:
    words = (Word("Before", 0.0, 0.5), Word("after", 9.0, 9.4))
    spoken = Transcript(
        language="en", source="listened",
        sentences=(Sentence(0, 0.0, 9.4, "Before after", words),),
    )  # fmt: skip
    assert [(one.start, one.end) for one in captions(spoken)] == [(0, 1000), (9000, 10000)]


def test_a_sentence_without_words_is_spread_over_its_time(tmp_path: Path) -> None:
    spoken = Transcript(
        language="en", source="subtitles",
        sentences=(Sentence(0, 10.0, 12.0, "One line of old subtitles.", ()),),
    )  # fmt: skip
    text = _written(spoken, "srt", tmp_path).read_text(encoding="utf-8")
    assert text == "1\n00:00:10,000 --> 00:00:12,000\nOne line of old subtitles.\n"
