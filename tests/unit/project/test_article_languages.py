"""The language an article is wanted in is proved before anything is listened to."""

from __future__ import annotations

import pytest

from readreel.core.errors import UsageError
from readreel.project.languages import article_language, english_name, known


def code(text: str, *, written: bool = True) -> str:
    with pytest.raises(UsageError) as failed:
        article_language(text, "en", written=written)
    return failed.value.code


@pytest.mark.parametrize(("text", "language"), [("de", "de"), (" DE ", "de"), ("", ""), ("en", "")])
def test_another_language_is_taken_and_the_spoken_one_is_none(text: str, language: str) -> None:
    assert article_language(text, "en", written=True) == language


@pytest.mark.parametrize("text", ["german", "xx", "de-DE", "none", "auto"])
def test_what_is_no_language_is_refused(text: str) -> None:
    assert code(text) == "usage.article_language"


def test_nothing_is_translated_without_a_writer() -> None:
    assert code("de", written=False) == "usage.untranslated"
    assert article_language("en", "en", written=False) == ""


def test_every_language_has_a_name_that_a_writer_knows() -> None:
    assert {"de", "en", "es", "fr", "ja", "zh", "ar", "he"} <= set(known())
    assert english_name("de") == "German"
    assert english_name("xx") == ""
    assert all(english_name(language).istitle() for language in known())
