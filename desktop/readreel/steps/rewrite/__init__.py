"""Passages become prose: prompts, drafts, checks in code, and the cleaned transcript as fallback.

One passage at a time, in order, each journalled when it is done. The writer gets the passage in numbered
pieces and returns a line for each; what a line invents, bends or leaves out is asked for once more, then
said in the speaker's own cleaned words (`mend`). What was spoken like a book is left as it is. Without a
writer the article is the cleaned transcript.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

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
    if writer is None or prompt is None or not material.pieces or material.prose:
        return _cleaned(material)
    desk = _Desk(writer, prompt, material, before)
    everything = range(len(material.pieces))
    answers, refused = desk.ask(everything, {})
    if not answers:
        return _cleaned(material, refused or ("empty",))
    source = _source(material, before)
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
        origin="rewritten" if mended.share >= _REWRITTEN else "cleaned",
        support=mended.support,
        sentences=material.ids,
        refused=tuple(sorted({*refused, *mended.refused})),
    )


def _source(material: Material, before: str) -> Source:
    return Source(
        spoken=material.spoken,
        screen=material.screen,
        glossary=material.glossary,
        before=before,
        language=material.language,
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


class _Desk(msgspec.Struct, frozen=True):
    """One passage before the writer."""

    writer: Writer
    prompt: Prompt
    material: Material
    before: str

    def ask(
        self, wanted: Sequence[int], answers: Mapping[int, str]
    ) -> tuple[dict[int, str], tuple[str, ...]]:
        """Lines for the wanted pieces, in as many drafts as needed, and why some are missing.

        ``answers`` are lines that are known already: what stands before a piece is told with it.
        """
        found: dict[int, str] = {}
        refused: dict[str, None] = {}
        wanted = list(wanted)
        for part in self.prompt.parts([self.material.pieces[index] for index in wanted]):
            here, wanted = wanted[: len(part)], wanted[len(part) :]
            told, faults = self._draft(part, self._around(here[0], {**answers, **found}))
            found |= {here[index]: text for index, text in told.items()}
            refused |= dict.fromkeys(faults)
        return found, tuple(refused)

    def _around(self, first: int, answers: Mapping[int, str]) -> Surroundings:
        language = self.material.language
        pieces = self.material.pieces[:first]
        here = joined([answers.get(i, piece.text) for i, piece in enumerate(pieces)], language)
        return Surroundings(
            title=self.material.title,
            terms=self.material.terms,
            before=_end(here or self.before, language),
        )

    def _draft(
        self, part: Sequence[Piece], around: Surroundings
    ) -> tuple[dict[int, str], tuple[str, ...]]:
        turns = self.prompt.turns(part, around)
        if turns is None:
            return {}, ("context",)
        room = self.prompt.room(part)
        deadline = 20 + room * _SECONDS_PER_TOKEN
        try:
            draft = self.writer.write(self.prompt.shared, turns, max_tokens=room, deadline=deadline)
        except EngineError as error:
            return {}, (error.code.partition(".")[2],)
        whole = draft.finish == "stop"
        found = lines(draft.text, len(part), self.material.language, whole=whole)
        if not whole:
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
