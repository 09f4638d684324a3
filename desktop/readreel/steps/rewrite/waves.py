"""Passages that are written together: the wave they belong to, and what becomes of each.

A writer that works on several requests at once may write one of them differently by a word when others
share its passes. So passages go to it in waves that depend on the outline alone, and a wave of which one
paragraph is missing is written again whole: a run that was killed ends with the same bytes. A wave is as
short as keeps the writer busy.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

import msgspec

from readreel.core.engines import Writer
from readreel.project.artifacts import Dropped, Written
from readreel.steps.rewrite.coverage import coverage
from readreel.steps.rewrite.desk import Desk, Question, ask
from readreel.steps.rewrite.mend import REWRITTEN, Mended
from readreel.steps.rewrite.passage import Material
from readreel.steps.rewrite.prompt import Prompt

_TURNS = 2
"""Passages of a wave for each request that the writer works on at once: by replay of a 1.5B model's drafts
two turns lose a twentieth of what one endless wave would gain, one turn a tenth."""

_FIRST = 2
"""Passages of the first wave: somebody may be waiting for the first paragraph."""


class Place(msgspec.Struct, frozen=True):
    """A passage at its place, from 0."""

    number: int
    material: Material

    @property
    def wanted(self) -> bool:
        """Whether there is something for a writer to do."""
        return bool(self.material.pieces) and not self.material.prose

    def rewritten(self) -> Place:
        """The place where even what was spoken like a book is written anew, for another language."""
        return msgspec.structs.replace(
            self, material=msgspec.structs.replace(self.material, prose=False)
        )


def waves(
    every: Sequence[Place], width: int, avoid: Collection[int] = ()
) -> Iterator[Sequence[Place]]:
    """Passages in order, so many together as a writer of that ``width`` is given at once.

    Where the writer has crashed over one, its neighbours are given one by one.
    """
    size = _TURNS * width if width > 1 else 1
    most = min(size, _FIRST)
    wave: list[Place] = []
    for place in every:
        if place.wanted and sum(other.wanted for other in wave) == most:
            yield from _apart(wave, avoid)
            wave, most = [], size
        wave.append(place)
    yield from _apart(wave, avoid)


def _apart(wave: list[Place], avoid: Collection[int]) -> Iterator[Sequence[Place]]:
    if any(place.number in avoid for place in wave):
        yield from ([place] for place in wave)
    elif wave:
        yield wave


def write_wave(
    wave: Sequence[Place], writer: Writer, prompt: Prompt, check: Callable[[], None]
) -> Iterator[Written]:
    """The paragraphs of a wave, as each is done: a draft, then once more what it lost or bent."""
    desks = [Desk(prompt, place.material) for place in wave]
    questions = [Question(desk, tuple(range(len(desk.material.pieces)))) for desk in desks]
    again: list[tuple[Question, Mended, tuple[str, ...]]] = []
    for number, answers, refused in ask(writer, prompt.shared, questions, check):
        desk = desks[number]
        if not answers and (not prompt.foreign or "deadline" in refused):
            yield as_said(desk.material, refused or ("empty",), prompt.foreign)
            continue
        mended = desk.mended(answers)
        if mended.restored and "deadline" not in refused:
            again.append((desk.once_more(mended, answers), mended, refused))
        else:
            yield _paragraph(desk, mended, refused)
    for number, answers, _ in ask(writer, prompt.shared, [first[0] for first in again], check):
        question, mended, refused = again[number]
        better = question.desk.mended(question.answers | answers)
        if len(better.restored) < len(mended.restored):
            refused = (*refused, *mended.refused)
            mended = better
        yield _paragraph(question.desk, mended, refused)


def as_said(material: Material, refused: tuple[str, ...] = (), foreign: str = "") -> Written:
    """The passage as its speaker said it, cleaned; ``foreign`` is the article's language if another."""
    return Written(
        passage=material.passage,
        text=material.cleaned,
        origin="cleaned",
        support=1.0,
        sentences=material.ids,
        refused=refused,
        dropped=_dropped(material.cleaned, material),
        language=foreign,
        untranslated=bool(foreign and material.pieces),
    )


def _paragraph(desk: Desk, mended: Mended, refused: tuple[str, ...]) -> Written:
    """What a line in another language carries is not told from its words: it has passed its checks."""
    material, foreign = desk.material, desk.prompt.foreign
    return Written(
        passage=material.passage,
        text=mended.text,
        origin="rewritten" if mended.share >= REWRITTEN else "cleaned",
        support=mended.support,
        sentences=material.ids,
        refused=tuple(sorted({*refused, *mended.refused})),
        dropped=_dropped(material.cleaned if foreign else mended.text, material),
        language=foreign,
        untranslated=bool(foreign and mended.restored),
    )


def _dropped(text: str, material: Material) -> tuple[Dropped, ...]:
    return coverage(text, material.said, material.language).dropped(material.ids)
