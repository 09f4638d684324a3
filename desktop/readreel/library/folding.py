"""Text as the index knows it: small letters without accents, and scripts without spaces in pairs of signs.

Whoever types "Schoffer" finds Schöffer, and "学習" is found inside 機械学習. The same folding serves what
is indexed, what is asked and what is marked in a passage, so they cannot disagree.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_DENSE = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3041-\u309f\u30a1-\u30fa"
    r"\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    r"\U00020000-\U0003ffff"
)
"""Scripts in which words are not separated, or carry their endings: Thai, Lao, Burmese, Khmer, Han, kana,
Hangul."""

_DENSE_RUN = re.compile(f"[{_DENSE}]+")
_JOINED = r"\u0900-\u0963\u0966-\u0dff"
"""Scripts of India, whose vowel signs are parts of a word."""

PLAIN = rf"(?:[^\W_{_DENSE}]|[{_JOINED}])"
"""A pattern of one letter or digit of the scripts that separate their words."""

_PIECE = re.compile(rf"[{_DENSE}]+|{PLAIN}+")
# Accents, the points of Hebrew and Arabic, hyphens and joiners that nobody sees.
_UNSEEN = re.compile(r"[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670\u00ad\u200b-\u200f]")
_APART = re.compile(rf"(?:[^\w{_DENSE}{_JOINED}]|_)+")
# Letters with a stroke or of two parts, which Unicode does not take apart.
_STROKES = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})

VERSION = f"2-{unicodedata.unidata_version}"
"""Changes whenever the same text would be folded otherwise."""


def folded(text: str) -> str:
    """Small letters, without accents; punctuation stays."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text).casefold()
    # Together again what is no accent: the syllables of Hangul, the voicing of kana.
    return unicodedata.normalize("NFC", _UNSEEN.sub("", apart)).translate(_STROKES)


def indexed(text: str) -> str:
    """The words of a text, one space between them, for a tokenizer that knows nothing but spaces."""
    if text.isascii():
        return text  # such a tokenizer separates and folds ASCII by itself
    words = _APART.sub(" ", folded(text))
    return _DENSE_RUN.sub(lambda run: f" {' '.join(pairs(run[0]))} ", words)


def pieces(text: str) -> tuple[str, ...]:
    """The words of a text, folded; a run of a dense script is one."""
    return tuple(_PIECE.findall(folded(text)))


def is_dense(piece: str) -> bool:
    """Whether a piece is a run of a script without spaces."""
    return _DENSE_RUN.match(piece) is not None


def pairs(run: str) -> list[str]:
    """Each two neighbours of a run, and its last sign alone: so one sign is found as a beginning."""
    return [run[at : at + 2] for at in range(len(run))]


def aligned(text: str) -> tuple[str, Sequence[int]]:
    """The folded text and, for each of its characters, the place in ``text`` that it came from."""
    small = folded(text)
    whole = unicodedata.is_normalized("NFC", text) and not _UNSEEN.search(text)
    if whole and len(small) == len(text):  # nothing vanishes, so each sign has become one
        return small, range(len(text))
    out: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(text):
        as_small = _sign(sign)
        out.append(as_small)
        places.extend([at] * len(as_small))
    return "".join(out), places


@lru_cache(maxsize=4096)
def _sign(sign: str) -> str:
    return folded(sign)
