"""The terms of a talk: names, acronyms, identifiers and set phrases that recur in it.

They are what a model is most likely to misspell, so the rewriting is shown those of each passage.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from readreel.steps.outline.phrases import occurrences, runs, written
from readreel.steps.outline.words import Language, flat, stem, words

_MOST = 60
_IDENTIFIER = re.compile(r"[^\W_]+[_./][^\W_]|[a-z][A-Z]|[A-Za-z]\d|^[A-Z]{2,}s?$")


def glossary(
    texts: Sequence[str], shown: Sequence[str], language: Language, known: Sequence[str] = ()
) -> tuple[str, ...]:
    """At most 60 terms, the most used first; those on the screen count double.

    ``known`` terms of the screen that are spoken, be it once, come before all others.
    """
    said = " ".join(texts)
    spoken = [t for t in known if re.search(rf"(?<!\w){re.escape(t)}(?!\w)", said)]
    forms = occurrences(texts, language)
    screen = occurrences(shown, language)
    names = _names(texts, language)
    scores: dict[str, float] = {}
    for stems in sorted(forms):
        term = written(forms[stems])
        times = sum(forms[stems].values())
        seen = stems in screen
        if _is_term(term, stems, times, seen, names, language):
            weight = times * (2.0 if seen else 1.0) * (1.0 + 0.5 * (len(stems) - 1))
            scores[term] = max(scores.get(term, 0.0), weight)
    ranked = sorted(scores, key=lambda term: (-scores[term], term))
    return tuple(_distinct([*spoken, *(term for term in ranked if term not in spoken)]))


def _is_term(
    term: str,
    stems: tuple[str, ...],
    times: int,
    seen: bool,
    names: frozenset[str],
    language: Language,
) -> bool:
    if len(term) < 2 or not any(c.isalpha() for c in term):
        return False
    if language.spaceless:
        return times >= 3 and len(term) >= 3
    if len(stems) > 1:
        return times >= 3 or (times >= 2 and (seen or all(w in names for w in term.split())))
    marked = bool(_IDENTIFIER.search(term)) or term in names
    return marked and (times >= 2 or seen)


def _names(texts: Sequence[str], language: Language) -> frozenset[str]:
    """Words written with a capital inside sentences, and hardly ever without one."""
    if language.capitalised_nouns:
        return frozenset()
    inside: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    for text in texts:
        for run in runs(text, language):
            lower.update(flat(word) for word in run if word[0].islower())
        inside.update(word for word in words(text)[1:] if word[0].isupper())
    return frozenset(
        word
        for word, times in inside.items()
        if times >= 2 and lower[flat(word)] * 4 <= times and language.is_content(word)
    )


def _distinct(ranked: Sequence[str]) -> list[str]:
    """Without a phrase that lies inside a longer one which is used nearly as often, or around a better."""
    chosen: list[str] = []
    for term in ranked:
        mine = [stem(word) for word in words(term)]
        if len(chosen) < _MOST and not any(_covers(other, mine) for other in chosen):
            chosen.append(term)
    return chosen


def _covers(other: str, mine: list[str]) -> bool:
    theirs = [stem(word) for word in words(other)]
    longer, shorter = (theirs, mine) if len(theirs) >= len(mine) else (mine, theirs)
    span = len(shorter)
    same = any(longer[i : i + span] == shorter for i in range(len(longer) - span + 1))
    return same and len(shorter) > 1
