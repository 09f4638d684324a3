"""Repairs are made where context proves them, and nowhere else."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from readreel.steps.read.code.repairs import names, repaired
from readreel.steps.read.code.rows import plain
from readreel.steps.read.code.sound import balanced, fault, sound

KNOWN = Counter({"cross_entropy": 3, "loss": 9, "context": 5})


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("print('.join(words))", "print(''.join(words))"),
        ("chars = sorted(list(set('.join(words))))", "chars = sorted(list(set(''.join(words))))"),
        ("for a, b in zip(s, s{1:]):", "for a, b in zip(s, s[1:]):"),
        ("loss = F.cross entropy(logits, Y)", "loss = F.cross_entropy(logits, Y)"),
        ("for iin range(10):", "for i in range(10):"),
        ("lr = O.1 if n < 1O00 else 0.0l", "lr = 0.1 if n < 1000 else 0.01"),
        ("x = torch.multinomial(p, num_samples=l)", "x = torch.multinomial(p, num_samples=1)"),
        ("def _init_(self):", "def __init__(self):"),
        ("x = f(1, 2)|", "x = f(1, 2)"),
        ('"""Adds two numbers.""', '"""Adds two numbers."""'),
        ("first = items[θ]", "first = items[0]"),
    ],
)
def test_a_certain_misreading_is_put_right(read: str, meant: str) -> None:
    assert repaired(read, "python", KNOWN) == meant


@pytest.mark.parametrize(
    "line",
    [
        "loss = F.cross_entropy(logits, Y)",
        "print('it is', \"fine\")",
        "x = [1, 2,",
        "loss = prob[torch.arange(32), Y).log()",
        "def broken(a, b",
        "l = [1, 2]",
        "for l in lines:",
        "mask = 0xFF | 0o17 | 10",
        "some words that are no code at all",
        "x = 'O.1'",
    ],
)
def test_what_nothing_proves_wrong_stays_as_it_was_read(line: str) -> None:
    assert repaired(line, "python", KNOWN) == line


def test_other_languages_are_repaired_by_their_own_rules() -> None:
    assert repaired("if (a ll b) {", "javascript", KNOWN) == "if (a || b) {"
    assert repaired("子", "rust", KNOWN) == "}"
    assert repaired("x = (get(id) 1 0) + 1;", "javascript", KNOWN, 1) == "x = (get(id) || 0) + 1;"
    assert repaired("x = get(id) l MASK;", "c", KNOWN) == "x = get(id) | MASK;"
    assert repaired("f('${url}?p=${i}^, 'a');", "javascript", KNOWN) == "f(`${url}?p=${i}`, 'a');"
    assert repaired("f('{url}', `${ur'", "javascript", KNOWN) == "f('{url}', `${ur'"
    for lost in ("f(`${n} of ${m}, 'a');", "f( ${n} of ${m}^, 'a');", "f('${n} of ${m}, 'a');"):
        assert repaired(lost, "javascript", KNOWN) == "f(`${n} of ${m}`, 'a');"
    assert repaired("for iin range(10):", "", KNOWN) == "for iin range(10):"


@pytest.mark.parametrize(
    ("read", "language", "lost", "meant"),
    [
        (
            "const one = await get(${a}?b=${c}`);",
            "javascript",
            0,
            "const one = await get(`${a}?b=${c}`);",
        ),
        ("get(`of(/a?b=${c}`);", "javascript", 0, "get(of(`/a?b=${c}`);"),
        (".map(`(a, i) => ${i}. ${a.b}`);", "typescript", 0, ".map((a, i) => `${i}. ${a.b}`);"),
        ("0bject.keys(all)", "javascript", 0, "Object.keys(all)"),
        ("@0verride", "java", 0, "@Override"),
        ("mask = 0b101 + 0xff + 0L + 0e5", "java", 0, "mask = 0b101 + 0xff + 0L + 0e5"),
        ("seen map[stringlint", "go", 0, "seen map[string]int"),
        ("rows[level", "go", 0, "rows[level"),
        ("return shut_Il !queue_.empty();", "cpp", 0, "return shut_ || !queue_.empty();"),
        (
            "const one = `await get(${a}?b=${c}`);",
            "javascript",
            0,
            "const one = await get(`${a}?b=${c}`);",
        ),
        (
            "send({ text: `none for ${user}});",
            "javascript",
            0,
            "send({ text: `none for ${user}`});",
        ),
        ('print("(" + shelf.size();', "java", 1, 'print("(" + shelf.size());'),
        ('print("(" + shelf.size();', "java", 0, 'print("(" + shelf.size();'),
        ("put(one.key().put(2).end();", "java", 1, "put(one.key().put(2).end();"),
    ],
)
def test_what_a_reader_makes_of_signs_in_other_languages(
    read: str, language: str, lost: int, meant: str
) -> None:
    known = names(["shut_ = true;", "rows = []", "level = 3"])
    assert repaired(read, language, known, lost) == meant


def test_typographic_and_wide_signs_become_those_of_a_keyboard() -> None:
    assert plain("print（“a”，x）") == 'print("a",x)'
    assert plain("a ≠ b ⇒ c → d") == "a != b => c -> d"
    assert plain("打开（文件）") == "打开（文件）"


@example("}:", "rust")  # a colon ends no line of a language with semicolons
@given(
    st.text(alphabet="abxl1O0 ()[]{}'\"=.,_:+|", max_size=30),
    st.sampled_from(["python", "rust", ""]),
)
def test_a_repair_changes_no_more_than_it_says(line: str, language: str) -> None:
    mended = repaired(line, language, KNOWN)
    drop = str.maketrans("", "", " '\"_|()[]{}")
    shapes = str.maketrans("OoIl", "0011")
    if language == "rust" and line.endswith(":"):
        mended = mended.removesuffix(";") + ":" if mended.endswith(";") else mended
    before, after = (s.translate(drop).translate(shapes) for s in (line, mended))
    assert (
        after == before
        or before.removesuffix("1") == after
        or after.replace("1", "") == before.replace("1", "")
    )
    assert mended == line or sound(mended, language) or any(sign in line for sign in "lOI_")


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("else:", "python"),
        ("except ValueError as error:", "python"),
        ("@property", "python"),
        ("%matplotlib inline", "python"),
        ("return x", "python"),
        ("for i in range(3): # all of them", "python"),
        ("fn first<'a>(text: &'a str) -> char {", "rust"),
        ("});", "javascript"),
    ],
)
def test_lines_that_stand_in_a_program_are_sound(line: str, language: str) -> None:
    assert sound(line, language)


def test_quotes_and_brackets_have_to_match_within_a_line() -> None:
    assert balanced("f(a, [b, {c: d}])")
    assert balanced("call(first,")
    assert not balanced("f(a]")
    assert not balanced("print('a)")


def test_the_line_that_makes_no_sense_is_found() -> None:
    assert fault(["import os", "x = (1", "y = 2", "z = 3"], "python") is not None
    assert fault(["    def inner(self):", "        return 1"], "python") is None
    assert fault(["x = 1", "y = 2"], "python") is None
    assert fault(["x = (1"], "rust") is None


def test_names_are_counted_by_lines() -> None:
    assert names(["a = a + b", "b = 1"]) == Counter({"b": 2, "a": 1})
