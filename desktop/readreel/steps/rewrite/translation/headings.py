"""The outline's titles in the article's language.

They are translated here and kept with the paragraphs, because the outline is held against the words that
were spoken, its titles too, and must not depend on what is written later: an article in one more language
leaves chapters, passages and the user's edits as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from readreel.core.engines import Draft, Request, Turn, Writer
from readreel.project.artifacts import Headings, Outline
from readreel.project.styles import translated
from readreel.steps.rewrite.passage import Piece
from readreel.steps.rewrite.prompt import Prompt, headings_instruction
from readreel.steps.rewrite.translation.across import judge
from readreel.steps.rewrite.translation.tongues import Pair

_TOKENS = 60
_SECONDS = 120.0
_SHORTEST, _LONGEST = 0.3, 2.5
"""Letters of a heading per letter of the spoken one; short words differ more than long texts."""
_AROUND = re.compile(r"^[\s#*_\"'“”„«»「」]+|[\s*_\"'“”„«»「」.。]+$")


def headings(
    outline: Outline, prompt: Prompt, writer: Writer, check: Callable[[], None]
) -> Headings:
    """Each title translated, or as it is where its translation does not hold."""
    pair = Pair(prompt.spoken, prompt.language)
    below = [title for one in outline.chapters for title in (one.title, one.part)]
    titles = list(dict.fromkeys([outline.title, *below]))
    asked = [title for title in titles if title.strip()]
    requests = [Request((Turn("user", title),), _TOKENS, _SECONDS) for title in asked]
    told = {title: title for title in titles}
    for place, draft in writer.write_each(_opening(pair), requests, check):
        told[asked[place]] = _heading(draft, asked[place], pair)
    return Headings(
        title=told[outline.title],
        chapters=tuple(told[chapter.title] for chapter in outline.chapters),
        parts=tuple(told[chapter.part] for chapter in outline.chapters),
    )


def _opening(pair: Pair) -> Sequence[Turn]:
    """The instruction, and the headings of the worked examples."""
    turns = [Turn("system", headings_instruction(pair.spoken, pair.written))]
    theirs, ours = (
        translated(*codes) for codes in ((pair.spoken, pair.written), (pair.written, pair.spoken))
    )
    for spoken, written in zip(theirs, ours, strict=True):
        turns += [Turn("user", spoken.chapter), Turn("assistant", written.chapter)]
    return turns


def _heading(draft: Draft, title: str, pair: Pair) -> str:
    lines = [line for line in draft.text.splitlines() if line.strip()]
    if draft.finish != "stop" or len(lines) != 1:
        return title
    heading = _AROUND.sub("", lines[0])
    faults = judge(heading, Piece((title,), title), pair, _SHORTEST, _LONGEST).faults
    return heading[:1].upper() + heading[1:] if heading and not faults else title
