"""The writer of a job, opened in its child: on the GPU where that goes, else on the processor."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from readreel.core import hardware, paths
from readreel.core.engines import Writer
from readreel.core.errors import EngineError, ModelError
from readreel.pipeline.plan import Job
from readreel.project.context import Context

_TUNED = 24
"""Passages from which the seconds pay that it takes to find out how a writer runs best here."""


def opened_writer(job: Job, context: Context, passages: int = 0) -> Writer | None:
    """The chosen writer, on the GPU where this build of its engine can use one; None without a model.

    For so many ``passages`` that it pays, it is tuned to this processor.
    """
    if job.choices.writer is None:
        return None
    from readreel.inference import llama

    gpu = job.device != "cpu" and llama.devices().gpu_offload
    if job.device in ("cuda", "metal") and not gpu:
        context.notice("rewrite.device", device=job.device)
    model = job.choices.writer
    opened = partial(
        llama.open_writer,
        Path(model.path),
        context_tokens=model.context_tokens,
        threads=job.threads,
        template=model.template,
    )
    try:
        writer = opened(gpu_layers=-1 if gpu else 0)
    except (EngineError, ModelError) as error:
        if not gpu:
            raise
        writer = opened(gpu_layers=0)  # raises anew where the GPU was not the reason
        context.notice("rewrite.gpu", reason=error.code)
    if passages >= _TUNED:
        automatic = hardware.threads() == job.threads
        more = {hardware.physical_cores()} - {job.threads} if automatic else set()
        writer.tune(paths.user_data() / "tuning.json", [job.threads, *more])
    return writer
