"""One paragraph again: a single passage before the writer, in a child, beside the plan.

Guarantees that no artifact of the project changes: what comes of it is a draft of its own
(`readreel.project.redraft`), which the window or `take` may make an edit of. The project is locked only
while the child reads, so that a run that is at work is not read half-way through, and a run may begin
meanwhile.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import filelock
import msgspec

from readreel import __version__
from readreel.core.errors import from_os_error
from readreel.pipeline import events
from readreel.pipeline.events import Event
from readreel.pipeline.plan import Choices, Job
from readreel.pipeline.runner import Listener, run_child
from readreel.project.artifacts import Article, Outline, Paragraph
from readreel.project.edits import Redrafted, added, fresh_id, place_of
from readreel.project.edits.telling import telling_of
from readreel.project.folder import ProjectFolder
from readreel.project.redraft import Asked, Redraft, read_redraft

STEP = "again"


class Again(msgspec.Struct, frozen=True, kw_only=True):
    """One request: which passage of which project, in what manner, by which writer."""

    project: Path
    asked: Asked
    choices: Choices
    threads: int
    device: str


def rewrite_again(again: Again, tell: Listener, stop: threading.Event) -> Path:
    """Have the passage written again; returns the file of the draft.

    Raises `ReadreelError`: ``busy.project`` while a run is at work on the project, ``usage.passage``,
    ``storage.absent`` where it is not written yet, and what a child can fail with.
    """
    tell(events.Hello(events.PROTOCOL, __version__))
    tell(events.Started(STEP))
    project = ProjectFolder(again.project)
    log = project.log(STEP)
    path = project.redraft(again.asked.passage)
    try:
        lock = project.lock()
        try:
            path.unlink(missing_ok=True)  # an earlier draft must not be taken for this one
            outcome = run_child(_job(again), _reading(tell, lock), stop, log)
        finally:
            lock.release()
    except OSError as error:
        raise from_os_error(error) from error
    failure = outcome.error(STEP, log)
    if failure is not None:
        raise failure
    tell(events.ArtifactChanged(STEP, path.relative_to(project.root).as_posix()))
    tell(events.Done(STEP))
    tell(events.Finished(project=str(again.project), out=str(path)))
    return path


def take(project: Path, drafts: Sequence[Path]) -> int:
    """Put drafts in the article as edits; returns how many.

    A draft stays where it is whose passage is no paragraph of its own any more: one that was merged, split
    or deleted is the window's to decide. Raises `ReadreelError` as the folder does.
    """
    folder = ProjectFolder(project)
    lock = folder.lock()
    try:
        made, outline, edits = folder.read(Article), folder.read(Outline), folder.read_edits()
        taken = 0
        for redraft in map(read_redraft, drafts):
            applied = folder.edited(made, edits)
            block = _paragraph_of(applied.article, redraft)
            telling = telling_of(outline, applied, block) if block else None
            if telling is None or telling.cut or telling.hindrance or len(telling.passages) > 1:
                continue
            place = place_of(applied.article, made, telling.blocks[0])
            edit = Redrafted(
                fresh_id(edits), place, redraft.text, redraft.support,
                redraft.asked.manner, redraft.asked.instruction, redraft.refused,
            )  # fmt: skip
            edits = added(edits, edit)
            taken += 1
        folder.write_edits(edits)
    except OSError as error:
        raise from_os_error(error) from error
    finally:
        lock.release()
    return taken


def _paragraph_of(article: Article, redraft: Redraft) -> str:
    """The paragraph that tells a draft's sentences, or nothing."""
    return next(
        (
            block.id
            for chapter in article.chapters
            for block in chapter.blocks
            if isinstance(block, Paragraph) and block.sentences == redraft.sentences
        ),
        "",
    )


def _reading(tell: Listener, lock: filelock.BaseFileLock) -> Listener:
    """Pass the child's events on, and let go of the project when its first progress says: all is read."""

    def pass_on(event: Event) -> None:
        if isinstance(event, events.Progress):
            lock.release()
        if not isinstance(event, events.Hello | events.Done):
            tell(event)

    return pass_on


def _job(again: Again) -> Job:
    return Job(
        step=STEP,
        project=str(again.project),
        recording="",
        run="",
        choices=again.choices,
        threads=again.threads,
        device=again.device,
        asked=again.asked,
    )
