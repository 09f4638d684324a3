"""How much of a talk the writers put into another language, and what the checks make of good translations.

``python tests/benchmarks/translating.py [--passages 20] [--writers 0.5b,1.5b] [--show]``

A piece of a passage counts as translated where its line passed the checks, at the first or the second
time of asking; the others stand as they were said. ``refused`` is the share of sentences of this program's
own messages (which people translated) that the checks would not let pass: wrongly, all of them.
``caught`` is the share of faults planted in good translations that they stop. The German talk was made up
for this benchmark (`translating_de.txt`); no threshold was set by it.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import msgspec
from report import report, shared
from rewriting import MODELS, RECORDINGS, Surroundings, chosen, spoken
from rewriting import passages as runs

from readreel.core import paths
from readreel.core.engines import Writer
from readreel.core.language import SPACELESS
from readreel.inference.llama import open_writer
from readreel.project.artifacts import (
    Outline,
    OutlineChapter,
    Paragraphs,
    Passage,
    Screens,
    Stills,
    Transcript,
)
from readreel.project.parameters import RewriteParameters
from readreel.project.styles import translated as examples
from readreel.steps.rewrite import rewrite
from readreel.steps.rewrite.language.speech import speech
from readreel.steps.rewrite.passage import Piece, materials
from readreel.steps.rewrite.translation.across import judge
from readreel.steps.rewrite.translation.tongues import Pair

TALKS = {
    "makemore2 → de": ("en", "de"),
    "makemore2 → fr": ("en", "fr"),
    "makemore2 → zh": ("en", "zh"),
    "mill → en": ("de", "en"),
}
_COMMAND = re.compile(r"\{\w+\}|--[\w-]+|readreel models? [a-z]+|readreel doctor|make setup")
"""What of a message is no language."""
_LETTERS = 25
"""Letters from which a message is a sentence."""


def talk(name: str, passages: int) -> tuple[Transcript, tuple[Passage, ...]]:
    """The passages of a talk and its transcript."""
    source, language = name.split(" ")[0], TALKS[name][0]
    path = Path(__file__).parent / "translating_de.txt"
    text = (
        spoken(shared(RECORDINGS[source][0])) if source in RECORDINGS else path.read_text("utf-8")
    )
    text = " ".join(text.split())
    _, transcript, found = chosen(text, min(passages, len(list(runs(text)))))
    return msgspec.structs.replace(transcript, language=language), found


def translated(name: str, passages: int, writer: Writer) -> dict[str, object]:
    """The figures of one writer on one talk, and its paragraphs to be read."""
    transcript, found = talk(name, passages)
    title = "A multilayer perceptron" if transcript.language == "en" else "Die alte Mühle"
    outline = Outline(title=title, chapters=(OutlineChapter(0, title, 0.0, 0.0, found),))
    known = transcript, outline, Screens(), Stills()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        parameters = RewriteParameters(language=TALKS[name][1])
        made = rewrite(*known, writer, parameters, "benchmark", Surroundings(Path(folder)))
    seconds = time.monotonic() - begun
    pieces = [[piece.text for piece in material.pieces] for material in materials(*known)]
    left = sum(
        _letters(text) in _letters(one.text)
        for one, texts in zip(made.paragraphs, pieces, strict=True)
        for text in texts
    )
    return {
        "talk": name,
        "pieces": sum(map(len, pieces)),
        "translated": 1 - left / sum(map(len, pieces)),
        "whole": _share(made, lambda one: not one.untranslated),
        "rewritten": _share(made, lambda one: one.origin == "rewritten"),
        "faults": dict(Counter(code for one in made.paragraphs for code in one.refused)),
        "seconds": round(seconds / len(found), 1),
        "title": made.headings.title if made.headings else "",
        "paragraphs": list(zip(map(" ".join, pieces), made.paragraphs, strict=True)),
    }


def _share(made: Paragraphs, holds) -> float:  # type: ignore[no-untyped-def]
    return sum(map(holds, made.paragraphs)) / len(made.paragraphs)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def refused() -> list[dict[str, object]]:
    """Share of our messages' translations that the checks refuse, by pair of languages."""
    tables = {code: dict(_sentences(code)) for code in ("en", "de", "zh")}
    rows: list[dict[str, object]] = []
    for spoken_in in tables:
        for written_in in tables:
            both = [key for key in tables[spoken_in] if key in tables[written_in]]
            if spoken_in == written_in:
                continue
            wrong = sum(
                bool(
                    judge(
                        tables[written_in][key],
                        Piece((tables[spoken_in][key],), tables[spoken_in][key]),
                        Pair(spoken_in, written_in),
                        0.45,
                        1.2,
                    ).faults
                )
                for key in both
            )
            pair = f"{spoken_in} → {written_in}"
            rows.append({"messages": pair, "sentences": len(both), "refused": wrong / len(both)})
    return rows


