"""Names, identifiers and code words of a draft, and whether somebody said or showed them.

Speech writes no code: "F dot cross entropy" backs ``F.cross_entropy``, "multi-layer perceptron" backs
MLP. So a name is compared by its parts and by its letters run together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

import msgspec
from rapidfuzz import fuzz, process

from readreel.core.language import SPACELESS
from readreel.steps.rewrite.language.speech import Speech, speech
from readreel.steps.rewrite.language.words import fold, plain, stem

_CODE = re.compile(
    r"`([^`\n]+)`"  # marked as code
    r"|((?:[A-Za-z]\w*\.)+[A-Za-z]\w*(?:\(\))?)"  # dotted path
    r"|((?:\w+_\w+|\b_\w+|\w+_)(?:\(\))?)"  # underscores
    r"|([A-Za-z]\w*\(\))"  # a call
    r"|(\b[a-z]+[A-Z]\w*\b|\b[A-Z][a-z]+[A-Z]\w*\b)"  # camelCase, CamelCase
    r"|(\b[A-Za-z]+\d+[A-Za-z0-9]*\b)",  # letters and digits
    re.ASCII,
)
# Of scripts that put spaces between words: "AI的" is AI.
_LETTER = r"[^\W_\u0e00-\u0e7f\u3041-\u30ff\u3400-\u9fff]"
_CAPITAL = re.compile(rf"(?!\d){_LETTER}+(?:['’-]{_LETTER}+)*")
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\dA-Z_]+|\d+")
_SPELLING, _RESPELLED = 90.0, 80.0
"""How alike two words must be to be one name: in letters of 100, written as heard or put right since."""
_BESIDE = 2
"""Characters right before and right behind that two names must share to stand in one place."""
_SCATTERED = 5
"""Words that may stand between those of which an identifier is made, all in all."""
_STEM, _ENDING = 4, 2
"""Letters of a noun's stem, at least, and of an ending that makes another form of it, at most."""


class Known(msgspec.Struct, frozen=True):
    """What may be named: single words, their stems, and all letters run together."""

    words: frozenset[str]
    stems: frozenset[str]
    squashed: str
    initials: str
    language: str
    order: tuple[str, ...] = ()
    """All words as they came, those of code that spells itself in parts."""


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
        order=tuple(fold(part) for text in texts for part in _PARTS.findall(text)),
    )


def code_words(text: str) -> list[str]:
    """Identifiers and code in a text, in order."""
    return [next(group for group in match.groups() if group) for match in _CODE.finditer(text)]


def code_backed(word: str, source: Known) -> bool:
    """Whether an identifier or a line of code was said or shown, each of its words whole or in parts."""
    return _squash(word) in source.squashed or all(_code_backed(w, source) for w in word.split())


def _code_backed(word: str, source: Known) -> bool:
    if (squashed := _squash(word)) and squashed in source.squashed:
        return True
    parts = [fold(part) for part in _PARTS.findall(word)]
    if not parts or not all(_part_backed(part, source) for part in parts):
        return False
    letters = [part for part in parts if not part.isdigit()]
    return len(letters) < 2 or _near(letters, source)


def _near(parts: Sequence[str], source: Known) -> bool:
    """Whether the parts of an identifier came near each other: models make new ones of scattered words."""
    width = len(parts) + _SCATTERED
    starts = (at for at, word in enumerate(source.order) if _same(word, parts[0], source.language))
    return any(
        all(any(_same(word, part, source.language) for word in window) for part in parts)
        for at in starts
        for window in [source.order[max(0, at - width) : at + width]]
    )


def _same(word: str, part: str, language: str) -> bool:
    return (
        word == part
        or stem(word, language) == stem(part, language)
        or part in word
        or (len(word) >= _STEM and word in part)
    )


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


def name_backed(word: str, source: Known, *, respelled: bool = False) -> bool:
    """Whether a name was said or shown: its parts, its letters run together, or its initials.

    ``respelled``: an editor may have put its spelling right ("Lindquist" for "Lindqvist").
    """
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
    likeness = _RESPELLED if respelled else _SPELLING
    words = sorted(source.words)
    return bool(process.extractOne(squashed, words, scorer=fuzz.ratio, score_cutoff=likeness))


