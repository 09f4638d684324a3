"""Windows end at pauses and depend on their start alone; word times always hold together."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from readreel.core.engines import HeardWord
from readreel.core.time import Span
from readreel.steps.transcribe.timing import placed
from readreel.steps.transcribe.windows import WINDOW_SECONDS, pauses, window_end

times = st.floats(0, 400, allow_nan=False)
spans = st.lists(st.tuples(times, st.floats(0.1, 40)).map(lambda t: Span(t[0], t[0] + t[1])))


def test_a_short_rest_is_one_window() -> None:
    assert window_end(100.0, 190.0, [Span(100.0, 190.0)]) == 190.0


def test_a_window_ends_in_the_longest_pause_of_its_last_quarter() -> None:
    speech = [Span(0, 50), Span(60, 95), Span(95.3, 104), Span(105, 118), Span(118.2, 120)]
    assert window_end(0.0, 3600.0, speech) == 104.5


def test_where_nobody_pauses_the_window_ends_at_the_horizon() -> None:
    assert window_end(30.0, 3600.0, [Span(30.0, 400.0)]) == 30.0 + WINDOW_SECONDS


@given(spans, st.floats(0, 300), st.floats(1, 2000))
def test_windows_go_forward_and_never_pass_their_length(
    speech: list[Span], start: float, length: float
) -> None:
    end = window_end(start, start + length, speech)
    assert start < end <= start + length
    assert end - start <= WINDOW_SECONDS + 0.001


@given(spans, st.floats(0, 200), st.floats(0, 200))
def test_pauses_are_where_nobody_speaks(speech: list[Span], start: float, length: float) -> None:
    end = start + length
    found = pauses(speech, start, end)
    for pause in found:
        assert start <= pause.start < pause.end <= end
        assert all(span.overlap(pause) < 1e-9 for span in speech)
    for one, other in itertools.pairwise(found):
        assert one.end <= other.start


heard = st.lists(
    st.builds(
        HeardWord,
        text=st.sampled_from(["so", "the", "network", "learns."]),
        start=st.floats(-5, 130),
        end=st.floats(-5, 130),
        probability=st.floats(0, 1),
    ),
    max_size=60,
)


@given(heard, spans)
def test_word_times_are_ordered_inside_the_window_and_never_empty(
    words: list[HeardWord], speech: list[Span]
) -> None:
    found = placed(words, Span(2.0, 122.0), speech)
    assert [word.text for word in found] == [word.text for word in words]
    position = 2.0
    for word in found:
        assert position <= word.start < word.end <= 122.0
        position = word.end


def test_a_word_that_the_model_begins_ten_seconds_early_begins_where_somebody_speaks() -> None:
    speech = [Span(0.0, 3.0), Span(13.0, 16.0)]
    early = HeardWord("Now", 3.2, 13.4, 0.9)
    (word,) = placed([early], Span(0.0, 20.0), speech)
    assert 12.8 <= word.start <= 13.0
    assert word.end == 13.4


def test_a_word_that_reaches_into_a_silence_ends_with_the_speech() -> None:
    speech = [Span(0.0, 3.0), Span(9.0, 12.0)]
    (word,) = placed([HeardWord("done.", 2.4, 8.9, 0.9)], Span(0.0, 20.0), speech)
    assert (word.start, word.end) == (2.4, 3.1)
