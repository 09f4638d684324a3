"""What a page says of its recording and of how it was made, as lines of text in its language."""

from __future__ import annotations

import math

import msgspec

from readreel.core.language import SPACELESS
from readreel.core.time import clock
from readreel.project.artifacts import Article
from readreel.publish import labels as words
from readreel.publish.moments import Moments

_WORDS_PER_MINUTE = 230
_CHARACTERS_PER_MINUTE = 420  # languages without spaces count characters as words (steps.compose)


class Fact(msgspec.Struct, frozen=True):
    """One fact below the title, perhaps a link."""

    text: str
    href: str = ""


def masthead(article: Article, moments: Moments) -> list[Fact]:
    """Length and date of the recording, how long the article takes to read, the recording's name."""
    labels = words.labels_of(article)
    facts = article.facts
    shown: list[Fact] = []
    if facts.duration > 0:
        shown.append(Fact(labels.length.format(time=clock(facts.duration))))
    if facts.date:
        shown.append(Fact(words.day(facts.date, labels)))
    if facts.written_words:
        shown.append(Fact(labels.reading.format(minutes=reading_minutes(article))))
    if facts.name:
        shown.append(Fact(facts.name, moments.whole))
    return shown


def reading_minutes(article: Article) -> int:
    """Whole minutes that a steady reader takes, at least one."""
    spaceless = words.primary(article.language) in SPACELESS
    pace = _CHARACTERS_PER_MINUTE if spaceless else _WORDS_PER_MINUTE
    return max(1, math.ceil(article.facts.written_words / pace))


def colophon(article: Article) -> list[str]:
    """How the article was made, what its signs mean, and what it lacks."""
    labels = words.labels_of(article)
    facts = article.facts
    lines = [labels.made.format(name=facts.name)]
    whole = facts.span.start <= 0.5 and facts.span.end >= facts.duration - 0.5
    if not whole and facts.span.length > 0:
        lines[0] += " " + labels.stretch.format(
            start=clock(facts.span.start), end=clock(facts.span.end)
        )
    how = _how(article, labels)
    if how:
        lines.append(" ".join(how))
    if any(getattr(b, "marked", False) for chapter in article.chapters for b in chapter.blocks):
        lines.append(f"° {labels.marks}")
    return lines + notices(article, labels)


def notices(article: Article, labels: words.Labels) -> list[str]:
    """The sentences for the article's notices; a code without one in any language stays away."""
    english = words.of("en").notices
    sentences = [labels.notices.get(code) or english.get(code, "") for code in article.notices]
    return [sentence for sentence in sentences if sentence]


def _how(article: Article, labels: words.Labels) -> list[str]:
    facts = article.facts
    if not facts.written_words:
        return []
    lines = []
    if facts.transcript_source == "subtitles":
        lines.append(labels.subtitled)
    elif facts.transcript_source == "listened" and facts.listener:
        lines.append(labels.heard.format(listener=facts.listener))
    named = facts.writer not in {"", "none"}
    lines.append(labels.rewritten.format(writer=facts.writer) if named else labels.tidied)
    return lines
