"""The step that puts an article together from what the steps before it made.

Nothing is written here: every sentence comes from a passage's prose, every caption from the screen.
Every passage becomes at least one block, and every block knows the seconds it came from.
"""

from __future__ import annotations

from collections.abc import Sequence

from readreel.core.language import SPACELESS
from readreel.project.artifacts import (
    Article,
    Block,
    Chapter,
    Facts,
    Figure,
    Items,
    Outline,
    Paragraph,
    Paragraphs,
    Passage,
    Recording,
    Screen,
    Screens,
    Still,
    Stills,
    Transcript,
    Written,
)
from readreel.project.context import Context
from readreel.project.parameters import ComposeParameters
from readreel.steps.compose import captions, figures
from readreel.steps.compose.enumerations import Enumeration, enumeration
from readreel.steps.compose.references import references
from readreel.steps.compose.words import count

LITTLE_SUPPORT = 0.5
"""Prose backed less than this is marked for the reader."""
_MOST_PICTURES = 60
"""Figures of an article that has nothing but pictures."""


def compose(
    recording: Recording,
    transcript: Transcript,
    stills: Stills,
    screens: Screens,
    outline: Outline,
    paragraphs: Paragraphs,
    parameters: ComposeParameters,
    listener_name: str,
    context: Context,
) -> Article:
    """The article of a recording; of its pictures alone where nothing is said."""
    context.check()
    written = {item.passage: item for item in paragraphs.paragraphs}
    unwritten = [
        passage
        for chapter in outline.chapters
        for passage in chapter.passages
        if passage.id not in written
    ]
    written |= {passage.id: _as_said(passage, transcript) for passage in unwritten}
    shown = {screen.still: screen for screen in screens.screens}
    passages = [passage for chapter in outline.chapters for passage in chapter.passages]
    placed: dict[int, list[Still]] = {}
    if parameters.pictures:
        placed = figures.placed(stills.stills, passages, transcript, shown, outline.title)
    chapters = _chapters(outline, written, placed, shown, transcript.language)
    if not passages and parameters.pictures:
        chapters = _pictures(recording, stills.stills, shown)
    blocks = [block for chapter in chapters for block in chapter.blocks]
    article = Article(
        title=outline.title,
        language=transcript.language,
        facts=_facts(recording, transcript, paragraphs, listener_name, blocks),
        chapters=chapters,
        references=references(transcript, stills, screens, blocks),
        notices=_notices(recording, transcript, bool(unwritten)),
    )
    context.progress(1, 1, "articles")
    return article


def _chapters(
    outline: Outline,
    written: dict[int, Written],
    placed: dict[int, list[Still]],
    shown: dict[int, Screen],
    language: str,
) -> tuple[Chapter, ...]:
    chapters = []
    for number, chapter in enumerate(outline.chapters, start=1):
        blocks: list[Block] = []
        for passage in chapter.passages:
            blocks.extend(_told(passage, written[passage.id], language))
            blocks.extend(
                _figure(still, shown, passage.start) for still in placed.get(passage.id, ())
            )
        chapters.append(
            Chapter(
                id=f"c{number}",
                title=chapter.title,
                start=chapter.start,
                end=chapter.end,
                blocks=tuple(blocks),
            )
        )
    return tuple(chapters)


def _as_said(passage: Passage, transcript: Transcript) -> Written:
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


def _told(passage: Passage, item: Written, language: str) -> list[Block]:
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
    return fallen_back or item.support < LITTLE_SUPPORT


def _figure(still: Still, shown: dict[int, Screen], wanted: float | None = None) -> Figure:
    """``wanted`` is the moment the words need it: the link leads to the span that is on then."""
    span = still.spans[0]
    if wanted is not None:
        span = min(still.spans, key=lambda s: max(s.start - wanted, wanted - s.end, 0.0))
    screen = shown.get(still.id)
    return Figure(
        id=f"f{still.id}",
        start=span.start,
        end=span.end,
        still=still.id,
        file=f"stills/{still.file}",
        width=still.width,
        height=still.height,
        caption=captions.caption(screen),
        alt=captions.alternative(screen),
    )


def _pictures(
    recording: Recording, stills: Sequence[Still], shown: dict[int, Screen]
) -> tuple[Chapter, ...]:
    """What was shown, in its order, by the recording's own chapters where it has some."""
    kept = sorted(stills, key=lambda still: -still.content)[:_MOST_PICTURES]
    kept.sort(key=lambda still: still.spans[0].start)
    marks = [(mark.start, mark.title) for mark in recording.chapters] or [
        (recording.span.start, "")
    ]
    chapters = []
    for number, (start, title) in enumerate(marks, start=1):
        end = marks[number][0] if number < len(marks) else recording.span.end
        first = number == 1
        own = [s for s in kept if (first or s.spans[0].start >= start) and s.spans[0].start < end]
        if own:
            blocks = tuple(_figure(still, shown) for still in own)
            chapters.append(
                Chapter(id=f"c{number}", title=title, start=start, end=end, blocks=blocks)
            )
    return tuple(chapters)


def _facts(
    recording: Recording,
    transcript: Transcript,
    paragraphs: Paragraphs,
    listener_name: str,
    blocks: Sequence[Block],
) -> Facts:
    texts = [block.text for block in blocks if isinstance(block, Paragraph)]
    texts += [entry for block in blocks if isinstance(block, Items) for entry in block.items]
    return Facts(
        name=recording.name,
        duration=recording.duration,
        span=recording.span,
        date=recording.date,
        fingerprint=recording.fingerprint,
        has_video=recording.video_track is not None,
        spoken_words=sum(count(sentence.text) for sentence in transcript.sentences),
        written_words=sum(count(text) for text in texts),
        transcript_source=transcript.source,
        listener=listener_name if transcript.source == "listened" else "",
        writer=paragraphs.writer,
    )


def _notices(
    recording: Recording,
    transcript: Transcript,
    unwritten: bool,
) -> tuple[str, ...]:
    reasons = {hole.reason for hole in transcript.holes}
    found = {
        "compose.silent": not transcript.sentences,
        "compose.holes": bool(reasons - {"damage"}),
        "compose.damage": bool(recording.damage) or "damage" in reasons,
        "compose.unwritten": unwritten,
    }
    return tuple(code for code, holds in found.items() if holds)
