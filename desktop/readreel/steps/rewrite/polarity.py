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
_HIRAGANA = re.compile(r"[\u3041-\u309f]+")
_AHEAD = 6
_BEHIND = 4
_NEAR = 7
"""Words on either side of a denied word among which its negation must stand."""


class _Token(msgspec.Struct, frozen=True):
    stem: str
    content: bool
    denies: bool
    counts: bool
    pauses: bool


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
    soft = word in tables.soft_negations or any(
        word.startswith(prefix) and len(word) >= len(prefix) + 4
        for prefix in tables.negative_prefixes
    )
    bare = word if word in tables.function_words else word.split("'")[-1]
    long_enough = len(bare) > 1 or (language in SPACELESS and not _HIRAGANA.match(bare))
    return _Token(
        stem=stem(bare, language),
        content=not hard and long_enough and bare not in tables.function_words,
        denies=hard or soft,
        counts=hard and not within,
        pauses=bool(re.match(r"\s*[,.;:!?…，。、；：！？—–]", text[match.end() : match.end() + 2])),
    )


def lost(sources: Sequence[str], drafted: Sequence[str], language: str) -> bool:
    """Whether one of ``sources`` denies what ``drafted`` sentences state without denial."""
    others = [_tokens(sentence, language) for sentence in drafted]
    return any(
        token.counts and _unmatched(_scope(tokens, at, language), others)
        for tokens in (_tokens(source, language) for source in sources)
        for at, token in enumerate(tokens)
    )


def _scope(tokens: Sequence[_Token], at: int, language: str) -> list[str]:
    """What a negation denies: two content words of its clause after it, else the last before it."""
    after: list[str] = []
    for token in tokens[at + 1 : at + 1 + _AHEAD] if not tokens[at].pauses else ():
        if token.content:
            after.append(token.stem)
        if token.pauses:
            break
    before: list[str] = []
    for token in reversed(tokens[max(0, at - _BEHIND) : at]):
        if token.pauses:
            break
        if token.content:
            before.append(token.stem)
    if speech(language).negates_behind:
        return before[:2]
    return after[:2] or before[:1]


def _unmatched(scope: Sequence[str], others: Sequence[Sequence[_Token]]) -> bool:
    """Whether what a negation denies stands somewhere, and nowhere with a denial beside it."""
    if not scope:
        return False
    seen = False
    for other in others:
        for place, token in enumerate(other):
            if not (token.content and kindred(token.stem, scope[0])):
                continue
            window = other[max(0, place - _NEAR) : place + _NEAR + 1]
            if any(near.denies for near in window):
                return False
            seen = seen or all(
                any(near.content and kindred(near.stem, word) for near in window)
                for word in scope[1:]
            )
    return seen
