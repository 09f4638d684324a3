"""One passage once more, in a manner somebody asked for, under the checks of every other draft.

What the writer invents or bends is put back as it was said. Whether everything must stay depends on the
manner: who asks for less gets less, and what was left out is not put back.
"""

from __future__ import annotations

import tomllib
from functools import cache

import msgspec

from readreel.core import paths
from readreel.core.engines import Writer
from readreel.core.errors import UsageError
from readreel.project.artifacts import Outline, Screens, Stills, Transcript
from readreel.project.context import Context
from readreel.project.parameters import Example, Style
from readreel.project.redraft import MOST_CHARACTERS, Asked, Redraft
from readreel.steps.rewrite.desk import Desk, Question, ask
from readreel.steps.rewrite.mend import REWRITTEN
from readreel.steps.rewrite.passage import Material, materials
from readreel.steps.rewrite.prompt import Prompt


class Manner(msgspec.Struct, frozen=True):
    """What the writer is told, and whether everything that was said must stay."""

    text: str
    whole: bool


class Ways(msgspec.Struct, frozen=True):
    """``manners.toml``: the instruction, and every manner there is."""

    instruction: str
    manners: dict[str, Manner]


class Samples(msgspec.Struct, frozen=True):
    """``<language>.toml``: talks, and what becomes of them in each manner."""

    examples: tuple[dict[str, tuple[str, ...]], ...]


def rewrite_again(
    transcript: Transcript,
    outline: Outline,
    screens: Screens,
    stills: Stills,
    writer: Writer,
    asked: Asked,
    context: Context,
    language: str = "",
) -> Redraft:
    """The passage as somebody asked for it; raises `UsageError` ``usage.passage`` where there is none.

    ``language`` is the article's where it is not the one that is spoken.
    """
    todo = materials(transcript, outline, screens, stills)
    number = next((n for n, m in enumerate(todo) if m.passage == asked.passage), None)
    if number is None or not todo[number].pieces:
        raise UsageError("usage.passage", number=asked.passage)
    material = todo[number]
    ways = _ways()
    manner = ways.manners[asked.manner]
    told = manner.text.format(instruction=plain_instruction(asked.instruction))
    context.check()
    examples = {transcript.language: _examples(transcript.language, asked.manner, told)}
    shortest = Style("").shortest if manner.whole else 0.0
    style = Style(ways.instruction, examples, shortest=shortest, whole=manner.whole)
    prompt = Prompt(style, transcript.language, writer, language)
    desk = Desk(prompt, material, told)
    everything = Question(desk, range(len(material.pieces)))
    ((_, answers, refused),) = ask(writer, prompt.shared, [everything], context.check)
    context.check()
    if not answers:
        return _as_said(asked, material, refused or ("empty",))
    mended = desk.mended(answers)
    return Redraft(
        asked=asked,
        text=mended.text,
        origin="rewritten" if mended.share >= REWRITTEN else "cleaned",
        support=mended.support,
        sentences=material.ids,
        refused=tuple(sorted({*refused, *mended.refused})),
    )


def plain_instruction(text: str) -> str:
    """An instruction on one line, short enough, ending as a sentence: it cannot pass for a piece."""
    line = " ".join(text.split())[:MOST_CHARACTERS].strip()
    return line if not line or line[-1] in ".!?。！？" else f"{line}."


def _as_said(asked: Asked, material: Material, refused: tuple[str, ...]) -> Redraft:
    return Redraft(
        asked=asked,
        text=material.cleaned,
        origin="cleaned",
        support=1.0,
        sentences=material.ids,
        refused=refused,
    )


def _examples(language: str, manner: str, told: str) -> tuple[Example, ...]:
    """Worked examples of a manner; none for the user's own."""
    return tuple(
        Example("", tuple(zip(sample["spoken"], sample[manner], strict=True)), manner=told)
        for sample in _samples(language).examples
        if manner in sample
    )


@cache
def _ways() -> Ways:
    return msgspec.convert(_read("manners"), Ways)


@cache
def _samples(language: str) -> Samples:
    return msgspec.convert(_read(language) or _read("en"), Samples)


def _read(name: str) -> dict[str, object]:
    path = paths.resources() / "prompts" / "again" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
