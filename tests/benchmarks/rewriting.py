"""What the writers make of passages of real lectures and talks, and what the checks made of that.

``python tests/benchmarks/rewriting.py [--passages 4] [--writers 0.5b,1.5b] [--show]``

Passages of about 100 words are taken evenly from each recording's transcript, so that the figures are of
the rewriting alone. Speech residue counts, per 100 words, sentences that open with and, so, now, but,
okay… and words such as basically, kind of, you know (the lecturers' own notes: 0.35; a chapter written by
hand from a lecture: 1.7; speech: 4 to 7). Numbers and names are compared as they are spelled, apart from
the checks of the step itself.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from report import report, shared

from readreel.core import paths
from readreel.core.engines import Draft, Request, Turn, Writer
from readreel.inference.llama import open_writer
from readreel.project.artifacts import (
    Outline,
    OutlineChapter,
    Passage,
    Screens,
    Sentence,
    Stills,
    Transcript,
    Written,
)
from readreel.project.journal import Journal
from readreel.project.parameters import RewriteParameters
from readreel.steps.rewrite import rewrite

MODELS = {
    "0.5b": "qwen2.5-coder-0.5b-instruct/qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
    "1.5b": "qwen2.5-coder-1.5b-instruct/qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
}
RECORDINGS = {
    "makemore2": ("makemore2/makemore2.segments.json", "the MLP language model"),
    "micrograd": ("chapters/long_lectures/micrograd/micrograd.segments.json", "micrograd"),
    "payment-points": ("chapters/talks/payment-points.md", "Payment points"),
    "shell": ("notes_pairs/missing_semester/command-line.sbv", "The command line"),
}
RESIDUE = re.compile(
    r"\b(basically|actually|kind of|sort of|you know|I mean|okay|oops|gonna|wanna|like this|right here"
    r"|um|uh|sorry|just|really|going to|let me|over here)\b"
    r"|(?:^|(?<=[.!?]\s))(?:and|so|now|but|okay|right|well|then|basically|alright)\b",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
NAME = re.compile(r"(?<![.!?:\"“”]\s)(?<!^)\b[A-Z][\w'’-]+")


class Surroundings:
    """A step's context that keeps a journal and nothing else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def progress(self, done: float, total: float, unit: str) -> None:
        """Nobody looks."""

    def notice(self, code: str, /, **values: object) -> None:
        """Nobody reads."""

    def check(self) -> None:
        """Nobody stops."""

    def journal(self, entry: type) -> Journal:
        """A fresh journal."""
        return Journal(self.folder / "journal", "run", entry)


