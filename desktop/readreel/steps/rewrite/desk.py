"""Passages before the writer: each asked for in as many drafts as its length needs, many at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from readreel.core.engines import Draft, Request, Turn, Writer
from readreel.steps.rewrite.checks.support import Source
from readreel.steps.rewrite.mend import Mended, lines, mend
from readreel.steps.rewrite.passage import Material
from readreel.steps.rewrite.prompt import Prompt, Surroundings
from readreel.steps.rewrite.translation.mend_across import mend_across
from readreel.steps.rewrite.translation.order import tied
from readreel.steps.rewrite.translation.tongues import Pair

_SECONDS_PER_TOKEN = 1.5
"""A writer slower than this is stopped: the deadline of a draft is in proportion to its length."""


class Desk(msgspec.Struct, frozen=True):
    """One passage before the writer."""

    prompt: Prompt
    material: Material
    manner: str = ""
    """What somebody asked for who wants the passage again; plain text to the writer."""

    @property
    def source(self) -> Source:
        """All that the writer may draw from."""
        return Source(
            spoken=self.material.spoken,
            screen=self.material.screen,
            glossary=self.material.glossary,
            language=self.material.language,
        )

    @property
    def around(self) -> Surroundings:
        """What the writer is told besides the pieces."""
        return Surroundings(self.material.title, self.material.terms, self.manner)

    def mended(self, answers: Mapping[int, str]) -> Mended:
        """The best paragraph that the lines allow."""
        prompt, pieces = self.prompt, self.material.pieces
        if prompt.foreign:
            pair = Pair(prompt.spoken, prompt.language)
            told = (self.manner, *prompt.examples)
            return mend_across(answers, pieces, pair, prompt.style, told)
        return mend(answers, pieces, self.source, prompt.style)

    def in_place(self, told: dict[int, str]) -> dict[int, str]:
        """Of fewer lines than there are pieces those that can be told to be in their places.

        A writer that tells two pieces in one line numbers the next ones wrong. In the talk's own language
        the words show it; in another only what no translation changes does.
        """
        if not self.prompt.foreign:
            return told
        pair, pieces = Pair(self.prompt.spoken, self.prompt.language), self.material.pieces
        return {at: line for at, line in told.items() if tied(line, pieces[at].text, pair)}

    def once_more(self, mended: Mended, answers: dict[int, str]) -> Question:
        """What did not pass, asked for again; in another language piece by piece, with what was lost."""
        if not self.prompt.foreign:
            return Question(self, mended.restored, answers)
        terms = tuple(dict.fromkeys((*mended.keep, *self.material.terms)))
        material = msgspec.structs.replace(self.material, terms=terms)
        desk = msgspec.structs.replace(self, material=material)
        return Question(desk, mended.restored, answers, apart=True)


class Question(msgspec.Struct, frozen=True):
    """Pieces of a passage (from 0) that lines are wanted for; ``answers`` are lines known already."""

    desk: Desk
    wanted: Sequence[int]
    answers: dict[int, str] = {}
    apart: bool = False
    """Each piece by itself."""

    def sheets(self) -> list[Sheet]:
        """The question in as many parts as its length needs."""
        prompt, pieces = self.desk.prompt, self.desk.material.pieces
        wanted = list(self.wanted)
        sheets = []
        asked = [pieces[index] for index in wanted]
        for part in [(one,) for one in asked] if self.apart else prompt.parts(asked):
            here, wanted = wanted[: len(part)], wanted[len(part) :]
            turns = prompt.turns(part, self.desk.around)
            room = prompt.room(part)
            deadline = 20 + room * _SECONDS_PER_TOKEN
            request = Request(tuple(turns), room, deadline) if turns is not None else None
            sheets.append(Sheet(tuple(here), request))
        return sheets


class Sheet(msgspec.Struct, frozen=True):
    """Pieces that are asked for at once; no request where not even they alone fit the context."""

    pieces: tuple[int, ...]
    request: Request | None

    def read(self, draft: Draft, language: str) -> tuple[dict[int, str], tuple[str, ...]]:
        """Lines by piece, and why some are missing."""
        whole = draft.finish == "stop"
        found = lines(draft.text, len(self.pieces), language, whole=whole)
        told = {self.pieces[index]: text for index, text in found.items()}
        if not whole:
            return told, (draft.finish,)
        return told, () if told else ("empty",)


def ask(
    writer: Writer,
    shared: Sequence[Turn],
    questions: Sequence[Question],
    check: Callable[[], None],
) -> Iterator[tuple[int, dict[int, str], tuple[str, ...]]]:
    """Each question's number, its lines by piece and why some are missing, as each is answered."""
    sheets = [(number, s) for number, q in enumerate(questions) for s in q.sheets()]
    open_sheets = Counter(number for number, _ in sheets)
    found: list[dict[int, str]] = [{} for _ in questions]
    refused: list[dict[str, None]] = [{} for _ in questions]
    for (number, sheet), draft in _drafts(writer, shared, sheets, check):
        desk = questions[number].desk
        told, faults = sheet.read(draft, desk.prompt.language)
        if len(told) < len(sheet.pieces):
            told = desk.in_place(told)
        found[number] |= told
        refused[number] |= dict.fromkeys(faults)
        open_sheets[number] -= 1
        if not open_sheets[number]:
            yield number, found[number], tuple(refused[number])


def _drafts(
    writer: Writer,
    shared: Sequence[Turn],
    sheets: Sequence[tuple[int, Sheet]],
    check: Callable[[], None],
) -> Iterator[tuple[tuple[int, Sheet], Draft]]:
    asked = []
    requests = []
    for entry in sheets:
        request = entry[1].request
        if request is None:
            yield entry, Draft(text="", finish="context", tokens=0)
        else:
            asked.append(entry)
            requests.append(request)
    for place, draft in writer.write_each(shared, requests, check):
        yield asked[place], draft
