"""Checks of a draft as prose: its language, its length, loops, and talk about the task.

None of them asks what the passage says; `support` does that.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from readreel.core.language import SPACELESS
from readreel.steps.rewrite.language.speech import known_languages, phrases, speech
from readreel.steps.rewrite.language.words import content, count, fold, plain, sentences, stem

_MARKUP = re.compile(
    r"^\s{0,3}#\s|(?:^|\s)#{2,6}\s|^\s*(?:[-*•]|\d+[.)])\s+\S|```|\*\*|<\|?\w+\|?>|^\s*---", re.M
)
_LEADING = re.compile(r"^[\s\W_]+")
_BEFORE_STOP = re.compile(r"[\s\u00a0\u202f]+(?=[!?:;])")
"""A space before a stop, as French writes it, and signs that open a sentence, hide no talk to the user."""
_SHORT = 25
"""Spoken words below which lengths say little."""
_REACH = 4
"""Words behind a pronoun among which stands what its people do."""
_LOOP = 5
"""Words of a run that may not come three times unless they were said three times."""
_AGAIN = 8
"""Words of a run that may not come twice if they were said once; of characters as many again."""


def chatty(draft: str, spoken: str, language: str) -> bool:
    """Whether the draft talks to the user, names its task or marks itself up."""
    if any(match.group().strip() not in spoken for match in _MARKUP.finditer(draft)):
        return True
    said = fold(spoken)
    plainly = _BEFORE_STOP.sub("", _LEADING.sub("", fold(draft)))
    for code in dict.fromkeys((language, "en")):
        pattern = phrases(speech(code).chatty)
        for match in pattern.finditer(plainly) if pattern else ():
            if match.group() not in said:
                return True
    return False


def outsider(draft: str, spoken: str, language: str) -> bool:
    """Whether a talk in the first person is retold as somebody else's."""
    tables = speech(language)
    pattern = phrases(tables.outside)
    if pattern is None:
        return False
    said = fold(spoken)
    return any(
        match.group() not in said
        for sentence in sentences(draft, language)
        for match in pattern.finditer(fold(sentence))
    )


def others(sentence: str, sources: Sequence[str], around: Sequence[str], language: str) -> bool:
    """Whether what the speaker says of themselves (``sources``) is written of others nobody named.

    Who is spoken of in the third person ``around`` may be so in the draft.
    """
    tables = speech(language)
    mine = set(plain(sentence))
    if not mine & tables.third_person or mine & tables.first_person:
        return False
    own, near = " ".join(sources), " ".join(around)
    deeds = _deeds(own, tables.first_person, language) - _deeds(near, tables.third_person, language)
    if deeds & _deeds(sentence, tables.third_person, language):
        return True
    told = set(plain(own))
    return bool(told & tables.first_person) and not set(plain(near)) & tables.third_person


def _deeds(text: str, people: frozenset[str], language: str) -> set[str]:
    """What these people are said to do: the telling word within reach behind each of their pronouns."""
    words, function = plain(text), speech(language).function_words
    found: set[str] = set()
    for at, word in enumerate(words):
        if word in people:
            behind = (w for w in words[at + 1 : at + 1 + _REACH] if w not in function)
            found.update(stem(one, language) for one in islice(behind, 1))
    return found


def loops(draft: str, spoken: str, sentences: Sequence[str], language: str) -> bool:
    """Whether the draft repeats itself more than the talk does."""
    words, said = plain(draft), plain(spoken)
    runs = Counter(tuple(words[i : i + _LOOP]) for i in range(len(words) - _LOOP + 1))
    heard = Counter(tuple(said[i : i + _LOOP]) for i in range(len(said) - _LOOP + 1))
    if any(times >= 3 and times > heard[run] for run, times in runs.items()):
        return True
    if _again(words, said, _AGAIN * (2 if language in SPACELESS else 1)):
        return True
    return _twice(sentences, said, language)


