"""What applying spellings does to a transcript."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from readreel.project.artifacts import Spelling, Spellings, Transcript
from readreel.project.spelled import bare, spelled
from said_and_shown import sentence


def transcript(*said: str, language: str = "en") -> Transcript:
    return Transcript(
        language=language,
        source="listened",
        sentences=tuple(
            sentence(number, [(word, 0.9) for word in text.split()])
            for number, text in enumerate(said)
        ),
    )


def one(heard: str, written: str, first: int, last: int | None = None, **more: Any) -> Spelling:
    last = first if last is None else last
    return msgspec.structs.replace(Spelling(0, first, last, heard, written, "term", 1, 0.9), **more)


def test_words_that_became_one_keep_their_punctuation_and_their_time() -> None:
    heard = transcript("We call (tore dot cat), then stop.")
    result = spelled(heard, Spellings(spellings=(one("tore dot cat", "torch.cat", 2, 4),)))
    (told,) = result.sentences
    assert told.text == "We call (torch.cat), then stop."
    assert [word.text for word in told.words] == ["We", "call", "(torch.cat),", "then", "stop."]
    before = heard.sentences[0].words
    assert (told.words[2].start, told.words[2].end) == (before[2].start, before[4].end)


def test_a_genitive_stays_with_the_name() -> None:
    result = spelled(
        transcript("In Benjou's paper"), Spellings(spellings=(one("Benjou", "Bengio", 1),))
    )
    assert result.sentences[0].text == "In Bengio's paper"


def test_several_changes_of_a_sentence_do_not_get_in_each_others_way() -> None:
    made = Spellings(
        spellings=(one("pi torch", "PyTorch", 0, 1), one("soft mass", "softmax", 3, 4))
    )
    assert spelled(transcript("pi torch has soft mass too"), made).sentences[0].text == (
        "PyTorch has softmax too"
    )


def test_a_sentence_that_says_something_else_stays() -> None:
    made = Spellings(
        spellings=(one("pi torch", "PyTorch", 0, 1), one("soft mass", "softmax", 3, 4))
    )
    for said in ("pi torch has hard mass too", "pi torch", "PyTorch has soft mass too"):
        assert spelled(transcript(said), made) == transcript(said)


def test_overlapping_changes_are_refused() -> None:
    made = Spellings(
        spellings=(one("pi torch", "PyTorch", 0, 1), one("torch has", "torches", 1, 2))
    )
    assert spelled(transcript("pi torch has it"), made) == transcript("pi torch has it")


def test_without_spellings_nothing_changes() -> None:
    said = transcript("As Benjou wrote.", "And so on.")
    assert spelled(said, Spellings()) == said


@given(
    st.lists(st.sampled_from(["a", "b", "c", "a,", "(b)", "c's"]), min_size=1, max_size=8),
    st.lists(
        st.tuples(
            st.integers(0, 7),
            st.integers(0, 2),
            st.sampled_from(["a", "b", "a b", "torch.cat", "x"]),
        ),
        max_size=4,
    ),
)
def test_applying_twice_is_applying_once(
    words: list[str], wishes: list[tuple[int, int, str]]
) -> None:
    said = transcript(" ".join(words))
    spellings = tuple(
        one(" ".join(bare(word) for word in words[at : at + more + 1]), written, at, at + more)
        for at, more, written in wishes
    )
    once = spelled(said, Spellings(spellings=spellings))
    assert spelled(once, Spellings(spellings=spellings)) == once
