"""What people's own notes of a talk have that our article lacks, and the reverse.

``python tests/benchmarks/notes.py [--writer 1.5b] [--pairs encoders,decoders,…]``

The pairs are captions of talks and what people who know the subject wrote beside them. The measure: a
*term* is a code span, or a word that is rare in the language (Zipf frequency below 4, that is less than
ten in a million words), by its stem. Of the notes' terms that the talk says, too, the share that our
article has; of our article's terms, the share that the notes have; and how many of the notes' terms the
talk never says, which no article of it can have.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from report import ROOT, report, shared
from rewriting import RESIDUE, spoken
from wordfreq import zipf_frequency

from readreel.core import paths
from readreel.steps.rewrite.language.words import plain, stem

PAIRS = {
    "encoders": ("hf_course/05_transformer-models-encoders.srt", "hf_course/course/chapter1/5.mdx"),
    "decoders": ("hf_course/06_transformer-models-decoders.srt", "hf_course/course/chapter1/6.mdx"),
    "both": (
        "hf_course/07_transformer-models-encoder-decoders.srt",
        "hf_course/course/chapter1/7.mdx",
    ),
    "architecture": (
        "hf_course/04_the-transformer-architecture.srt",
        "hf_course/course/chapter1/4.mdx",
    ),
    "shell": ("missing_semester/command-line.sbv", "missing_semester/command-line.md"),
}
RARE = 4.0
_CODE = re.compile(r"`([^`\n]+)`")
_MARKUP = re.compile(r"<[^>]+>|\]\([^)]*\)|https?://\S+|^```.*?^```", re.M | re.S)


def terms(text: str) -> set[str]:
    """The stems of the terms of a text."""
    code = {word for span in _CODE.findall(text) for word in plain(span)}
    words = {w for w in plain(_MARKUP.sub(" ", text)) if w.isalpha() and len(w) > 2}
    rare = {w for w in words if 0 < zipf_frequency(w, "en") < RARE}
    return {stem(word, "en") for word in rare | {w for w in code if len(w) > 1 and w.isalpha()}}


def words(file: Path) -> str:
    """What captions say."""
    text = file.read_text(encoding="utf-8-sig")
    if file.suffix == ".sbv":
        return spoken(file)
    return " ".join(re.sub(r"^(\d+|[\d:,]+ --> .*)$", "", text, flags=re.M).split())


def article(captions: Path, writer: str) -> str:
    """Our article of a talk's captions, as Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "article.md"
        command = [sys.executable, "-m", "readreel", "make", str(captions), "--writer", writer]
        environment = {
            **os.environ,
            "READREEL_DATA": folder,
            "READREEL_MODELS": str(paths.user_models()),
        }
        subprocess.run(
            [*command, "--out", str(out)],
            check=True, cwd=ROOT, env=environment, capture_output=True,
        )  # fmt: skip
        return out.read_text(encoding="utf-8")


def row(name: str, writer: str) -> dict[str, object]:
    """The figures of one pair."""
    captions, notes = (shared(f"notes_pairs/{part}") for part in PAIRS[name])
    talk, theirs = words(captions), notes.read_text(encoding="utf-8")
    ours = article(captions, writer)
    said, noted, told = terms(talk), terms(theirs), terms(ours)
    both = said & noted
    return {
        "pair": name,
        "words: talk / notes / ours": f"{len(talk.split())} / {len(theirs.split())} / {len(ours.split())}",
        "their terms": len(noted),
        "never said": len(noted - said),
        "of those said, ours has": round(len(both & told) / max(1, len(both)), 3),
        "of ours, theirs has": round(len(told & noted) / max(1, len(told)), 3),
        "ours nobody said": len(told - said - noted),
        "residue: talk / notes / ours": " / ".join(
            f"{100 * len(RESIDUE.findall(text)) / max(1, len(text.split())):.2f}"
            for text in (talk, theirs, ours)
        ),
        "missing": " ".join(sorted(both - told)),
    }


def main() -> None:
    """Measure each pair."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--writer", default="auto")
    parser.add_argument("--pairs", default=",".join(list(PAIRS)[:4]))
    options = parser.parse_args()
    rows = [row(name, options.writer) for name in options.pairs.split(",")]
    report("notes", "Our articles beside people's own notes", rows)


if __name__ == "__main__":
    main()
