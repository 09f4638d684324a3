"""The clean-up by rule takes noise out and leaves what was said."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readreel.steps.rewrite.checks.names import code_words
from readreel.steps.rewrite.cleaning.clean import clean
from readreel.steps.rewrite.language import numbers
from readreel.steps.rewrite.language.speech import known_languages, speech
from readreel.steps.rewrite.language.words import plain


def cleaned(text: str, language: str = "en") -> str:
    (result,) = clean([text], language)
    return result


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("So, um, now we have the the layer.", "We have the layer."),
        ("Okay so we we're done, right?", "We're done."),
        ("So what we — what I want is this", "What I want is this."),
        ("And so basically it's it's kind of a mess", "It's a mess."),
        ("I don't I don't know", "I don't know."),
        ("gonna do it, you know, tomorrow", "Going to do it tomorrow."),
        ("We're going to build it.", "We will build it."),
        ("The points are going to move.", "The points will move."),
        ("That is not going to work.", "That will not work."),
        ("It is, like, big.", "It is big."),
        ("but i think i'll stay", "But I think I'll stay."),
        ("the vowels a, e, i, o, u cluster", "The vowels a, e, i, o, u cluster."),
        ("[Music] Hello   there ,  friend", "Hello there, friend."),
    ],
)
def test_noise_goes_and_case_and_stop_are_put_right(spoken: str, written: str) -> None:
    assert cleaned(spoken) == written


@pytest.mark.parametrize(
    "text",
    [
        "So that we can see it.",
        "So far this works.",
        "Right now it is fine.",
        "Well-known facts matter.",
        "You know the answer.",
        "If you know what I mean, say yes.",
        "I mean it.",
        "This kind of network works.",
        "What sort of music is it?",
        "I like it.",
        "It looks like a window.",
        "We are going to the store.",
        "We're going to Paris.",
        "They are going to work.",
        "We were going to leave.",
        "He said that that was wrong.",
        "What this is is a test.",
        "He had had enough.",
        "It is not actually true.",
        "Just three of them are left.",
        "We call torch.randn here.",
        "The weights of the network, sorry, 27 of them, are negative.",
        "A child and a parent, a parent with lots of children.",
    ],
)
def test_the_same_words_stay_where_they_have_a_meaning(text: str) -> None:
    assert cleaned(text) == text


@pytest.mark.parametrize(
    ("spoken", "written", "language"),
    [
        (
            "Also äh das ist halt sozusagen die die erste Schicht, ne?",
            "Das ist die erste Schicht.",
            "de",
        ),
        ("Also haben wir drei.", "Also haben wir drei.", "de"),
        ("Die, die das sagen, irren.", "Die, die das sagen, irren.", "de"),
        ("Alors euh donc en fait c'est c'est le réseau, hein?", "C'est le réseau.", "fr"),
        ("Bueno, pues, eh, esto es una prueba, ¿no?", "Esto es una prueba.", "es"),
        ("Allora, ehm, questa è la rete.", "Questa è la rete.", "it"),
        ("Então, hum, isso é a rede, né?", "Isso é a rede.", "pt"),
        ("Dus, eh, dit is zeg maar het netwerk.", "Dit is het netwerk.", "nl"),
        ("嗯，然后，这是第一层，对吧？", "这是第一层。", "zh"),
        ("えーと、これは最初の層です", "これは最初の層です。", "ja"),
        ("to to jest sieć", "To to jest sieć.", "pl"),
    ],
)
def test_every_language_has_noise_of_its_own(spoken: str, written: str, language: str) -> None:
    assert cleaned(spoken, language) == written


@pytest.mark.parametrize(
    "noise", ["Okay.", "Um.", "Right?", "So...", "Yeah, okay.", "[Music]", "", " - "]
)
def test_a_sentence_of_noise_comes_back_empty(noise: str) -> None:
    assert cleaned(noise) == ""


def test_a_sentence_that_the_next_one_begins_with_is_said_once() -> None:
    spoken = ["This is a rolling window.", "This is a rolling window of context.", "It moves."]
    assert clean(spoken, "en") == ["", "This is a rolling window of context.", "It moves."]


def test_a_run_on_is_cut_where_new_clauses_plainly_begin() -> None:
    spoken = (
        "now in the beginning these words are initialized completely at random so they're spread out "
        "over the whole space and then we tune these embeddings of the words using gradient descent "
        "now during the course of training these points move around in the space"
    )
    sentences = re.split(r"(?<=\.) ", cleaned(spoken))
    assert len(sentences) == 4
    assert all(sentence[0].isupper() for sentence in sentences)


def test_code_at_the_beginning_keeps_its_case() -> None:
    assert cleaned("x_train is a tensor") == "x_train is a tensor."
    assert cleaned("numpy2 is new.").startswith("numpy2")


SAID = """
so now and okay well the a we we're I it it's is was not never no don't can't without you know kind of like
just really basically um uh right here 27 3.5 20,000 seventeen x_train torch.view Bengio Paris layer network
matrix , — ... and the going to gonna sorry no first second
"""
WORDS = st.sampled_from(SAID.split())
SPOKEN = st.lists(WORDS, min_size=1, max_size=40).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(SPOKEN, st.sampled_from(["en", "de", "fr", "es", "it", "pt", "nl", "xx"]))
def test_numbers_names_code_and_denials_always_stay(text: str, language: str) -> None:
    result = cleaned(text, language)
    before, after = set(plain(text)), set(plain(result))
    for kept in (
        "27",
        "3",
        "5",
        "20",
        "000",
        "seventeen",
        "bengio",
        "paris",
        "train",
        "torch",
        "view",
    ):
        assert (kept in before) == (kept in after)
    denials = speech(language).negations | {"t"}
    asides = (
        {"ne", "n"} if language in ("de", "fr") else {"no"} if language in ("es", "it") else set()
    )
    assert {w for w in before if w in denials - asides} == {
        w for w in after if w in denials - asides
    }
    assert set(code_words(text)) == set(code_words(result))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120), st.sampled_from([*known_languages(), "ru", "ar"]))
def test_any_text_is_survived_and_cleaned_text_keeps_its_words(text: str, language: str) -> None:
    (once,) = clean([text], language)
    assert (
        set(plain(once)) <= set(plain(text)) | {"going", "to", "want", "will", "not"}
        or speech(language).rewrites
    )
    assert "\n" not in once


@settings(max_examples=200, deadline=None)
@given(st.lists(SPOKEN, max_size=6))
def test_one_text_comes_back_for_each_sentence(texts: list[str]) -> None:
    assert len(clean(texts, "en")) == len(texts)


@settings(max_examples=200, deadline=None)
@given(SPOKEN)
def test_every_number_that_was_said_is_still_said(text: str) -> None:
    result = cleaned(text)
    said = numbers.said(text, "en")
    assert all(numbers.backed(number, said) for number in numbers.written(result, "en"))


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        (["Again, we can...", "Unlike that one, it works."], ["", "Unlike that one, it works."]),
        (["I can do something like this, and then..."], ["I can do something like this."]),
        (["And then…"], [""]),
        (
            ["So what you would...", "have done is this."],
            ["What you would...", "Have done is this."],
        ),
        (["He died...", "She stayed."], ["He died...", "She stayed."]),
        (["And take 3...", "No more."], ["And take 3...", "No more."]),
        (["There is no...", "Well, it works."], ["There is no...", "It works."]),
    ],
)
def test_bare_words_that_trail_off_go_unless_the_next_sentence_goes_on(
    spoken: list[str], written: list[str]
) -> None:
    assert clean(spoken, "en") == written
