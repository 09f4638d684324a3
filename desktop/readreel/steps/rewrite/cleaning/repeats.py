"""Stutters and false starts: words said again at once, and beginnings that are begun anew."""

from __future__ import annotations

import msgspec

from readreel.steps.rewrite.cleaning.tokens import Token, is_code, without
from readreel.steps.rewrite.language.speech import Speech
from readreel.steps.rewrite.language.words import plain

_LONGEST = 8
"""Words of the longest run that counts as a stutter when it is said twice."""
_START = 5
"""Words of the longest false start before a dash, or of the longest end that trails off."""
_TRAILS_OFF = ("...", "…")
_AGAIN = 4
"""Words from which a sentence that the next one begins with was a false start."""


def without_stutters(tokens: list[Token], tables: Speech) -> list[Token]:
    """Tokens with runs that are said twice in a row said once; the longest runs first."""
    for size in range(_LONGEST, 0, -1):
        at = 0
        while at + 2 * size <= len(tokens):
            if _stutter(tokens, at, size, tables):
                tokens = without(tokens, at, at + size)
            else:
                at += 1
    return _completed(tokens, tables)


def _stutter(tokens: list[Token], at: int, size: int, tables: Speech) -> bool:
    first, again = tokens[at : at + size], tokens[at + size : at + 2 * size]
    if [token.key for token in first] != [token.key for token in again]:
        return False
    if any(token.stops or token.trail.endswith(":") for token in first):
        return False
    if any(token.lead for token in again) or any(not token.key for token in first):
        return False
    function = [_droppable(token, tables) for token in first]
    if first[-1].pauses and not _restarts(first, function, tables):
        return False
    if size == 1:
        return function[0] and first[0].key not in tables.doubled
    return any(function) and not all(token.key in tables.doubled for token in first)


def _restarts(first: list[Token], function: list[bool], tables: Speech) -> bool:
    """Whether a run before a pause is a new start rather than part of an enumeration."""
    if first[0].key in tables.doubled_by_comma:
        return False
    return all(function) or first[0].key in tables.clause_starts


def _bare(key: str, tables: Speech) -> bool:
    """Whether a contraction is made of function words ("it's")."""
    return "'" in key and all(part in tables.function_words for part in plain(key))


def _completed(tokens: list[Token], tables: Speech) -> list[Token]:
    """ "we we're" is "we're": a function word said again with its ending."""
    at = 0
    while at + 1 < len(tokens):
        one, other = tokens[at], tokens[at + 1]
        if (
            one.key in tables.function_words
            and one.key not in tables.negations
            and other.key.startswith(f"{one.key}'")
            and not one.stops
            and not other.lead
            and (at == 0 or tokens[at - 1].pauses or tokens[at - 1].key in tables.function_words)
        ):
            tokens = without(tokens, at, at + 1)
        else:
            at += 1
    return tokens


def without_false_starts(tokens: list[Token], tables: Speech) -> list[Token]:
    """Tokens without beginnings that break off at a dash and begin again with the same word."""
    at = 0
    while at < len(tokens) - 1:
        begin = _begun(tokens, at, tables)
        if begin is None:
            at += 1
        else:
            tokens = without(tokens, begin, at + 1)
            at = begin
    return tokens


def without_broken_end(tokens: list[Token], tables: Speech) -> list[Token]:
    """Tokens without a few bare words that trail off at their end ("…, and then..."), where no more came.

    A writer would finish them: of "Again, we can..." one made "Again, we can manage sessions".
    """
    if not tokens or tokens[-1].trail.strip("\"'”’») ") not in _TRAILS_OFF:
        return tokens
    begin = len(tokens)
    for at in range(len(tokens) - 1, max(-1, len(tokens) - 1 - _START), -1):
        if not _droppable(tokens[at], tables):
            break
        if at == 0 or tokens[at - 1].pauses:
            begin = at
    if begin == len(tokens):
        return tokens
    return without(
        [*tokens[:-1], msgspec.structs.replace(tokens[-1], trail="")], begin, len(tokens)
    )


def _begun(tokens: list[Token], at: int, tables: Speech) -> int | None:
    """Where the false start that breaks off after ``at`` began, or nothing."""
    if not _breaks(tokens[at], tokens[at + 1], tables):
        return None
    target = tokens[at + 1].key
    for begin in range(at, max(-1, at - _START), -1):
        token = tokens[begin]
        if begin < at and token.pauses:
            return None
        if not _droppable(token, tables):
            return None
        if token.key == target or token.key.split("'")[0] == target:
            return begin
    return None


def _breaks(token: Token, following: Token, tables: Speech) -> bool:
    mark = token.trail.strip()
    return (
        mark in {"-", "--", "–", "—", *_TRAILS_OFF} and bool(following.key) and not following.lead
    )


def _droppable(token: Token, tables: Speech) -> bool:
    key = token.key
    if key in tables.negations or is_code(token.word) or any(c.isdigit() for c in key):
        return False
    small = tables.numbers
    if (key in small.small or key in small.ordinals) and key not in small.pronouns:
        return False
    return key in tables.function_words or _bare(key, tables)


def begins(longer: str, shorter: str) -> bool:
    """Whether a sentence says again, from its beginning, all that the one before it said."""
    one, other = plain(shorter), plain(longer)
    if len(one) < _AGAIN or shorter.rstrip("\"”'’)").endswith("?"):
        return False
    return other[: len(one)] == one
