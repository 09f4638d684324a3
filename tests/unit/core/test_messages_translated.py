"""Every language says all that English says: each code, each field, each value, in sentences of its own."""

from __future__ import annotations

import re
import string

import pytest

from readreel.core import messages, paths
from readreel.core.messages import Message, codes, message

Entries = dict[str, dict[str, str]]

TRANSLATED = sorted({path.stem for path in (paths.resources() / "messages").iterdir()} - {"en"})
ENDS = re.compile(r"[.)}。）]$")
MISUSED = {
    "de": re.compile(r"[\"”]|„[^“]*$|(?<!„)“(?=\w)"),
    "zh": re.compile(r"[\"„]|[\u4e00-\u9fff][,;:.!?()]|[,;:!?()][\u4e00-\u9fff]|。 "),
}
"""Marks that do not belong into the sentences of a language."""


def values(template: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(template) if name)


def words(template: str) -> str:
    """What is left of a template when its values are taken out."""
    return "".join(text for text, _, _, _ in string.Formatter().parse(template))


def wrong(entries: Entries, english: Entries) -> list[str]:
    """Where a language does not say what English says, one line each."""
    found = [f"{code}: only one has it" for code in sorted(set(entries) ^ set(english))]
    for code in sorted(set(entries) & set(english)):
        own, said = entries[code], english[code]
        found += [f"{code}.{part}: only one has it" for part in sorted(set(own) ^ set(said))]
        for part in sorted(set(own) & set(said)):
            if values(own[part]) != values(said[part]):
                found.append(f"{code}.{part}: other values")
            if own[part] == said[part] and re.search(r"\w{2}", words(own[part])):
                found.append(f"{code}.{part}: still English")
            if not ENDS.search(own[part]):
                found.append(f"{code}.{part}: no end")
    return found


def test_the_window_has_messages_in_each_of_its_languages() -> None:
    window = {
        path.stem.partition("_")[2] for path in (paths.resources() / "translations").iterdir()
    }
    assert window == {*TRANSLATED, "en"}


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_language_says_all_that_english_says(language: str) -> None:
    assert wrong(codes(language), codes()) == []


@pytest.mark.parametrize(
    ("own", "complaint"),
    [
        ({}, "a: only one has it"),
        ({"a": {"happened": "{x} fehlt."}}, "a.safe: only one has it"),
        ({"a": {"happened": "{y} fehlt.", "safe": "Gut."}}, "a.happened: other values"),
        ({"a": {"happened": "{x} is missing.", "safe": "Gut."}}, "a.happened: still English"),
        ({"a": {"happened": "{x} fehlt", "safe": "Gut."}}, "a.happened: no end"),
    ],
)
def test_what_a_language_lacks_is_found(own: Entries, complaint: str) -> None:
    assert complaint in wrong(own, {"a": {"happened": "{x} is missing.", "safe": "Fine."}})


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_marks_of_a_language_are_its_own(language: str) -> None:
    marks = MISUSED[language]
    texts = [text for entry in codes(language).values() for text in entry.values()]
    assert [text for text in texts if marks.search(text)] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", 'Das "Wort".'),
        ("de", "Das “Wort”."),
        ("de", "Das „Wort."),
        ("zh", "没有,也好。"),
        ("zh", "没有(也好)。"),
        ("zh", "没有。 也好。"),
    ],
)
def test_foreign_marks_are_found(language: str, text: str) -> None:
    assert MISUSED[language].search(text)


@pytest.mark.parametrize(
    ("language", "spoken"),
    [("de", "de"), ("de_AT", "de"), ("zh-Hans-CN", "zh"), ("fi", "en"), ("", "en")],
)
def test_a_region_is_answered_in_its_language_and_an_unknown_language_in_english(
    language: str, spoken: str
) -> None:
    assert message("cancelled", {}, language).happened == codes(spoken)["cancelled"]["happened"]


def test_what_a_language_lacks_is_said_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"en": codes(), "tlh": {"bug": {"happened": "Qagh."}}}
    monkeypatch.setattr(messages, "codes", lambda language="en": files[language])
    assert message("bug", {}, "tlh") == Message("Qagh.")
    assert message("cancelled", {}, "tlh") == message("cancelled", {})


def test_sentences_are_set_apart_as_their_script_does() -> None:
    assert str(Message("It stopped.", "", "Try again.")) == "It stopped. Try again."
    assert str(Message("已停止。", "已保留。", "Try again.")) == "已停止。已保留。Try again."
