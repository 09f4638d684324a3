"""How well words are spelled by the screen: planted mishearings, and the lecture of the evaluation data.

``spellings.toml`` holds talks of several subjects and languages with what is to be corrected and with
traps: words that sound like what the screen writes and are right, or that were heard with doubt and are
right. Precision is the share of changes that were wanted, recall the share of the wanted that was done.

Strangers are talks that people wrote down, each with the words of another talk of the same field as its
screens, all of it shown all the time and every word heard with doubt: hardly a change can be right there.

``--project`` is the folder of a finished project of the evaluation data's makemore2 lecture. Its changes
are compared with ``spellings_judged.toml``: every change that was judged right by a reader of the lecture,
and what a reader would have wished for besides. A change that is not in it counts as wrong and is listed.

Run: ``python tests/benchmarks/spellings.py [--project FOLDER] [--list]``
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from report import report, shared

from fakes import MemoryContext
from readreel.inference.frequency import open_commonness
from readreel.project.artifacts import (
    Screens,
    Sentence,
    Spelling,
    Spellings,
    Stills,
    Transcript,
)
from readreel.steps.spell import spell
from said_and_shown import SECONDS, sentence, shown

T = TypeVar("T")
_HERE = Path(__file__).parent
_PLANTED = 0.6
_DOUBTED = 0.4
_CERTAIN = 0.97
_STRANGE = 0.7
_MARK = re.compile(r"\{(~?)([^|}]*)(?:\|([^}]*))?\}([^\w\s]*)")


class Talk(msgspec.Struct, frozen=True):
    """A talk of ``spellings.toml``."""

    subject: str
    language: str
    screen: tuple[str, ...]
    speech: tuple[str, ...]
    code: tuple[str, ...] = ()


class Wanted(msgspec.Struct, frozen=True):
    """Words of a sentence, and what they are to become."""

    sentence: int
    first: int
    last: int
    written: str


class Judged(msgspec.Struct, frozen=True):
    """``spellings_judged.toml``: what a reader found right, by what was heard; and wished for besides."""

    right: dict[str, tuple[str, ...]]
    wished: tuple[str, ...] = ()


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--project", type=Path)
    arguments.add_argument("--list", action="store_true", help="every change with its sentence")
    chosen = arguments.parse_args()
    text = (_HERE / "spellings.toml").read_text(encoding="utf-8")
    talks = msgspec.convert(tomllib.loads(text)["talks"], list[Talk])
    rows = [_planted(talk, chosen.list) for talk in talks]
    report("spellings", "Planted mishearings", [*rows, _sum(rows)])
    report("spellings_strangers", "Screens of another talk", [_strangers(chosen.list)])
    if chosen.project:
        report("spellings_lecture", "A lecture", [_lecture(chosen.project, chosen.list)])


# --- planted -------------------------------------------------------------------------------------


def _planted(talk: Talk, listed: bool) -> dict[str, object]:
    sentences, wanted = _speech(talk)
    stills, screens = shown(talk.screen, talk.code)
    transcript = Transcript(language=talk.language, source="listened", sentences=sentences)
    made = _spell(transcript, stills, screens)
    done = {Wanted(s.sentence, s.first, s.last, s.written): s for s in made.spellings}
    right = [one for one in done if one in wanted]
    wrong = [one for one in done if one not in wanted]
    if listed:
        _show(sentences, [done[one] for one in wrong], "WRONG")
        for one in sorted(wanted - set(done), key=lambda one: (one.sentence, one.first)):
            words = sentences[one.sentence].words[one.first : one.last + 1]
            print("missed", " ".join(word.text for word in words), "->", one.written)
    row = {"talk": f"{talk.subject} ({talk.language})", "wanted": len(wanted), "right": len(right)}
    return _rated({**row, "wrong": len(wrong)})


def _speech(talk: Talk) -> tuple[tuple[Sentence, ...], set[Wanted]]:
    sentences: list[Sentence] = []
    wanted: set[Wanted] = set()
    for number, text in enumerate(talk.speech):
        words, planted = _marked(text, number)
        sentences.append(words)
        wanted |= planted
    return tuple(sentences), wanted


def _marked(text: str, number: int) -> tuple[Sentence, set[Wanted]]:
    """A sentence of timed words, and what is planted in it."""
    said: list[tuple[str, float]] = []
    wanted: set[Wanted] = set()
    at = 0
    for mark in _MARK.finditer(text):
        said += [(word, _CERTAIN) for word in text[at : mark.start()].split()]
        first = len(said)
        said += [(word, _DOUBTED if mark[1] else _PLANTED) for word in mark[2].split()]
        if mark[3]:
            wanted.add(Wanted(number, first, len(said) - 1, mark[3]))
        said[-1] = (said[-1][0] + mark[4], said[-1][1])
        at = mark.end()
    said += [(word, _CERTAIN) for word in text[at:].split()]
    return sentence(number, said), wanted


def _sum(rows: Sequence[dict[str, object]]) -> dict[str, object]:
    sums = {key: sum(int(str(row[key])) for row in rows) for key in ("wanted", "right", "wrong")}
    return _rated({"talk": "all", **sums})


def _rated(row: dict[str, object]) -> dict[str, object]:
    wanted, right, wrong = (int(str(row[key])) for key in ("wanted", "right", "wrong"))
    return {
        **row,
        "precision": right / (right + wrong) if right + wrong else 1.0,
        "recall": right / wanted if wanted else 1.0,
    }


# --- strangers -----------------------------------------------------------------------------------


def _strangers(listed: bool) -> dict[str, object]:
    folder = shared("chapters/talks")
    texts = [
        path.read_text(encoding="utf-8").split("\n---\n", 1)[-1]
        for path in sorted(folder.glob("*-*.md"))
    ]
    words = changes = 0
    for speech, screen in zip(texts, [*texts[1:], texts[0]], strict=True):
        said = re.split(r"(?<=[.!?])\s+", speech)
        sentences = tuple(
            sentence(number, [(word, _STRANGE) for word in text.split()])
            for number, text in enumerate(said)
            if text
        )
        transcript = Transcript(language="en", source="listened", sentences=sentences)
        made = _spell(transcript, *shown(screen.splitlines(), end=len(said) * SECONDS))
        words += sum(len(one.words) for one in sentences)
        changes += len(made.spellings)
        if listed:
            _show(sentences, made.spellings, "stranger")
    return {
        "talks": len(texts),
        "words": words,
        "changes": changes,
        "in 10,000": changes / words * 1e4,
    }


# --- a lecture -----------------------------------------------------------------------------------


def _lecture(project: Path, listed: bool) -> dict[str, object]:
    judged = msgspec.convert(
        tomllib.loads((_HERE / "spellings_judged.toml").read_text(encoding="utf-8")), Judged
    )
    transcript = _read(project / "transcript.json", Transcript)
    made = _spell(
        transcript, _read(project / "stills.json", Stills), _read(project / "screens.json", Screens)
    )
    right = [
        one for one in made.spellings if one.written in judged.right.get(one.heard.lower(), ())
    ]
    wrong = [one for one in made.spellings if one not in right]
    if listed:
        _show(transcript.sentences, right, "right")
    _show(transcript.sentences, wrong, "NOT JUDGED RIGHT")
    wished = list(_wished(transcript, [*judged.right, *judged.wished]))
    row: dict[str, object] = {"talk": project.name, "wanted": max(len(wished), len(right))}
    return _rated({**row, "right": len(right), "wrong": len(wrong)})


def _wished(transcript: Transcript, phrases: Iterable[str]) -> Iterator[str]:
    """Every place at which one of the phrases was heard, none twice, longest phrases first."""
    ordered = sorted(phrases, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)", re.IGNORECASE)
    for one in transcript.sentences:
        yield from pattern.findall(one.text)


def _show(sentences: Sequence[Sentence], spellings: Iterable[Spelling], verdict: str) -> None:
    by_id = {sentence.id: sentence for sentence in sentences}
    for one in spellings:
        words = [word.text for word in by_id[one.sentence].words]
        before = " ".join(words[max(0, one.first - 4) : one.first])
        after = " ".join(words[one.last + 1 : one.last + 5])
        print(f"{verdict}: {before} [{one.heard} -> {one.written}] {after} ({one.likeness})")


def _spell(transcript: Transcript, stills: Stills, screens: Screens) -> Spellings:
    with tempfile.TemporaryDirectory() as folder:
        return spell(transcript, stills, screens, open_commonness(), MemoryContext(Path(folder)))


def _read(path: Path, kind: type[T]) -> T:
    return msgspec.json.decode(path.read_bytes(), type=kind)


if __name__ == "__main__":
    main()
