"""Every code that the program can show has its sentences, and every value they name is handed over.

The source is read, not run: a code counts as shown where it is the first argument of an error class, of
``notice`` or of an event. A code held in a variable is looked for among the module's own strings.
"""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import pytest

import readreel
from readreel.core import errors, messages

SOURCE = Path(readreel.__file__).parent
CLASSES = {
    name
    for name, thing in vars(errors).items()
    if isinstance(thing, type) and issubclass(thing, errors.ReadreelError)
} - {"Cancelled"}
EVENTS = {"Notice", "Failed"}
FAMILIES = (
    "usage|recording|model|storage|busy|engine|doctor|probe|transcribe|watch|read|outline|rewrite"
)
CODE = re.compile(rf"^(?:bug|cancelled|(?:{FAMILIES}|compose|page|self)\.[a-z_]+)$")


class Site(msgspec.Struct, frozen=True):
    """A place that shows a code; ``values`` is None where what it hands over cannot be read off."""

    place: str
    code: str
    values: frozenset[str] | None


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def sites(path: Path, module: ast.Module) -> Iterator[Site]:
    for node in ast.walk(module):
        if not isinstance(node, ast.Call):
            continue
        code = shown(node)
        if code is None:
            continue
        place = f"{path.relative_to(SOURCE)}:{node.lineno}"
        for literal in literals(code, module):
            yield Site(place, literal, values(node))


def shown(call: ast.Call) -> ast.expr | None:
    """The expression of the code that a call shows, or None for any other call."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in CLASSES or name == "notice":
        return call.args[0] if call.args else None
    if name in EVENTS and len(call.args) > 1:
        return call.args[1]
    return None


def literals(code: ast.expr, module: ast.Module) -> set[str]:
    found = strings(code)
    if found or not isinstance(code, ast.Name):
        return found
    return {text for text in strings(module) if CODE.match(text)}


def strings(tree: ast.AST) -> set[str]:
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def values(call: ast.Call) -> frozenset[str] | None:
    if any(keyword.arg is None for keyword in call.keywords):
        return None
    if len(call.args) > 2:  # an event: the values are a dictionary
        given = call.args[2]
        return frozenset(strings_of_keys(given)) if isinstance(given, ast.Dict) else None
    return frozenset(keyword.arg for keyword in call.keywords if keyword.arg)


def strings_of_keys(given: ast.Dict) -> Iterator[str]:
    for key in given.keys:
        if isinstance(key, ast.Constant):
            yield str(key.value)


def placeholders(templates: Iterable[str]) -> set[str]:
    return {
        name
        for template in templates
        for _, name, _, _ in string.Formatter().parse(template)
        if name and name != "code"
    }


def all_sites() -> list[Site]:
    return [site for path, module in modules() for site in sites(path, module)]


def lacking(found: Iterable[Site], known: dict[str, dict[str, str]]) -> list[str]:
    """What is wrong with the sites, one line each."""
    wrong = []
    for site in found:
        if site.code not in known:
            wrong.append(f"{site.place}: {site.code} has no message")
            continue
        missing = placeholders(known[site.code].values()) - (site.values or frozenset())
        if missing and site.values is not None:
            wrong.append(f"{site.place}: {site.code} lacks {', '.join(sorted(missing))}")
    return wrong


def test_every_code_shown_has_a_message_and_every_value_the_message_names() -> None:
    found = all_sites()
    assert len(found) > 60
    assert lacking(found, messages.codes()) == []


def test_every_message_belongs_to_a_code_that_the_program_shows() -> None:
    used = {text for _, module in modules() for text in strings(module)}
    assert sorted(set(messages.codes()) - used) == []


@pytest.mark.parametrize("code", sorted(messages.codes()))
def test_a_message_says_what_happened_in_whole_sentences(code: str) -> None:
    entry = messages.codes()[code]
    assert set(entry) <= {"happened", "safe", "next"}
    for part in entry.values():
        assert part.strip() == part
        assert part[-1] in ".)!}" or part.endswith("”"), part


@pytest.mark.parametrize(
    "code",
    sorted(code for code in messages.codes() if code.split(".")[0] in errors._FAMILIES),
)
def test_an_error_says_what_to_do_next(code: str) -> None:
    entry = messages.codes()[code]
    assert entry.get("next") or entry.get("safe")


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("raise StorageError('storage.unheard_of', path=1)", "no message"),
        ("raise BusyError('busy.project')", "lacks path"),
        ("context.notice('probe.no_sound' if x else 'probe.no_picture')", "lacks name"),
        ("tell(events.Failed(step, 'engine.killed', {'step': step}))", "lacks status"),
    ],
)
def test_the_search_finds_planted_gaps(line: str, complaint: str) -> None:
    found = list(sites(SOURCE / "planted.py", ast.parse(line)))
    assert any(complaint in wrong for wrong in lacking(found, messages.codes()))
