"""The steps as data: what each reads, writes and depends on, and in which order they run."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from readreel.project import artifacts, parameters
from readreel.project.artifacts import Artifact
from readreel.project.files import digest
from readreel.project.folder import ProjectFolder
from readreel.project.redraft import Asked

StepName = Literal["probe", "transcribe", "watch", "read", "spell", "outline", "rewrite", "compose"]


class Step(msgspec.Struct, frozen=True):
    """One verb of the pipeline. ``version`` rises when the same inputs would give another result.

    ``cost`` is the expected seconds of work for a second of recording on a small laptop: a first guess
    for the ETA, corrected as the run goes on.
    """

    name: StepName
    version: int
    reads: tuple[type[Artifact], ...]
    writes: type[Artifact]
    models: tuple[Literal["listener", "writer"], ...]
    cost: float


STEPS: tuple[Step, ...] = (
    Step("probe", 1, (), artifacts.Recording, (), 0.001),
    Step("transcribe", 2, (artifacts.Recording,), artifacts.Transcript, ("listener",), 0.13),
    Step("watch", 3, (artifacts.Recording,), artifacts.Stills, (), 0.02),
    Step("read", 3, (artifacts.Stills,), artifacts.Screens, (), 0.05),
    Step(
        "spell",
        2,
        (artifacts.Transcript, artifacts.Stills, artifacts.Screens),
        artifacts.Spellings,
        (),
        0.001,
    ),
    Step(
        "outline",
        4,
        (
            artifacts.Recording,
            artifacts.Transcript,
            artifacts.Stills,
            artifacts.Screens,
            artifacts.Spellings,
        ),
        artifacts.Outline,
        ("writer",),
        0.03,
    ),
    Step(
        "rewrite",
        4,
        (
            artifacts.Transcript,
            artifacts.Stills,
            artifacts.Screens,
            artifacts.Spellings,
            artifacts.Outline,
        ),
        artifacts.Paragraphs,
        ("writer",),
        0.42,
    ),
    Step(
        "compose",
        3,
        (
            artifacts.Recording,
            artifacts.Transcript,
            artifacts.Stills,
            artifacts.Screens,
            artifacts.Spellings,
            artifacts.Outline,
            artifacts.Paragraphs,
        ),
        artifacts.Article,
        ("listener",),
        0.001,
    ),
)


class ModelChoice(msgspec.Struct, frozen=True):
    """An installed, verified model as a child needs it; ``identity`` is a hash of its content."""

    name: str
    path: str
    identity: str
    context_tokens: int = 0
    template: str = ""


class Choices(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the user chose that changes the result."""

    probe: parameters.ProbeParameters = parameters.ProbeParameters()
    transcribe: parameters.TranscribeParameters = parameters.TranscribeParameters()
    watch: parameters.WatchParameters = parameters.WatchParameters()
    read: parameters.ReadParameters = parameters.ReadParameters()
    spell: parameters.SpellParameters = parameters.SpellParameters()
    outline: parameters.OutlineParameters = parameters.OutlineParameters()
    rewrite: parameters.RewriteParameters = parameters.RewriteParameters()
    compose: parameters.ComposeParameters = parameters.ComposeParameters()
    listener: ModelChoice | None = None
    writer: ModelChoice | None = None


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What one child is asked to do. ``step`` may also be ``page``, ``inspect`` or ``again`` (one passage,
    as ``asked``), which keep no record.

    ``run`` hashes all that the result depends on; threads and device do not belong to it. ``avoid`` are
    places of passages that the writer has crashed over.
    """

    step: str
    project: str
    recording: str
    run: str
    choices: Choices
    threads: int
    device: str
    out: str = ""
    source_url: str = ""
    avoid: tuple[int, ...] = ()
    asked: Asked | None = None


def run_key(step: Step, project: ProjectFolder, recording: Path, choices: Choices) -> str:
    """A hash of the step's inputs, parameters, models and version: the same key, the same result."""
    inputs = {kind.__name__: project.hash_of(kind) for kind in step.reads}
    if not step.reads:
        stat = recording.stat()
        inputs["file"] = f"{recording} {stat.st_size} {stat.st_mtime_ns}"
    models = [getattr(choices, role) for role in step.models]
    content = {
        "step": step.name,
        "version": step.version,
        "inputs": inputs,
        "parameters": getattr(choices, step.name),
        "models": [model.identity if model else "none" for model in models],
    }
    return digest(msgspec.json.encode(content, order="sorted"))
