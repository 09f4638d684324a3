"""Passages become prose: prompts, drafts, checks in code, and the cleaned transcript as fallback.

One passage at a time, in order, each journalled when it is done. The writer gets the passage in numbered
pieces and returns a line for each; what a line invents, bends or leaves out is said in the speaker's own
cleaned words instead (`mend`). Without a writer the article is the cleaned transcript.
"""

from __future__ import annotations

from collections.abc import Sequence

from readreel.core.engines import Writer
from readreel.core.errors import EngineError
from readreel.project.artifacts import (
    Outline,
    Paragraphs,
    Screens,
    Stills,
    Transcript,
    Written,
)
from readreel.project.context import Context
from readreel.project.parameters import RewriteParameters
from readreel.steps.rewrite.mend import lines, mend
from readreel.steps.rewrite.passage import Material, Piece, joined, materials
from readreel.steps.rewrite.prompt import Prompt, Surroundings
from readreel.steps.rewrite.support import Source, split
from readreel.steps.rewrite.words import count

_SECONDS_PER_TOKEN = 1.5
"""A writer slower than this is stopped: the deadline of a draft is in proportion to its length."""

_BEFORE_WORDS = 40
"""Words of the paragraph before that the writer sees, in whole sentences."""

_REWRITTEN = 0.5
"""Least share of a paragraph's words that must be the writer's for it to count as rewritten."""


def rewrite(
    transcript: Transcript,
    outline: Outline,
    screens: Screens,
    stills: Stills,
    writer: Writer | None,
    parameters: RewriteParameters,
    writer_name: str,
    context: Context,
) -> Paragraphs:
    """Every passage of the outline as prose, in order."""
    todo = materials(transcript, outline, screens, stills)
    journal = context.journal(Written)
    done = {written.passage: written for written in journal.entries}
    prompt = Prompt(parameters.style, transcript.language, writer) if writer else None
    before, chapter = "", -1
    for number, material in enumerate(todo):
        context.check()
        context.progress(number, len(todo), "passages")
        if material.chapter != chapter:
            before, chapter = "", material.chapter
        written = done.get(material.passage)
        if written is None:
            written = _paragraph(material, before, writer, prompt)
            journal.append(written)
            done[material.passage] = written
        before = written.text or before
    context.progress(len(todo), len(todo), "passages")
    paragraphs = tuple(done[material.passage] for material in todo)
    _report(paragraphs, writer, context)
    return Paragraphs(writer=writer_name, paragraphs=paragraphs)


def _report(paragraphs: Sequence[Written], writer: Writer | None, context: Context) -> None:
    fallen = sum(1 for written in paragraphs if written.origin == "cleaned" and written.refused)
    if writer is not None and fallen:
        context.notice("rewrite.cleaned", count=fallen, total=len(paragraphs))


def _paragraph(
    material: Material, before: str, writer: Writer | None, prompt: Prompt | None
) -> Written:
    if writer is None or prompt is None or not material.pieces:
        return _cleaned(material)
    known = Source(
        spoken=material.spoken,
        screen=material.screen,
        glossary=material.glossary,
        before=before,
        language=material.language,
    )
    answers: dict[int, str] = {}
    refused: dict[str, None] = {}
    start = 0
    for part in prompt.parts(material.pieces):
        here = joined(
            [answers.get(i, p.text) for i, p in enumerate(material.pieces[:start])],
            material.language,
        )
        around = Surroundings(
            material.title, material.terms, _end(here or before, material.language)
        )
        answer, fault = _draft(part, around, writer, prompt)
        answers |= {start + index: text for index, text in answer.items()}
        refused |= dict.fromkeys(fault)
        start += len(part)
    if not answers:
        return _cleaned(material, tuple(refused) or ("empty",))
    mended = mend(answers, material.pieces, known)
    return Written(
        passage=material.passage,
        text=mended.text,
        origin="rewritten" if mended.share >= _REWRITTEN else "cleaned",
        support=mended.support,
        sentences=material.ids,
        refused=tuple(sorted({*refused, *mended.refused})),
    )


def _cleaned(material: Material, refused: tuple[str, ...] = ()) -> Written:
    return Written(
        passage=material.passage,
        text=material.cleaned,
        origin="cleaned",
        support=1.0,
        sentences=material.ids,
        refused=refused,
    )


def _draft(
    part: Sequence[Piece], around: Surroundings, writer: Writer, prompt: Prompt
) -> tuple[dict[int, str], tuple[str, ...]]:
    """The lines of one part's draft, by piece, and why there are none or not all."""
    turns = prompt.turns(part, around)
    if turns is None:
        return {}, ("context",)
    room = prompt.room(part)
    try:
        draft = writer.write(
            prompt.shared, turns, max_tokens=room, deadline=20 + room * _SECONDS_PER_TOKEN
        )
    except EngineError as error:
        return {}, (error.code.partition(".")[2],)
    found = lines(draft.text, len(part), prompt.language, whole=draft.finish == "stop")
    if draft.finish != "stop":
        return found, (draft.finish,)
    return found, () if found else ("empty",)


def _end(text: str, language: str) -> str:
    """The last whole sentences of a paragraph, some 40 words."""
    kept: list[str] = []
    words = 0
    for sentence in reversed(split(text, language)):
        words += count(sentence)
        if words > _BEFORE_WORDS:
            break
        kept.insert(0, sentence)
    return joined(kept, language)
