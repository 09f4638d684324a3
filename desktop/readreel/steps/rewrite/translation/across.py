"""Whether a line says in another language what its piece said, as far as code can tell without a model.

The words of two languages cannot be aligned, so each line is held against its own piece, which it belongs
to by its number. What survives a translation unchanged is compared: numbers (spelled in either language),
code words and abbreviations, names where both languages share a script, units, whether something is
denied, and the extent. Faults have the codes of `support`, and these:

    missing      a piece has no line
    detail       a number, name or code word of the piece does not stand in its line
    copied       words of the talk stand there untranslated

A list that a language lacks makes the check that needs it silent, never wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from rapidfuzz import fuzz

from readreel.core.language import SPACELESS
from readreel.steps.rewrite.checks import measures, names, polarity, prose
from readreel.steps.rewrite.checks.kept import tells
from readreel.steps.rewrite.language import numbers
from readreel.steps.rewrite.language.extent import extent
from readreel.steps.rewrite.language.speech import phrases, speech
from readreel.steps.rewrite.language.words import fold, plain, sentences
from readreel.steps.rewrite.passage import Piece
from readreel.steps.rewrite.translation import tongues
from readreel.steps.rewrite.translation.tongues import Pair

_SLACK = 25
"""Letters by which a short line may always be longer; by a third of them it may be shorter."""
_WIDER, _NARROWER = 1.45, 0.85
"""By what a style's bounds of length are stretched: languages differ in the letters that they need."""
_ALIKE = 75.0
"""Least likeness (0…100) of a name and its form in another language: "Bayesian", "bayesianisch"."""
_SHORTENED = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")
"""An abbreviation such as "z.B"."""
_LATIN = re.compile(r"[A-Z][A-Za-z'’-]+")


class Verdict(msgspec.Struct, frozen=True):
    """What is wrong with a line, and the words of its piece that it should have kept."""

    faults: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()


def judge(line: str, piece: Piece, pair: Pair, shortest: float, longest: float) -> Verdict:
    """The verdict on the line of a piece; the bounds are those of the style, written per spoken words."""
    said = piece.text
    if not line.strip():
        return Verdict(("missing",))
    gone = [*lost_numbers(line, said, pair), *lost_names(line, said, pair)]
    wrong = {
        "number": _wrong_numbers(line, said, pair),
        "code": _wrong_code(line, said, pair),
        "name": _wrong_names(line, said, pair),
        "unit": _wrong_units(line, said, pair),
        "negation": _turned(line, said, pair),
        "detail": gone,
        "copied": tongues.copied(line, said, pair),
        "language": tongues.another_language(line, pair),
        "length": not _fits(line, said, shortest * _NARROWER, longest * _WIDER),
        "chatty": _chatty(line, said, pair),
        "repetition": prose.loops(line, said, (), pair.written),
    }
    return Verdict(tuple(code for code, found in wrong.items() if found), tuple(gone))


# --- numbers and units ---------------------------------------------------------------------------


def _wrong_numbers(line: str, said: str, pair: Pair) -> list[str]:
    values = numbers.said(said, pair.spoken)
    return [
        number.text
        for number in numbers.written(line, pair.written)
        if not numbers.backed(number, values) and not _verbatim(number.text, said)
    ]


def lost_numbers(line: str, said: str, pair: Pair) -> list[str]:
    """Numbers of the piece that its line lacks."""
    values = numbers.said(line, pair.written)
    return [
        number.text
        for number in numbers.written(said, pair.spoken)
        if tells(number) and not numbers.backed(number, values) and not _verbatim(number.text, line)
    ]


def _verbatim(number: str, text: str) -> bool:
    """Whether digits stand in a text as they are: "2.23" may stay so where others write "2,23"."""
    return number[:1].isdigit() and number in fold(text)


def _wrong_units(line: str, said: str, pair: Pair) -> list[str]:
    """Units whose number was said with another one, by the tables of both languages."""
    told = measures.spoken(said, pair.spoken)
    found = []
    for measure in measures.written(line, pair.written):
        near = [place.near for place in told if place.values & measure.values]
        if near and all(near) and not any(measure.unit in units for units in near):
            found.append(measure.text)
    return found


