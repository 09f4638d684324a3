"""Spoken sentences made readable by rule alone: what an article falls back on.

Fillers, stutters, false starts, openers without meaning and tag questions go; spacing, cases and stops
are put right. Nothing is ever added, reordered or paraphrased, and numbers, names, code words and
negations always stay: where a rule would touch one, it does not apply. What counts as noise is listed per
language in ``resources/languages/*/speech.toml``; a language without lists keeps all its words.
"""

from __future__ import annotations

from collections.abc import Sequence

from readreel.core.language import SPACELESS
from readreel.steps.rewrite.cleaning import phrases, repeats, surface
from readreel.steps.rewrite.cleaning.tokens import Token, join, split
from readreel.steps.rewrite.language.speech import Speech, speech


def clean(sentences: Sequence[str], language: str) -> list[str]:
    """One cleaned text per sentence, in order; empty where a sentence is noise or said again next.

    A very long sentence without stops may come back as several.
    """
    tables = speech(language)
    found = [
        _clean(sentence, "".join(sentences[at + 1 : at + 2])[:1].islower(), tables, language)
        for at, sentence in enumerate(sentences)
    ]
    for index in range(len(found) - 1):
        if repeats.begins(found[index + 1], found[index]):
            found[index] = ""
    return found


def _clean(sentence: str, goes_on: bool, tables: Speech, language: str) -> str:
    """One sentence; ``goes_on`` says that the next one is the rest of it."""
    text = surface.spaced(surface.without_notes(sentence, tables))
    if language in SPACELESS:
        text = surface.without_interjections(text, tables)
        return surface.finished(text, tables, language)
    pieces = phrases.cut(split(text), tables)
    if pieces and not goes_on:
        pieces[-1] = repeats.without_broken_end(pieces[-1], tables)
    written = (_polished(piece, tables) for piece in pieces)
    return " ".join(surface.finished(piece, tables, language) for piece in written if piece).strip()


def _polished(tokens: list[Token], tables: Speech) -> str:
    """One clause or sentence through all the rules, until none applies any more."""
    for _ in range(4):
        before = tokens
        tokens = phrases.without_fillers(tokens, tables)
        tokens = repeats.without_stutters(tokens, tables)
        tokens = repeats.without_false_starts(tokens, tables)
        tokens = phrases.without_tags(tokens, tables)
        tokens = phrases.without_hedges(tokens, tables)
        tokens = phrases.without_openers(tokens, tables)
        if tokens == before:
            break
    if phrases.says_nothing(tokens, tables):
        return ""
    return phrases.rewritten(join(tokens), tables)
