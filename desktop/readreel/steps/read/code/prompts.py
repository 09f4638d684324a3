"""What programs write before the code that a person types: notebooks, terminals, interpreters."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

Kind = Literal["in", "out", "cell", "shell", "power", "python", "more", "weak"]


class Prompt(msgspec.Struct, frozen=True):
    """A prompt at the beginning of a line, and what follows it (``rest`` begins at ``at``).

    ``text`` is as programs write it ("In [10]:"), ``number`` the notebook's count, if any.
    """

    kind: Kind
    text: str
    rest: str
    at: int
    number: int | None = None


_COUNT = r"\s*[\[({]\s*(?:(\d{1,5}|\*|)\s*(?:[\])}]|\.\.+)\s*[:;.]?|[1lI|]\s?:)\s*"
"""A count in brackets; a closing bracket before the colon may have been read as a stroke."""
_NOTEBOOK = re.compile(rf"^(I[nm]|ln|Out)(?=\s*[\[({{]){_COUNT}")
_CELL = re.compile(r"^\[\s*(\d{1,5}|\*|)\s*\](?:\s*:\s*|\s+|$)")
_SHELL = re.compile(
    r"^(?:\([\w.-]+\)\s*)?"
    r"(?:\[[\w.-]+@[\w.-]+\s[^\]]*\]|[\w.-]+@[\w.-]+(?:[:\s]\s?[~/.\w -]{0,60}?)?)\s?[$#%](?:\s+|$)"
)
_POWER = re.compile(r"^(?:PS\s?)?[A-Z]:\\[^<>|*?\"]{0,80}>\s*")
_PYTHON = re.compile(r"^>>>\s*")
_MORE = re.compile(r"^\.\.\.(?:\s+|$)")
_WEAK = re.compile(r"^(?:~\s?)?[$❯➜]\s+(?=[A-Za-z~./_])")
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("shell", _SHELL),
    ("power", _POWER),
    ("python", _PYTHON),
    ("more", _MORE),
    ("weak", _WEAK),
)


def notebook_prompt(text: str) -> Prompt | None:
    """The prompt of a notebook's cell or of its result, in any state ("In [ ]:", "[*]:", "Out[3]:")."""
    found = _NOTEBOOK.match(text)
    if found:
        kind: Kind = "out" if found[1] == "Out" else "in"
        name = "Out" if kind == "out" else "In "
        return _counted(kind, f"{name}[{found[2] or ' '}]:", text, found.end(), found[2] or "")
    found = _CELL.match(text)
    if found:
        count = found[1] or ""
        return _counted("cell", f"[{count or ' '}]:", text, found.end(), count)
    return None


def _counted(kind: Kind, name: str, text: str, end: int, count: str) -> Prompt:
    return Prompt(kind, name, text[end:], end, int(count) if count.isdigit() else None)


def terminal_prompt(text: str) -> Prompt | None:
    """The prompt of a shell or an interpreter; a bare ``$`` counts as "weak", for prices have it too."""
    for kind, rule in _KINDS:
        found = rule.match(text)
        if found:
            return Prompt(kind, found[0].strip(), text[found.end() :], found.end())
    return None
