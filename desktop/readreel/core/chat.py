"""Chat formats as data: the control text around each turn, and the families of models that use it.

The formats are our own, in ``resources/chats``: the template inside a model file is text to look at. What
a person said is never part of a format.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Literal

import msgspec

from readreel.core import paths

CONTROL = re.compile(r"<[^<>\s]+>|\[/?[A-Za-z_]+\]")
"""How control tokens are written."""

Around = tuple[str, str]
"""What stands before the text of a turn, and after it."""


class Template(msgspec.Struct, frozen=True):
    """A chat format. The file of families says what each part means."""

    user: Around
    assistant: Around
    answer: str
    system: Around | None = None
    start: str = ""
    folded: Literal["first", "last"] = "first"
    thinking: Literal["tags", "opened", "channels"] = "tags"
    thought_tokens: int = 0

    def control_tokens(self) -> tuple[str, ...]:
        """The texts that must each be one token of the model's vocabulary."""
        turns = "".join(
            part for pair in (self.system, self.user, self.assistant) for part in pair or ()
        )
        return tuple(dict.fromkeys(CONTROL.findall(f"{self.start}{turns}{self.answer}")))

    @property
    def stop(self) -> str:
        """The control token that ends an answer; empty where it ends thoughts too."""
        after = CONTROL.search(self.assistant[1] + self.user[0])
        return after.group() if after and self.thinking != "channels" else ""


class Family(msgspec.Struct, frozen=True):
    """A format that is tested, and the patterns by which a model's own template is recognised."""

    name: str
    title: str
    marks: tuple[str, ...]
    template: Template
    unless: tuple[str, ...] = ()

    def wrote(self, template: str) -> bool:
        """Whether a model's own template (Jinja, as text) has this format."""
        text = template.replace("\\n", "\n")
        return all(re.search(mark, text) for mark in self.marks) and not any(
            re.search(mark, text) for mark in self.unless
        )


class _Families(msgspec.Struct, frozen=True):
    families: tuple[Family, ...]


@cache
def families() -> tuple[Family, ...]:
    """Every tested format, in the order in which they are tried on a template."""
    text = (paths.resources() / "chats" / "families.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), _Families).families


def named(name: str) -> Template | None:
    """The format of a family, or one that `spelled_out` wrote down; None for an unknown name."""
    if name.startswith("{"):
        try:
            return msgspec.json.decode(name, type=Template)
        except msgspec.MsgspecError:
            return None
    return next((family.template for family in families() if family.name == name), None)


def spelled_out(template: Template) -> str:
    """A format that no family has, as a name that `named` understands."""
    return msgspec.json.encode(template).decode()
