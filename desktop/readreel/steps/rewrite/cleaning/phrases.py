"""Noise by phrase: fillers, openers, hedges, tags, spoken forms, and stretches without a stop."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache, partial

from readreel.steps.rewrite.cleaning.tokens import Token, matches, without, without_aside
from readreel.steps.rewrite.language.speech import Hedge, Opener, Rewrite, Speech
from readreel.steps.rewrite.language.words import fold

_RUN_ON = 40
"""Words of a sentence without a stop from which it is cut at its breaks."""
_COMMA = 15
"""Words that each comma in it allows a sentence more."""
_PIECE = 7
"""Least words of each part."""


def cut(tokens: list[Token], tables: Speech) -> list[list[Token]]:
    """A run-on cut at its breaks: where a new clause plainly begins, far enough from both ends."""
    pieces: list[list[Token]] = []
    for stretch in _stretches(tokens):
        pieces.append([])
        commas = sum(token.trail.startswith(",") for token in stretch)
        run_on = len(stretch) > _RUN_ON + _COMMA * commas
        for at, token in enumerate(stretch):
            far = len(pieces[-1]) >= _PIECE <= len(stretch) - at
            if run_on and far and _breaks_off(stretch, at, tables):
                pieces.append([])
            pieces[-1].append(token)
    return pieces


def _stretches(tokens: Sequence[Token]) -> list[list[Token]]:
    """Tokens between stops."""
    found: list[list[Token]] = [[]]
    for at, token in enumerate(tokens):
        found[-1].append(token)
        if at + 1 < len(tokens) and token.stops and _new_sentence(token, tokens[at + 1]):
            found.append([])
    return [stretch for stretch in found if stretch]


def _new_sentence(token: Token, following: Token) -> bool:
    short = len(token.key) <= 2 and token.trail == "."  # an initial or an abbreviation
    return not short and not token.trail.startswith("...") and following.word[:1].isupper()


def _breaks_off(tokens: Sequence[Token], at: int, tables: Speech) -> bool:
    """Whether a cue stands here and a word that begins a clause after it."""
    cues = ((tables.breaks, tables.starters), (tables.weak_breaks, tables.clause_starts))
    if tokens[at - 1].key in tables.never_before_break:
        return False
    for breaks, starts in cues:
        for phrase in _by_length(breaks):
            following = at + len(phrase)
            found = following < len(tokens) and matches(tokens, at, phrase)
            if found and tokens[following].key in starts:
                return tokens[following].key not in _kept_before(" ".join(phrase), tables.openers)
    return False


@lru_cache(maxsize=512)
def _kept_before(words: str, openers: tuple[Opener, ...]) -> frozenset[str]:
    """The words before which a cue has a meaning."""
    return frozenset().union(*(one.keep_before for one in openers if one.words == words))


@lru_cache(maxsize=64)
def _by_length(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(word.split()) for word in words), key=len, reverse=True))


def without_fillers(tokens: list[Token], tables: Speech) -> list[Token]:
    """Tokens without noises such as "um"."""
    phrases = _by_length(tables.fillers)
    at = 0
    while at < len(tokens):
        found = next((p for p in phrases if matches(tokens, at, p)), None)
        if found and not tokens[at].word.isupper():
            tokens = without_aside(tokens, at, at + len(found), tables.function_words)
        else:
            at += 1
    return tokens


def without_openers(tokens: list[Token], tables: Speech) -> list[Token]:
    """Tokens without what opens a sentence as noise ("So, now we …"), as often as it does."""
    longest = sorted(tables.openers, key=lambda opener: -len(opener.words.split()))
    while True:
        found = next((o for o in longest if _opens(tokens, o, tables)), None)
        if found is None:
            return tokens
        tokens = without(tokens, 0, len(found.words.split()))


def _opens(tokens: Sequence[Token], opener: Opener, tables: Speech) -> bool:
    phrase = opener.words.split()
    size = len(phrase)
    if len(tokens) < size + 2 or not matches(tokens, 0, phrase) or tokens[0].lead:
        return False
    following = tokens[size].key
    comma = tokens[size - 1].trail == ","
    if (
        tokens[size - 1].trail
        and not comma
        and tokens[size - 1].trail not in {"...", "…", ".", " -", " –", " —"}
    ):
        return False
    if tokens[size - 1].trail:
        return True
    if opener.comma or following in opener.keep_before:
        return False
    return following in tables.starters or any(
        matches(tokens, size, other.words.split()) for other in tables.openers if not other.comma
    )


def without_hedges(tokens: list[Token], tables: Speech) -> list[Token]:
    """Tokens without phrases such as "you know" and "kind of" where they mean nothing."""
    for hedge in tables.hedges:
        phrase = hedge.words.split()
        at = 0
        while at < len(tokens):
            if matches(tokens, at, phrase) and _idle(tokens, at, len(phrase), hedge):
                tokens = _hedged(tokens, at, at + len(phrase), hedge, tables)
            at += 1
    return tokens


def _hedged(tokens: list[Token], begin: int, end: int, hedge: Hedge, tables: Speech) -> list[Token]:
    if not hedge.becomes:
        return without_aside(tokens, begin, end, tables.function_words)
    first, last = tokens[begin], tokens[end - 1]
    kept = Token(first.lead, hedge.becomes, last.trail, fold(hedge.becomes))
    return [*tokens[:begin], kept, *tokens[end:]]


def _idle(tokens: Sequence[Token], at: int, size: int, hedge: Hedge) -> bool:
    """Whether the hedge at ``at`` means nothing where it stands."""
    end = at + size
    ahead, behind = at > 0 and tokens[at - 1].pauses, tokens[end - 1].pauses
    if tokens[at].lead or (at == 0 and end == len(tokens)):
        return False
    if ahead and behind:
        return True
    if hedge.alone or (hedge.comma and not ahead and not behind):
        return False
    before = tokens[at - 1].key if at else ""
    after = tokens[end].key if end < len(tokens) else ""
    return _no_meaning(hedge, before, after, ahead, behind)


def _no_meaning(hedge: Hedge, before: str, after: str, ahead: bool, behind: bool) -> bool:
    """Whether neither neighbour gives the hedge a meaning; a pause between them parts them."""
    if not ahead and _listed(before, hedge.keep_after):
        return False
    if not behind and after in hedge.keep_before:
        return False
    if hedge.after and (ahead or before not in hedge.after):
        return False
    return not (hedge.before and (behind or after not in hedge.before))


def _listed(word: str, words: frozenset[str]) -> bool:
    """Whether a word stands in a list, a negated one also by its ending."""
    return word in words or ("n't" in words and word.endswith("n't"))


def without_tags(tokens: list[Token], tables: Speech) -> list[Token]:
    """Tokens without a tag question at their end ("…, right?"), which then are a statement."""
    for phrase in _by_length(tables.tags):
        at = len(tokens) - len(phrase)
        if at < 2 or not matches(tokens, at, phrase) or not tokens[at - 1].trail.startswith(","):
            continue
        head = tokens[:at]
        last = head[-1]
        closing = tokens[-1].trail.replace("?", ".")
        head[-1] = Token(last.lead, last.word, closing, last.key)
        return head
    return tokens


def says_nothing(tokens: Sequence[Token], tables: Speech) -> bool:
    """Whether all that is left are words like "okay"."""
    keys = [token.key for token in tokens if token.key]
    return all(key in tables.acknowledgements for key in keys) or (
        " ".join(keys) in tables.acknowledgements
    )


def rewritten(text: str, tables: Speech) -> str:
    """A text with spoken forms replaced by written ones, a capital kept."""
    for rewrite in tables.rewrites:
        text = _pattern(rewrite).sub(partial(_cased, rewrite.becomes), text)
    return text


@lru_cache(maxsize=1024)
def _pattern(rewrite: Rewrite) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'’-])(?:{rewrite.pattern})(?![\w’])", re.IGNORECASE)


def _cased(becomes: str, match: re.Match[str]) -> str:
    text = match.expand(becomes)
    return text[:1].upper() + text[1:] if match.group()[:1].isupper() else text
