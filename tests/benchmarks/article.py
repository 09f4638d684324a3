"""What an article is worth, read off a finished project: ``python tests/benchmarks/article.py PROJECT…``

Counts that need no judge: prose per spoken words, passages inside bounds and represented, numbers and
names that stand in neither the transcript nor the screen text, speech residue per 100 words. The checks
here are written apart from those of the rewrite step, so that one cannot hide the other's blindness.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from report import report
from rewriting import copied

from readreel.project.artifacts import (
    Article,
    Items,
    Outline,
    Paragraph,
    Paragraphs,
    Screens,
    Sentence,
    Transcript,
    Written,
)
from readreel.project.carried import reasons
from readreel.project.folder import ProjectFolder

_RESIDUE = re.compile(
    r"\b(basically|actually|kind of|sort of|you know|I mean|okay|oops|gonna|wanna|like this|right here"
    r"|um|uh|sorry|just|really|going to|let me|over here)\b"
    r"|(?:^|(?<=[.!?]\s))(?:and|so|now|but|okay|right|well|then|basically|alright)\b",
    re.IGNORECASE,
)
_COPY = 0.9
"""Share of runs of five words in common from which a paragraph is a copy."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<![.!?:\"“”]\s)(?<!^)\b[A-Z][\w'’-]+")


def figures(root: Path) -> dict[str, object]:
    """One row of figures for the project at ``root``."""
    project = ProjectFolder(root)
    transcript, outline = project.read(Transcript), project.read(Outline)
    written = {item.passage: item for item in project.read(Paragraphs).paragraphs}
    article = project.read(Article)
    screen = " ".join(line.text for item in project.read(Screens).screens for line in item.lines)
    sentences = {sentence.id: sentence for sentence in transcript.sentences}
    known = " ".join(item.text for item in transcript.sentences) + " " + screen
    passages = [passage for chapter in outline.chapters for passage in chapter.passages]
    ratios = []
    for passage in passages:
        spoken = sum(len(sentences[i].text.split()) for i in range(passage.first, passage.last + 1))
        ratios.append(len(written[passage.id].text.split()) / max(1, spoken))
    blocks = [block for chapter in article.chapters for block in chapter.blocks]
    prose = [block.text for block in blocks if isinstance(block, Paragraph)]
    prose += [" ".join(block.items) for block in blocks if isinstance(block, Items)]
    told = {i for block in blocks if isinstance(block, Paragraph | Items) for i in block.sentences}
    text = "\n".join(prose)
    spoken_words = sum(len(item.text.split()) for item in transcript.sentences)
    origins = [item.origin for item in written.values()]
    return {
        "project": root.name,
        "passages": len(passages),
        "prose/spoken": round(len(text.split()) / max(1, spoken_words), 3),
        "inside 0.5-1.1": round(sum(0.5 <= r <= 1.1 for r in ratios) / max(1, len(ratios)), 3),
        "rewritten": round(origins.count("rewritten") / max(1, len(origins)), 3),
        "coverage": round(_covered(written.values(), sentences), 3),
        "copied": round(_copied(written.values(), sentences), 3),
        "untold passages": sum(
            not any(i in told for i in range(p.first, p.last + 1)) for p in passages
        ),
        "residue spoken": _residue(known.removesuffix(screen)),
        "residue written": _residue(text),
        "new numbers": " ".join(sorted(_new(_NUMBER, text, known))),
        "new names": " ".join(sorted(_new(_NAME, text, known))),
        "figures": sum(block.__class__.__name__ == "Figure" for block in blocks),
        "chapters": len(article.chapters),
    }


def _covered(written: Iterable[Written], sentences: Mapping[int, Sentence]) -> float:
    """Share of the words spoken, but for fillers and repetitions, that are told."""
    gone = reasons(written)
    size = {i: len(sentence.text.split()) for i, sentence in sentences.items()}
    lost = sum(size[i] for i, reason in gone.items() if reason == "lost")
    kept = sum(words for i, words in size.items() if i not in gone)
    return kept / max(1, kept + lost)


def _copied(written: Iterable[Written], sentences: Mapping[int, Sentence]) -> float:
    """Share of the paragraphs that count as rewritten and are next to word for word what was said."""
    rewritten = [one for one in written if one.origin == "rewritten"]
    copies = sum(
        copied(one.text, " ".join(sentences[i].text for i in one.sentences)) > _COPY
        for one in rewritten
    )
    return copies / max(1, len(rewritten))


def _residue(text: str) -> float:
    return round(100 * len(_RESIDUE.findall(text)) / max(1, len(text.split())), 2)


def _new(pattern: re.Pattern[str], text: str, known: str) -> set[str]:
    folded = known.casefold()
    return {
        match
        for match in pattern.findall(text)
        if match.casefold().rstrip("’'s") not in folded and match.replace(",", "") not in folded
    }


if __name__ == "__main__":
    report("article", "What the articles are worth", [figures(Path(arg)) for arg in sys.argv[1:]])
