"""What the writer may know of one passage, gathered from the artifacts.

A passage is handed to the writer in numbered *pieces* of a few sentences each: so every written line
has its spoken sentences by construction, and what a draft loses or bends can be put right piece by piece
instead of throwing the paragraph away.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from rapidfuzz.distance import Levenshtein

from readreel.core.language import SPACELESS, dangles
from readreel.project.artifacts import Outline, Passage, Screens, Stills, Transcript
from readreel.project.shown import contents
from readreel.steps.rewrite.cleaning.clean import clean
from readreel.steps.rewrite.language.speech import known_languages
from readreel.steps.rewrite.language.words import count, fold

_PIECE_WORDS = 22
"""Sentences are joined to pieces of at least so many words: enough to write, too few to summarise."""

_STOPS = (".", "!", "?", "…", "。", "！", "？", '"', "”", "»", "」", ":", "؟", "।")

_SENTENCE_WORDS = 60

_PROSE_WORDS = 18
_PROSE_NOISE = 0.01
"""Sentences of prose have at least so many words on average, and at most this share of noise."""

_TERMS = 6
"""Glossary terms told to the writer with one passage."""


class Piece(msgspec.Struct, frozen=True):
    """Neighbouring sentences that are written as one line: their cleaned texts, none empty."""

    sentences: tuple[str, ...]
    text: str


class Material(msgspec.Struct, frozen=True):
    """A passage with everything around it. ``said`` holds its sentences, by ``ids``, word for word."""

    passage: int
    chapter: int
    title: str
    ids: tuple[int, ...]
    said: tuple[str, ...]
    pieces: tuple[Piece, ...]
    terms: tuple[str, ...]
    glossary: tuple[str, ...]
    screen: tuple[str, ...]
    language: str
    prose: bool = False
    """Whether it was read out or spoken like a book, so that there is nothing to rewrite."""

    @property
    def spoken(self) -> str:
        """What was said, word for word."""
        return joined(self.said, self.language)

    @property
    def cleaned(self) -> str:
        """The passage as its speaker said it, without the noise of speech."""
        return joined([piece.text for piece in self.pieces], self.language)


def joined(texts: Sequence[str], language: str) -> str:
    """Texts in one paragraph, as the language writes them."""
    return ("" if language in SPACELESS else " ").join(text for text in texts if text)


def materials(
    transcript: Transcript, outline: Outline, screens: Screens, stills: Stills
) -> list[Material]:
    """Every passage of the outline, in order."""
    spoken = {sentence.id: sentence.text for sentence in transcript.sentences}
    language = transcript.language
    screens = contents(screens)
    found: list[Material] = []
    for chapter in outline.chapters:
        for passage in chapter.passages:
            ids = tuple(i for i in range(passage.first, passage.last + 1) if i in spoken)
            texts = [spoken[i] for i in ids]
            words = joined(texts, language)
            cleaned = clean(_mended(texts, language), language)
            found.append(
                Material(
                    passage=passage.id,
                    chapter=chapter.id,
                    title=chapter.title,
                    ids=ids,
                    said=tuple(texts),
                    pieces=pieces(cleaned, language),
                    terms=_occurring(outline.glossary, words),
                    glossary=outline.glossary,
                    screen=_shown(passage, screens, stills),
                    language=language,
                    prose=_is_prose(texts, cleaned, language),
                )
            )
    return found


def _mended(texts: Sequence[str], language: str) -> list[str]:
    """Sentences that were cut without a stop, put together again up to 60 words."""
    found: list[str] = []
    for text in texts:
        if (
            found
            and not found[-1].endswith(_STOPS)
            and not text[:1].isupper()
            and count(found[-1]) + count(text) <= _SENTENCE_WORDS
        ):
            found[-1] = joined([found[-1], text], language)
        else:
            found.append(text)
    return found


def pieces(cleaned: Sequence[str], language: str) -> tuple[Piece, ...]:
    """Cleaned sentences in runs of some 22 words; a sentence without a stop stays with the next."""
    groups: list[list[str]] = []
    for text in (text for text in cleaned if text):
        if groups and _goes_on(groups[-1], language):
            groups[-1].append(text)
        else:
            groups.append([text])
    if len(groups) > 1 and sum(count(text) for text in groups[-1]) < _PIECE_WORDS // 3:
        last = groups.pop()
        groups[-1].extend(last)
    return tuple(Piece(tuple(group), joined(group, language)) for group in groups)


def _goes_on(group: Sequence[str], language: str) -> bool:
    words = sum(count(text) for text in group)
    return words < _PIECE_WORDS or (words < 2 * _PIECE_WORDS and dangles(group[-1], language))


def _is_prose(texts: Sequence[str], cleaned: Sequence[str], language: str) -> bool:
    """Whether the clean-up found next to nothing to do in sentences as long as written ones.

    Measured: none of 325 passages of two lectures, 15 of 167 of three talks whose transcripts people had
    edited, three of four of an essay read aloud. Only where we know what noise a language's speech has.
    """
    if language in SPACELESS or language not in known_languages() or not texts:
        return False
    said, tidy = (joined(lines, language).casefold().split() for lines in (texts, cleaned))
    if len(said) < _PROSE_WORDS * len(texts) or any(not text.endswith(_STOPS) for text in texts):
        return False
    return bool(Levenshtein.distance(said, tidy) <= _PROSE_NOISE * len(said))


def _occurring(glossary: Sequence[str], words: str) -> tuple[str, ...]:
    folded = fold(words)
    return tuple(term for term in glossary if fold(term) in folded)[:_TERMS]


def _shown(passage: Passage, screens: Screens, stills: Stills) -> tuple[str, ...]:
    visible = {
        still.id
        for still in stills.stills
        if any(s.start < passage.end and s.end > passage.start for s in still.spans)
    }
    lines = (line.text for s in screens.screens if s.still in visible for line in s.lines)
    return tuple(dict.fromkeys(lines))
