"""Whether a line, or a whole listing, could be program code: the arbiter between readings."""

from __future__ import annotations

import ast
import re
import textwrap
import warnings
from collections.abc import Sequence
from functools import lru_cache

_MAGIC = re.compile(r"\s*[%!?]")
_PAIRS = {")": "(", "]": "[", "}": "{"}
_QUOTES = "\"'`"
_LIFETIME = re.compile(r"'(?=[a-z_]+\b(?!'))")


@lru_cache(maxsize=4096)
def sound(text: str, language: str) -> bool:
    """Whether a line could stand in a program: Python must parse, others must close what they open."""
    text = text.strip()
    if language == "python":
        return _parses_line(text)
    return balanced(text, language)


def balanced(text: str, language: str = "") -> bool:
    """Whether quotes end and brackets match; some may stay open or close what a line above opened."""
    quote = ""
    stack: list[str] = []
    if language == "rust":
        text = _LIFETIME.sub("", text)
    for at, sign in enumerate(text):
        if quote:
            quote = "" if sign == quote and text[at - 1] != "\\" else quote
        elif (sign == "#" and language in ("python", "bash", "r")) or text[at : at + 2] == "//":
            break
        elif sign in _QUOTES:
            quote = sign
        elif sign in "([{":
            stack.append(sign)
        elif sign in _PAIRS and stack and stack.pop() != _PAIRS[sign]:
            return False
    return not quote


def _parses_line(text: str) -> bool:
    if not text or _MAGIC.match(text):
        return True
    text = text.removesuffix("\\")
    if re.search(r":\s*(?:#.*)?$", text) and _parsed(text.split(" #")[0] + " pass"):
        return True
    if text.startswith(("elif", "else")):
        return _parsed(f"if 1: pass\n{text.split(' #')[0]} pass") or _parsed(f"if 1: pass\n{text}")
    if text.startswith(("except", "finally")):
        return _parsed(f"try: pass\n{text.split(' #')[0]} pass")
    if text.startswith("@"):
        return _parsed(f"{text}\ndef f(): pass")
    return _parsed(text)


def _parsed(source: str) -> bool:
    return _error(source) is None


def _error(source: str) -> SyntaxError | ValueError | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(source)
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        return error if isinstance(error, SyntaxError) else ValueError(str(error))
    return None


def fault(lines: Sequence[str], language: str) -> int | None:
    """The place of the line at which a Python listing stops making sense; None where it makes sense.

    Indentation that only lacks what is out of view (a method without its class) is no fault.
    """
    if language != "python" or not lines:
        return None
    plain = ["" if _MAGIC.match(line) else line for line in lines]
    source = textwrap.dedent("\n".join(plain))
    for whole in (source, f"if 1:\n{textwrap.indent(source, ' ')}"):
        error = _error(whole)
        if (
            error is None
            or isinstance(error, IndentationError)
            or not isinstance(error, SyntaxError)
        ):
            return None
        line = (error.lineno or 1) - (0 if whole is source else 1)
        if line < len(lines) or balanced(lines[-1], language):
            break
    return min(max(line - 1, 0), len(lines) - 1)
