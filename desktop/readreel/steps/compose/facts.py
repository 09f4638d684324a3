"""What the page says of the recording and of its article, and what its reader has to be told."""

from __future__ import annotations

from collections.abc import Sequence

from readreel.project.artifacts import (
    Block,
    Facts,
    Items,
    Paragraph,
    Paragraphs,
    Recording,
    Transcript,
)
from readreel.steps.compose.words import count


def facts(
    recording: Recording,
    transcript: Transcript,
    paragraphs: Paragraphs,
    listener_name: str,
    blocks: Sequence[Block],
) -> Facts:
    """What the page says of the recording and of how the article was made."""
    texts = [block.text for block in blocks if isinstance(block, Paragraph)]
    texts += [entry for block in blocks if isinstance(block, Items) for entry in block.items]
    return Facts(
        name=recording.name,
        duration=recording.duration,
        span=recording.span,
        date=recording.date,
        fingerprint=recording.fingerprint,
        has_video=recording.video_track is not None,
        spoken_words=sum(count(sentence.text) for sentence in transcript.sentences),
        written_words=sum(count(text) for text in texts),
        transcript_source=transcript.source,
        listener=listener_name if transcript.source == "listened" else "",
        writer=paragraphs.writer,
        spoken_language=transcript.language if paragraphs.language else "",
    )


def notices(
    recording: Recording,
    transcript: Transcript,
    unwritten: bool,
) -> tuple[str, ...]:
    """Codes of what its reader has to be told, as in ``page.toml``."""
    reasons = {hole.reason for hole in transcript.holes}
    found = {
        "compose.silent": not transcript.sentences,
        "compose.holes": bool(reasons - {"damage"}),
        "compose.damage": bool(recording.damage) or "damage" in reasons,
        "compose.unwritten": unwritten,
    }
    return tuple(code for code, holds in found.items() if holds)