def _again(words: Sequence[str], said: Sequence[str], length: int) -> bool:
    """Whether a run of so many words stands oftener than it was said, twice at least.

    Runs with numbers are passed over: what differs in the numbers is told in the same words.
    """
    runs, heard = (
        Counter(tuple(text[i : i + length]) for i in range(len(text) - length + 1))
        for text in (words, said)
    )
    return any(
        times >= 2 and times > heard[run] and not any(word.isdigit() for word in run)
        for run, times in runs.items()
    )


def _twice(sentences: Sequence[str], said: Sequence[str], language: str) -> bool:
    """Whether a sentence stands twice, or nearly so, and was not said so."""
    flat = f" {' '.join(said)} "
    keys = Counter(" ".join(plain(sentence)) for sentence in sentences)
    if any(n > max(1, flat.count(f" {key} ")) and key.count(" ") >= 3 for key, n in keys.items()):
        return True
    bags = [frozenset(content(sentence, language)) for sentence in sentences]
    near = {a | b for i, a in enumerate(bags) for b in bags[i + 1 :] if _same(a, b)}
    return any(_heard_once(bag, said, language) for bag in near)


def _heard_once(bag: frozenset[str], said: Sequence[str], language: str) -> bool:
    """Whether the talk has most of these words only once each."""
    heard = Counter(stem(word, language) for word in said)
    return sum(heard[word] < 2 for word in bag) > 0.5 * len(bag)


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    least = min(len(one), len(other))
    return least >= 3 and len(one & other) >= 0.85 * max(len(one), len(other))


def misfits(draft: str, spoken: str, shortest: float, longest: float) -> bool:
    """Whether the draft's words are too few or too many for the spoken ones."""
    said, wrote = count(spoken), count(draft)
    if said < _SHORT:
        return wrote > said * longest + 8 or wrote * 4 < said
    return not shortest <= wrote / said <= longest


def foreign(draft: str, spoken: str, language: str) -> bool:
    """Whether the draft is in another script or language than the talk."""
    drafted, heard = scripts(draft), scripts(spoken)
    letters = sum(drafted.values())
    if letters >= 12:
        strange = sum(n for script, n in drafted.items() if heard.get(script, 0) == 0)
        if strange > 0.25 * letters:
            return True
    words = plain(draft)
    if len(words) < 6:
        return False
    mine = share(words, language)
    heard_words = plain(spoken)
    return any(
        other != language
        and (theirs := share(words, other)) > max(0.2, 1.5 * mine)
        and theirs > 1.5 * share(heard_words, other)
        for other in known_languages()
    )


def share(words: Sequence[str], language: str) -> float:
    """Share of the words that are a language's function words; 0 where we know none of them."""
    return sum(map(_distinct(language).__contains__, words)) / max(1, len(words))


@lru_cache(maxsize=64)
def _distinct(language: str) -> frozenset[str]:
    return frozenset(word for word in speech(language).function_words if len(word) > 1)


def scripts(text: str) -> Counter[str]:
    """Letters of a text by their script, as Unicode names it."""
    return Counter(_script(char) for char in text if char.isalpha())


@lru_cache(maxsize=8192)
def _script(char: str) -> str:
    name = unicodedata.name(char, "").partition(" ")[0]
    return "HAN" if name in ("CJK", "KANGXI") else name


_QUESTIONS = ("?", "？", "؟")
_STOP = re.compile(r"[.!。！।](?:\s|$)")


def asks(sentence: str, sources: Sequence[str]) -> bool:
    """Whether a statement has become a question: "How could you do this?" of "this is how you could".

    Only where the listener wrote stops, so that a question would have had its mark. "What happens?" of
    "see what happens" is none: it was said in these words.
    """
    said = " ".join(sources)
    begun = " ".join(plain(sentence)[:2])
    return (
        sentence.rstrip("\"'”’»)").endswith(_QUESTIONS)
        and not any(mark in said for mark in _QUESTIONS)
        and bool(_STOP.search(said))
        and begun not in " ".join(plain(said))
    )