class _Standing(msgspec.Struct, frozen=True):
    """A capitalised word and the words beside it, folded; ``beside``: the one before is a name or noun."""

    written: str
    word: str
    opens: bool
    before: str
    beside: bool
    after: tuple[str, ...]


@lru_cache(maxsize=4096)
def _standing(text: str, language: str) -> tuple[_Standing, ...]:
    words = re.findall(r"[^\W_]+", text)
    folded = [fold(word) for word in words]
    found: list[_Standing] = []
    for word, opens in capitalised(text, language):
        if word not in words:
            continue
        at = words.index(word)
        before, beside = (folded[at - 1], words[at - 1][0].isupper()) if at else ("", False)
        found.append(
            _Standing(word, folded[at], opens, before, beside, tuple(folded[at + 1 : at + 3]))
        )
    return tuple(found)


def replaced(text: str, draft: str, sources: Sequence[str], language: str) -> list[str]:
    """Words of a sentence that nobody said and that stand in the place of a name which is gone.

    For names that their capital letter does not tell: those that open a sentence, and all in a language
    that writes every noun so.
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
        and any(_alike(place, other, tables) for other in gone)
    ]


def _alike(place: _Standing, other: _Standing, tables: Speech) -> bool:
    """Whether two words stand in one place, and the word before does not say that they are no names."""
    ahead = bool(place.before) and place.before == other.before
    behind = place.after[:1] == other.after[:1] != ()
    if tables.capital_nouns and ahead and behind:
        return True
    if place.before in tables.determiners:
        return False
    if behind and (
        place.after[0] not in tables.function_words
        or (len(place.after) > 1 and place.after == other.after)
    ):
        return True
    return ahead and (tables.capital_nouns or (place.beside and other.beside))


def _inflected(word: str, other: str) -> bool:
    """Whether a noun is another one with an ending more or less: "Litern" of "Liter"."""
    short, long = sorted((word, other), key=len)
    if word == other:
        return True
    return len(short) >= _STEM and long.startswith(short) and len(long) - len(short) <= _ENDING


_NAME = r"[\u3400-\u9fff\u30a0-\u30ff々]"
_IS_NAME = re.compile(rf"{_NAME}{{2,6}}")


def supplanted(
    text: str, draft: str, sources: Sequence[str], told: Sequence[str], language: str
) -> list[str]:
    """Names in a script without spaces that nobody said, where another one was said and is gone.

    They are known by what follows names ("先生", "駅"), or by what stands on either side of both.
    """
    if language not in SPACELESS:
        return []
    written, said = fold(text), fold("\n".join(told))
    found = [name for mark in speech(language).name_marks for name in _marked(mark, written, said)]
    for source in sources:
        found += _in_place(fold(source), written, fold(draft), said, language)
    return found


def _marked(mark: str, written: str, said: str) -> list[str]:
    """What stands before a mark of names and was not said, where something else was said before it."""
    if not re.search(_NAME + mark, said):
        return []
    names = (match[1] for match in re.finditer(rf"({_NAME}{{1,3}}){mark}", written))
    return [name for name in names if name[-2:] not in said and name[-1] + mark not in said]


def _in_place(source: str, written: str, draft: str, said: str, language: str) -> list[str]:
    """What stands where the talk had something else, between the same characters on both sides."""
    function = speech(language).function_words
    blocks = SequenceMatcher(None, source, written, autojunk=False).get_opcodes()
    found: list[str] = []
    for before, (kind, begin, end, start, stop), after in zip(
        blocks, blocks[1:], blocks[2:], strict=False
    ):
        old, new = source[begin:end], written[start:stop]
        if (
            kind == "replace"
            and min(before[2] - before[1], after[2] - after[1]) >= _BESIDE
            and _IS_NAME.fullmatch(old)
            and _IS_NAME.fullmatch(new)
            and not (set(old + new) & function or set(old) & set(new))
            and old not in draft
            and new not in said
        ):
            found.append(new)
    return found
