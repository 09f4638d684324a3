"""Works and addresses that were said or shown, gathered with their moments.

Only what can be told without guessing: addresses, DOIs, arXiv numbers, and works cited by author and
year ("Bengio et al. 2003"). What is on the screen counts only where it was read without doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz import fuzz

from readreel.core.time import rounded
from readreel.project.artifacts import (
    Block,
    Items,
    Paragraph,
    Reference,
    Screen,
    Screens,
    Still,
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
_LIKE = 65
"""Likeness of two names (0…100) from which one is the other, misheard."""
_TAIL = ".,;:!?…"
_NEAR = 180.0
"""Seconds around a citation in which the first page of the work may be shown."""
_SURNAME = re.compile(r"[\w'’-]+")
_SAME_NAME = 80
_AUTHOR_WORDS = 8
_LARGER = 1.15
_TITLE_REACH = 6.0
"""Heights of an author's name up to which the title stands above it."""
_TITLE_WORDS = 3


def references(
    transcript: Transcript, stills: Stills, screens: Screens, blocks: Sequence[Block]
) -> tuple[Reference, ...]:
    """Every work and address once, at its first moment, in the order of those moments."""
    said = ((sentence.start, sentence.text) for sentence in transcript.sentences)
    spoken, seen = _gathered(said), _gathered(_shown(stills, screens))
    for key, (time, text, url) in list(spoken.items()):
        spelled = next((other for other in seen if not url and _misheard(text, seen[other])), key)
        # The screen knows how a name is written, the speech when the work is talked about.
        _, written, _ = seen.pop(spelled, (0.0, text, ""))
        del spoken[key]
        spoken[spelled] = (min(time, spoken.get(spelled, (time,))[0]), written, url)
    ordered = sorted((seen | spoken).values())
    return tuple(
        Reference(
            id=f"r{number}",
            text=shown if url else _with_title(shown, time, stills.stills, screens),
            url=url,
            time=rounded(time),
            paragraph=_paragraph(time, blocks),
        )
        for number, (time, shown, url) in enumerate(ordered, start=1)
    )


def _gathered(texts: Iterable[tuple[float, str]]) -> dict[str, tuple[float, str, str]]:
    """What texts name, once, at its first moment."""
    found: dict[str, tuple[float, str, str]] = {}
    for time, text in texts:
        for shown, url in _named(text):
            key = re.sub(r"^https?://(www\.)?", "", (url or shown).casefold()).rstrip("/")
            if key not in found or time < found[key][0]:
                found[key] = (time, shown, url)
    return found


def _shown(stills: Stills, screens: Screens) -> Iterator[tuple[float, str]]:
    starts = {still.id: still.spans[0].start for still in stills.stills}
    for screen in screens.screens:
        for line in screen.lines:
            if line.confidence >= _SURE:
                yield starts[screen.still], line.text


def _with_title(work: str, time: float, stills: Sequence[Still], screens: Screens) -> str:
    """A cited work with its title, where its first page was shown near the moment it was named."""
    near = {
        still.id
        for still in stills
        if any(span.start - _NEAR <= time <= span.end + _NEAR for span in still.spans)
    }
    author = _SURNAME.match(work)
    if author is None:
        return work
    for screen in screens.screens:
        title = _title_over(author.group(), screen) if screen.still in near else ""
        if title:
            return f"{work}: {title}"
    return work


def _title_over(author: str, screen: Screen) -> str:
    """The large line that stands shortly over a line with the author's name; empty without one."""
    for line in screen.lines:
        words = line.text.split()
        named = any(fuzz.ratio(word, author) >= _SAME_NAME for word in words)
        if not named or len(words) > _AUTHOR_WORDS or any(c.isdigit() for c in line.text):
            continue
        size = line.box[3] - line.box[1]
        over = [
            other
            for other in screen.lines
            if other.box[3] - other.box[1] >= _LARGER * size
            and 0 <= line.box[1] - other.box[3] <= _TITLE_REACH * size
            and len(other.text.split()) >= _TITLE_WORDS
            and other.confidence >= _SURE
        ]
        if over:
            return max(over, key=lambda other: other.box[3] - other.box[1]).text
    return ""


def _misheard(said: str, shown: tuple[float, str, str]) -> bool:
    """Whether two citations differ by no more than the hearing of a name: the year is the same."""
    _, text, url = shown
    names, years = zip(
        *((t.partition(" et al")[0], re.findall(r"\d{4}", t)) for t in (said, text)), strict=True
    )
    return not url and years[0] == years[1] and fuzz.ratio(*names) >= _LIKE


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
