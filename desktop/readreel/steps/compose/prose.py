"""A passage's prose as blocks: paragraphs, and its enumeration as a list."""

from __future__ import annotations

from readreel.core.language import SPACELESS
from readreel.project.artifacts import Block, Items, Paragraph, Passage, Transcript, Written
from readreel.steps.compose.enumerations import Enumeration, enumeration

LITTLE_SUPPORT = 0.5
"""Prose backed less than this is marked for the reader."""


def as_said(passage: Passage, transcript: Transcript) -> Written:
    """What was said, for a passage that no prose was written for: nothing of the talk is lost."""
    sentences = transcript.sentences[passage.first : passage.last + 1]
    between = "" if transcript.language in SPACELESS else " "
    return Written(
        passage=passage.id,
        text=between.join(sentence.text for sentence in sentences),
        origin="cleaned",
        support=1.0,
        sentences=tuple(sentence.id for sentence in sentences),
        refused=("unwritten",),
    )


def told(passage: Passage, item: Written, language: str) -> list[Block]:
    """A passage's prose; its enumeration, if it has one, as a list between what leads in and follows."""
    found = enumeration(item.text, language)
    if found is None:
        return [_paragraph(f"p{passage.id + 1}", passage, item, item.text)] if item.text else []
    return _with_list(passage, item, found)


def _with_list(passage: Passage, item: Written, found: Enumeration) -> list[Block]:
    name = f"p{passage.id + 1}"
    blocks: list[Block] = []
    if found.before:
        blocks.append(_paragraph(name, passage, item, found.before))
    blocks.append(
        Items(
            id=f"{name}-list",
            start=passage.start,
            end=passage.end,
            items=found.items,
            ordered=True,
            origin=item.origin,
            support=item.support,
            sentences=item.sentences,
            marked=_marked(item),
        )
    )
    if found.after:
        blocks.append(_paragraph(f"{name}-end", passage, item, found.after))
    return blocks


def _paragraph(name: str, passage: Passage, item: Written, text: str) -> Paragraph:
    return Paragraph(
        id=name,
        start=passage.start,
        end=passage.end,
        text=text,
        origin=item.origin,
        support=item.support,
        sentences=item.sentences,
        marked=_marked(item),
    )


def _marked(item: Written) -> bool:
    if item.origin == "edited":
        return False
    fallen_back = item.origin == "cleaned" and bool(item.refused)
    return fallen_back or item.untranslated or item.support < LITTLE_SUPPORT
