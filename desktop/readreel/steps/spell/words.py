"""Single words: names and terms that the listener does not know, and the screen does.

A word is taken for misheard only where hardly anybody uses it, or where it is rare and was heard
without certainty; and only for what the screen writes near in time, or writes again and again, and what
sounds nearly alike. What merely is another form of the written word stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from readreel.core.engines import Commonness
from readreel.steps.spell.sound import likeness, plain
from readreel.steps.spell.terms import Term

_UNKNOWN = 0.5
RARE = 2.6
"""Zipf frequencies (log10 of uses in a thousand million words) below which nobody, or few, use a word."""
_UNSURE = 0.75
"""Probability of a heard word under which it counts as doubtful."""
_NEAR = 120.0
"""Seconds between hearing and showing within which the screen may be meant."""
_LIKE = 0.72
_LIKE_FAR = 0.84
"""Likeness asked for of what is shown near in time, and of what is shown at least twice elsewhere."""
_AHEAD = 0.04
"""What the likest must be ahead of the next."""
_FORM = 3
"""Letters at the end of a word by which its forms differ."""
LETTERS = 4


class Hit(msgspec.Struct, frozen=True):
    """The term that was meant, and how alike what was heard is (0…1)."""

    term: Term
    likeness: float


def doubtful(word: str, probability: float, language: str, commonness: Commonness) -> bool:
    """Whether a heard word may be a mishearing at all."""
    if len(word) < LETTERS or not word.isalpha():
        return False
    uses = commonness.zipf(word, language)
    return uses < _UNKNOWN or (uses < RARE and probability < _UNSURE)


def meant(word: str, time: float, terms: Iterable[Term], written: frozenset[str]) -> Hit | None:
    """The one term that the word was most likely meant to be; ``written`` are all words of the screen."""
    if plain(word) in written:
        return None
    hits = [hit for term in terms if (hit := _hit(word, time, term)) is not None]
    hits.sort(key=lambda hit: (-hit.likeness, hit.term.nearness(time), hit.term.text))
    if not hits or _is_form(word, hits[0].term.text):
        return None
    rivals = [h for h in hits[1:] if plain(h.term.text) != plain(hits[0].term.text)]
    close = [h for h in rivals if hits[0].likeness - h.likeness < _AHEAD]
    if any(not _is_form(h.term.text, hits[0].term.text) for h in close):
        return None
    return hits[0]


def recased(word: str, forms: Sequence[Term]) -> Term | None:
    """The one way in which the screen writes the word with capitals inside: PyTorch for "pytorch"."""
    inner = {t.text: t for t in forms if t.text != word and any(c.isupper() for c in t.text[1:])}
    mixed = [t for t in inner.values() if any(c.islower() for c in t.text)]
    return mixed[0] if len(mixed) == 1 and len(forms) == 1 else None


def _hit(word: str, time: float, term: Term) -> Hit | None:
    if len(term.text) < LETTERS or abs(len(term.text) - len(word)) > 0.4 * len(word):
        return None
    near = term.nearness(time) <= _NEAR
    if not near and len(term.stills) < 2:
        return None
    alike = likeness(word, term.text)
    return Hit(term, alike) if alike >= (_LIKE if near else _LIKE_FAR) else None


def _is_form(word: str, other: str) -> bool:
    """Whether two words differ by an ending alone."""
    one, two = plain(word), plain(other)
    shared = next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), None)
    shared = min(len(one), len(two)) if shared is None else shared
    return shared >= LETTERS and max(len(one), len(two)) - shared <= _FORM
