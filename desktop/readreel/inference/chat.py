"""How a conversation is spelled for a model, and which part of what it wrote is its answer.

Control tokens stand in pieces of their own, and whatever a person said or a screen showed is plain text:
a spoken ``<|im_start|>`` stays twelve characters. A thought is never part of an answer, finished or not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from readreel.core import chat
from readreel.core.chat import Template
from readreel.core.engines import Turn
from readreel.core.errors import ModelError

_THOUGHT, _THOUGHT_OVER = "<think>", "</think>"
_FINAL = re.compile(r"<\|channel\|>\s*final[^<]*<\|message\|>")
_MESSAGE_OVER = re.compile(r"<\|(?:end|return|start|call)\|>")


class Piece(msgspec.Struct, frozen=True):
    """A run of text; ``control`` pieces are the template's own and may hold control tokens."""

    text: str
    control: bool = False


def template(name: str) -> Template:
    """The template of that name; raises `ModelError` ``model.template`` for one we have not tested."""
    found = chat.named(name)
    if found is None:
        raise ModelError("model.template", name=name)
    return found


def spelled(
    form: Template, shared: Sequence[Turn], turns: Sequence[Turn]
) -> tuple[list[Piece], list[Piece]]:
    """The shared opening of a conversation; and its other turns with the opening of the answer."""
    shared, turns = _folded(form, shared, turns)
    opening = [Piece(form.start, control=True), *_pieces(form, shared)]
    rest = [*_pieces(form, turns), Piece(form.answer, control=True)]
    return [p for p in opening if p.text], [p for p in rest if p.text]


def answer(form: Template, written: str) -> str:
    """What a model wrote (control tokens spelled out) without its thoughts; empty if it only thought."""
    text = written.strip()
    if form.thinking == "channels":
        begun = list(_FINAL.finditer(text))
        return _MESSAGE_OVER.split(text[begun[-1].end() :])[0].strip() if begun else ""
    if form.thinking == "opened" or text.startswith(_THOUGHT):
        return text.partition(_THOUGHT_OVER)[2].strip()
    return text


def _pieces(form: Template, turns: Sequence[Turn]) -> list[Piece]:
    around = {"system": form.system, "user": form.user, "assistant": form.assistant}
    pieces: list[Piece] = []
    for turn in turns:
        before, after = around[turn.role] or form.user
        pieces += [
            Piece(before, control=True),
            Piece(turn.text.strip()),
            Piece(after, control=True),
        ]
    return pieces


def _folded(
    form: Template, shared: Sequence[Turn], turns: Sequence[Turn]
) -> tuple[list[Turn], list[Turn]]:
    """The turns for a model that refuses a system role: the instruction stands before a user's words."""
    whole = [*shared, *turns]
    told = "\n\n".join(turn.text.strip() for turn in whole if turn.role == "system")
    users = [place for place, turn in enumerate(whole) if turn.role == "user"]
    if form.system is not None or not told or not users:
        return list(shared), list(turns)
    place = users[0 if form.folded == "first" else -1]
    whole[place] = Turn("user", f"{told}\n\n{whole[place].text.strip()}")
    parts = whole[: len(shared)], whole[len(shared) :]
    opening, rest = ([turn for turn in part if turn.role != "system"] for part in parts)
    return opening, rest
