"""Which language a text is written in: by its script, else by its commonest little words.

Only enough to know whether subtitles without a tag are in the language that is spoken; where that is not
clear the answer is empty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from readreel.core.language import table
from readreel.steps.transcribe.sentences import SentenceTable

_SCRIPTS = (
    ("ja", 0x3040, 0x30FF),
    ("ko", 0xAC00, 0xD7A3),
    ("zh", 0x4E00, 0x9FFF),
    ("th", 0x0E00, 0x0E7F),
    ("he", 0x0590, 0x05FF),
    ("el", 0x0370, 0x03FF),
    ("hi", 0x0900, 0x097F),
    ("ka", 0x10A0, 0x10FF),
    ("hy", 0x0530, 0x058F),
)
_BY_WORDS = ("de", "en", "es", "fr", "it", "nl", "pl", "pt")
_LEAST_WORDS = 40
_LEAST_SHARE = 0.12
_LEAD = 1.25


def written_in(texts: Iterable[str]) -> str:
    """ISO 639-1 of the texts, empty where it is not clear."""
    text = " ".join(texts)
    return _by_script(text) or _by_words(text)


def _by_script(text: str) -> str:
    letters = sum(character.isalpha() for character in text)
    for code, first, last in _SCRIPTS:
        share = sum(first <= ord(character) <= last for character in text)
        if letters and share >= (0.1 if code == "ja" else 0.3) * letters:
            return code
    return ""


def _by_words(text: str) -> str:
    words = Counter(word.strip(".,;:!?\"'()") for word in text.casefold().split())
    total = sum(words.values())
    if total < _LEAST_WORDS:
        return ""
    shares = sorted(((_share(words, code) / total, code) for code in _BY_WORDS), reverse=True)
    (best, code), (second, _) = shares[0], shares[1]
    return code if best >= _LEAST_SHARE and best >= _LEAD * second else ""


def _share(words: Counter[str], language: str) -> int:
    rules = table(language, "sentences", SentenceTable)
    return sum(words[word] for word in rules.binders | rules.openers)
