"""Loops, lost speech and words nobody said are found by figures."""

from __future__ import annotations

import pytest
from hearing import evenly, segment
from hypothesis import given
from hypothesis import strategies as st

from readreel.core.time import Span
from readreel.steps.transcribe.judge import believable, faults, unheard
from readreel.steps.transcribe.loops import loops

PLAIN = "we take the embeddings of the three characters and we concatenate them into one vector"


def test_ordinary_speech_has_no_fault() -> None:
    assert faults(segment(evenly(PLAIN, 0, 6)), [Span(0, 6)]) == ()


@pytest.mark.parametrize(
    "text",
    [
        "and then " + "thank you. " * 5,
        "so " + "ee " * 20,
        "we see that " + "the loss goes down and " * 4 + "stops",
    ],
)
def test_a_planted_loop_is_found(text: str) -> None:
    assert "loop" in faults(segment(evenly(text, 0, 20)), [Span(0, 20)])


@pytest.mark.parametrize(
    "text", ["no, no, no, that is wrong", "very very good", "bye bye bye", PLAIN]
)
def test_what_people_repeat_is_no_loop(text: str) -> None:
    assert loops(text.split()) == []


def test_case_and_punctuation_do_not_hide_a_loop() -> None:
    (loop,) = loops(["Okay.", "okay,", "OKAY", "okay!", "okay?", "fine"])
    assert (loop.first, loop.end) == (0, 5)


@given(st.lists(st.sampled_from("abc"), max_size=60))
def test_loops_are_repetitions_in_order(words: list[str]) -> None:
    position = 0
    for loop in loops(words):
        assert loop.first >= position
        pattern = words[loop.first : loop.first + loop.period]
        assert words[loop.first : loop.end] == pattern * loop.repeats
        position = loop.end


def test_bad_figures_are_faults() -> None:
    words = evenly(PLAIN, 0, 6)
    speech = [Span(0, 6)]
    assert faults(segment(words, compression_ratio=3.0), speech) == ("compression",)
    assert faults(segment(words, log_probability=-1.4), speech) == ("probability",)
    assert faults(segment(evenly(PLAIN, 0, 1)), [Span(0, 1)]) == ("rate",)


def test_words_where_nobody_speaks_are_not_believed() -> None:
    boilerplate = segment(evenly("Thank you for watching", 30, 33))
    assert not believable(boilerplate, [Span(0, 20)])
    assert believable(boilerplate, [Span(29, 34)])


def test_a_doubtful_murmur_on_its_own_is_not_believed() -> None:
    murmur = segment([w.__class__(w.text, w.start, w.end, 0.2) for w in evenly("you", 50, 50.4)])
    assert not believable(murmur, [Span(0, 20), Span(50, 50.4)])
    assert believable(murmur, [Span(44, 49.5), Span(50, 50.4)])


def test_speech_without_words_is_lost_speech() -> None:
    words = evenly(PLAIN, 0, 6)
    assert unheard(words, [Span(0, 6), Span(6.2, 9.0)]) == []
    (lost,) = unheard(words, [Span(0, 14), Span(14.3, 20)])
    assert lost.start == pytest.approx(7.0)
    assert lost.end == 20
