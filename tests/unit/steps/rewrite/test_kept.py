"""Details that a paragraph may not lose."""

from __future__ import annotations

import pytest

from readreel.steps.rewrite.checks.kept import missing


@pytest.mark.parametrize(
    ("said", "written", "language"),
    [
        ("The hive has about 40,000 bees.", "The hive has many bees.", "en"),
        ("We ask Alice for the key.", "We ask for the key.", "en"),
        ("You then call loss.backward on it.", "You then propagate the loss.", "en"),
        ("It gets twenty degrees warmer.", "It gets warmer.", "en"),
        ("Das Gas wird 60, 70 Grad heiß.", "Das Gas wird heiß.", "de"),
    ],
)
def test_a_lost_number_name_or_code_word_is_missed(said: str, written: str, language: str) -> None:
    assert missing((said,), written, language) == (0,)
    assert missing((said,), said, language) == ()


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("There's about 4,800 of them.", "There are about 4800 of them."),
        ("Let's do a thousand steps.", "We take 1,000 steps."),
        ("So L equals 0.5 here.", "Here L = 0.5."),
        ("These two things cancel.", "The effects cancel."),
        ("Then Python tries to access 1.data here.", "Python then tries to access `1.data`."),
    ],
)
def test_another_spelling_keeps_a_detail(said: str, written: str) -> None:
    assert missing((said,), written, "en") == ()


def test_a_detail_may_stand_anywhere_in_the_paragraph() -> None:
    said = ("Alice waits for 30 seconds.", "And after 30 seconds she tells Bob.")
    assert missing(said, "After 30 seconds Alice tells Bob.", "en") == ()
    assert missing(said, "After 30 seconds Alice goes on.", "en") == (1,)


def test_a_name_whose_spelling_was_put_right_is_told() -> None:
    said = ("And now, look at this, Lindquist has 9 minutes.",)
    assert not missing(said, "Lindqvist has 9 minutes.", "en")
    assert missing(said, "Adebayo has 9 minutes.", "en") == (0,)
