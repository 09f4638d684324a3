"""Times, errors and messages: what everything else leans on."""

from __future__ import annotations

import errno

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readreel.core import errors
from readreel.core.errors import UsageError
from readreel.core.messages import codes, message
from readreel.core.time import Span, clock, parse_clock, rounded


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90", 90), ("1:30", 90), ("1:02:03.5", 3723.5), ("0", 0), ("61:00", 3660)],
)
def test_times_are_read_as_people_write_them(text: str, seconds: float) -> None:
    assert parse_clock(text) == seconds


@pytest.mark.parametrize("text", ["", "abc", "1:2:3:4", "-5", "1:", "nan"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        parse_clock(text)


@given(st.integers(min_value=0, max_value=360_000))
def test_the_clock_reads_back(seconds: int) -> None:
    assert parse_clock(clock(seconds)) == seconds


def test_hours_are_never_dropped() -> None:
    assert clock(3 * 3600 + 5) == "3:00:05"


def test_rounding_leaves_no_minus_zero() -> None:
    assert str(rounded(-0.0001)) == "0.0"


def test_spans_overlap_only_where_they_meet() -> None:
    assert Span(0, 2).overlap(Span(1, 5)) == 1
    assert Span(0, 2).overlap(Span(3, 5)) == 0


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "storage.full"),
        (errno.EACCES, "storage.denied"),
        (errno.EIO, "storage.failed"),
    ],
)
def test_a_full_disk_is_not_our_bug(number: int, code: str) -> None:
    assert errors.from_os_error(OSError(number, "reason", "file")).code == code


def test_errors_keep_their_family_across_a_process_boundary() -> None:
    for kind in (errors.RecordingError, errors.ModelError, errors.StorageError, errors.EngineError):
        original = kind(f"{kind.__name__.removesuffix('Error').lower()}.x", path="p")
        assert type(errors.from_code(original.code, original.values)) is kind
    assert isinstance(errors.from_code("cancelled", {}), errors.Cancelled)


def test_every_message_says_what_happened() -> None:
    for code in codes():
        assert message(code, {}).happened


def test_values_are_filled_in_and_braces_in_them_are_left_alone() -> None:
    assert "{x}.mp4" in str(message("storage.absent", {"path": "{x}.mp4"}))
