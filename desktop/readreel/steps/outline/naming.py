"""What may stand over a chapter: cleaning a proposed title, and the checks it has to pass.

A model is asked for a title and not believed. It must say something, be short, be in the recording's
language, use only words that the chapter or the screen has, and be unlike every other title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from readreel.steps.outline.words import Language, flat, stem, words
from readreel.steps.outline.words import language as rules

_MARKUP = re.compile(r"[*_`#]{1,3}(?=\S)|(?<=\S)[*_`#]{1,3}(?=\W|$)")
_QUOTES = "\"'“”„‟«»‹›‘’「」『』《》`"
_LABEL = re.compile(r"^(?P<word>[^\W\d]*)\s*(?P<number>\d{0,3})\s*[:.)\-–—]\s+(?=\S)")
_SEQUENCE = 6
_FEWEST, _MOST = 2, 8
_LONGEST_SPACELESS = 26
_SHORTEST_SPACELESS = 3


class Ground(msgspec.Struct, frozen=True):
    """What a title may rest on: ``said`` in the chapter, ``shown`` on the screen meanwhile."""

    said: str
    shown: str
    casing: dict[str, str]


def clean(answer: str, language: Language, casing: dict[str, str]) -> str:
    """The title inside a model's answer: one line, without markup, quotes, label, number or full stop."""
    lines = [line.strip() for line in answer.splitlines() if line.strip()]
    if not lines:
        return ""
    title = _MARKUP.sub("", lines[0]).strip(_QUOTES + " ")
    label = _LABEL.match(title)
    if label and _is_label(label["word"], label["number"], language):
        title = title[label.end() :]
    title = re.sub(r"\s+", " ", title).strip(_QUOTES + " ").rstrip(".。,:;…").strip()
    for phrase in language.empty_openings:
        if title.casefold().startswith(phrase + " "):
            title = title[len(phrase) + 1 :]
            break
    return sentence_case(title, language, casing)


def _is_label(word: str, number: str, language: Language) -> bool:
    """Whether this is “3.”, “Chapter 3:” or “Title:”, not the beginning of “GPT 2: a larger model”."""
    return flat(word) in language.empty_titles | {"title"} if word else bool(number)


def sentence_case(title: str, language: Language, casing: dict[str, str]) -> str:
    """Capitals where the recording has them, and on the first letter; Title Case is undone."""
    tokens = title.split(" ")
    found = []
    for token in tokens:
        core = token.strip("()[],.;:!?\"'")
        plain = flat(core)
        usual = casing.get(plain)
        if usual is None and core[1:].islower() and not language.capitalised_nouns:
            usual = core.lower()
        found.append(
            token.replace(core, usual) if usual and usual.lower() == core.lower() else token
        )
    joined = " ".join(found)
    return joined[:1].upper() + joined[1:]


def fault(title: str, ground: Ground, others: Sequence[str], language: Language) -> str:
    """Why a title may not stand, as one word, or nothing.

    The word is empty, length, list, speech, copy, same, foreign or unsupported.
    """
    checks = (
        ("empty", _says_nothing(title, language)),
        ("length", not _fits(title, language)),
        ("list", len(re.findall("[,，、;]", title)) > 1 or " / " in title),
        ("speech", _is_speech(title, language)),
        ("copy", _copied(title, ground.said, language)),
        ("same", any(alike(title, other, language) for other in others)),
        ("foreign", _foreign(title, ground.said, language)),
        ("unsupported", bool(unsupported(title, ground, language))),
    )
    return next((name for name, failed in checks if failed), "")


