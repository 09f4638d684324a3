"""Whether a sentence still denies what was denied, and nothing else.

A negation stands before or behind what it denies. Where those words reappear without a negation beside
them (or with a new one), a statement has been turned round. Other ways to deny count too: "fails to",
"without", "impossible"; and phrases such as "not only" deny nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from readreel.core.language import SPACELESS
from readreel.steps.rewrite.speech import Speech, phrases, speech
from readreel.steps.rewrite.words import fold, kindred, stem

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_PAUSE = re.compile(r"\s*[,.;:!?…，。、；：！？—–]")
_STOP = re.compile(r"\s*[;:；：]")
_HIRAGANA = re.compile(r"[\u3041-\u309f]+")
_AHEAD = 6
_BEHIND = 4
_BEHIND_CHARACTERS = 9
"""The same in scripts without spaces, whose denials end the verb: "急いではいけません"."""
_SHORTLY = 4
"""Words before and behind a phrase among which a denial may stand that is meant for it."""
_NEAR = 7
"""Words on either side of a denied word among which its negation must stand."""


class _Token(msgspec.Struct, frozen=True):
    stem: str
    content: bool
    denies: bool
    soft: bool
    counts: bool
    pauses: bool
    stops: bool


@lru_cache(maxsize=4096)
def _tokens(text: str, language: str) -> tuple[_Token, ...]:
    tables = speech(language)
    folded = fold(text)
    idioms = phrases(tables.negation_idioms)
    idle = [match.span() for match in idioms.finditer(folded)] if idioms else []
    pattern = _characters(language) if language in SPACELESS else _WORD
    return tuple(
        _token(match, folded, idle, tables, language) for match in pattern.finditer(folded)
    )


@lru_cache(maxsize=16)
def _characters(language: str) -> re.Pattern[str]:
    """For scripts without spaces: a negation as it is listed, a foreign word, or one character."""
    listed = sorted(speech(language).negations, key=len, reverse=True)
    return re.compile("|".join([*map(re.escape, listed), r"[a-z0-9]+", r"\w"]))


def _token(
    match: re.Match[str],
    text: str,
    idle: Sequence[tuple[int, int]],
    tables: Speech,
    language: str,
) -> _Token:
    word = match.group()
    hard = word in tables.negations or any(part in tables.negations for part in word.split("'"))
    within = any(begin <= match.start() < end for begin, end in idle)
    soft = word in tables.soft_negations and not within
    bare = word if word in tables.function_words else word.split("'")[-1]
    long_enough = len(bare) > 1 or (language in SPACELESS and not _HIRAGANA.match(bare))
    return _Token(
        stem=stem(bare, language),
        content=bare not in tables.negations and long_enough and bare not in tables.function_words,
        denies=hard and not (within and language in SPACELESS),
        soft=soft,
        counts=hard and not within,
        pauses=bool(_PAUSE.match(text[match.end() : match.end() + 2])),
        stops=bool(_STOP.match(text[match.end() : match.end() + 2])),
    )


def denies(text: str, language: str) -> bool:
    """Whether anything in the text is denied outright."""
    return any(token.counts for token in _tokens(text, language))


def denials(text: str, language: str) -> tuple[int, int]:
    """How often a text denies something: in so many words, and with softer ways counted, too.

    Where a language doubles its denials ("no … nada", "ne … pas"), those of a clause are one.
    """
    tables = speech(language)
    plainly, hinted = 0, len(_denying(text, tables))
    open_clause = False
    for token in _tokens(text, language):
        if (token.denies or token.soft) and not open_clause:
            hinted += 1
            plainly += token.counts
            open_clause = tables.doubles_negation
        if token.pauses:
            open_clause = False
    return plainly, hinted


def _denying(text: str, tables: Speech) -> list[str]:
    """Words that deny by how they are made: "untouched", "meaningless"."""
    pattern = phrases(tables.denying_words)
    return [match.group() for match in pattern.finditer(fold(text))] if pattern else []


def lost(
    sources: Sequence[str], drafted: Sequence[str], language: str, beside: Sequence[str] = ()
) -> bool:
    """Whether one of ``sources`` denies what ``drafted`` sentences state without denial.

    A word such as "too" or "only" does for a denial where neither the sources nor what was said ``beside``
    them have it themselves.
    """
    others = [_tokens(sentence, language) for sentence in drafted]
    told = [_tokens(source, language) for source in sources]
    own = [*told, *(_tokens(text, language) for text in beside)]
    soft = frozenset(token.stem for tokens in own for token in tokens if token.soft)
    return any(
        token.counts and _unmatched(_scope(tokens, at, language), others, soft)
        for tokens in told
        for at, token in enumerate(tokens)
    )


class _Literal(msgspec.Struct, frozen=True):
    """Words as they stand; the indices of those before a comma or stop, and before a semicolon or so."""

    words: tuple[str, ...]
    pauses: frozenset[int]
    stops: frozenset[int]


def dropped(one: str, other: str, language: str) -> bool:
    """Whether ``other`` says the same words as ``one`` around a denial, and leaves the denial out."""
    said, rest = _literal(one, language), _literal(other, language)
    tables = speech(language)
    negations = tables.negations
    return any(
        _left_out(said.words, at, rest.words, negations) or _stated(said, at, rest, tables)
        for at, word in enumerate(said.words)
        if word in negations
    )


@lru_cache(maxsize=4096)
def _literal(text: str, language: str) -> _Literal:
    """Words as they stand, contractions written out, without fillers and hedges."""
    tables = speech(language)
    noise = {hedge.words for hedge in tables.hedges} | set(tables.fillers)
    pattern = _characters(language) if language in SPACELESS else _WORD
    folded = fold(text)
    found: list[str] = []
    pauses: set[int] = set()
    stops: set[int] = set()
    for match in pattern.finditer(folded):
        whole = tables.negation_forms.get(match.group(), match.group())
        found.extend(part for part in re.split(r"[ ']", whole) if part and part not in noise)
        if _PAUSE.match(folded, match.end()):
            pauses.add(len(found) - 1)
        if _STOP.match(folded, match.end()):
            stops.add(len(found) - 1)
    return _Literal(tuple(found), frozenset(pauses), frozenset(stops))


def _left_out(
    words: tuple[str, ...], at: int, rest: tuple[str, ...], negations: frozenset[str]
) -> bool:
    """Whether the words around the denial at ``at`` stand in ``rest``, and nowhere with a denial."""
    if _HIRAGANA.fullmatch(words[at - 1]) and _HIRAGANA.fullmatch(words[at]):
        return False  # grammar ("ではなく"): the next words belong to another clause
    before = [word for word in words[max(0, at - 4) : at] if word not in negations][-2:]
    after = [word for word in words[at + 1 : at + 5] if word not in negations][:2]
    if not before or not after or len(before) + len(after) < 3:
        return False
    left_out = any(
        rest[place] == before[-1]
        and rest[place + 1] == after[0]
        and (
            before[0] in rest[max(0, place - 1) : place] or after[-1] in rest[place + 2 : place + 3]
        )
        and not any(word in negations for word in rest[max(0, place - 2) : place + 4])
        for place in range(len(rest) - 1)
    )
    said, kept = (_denials(before[-1], after[0], text, negations) for text in (words, rest))
    return left_out and kept < said


def _stated(said: _Literal, at: int, rest: _Literal, tables: Speech) -> bool:
    """Whether the words right behind the denial at ``at`` stand in ``rest``, oftener than here, undenied.

    Two words do if one of them tells something, of words that carry grammar alone it takes three.
    """
    after = said.words[at + 1 : at + 4]
    size = 2 if any(word not in tables.function_words for word in after[:2]) else 3
    phrase, denials = after[:size], tables.negations | tables.soft_negations
    if tables.negates_behind or len(phrase) < size or any(word in denials for word in phrase):
        return False
    if any(place in said.pauses for place in range(at, at + size)):
        return False
    here, there = (_standings(phrase, text, denials) for text in (said, rest))
    return there[1] > here[1] and there[0] < here[0]


def _standings(phrase: tuple[str, ...], text: _Literal, denials: frozenset[str]) -> tuple[int, int]:
    """How often a phrase stands in a text with a denial near it, and how often without."""
    size, words = len(phrase), text.words
    places = [at for at in range(len(words) - size + 1) if words[at : at + size] == phrase]
    denied = 0
    for at in places:
        end = at + size
        stop = min((place + 1 for place in text.stops if place >= end - 1), default=len(words))
        near = words[max(0, at - _SHORTLY) : min(end + _SHORTLY, stop)]
        denied += any(word in denials for word in near)
    return denied, len(places) - denied


def _denials(before: str, after: str, text: tuple[str, ...], negations: frozenset[str]) -> int:
    """How often two words stand near each other in this order with a denial about them."""
    windows = (text[max(0, at - 2) : at + 4] for at, word in enumerate(text) if word == before)
    return sum(after in near and any(word in negations for word in near) for near in windows)


def _scope(tokens: Sequence[_Token], at: int, language: str) -> list[str]:
    """What a negation denies: two content words of its clause after it, else the last before it."""
    after = [tokens[at].stem] if tokens[at].content else []
    for token in tokens[at + 1 : at + 1 + _AHEAD] if not tokens[at].pauses else ():
        if token.content:
            after.append(token.stem)
        if token.pauses:
            break
    before: list[str] = []
    reach = _BEHIND_CHARACTERS if speech(language).negates_behind else _BEHIND
    for token in reversed(tokens[max(0, at - reach) : at]):
        if token.pauses:
            break
        if token.content:
            before.append(token.stem)
    if speech(language).negates_behind:
        return before[:2]
    return after[:2] or before[:1]


def _unmatched(
    scope: Sequence[str], others: Sequence[Sequence[_Token]], soft: frozenset[str]
) -> bool:
    """Whether what a negation denies stands somewhere, and nowhere with a denial beside it."""
    if not scope:
        return False
    bare = not any(token.denies or token.soft for other in others for token in other)
    seen = False
    for other in others:
        for place, token in enumerate(other):
            if not (token.content and kindred(token.stem, scope[0])):
                continue
            window = _window(other, place)
            if any(near.denies or (near.soft and near.stem not in soft) for near in window):
                return False
            seen = (
                seen
                or bare
                or all(
                    any(near.content and kindred(near.stem, word) for near in window)
                    for word in scope[1:]
                )
            )
    return seen


def _window(tokens: Sequence[_Token], place: int) -> Sequence[_Token]:
    """The words on either side of one, within its half of a sentence."""
    begin, end = max(0, place - _NEAR), min(len(tokens), place + _NEAR + 1)
    begin = max([begin, *(at + 1 for at in range(begin, place) if tokens[at].stops)])
    end = min([end, *(at + 1 for at in range(place, end) if tokens[at].stops)])
    return tokens[begin:end]
