"""One passage before the writer: asked for in as many drafts as its length needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from readreel.core.engines import Writer
from readreel.core.errors import EngineError
from readreel.steps.rewrite.mend import lines
from readreel.steps.rewrite.passage import Material, Piece, joined
from readreel.steps.rewrite.prompt import Prompt, Surroundings
from readreel.steps.rewrite.support import Source, split
from readreel.steps.rewrite.words import count

REWRITTEN = 0.5
"""Least share of a paragraph's words that must be the writer's for it to count as rewritten."""

_SECONDS_PER_TOKEN = 1.5
"""A writer slower than this is stopped: the deadline of a draft is in proportion to its length."""

_BEFORE_WORDS = 40
"""Words of the paragraph before that the writer sees, in whole sentences."""


class Desk(msgspec.Struct, frozen=True):
    """One passage before the writer."""

    writer: Writer
    prompt: Prompt
    material: Material
    before: str
    manner: str = ""
    """What somebody asked for who wants the passage again; plain text to the writer."""

    @property
    def source(self) -> Source:
        """All that the writer may draw from."""
        return Source(
            spoken=self.material.spoken,
            screen=self.material.screen,
            glossary=self.material.glossary,
            before=self.before,
            language=self.material.language,
        )

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
            manner=self.manner,
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
