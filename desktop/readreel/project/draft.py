"""The article as far as it has come: what a reader sees while the steps are still at work.

Guarantees that whatever was heard, outlined or written so far stands in its place and knows its seconds,
and that a paragraph keeps its id while its words change. It invents nothing: where no prose is written
yet, the spoken words stand in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from readreel.core.language import SPACELESS, table
from readreel.core.time import Span
from readreel.project.artifacts import (
    Article,
    Block,
    Chapter,
    Facts,
    Figure,
    Outline,
    OutlineChapter,
    Paragraph,
    Passage,
    Recording,
    Still,
    Stills,
    Transcript,
    Word,
    Written,
)

_WORDS = 60
"""Spoken words after which a paragraph of the bare transcript ends with the sentence."""
_MOST_WORDS = 140
_PAUSE_SECONDS = 2.0
_LEAST_CONTENT = 0.03
_LEAST_SECONDS = 4.0
_MOST_FIGURES = 2
_STOPS = ".?!…。！？؟।"


class Heard(msgspec.Struct, frozen=True):
    """A stretch of the recording as it was heard: an entry of the transcribe step's journal."""

    start: float
    end: float
    language: str = ""
    words: tuple[Word, ...] = ()


class Noises(msgspec.Struct, frozen=True):
    """Of a language's ``speech.toml``: sounds that are no words."""

    fillers: tuple[str, ...] = ()


class Material(msgspec.Struct, frozen=True, kw_only=True):
    """What the steps have made so far; None stands for what is not there yet."""

    recording: Recording
    heard: tuple[Heard, ...] = ()
    transcript: Transcript | None = None
    stills: Stills | None = None
    outline: Outline | None = None
    written: tuple[Written, ...] = ()


class Draft(msgspec.Struct, frozen=True):
    """A provisional article; ``spoken`` names the paragraphs that nobody has written yet."""

    article: Article
    spoken: frozenset[str] = frozenset()


def drafted(material: Material) -> Draft:
    """The article that can be shown of what there is."""
    language = _language(material)
    if material.outline is not None and material.transcript is not None:
        chapters, spoken = _outlined(material, material.outline, material.transcript)
    else:
        chapters = _said(material, language)
        spoken = frozenset(block.id for chapter in chapters for block in chapter.blocks)
    recording = material.recording
    name = recording.title or Path(recording.name).stem
    title = material.outline.title if material.outline else ""
    article = Article(
        title=title or name, language=language, facts=_facts(material), chapters=chapters
    )
    return Draft(article, spoken)


def _language(material: Material) -> str:
    translated = next((one.language for one in material.written if one.language), "")
    return translated or _spoken_language(material)


def _spoken_language(material: Material) -> str:
    if material.transcript is not None:
        return material.transcript.language
    return next((one.language for one in material.heard if one.language), "und")


def _facts(material: Material) -> Facts:
    recording, spoken = material.recording, _spoken_language(material)
    return Facts(
        name=recording.name,
        duration=recording.duration,
        span=recording.span,
        date=recording.date,
        fingerprint=recording.fingerprint,
        has_video=recording.video_track is not None,
        spoken_language="" if _language(material) == spoken else spoken,
    )


# --- before there is an outline ------------------------------------------------------------------


class _Said(msgspec.Struct, frozen=True):
    start: float
    end: float
    text: str
    ids: tuple[int, ...] = ()


def _said(material: Material, language: str) -> tuple[Chapter, ...]:
    """The bare transcript in paragraphs, as one chapter without a title."""
    if material.transcript is not None:
        sentences: Iterable[_Said] = (
            _Said(one.start, one.end, one.text, (one.id,)) for one in material.transcript.sentences
        )
    else:
        words = [word for one in material.heard for word in one.words]
        sentences = _sentences(words, language)
    blocks = tuple(
        _paragraph(f"t{number}", group, language)
        for number, group in enumerate(_gathered(sentences, language), start=1)
    )
    if not blocks:
        return ()
    return (Chapter(id="c1", title="", start=blocks[0].start, end=blocks[-1].end, blocks=blocks),)


def _sentences(words: Sequence[Word], language: str) -> Iterable[_Said]:
    between = "" if language in SPACELESS else " "
    first = 0
    for number, word in enumerate(words, start=1):
        ends = word.text.rstrip("\"'”’»」』)")[-1:] in _STOPS
        if number == len(words) or ends or words[number].start - word.end >= _PAUSE_SECONDS:
            run = words[first:number]
            yield _Said(run[0].start, run[-1].end, between.join(one.text for one in run))
            first = number


