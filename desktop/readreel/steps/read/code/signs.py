"""How much a line looks like program code, and of which language.

Rules of thumb over the shape of a line, none over its meaning. They are strict: an article about
cooking must not get a code block because of a list of ingredients, so a line counts as code by
something that prose does not have, and several lines have to agree (`segments`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from readreel.steps.read.code.languages import RULES

SURE = 0.8
"""From this weight on a line is code for itself."""
LIKELY = 0.4
"""From this weight on a line may be code."""
PROSE = -0.3
"""Down from this weight a line is written for people."""

_NAME = r"[^\W\d]\w*"
_PATH = rf"{_NAME}(?:(?:\.|::|->){_NAME})*"


_GENERAL: tuple[tuple[float, re.Pattern[str]], ...] = tuple(
    (weight, re.compile(rule))
    for weight, rule in (
        (0.9, rf"{_NAME}(?:\.{_NAME})+\(.*[)(,;{{]?(?: *(?:#|//).*)?"),
        (0.8, r".*[\w)\]]\[[\w:,'\" +\-*.]*\].*[=(].*"),
        (0.8, rf"{_PATH}(?:, ?{_PATH})* ?[-+*/%|&^]?= ?.*[(\[{{\"'].*"),
        (0.6, rf"{_PATH}(?:\[[^]]*\])?(?:, ?{_PATH})* ?[-+*/%|&^]?= ?\S.*"),
        (0.6, rf"{_NAME}\([^)]*\)?(?:[;,{{:]| ?\{{)?"),
        (0.8, r".*[)\w\]}\"'];"),
        (0.8, r".*\) ?\{"),
        (0.6, r"[)\]}]+[;,.)]*(?: ?else ?\{)?|[({\[]"),
        (0.6, r"(?:return|break|continue|pass|else|end)\b;?"),
        (0.7, r"\w*[a-z0-9]_[a-z0-9]\w*[.,()\[\]].*"),
        (0.5, rf"{_NAME}(?:\.{_NAME})+\[.*\]|{_NAME}\.shape\b.*"),
        (0.8, r"'[^']+' *: *['\[{(\d].*,|\(?r?'[^']*', .*\),?"),
    )
)
_COMMENT = re.compile(r"(?:#+(?!\d+\b)|//|/\*|\*/|--(?!-)|<!--|\"\"\"|''')")
_DIRECTIVE = re.compile(
    r"#\s*(?:include\s*[<\"]|define [A-Z_]\w*|(?:ifn?def|undef) \w+$|if (?:defined|!defined|[A-Z_]{3,})|"
    r"endif\b(?:\s*/[/*].*)?$|pragma \w+)"
)
"""What a preprocessor is told, which begins as a comment does in other languages."""
_TRAILING = re.compile(r"\s+(?:#|//)\s.*$")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SIGNS = "()[]{}<>=;&|*_:"
_MEMBER = re.compile(r"\b[a-z_]{2,}\.[a-z_]{2,}\b")
_TELLING = re.compile(r"\w\.\w+\(|[a-z]_[a-z]|\w\(\)|\b[a-z_]\w*\.[a-z_]\w*\.[a-z_]")
_RUN = re.compile(r"\b[^\W\d_]{2,} [^\W\d_]{2,} [^\W\d_]{2,}\b")
_RESERVED = re.compile(
    r"\b(?:public|private|protected|static|final|const|unsigned|long|void|new|async|export|default|return|"
    r"not|in|is|and|or|else|if|for|from|import|as|let|mut|func|def|class|[A-Z]{2,})\b"
)
_SENTENCE = re.compile(r"[^\W\d_]{2,}[.!?…]\"?$|^[A-ZÀ-Þ][a-zà-ÿ]+ (?:[a-zà-ÿ]+[ ,]){2,}")
_LEAST_HITS = 1.6
_AHEAD = 1.4


def weight(text: str) -> float:
    """From −1 (prose) over 0 (could be anything) to 1 (code)."""
    text = text.strip()
    if not text:
        return 0.0
    if _DIRECTIVE.match(text):
        return 0.9
    if _COMMENT.match(text):
        return 0.3
    best = max((w for _, w, rule in RULES if rule.fullmatch(text)), default=0.0)
    best = max(best, max((w for w, rule in _GENERAL if rule.fullmatch(text)), default=0.0))
    return min(best, 1.0) - _prose(text, best)


def _prose(text: str, code: float) -> float:
    """0…1.5: how much speaks for written sentences, outside quotes and comments."""
    bare = _QUOTED.sub("", _TRAILING.sub("", text))
    words = _WORD.findall(bare)
    if code < 1.0 and any(not _RESERVED.search(run) for run in _RUN.findall(bare)):
        return 1.0
    if sum(map(bare.count, _SIGNS)) >= max(4, 0.08 * len(bare)):
        return 0.0
    if len(words) < 8 and (_TELLING.search(bare) or (code >= SURE and _MEMBER.search(bare))):
        return 0.0
    letters = sum(map(len, words)) + bare.count(" ")
    share = letters / max(len(bare), 1)
    if code >= 1.0 and len(words) < 8:
        return 1.0 if _SENTENCE.search(bare) and share > 0.85 else 0.0
    if any(ord(sign) > 0x2FF for word in words for sign in word):
        return 1.0
    if _SENTENCE.search(bare) and share > 0.7:
        return 1.5
    if len(words) >= 4 and share > 0.85:
        return 1.0
    if len(words) >= 6 and share > 0.75:
        return 0.8
    return 0.4 if len(words) >= 3 and share > 0.85 and code < SURE else 0.0


def is_comment(text: str) -> bool:
    """Whether the line begins as a comment does in some language."""
    text = text.strip()
    return bool(_COMMENT.match(text)) and not _DIRECTIVE.match(text)


def language(texts: Iterable[str]) -> str:
    """The Pygments name of the language that the lines are in; empty when unsure."""
    hits: defaultdict[str, float] = defaultdict(float)
    for text in texts:
        own: dict[str, float] = {}
        for name, w, rule in RULES:
            if w > own.get(name, 0.0) and rule.fullmatch(text.strip()):
                own[name] = w
        # A line that several languages share says little of any of them.
        for name, w in own.items():
            hits[name] += w / len(own) ** 0.5
    if hits["typescript"]:
        hits["typescript"] += hits.pop("javascript", 0.0)
    if hits["cpp"] >= 1.0:
        hits["cpp"] += hits.pop("c", 0.0)
    if hits["html"] > hits["css"]:
        hits["html"] += hits.pop("css", 0.0)
    ranked = sorted(hits.items(), key=lambda hit: (-hit[1], hit[0]))
    (first, most), (_, next_) = (*ranked, ("", 0.0), ("", 0.0))[:2]
    return first if most >= _LEAST_HITS and most >= _AHEAD * next_ else ""