class Watched(Writer):
    """A writer that counts its calls and keeps what it drafted."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.context_tokens = writer.context_tokens
        self.width = writer.width
        self.calls = 0
        self.drafts: dict[int, Draft] = {}

    def count(self, text: str) -> int:
        """As the writer counts."""
        return self.writer.count(text)

    def write_each(
        self, shared: Sequence[Turn], requests: Sequence[Request], check: Callable[[], None]
    ) -> Iterator[tuple[int, Draft]]:
        """As the writer writes."""
        before, self.calls = self.calls, self.calls + len(requests)
        for place, draft in self.writer.write_each(shared, requests, check):
            self.drafts[before + place] = draft
            yield place, draft


def spoken(path: Path) -> str:
    """The words of a transcript, whatever its format."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        return " ".join(segment["text"].strip() for segment in json.loads(text)["segments"])
    if path.suffix == ".sbv":
        return " ".join(re.sub(r"^\d+:\d\d:.*$", "", text, flags=re.MULTILINE).split())
    body = text.split("---", 2)[2]
    body = re.sub(r"^(#.*|[A-Z][\w .]+: \d\d:\d\d:\d\d)$", "", body, flags=re.MULTILINE)
    return " ".join(re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", body).split())


def passages(text: str, words: int = 100) -> Iterator[list[str]]:
    """Sentences in runs of some 100 words."""
    run: list[str] = []
    for sentence in re.split(r"(?<=[.?!])\s+(?=[A-Z\"“])", text):
        pieces = sentence.split()
        run += [" ".join(pieces[i : i + 50]) for i in range(0, len(pieces), 50)]
        if sum(len(item.split()) for item in run) >= words:
            yield run
            run = []


def chosen(text: str, number: int) -> tuple[list[list[str]], Transcript, tuple[Passage, ...]]:
    """Passages evenly from the whole, as the artifacts that the step reads."""
    every = list(passages(text))
    runs = [every[int(len(every) * (i + 0.5) / number)] for i in range(number)]
    sentences, found = [], []
    for index, run in enumerate(runs):
        first = len(sentences)
        sentences += [Sentence(first + i, 0.0, 0.0, line, ()) for i, line in enumerate(run)]
        found.append(Passage(index, first, len(sentences) - 1, 0.0, 0.0))
    transcript = Transcript(language="en", source="subtitles", sentences=tuple(sentences))
    return runs, transcript, tuple(found)


def written(
    transcript: Transcript, found: tuple[Passage, ...], title: str, writer: Watched | None
) -> tuple[Written, ...]:
    """The step's own work on each passage, every one in a chapter of its own."""
    chapters = tuple(OutlineChapter(p.id, title, 0.0, 0.0, (p,)) for p in found)
    outline = Outline(title=title, chapters=chapters)
    with tempfile.TemporaryDirectory() as folder:
        return rewrite(
            transcript,
            outline,
            Screens(),
            Stills(),
            writer,
            RewriteParameters(),
            "benchmark",
            Surroundings(Path(folder)),
        ).paragraphs


def row(
    name: str, recording: str, runs: list[list[str]], made: tuple[Written, ...], seconds: float
) -> dict[str, object]:
    """The figures of one writer on one recording."""
    said = [" ".join(run) for run in runs]
    ratios = [len(w.text.split()) / len(s.split()) for w, s in zip(made, said, strict=True)]
    words = sum(len(w.text.split()) for w in made)
    pairs = list(zip(made, said, strict=True))
    return {
        "writer": name,
        "recording": recording,
        "passages": len(made),
        "ratio": round(words / sum(len(s.split()) for s in said), 2),
        "inside": sum(0.5 <= ratio <= 1.1 for ratio in ratios) / len(ratios),
        "residue": round(100 * sum(len(RESIDUE.findall(w.text)) for w in made) / words, 2),
        "residue_spoken": round(
            100 * sum(len(RESIDUE.findall(s)) for s in said) / sum(len(s.split()) for s in said), 2
        ),
        "numbers_lost": sum(len(found(NUMBER, s) - found(NUMBER, w.text)) for w, s in pairs),
        "numbers_new": sum(len(found(NUMBER, w.text) - found(NUMBER, s)) for w, s in pairs),
        "names_new": sum(
            len({n for n in found(NAME, w.text) if n.lower() not in s.lower()}) for w, s in pairs
        ),
        "rewritten": sum(w.origin == "rewritten" for w in made) / len(made),
        "refused": sum(bool(w.refused) for w in made) / len(made),
        "copied": sum(copied(w.text, s) > 0.9 for w, s in pairs) / len(made),
        "seconds": round(seconds / len(made), 1),
    }


def copied(text: str, source: str) -> float:
    """Share of the text's runs of five words that stand in the source."""

    def runs(value: str) -> set[tuple[str, ...]]:
        words = re.findall(r"[\w']+", value.lower())
        return {tuple(words[i : i + 5]) for i in range(len(words) - 4)}

    own = runs(text)
    return len(own & runs(source)) / len(own) if own else 1.0


def found(pattern: re.Pattern[str], text: str) -> set[str]:
    """What the pattern finds, thousands without their comma."""
    return {item.replace(",", "") for item in pattern.findall(text)}


def show(run: list[str], one: Written, drafts: list[Draft]) -> None:
    """A passage, its draft and what became of it, to be read."""
    print(f"\nSAID    {' '.join(run)}")
    for draft in drafts:
        print(f"DRAFT   {draft.text}  [{draft.finish}]")
    print(f"{one.origin.upper():8}{one.text}\n        {one.support} {', '.join(one.refused)}")


def main() -> None:
    """Measure each writer on each recording."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--passages", type=int, default=4, help="from each recording")
    options.add_argument("--writers", default="none,0.5b,1.5b")
    options.add_argument("--recordings", default=",".join(RECORDINGS))
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--show", action="store_true", help="print every paragraph")
    chosen_options = options.parse_args()
    rows = []
    for name in chosen_options.writers.split(","):
        writer = None
        if name != "none":
            path = paths.user_models() / MODELS[name]
            writer = open_writer(path, context_tokens=4096, threads=chosen_options.threads)
        for recording in chosen_options.recordings.split(","):
            source, title = RECORDINGS[recording]
            runs, transcript, places = chosen(spoken(shared(source)), chosen_options.passages)
            watched = Watched(writer) if writer else None
            begun = time.monotonic()
            made = written(transcript, places, title, watched)
            rows.append(row(name, recording, runs, made, time.monotonic() - begun))
            if chosen_options.show:
                for index, (run, one) in enumerate(zip(runs, made, strict=True)):
                    few = watched is not None and watched.calls == len(runs)
                    show(run, one, [watched.drafts[index]] if watched and few else [])
    report("rewriting", "Rewriting: what writers and checks make of passages", rows)


if __name__ == "__main__":
    main()
