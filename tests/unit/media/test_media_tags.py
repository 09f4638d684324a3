"""Titles are read as they were meant, whatever a tagger did to them."""

from __future__ import annotations

import pytest

from readreel.media.inspection import _tag


@pytest.mark.parametrize(
    "title", ["Éloge de la réparation", "Größe – 讲座", "naïve café", "plain", "Ã"]
)
@pytest.mark.parametrize("times", [0, 1, 2])
def test_utf_8_that_was_taken_for_latin_1_is_read_as_it_was(title: str, times: int) -> None:
    spoiled = title
    for _ in range(times):
        spoiled = spoiled.encode("utf-8").decode("latin-1")
    assert _tag({"TITLE": spoiled}, "title") == title
