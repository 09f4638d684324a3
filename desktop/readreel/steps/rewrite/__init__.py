"""Passages become prose: prompts, drafts, checks in code, and the cleaned transcript as fallback.

Passages go to the writer in waves, in order (`waves`), each journalled when it is done. The writer gets
a passage in numbered pieces and returns a line for each; what a line invents, bends or leaves out is
asked for once more, then said in the speaker's own cleaned words (`mend`). What was spoken like a book is
left as it is; what a chapter says twice in a row is said once (`seams`). Without a writer the article is
the cleaned transcript. An article in another language than the talk is held against it by what a
translation keeps (`across`, `mend_across`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

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
from readreel.project.styles import style
from readreel.steps.rewrite.again import rewrite_again
from readreel.steps.rewrite.passage import materials
from readreel.steps.rewrite.prompt import Prompt
from readreel.steps.rewrite.seams import sewn
from readreel.steps.rewrite.translation.headings import headings
from readreel.steps.rewrite.waves import Place, as_said, waves, write_wave


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
    every = [Place(number, material) for number, material in enumerate(todo)]
    prompt = None
    if writer is not None:
        prompt = Prompt(style(parameters), transcript.language, writer, parameters.language)
    if prompt is not None and prompt.foreign:
        every = [place.rewritten() for place in every]
    journal = context.journal(Written)
    done = {written.passage: written for written in journal.entries}
    context.progress(0, len(every), "passages")
    for wave in waves(every, writer.width if writer else 1, avoid):
        context.check()
        at = wave[0].number
        if all(place.material.passage in done for place in wave):
            context.progress(at + len(wave), len(every), "passages")
            continue
        for count, written in enumerate(_wave(wave, writer, prompt, avoid, context), 1):
            if written.passage not in done:
                journal.append(written)
                done[written.passage] = written
            context.progress(at + count, len(every), "passages")
    paragraphs = tuple(done[place.material.passage] for place in every)
    _report(paragraphs, writer, context)
    foreign = prompt.foreign if prompt else ""
    sewed = sewn(paragraphs, outline, foreign or transcript.language)
    if writer is None or prompt is None or not foreign:
        return Paragraphs(writer=writer_name, paragraphs=sewed)
    spared = len(every) in avoid
    return Paragraphs(
        writer=writer_name,
        paragraphs=sewed,
        language=foreign,
        headings=None if spared else headings(outline, prompt, writer, context.check),
    )


def _wave(
    wave: Sequence[Place],
    writer: Writer | None,
    prompt: Prompt | None,
    avoid: Collection[int],
    context: Context,
) -> Iterator[Written]:
    """Paragraphs of a wave: first those that need no writer."""
    spared = {place.number for place in wave if place.wanted and place.number in avoid}
    if writer is None or prompt is None:
        yield from (as_said(place.material) for place in wave)
        return
    for place in wave:
        if place.number in spared:
            yield as_said(place.material, ("crashed",), prompt.foreign)
        elif not place.wanted:
            yield as_said(place.material)
    asked = [place for place in wave if place.wanted and place.number not in spared]
    yield from write_wave(asked, writer, prompt, context.check)


def _report(paragraphs: Sequence[Written], writer: Writer | None, context: Context) -> None:
    fallen = sum(1 for written in paragraphs if written.origin == "cleaned" and written.refused)
    spoken = sum(1 for written in paragraphs if written.untranslated)
    if spoken:
        context.notice("rewrite.untranslated", count=spoken, total=len(paragraphs))
    elif writer is not None and fallen:
        context.notice("rewrite.cleaned", count=fallen, total=len(paragraphs))


__all__ = ["rewrite", "rewrite_again"]
