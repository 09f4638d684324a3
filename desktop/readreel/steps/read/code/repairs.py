"""Repairs of a reading that are certain by context; a line that nothing proves wrong stays as it was read.

Guarantees: nothing is added but (1) the second sign of an empty string's quotes, or the third that ends
a docstring, (2) the space or the
underscore that parts two words, or the second underscores of ``__init__``; nothing is changed but (3) a
bracket into the bracket that matches, (4) a letter into the digit of its shape inside a number, or where
no such name exists, strokes between two terms into ``||``, and a sign of another script, alone on its
row, into the closing brace that it looks like; nothing is left out but (5) the text cursor at the end of
a line. But for numbers, strokes, braces and ``__init__`` a repair is made only where the line cannot be
code without it, is code with it, and no other repair does the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from readreel.steps.read.code.sound import balanced, sound

_NAME = re.compile(r"[^\W\d]\w*")
_NUMBER = re.compile(
    r"(?<![\w.])(?:\d+(?:\.\d*)?[OoIlθ]+\d*|[OIlθ](?=\.\d)|θ(?!\w))(?![\w.]*['\"])"
)
_SHAPES = str.maketrans("OoθIl", "00011")
_ALONE = re.compile(r"(?<![\w.'\"])[lI](?![\w.'\"(])")
_BOUND = re.compile(r"\b([lI])\b\s*(?:=(?!=)|,|:|in\b)|(?:for|lambda|def \w+\()\s*([lI])\b")
_KEYWORDS = ("in", "for", "if", "else", "and", "or", "not", "is", "import", "as", "from", "return")
_OPEN = {"(": ")", "[": "]", "{": "}"}
_CLOSED = {close: open_ for open_, close in _OPEN.items()}
_DOCSTRING = re.compile(r'"""[^"]+"{1,2}')
_DUNDER = re.compile(
    r"\b_{1,2}(init|call|repr|str|len|[gs]etitem|contains|iter|next|enter|exit|new|del|name|main|file|doc|"
    r"eq|ne|lt|le|gt|ge|hash|bool|add|radd|iadd|sub|rsub|mul|rmul|matmul|truediv|rtruediv|floordiv|mod|neg|"
    r"pow|[gs]etattr|all|class|dict|version|slots|post_init|future)_{1,2}\b"
)
"""Names that Python gives a meaning; type draws their two underscores as one line."""
_EMPTY = re.compile(r"(?:(?<=[(\[,=+:{ ])|^)['\"](?=[.)\],;: +%}]|$)")
"""A quote where a string may begin and, behind it, what may follow a string."""
_OR = re.compile(r"(?<=[\w)\]] )(?:ll|Il|lI|II)(?= [\w(!])")
_CURLY = ("c", "cpp", "java", "javascript", "typescript", "go", "rust", "css")
_BRACE = re.compile(r"[子了丁」』】〕]\s*([;,)]*)")
"""Signs of other scripts that a closing brace, alone on its row, is read as."""
_LITERAL = re.compile(r"\d+[uUlLfF]+|0[xXoObB].*")


def names(texts: Iterable[str]) -> Counter[str]:
    """How many lines hold each name."""
    return Counter(name for text in texts for name in set(_NAME.findall(text)))


def repaired(text: str, language: str, known: Counter[str]) -> str:
    """The line with what is certainly misread put right; as it was where nobody knows the language."""
    if not language:
        return text
    text = _digits(text)
    if language == "python":
        text = _DUNDER.sub(r"__\1__", text)
    if language == "python" and not _BOUND.search(text) and _free(known):
        text = _ones(text)
    if language == "python" and _DOCSTRING.fullmatch(text):
        text = text.rstrip('"') + '"""'
    if language in _CURLY:
        text = _BRACE.sub(r"}\1", text) if _BRACE.fullmatch(text) else _OR.sub("||", text)
    if sound(text, language):
        return text
    found = {
        "".join(candidate.split()): candidate
        for candidate in _candidates(text, language, known)
        if sound(candidate, language)
    }
    return next(iter(found.values())) if len(found) == 1 else text


def _digits(text: str) -> str:
    """Letters inside numbers as digits: no name begins with a digit."""
    return _NUMBER.sub(
        lambda m: m[0] if _LITERAL.fullmatch(m[0]) else m[0].translate(_SHAPES), text
    )


def _free(known: Counter[str]) -> bool:
    """Whether ``l`` and ``I`` are no names of the program: they stand on next to no line."""
    return known["l"] + known["I"] <= 0.02 * sum(known.values())


def _ones(text: str) -> str:
    bare = text.split("#")[0]
    if bare.count("'") or bare.count('"'):
        return text
    return _ALONE.sub("1", bare) + text[len(bare) :]


def _candidates(text: str, language: str, known: Counter[str]) -> Iterator[str]:
    yield from _quoted(text)
    yield from _matched(text, language)
    yield from _joined(text, known)
    yield from _spaced(text)
    if text[-1:] in ("|", "I", "l") and not text[-2:-1].isalnum():
        yield text[:-1].rstrip()


def _quoted(text: str) -> Iterator[str]:
    """An empty string, of whose two quotes one was read."""
    for found in _EMPTY.finditer(text):
        if text.count(found[0]) % 2:
            doubled = "''" if "'" in text else 2 * found[0]
            yield text[: found.start()] + doubled + text[found.end() :]


def _matched(text: str, language: str) -> Iterator[str]:
    """One bracket of a pair that does not match turned into that which does."""
    if balanced(text, language):
        return
    stack: list[int] = []
    for at, sign in enumerate(text):
        if sign in _OPEN:
            stack.append(at)
        elif sign in _CLOSED and stack:
            begin = stack.pop()
            if _OPEN[text[begin]] != sign:
                yield text[:at] + _OPEN[text[begin]] + text[at + 1 :]
                yield text[:begin] + _CLOSED[sign] + text[begin + 1 :]
                return


def _joined(text: str, known: Counter[str]) -> Iterator[str]:
    """Two words that are one known name with the underscore that was lost."""
    for found in re.finditer(r"(?=\b([^\W\d]\w*) ([^\W_]\w*))", text):
        if known[f"{found[1]}_{found[2]}"]:
            end = found.end(1)
            yield f"{text[:end]}_{text[end + 1 :]}"


def _spaced(text: str) -> Iterator[str]:
    """A keyword that was read together with the word beside it."""
    for found in _NAME.finditer(text):
        word = found[0]
        for keyword in _KEYWORDS:
            if word.endswith(keyword) and word != keyword:
                at = found.end() - len(keyword)
                yield f"{text[:at]} {text[at:]}"
            if word.startswith(keyword) and word != keyword:
                at = found.start() + len(keyword)
                yield f"{text[:at]} {text[at:]}"