def repaired(title: str, wrong: str, ground: Ground, language: Language) -> str:
    """The shorter title inside one of wrong ``length`` or ``unsupported`` opening, or nothing."""
    if language.spaceless or wrong not in ("length", "unsupported"):
        return ""
    tokens = title.split()
    if wrong == "length":
        head, colon, rest = title.partition(": ")
        if colon:
            return head if len(head.split()) > 1 else rest
        ends = [
            i
            for i in range(3, min(_MOST, len(tokens) - 1) + 1)
            if language.is_content(tokens[i - 1]) and not language.is_content(tokens[i])
        ]
        return " ".join(tokens[: ends[-1]]).rstrip(",;:") if ends else ""
    missing = {flat(word) for word in unsupported(title, ground, language)}
    place = 0
    while place < len(tokens) and (flat(tokens[place]).strip(".,:;") in missing or place):
        if place and language.is_content(tokens[place]):
            break
        place += 1
    rest = " ".join(tokens[place:])
    return rest[:1].upper() + rest[1:] if place else ""


def _says_nothing(title: str, language: Language) -> bool:
    plain = flat(title).strip(" .:!?")
    return plain in language.empty_titles or not any(c.isalpha() for c in title)


def _fits(title: str, language: Language) -> bool:
    if language.spaceless:
        return _SHORTEST_SPACELESS <= len(title) <= _LONGEST_SPACELESS
    return _FEWEST <= len(title.split()) <= _MOST and len(title) <= 80


def _is_speech(title: str, language: Language) -> bool:
    return any(flat(word) in language.speech_words for word in words(title)) or title.endswith("…")


def _copied(title: str, said: str, language: Language) -> bool:
    """Whether the title is a stretch of speech, not a name for it."""
    if language.spaceless:
        return len(title) > 12 and title in said
    mine = [flat(word) for word in words(title)]
    if len(mine) < _SEQUENCE:
        return False
    theirs = " ".join(flat(word) for word in words(said))
    return f" {' '.join(mine)} " in f" {theirs} "


def alike(one: str, other: str, language: Language) -> bool:
    """Whether two titles would be mistaken for one another."""
    if flat(one) == flat(other):
        return True
    mine, theirs = set(language.stems(one)), set(language.stems(other))
    if not mine or not theirs:
        return False
    return len(mine & theirs) / len(mine | theirs) >= 0.75


def _foreign(title: str, said: str, language: Language) -> bool:
    """Whether the title is in another language or script than the recording."""
    letters = [c for c in title if c.isalpha()]
    if not letters:
        return True
    if sum(c.isascii() for c in said if c.isalpha()) < 0.5 * sum(c.isalpha() for c in said):
        return all(c.isascii() for c in letters) and flat(title) not in flat(said)
    english = rules("en").stop_words - language.stop_words
    plain = [flat(word) for word in words(title)]
    if language.code == "en" or not language.stop_words:
        return False
    return any(word in english for word in plain) and not any(
        word in language.stop_words for word in plain
    )


def unsupported(title: str, ground: Ground, language: Language) -> list[str]:
    """Content words of the title that neither the chapter nor the screen has in any form."""
    known = f"{ground.said}\n{ground.shown}"
    if language.spaceless:
        return [pair for pair in language.stems(title) if pair not in known and pair.isalpha()][1:]
    vocabulary = {flat(word) for word in words(known)}
    stems = {stem(word) for word in vocabulary}
    return [word for word in words(title) if not _known(word, vocabulary, stems, language)]


def _known(word: str, vocabulary: set[str], stems: set[str], language: Language) -> bool:
    """Whether a word claims nothing, or stands in the vocabulary in some form, whole or in its parts."""
    if (
        not language.is_content(word)
        or stem(word) in language.framing
        or stem(word) in stems
        or any(_related(flat(word), other) for other in vocabulary)
    ):
        return True
    parts = re.split(r"[-/]", word)
    return len(parts) > 1 and all(_known(part, vocabulary, stems, language) for part in parts)


def _related(one: str, other: str) -> bool:
    """Whether two words share so many first letters that one is a form of the other."""
    shared = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        shared += 1
    return shared >= 4 and shared >= 0.55 * max(len(one), len(other))