def planted() -> list[dict[str, object]]:
    """Share of faults planted in good translations (the worked examples, 30 pairs) that are caught."""
    found: dict[str, list[bool]] = {}
    for spoken_in, written_in in permutations(("de", "en", "es", "fr", "ja", "zh"), 2):
        for example in examples(spoken_in, written_in):
            lines = [line for _, line in example.pairs]
            for at, (said, line) in enumerate(example.pairs):
                for fault, bad in _bent(line, said, lines[at - 1], written_in):
                    pair = Pair(spoken_in, written_in)
                    verdict = judge(bad, Piece((said,), said), pair, 0.45, 1.2)
                    found.setdefault(fault, []).append(bool(verdict.faults))
    return [
        {"planted": fault, "lines": len(caught), "caught": sum(caught) / len(caught)}
        for fault, caught in found.items()
    ]


def _bent(line: str, said: str, other: str, language: str) -> Iterator[tuple[str, str]]:
    """The line with one fault each: its kind, and what the writer would have written."""
    yield "another piece's line", other
    yield "not translated", said
    yield "half of it", line[: len(line) // 3]
    if number := re.search(r"\d[\d.,\u202f ]*\d|\d", line):
        yield "wrong number", line.replace(number[0], "731")
        yield "lost number", line.replace(number[0], "")
    if "Lindqvist" in line:
        yield "lost name", line.replace("Marta Lindqvist", "X")
    denials = sorted(speech(language).negations, key=len, reverse=True)
    between = "" if language in SPACELESS else r"\b"
    bare = re.sub(
        rf"{between}(?:{'|'.join(map(re.escape, denials))}){between}", "", line, flags=re.I
    )
    if bare != line:
        yield "lost denial", bare


def _sentences(code: str) -> Iterator[tuple[str, str]]:
    path = paths.resources() / "messages" / f"{code}.toml"
    for name, message in tomllib.loads(path.read_text(encoding="utf-8")).items():
        for part, text in message.items():
            if sum(char.isalpha() for char in text) >= (_LETTERS if code != "zh" else 8):
                yield f"{name}.{part}", _COMMAND.sub("X1", text)


def main() -> None:
    """Measure each writer on each talk."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--passages", type=int, default=20, help="from each talk")
    options.add_argument("--writers", default="0.5b,1.5b")
    options.add_argument("--talks", default=",".join(TALKS))
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--show", action="store_true", help="print every paragraph")
    asked = options.parse_args()
    rows = [*refused(), *planted()]
    for name in filter(None, asked.writers.split(",")):
        path = paths.user_models() / MODELS[name]
        writer = open_writer(path, context_tokens=4096, threads=asked.threads)
        for source in asked.talks.split(","):
            row = translated(source, asked.passages, writer)
            for said, one in row.pop("paragraphs") if asked.show else []:
                print(f"\nSAID    {said}\n{one.origin.upper():8}{one.text}\n        {one.refused}")
            row.pop("paragraphs", None)
            rows.append({"writer": name, **row})
    report("translating", "Articles in another language", rows)


if __name__ == "__main__":
    main()
