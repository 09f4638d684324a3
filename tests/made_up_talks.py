"""Projects of talks that nobody gave, as long and as full as real ones, made in a tenth of a second each.

Words come as often as in their language (wordfreq), and each talk has terms of its own. Only what the
artifacts say is there: pictures are names, the recording is a path.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import msgspec
import numpy as np
import wordfreq

from readreel.core.time import Span
from readreel.project.artifacts import (
    Article,
    Artifact,
    Chapter,
    Code,
    Facts,
    Figure,
    Paragraph,
    Recording,
    Screen,
    ScreenLine,
    Screens,
    Sentence,
    Still,
    Stills,
    Transcript,
    Word,
)
from readreel.project.folder import FILES

LANGUAGES = ("en",) * 16 + ("de", "de", "zh", "ja")
_SPACELESS = ("zh", "ja")


@lru_cache
def vocabulary(language: str) -> tuple[tuple[str, ...], np.ndarray]:
    """The words of a language and the sums of their frequencies."""
    known = wordfreq.get_frequency_dict(language)
    words = tuple(sorted(known, key=lambda word: (-known[word], word))[:20_000])
    frequencies = np.array([known[word] for word in words])
    return words, np.cumsum(frequencies / frequencies.sum())


class Speaker:
    """Says as many words as are wanted, every twelfth of them a term of this talk."""

    def __init__(self, language: str, seed: int) -> None:
        self.language = language
        self.chance = np.random.default_rng(seed)
        self.words, self._sums = vocabulary(language)
        self.terms = [self.words[n] for n in self.chance.integers(2_000, len(self.words), 60)]

    def say(self, count: int) -> list[str]:
        places = np.minimum(
            np.searchsorted(self._sums, self.chance.random(count)), len(self.words) - 1
        )
        own = self.chance.random(count) < 1 / 12
        which = self.chance.integers(0, len(self.terms), count)
        return [
            self.terms[term] if is_own else self.words[place]
            for place, is_own, term in zip(places, own, which, strict=True)
        ]

    def line(self, count: int) -> str:
        return joined(self.say(count), self.language)


def joined(words: Sequence[str], language: str) -> str:
    return ("" if language in _SPACELESS else " ").join(words)


def make_talk(root: Path, number: int, *, seconds: float = 3600.0) -> None:
    """Write the artifacts of a finished project."""
    language = LANGUAGES[number % len(LANGUAGES)]
    speaker = Speaker(language, number)
    passages = max(1, round(seconds / 33))
    starts = [round(seconds * n / passages, 3) for n in range(passages + 1)]
    stills = _stills(seconds, max(1, round(seconds / 60)))
    title = speaker.line(5).capitalize()
    day = f"{2018 + number % 8}-{1 + number % 12:02}-{1 + number % 28:02}"
    span = Span(0.0, seconds)
    recording = Recording(
        path=f"/talks/{language}/{2018 + number % 8}/talk {number}.mp4", name=f"talk {number}.mp4", size=1,
        fingerprint=f"{number:032x}", container="mp4", duration=seconds, date=day, span=span,
    )  # fmt: skip
    facts = Facts(name=recording.name, duration=seconds, span=span, date=day, has_video=True)
    written = Article(
        title=title, language=language, facts=facts, chapters=_chapters(speaker, starts, stills)
    )
    screens = tuple(
        Screen(s.id, tuple(ScreenLine(speaker.line(6), (0, 0, 9, 9), 0.9) for _ in range(8)))
        for s in stills
    )
    root.mkdir(parents=True)
    for artifact in (
        recording, _transcript(speaker, seconds), Stills(stills=stills), Screens(screens=screens),
        written,
    ):  # fmt: skip
        _write(root, artifact)


def _write(root: Path, artifact: Artifact) -> None:
    (root / FILES[type(artifact)]).write_bytes(msgspec.json.encode(artifact))


def _stills(seconds: float, count: int) -> tuple[Still, ...]:
    edges = [round(seconds * n / count, 3) for n in range(count + 1)]
    return tuple(
        Still(n, f"still-{n:04}.png", edges[n], (Span(edges[n], edges[n + 1]),), 1280, 720)
        for n in range(count)
    )


def _transcript(speaker: Speaker, seconds: float) -> Transcript:
    """Two and a half words a second, in sentences of thirteen."""
    words = speaker.say(round(seconds * 2.5))
    sentences = []
    for first in range(0, len(words), 13):
        said = words[first : first + 13]
        timed = tuple(
            Word(word, round((first + n) * 0.4, 3), round((first + n + 1) * 0.4, 3), 0.9)
            for n, word in enumerate(said)
        )
        text = joined(said, speaker.language)
        sentences.append(Sentence(len(sentences), timed[0].start, timed[-1].end, text, timed))
    return Transcript(language=speaker.language, source="listened", sentences=tuple(sentences))


def _chapters(
    speaker: Speaker, starts: Sequence[float], stills: Sequence[Still]
) -> tuple[Chapter, ...]:
    passages = len(starts) - 1
    chapters = []
    for first in range(0, passages, 9):
        last = min(passages, first + 9)
        blocks: list[Paragraph | Figure | Code] = []
        for n in range(first, last):
            text = ". ".join(speaker.line(16).capitalize() for _ in range(4))
            blocks.append(
                Paragraph(f"p{n}", starts[n], starts[n + 1], f"{text}.", "rewritten", 0.9, ())
            )
            still = stills[n * len(stills) // passages]
            if n % 3 == 0:
                blocks.append(
                    Figure(
                        f"f{n}", starts[n], starts[n + 1], still.id, f"stills/{still.file}", 1280, 720,
                        speaker.line(4), "",
                    )
                )  # fmt: skip
            elif n % 13 == 1:
                lines = (
                    "{}.{}({}, {})".format(*(word for word in speaker.say(4))) for _ in range(12)
                )
                blocks.append(Code(f"c{n}", starts[n], starts[n + 1], "\n".join(lines), "python"))
        chapters.append(
            Chapter(
                f"chapter-{len(chapters)}", speaker.line(4).capitalize(), starts[first], starts[last],
                tuple(blocks),
            )
        )  # fmt: skip
    return tuple(chapters)