# --- names and code ------------------------------------------------------------------------------


def lost_names(line: str, said: str, pair: Pair) -> list[str]:
    """Names and code words of the piece that its line lacks."""
    known = names.known((line,), pair.written)
    gone = [w for w in names.code_words(said) if not names.code_backed(w, known)]
    gone += [w for w in fixed(said, pair.spoken) if not _stands(w, line)]
    return list(dict.fromkeys(gone))


def fixed(text: str, language: str) -> Iterator[str]:
    """Names of a text that no language changes; those of countries, languages and days it may."""
    tables = speech(language)
    if language in SPACELESS:  # no capitals of their own: Latin ones are names
        yield from (word for word in _LATIN.findall(text) if word.casefold() not in ("ok", "okay"))
        return
    for word, opens in names.capitalised(text, language):
        short = word.isupper() and word.isascii()
        plainly = (
            not opens and not tables.capital_nouns and fold(word) not in tables.translated_names
        )
        if short or plainly:
            yield word


def _wrong_code(line: str, said: str, pair: Pair) -> list[str]:
    known = names.known((said,), pair.spoken)
    return [
        word
        for word in names.code_words(line)
        if not names.code_backed(word, known) and not _SHORTENED.fullmatch(word)
    ]


def _wrong_names(line: str, said: str, pair: Pair) -> list[str]:
    """Names and abbreviations that nobody said, where a capital letter tells them in both languages."""
    tables = speech(pair.written)
    comparable = not tables.capital_nouns and not speech(pair.spoken).capital_nouns
    known = names.known((said,), pair.spoken)
    return [
        word
        for word, opens in names.capitalised(line, pair.written)
        if (word.isupper() or (comparable and not opens))
        and fold(word) not in tables.translated_names
        and not names.name_backed(word, known)
        and not _stands(word, said)
    ]


def _stands(name: str, text: str) -> bool:
    """Whether a name stands in a text, perhaps with another ending; yes where the scripts differ."""
    wanted = fold(name)
    own, there = prose.scripts(name), prose.scripts(text)
    if wanted in fold(text):
        return True
    if name.isupper():
        return False
    if not own.keys() & there.keys() or tongues.foremost(own) != tongues.foremost(there):
        return True
    return any(
        tongues.shared(wanted, word) >= 4 or fuzz.ratio(wanted, word) >= _ALIKE
        for word in plain(text)
    )


# --- what is said of it --------------------------------------------------------------------------


def _turned(line: str, said: str, pair: Pair) -> bool:
    """Whether what was denied is stated or the reverse; only where both languages' words for it are known.

    Sentence by sentence where the line has as many as the piece. Speech denies a thing twice where prose
    does so once, so that denials are not counted.
    """
    if not (speech(pair.spoken).negations and speech(pair.written).negations):
        return False
    theirs, ours = sentences(said, pair.spoken), sentences(line, pair.written)
    if len(theirs) != len(ours):
        theirs, ours = (said,), (line,)
    return any(_denied(*one, pair) for one in zip(ours, theirs, strict=True))


def _denied(ours: str, theirs: str, pair: Pair) -> bool:
    """Whether one of two sentences denies something in so many words and the other in no way."""
    said, said_somehow = polarity.denials(theirs, pair.spoken)
    told, told_somehow = polarity.denials(ours, pair.written)
    return (said > 0 and not told_somehow) or (told > 0 and not said_somehow)


def _chatty(line: str, said: str, pair: Pair) -> bool:
    """Whether a line talks about the task or the speaker where the talk does not do so itself."""
    theirs = speech(pair.spoken)
    patterns = (phrases(theirs.chatty), phrases(theirs.outside))
    if any(pattern.search(fold(said)) for pattern in patterns if pattern):
        return False
    return prose.chatty(line, said, pair.written) or prose.outsider(line, said, pair.written)


def _fits(line: str, said: str, shortest: float, longest: float) -> bool:
    wrote, spoke = extent(line), extent(said)
    return spoke * shortest - _SLACK / 3 <= wrote <= spoke * longest + _SLACK
