"""Guesses taken from the source of a rewriting."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from readreel.inference.lookahead import Lookahead


def steps(source: list[int], target: list[int]) -> int:
    """Passes needed to write ``target`` when the model would write just that."""
    ahead, written, passes = Lookahead(source), [target[0]], 1
    while len(written) < len(target):
        guess = ahead.guess(written)[: len(target) - len(written)]
        rest = target[len(written) :]
        right = 0
        while right < len(guess) and guess[right] == rest[right]:
            right += 1
        written += rest[: right + 1]
        ahead.learn(right)
        passes += 1
    return passes


def test_a_copied_source_takes_a_fraction_of_the_passes() -> None:
    assert steps(list(range(100)), list(range(100))) <= 100 / 8


def test_something_quite_new_is_not_guessed_at() -> None:
    ahead = Lookahead(list(range(100)))
    assert ahead.guess([200, 201, 202]) == []


def test_of_two_places_the_one_ahead_is_followed() -> None:
    said = [1, 2, 3, 4, 5]
    ahead = Lookahead([*said, 7, *said, 8, *said, 9])
    assert ahead.guess(said)[0] == 7
    ahead.learn(1)
    assert ahead.guess([*said, 7, *said])[0] == 8


def test_a_few_words_in_common_are_no_reason_to_guess() -> None:
    ahead = Lookahead(list(range(100)))
    assert ahead.guess([50, 51, 52]) == []
    assert ahead.guess([50, 51, 52, 53, 54]) == list(range(55, 70))


@given(
    st.lists(st.integers(0, 3), max_size=60), st.lists(st.integers(0, 3), min_size=1, max_size=60)
)
def test_every_guess_stands_in_the_source_after_what_was_written(
    source: list[int], target: list[int]
) -> None:
    ahead = Lookahead(source)
    for end in range(1, len(target) + 1):
        guess = ahead.guess(target[:end])
        if guess:
            run = [*target[end - 5 : end], *guess]
            assert any(source[i : i + len(run)] == run for i in range(len(source)))
        ahead.learn(0)
