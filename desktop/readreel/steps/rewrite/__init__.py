"""Passages become prose: prompts, drafts, checks in code, and the cleaned transcript as fallback.

One passage at a time, in order, each journalled when it is done. The writer gets the passage in numbered
pieces and returns a line for each; what a line invents, bends or leaves out is asked for once more, then
said in the speaker's own cleaned words (`mend`). What was spoken like a book is left as it is. Without a
writer the article is the cleaned transcript.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from readreel.core.engines import Writer
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
from readreel.steps.rewrite.again import rewrite_again
from readreel.steps.rewrite.desk import REWRITTEN, Desk
from readreel.steps.rewrite.mend import mend
from readreel.steps.rewrite.passage import Material, materials
from readreel.steps.rewrite.prompt import Prompt


def rewrite(
    transcript: Transcript,
    outline: Outline,
    screens: Screens,
    stills: Stills,
    writer: Writer | None,
    parameters: RewriteParameters,
    writer_name: str,
    context: Context,
    avoid: Collection[int] = (),
) -> Paragraphs:
    """Every passage of the outline as prose, in order.

    ``avoid`` holds places (from 0) of passages that the writer has crashed over: it is spared them.
    """
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
            spared = _cleaned(material, ("crashed",)) if number in avoid else None
            written = spared or _paragraph(material, before, writer, prompt)
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
    if writer is None or prompt is None or not material.pieces or material.prose:
        return _cleaned(material)
    desk = Desk(writer, prompt, material, before)
    everything = range(len(material.pieces))
    answers, refused = desk.ask(everything, {})
    if not answers:
        return _cleaned(material, refused or ("empty",))
    source = desk.source
    mended = mend(answers, material.pieces, source)
    if mended.restored and "deadline" not in refused:
        again, _ = desk.ask(mended.restored, answers)
        better = mend(answers | again, material.pieces, source)
        if len(better.restored) < len(mended.restored):
            refused = (*refused, *mended.refused)
            mended = better
    return Written(
        passage=material.passage,
        text=mended.text,
        origin="rewritten" if mended.share >= REWRITTEN else "cleaned",
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


__all__ = ["rewrite", "rewrite_again"]
