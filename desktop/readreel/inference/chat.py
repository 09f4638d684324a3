"""How a conversation is spelled for a model: our own templates, never the one inside a model file.

A template from an unknown file may run code or open control tokens to the speaker's words. Here control
tokens stand in pieces of their own, and whatever a person said or a screen showed is plain text: a
spoken ``<|im_start|>`` stays eleven characters.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from readreel.core.engines import Turn
from readreel.core.errors import ModelError


class Piece(msgspec.Struct, frozen=True):
    """A run of text; ``control`` pieces are the template's own and may hold control tokens."""

    text: str
    control: bool = False


class Template(msgspec.Struct, frozen=True):
    """A chat format: what opens a turn (``{role}`` filled in), what closes it."""

    opening: str
    closing: str
    separator: str

    def control_tokens(self) -> tuple[str, ...]:
        """The texts that must each be one token of the model's vocabulary."""
        return (self.opening.partition("{")[0], self.closing)

    def opened(self, turns: Sequence[Turn]) -> list[Piece]:
        """Whole turns, each closed."""
        pieces: list[Piece] = []
        for turn in turns:
            pieces.append(Piece(self.opening.format(role=turn.role), control=True))
            pieces.append(Piece(turn.text))
            pieces.append(Piece(self.closing + self.separator, control=True))
        return pieces

    def answer(self) -> Piece:
        """The opening of the assistant's turn, which the model goes on from."""
        return Piece(self.opening.format(role="assistant"), control=True)


_TEMPLATES = {
    "chatml": Template(opening="<|im_start|>{role}\n", closing="<|im_end|>", separator="\n"),
}


def template(name: str) -> Template:
    """The template of that name; raises `ModelError` ``model.template`` for one we have not tested."""
    found = _TEMPLATES.get(name)
    if found is None:
        raise ModelError("model.template", name=name)
    return found
