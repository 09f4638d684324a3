"""The transcript as it is published: spelled as the screen writes, with the names the user corrected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from readreel.core.errors import StorageError
from readreel.core.language import SPACELESS
from readreel.project.artifacts import Sentence, Spellings, Transcript, Word
from readreel.project.edits.names import corrected
from readreel.project.folder import ProjectFolder
from readreel.project.spelled import spelled
from readreel.publish.plain import plain


def transcript_of(project: Path) -> Transcript:
    """What was said. Every sentence has timed words, and no character that a page may not hold.

    Raises `StorageError` where it is absent, damaged or of a newer program.
    """
    folder = ProjectFolder(project)
    heard = folder.read(Transcript)
    shown = corrected(spelled(heard, _spellings(folder)), folder.read_edits())
    sentences = tuple(_sentence(one, heard.language) for one in shown.sentences)
    return replace(shown, sentences=tuple(one for one in sentences if one.words))


def _spellings(folder: ProjectFolder) -> Spellings:
    try:
        return folder.read(Spellings)
    except StorageError as error:
        if error.code == "storage.absent":  # the screen is not read yet
            return Spellings()
        raise


def _sentence(sentence: Sentence, language: str) -> Sentence:
    words = tuple(
        replace(word, text=folded) for word in sentence.words if (folded := _folded(word.text))
    )
    text = _folded(sentence.text)
    return replace(sentence, text=text, words=words or tuple(_timed(sentence, text, language)))


def _folded(text: str) -> str:
    return " ".join(plain(text).split())


def _timed(sentence: Sentence, text: str, language: str) -> Iterator[Word]:
    """Words of a sentence that has none, its time shared out by their letters."""
    parts: Sequence[str] = text if language in SPACELESS else text.split()
    letters = sum(map(len, parts)) or 1
    at, pace = sentence.start, (sentence.end - sentence.start) / letters
    for part in (part for part in parts if part.strip()):
        yield Word(part, at, at + pace * len(part))
        at += pace * len(part)
