"""Names, identifiers and code words of a draft, and whether somebody said or showed them.

Speech writes no code: "F dot cross entropy" backs ``F.cross_entropy``, "multi-layer perceptron" backs
MLP. So a name is compared by its parts and by its letters run together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec
from rapidfuzz import fuzz, process

from readreel.steps.rewrite.speech import speech
from readreel.steps.rewrite.words import fold, plain, stem

_CODE = re.compile(
    r"`([^`\n]+)`"  # marked as code
    r"|((?:[A-Za-z]\w*\.)+[A-Za-z]\w*(?:\(\))?)"  # dotted path
    r"|((?:\w+_\w+|\b_\w+|\w+_)(?:\(\))?)"  # underscores
    r"|([A-Za-z]\w*\(\))"  # a call
    r"|(\b[a-z]+[A-Z]\w*\b|\b[A-Z][a-z]+[A-Z]\w*\b)"  # camelCase, CamelCase
    r"|(\b[A-Za-z]+\d+[A-Za-z0-9]*\b)",  # letters and digits
    re.ASCII,
)
_CAPITAL = re.compile(r"[^\W\d_][^\W_]*(?:['’-][^\W_]+)*")
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\dA-Z_]+|\d+")
_SPELLING = 90.0
_STEM, _ENDING = 4, 2
"""Letters of a noun's stem, at least, and of an ending that makes another form of it, at most."""


class Known(msgspec.Struct, frozen=True):
    """What may be named: single words, their stems, and all letters run together."""

    words: frozenset[str]
    stems: frozenset[str]
    squashed: str
    initials: str
    language: str


def known(texts: Sequence[str], language: str) -> Known:
    """Gather what a passage, its screen and the glossary name."""
    words = [word for text in texts for word in plain(text)]
    signs = speech(language).spoken_code
    return Known(
        words=frozenset(words),
        stems=frozenset(stem(word, language) for word in words),
        squashed="".join(words) + "\n" + "".join(word for word in words if word not in signs),
        initials="".join(word[0] for word in words),
        language=language,
    )


def code_words(text: str) -> list[str]:
    """Identifiers and code in a text, in order."""
    return [next(group for group in match.groups() if group) for match in _CODE.finditer(text)]


def code_backed(word: str, source: Known) -> bool:
    """Whether an identifier was said or shown, whole or in its parts."""
    if _squash(word) in source.squashed:
        return True
    parts = [fold(part) for part in _PARTS.findall(word)]
    return bool(parts) and all(_part_backed(part, source) for part in parts)


def _part_backed(part: str, source: Known) -> bool:
    return (
        part in source.words
        or stem(part, source.language) in source.stems
        or (len(part) >= 4 and part in source.squashed)
        or part.isdigit()  # numbers are checked as numbers
    )


def _squash(word: str) -> str:
    return "".join(plain(word))


@lru_cache(maxsize=4096)
def capitalised(text: str, language: str) -> tuple[tuple[str, bool], ...]:
    """Capitalised words of a sentence, each with whether it opens the sentence or a quotation."""
    tables = speech(language)
    bare = _CODE.sub(lambda match: " " * len(match.group()), text)
    found: list[tuple[str, bool]] = []
    for match in _CAPITAL.finditer(bare):
        word = re.sub(r"['’]s$|['’]$", "", match.group())
        if not word[0].isupper() or fold(word) in tables.plain_capitals or len(word) < 2:
            continue
        ahead = bare[: match.start()].rstrip()
        opens = not ahead or ahead[-1] in '.!?:…"“„«»‘([—–•¿¡'
        if fold(word) in tables.function_words or any(
            fold(part) in tables.function_words for part in re.split(r"['’]", word)[-1:]
        ):
            continue
        found.append((word, opens))
    return tuple(found)


def name_backed(word: str, source: Known) -> bool:
    """Whether a name was said or shown: its parts, its letters run together, or its initials."""
    squashed = _squash(word)
    if squashed in source.words or (len(squashed) >= 3 and squashed in source.squashed):
        return True
    if word.isupper() and len(word) <= 6 and squashed.rstrip("s") in source.initials:
        return True
    parts = [fold(part) for part in re.split(r"[-'’]", word) if part]
    if all(part in source.words or stem(part, source.language) in source.stems for part in parts):
        return True
    if len(squashed) < 6:
        return False
    near = process.extractOne(
        squashed, sorted(source.words), scorer=fuzz.ratio, score_cutoff=_SPELLING
    )
    return bool(near)


class _Standing(msgspec.Struct, frozen=True):
    """A capitalised word and the words beside it, folded."""

    written: str
    word: str
    opens: bool
    before: tuple[str, bool]
    after: tuple[str, ...]

    def like(self, other: _Standing, function: frozenset[str]) -> bool:
        """Whether both have a telling word beside them in common, or the next two words."""
        if self.after[:1] == other.after[:1] and self.after and self.after[0] not in function:
            return True
        if len(self.after) > 1 and self.after == other.after:
            return True
        return self.before[1] and self.before == other.before


@lru_cache(maxsize=4096)
def _standing(text: str, language: str) -> tuple[_Standing, ...]:
    words = re.findall(r"[^\W_]+", text)
    folded = [fold(word) for word in words]
    found: list[_Standing] = []
    for word, opens in capitalised(text, language):
        if word not in words:
            continue
        at = words.index(word)
        before = (folded[at - 1], words[at - 1][0].isupper()) if at else ("", False)
        after = tuple(folded[at + 1 : at + 3])
        found.append(_Standing(word, folded[at], opens, before, after))
    return tuple(found)


def replaced(text: str, draft: str, sources: Sequence[str], language: str) -> list[str]:
    """Words of a sentence that nobody said and that stand in the place of a name which is gone.

    For names that their capital letter does not tell: those that open a sentence, and all in a language
    that writes every noun so, unless the word before says that it is no name.
    """
    tables = speech(language)
    said = {word for source in sources for word in plain(source)}
    kept = set(plain(draft))
    gone = [
        place
        for source in sources
        for place in _standing(source, language)
        if place.word not in kept
    ]
    return [
        place.written
        for place in _standing(text, language)
        if (place.opens or tables.capital_nouns)
        and not any(_inflected(place.word, word) for word in said)
        and place.before[0] not in tables.determiners
        and any(place.like(other, tables.function_words) for other in gone)
    ]


def _inflected(word: str, other: str) -> bool:
    """Whether a noun is another one with an ending more or less: "Litern" of "Liter"."""
    short, long = sorted((word, other), key=len)
    if word == other:
        return True
    return len(short) >= _STEM and long.startswith(short) and len(long) - len(short) <= _ENDING
