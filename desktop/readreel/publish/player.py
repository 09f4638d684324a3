"""The page in a folder with the recording itself: a link to the same file where the disk can, else a copy.

Guarantees that no recording is ever written over, whatever its name.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from readreel.core.errors import RecordingError, UsageError
from readreel.project.fingerprint import fingerprint
from readreel.publish import page
from readreel.publish.moments import Moments, media_of
from readreel.publish.work import Work

_PIECE = 1 << 20


def write(work: Work, file: Path) -> None:
    """Write the page to ``file``, pictures and recording beside it.

    Raises `RecordingError` where there is no recording any more, `UsageError` where another lies under
    its name.
    """
    media = media_of(work.recording)
    if media is None or not media.is_file():
        raise RecordingError("recording.moved", path=media or work.recording)
    there = work.place / media.name
    if not there.exists():
        there = file.parent / media.name
        _bring(media.resolve(), there, work.progress)
    elif not there.is_file() or fingerprint(there) != fingerprint(media):
        raise UsageError("usage.other_recording", path=there)
    page.write(replace(work, moments=Moments(there, there.parent)), file, folder=True, playing=True)


def _bring(media: Path, copy: Path, progress: Callable[[float], object]) -> None:
    copy.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(media, copy)
    except OSError:  # another disk, or one that knows no links
        size, percent = max(1, media.stat().st_size), 0
        with media.open("rb") as source, copy.open("wb") as target:
            while piece := source.read(_PIECE):
                target.write(piece)
                if (done := 100 * target.tell() // size) > percent:
                    percent = done
                    progress(percent / 100)
