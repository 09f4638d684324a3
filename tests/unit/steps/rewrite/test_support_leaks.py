"""What stands in a paragraph was said in its passage, not in the one before."""

from __future__ import annotations

from readreel.steps.rewrite.support import Source, review

SPOKEN = (
    "If we take more context into account the table grows, and it grows exponentially with the length. "
    "With two characters in the past there are 27 times 27 rows."
)
BEFORE = "The predictions of this model are not very good because it sees one character of context."


def test_words_of_the_paragraph_before_are_not_told_again() -> None:
    draft = (
        "If we take more context into account, the predictions of this model are not very good. "
        "With two characters in the past there are 27 times 27 rows."
    )
    assert "repetition" in review(draft, Source(SPOKEN, before=BEFORE)).faults


def test_words_that_the_speaker_says_again_may_stand_again() -> None:
    draft = (
        "If we take more context into account, the table grows exponentially with the length. "
        "With two characters in the past there are 27 times 27 rows."
    )
    before = "We saw what happens if we take more context into account."
    assert "repetition" not in review(draft, Source(SPOKEN, before=before)).faults
