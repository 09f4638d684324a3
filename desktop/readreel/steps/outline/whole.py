"""The title of the whole: the file's own, a title slide's, the writer's, or the file name made readable."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import PurePath
from typing import Literal

from readreel.core.engines import Writer
from readreel.project.artifacts import Recording, Screens, Stills
from readreel.steps.outline.naming import Ground
from readreel.steps.outline.titles import ask
from readreel.steps.outline.words import Language, flat
from readreel.steps.outline.words import language as rules

_OPENING_SECONDS = 60.0
_LONGEST = 120


def own_title(recording: Recording) -> str:
    """The title the container carries, where it is one."""
    title = _printable(recording.title)
    if not _meaningful(title) or len(title) > _LONGEST:
        return ""
    if PurePath(title).suffix and PurePath(title).suffix == PurePath(recording.name).suffix:
        return ""
    if flat(title) == flat(PurePath(recording.name).stem) and " " not in title:
        return readable(title)
    return title


def slide_title(
    stills: Stills, screens: Screens, said: str, begins: float, language: Language
) -> str:
    """The title of a slide that opens the talk and is about what is said in it."""
    titles = {screen.still: _printable(screen.title) for screen in screens.screens}
    for still in stills.stills:
        if still.kind != "screen" or not still.spans:
            continue
        if still.spans[0].start - begins > _OPENING_SECONDS:
            break
        title = titles.get(still.id, "")
        if _fits(title, language) and _about(title, said, language):
            return title
    return ""


def written_title(
    writer: Writer,
    chapters: Sequence[str],
    ground: Ground,
    taken: Sequence[str],
    language: Language,
    kind: Literal["whole", "part"] = "whole",
    opening: str = "",
) -> str:
    """A title the writer made of chapters' titles, checked as they were, unlike those taken; or nothing.

    ``opening`` are the talk's first words, in which most speakers say what they are going to speak of.
    """
    request = "\n".join(f"- {title}" for title in chapters[:40])
    if opening:
        request = f"The talk begins: {opening}\n\n{request}"
    return ask(writer, request, ground, taken, language, kind)


def stem_title(recording: Recording) -> str:
    """The file's name made readable; as it is where a device made it up."""
    name = PurePath(recording.name).stem
    return readable(name) or name


def is_telling(name: str, said: str, language: Language) -> bool:
    """Whether a file's name says what the talk is about: some words of a person's, or a word of the talk.

    Cameras, phones and programs make names up, and people shorten them ("lec4", "arch").
    """
    title = readable(PurePath(name).stem)
    return _meaningful(title) and (" " in title or _about(title, said, language))


def subject_title(terms: Sequence[str], language: Language) -> str:
    """The talk's two foremost terms, for a file whose name says nothing; nothing without terms."""
    joiner = language.joiner if language.spaceless else f" {language.joiner} "
    title = (joiner if language.joiner else ", ").join(terms[:2])
    return title[:1].upper() + title[1:]


def readable(name: str) -> str:
    """A file name as a title: no underscores, no trailing ids, sizes or codecs, a capital in front."""
    title = re.sub(r"\s*[\[(][\w\-]{6,}[\])]\s*$", "", name)
    title = re.sub(r"[_]+|(?<!\s)[.](?!\s)|(?<=\w)-(?=\w)", " ", title)
    title = re.sub(r"(?i)\b(?:\d{3,4}p|4k|x26[45]|h26[45]|hevc|web-?dl|mp4|mkv|hd)\b", " ", title)
    title = " ".join(title.split()).strip(" -_.")
    return title[:1].upper() + title[1:]


def _meaningful(title: str) -> bool:
    letters = sum(c.isalpha() for c in title)
    return (
        letters >= 3
        and letters * 2 >= len(title.replace(" ", ""))
        and not _machine_made().match(title)
    )


@cache
def _machine_made() -> re.Pattern[str]:
    """Names that cameras, phones and programs give, with the numbers and words they add."""
    names = "|".join(re.escape(name) for name in rules("other").machine_names)
    return re.compile(rf"(?i)^(?:{names})(?:[\W_]*(?:{names}|from|at|of|am|pm|[a-z]?\d+))*[\W_]*$")


def _fits(title: str, language: Language) -> bool:
    if flat(title) in language.empty_titles or not _meaningful(title):
        return False
    if language.spaceless:
        return 4 <= len(title) <= 40
    return 2 <= len(title.split()) <= 12


def _about(title: str, said: str, language: Language) -> bool:
    """Whether at least half of the title's words are spoken in the talk."""
    spoken = set(language.stems(said))
    stems = language.stems(title)
    return bool(stems) and 2 * sum(one in spoken for one in stems) >= len(stems)


def _printable(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
