"""Whether a sentence still denies what was denied, and nothing else.

A negation is followed by what it denies. Where those words reappear without a negation beside them (or
with a new one), a statement has been turned round. Other ways to deny count too: "fails to", "without",
"impossible"; and phrases such as "not only" state no denial.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from readreel.steps.rewrite.speech import phrases, speech
from readreel.steps.rewrite.words import fold, kindred, stem

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_AHEAD = 6
_BEHIND = 5


class _Token(msgspec.Struct, frozen=True):
    stem: str
    content: bool
    denies: bool
    hard: bool
    counts: bool


@lru_cache(maxsize=4096)
def _tokens(text: str, language: str) -> tuple[_Token, ...]:
    tables = speech(language)
    folded = fold(text)
    idioms = phrases(tables.negation_idioms)
    idle = [match.span() for match in idioms.finditer(folded)] if idioms else []
    found: list[_Token] = []
    for match in _WORD.finditer(folded):
        word = match.group()
        hard = word in tables.negations or any(part in tables.negations for part in word.split("'"))
        within = any(begin <= match.start() < end for begin, end in idle)
        soft = word in tables.soft_negations or any(
            word.startswith(prefix) and len(word) >= len(prefix) + 4
            for prefix in tables.negative_prefixes
        )
        bare = word.split("'")[-1] if word not in tables.function_words else word
        found.append(
            _Token(
                stem=stem(bare, language),
                content=not hard and len(bare) > 1 and bare not in tables.function_words,
                denies=hard or soft,
                hard=hard,
                counts=hard and not within,
            )
        )
    return tuple(found)


def flipped(one: str, others: Sequence[str], language: str) -> bool:
    """Whether ``one`` denies something that ``others`` state without denial."""
    tokens = _tokens(one, language)
    rest = [_tokens(other, language) for other in others]
    return any(token.counts and _unmatched(tokens, at, rest) for at, token in enumerate(tokens))


def _scope(tokens: Sequence[_Token], at: int) -> list[str]:
    """What a negation denies: the two content words after it, else the last before it."""
    after = [token.stem for token in tokens[at + 1 : at + 1 + _AHEAD] if token.content][:2]
    before = [token.stem for token in tokens[max(0, at - _BEHIND) : at] if token.content][-1:]
    return after or before


def _unmatched(tokens: Sequence[_Token], at: int, others: Sequence[Sequence[_Token]]) -> bool:
    scope = _scope(tokens, at)
    if not scope:
        return False
    seen = False
    for other in others:
        for place, token in enumerate(other):
            if not (token.content and kindred(token.stem, scope[0])):
                continue
            window = other[max(0, place - _AHEAD) : place + _AHEAD + 1]
            if any(near.denies for near in window):
                return False
            seen = (
                seen
                or len(scope) < 2
                or any(near.content and kindred(near.stem, scope[1]) for near in window)
            )
    return seen
