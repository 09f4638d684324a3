"""What somebody typed, as terms; nothing that can be typed is an error.

Words must all occur; ``"quoted words"`` in their order; ``begin*`` finds what begins so; ``-word`` must not
occur. Every other sign only separates words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from readreel.library.folding import PLAIN, is_dense, pairs, pieces

_PART = re.compile(
    r"""(?P<minus>(?<!\S)-)?(?:["“”„«»](?P<quoted>[^"“”„«»]*)["“”„«»]?|(?P<word>[^\s"“”„«»]+))"""
)
_MOST = 32
"""Terms that are looked for; the rest of a pasted page is not."""


class Term(msgspec.Struct, frozen=True):
    """Folded pieces that follow one another; ``prefix`` lets the last go on, ``without`` forbids them."""

    pieces: tuple[str, ...]
    prefix: bool = False
    without: bool = False


def parsed(text: str, *, growing: bool = False) -> tuple[Term, ...]:
    """The terms of a question; ``growing`` while it is typed: its last word may be unfinished."""
    found = list(_terms(text[:2_000]))[:_MOST]
    if found and all(term.without for term in found):
        found = [msgspec.structs.replace(term, without=False) for term in found]
    if growing and found and text[-1:].isalnum():
        last = found[-1]
        long_enough = len(last.pieces[-1]) > 1
        found[-1] = msgspec.structs.replace(last, prefix=last.prefix or long_enough)
    return tuple(found)


def _terms(text: str) -> Iterator[Term]:
    for part in _PART.finditer(text):
        said = part["quoted"] if part["quoted"] is not None else part["word"]
        if found := pieces(said):
            yield Term(found, said.endswith("*"), part["minus"] is not None)


def expression(terms: Sequence[Term], columns: Iterable[str]) -> str:
    """The question for SQLite's FTS5: all terms in these columns, in whichever of them."""
    wanted = " AND ".join(_phrase(term) for term in terms if not term.without)
    unwanted = " OR ".join(_phrase(term) for term in terms if term.without)
    found = f"{{{' '.join(columns)}}} : ({wanted})"
    return f"({found}) NOT ({unwanted})" if unwanted else found


def _phrase(term: Term) -> str:
    *before, last = term.pieces
    words = [word for piece in before for word in (pairs(piece) if is_dense(piece) else [piece])]
    open_end = term.prefix
    if not is_dense(last):
        words.append(last)
    elif len(last) == 1:
        words.append(last)
        open_end = True  # it is the beginning of the pair it stands in
    else:
        words.extend(pairs(last)[:-1])
        open_end = False  # what follows the last pair does not matter
    return f'"{" ".join(words)}"{" *" if open_end else ""}'  # letters and digits alone: no quotes


def pattern(term: Term) -> re.Pattern[str]:
    """Finds a term in folded text as the index does."""
    between = r"[\W_]*".join(_piece(piece) for piece in term.pieces)
    if is_dense(term.pieces[-1]):
        return re.compile(between)
    return re.compile(between + (f"{PLAIN}*" if term.prefix else rf"(?!{PLAIN})"))


def _piece(piece: str) -> str:
    return re.escape(piece) if is_dense(piece) else rf"(?<!{PLAIN}){re.escape(piece)}"
