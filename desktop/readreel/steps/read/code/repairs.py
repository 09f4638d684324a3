"""Repairs of a reading that are certain by context; a line that nothing proves wrong stays as it was read.

Guarantees: nothing is added but (1) the second sign of an empty string's quotes, the quotes of a whole
docstring, the backticks around ``${…}`` or the second of two ``)`` where there is room for it, (2) the
space or the underscore that parts two words, or the second underscores of ``__init__``; nothing is changed
but (3) a bracket into the bracket that matches, or a stroke into the ``]`` that parts two names, (4) a
letter into the digit of its shape inside a number and the other way round in ``indexOf``, at the beginning
of a name, or where no such name exists, (5) what was made of strokes between two terms (as many as there is
room for) or around a closure's arguments into strokes, (6) a sign of another script, alone on its row, into
the closing brace that it looks like; nothing is left out but (7) the text cursor at the end of a line and
the space between ``()``. But for (4) to (6), brackets that stay open, ``__init__``, docstrings and
templates a repair is made only where the line cannot be code without it, is code with it, and no other
repair does the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

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
_DOCSTRING = re.compile(r"""["']{2,3}(?P<text>[^"'\s][^"']*?)["'][\s"'Il|.]*""")
"""A text between several quotes and some quotes, of which the reader may have made strokes."""
_DUNDER = re.compile(
    r"\b_{1,2}(init|call|repr|str|len|[gs]etitem|contains|iter|next|enter|exit|new|del|name|main|file|doc|"
    r"eq|ne|lt|le|gt|ge|hash|bool|add|radd|iadd|sub|rsub|mul|rmul|matmul|truediv|rtruediv|floordiv|mod|neg|"
    r"pow|[gs]etattr|all|class|dict|version|slots|post_init|future)_{1,2}\b"
)
"""Names that Python gives a meaning; type draws their two underscores as one line."""
_EMPTY = re.compile(r"(?:(?<=[(\[,=+:{ ])|^)['\"](?=[.)\],;: +%}]|$)")
"""A quote where a string may begin and, behind it, what may follow a string."""
_OR = re.compile(r"(?<=[\w)\]'\"] )(?:[lI1|]{2}|\(\||\|\()(?= [\w(!'\"])")
_STROKE = re.compile(r"(?<=[)\]] )[lI1](?= [\w(!'\"])")
_WIDER = re.compile(r"(?<=[\w)\]'\"] )[lI1|](?= [\w(!'\"])")
_PLAIN = r"[^`'^´\"{}]"
_FILLED = re.compile(r"\$\{[^{}`]*\}")
_TEMPLATE = re.compile(r"`[^`]*\$\{[^`]*`")
_OPENER = re.compile(rf"(?:([`'^´\"])|(?:[(\[,=:+?]|\breturn) ?()){_PLAIN}*$")
_QUOTED_END = re.compile(rf"({_PLAIN}*)[`'^´\"]")
_BARE_END = re.compile(r"([^`'^´\"{},;)]*)(?=[,;)}]|$)")
"""Where a template begins and ends: at what was made of its backtick, or where an expression does."""
_OF = re.compile(r"\b([A-Za-z_]\w*[a-z])0f(?![a-z\d])")
_CLOSURE = re.compile(
    r"(?<=[(,= ])[lI1|]((?:&?(?:mut )?[a-z_]\w*(?:: [\w&<>]+)?(?:, )?)*)[lI1|] (?=[\w!&*({'\"-])"
)
"""A closure of Rust, its strokes read as letters."""
_VOID = re.compile(r"(?<=\w)\( \)")
_CURLY = (
    "c",
    "cpp",
    "java",
    "javascript",
    "typescript",
    "go",
    "rust",
    "css",
    "csharp",
    "kotlin",
    "swift",
    "php",
)
_BRACE = re.compile(r"[子了丁」』】〕]\s*([;,)]*)")
"""Signs of other scripts that a closing brace, alone on its row, is read as."""
_LITERAL = re.compile(r"\d+[uUlLfF]+|0[xXoObB].*")
_NAMED_ZERO = re.compile(
    r"(?<![\w.#])0(?!(?:x[\da-f_]+|b[01_]+|o[0-7_]+|[ulfdnij]+\d*|e\d+)\b)(?=[a-z][a-z_]\w*)",
    re.IGNORECASE,
)
"""A nought before letters that make no number of it: no name begins with a digit."""
_GLUED_OR = re.compile(r"\b(\w+?)[lI1|]{2} (?=!\w)")
_CROSSED = re.compile(r"`([^`$]*(?:\(|=> ))([^`()$]*\$\{[^`]*)`(?=\))")
"""A template whose first backtick stands before the bracket that closes behind its last, or an arrow."""
_HALVES = re.compile(r"\[(\w+?)[lI1|]([a-zA-Z]\w*)")


def names(texts: Iterable[str]) -> Counter[str]:
    """How many lines hold each name."""
    return Counter(name for text in texts for name in set(_NAME.findall(text)))


def repaired(text: str, language: str, known: Counter[str], lost: int = 0) -> str:
    """The line with what is certainly misread put right; as it was where nobody knows the language.

    ``lost`` is how many signs more than ``text`` has there is room for in its box, if known.
    """
    if not language:
        return text
    text = _NAMED_ZERO.sub("O", _OF.sub(r"\1Of", _VOID.sub("()", _digits(text))))
    if language == "python":
        text = _DUNDER.sub(r"__\1__", text)
    if language == "python" and not _BOUND.search(text) and _free(known):
        text = _ones(text)
    if language == "python" and not sound(text, language):
        text = _documented(text)
    if language in _CURLY:
        text = _BRACE.sub(r"}\1", text) if _BRACE.fullmatch(text) else _OR.sub("||", text)
        text = "};" if text in ("}i", "}j", "}:") else text
        text = _WIDER.sub("||", text) if lost > 0 else _STROKE.sub("|", text)
        text = _GLUED_OR.sub(lambda found: _parted_or(found, known), text)
        text = _closed(_bracketed(text, language, known), lost)
    if language == "rust":
        text = _CLOSURE.sub(_closure, text)
    if language in ("javascript", "typescript"):
        text = _templated(text)
    if sound(text, language):
        return text
    found = {
        "".join(candidate.split()): candidate
        for candidate in _candidates(text, language, known)
        if sound(candidate, language)
    }
    return next(iter(found.values())) if len(found) == 1 else text


def _closure(found: re.Match[str]) -> str:
    """The strokes around a closure's arguments, where a type or a stroke that was read speaks for them."""
    sure = "|" in found[0] or ": " in found[1] or not found[1]
    return f"|{found[1]}| " if sure else found[0]


def _parted_or(found: re.Match[str], known: Counter[str]) -> str:
    """Strokes that were read as the end of the name before them; a name and ``!`` are no expression."""
    return f"{found[1]} || " if known[found[1]] and not known[found[0].strip()] > 1 else found[0]


def _bracketed(text: str, language: str, known: Counter[str]) -> str:
    """A line whose opening bracket nothing closes, with the closing one that was read as a letter.

    It must part what was read into two names of the program, or of the language.
    """
    if text.count("[") <= text.count("]"):
        return text
    for found in _HALVES.finditer(text):
        word = text[found.start() + 1 : found.end()]
        for at in (place for place, sign in enumerate(word) if sign in "lI1|"):
            halves = word[:at], word[at + 1 :]
            if all(_is_name(half, language, known) for half in halves):
                return f"{text[: found.start()]}[{halves[0]}]{halves[1]}{text[found.end() :]}"
    return text


def _closed(text: str, lost: int) -> str:
    """A statement that ends with one bracket still open, closed where a second one can have stood.

    A reader takes two of them for one; where it could be in several places, nothing is said.
    """
    bare = re.sub(
        r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'", lambda found: "_" * len(found[0]), text
    )
    if lost < 1 or not bare.endswith(";") or bare.count("(") != bare.count(")") + 1:
        return text
    places = [found.end() for found in re.finditer(r"\)+", bare)]
    return f"{text[: places[0]]}){text[places[0] :]}" if len(places) == 1 else text


def _is_name(word: str, language: str, known: Counter[str]) -> bool:
    return bool(known[word]) or word in _own_words(language)


@cache
def _own_words(language: str) -> frozenset[str]:
    """Types that a language has by itself."""
    common = "int bool string float double char byte error void long short usize auto any object"
    sized = (
        f"{kind}{bits}"
        for kind in ("int", "uint", "float", "i", "u", "f")
        for bits in (8, 16, 32, 64)
    )
    return frozenset((*common.split(), *sized)) if language in _CURLY else frozenset()


def _templated(text: str) -> str:
    """A line with the backticks around ``${…}``, which a reader takes for quotes or passes over."""
    text = _CROSSED.sub(r"\1`\2`", text)
    filled = list(_FILLED.finditer(text))
    if not filled or _TEMPLATE.search(text):
        return text
    begin = _OPENER.search(text[: filled[0].start()])
    if begin is None:
        return text
    first, last = begin.span(begin.lastindex or 0)
    head, inner = text[:first], text[last : filled[-1].end()]
    if head.endswith("( "):  # its space is where the backtick stood
        head = head[:-1]
    rest = text[filled[-1].end() :]
    ends = [rule.match(rest) for rule in (_QUOTED_END, _BARE_END)]
    for end in (end for end in ends if end):
        whole = f"{head}`{inner}{end[1]}`{rest[end.end() :]}"
        if balanced(whole, "javascript"):
            return _CROSSED.sub(r"\1`\2`", whole)
    return text


def _documented(text: str) -> str:
    """A line that is a whole docstring with all six of its quotes."""
    found = _DOCSTRING.fullmatch(text)
    return f'"""{found["text"]}"""' if found else text


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
