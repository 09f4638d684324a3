"""Learning an unknown chat format from the template in a model file, if that is safe.

A template is a program by a stranger. It is run once, when the model is added, and only if it is made of
a few harmless parts: no macros, no imports, loops over the conversation alone, and nothing that could
make a long text longer by repeating it. Its sandbox gets marks instead of texts. What comes out must be
the same control text around every mark, with a control token of the vocabulary at each seam between two
turns, so that nothing that is said can ever open or close a turn. Only that control text is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn, TypeVar

import jinja2
from jinja2 import nodes
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from readreel.catalogue.gguf import Header
from readreel.core.chat import CONTROL, Template

_N = TypeVar("_N", bound=nodes.Node)

_LONGEST = 20_000
_LONGEST_CONSTANT = 2_000
_MOST_LOOPS = 12
_MOST_WRITTEN = 100_000
"""Characters of a template, of one text in it and of what it may write; and how many loops it may have.
With them a hostile template costs seconds at most."""

_REFUSED = (
    "Macro", "CallBlock", "Import", "FromImport", "Include", "Extends", "Block", "FilterBlock",
    "AssignBlock", "With", "ScopedEvalContextModifier",
)  # fmt: skip
_FILTERS = frozenset(
    ("trim", "length", "default", "first", "last", "lower", "upper", "capitalize", "title", "list")
)
_SHOWN = frozenset(("tojson", "string", "join"))
"""Filters that may lengthen a text: not for what is kept in a variable."""
_METHODS = frozenset(
    (
        *("strip", "lstrip", "rstrip", "startswith", "endswith", "split"),
        *("lower", "upper", "capitalize", "title", "get", "items"),
    )
)
_FUNCTIONS = frozenset(("raise_exception", "namespace"))

_SYSTEM = "Qinstruction0Q"
_USERS = ("Quser1Q", "Quser3Q", "Quser5Q")
_ASSISTANTS = ("Qanswer2Q", "Qanswer4Q")


class Unsafe(Exception):
    """The template may not be used; says why."""


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's own sandbox, whose sums stay short and whose other arithmetic is of numbers."""

    intercepted_binops = frozenset(("+", "*", "**", "%"))

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """The result; raises `TemplateRuntimeError` for what could fill the memory."""
        numbers = all(isinstance(value, int) and abs(value) < 1_000 for value in (left, right))
        sizes = [len(value) for value in (left, right) if isinstance(value, str | list | tuple)]
        if not numbers and (operator != "+" or sum(sizes) > _MOST_WRITTEN):
            _refuse(operator)
        return super().call_binop(context, operator, left, right)


def learnt(header: Header) -> Template:
    """The format that the file's own template writes; raises `Unsafe`."""
    environment = _Sandbox(trim_blocks=True, lstrip_blocks=True)
    environment.globals = {
        "raise_exception": _refuse,
        "namespace": environment.globals["namespace"],
    }
    text = header.chat_template
    if len(text) > _LONGEST:
        raise Unsafe("its template is too long")
    try:
        _check(environment.parse(text))
    except (jinja2.TemplateError, RecursionError) as error:
        raise Unsafe("its template cannot be read") from error
    joints = _joints(environment, header, [_SYSTEM, *_told()])
    template = _template(joints, system=True) if joints else None
    if template is None:
        joints = _joints(environment, header, _told())
        template = _template(joints, system=False) if joints else None
    if template is None:
        raise Unsafe("its template does not put every text between the same control words")
    _check_seams(joints, header)
    return template


def _check(tree: nodes.Template) -> None:
    """Raise `Unsafe` for any part that is not known to be harmless."""
    for node in tree.find_all(nodes.Node):
        _check_node(node)
    loops = list(tree.find_all(nodes.For))
    inner = [one for loop in loops for part in loop.body for one in _all(part, nodes.For)]
    innermost = [one for loop in inner for part in loop.body for one in _all(part, nodes.For)]
    if len(loops) > _MOST_LOOPS or innermost or any(loop.recursive for loop in loops):
        raise Unsafe("its template has too many loops")
    repeated = {id(kept) for loop in inner for kept in loop.find_all(nodes.Assign)}
    for kept in tree.find_all(nodes.Assign):
        if _grows(kept.node, 0 if id(kept) in repeated else 1):
            raise Unsafe("its template could make texts grow")


