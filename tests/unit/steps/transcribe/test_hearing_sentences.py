"""Words become sentences in any language, with punctuation or without."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readreel.project.artifacts import Word
from readreel.steps.transcribe.sentences import LONG, LONGEST, sentences


def spoken(text: str, pauses: dict[int, float] | None = None, spaced: bool = True) -> list[Word]:
    words, position = [], 0.0
    for number, part in enumerate(text.split() if spaced else list(text)):
        position += (pauses or {}).get(number, 0.0)
        words.append(Word(part, round(position, 3), round(position + 0.3, 3)))
        position += 0.3
    return words


def texts(text: str, language: str = "en") -> list[str]:
    return [sentence.text for sentence in sentences(spoken(text), language)]


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("en", ["Dr. Smith uses e.g. 3.5 liters.", "Then he stops."]),
        ("en", ["See www.example.org for J. R. Tolkien and Mr. Bean.", "Done!"]),
        ("en", ["Is it?", "It is, at 5 p.m. sharp."]),
        ("en", ["He said “stop.”", "She did not."]),
        ("de", ["Das ist z.B. ein Netz.", "Es lernt."]),
        ("fr", ["M. Dupont est là.", "Il parle."]),
        ("es", ["El Sr. Pérez habla.", "¿Qué dice?", "Nada."]),
        ("ru", ["Это так и т.д. всегда.", "Да."]),
        ("hi", ["यह वाक्य है।", "यह दूसरा है।"]),
        ("ar", ["هل هذا صحيح؟", "نعم."]),
        ("sw", ["Hii ni sentensi.", "Hii ni nyingine."]),
    ],
)
def test_stops_end_sentences_and_abbreviations_do_not(language: str, parts: list[str]) -> None:
    assert texts(" ".join(parts), language) == parts


def test_chinese_and_japanese_are_joined_without_spaces() -> None:
    words = [Word(c, n * 0.2, n * 0.2 + 0.2) for n, c in enumerate("我们学习。你好！")]
    assert [s.text for s in sentences(words, "zh")] == ["我们学习。", "你好！"]
    mixed = [
        Word(w, n * 0.2, n * 0.2 + 0.2)
        for n, w in enumerate(["私", "の", "machine", "learning", "です。"])
    ]
    assert [s.text for s in sentences(mixed, "ja")] == ["私のmachine learningです。"]


def test_nine_hundred_words_without_a_stop_become_sayable_sentences() -> None:
    line = "we take the loss of the network and look at it because it tells us a lot so now "
    words = spoken(line * 50, pauses=dict.fromkeys(range(17, 900, 18), 0.5))
    found = sentences(words, "en")
    assert max(len(s.words) for s in found) <= LONG
    assert min(len(s.words) for s in found) >= 5


def test_a_long_run_is_parted_at_its_pauses() -> None:
    words = spoken("word " * 100, pauses={25: 1.0, 50: 1.0, 75: 1.0})
    assert [len(s.words) for s in sentences(words, "other")] == [25, 25, 25, 25]


def test_without_pauses_a_run_is_parted_before_words_that_open_a_sentence() -> None:
    run = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron "
    found = texts((run + "because ") * 4 + "end")
    assert all(part.startswith("because") for part in found[1:])
    assert len(found) > 1


def test_a_run_is_never_parted_after_an_article() -> None:
    words = spoken(
        "and " + "look at the big thing over there with me " * 12,
        pauses=dict.fromkeys(range(4, 100, 9), 0.3),
    )
    assert not any(s.text.endswith((" the", " with", " at")) for s in sentences(words, "en")[:-1])


def test_a_long_silence_ends_a_sentence() -> None:
    found = sentences(spoken("we wait and here it is", pauses={3: 9.0}), "en")
    assert [s.text for s in found] == ["we wait and", "here it is"]


def test_improbable_sentences_are_doubtful() -> None:
    words = [Word("mumble.", 0.0, 1.0, 0.2), Word("Clear.", 2.0, 3.0, 0.95)]
    assert [s.doubtful for s in sentences(words, "en")] == [True, False]


def test_a_stop_that_ends_nothing_is_not_kept() -> None:
    found = sentences(spoken("This was perfection. and it was the. Space we saw. It ended."), "en")
    assert [s.text for s in found] == [
        "This was perfection and it was the Space we saw.",
        "It ended.",
    ]


def test_a_common_word_after_a_slip_loses_its_capital() -> None:
    found = sentences(spoken("It was running in a. Where it sat. In an. Hour"), "en")
    assert [s.text for s in found] == ["It was running in a where it sat.", "In an Hour"]


def test_nobody_ends_with_a_subject_that_has_done_nothing_yet() -> None:
    found = sentences(spoken("In this paper they. Have 17 words. And so do they. We stop."), "en")
    assert [s.text for s in found] == [
        "In this paper they have 17 words.",
        "And so do they.",
        "We stop.",
    ]


def test_an_abbreviation_keeps_its_stop_before_a_small_letter() -> None:
    found = sentences(spoken("Use tools e.g. pliers and see fig. two"), "en")
    assert [s.text for s in found] == ["Use tools e.g. pliers and see fig. two"]


def _bare(word: Word) -> str:
    return word.text.casefold().rstrip(".…")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["so", "the", "end.", "e.g.", "42", "A.", "why?", "了", "…", '"', "and,"]
            ),
            st.floats(0, 7),
        ),
        max_size=300,
    ),
    st.sampled_from(["en", "de", "ja", "zh", "xx"]),
)
def test_no_word_is_lost_and_ids_count_from_zero(parts: list[tuple[str, float]], code: str) -> None:
    words, position = [], 0.0
    for text, pause in parts:
        position += pause
        words.append(Word(text, position, position + 0.2))
        position += 0.2
    found = sentences(words, code)
    kept = itertools.chain.from_iterable(s.words for s in found)
    assert [(_bare(w), w.start, w.end) for w in kept] == [(_bare(w), w.start, w.end) for w in words]
    assert [s.id for s in found] == list(range(len(found)))
    assert all(s.words and s.start <= s.end for s in found)
    size = 2 if code in ("ja", "zh") else 1
    assert all(len(s.words) <= LONGEST * size for s in found)
