"""Subtitles as speech: what a viewer reads becomes the words that were said, with times of their own.

Sound notes, speakers' names and music signs go; captions that roll up (each cue repeats the line before
it) are said once; a word's time is interpolated by its length inside its cue.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from readreel.core.engines import Cue
from readreel.core.language import SPACELESS
from readreel.core.time import Span
from readreel.project.artifacts import Word
from readreel.steps.transcribe.loops import normal

ROLLING_SHARE = 0.3
TOUCHING_SECONDS = 0.5
SECONDS_PER_LETTER = 0.15
"""A cue stays on screen longer than its words last; slower than this nobody speaks."""
SECONDS_PER_SIGN = 0.35
"""The same for writing without spaces."""
LEAST_SECONDS = 0.5

_NOTE = re.compile(r"\[[^\[\]]*\]|【[^【】]*】|\{[^{}]*\}")
_ASIDE = re.compile(r"^[\s\-–—]*[(（][^()（）]*[)）][\s.]*$")
_SPEAKER = re.compile(r"^(?:[\-–—]\s*)?(>*)\s*([^\s:：][^:：]{0,29}?)\s*[:：]\s+(?=\S)")
_ARROWS = re.compile(r"^(?:>+\s*|[\-–—]\s+)")
_MUSIC = re.compile(r"[♪♫♬♩#]?\s*[♪♫♬♩]+\s*[♪♫♬♩#]?")


def said(cues: Sequence[Cue]) -> list[Cue]:
    """The cues in order of time with only what somebody says, one line each, nothing said twice."""
    ordered = sorted(cues, key=lambda cue: (cue.start, cue.end))
    cleaned = [(cue, lines) for cue in ordered if (lines := _lines(cue.text))]
    rolling = _rolls(cleaned)
    found: list[Cue] = []
    shown: list[str] = []
    end = -1e9
    for cue, lines in cleaned:
        fresh = list(lines)
        if rolling and cue.start - end < TOUCHING_SECONDS:
            fresh = _unsaid(lines, shown)
        shown, end = [_key(line) for line in lines], max(end, cue.end)
        if fresh:
            found.append(Cue(cue.start, cue.end, " ".join(fresh)))
    return found


def _lines(text: str) -> list[str]:
    lines = []
    for line in text.splitlines():
        if _ASIDE.match(line) or _song(line):
            continue
        plain = _ARROWS.sub("", _unnamed(_NOTE.sub(" ", line).strip()))
        plain = " ".join(_MUSIC.sub(" ", plain).split())
        if any(character.isalnum() for character in plain):
            lines.append(plain)
    return lines


def _unnamed(line: str) -> str:
    """The line without its speaker: ``JOHN SMITH: …`` in capitals, or any name after ``>>``."""
    match = _SPEAKER.match(line)
    if match and (match[1] or match[2].isupper()) and len(match[2].split()) <= 4:
        return line[match.end() :]
    return line


def _song(line: str) -> bool:
    return bool(_MUSIC.fullmatch(line.strip()))


def _key(line: str) -> str:
    return " ".join(normal(word) for word in line.split())


def _rolls(cues: Sequence[tuple[Cue, list[str]]]) -> bool:
    """Whether these captions roll up: often a cue begins with what the one before it ends with."""
    pairs = list(itertools.pairwise(cues))
    repeated = sum(
        1
        for (before, above), (after, below) in pairs
        if after.start - before.end < TOUCHING_SECONDS
        and (_key(below[0]) == _key(above[-1]) or _key(below[0]).startswith(_key(above[-1]) + " "))
    )
    return len(pairs) >= 3 and repeated >= ROLLING_SHARE * len(pairs)


def _unsaid(lines: Sequence[str], shown: Sequence[str]) -> list[str]:
    """The lines, or ends of lines, that were not on screen a moment before."""
    fresh: list[str] = []
    for line in lines:
        key = _key(line)
        if key in shown:
            continue
        grown = max((s for s in shown if s and key.startswith(s + " ")), key=len, default="")
        fresh.append(" ".join(line.split()[len(grown.split()) :]) if grown else line)
    return fresh


def timed_words(cues: Sequence[Cue], language: str, span: Span) -> list[Word]:
    """Words of the cues that begin inside the span, their times interpolated inside their cue."""
    words: list[Word] = []
    position = round(span.start * 1000)
    for number, cue in enumerate(cues):
        if not span.start <= cue.start < span.end:
            continue
        tokens = split(cue.text, language)
        until = cues[number + 1].start if number + 1 < len(cues) else cue.end
        end = min(cue.end, until) if until > cue.start else cue.end
        pace = SECONDS_PER_SIGN if language in SPACELESS else SECONDS_PER_LETTER
        end = min(end, cue.start + max(LEAST_SECONDS, pace * len(cue.text)), span.end)
        first = max(position, round(cue.start * 1000))
        last = max(first + len(tokens), round(end * 1000))
        words.extend(_spread(tokens, first, last))
        position = last
    return words


def _spread(tokens: Sequence[str], first: int, last: int) -> list[Word]:
    """Milliseconds ``first`` to ``last`` shared out by the lengths of the words."""
    total = sum(len(token) + 1 for token in tokens)
    words, passed = [], 0
    for token in tokens:
        start = first + (last - first) * passed // total
        passed += len(token) + 1
        words.append(Word(token, start / 1000, (first + (last - first) * passed // total) / 1000))
    return words


_SIGNS = re.compile(
    r"[\"'“‘(\[«‹「『（《]*(?:[A-Za-z0-9]+(?:[.'%:/@_-][A-Za-z0-9]+)*|[^\s])"
    r"[\"'”’)\]»›」』）》.,!?…。、，！？；：:;%ー゙゚]*"
)


def split(text: str, language: str) -> list[str]:
    """Words; in writing without spaces every sign for itself, Latin words and numbers whole."""
    return _SIGNS.findall(text) if language in SPACELESS else text.split()
