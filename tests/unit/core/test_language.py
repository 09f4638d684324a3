"""Sentences that hardly end where the listener put a stop."""

from __future__ import annotations

import pytest

from readreel.core.language import dangles


@pytest.mark.parametrize(
    ("sentence", "language", "hangs"),
    [
        ("It will copy vertically for every.", "en", True),
        ("and so even though you", "en", True),
        ("We multiply the rows by two.", "en", False),
        ("Is it one of those?", "en", False),
        ("He said “stop.”", "en", False),
        ("Das ist ein Teil von.", "de", True),
        ("Das ist ein Teil.", "de", False),
        ("这座桥建于一八九四年。", "zh", False),
        ("这座桥建于", "zh", True),
        ("", "en", True),
    ],
)
def test_a_sentence_hangs_without_a_stop_or_on_a_word_that_binds(
    sentence: str, language: str, hangs: bool
) -> None:
    assert dangles(sentence, language) == hangs
