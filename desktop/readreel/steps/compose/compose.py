"""The step that puts an article together from what the steps before it made.

Nothing is written here: every sentence comes from a passage's prose, every caption, list and line of code
from the screen. Every passage becomes at least one block, and every block knows the seconds it came from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from readreel.project.artifacts import (
    Article,
    Block,
    Chapter,
    Figure,
    Outline,
    Paragraphs,
    Passage,
    Recording,
    Screen,
    Screens,
    Sentence,
    Still,
    Stills,
    Transcript,
    Written,
)
from readreel.project.carried import carried
from readreel.project.context import Context
from readreel.project.parameters import ComposeParameters
from readreel.project.shown import contents
from readreel.steps.compose import bullets, captions, figures, listings
from readreel.steps.compose.facts import facts, notices
from readreel.steps.compose.prose import as_said, told
from readreel.steps.compose.references import references
from readreel.steps.compose.stretches import moment

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
    titled = _titled(outline, paragraphs)
    language = paragraphs.language or transcript.language
    written = {item.passage: item for item in paragraphs.paragraphs}
    passages = [passage for chapter in outline.chapters for passage in chapter.passages]
    unwritten = [passage for passage in passages if passage.id not in written]
    written |= {passage.id: as_said(passage, transcript) for passage in unwritten}
    seen: dict[int, list[Block]] = {}
    if parameters.pictures:
        seen = _seen(stills.stills, screens, passages, transcript, outline.title)
    chapters = _chapters(titled, written, seen, transcript, language)
    if not passages and parameters.pictures:
        chapters = _pictures(recording, stills.stills, _shown(screens))
    blocks = [block for chapter in chapters for block in chapter.blocks]
    article = Article(
        title=titled.title,
        language=language,
        facts=facts(recording, transcript, paragraphs, listener_name, blocks),
        chapters=chapters,
        references=references(transcript, stills, screens, blocks),
        notices=notices(recording, transcript, bool(unwritten)),
    )
    context.progress(1, 1, "articles")
    return article


def _shown(screens: Screens) -> dict[int, Screen]:
    return {screen.still: screen for screen in contents(screens).screens}


def _seen(
    stills: Sequence[Still],
    screens: Screens,
    passages: Sequence[Passage],
    transcript: Transcript,
    heading: str,
) -> dict[int, list[Block]]:
    """What was on the screen as blocks, by the passage that they follow: code, lists, and pictures of
    what neither of them tells."""
    whole = {screen.still: screen for screen in screens.screens}
    shown = _shown(screens)
    code = listings.trusted(screens.listings)
    placed = listings.placed(code, passages, transcript)
    listed = bullets.followed(stills, whole, passages, transcript)
    told = listings.told_by(code, whole) | {found.still.id for found in listed.values()}
    pictured = [still for still in stills if still.id not in told]
    pictures = figures.placed(pictured, passages, transcript, shown, heading)
    by_id = {still.id: still for still in stills}
    blocks: dict[int, list[Block]] = {}
    for passage in passages:
        own: list[Block] = []
        if passage.id in listed:
            own.append(bullets.block(listed[passage.id], passage))
        own += [listings.block(each, by_id, passage.start) for each in placed.get(passage.id, ())]
        sentences = transcript.sentences[passage.first : passage.last + 1]
        own += [_figure(still, shown, sentences) for still in pictures.get(passage.id, ())]
        blocks[passage.id] = sorted(own, key=lambda block: block.start)
    return blocks


def _chapters(
    outline: Outline,
    written: Mapping[int, Written],
    seen: Mapping[int, Sequence[Block]],
    transcript: Transcript,
    language: str,
) -> tuple[Chapter, ...]:
    chapters = []
    for number, chapter in enumerate(outline.chapters, start=1):
        blocks: list[Block] = []
        for passage in chapter.passages:
            prose = written[passage.id]
            own = transcript.language if prose.origin == "cleaned" else language
            blocks.extend(told(passage, prose, own))
            blocks.extend(seen.get(passage.id, ()))
        chapters.append(
            Chapter(
                id=f"c{number}",
                title=chapter.title,
                start=chapter.start,
                end=chapter.end,
                blocks=tuple(blocks),
                carried=carried(chapter, transcript, written),
                part=chapter.part,
            )
        )
    return tuple(chapters)


def _titled(outline: Outline, paragraphs: Paragraphs) -> Outline:
    """The outline under the titles of the article's language; its own where they are of another outline."""
    headings = paragraphs.headings
    if headings is None or len(headings.chapters) != len(outline.chapters):
        return outline
    chapters = tuple(
        msgspec.structs.replace(chapter, title=title, part=part)
        for chapter, title, part in zip(
            outline.chapters, headings.chapters, headings.parts, strict=True
        )
    )
    return msgspec.structs.replace(outline, title=headings.title, chapters=chapters)


def _figure(
    still: Still, shown: Mapping[int, Screen], sentences: Sequence[Sentence] = ()
) -> Figure:
    """``sentences`` are those that need it: the link leads to the span that is on then."""
    span = moment(still.spans, sentences[0].start) if sentences else still.spans[0]
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
        alt=captions.alternative(screen) or captions.spoken(sentences, span),
    )


def _pictures(
    recording: Recording, stills: Sequence[Still], shown: Mapping[int, Screen]
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
