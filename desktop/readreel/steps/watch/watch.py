"""The step that looks: from the picture track to the stills worth showing.

It keeps one picture of every distinct thing that stayed on the screen, taken when it was finished, with
all the spans it was visible. It works in blocks whose results are journalled, in memory that does not
grow with the length of the recording.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from readreel.core.engines import FrameSource
from readreel.core.time import Span, rounded
from readreel.project.artifacts import Recording, Still, Stills
from readreel.project.context import Context
from readreel.steps.watch.choose import worth_showing
from readreel.steps.watch.journal import Block, pack, unpack
from readreel.steps.watch.look import boxes, shows_something
from readreel.steps.watch.runs import BLOCK, Run, runs_of_block
from readreel.steps.watch.scenes import Scene, scenes
from readreel.steps.watch.settled import View, settled
from readreel.steps.watch.store import keep
from readreel.steps.watch.together import two_at_a_time


def watch(recording: Recording, frames: FrameSource | None, context: Context) -> Stills:
    """The stills of the recording's span, in order of their first appearance; none without pictures."""
    if frames is None:
        return Stills()
    runs = _Remembered(_watched(recording.span, frames, context))
    found = worth_showing(scenes(settled(runs))) or runs.unsettled(recording.span)
    return Stills(stills=_kept(found, frames, context))


class _Remembered:
    """Runs on their way through, the longest of them kept in mind."""

    def __init__(self, runs: Iterable[Run]) -> None:
        self._runs = runs
        self._longest: Run | None = None

    def __iter__(self) -> Iterator[Run]:
        for run in self._runs:
            longest = self._longest
            if shows_something(run.best) and (
                longest is None or run.end - run.start > longest.end - longest.start
            ):
                self._longest = run
            yield run

    def unsettled(self, span: Span) -> list[Scene]:
        """One camera picture of a recording in which nothing ever rests: somebody moves as they speak."""
        run = self._longest
        if run is None:
            return []
        return [Scene(View(span, run.time, run.best, run.restless, camera=True))]


def _watched(span: Span, frames: FrameSource, context: Context) -> Iterator[Run]:
    journal = context.journal(Block)
    done = list(journal.entries)
    start = span.start
    while start < span.end:
        context.check()
        # Blocks lie on a fixed grid, so that another span of the same recording sees the same.
        end = min(span.end, (start // BLOCK + 1) * BLOCK)
        if done:
            block = done.pop(0)
        else:
            block = Block(end=end, runs=[pack(run) for run in runs_of_block(frames, start, end)])
            journal.append(block)
        yield from (unpack(packed) for packed in block.runs)
        context.progress(rounded(end - span.start), rounded(span.length), "seconds")
        start = end


def _kept(found: list[Scene], frames: FrameSource, context: Context) -> tuple[Still, ...]:
    folder = context.stills()

    def still(numbered: tuple[int, Scene]) -> Still:
        number, scene = numbered
        frame = frames.frame(scene.time)
        height, width = frame.rgb.shape[:2]
        return Still(
            id=number,
            file=keep(folder, number, frame.rgb, camera=scene.camera),
            time=rounded(scene.time),
            spans=tuple(Span(rounded(s.start), rounded(s.end)) for s in scene.spans),
            width=width,
            height=height,
            kind="camera" if scene.camera else "screen",
            content=scene.content,
            restless=() if scene.camera else tuple(boxes(scene.restless, width, height)),
        )

    stills = []
    for made in two_at_a_time(still, enumerate(found, start=1)):
        context.check()
        stills.append(made)
        context.progress(len(stills), len(found), "stills")
    return tuple(stills)
