"""How much of a chapter's speech its paragraphs carry, read off what the rewriting recorded.

Fillers and things said twice are meant to go; only what got lost counts against a chapter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from readreel.project.artifacts import OutlineChapter, Reason, Transcript, Written


def reasons(paragraphs: Iterable[Written]) -> dict[int, Reason]:
    """Why spoken sentences (by id) are not told; those that are told are absent."""
    return {gone.sentence: gone.reason for written in paragraphs for gone in written.dropped}


def carried(
    chapter: OutlineChapter, transcript: Transcript, written: Mapping[int, Written]
) -> float:
    """Share (0…1) of the chapter's spoken words worth telling that its paragraphs carry.

    ``written`` holds the paragraphs by passage.
    """
    ours = [written[passage.id] for passage in chapter.passages if passage.id in written]
    gone = reasons(ours)
    sizes = {sentence.id: _size(sentence.text) for sentence in transcript.sentences}
    kept = sum(sizes.get(i, 0) for one in ours for i in one.sentences if i not in gone)
    lost = sum(sizes.get(i, 0) for i, reason in gone.items() if reason == "lost")
    return round(kept / (kept + lost), 3) if kept + lost else 1.0


def _size(text: str) -> int:
    """Words of a sentence; where a script has no spaces, its characters."""
    words = text.split()
    return len(words) if len(words) > 1 else len(text)
