"""Numbers of another language's text with the marks of one's own: "4,800" is "4.800" in German.

A writer keeps digits as they stand, as it is told to, and 4,800 parcels become less than five. Only marks
that would be read as another value are changed: "2.23" means nothing else in German and may be a version.
"""

from __future__ import annotations

import re

from readreel.steps.rewrite import numbers
from readreel.steps.rewrite.speech import speech
from readreel.steps.rewrite.tongues import Pair

_MARKED = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)+(?![\w]|[.,]\d)")


def localised(line: str, said: str, pair: Pair) -> str:
    """The line with such numbers of the piece in it as the article's language writes them."""
    ours, theirs = (speech(code).numbers.decimal for code in (pair.written, pair.spoken))
    if not ours or not theirs or ours == theirs:
        return line
    for number in dict.fromkeys(_MARKED.findall(said)):
        if number in line and _values(number, pair.spoken) and _misread(number, pair):
            swapped = number.translate(str.maketrans(".,", ",."))
            line = re.sub(rf"(?<![\w.,]){re.escape(number)}(?![\w]|[.,]\d)", swapped, line)
    return line


def _misread(number: str, pair: Pair) -> bool:
    """Whether both languages read one value in the same digits, and not the same one."""
    mine, other = _values(number, pair.written), _values(number, pair.spoken)
    return bool(mine) and mine != other


def _values(number: str, language: str) -> frozenset[str]:
    """The single values that digits may mean; none where they read as a list."""
    found = numbers.written(number, language)
    readings = found[0].readings if len(found) == 1 else ()
    return frozenset(one[0] for one in readings if len(one) == 1)
