"""What every writer of an export is given."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from readreel.project.artifacts import Article
from readreel.publish.moments import Moments


def unheard(_share: float) -> None:
    """Nobody wants to know how far an export is."""


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """What is exported.

    ``article`` has the user's corrections and no character that a page may not hold; for a format that is
    made from the transcript it may have no chapters yet. Files of figures are relative to ``project``.
    ``recording`` need not exist. ``place`` is the folder where the export will lie, which ``moments``
    link from. A writer that takes long calls ``progress`` with the share done, 0…1; it may raise.
    """

    article: Article
    project: Path
    recording: Path
    place: Path
    moments: Moments
    progress: Callable[[float], object] = unheard
