"""Whether a sentence still denies what was denied, and nothing else.

A negation stands before or behind what it denies. Where those words, or most of their clause, reappear
without a negation that is meant for them (or with a new one), a statement has been turned round. Other
ways to deny count too: "fails to", "without", "impossible"; and phrases such as "not only" deny nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import pairwise

import msgspec

from readreel.core.language import SPACELESS
from readreel.steps.rewrite.language.speech import Speech, phrases, speech
from readreel.steps.rewrite.language.words import fold, kindred, stem

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
PAUSE = re.compile(r"\s*[,.;:!?…，。、；：！？—–]")
STOP = re.compile(r"\s*[;:；：]")
HIRAGANA = re.compile(r"[\u3041-\u309f]+")
_AHEAD = 6
_BEHIND = 4
_BEHIND_CHARACTERS = 9
"""The same in scripts without spaces, whose denials end the verb: "急いではいけません"."""
_ALIKE, _SHARE = 2, 0.5
"""So many telling words, and this share of those of the shorter, make two clauses say the same."""
_ANSWER = 4
"""The most letters of a denial that says no to somebody where it stands alone at the beginning."""
_ROOT = 4
"""The fewest letters of a word that another is made of."""
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
    joins: bool


@lru_cache(maxsize=4096)
def _tokens(text: str, language: str) -> tuple[_Token, ...]:
    tables = speech(language)
    folded = fold(text)
    idioms = phrases(tables.negation_idioms)
    idle = [match.span() for match in idioms.finditer(folded)] if idioms else []
    pattern = characters(language) if language in SPACELESS else WORD
    return tuple(
        _token(match, folded, idle, tables, language) for match in pattern.finditer(folded)
    )


@lru_cache(maxsize=16)
def characters(language: str) -> re.Pattern[str]:
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
    ahead = text[match.end() : match.end() + 2]
    within = any(begin <= match.start() < end for begin, end in idle)
    formed = phrases(tables.denying_words)
    soft = not within and (word in tables.soft_negations or bool(formed and formed.fullmatch(word)))
    bare = word if word in tables.function_words else word.split("'")[-1]
    long_enough = len(bare) > 1 or (language in SPACELESS and not HIRAGANA.match(bare))
    opens = not WORD.search(text[: match.start()])
    if len(word) <= _ANSWER and opens and PAUSE.match(ahead):
        hard = soft = False  # "No, I will": an answer, not a denial
    return _Token(
        stem=stem(bare, language),
        content=bare not in tables.negations and long_enough and bare not in tables.function_words,
        denies=hard and not (within and language in SPACELESS),
        soft=soft,
        counts=hard and not within,
        pauses=bool(PAUSE.match(ahead)),
        stops=bool(STOP.match(ahead)),
        joins=word in tables.connectives,
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


class _Denial(msgspec.Struct, frozen=True):
    """A denial: which token of which sentence, what it denies, and the telling words of its clause."""

    sentence: int
    at: int
    scope: tuple[str, ...]
    clause: frozenset[str]


def lost(
    sources: Sequence[str], drafted: Sequence[str], language: str, beside: Sequence[str] = ()
) -> bool:
    """Whether one of ``sources`` denies what ``drafted`` sentences state without denial.

    A word such as "too" does for a denial where neither the sources nor what was said ``beside``
    them have it themselves. A denial that answers another one of them does not do for this one, unless
    both stand in its clause.
    """
    others = [_tokens(sentence, language) for sentence in drafted]
    told = [_tokens(source, language) for source in sources]
    own = [*told, *(_tokens(text, language) for text in beside)]
    soft = frozenset(token.stem for tokens in own for token in tokens if token.soft)
    answers = _denials_of(others, language, soft)
    asked = _denials_of(own, language)
    return any(
        _unanswered(denial, others, answers, asked)
        for denial in _denials_of(told, language)
        if told[denial.sentence][denial.at].counts
    )


def _denials_of(
    texts: Sequence[Sequence[_Token]], language: str, without: frozenset[str] | None = None
) -> list[_Denial]:
    """The denials of some sentences; soft ones too, but those ``without``, where that is given."""
    return [
        _Denial(number, at, tuple(_scope(tokens, at, language)), _clause(tokens, at))
        for number, tokens in enumerate(texts)
        for at, token in enumerate(tokens)
        if token.denies or (without is not None and token.soft and token.stem not in without)
    ]


def _clauses(tokens: Sequence[_Token]) -> list[range]:
    """Where the clauses of a sentence stand: they end at pauses and before words that join."""
    ends = [at + 1 for at, token in enumerate(tokens) if token.pauses]
    cuts = sorted({0, len(tokens), *ends, *(at for at, token in enumerate(tokens) if token.joins)})
    return [range(begin, end) for begin, end in pairwise(cuts)]


def _clause(tokens: Sequence[_Token], at: int) -> frozenset[str]:
    """Stems of the telling words near a token in its clause, itself left out."""
    clause = next(clause for clause in _clauses(tokens) if at in clause)
    near = [i for i in clause if tokens[i].content and 0 < abs(i - at) <= _NEAR]
    return frozenset(tokens[i].stem for i in near)


def _unanswered(
    denial: _Denial,
    others: Sequence[Sequence[_Token]],
    answers: Sequence[_Denial],
    asked: Sequence[_Denial],
) -> bool:
    """Whether what was denied is stated somewhere, and no denial there is the answer to this one."""
    if any(_answers(answer, denial) for answer in answers):
        return False
    places = [
        (number, at)
        for number, tokens in enumerate(others)
        for at, token in enumerate(tokens)
        if token.content and _meet((token.stem,), denial.scope[:1])
    ]
    free = [answer for answer in answers if not _taken(answer, denial, asked)]
    if any(_beside(others[number], at, number, free) for number, at in places):
        return False
    if any(_stands(denial, number, tokens, free) for number, tokens in enumerate(others)):
        return True
    bare = not answers
    return any(
        bare or _among(denial.scope[1:], _window(others[number], at)) for number, at in places
    )


def _answers(answer: _Denial, denial: _Denial) -> bool:
    """Whether two denials deny the same: by the words that one denies, or by two of their clauses."""
    return (
        _meet(answer.scope, denial.clause)
        or _meet(denial.scope, answer.clause)
        or _common(answer.clause, denial.clause) >= _ALIKE
        or _made_of(answer.scope[:1], denial.scope)
    )


def _made_of(denying: Sequence[str], denied: Sequence[str]) -> bool:
    """Whether a word denies another by a syllable before it: "unclear" is "not clear"."""
    return any(
        len(word) >= _ROOT and one != word and one.endswith(word)
        for one in denying
        for word in denied
    )


def _stands(
    denial: _Denial, number: int, tokens: Sequence[_Token], free: Sequence[_Denial]
) -> bool:
    """Whether a sentence without a denial to spare has the clause of one, undenied."""
    if any(answer.sentence == number for answer in free):
        return False
    return any(
        shared >= _ALIKE and shared >= _SHARE * min(len(clause), len(denial.clause))
        for clause in _undenied(tokens)
        for shared in [_common(clause, denial.clause)]
    )


def _undenied(tokens: Sequence[_Token]) -> list[frozenset[str]]:
    """The telling words of each clause in which nothing is denied."""
    clauses = [[tokens[at] for at in clause] for clause in _clauses(tokens)]
    return [
        frozenset(token.stem for token in clause if token.content)
        for clause in clauses
        if not any(token.denies or token.soft for token in clause)
    ]


def _common(some: Collection[str], others: Collection[str]) -> int:
    """How many of the words stand among the others."""
    return sum(any(kindred(word, other) for other in others) for word in some)


def _taken(answer: _Denial, denial: _Denial, asked: Sequence[_Denial]) -> bool:
    """Whether a denial answers another one that was asked for."""
    return any(
        other.scope != denial.scope
        and (_meet(answer.scope, other.scope) or _meet(other.scope, answer.clause))
        for other in asked
    )


def _beside(tokens: Sequence[_Token], at: int, number: int, answers: Sequence[_Denial]) -> bool:
    begin, end = _reach(tokens, at)
    return any(answer.sentence == number and begin <= answer.at < end for answer in answers)


def _among(words: Sequence[str], tokens: Sequence[_Token]) -> bool:
    return all(
        any(token.content and kindred(token.stem, word) for token in tokens) for word in words
    )


def _meet(some: Sequence[str], others: Collection[str]) -> bool:
    return any(kindred(word, other) for word in some for other in others)


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


def _window(tokens: Sequence[_Token], place: int) -> Sequence[_Token]:
    begin, end = _reach(tokens, place)
    return tokens[begin:end]


def _reach(tokens: Sequence[_Token], place: int) -> tuple[int, int]:
    """Where the words on either side of one begin and end, within its half of a sentence."""
    begin, end = max(0, place - _NEAR), min(len(tokens), place + _NEAR + 1)
    begin = max([begin, *(at + 1 for at in range(begin, place) if tokens[at].stops)])
    end = min([end, *(at + 1 for at in range(place, end) if tokens[at].stops)])
    return begin, end
