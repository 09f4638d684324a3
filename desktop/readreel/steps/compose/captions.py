"""What stands under a picture and what is read aloud in its place: the screen's own words, or nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from readreel.core.time import Span
from readreel.project.artifacts import Screen, ScreenLine, Sentence
from readreel.steps.compose.words import count, weight

_MOST_WORDS = 45
_SURE = 0.8
_BULLET = re.compile(r"^[\s•·▪■◦‣–—*-]+(?=\w)")
_LETTERS = re.compile(r"[^\W\d_]")
_ENDED = (".", ",", ";", ":", "!", "?", "…", "。", "，", "；", "：", "！", "？")


def caption(screen: Screen | None) -> str:
    """The screen's title; empty where it has none that could be told from the rest."""
    return screen.title if screen else ""


def alternative(screen: Screen | None) -> str:
    """The screen text for those who cannot see the picture: the title, then all lines or the fullest."""
    if screen is None:
        return ""
    least = 1 if screen.title else 2
    lines = [
        line
        for line in screen.lines
        if line.confidence >= _SURE and line.text not in screen.title and _says(line.text, least)
    ]
    kept = _fitting(lines)
    if not kept:
        return screen.title
    text = _read_on(kept) + ("" if len(kept) == len(lines) else " …")
    return f"{screen.title}: {text}" if screen.title else text


def spoken(sentences: Sequence[Sentence], span: Span) -> str:
    """What stands for a picture without words: the sentence spoken over most of its time."""
    over = [(Span(s.start, s.end).overlap(span), -s.start, s.text) for s in sentences]
    seconds, _, text = max(over, default=(0.0, 0.0, ""))
    return f"“{text}”" if seconds > 0 else ""


def _says(text: str, letters: int) -> bool:
    """Whether a line has words: signs, arrows and the letters of buttons are noise when read aloud.

    On a slide, which has a title, a number says something too.
    """
    return len(_LETTERS.findall(text)) >= letters or (letters < 2 and count(text) > 0)


def _fitting(lines: Sequence[ScreenLine]) -> list[ScreenLine]:
    """As many lines as are bearable, in their order; of too many the fullest."""
    room = float(_MOST_WORDS)
    kept: set[int] = set()
    for at in sorted(range(len(lines)), key=lambda at: (-min(count(lines[at].text), 8), at)):
        words = weight(lines[at].text)
        if words > room and kept:
            break  # what is left are shorter lines: labels
        if words <= room:
            room -= words
            kept.add(at)
    return [line for at, line in enumerate(lines) if at in kept]


def _read_on(lines: Sequence[ScreenLine]) -> str:
    """Lines as one text: a pause between them, none where a sentence runs on."""
    text = ""
    for before, line in zip([None, *lines], lines, strict=False):
        words = _BULLET.sub("", line.text).strip()
        pause = "" if before is None or _runs_on(before, line) or text.endswith(_ENDED) else ";"
        text += f"{pause}{' ' if text else ''}{words}"
    return text


def _runs_on(before: ScreenLine, line: ScreenLine) -> bool:
    """Whether a line goes on with the sentence of the one straight above it."""
    height = line.box[3] - line.box[1]
    below = line.box[1] - before.box[3] < height and abs(line.box[0] - before.box[0]) < 3 * height
    return below and line.text[0].islower()