def _gathered(sentences: Iterable[_Said], language: str) -> Iterable[list[_Said]]:
    """Sentences in paragraphs, always the same for the same beginning: what comes later moves nothing."""
    group: list[_Said] = []
    words = 0
    for sentence in sentences:
        pause = sentence.start - group[-1].end if group else 0.0
        enough = words >= _WORDS or (pause >= _PAUSE_SECONDS and words >= _WORDS / 3)
        more = _count(sentence.text, language)
        if group and (enough or words + more > _MOST_WORDS):
            yield group
            group, words = [], 0
        group.append(sentence)
        words += more
    if group:
        yield group


def _count(text: str, language: str) -> int:
    return len(text) // 2 if language in SPACELESS else len(text.split())


def _paragraph(name: str, group: Sequence[_Said], language: str) -> Paragraph:
    between = "" if language in SPACELESS else " "
    return Paragraph(
        id=name,
        start=group[0].start,
        end=group[-1].end,
        text=without_noises(between.join(one.text for one in group), language),
        origin="cleaned",
        support=1.0,
        sentences=tuple(number for one in group for number in one.ids),
    )


def without_noises(text: str, language: str) -> str:
    """Speech without its um and uh; nothing else of it is touched."""
    fillers = table(language, "speech", Noises).fillers
    if not fillers:
        return text
    sounds = "|".join(re.escape(one) for one in fillers)
    quieter = re.sub(rf"(?i)(?<![\w'-])(?:{sounds})(?![\w'-])[,.…]*\s*", "", text)
    quieter = re.sub(r"\s+([,.?!…])", r"\1", quieter).strip(" ,")
    if text[:1].isupper() and quieter[:1].islower():
        quieter = quieter[0].upper() + quieter[1:]
    return quieter or text


# --- once there is one ---------------------------------------------------------------------------


def _outlined(
    material: Material, outline: Outline, transcript: Transcript
) -> tuple[tuple[Chapter, ...], frozenset[str]]:
    written = {one.passage: one for one in material.written}
    passages = [passage for chapter in outline.chapters for passage in chapter.passages]
    shown = _placed(material.stills, passages)
    spoken: set[str] = set()

    def told(passage: Passage) -> list[Block]:
        name = f"p{passage.id + 1}"
        prose = written.get(passage.id)
        if prose is None:
            spoken.add(name)
            sentences = transcript.sentences[passage.first : passage.last + 1]
            said = [_Said(one.start, one.end, one.text, (one.id,)) for one in sentences]
            return [_paragraph(name, said, transcript.language)] if said else []
        figures = [_figure(still) for still in shown.get(passage.id, ())]
        return [_prose(name, passage, prose), *figures] if prose.text else [*figures]

    chapters = tuple(_chapter(n, one, told) for n, one in enumerate(outline.chapters, start=1))
    return chapters, frozenset(spoken)


def _chapter(
    number: int, chapter: OutlineChapter, told: Callable[[Passage], list[Block]]
) -> Chapter:
    return Chapter(
        id=f"c{number}",
        title=chapter.title,
        start=chapter.start,
        end=chapter.end,
        blocks=tuple(block for passage in chapter.passages for block in told(passage)),
        part=chapter.part,
    )


def _prose(name: str, passage: Passage, prose: Written) -> Paragraph:
    return Paragraph(
        id=name,
        start=passage.start,
        end=passage.end,
        text=prose.text,
        origin=prose.origin,
        support=prose.support,
        sentences=prose.sentences,
        marked=prose.untranslated or (prose.origin == "cleaned" and bool(prose.refused)),
    )


def _placed(stills: Stills | None, passages: Sequence[Passage]) -> dict[int, list[Still]]:
    """Stills under the passage that was spoken while they were first seen, two at most under each."""
    placed: dict[int, list[Still]] = {}
    for still in stills.stills if stills else ():
        if still.kind != "screen" or still.content < _LEAST_CONTENT or not passages:
            continue
        seen = still.spans[0]
        best = max(passages, key=lambda p: seen.overlap(Span(p.start, p.end)))
        there = placed.setdefault(best.id, [])
        if (
            seen.overlap(Span(best.start, best.end)) >= _LEAST_SECONDS
            and len(there) < _MOST_FIGURES
        ):
            there.append(still)
    return placed


def _figure(still: Still) -> Figure:
    return Figure(
        id=f"f{still.id}",
        start=still.spans[0].start,
        end=still.spans[0].end,
        still=still.id,
        file=f"stills/{still.file}",
        width=still.width,
        height=still.height,
        caption="",
        alt="",
    )