def _check_node(node: nodes.Node) -> None:
    kind = type(node).__name__
    if kind in _REFUSED:
        raise Unsafe(f"its template uses {kind}")
    if isinstance(node, nodes.Filter) and node.name not in _FILTERS | _SHOWN:
        raise Unsafe(f"its template uses the filter {node.name}")
    if isinstance(node, nodes.Const) and len(str(node.value)) > _LONGEST_CONSTANT:
        raise Unsafe("its template holds too long a text")
    if isinstance(node, nodes.Call) and not _harmless(node.node):
        raise Unsafe("its template calls what it should not")


def _harmless(called: nodes.Node) -> bool:
    if isinstance(called, nodes.Name):
        return called.name in _FUNCTIONS
    return isinstance(called, nodes.Getattr) and called.attr in _METHODS


def _all(node: nodes.Node, kind: type[_N]) -> list[_N]:
    """The node itself and those below it, as far as they are of a kind."""
    return [*([node] if isinstance(node, kind) else []), *node.find_all(kind)]


def _grows(value: nodes.Node, most: int) -> bool:
    """Whether more than so many texts that are not constants are put together: they could double."""
    if any(one.name in _SHOWN for one in _all(value, nodes.Filter)):
        return True
    return any(
        sum(not isinstance(part, nodes.Const) for part in one.nodes) > most
        for one in _all(value, nodes.Concat)
    )


def _told() -> list[str]:
    turns = [text for pair in zip(_USERS, _ASSISTANTS, strict=False) for text in pair]
    return [*turns, _USERS[-1]]


def _joints(environment: _Sandbox, header: Header, marks: Sequence[str]) -> list[str]:
    """The control text before, between and after the marks; empty where one is missing or changed."""
    roles = {"Qi": "system", "Qu": "user", "Qa": "assistant"}
    try:
        written = ""
        for part in environment.from_string(header.chat_template).generate(
            messages=[{"role": roles[mark[:2]], "content": mark} for mark in marks],
            add_generation_prompt=True,
            bos_token=header.first,
            eos_token=header.last,
            enable_thinking=False,
        ):
            written += part
            if len(written) > _MOST_WRITTEN:
                return []
    except (
        jinja2.TemplateError,
        TypeError,
        ValueError,
        ArithmeticError,
        LookupError,
        AttributeError,
    ):
        return []
    joints = []
    for mark in marks:
        before, found, written = written.partition(mark)
        if not found:
            return []
        joints.append(before)
    joints.append(written)
    whole = "".join(joints)
    return [] if any(mark in whole for mark in (_SYSTEM, *_USERS, *_ASSISTANTS)) else joints


def _template(joints: Sequence[str], *, system: bool) -> Template | None:
    """The format with these joints, if every turn of a kind stands between the same texts."""
    first, *between, answer = joints
    opened = between.pop(0) if system else first
    to_answers, to_users = set(between[::2]), set(between[1::2])
    if len(to_answers) != 1 or len(to_users) != 1:
        return None
    (to_answer,), (to_user,) = to_answers, to_users
    starts = [0, *(match.start() for match in CONTROL.finditer(to_user))]
    user = next(
        (to_user[at:] for at in starts if to_user[at:] and opened.endswith(to_user[at:])), None
    )
    if user is None:
        return None
    told = opened[: len(opened) - len(user)]
    return Template(
        start="" if system else told,
        system=(first, told) if system else None,
        user=(user, ""),
        assistant=(to_answer, to_user[: len(to_user) - len(user)]),
        answer=answer,
        thinking="opened" if answer.rstrip().endswith("<think>") else "tags",
        thought_tokens=2048 if answer.rstrip().endswith("<think>") else 0,
    )


def _check_seams(joints: Sequence[str], header: Header) -> None:
    """Raise `Unsafe` where a turn ends or begins with words that anybody could say."""
    for joint in joints[1:]:
        if not any(token in joint for token in header.controls):
            raise Unsafe("words that anybody may say would end a turn")


def _refuse(_said: object) -> NoReturn:
    raise jinja2.TemplateRuntimeError("refused")
