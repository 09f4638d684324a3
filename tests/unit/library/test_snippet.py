"""A snippet shows the part of a passage that has most of the words, cut between words, marked exactly."""

from __future__ import annotations

import pytest

from readreel.library.query import parsed
from readreel.library.snippet import snippet

LONG = "alpha beta gamma " * 60 + "the ostrich met a penguin there " + "delta epsilon " * 60


def test_the_part_with_most_words_is_shown_between_words() -> None:
    cut = snippet("ostrich " + LONG, parsed("ostrich penguin"))
    assert [cut.text[a:b] for a, b in cut.marks] == ["ostrich", "penguin"]
    assert cut.text.startswith("…")
    assert cut.text.endswith("…")
    assert set(cut.text.strip("…").split()) <= set(LONG.split())
    assert cut.terms == 2


def test_a_long_run_without_spaces_is_cut_all_the_same() -> None:
    cut = snippet("学习" * 400 + "机器" + "学习" * 400, parsed("机器"))
    assert [cut.text[a:b] for a, b in cut.marks] == ["机器"]
    assert len(cut.text) < 400


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("one, two three", '"two three" one', ["one", "two three"]),
        ("Die Straße, die STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("ﬁne, ＦＩＮＥ, fine", "fine", ["ﬁne", "ＦＩＮＥ", "fine"]),
        ("cross_entropy and cross-entropy", "cross_entropy", ["cross_entropy", "cross-entropy"]),
        ("category catalogue cat", "cat", ["cat"]),
        ("category, catalogue", "cat*", ["category", "catalogue"]),
        ("GPT学习很好", "gpt", ["GPT"]),
        ("GPT学习很好", "GPT学习", ["GPT学习"]),
        ("한국어를 배운다", "한국어", ["한국어"]),
        ("が か", "が", ["が"]),
        ("one two three", '"two three" one', ["one two three"]),
        ("a\n\n b", '"a b"', ["a b"]),
        ("قال مُحَمَّد شيئا", "محمد", ["مُحَمَّد"]),
        ("הוא אָמַר", "אמר", ["אָמַר"]),
        ("हिन्दी और हान", "हिन्दी", ["हिन्दी"]),
        ("हिन्दी और हान", "हि*", ["हिन्दी"]),
        ("Auf\u00adnahme", "Aufnahme", ["Auf\u00adnahme"]),
        ("Ελληνικά ΦΩΣ", "ελληνικα", ["Ελληνικά"]),
        ("𝔘nicode 😀 test", "test", ["test"]),
    ],
)
def test_marks_stand_where_the_words_do(text: str, words: str, marked: list[str]) -> None:
    cut = snippet(text, parsed(words))
    assert [cut.text[a:b] for a, b in cut.marks] == marked


def test_terms_that_overlap_are_marked_once() -> None:
    cut = snippet("machine learning", parsed('"machine learning" learning'))
    assert cut.marks == ((0, 16),)


def test_words_that_follow_one_another_are_marked_as_one() -> None:
    cut = snippet("F.cross_entropy is the cross  entropy", parsed("cross entropy"))
    assert [cut.text[a:b] for a, b in cut.marks] == ["cross_entropy", "cross entropy"]
