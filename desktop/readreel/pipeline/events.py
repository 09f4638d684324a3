"""What a child tells its parent, one JSON object a line, one way.

A child first says hello with the protocol's version. It names artifacts and codes, never payloads or
sentences. A step has succeeded only with `Done` *and* exit status 0.
"""

from __future__ import annotations

from typing import Literal

import msgspec

PROTOCOL = 1


class Hello(msgspec.Struct, frozen=True, tag="hello"):
    """The first line of every child."""

    protocol: int
    version: str


class Started(msgspec.Struct, frozen=True, tag="started"):
    """A step begins, or is skipped because what it made is still true (``fresh``)."""

    step: str
    fresh: bool = False


class Progress(msgspec.Struct, frozen=True, tag="progress"):
    """How far a step is. ``overall`` (0…1) and ``eta`` (seconds) are added by the runner."""

    step: str
    done: float
    total: float
    unit: str
    overall: float = 0.0
    eta: float | None = None


class ArtifactChanged(msgspec.Struct, frozen=True, tag="artifact"):
    """An artifact of the project has new content; ``name`` is its file."""

    step: str
    name: str


class Notice(msgspec.Struct, frozen=True, tag="notice"):
    """Something worth saying that is no failure."""

    step: str
    code: str
    values: dict[str, str]


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """The step ended with an error code."""

    step: str
    code: str
    values: dict[str, str]


class Done(msgspec.Struct, frozen=True, tag="done"):
    """The step has written what it promised."""

    step: str


class Finished(msgspec.Struct, frozen=True, tag="finished"):
    """The whole plan is done (said by the runner): where the article lies, and how it ended."""

    project: str
    out: str
    status: Literal["written"] = "written"


Event = Hello | Started | Progress | ArtifactChanged | Notice | Failed | Done | Finished

_DECODER = msgspec.json.Decoder(Event)


def encode(event: Event) -> bytes:
    """One line, newline included."""
    return msgspec.json.encode(event) + b"\n"


def decode(line: bytes) -> Event:
    """The event of a line; raises `msgspec.MsgspecError` for anything else."""
    event: Event = _DECODER.decode(line)
    return event
