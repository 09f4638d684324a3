"""Numbers of another language's text with the marks of one's own: "4,800" is "4.800" in German.

A writer keeps digits as they stand, as it is told to, and 4,800 parcels become less than five. Marks that
would be read as another value are changed, and decimal commas; a decimal point that means nothing else, as
"2.23" in German, may be a version's and stays.
"""

from __future__ import annotations

import re

from readreel.steps.rewrite.language import numbers
from readreel.steps.rewrite.language.speech import speech
from readreel.steps.rewrite.translation.tongues import Pair

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
    """Whether the article's language reads another value in the same digits, or two for a decimal comma."""
    mine, other = _values(number, pair.written), _values(number, pair.spoken)
    return mine != other if mine else "," in number


def _values(number: str, language: str) -> frozenset[str]:
    """The single values that digits may mean; none where they read as a list."""
    found = numbers.written(number, language)
    readings = found[0].readings if len(found) == 1 else ()
    return frozenset(one[0] for one in readings if len(one) == 1)
