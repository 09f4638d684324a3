"""Works and addresses that were said or shown, gathered with their moments.

Only what can be told without guessing: addresses, DOIs, arXiv numbers, and works cited by author and
year ("Bengio et al. 2003"). What is on the screen counts only where it was read without doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from readreel.core.time import rounded
from readreel.project.artifacts import (
    Block,
    Items,
    Paragraph,
    Reference,
    Screens,
    Stills,
    Transcript,
)

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'“”)\]]+"
    r"|\b(?:[a-z0-9][a-z0-9-]*\.)+(?:com|org|net|io|edu|gov|ai|dev|de|fr|uk|eu|info)/[^\s<>\"'“”)\]]+",
    re.IGNORECASE,
)
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s<>\"'“”)\]]+")
_ARXIV = re.compile(r"\barXiv:\s?(\d{4}\.\d{4,5})", re.IGNORECASE)
_WORK = re.compile(
    r"\b([A-Z][\w'’-]+(?:(?: and| &) [A-Z][\w'’-]+)* et al\.?,? (?:from |in |of )?\(?\d{4}\)?)"
)
_PRIVATE = re.compile(
    r"https?://(?:[^/@]*@)?(?:localhost|127\.|10\.|192\.168\.|0\.0\.0\.0|\[|[^/.:]+(?:[:/]|$))",
    re.IGNORECASE,
)
"""Addresses that lead nowhere but on the speaker's own machine or network."""
_SURE = 0.95
_TAIL = ".,;:!?…"


def references(
    transcript: Transcript, stills: Stills, screens: Screens, blocks: Sequence[Block]
) -> tuple[Reference, ...]:
    """Every work and address once, at its first moment, in the order of those moments."""
    found: dict[str, tuple[float, str, str]] = {}
    for time, text in _texts(transcript, stills, screens):
        for shown, url in _named(text):
            key = (
                (url or shown).casefold().removeprefix("https://").removeprefix("www.").rstrip("/")
            )
            if key not in found or time < found[key][0]:
                found[key] = (time, shown, url)
    ordered = sorted(found.values())
    return tuple(
        Reference(
            id=f"r{number}",
            text=shown,
            url=url,
            time=rounded(time),
            paragraph=_paragraph(time, blocks),
        )
        for number, (time, shown, url) in enumerate(ordered, start=1)
    )


def _texts(transcript: Transcript, stills: Stills, screens: Screens) -> Iterator[tuple[float, str]]:
    for sentence in transcript.sentences:
        yield sentence.start, sentence.text
    starts = {still.id: still.spans[0].start for still in stills.stills}
    for screen in screens.screens:
        for line in screen.lines:
            if line.confidence >= _SURE:
                yield starts[screen.still], line.text


def _named(text: str) -> Iterator[tuple[str, str]]:
    """What a text names, as shown, with the address it leads to or nothing."""
    for match in _ADDRESS.finditer(text):
        address = match.group().rstrip(_TAIL)
        if "…" in match.group() or ".." in match.group():
            continue  # cut short by the program that showed it
        url = address if "://" in address else f"https://{address}"
        if not _PRIVATE.match(url):
            yield address, url
    for match in _DOI.finditer(text):
        doi = match.group().rstrip(_TAIL)
        if "://" not in text[: match.start()][-40:]:
            yield f"doi:{doi}", f"https://doi.org/{doi}"
    for match in _ARXIV.finditer(text):
        yield f"arXiv:{match.group(1)}", f"https://arxiv.org/abs/{match.group(1)}"
    for match in _WORK.finditer(text):
        yield match.group(1), ""


def _paragraph(time: float, blocks: Sequence[Block]) -> str:
    """The prose of that moment, or the last before it."""
    told = [block for block in blocks if isinstance(block, Paragraph | Items)]
    before = [block for block in told if block.start <= time]
    return before[-1].id if before else (told[0].id if told else "")
