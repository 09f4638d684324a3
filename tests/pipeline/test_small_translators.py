"""Who asks a small writer for a translation hears at once that it will be poor."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from readreel.core.errors import Cancelled
from readreel.pipeline import events, runner
from readreel.pipeline.plan import Choices, ModelChoice
from readreel.project.parameters import RewriteParameters


@pytest.mark.parametrize(
    ("size", "language", "warned"),
    [(400_000_000, "de", True), (1_100_000_000, "de", False), (400_000_000, "", False)],
)
def test_only_small_writers_that_translate_are_warned_of(
    size: int, language: str, warned: bool, tmp_path: Path
) -> None:
    model = tmp_path / "writer.gguf"
    with model.open("wb") as file:
        file.truncate(size)  # takes no room
    run = runner.Run(
        recording=tmp_path / "talk.mp4", project=tmp_path / "project", out=tmp_path / "talk.html",
        choices=Choices(
            rewrite=RewriteParameters(language=language),
            writer=ModelChoice("small", str(model), "identity"),
        ),
        threads=1, device="cpu",
    )  # fmt: skip
    told: list[events.Event] = []
    stopped = threading.Event()
    stopped.set()
    with pytest.raises(Cancelled):
        runner.make(run, told.append, stopped)
    codes = [event.code for event in told if isinstance(event, events.Notice)]
    assert codes == (["rewrite.small"] if warned else [])
