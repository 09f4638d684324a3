"""Spoken enumerations as lists: only where at least three sentences in a row count themselves."""

from __future__ import annotations

import re

import msgspec

from readreel.core.language import table

_LEAST = 3
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])")


class Ordinals(msgspec.Struct, frozen=True):
    """``compose.toml``: for each place from the first on, the words that open its sentence."""

    ordinals: tuple[tuple[str, ...], ...] = ()


class Enumeration(msgspec.Struct, frozen=True):
    """The prose before a list, its items without their counting words, and the prose after it."""

    before: str
    items: tuple[str, ...]
    after: str


def enumeration(text: str, language: str) -> Enumeration | None:
    """The enumeration in a paragraph, or None where there is no clear one."""
    places = table(language, "compose", Ordinals).ordinals
    sentences = [sentence for sentence in _SENTENCE.split(text) if sentence]
    for start in range(len(sentences) - _LEAST + 1):
        items: list[str] = []
        for place, sentence in zip(places, sentences[start:], strict=False):
            item = _without(sentence, place)
            if item is None:
                break
            items.append(item)
        if len(items) >= _LEAST:
            end = start + len(items)
            return Enumeration(" ".join(sentences[:start]), tuple(items), " ".join(sentences[end:]))
    return None


def _without(sentence: str, openings: tuple[str, ...]) -> str | None:
    for opening in sorted(openings, key=len, reverse=True):
        found = re.match(rf"{re.escape(opening)}\s*[,:，：、]\s*", sentence, re.IGNORECASE)
        if found and len(sentence) > found.end():
            rest = sentence[found.end() :]
            return rest[0].upper() + rest[1:]
    return None
