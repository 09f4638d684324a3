"""The conversation that is put before the writer: instruction, worked examples, one passage.

Everything is counted in the writer's own tokens against its real context. What does not fit is left out
in a fixed order, least useful first (worked examples from the last on, then the terms, then the title);
the passage itself is never cut: a longer one is written in several parts. The words before a passage are
not shown: small writers begin by rewriting them (a 1.5B model did in every fifth passage of a lecture), so
that every line stands one too low.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache

import msgspec

from readreel.core import paths
from readreel.core.engines import Turn, Writer
from readreel.project.languages import english_name
from readreel.project.parameters import Example, Style
from readreel.project.styles import translated
from readreel.steps.rewrite.passage import Piece

_TURN_TOKENS = 8
"""Tokens that a chat template may add around a turn, at most."""

_PART_PIECES = 8
_PART_TOKENS = 400
"""A part of a passage is written at once: at most so many pieces, unless one alone is longer."""


class Labels(msgspec.Struct, frozen=True):
    """What stands before each thing the writer is given."""

    chapter: str
    terms: str
    talk: str
    manner: str


class _Instruction(msgspec.Struct, frozen=True):
    instruction: str


class _Frame(msgspec.Struct, frozen=True):
    """``frame.toml``: what every style has in common."""

    labels: Labels
    translated: _Instruction
    headings: _Instruction


class Surroundings(msgspec.Struct, frozen=True):
    """What the writer is told besides the pieces."""

    title: str = ""
    terms: tuple[str, ...] = ()
    manner: str = ""


class Prompt:
    """The prompts of one style and language for one writer; `style` also says what must stay.

    ``spoken`` is the language of the talk, `language` that of the article.
    """

    def __init__(self, style: Style, spoken: str, writer: Writer, language: str = "") -> None:
        self.style = style
        self.spoken = spoken
        self.language = language or spoken
        self._writer = writer
        self._frame = _frame()
        self._names = names(self.spoken, self.language)
        self._examples = self._worked()
        self.shared = self._opening()
        self._shared_tokens = self._count(self.shared)

    @property
    def foreign(self) -> str:
        """The article's language where it is not that of the talk."""
        return "" if self.language == self.spoken else self.language

    @property
    def examples(self) -> tuple[str, ...]:
        """The written lines of the worked examples."""
        return tuple(line for example in self._examples for _, line in example.pairs)

    def parts(self, pieces: Sequence[Piece]) -> list[tuple[Piece, ...]]:
        """Runs of pieces that are written at once; each fits the context together with its answer."""
        room = (self._writer.context_tokens - self._shared_tokens - 6 * _TURN_TOKENS) // 3
        limit = max(1, min(_PART_TOKENS, room))
        runs: list[list[Piece]] = []
        size = 0
        for piece in pieces:
            tokens = self._writer.count(piece.text) + 4
            if not runs or len(runs[-1]) == _PART_PIECES or size + tokens > limit:
                runs.append([])
                size = 0
            runs[-1].append(piece)
            size += tokens
        return [tuple(run) for run in runs]

    def room(self, pieces: Sequence[Piece]) -> int:
        """Tokens that the answer may take: a third more than was said, and a little."""
        return (
            sum(self._writer.count(piece.text) for piece in pieces) * 4 // 3 + 8 * len(pieces) + 16
        )

    def turns(self, pieces: Sequence[Piece], around: Surroundings) -> list[Turn] | None:
        """The turns for one part, with as much around it as fits; None where not even it fits."""
        texts = [piece.text for piece in pieces]
        left = self._writer.context_tokens - self._shared_tokens - self.room(pieces) - _TURN_TOKENS
        manner = Surroundings(manner=around.manner)
        titled = msgspec.structs.replace(manner, title=around.title)
        for known in (around, titled, manner):
            turns = [Turn("user", self._ask(texts, known))]
            if self._count(turns) <= left:
                return turns
        return None

    def _worked(self) -> tuple[Example, ...]:
        if self.foreign:
            own = self.style.examples.get(f"{self.spoken}-{self.language}")
            return own or translated(self.spoken, self.language)
        return self.style.examples.get(self.language, self.style.examples.get("en", ()))

    def _opening(self) -> list[Turn]:
        """The instruction and as many worked examples as leave half of the context free."""
        told = [self.style.instruction.strip()]
        if self.foreign:
            told.append(self._frame.translated.instruction)
        opening = [Turn("system", filled("\n".join(told), self._names))]
        for example in self._examples:
            around = Surroundings(example.chapter, example.terms, example.manner)
            answer = "\n".join(f"{n}. {pair[1]}" for n, pair in enumerate(example.pairs, 1))
            longer = [
                *opening,
                Turn("user", self._ask([pair[0] for pair in example.pairs], around)),
                Turn("assistant", answer),
            ]
            if self._count(longer) > self._writer.context_tokens // 2:
                break
            opening = longer
        return opening

    def _ask(self, texts: Sequence[str], around: Surroundings) -> str:
        labels = self._frame.labels
        lines = [labels.chapter + around.title] if around.title else []
        if around.terms:
            lines.append(labels.terms + ", ".join(around.terms))
        lines.append(labels.talk)
        lines.extend(f"{number}. {text}" for number, text in enumerate(texts, 1))
        if around.manner:
            lines.append(labels.manner + around.manner)
        return "\n".join(lines)

    def _count(self, turns: Sequence[Turn]) -> int:
        return sum(self._writer.count(turn.text) + _TURN_TOKENS for turn in turns)


def names(spoken: str, language: str) -> dict[str, str]:
    """What an instruction calls the languages of talk and article."""
    unknown = "the language of the talk"
    return {
        "{spoken}": english_name(spoken) or "another language",
        "{language}": english_name(language) or unknown,
    }


def filled(text: str, names: dict[str, str]) -> str:
    """An instruction with the names of its languages."""
    for field, name in names.items():
        text = text.replace(field, name)
    return text


def headings_instruction(spoken: str, language: str) -> str:
    """What a writer is told that translates headings."""
    return filled(_frame().headings.instruction, names(spoken, language))


@cache
def _frame() -> _Frame:
    text = (paths.resources() / "prompts" / "frame.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), _Frame)
