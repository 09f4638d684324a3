"""How common words are: wordfreq behind `core.engines.Commonness`; the only importer of it.

Its lists (Speer, wordfreq 3, 2022: subtitles, books, encyclopedias, web) cover some forty languages and
ship inside its package. A language without a list gives English figures: its words are rather taken for
unknown than for common.
"""

from __future__ import annotations

from functools import cache

from wordfreq import available_languages, zipf_frequency

from readreel.core.engines import Commonness


class WordFrequencies:
    """A `Commonness`."""

    def zipf(self, word: str, language: str) -> float:
        """See `Commonness`."""
        return float(zipf_frequency(word, language if language in _known() else "en"))


def open_commonness() -> Commonness:
    """The word lists, each loaded when a word of its language is first asked for."""
    return WordFrequencies()


@cache
def _known() -> frozenset[str]:
    return frozenset(available_languages())
