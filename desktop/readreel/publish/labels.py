"""The words of the page itself, in the article's language: ``resources/languages/*/page.toml``."""

from __future__ import annotations

import re

import msgspec

from readreel.core import language as languages
from readreel.core.time import clock
from readreel.project.artifacts import Article, Figure


class Labels(msgspec.Struct, frozen=True):
    """What the page says of itself; values in braces are filled in by name."""

    contents: str = "Contents"
    references: str = "References"
    recording: str = "Recording"
    unplayable: str = (
        "The recording does not play here: it is not where it was, or this browser does not know its "
        "format. The times still lead to it."
    )
    watch: str = "Watch from {time}"
    shown: str = "On screen at {time}"
    back: str = "Back to the paragraph"
    as_shown: str = "As it was shown"
    unsure: str = "Lines underlined with dots were hard to read on the screen."
    length: str = "{time} recording"
    reading: str = "{minutes} min read"
    date: str = "{day} {month} {year}"
    months: tuple[str, ...] = ()
    made: str = "Made with Readreel from “{name}”, whole on one computer."
    stretch: str = "Covers {start} to {end} of the recording."
    heard: str = "Heard by {listener}."
    subtitled: str = "The words come from the recording’s subtitles."
    rewritten: str = (
        "Rewritten paragraph by paragraph by {writer}, a language model, from what was said and shown. "
        "The time beside each paragraph leads back to its moment."
    )
    tidied: str = (
        "The words are the speaker’s own, without fillers and false starts. "
        "The time beside each paragraph leads back to its moment."
    )
    marked: str = (
        "This paragraph keeps close to what was said, because a freer version could not be fully "
        "backed by the recording."
    )
    marks: str = (
        "Paragraphs with this sign keep close to what was said, because a freer version could not be "
        "fully backed by the recording."
    )
    translated: str = (
        "The talk is in another language. It was translated paragraph by paragraph by {writer}, a language "
        "model. The time beside each paragraph leads back to its moment."
    )
    untranslated: str = (
        "This paragraph stands, in whole or where it is in quotation marks, in the language of the talk, "
        "because a translation did not hold against what was said."
    )
    untranslated_marks: str = (
        "Paragraphs with this sign stand, in whole or where they are in quotation marks, in the language "
        "of the talk, because a translation did not hold against what was said."
    )
    notices: dict[str, str] = msgspec.field(default_factory=dict)


_ISO_DATE = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?:$|[T ])")


def of(language: str) -> Labels:
    """The labels of a language (``de``, also ``de-CH``); English where there are none."""
    return languages.table(primary(language), "page", Labels)


def labels_of(article: Article) -> Labels:
    """The labels of an article; one that was translated says so where others say how they were written."""
    labels = of(article.language)
    if not article.facts.spoken_language:
        return labels
    return msgspec.structs.replace(
        labels,
        rewritten=labels.translated,
        marked=labels.untranslated,
        marks=labels.untranslated_marks,
    )


def alternative(figure: Figure, labels: Labels) -> str:
    """What stands for a picture that is not seen: its moment, and its text where it has any."""
    moment = labels.shown.replace("{time}", clock(figure.start))
    text = " ".join((figure.alt or figure.caption).split())
    return f"{moment}: {text}" if text else moment


def primary(language: str) -> str:
    """``de`` of ``de-CH``; only letters, for it becomes part of a file name."""
    return re.sub(r"[^a-z]", "", re.split(r"[-_]", language.lower())[0]) or "other"


def tag(language: str) -> str:
    """A language tag that may stand in an attribute; ``und`` where the language is unknown."""
    return language if re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", language) else "und"


def direction(language: str) -> str:
    """``rtl`` or ``ltr``."""
    return "rtl" if primary(language) in languages.RIGHT_TO_LEFT else "ltr"


def day(date: str, labels: Labels) -> str:
    """A date as the language writes it; what is no ISO date stands as it is."""
    match = _ISO_DATE.match(date)
    if match is None:
        return date
    year, month, number = (int(part) for part in match.groups())
    if not labels.months or not 1 <= month <= 12:
        return match[0].rstrip("T ")
    return labels.date.format(day=number, month=labels.months[month - 1], year=year, number=month)
