"""Words of a sentence with the punctuation around them, so that a word can go and its comma too."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from readreel.steps.rewrite.language.words import fold

_SHAPE = re.compile(r"^([^\w]*)(.*?)([^\w]*)$", re.S)
_STOPS = ".!?…"


class Token(msgspec.Struct, frozen=True):
    """A word as said, what stands before and after it without a space, and its folded form."""

    lead: str
    word: str
    trail: str
    key: str

    @property
    def pauses(self) -> bool:
        """Whether a comma, dash or stop follows the word."""
        return bool(self.trail.strip("\"'”’)]"))

    @property
    def stops(self) -> bool:
        """Whether a sentence ends here."""
        return any(mark in self.trail for mark in _STOPS)


def split(text: str) -> list[Token]:
    """Tokens of a text; a dash standing alone joins the word before it."""
    found: list[Token] = []
    for chunk in text.split():
        match = _SHAPE.match(chunk)
        lead, word, trail = match.groups() if match else ("", chunk, "")
        if not word and found and chunk.strip("-–—,.;:…") == "":
            last = found[-1]
            found[-1] = Token(last.lead, last.word, f"{last.trail} {chunk}", last.key)
        else:
            found.append(Token(lead, word, trail, fold(word)))
    return found


def join(tokens: Sequence[Token]) -> str:
    """The text of tokens."""
    return " ".join(f"{token.lead}{token.word}{token.trail}" for token in tokens)


def matches(tokens: Sequence[Token], at: int, phrase: Sequence[str]) -> bool:
    """Whether the words of a phrase stand at ``at``, with no stop or quotation inside."""
    if at + len(phrase) > len(tokens):
        return False
    last = len(phrase) - 1
    return all(
        tokens[at + i].key == word
        and (i == last or not tokens[at + i].trail)
        and (i == 0 or not tokens[at + i].lead)
        for i, word in enumerate(phrase)
    )


def without(tokens: list[Token], begin: int, end: int) -> list[Token]:
    """Tokens less those from ``begin`` to ``end``; a stop they carried moves to the word before.

    The comma after what was taken out goes with it; brackets and quotation marks stay where they were.
    """
    head, gone, tail = tokens[:begin], tokens[begin:end], tokens[end:]
    trail = gone[-1].trail if gone else ""
    lead = gone[0].lead if gone else ""
    if lead and tail:
        tail = [Token(lead + tail[0].lead, tail[0].word, tail[0].trail, tail[0].key), *tail[1:]]
    if head and any(mark in trail for mark in _STOPS + '"”»)]'):
        last = head[-1]
        head = [
            *head[:-1],
            Token(last.lead, last.word, last.trail.rstrip(",;:-–— ") + trail, last.key),
        ]
    elif head and not tail:
        last = head[-1]
        head = [*head[:-1], Token(last.lead, last.word, last.trail.rstrip(",;:-–— "), last.key)]
    return head + tail


def without_aside(
    tokens: list[Token], begin: int, end: int, function_words: frozenset[str]
) -> list[Token]:
    """Tokens less an aside; both its commas go where the word before leads on ("it is, um, red")."""
    if begin and tokens[begin - 1].trail == "," and tokens[end - 1].trail == ",":
        last = tokens[begin - 1]
        if last.key in function_words:
            opened = Token(last.lead, last.word, "", last.key)
            tokens = [*tokens[: begin - 1], opened, *tokens[begin:]]
    return without(tokens, begin, end)


def is_code(word: str) -> bool:
    """Whether a word is an identifier or a symbol, whose spelling and case must stay."""
    inner = word[1:]
    return any(char.isdigit() or char in "_.\\/=@#+*()[]{}<>" for char in word) or any(
        char.isupper() for char in inner
    )
