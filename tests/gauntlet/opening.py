"""A child that opens one recording after another, as the steps do, and says how each ended.

Paths come in on standard input, one a line; for each a line of JSON goes out: what happened, after how
many seconds, and the most memory this process has held so far (bytes). What is not one of the program's
own errors is a ``bug``. The parent sees a crash or a hang by the missing line.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
import traceback
from pathlib import Path

from fakes import MemoryContext
from readreel import media
from readreel.core.errors import ReadreelError
from readreel.project.artifacts import Recording
from readreel.project.parameters import ProbeParameters
from readreel.steps.probe import probe

_SECONDS = 4.0


def opened(path: Path, scratch: Path) -> Recording:
    """Probe, hear and see the first seconds, and read embedded subtitles."""
    recording = probe(path, ProbeParameters(), media.inspect, MemoryContext(scratch))
    end = min(recording.span.end, _SECONDS)
    if recording.kind == "subtitles":
        return recording
    if recording.audio_track is not None:
        samples = media.open_audio(path, recording.audio_track).read(0.0, end)
        assert samples.size == round(end * 16_000), "wrong number of samples"
    if recording.video_track is not None:
        video = media.open_video(path, recording.video_track)
        for glance in video.glances(0.0, end, 1.0, 96):
            assert glance.grey.shape[1] <= 96, "a glance too wide"
        video.frame(end / 2)
    for track in recording.subtitles:
        if not track.path:
            media.embedded_cues(path, track.index)
    return recording


def outcome(path: Path, scratch: Path) -> tuple[str, str]:
    """How it ended, and the detail that a person would want."""
    try:
        recording = opened(path, scratch)
    except ReadreelError as error:
        return error.code, str(error)
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        return (
            "bug",
            f"{type(error).__name__}: {error} ({Path(place.filename).name}:{place.lineno})",
        )
    return "opened", f"{len(recording.damage)} damages"


def main() -> None:
    """Answer every path."""
    with tempfile.TemporaryDirectory() as scratch:
        for line in sys.stdin:
            begun = time.monotonic()
            code, detail = outcome(Path(line.rstrip("\n")), Path(scratch))
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
            answer = [code, detail, round(time.monotonic() - begun, 2), peak]
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
