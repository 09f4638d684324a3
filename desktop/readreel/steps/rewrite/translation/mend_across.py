"""From a draft's numbered lines to a paragraph in another language than the talk.

A line stays if it passes the checks of `across`. A piece whose line does not is told in the speaker's own
cleaned words, in quotation marks: an honest gap that one can read is worth more than a wrong sentence or
a missing one. Where less than half would be translated, the whole passage stands as it was said, because a
paragraph that changes its language at every sentence serves nobody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from readreel.core.language import joined
from readreel.project.parameters import Style
from readreel.steps.rewrite import passage
from readreel.steps.rewrite.language.extent import extent
from readreel.steps.rewrite.language.speech import speech
from readreel.steps.rewrite.mend import REWRITTEN, Mended
from readreel.steps.rewrite.passage import Piece
from readreel.steps.rewrite.translation.across import Verdict, judge
from readreel.steps.rewrite.translation.marks import localised
from readreel.steps.rewrite.translation.order import misplaced, repeated
from readreel.steps.rewrite.translation.tongues import Pair, leaked

_QUOTES = re.compile('["“”„«»「」]')


def mend_across(
    written: Mapping[int, str],
    pieces: Sequence[Piece],
    pair: Pair,
    style: Style,
    told: Sequence[str] = (),
) -> Mended:
    """The best paragraph that the lines allow, in the article's language or, rather than that, as spoken.

    Where the style is not ``whole`` the writer may leave things out. ``told`` is what the writer
    was told besides the talk, which must not stand in them.
    """
    lines = [
        localised(written.get(index, ""), piece.text, pair) for index, piece in enumerate(pieces)
    ]
    verdicts = [
        _verdict(line, piece, pair, style, told) for line, piece in zip(lines, pieces, strict=True)
    ]
    bad = {index for index, verdict in enumerate(verdicts) if verdict.faults}
    said = [piece.text for piece in pieces]
    again = (repeated(lines, said, pair) | misplaced(lines, said, pair)) - bad
    faults = {code for verdict in verdicts for code in verdict.faults}
    share = _share(lines, pieces, bad | again)
    restored = bad | again if share >= REWRITTEN else set(range(len(pieces)))
    return Mended(
        text=_laid(lines, pieces, restored, pair),
        support=1.0,
        restored=tuple(sorted(bad | again)),
        refused=tuple(sorted(faults | ({"repetition"} if again else set()))),
        share=share,
        keep=tuple(dict.fromkeys(word for verdict in verdicts for word in verdict.keep)),
    )


def _verdict(line: str, piece: Piece, pair: Pair, style: Style, told: Sequence[str]) -> Verdict:
    """What is wrong with a line; nothing is missed where somebody asked for less than everything."""
    verdict = judge(line, piece, pair, style.shortest, style.longest)
    if leaked(line, told, pair.written):
        return Verdict((*verdict.faults, "chatty"), verdict.keep)
    if style.whole:
        return verdict
    return Verdict(tuple(fault for fault in verdict.faults if fault != "detail"))


def _share(lines: Sequence[str], pieces: Sequence[Piece], bad: set[int]) -> float:
    """Share of what was said whose lines are good."""
    sizes = [extent(piece.text) for piece in pieces]
    good = sum(size for index, size in enumerate(sizes) if index not in bad and lines[index])
    return good / sum(sizes) if sum(sizes) else 0.0


def _laid(lines: Sequence[str], pieces: Sequence[Piece], restored: set[int], pair: Pair) -> str:
    if len(restored) == len(pieces):
        return passage.joined([piece.text for piece in pieces], pair.spoken)
    texts: list[str] = []
    for index, piece in enumerate(pieces):
        if index not in restored:
            texts.append(lines[index])
        elif index and index - 1 in restored:
            texts[-1] = _quoted([texts[-1], piece.text], pair)
        else:
            texts.append(_quoted([piece.text], pair))
    return joined(texts, pair.written)


def _quoted(said: Sequence[str], pair: Pair) -> str:
    """The speaker's words between the marks of the article's language."""
    before, after = speech(pair.written).quotes
    text = passage.joined(
        [part.removeprefix(before).removesuffix(after) for part in said], pair.spoken
    )
    if _QUOTES.search(text):
        text = _QUOTES.sub("'", text)
    return f"{before}{text}{after}"
