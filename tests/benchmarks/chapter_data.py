"""Recordings with chapters made by people, read from the evaluation data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
from report import shared

from readreel.project.artifacts import Sentence

_TURN = re.compile(r"^[^#\n]{1,60}?:\s*(\d\d):(\d\d):(\d\d)\s*$")
_SENTENCE_END = re.compile(r"[.?!…][\"')]*$")
_RUNAWAY = 60


class Talk(msgspec.Struct, frozen=True):
    """Sentences, and the indices at which people's chapters begin (0 left out)."""

    name: str
    group: str
    sentences: tuple[Sentence, ...]
    truth: tuple[int, ...]


def talks() -> list[Talk]:
    """Three lectures, five screen recordings, ten talks."""
    return [*_lectures(), *_screenshares(), *_podcasts()]


def _sentences(pieces: list[tuple[str, float, float]]) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(id=i, start=start, end=end, text=text, words=())
        for i, (text, start, end) in enumerate(pieces)
    )


def _lectures() -> Iterator[Talk]:
    for name, folder in (
        ("makemore2", "makemore2"),
        ("micrograd", "chapters/long_lectures/micrograd"),
        ("makemore1", "chapters/long_lectures/makemore1"),
    ):
        home = shared(folder)
        segments = json.loads((home / f"{name}.segments.json").read_text("utf-8"))["segments"]
        sentences = _sentences(_by_full_stops(segments))
        marks = json.loads((home / "chapters.json").read_text("utf-8"))["chapters"]
        starts = np.array([sentence.start for sentence in sentences])
        truth = {int(np.argmin(np.abs(starts - mark["start"]))) for mark in marks} - {0}
        yield Talk(name, "lectures", sentences, tuple(sorted(truth)))


def _by_full_stops(segments: list[dict[str, float | str]]) -> list[tuple[str, float, float]]:
    """Whole sentences from subtitle lines; times inside a line by the length of its words."""
    found: list[tuple[str, float, float]] = []
    words: list[tuple[str, float, float]] = []
    for segment in segments:
        spoken = str(segment["text"]).split()
        start, length = float(segment["start"]), float(segment["end"]) - float(segment["start"])
        total = sum(len(word) + 1 for word in spoken) or 1
        done = 0
        for word in spoken:
            begins = start + length * done / total
            done += len(word) + 1
            words.append((word, begins, start + length * done / total))
            if _SENTENCE_END.search(word) or len(words) > _RUNAWAY:
                found.append((" ".join(w for w, _, _ in words), words[0][1], words[-1][2]))
                words = []
    if words:
        found.append((" ".join(w for w, _, _ in words), words[0][1], words[-1][2]))
    return found


def _screenshares() -> Iterator[Talk]:
    for path in sorted(shared("chapters/screenshares").glob("*.json")):
        recording = json.loads(path.read_text("utf-8"))
        entries = recording["entries"]
        spoken = [i for i, entry in enumerate(entries) if entry["kind"] == "speech"]
        pieces = [(entries[i]["text"], entries[i]["start"], entries[i]["end"]) for i in spoken]
        truth = {int(np.searchsorted(spoken, first)) for first, _, _ in recording["coarse"]} - {0}
        inside = tuple(sorted(place for place in truth if place < len(spoken)))
        yield Talk(path.stem[4:12], "screenshares", _sentences(pieces), inside)


def _podcasts() -> Iterator[Talk]:
    for path in sorted(shared("chapters/talks").glob("*.md")):
        if path.name != "LICENSE.md":
            yield _podcast(path)


def _podcast(path: Path) -> Talk:
    """Turns of speakers with a time each, and headings between and inside them."""
    turns: list[tuple[float, list[str]]] = []
    body = re.sub(r"(?s)\A---.*?\n---", "", path.read_text("utf-8"))
    for line in body.splitlines():
        turn = _TURN.match(line)
        if turn:
            hours, minutes, seconds = (int(part) for part in turn.groups())
            turns.append((hours * 3600.0 + minutes * 60 + seconds, []))
        elif turns and line.strip() and (not line.startswith("#") or line.startswith("## ")):
            turns[-1][1].append(line.strip())
    pieces: list[tuple[str, float, float]] = []
    truth: list[int] = []
    for i, (start, lines) in enumerate(turns):
        following = turns[i + 1][0] if i + 1 < len(turns) else None
        _lay_out(lines, start, following, pieces, truth)
    count = len(pieces)
    return Talk(
        path.stem,
        "talks",
        _sentences(pieces),
        tuple(sorted({place for place in truth if 0 < place < count})),
    )


def _lay_out(
    lines: list[str],
    start: float,
    following: float | None,
    pieces: list[tuple[str, float, float]],
    truth: list[int],
) -> None:
    count = sum(len(line.split()) for line in lines if not line.startswith("## "))
    end = following if following and following > start else start + count / 2.6 + 0.5
    end = min(end, start + count / 1.5 + 1)
    done = 0
    for line in lines:
        if line.startswith("## "):
            truth.append(len(pieces))
            continue
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line).replace("`", "")
        for sentence in re.split(r"(?<=[.?!])\s+", plain):
            begins = start + (end - start) * done / max(count, 1)
            done += len(sentence.split())
            pieces.append((sentence, begins, start + (end - start) * done / max(count, 1)))
