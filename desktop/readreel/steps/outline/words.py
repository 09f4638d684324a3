"""What the outline knows of words: how many there are, which of them matter, which belong together.

Everything works without knowing the language; lists of ``resources/languages/<code>/outline.toml`` make
it better. Inflected forms are matched by their first letters, which does nearly as well as a stemmer in
the languages of Europe (McNamee, Mayfield: Character N-Gram Tokenization, 2004) and knows no language.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec

from readreel.core import language as languages

_STEM = 6
"""Letters of a word that carry its meaning; the rest is taken for inflection."""

_SPACELESS_RATIO = 3.0
"""Characters a word in a language without spaces that has no figure of its own."""

_WORD = re.compile(r"[^\W_]+(?:[.'’_\-+#/]*[^\W_]+)*[+#]*")
_SPACELESS_RUN = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u0f00-\u0fff]+"
)


class Table(msgspec.Struct, frozen=True):
    """``outline.toml`` of a language; see the English one for what each list means."""

    stop_words: str = ""
    openings: tuple[str, ...] = ()
    continuations: tuple[str, ...] = ()
    enumeration: tuple[str, ...] = ()
    empty_titles: tuple[str, ...] = ()
    empty_openings: tuple[str, ...] = ()
    speech_words: str = ""
    framing: str = ""
    joiner: str = ""
    machine_names: tuple[str, ...] = ()
    characters_per_word: float = 0.0
    capitalised_nouns: bool = False


class Language:
    """One language's rules, ready for use."""

    def __init__(self, code: str) -> None:
        table = languages.table(code, "outline", Table)
        self.code = code
        self.stop_words = frozenset(table.stop_words.split())
        self.openings = tuple(sorted(table.openings, key=len, reverse=True))
        self.continuations = tuple(sorted(table.continuations, key=len, reverse=True))
        self.enumeration = tuple(sorted(table.enumeration, key=len, reverse=True))
        self.empty_titles = frozenset(table.empty_titles)
        self.empty_openings = tuple(sorted(table.empty_openings, key=len, reverse=True))
        self.speech_words = frozenset(table.speech_words.split())
        self.framing = frozenset(stem(word) for word in table.framing.split())
        self.machine_names = tuple(sorted(table.machine_names, key=len, reverse=True))
        self.joiner = table.joiner
        self.capitalised_nouns = table.capitalised_nouns
        self.spaceless = code in languages.SPACELESS
        self._ratio = table.characters_per_word or _SPACELESS_RATIO

    def count(self, text: str) -> float:
        """Spoken words of a text; characters scaled where the language writes no spaces."""
        if not self.spaceless:
            return float(len(text.split()))
        characters = sum(len(run) for run in _SPACELESS_RUN.findall(text))
        others = len(_WORD.findall(_SPACELESS_RUN.sub(" ", text)))
        return characters / self._ratio + others

    def begins(self, text: str, phrases: tuple[str, ...]) -> bool:
        """Whether the text opens with one of the phrases, as whole words."""
        plain = flat(text)
        for phrase in phrases:
            if plain.startswith(phrase):
                rest = plain[len(phrase) :]
                if self.spaceless or not rest or not rest[0].isalnum():
                    return True
        return False

    def is_content(self, word: str) -> bool:
        """Whether a word says something of the subject."""
        plain = flat(word)
        return len(plain) > 1 and not plain.isdigit() and plain not in self.stop_words

    def stems(self, text: str) -> list[str]:
        """The stems of the content words in order; pairs of characters in spaceless writing."""
        found: list[str] = []
        for word in words(text):
            if _SPACELESS_RUN.match(word):
                found.extend(word[i : i + 2] for i in range(max(1, len(word) - 1)))
            elif self.is_content(word):
                found.append(stem(word))
        return [one for one in found if one not in self.stop_words]


@cache
def language(code: str) -> Language:
    """The rules of a language by its ISO 639-1 code."""
    return Language(code)


@lru_cache(maxsize=1 << 16)
def flat(text: str) -> str:
    """Lower case, straight apostrophes, one space, nothing but letters at the front."""
    plain = re.sub(r"\s+", " ", text.casefold().replace("’", "'"))
    return re.sub(r"^[\W_]+", "", plain).strip()


def words(text: str) -> list[str]:
    """The words of a text; runs of a spaceless script stay whole."""
    found: list[str] = []
    for word in _WORD.findall(text):
        runs = _SPACELESS_RUN.findall(word)
        if not runs:
            found.append(word)
            continue
        found.extend(part for part in re.split(f"({_SPACELESS_RUN.pattern})", word) if part)
    return found


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The letters of a word that survive inflection."""
    plain = flat(word).removesuffix("'s")
    return plain[:_STEM] if len(plain) > _STEM else plain.rstrip("s") or plain
