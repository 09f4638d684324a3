"""A block's runs as the journal keeps them: grey glances packed, so that nothing is watched twice."""

from __future__ import annotations

import zlib

import msgspec
import numpy as np
from numpy.typing import NDArray

from readreel.steps.watch.look import Grey, Tiles
from readreel.steps.watch.runs import Run


class Packed(msgspec.Struct, frozen=True):
    """An array of bytes: height, width and the compressed values."""

    height: int
    width: int
    values: bytes


class PackedRun(msgspec.Struct, frozen=True):
    """A `Run` that can be written down."""

    start: float
    end: float
    glimpses: int
    first: Packed | None
    last: Packed | None
    best: Packed
    time: float
    restless: Packed


class Block(msgspec.Struct, frozen=True):
    """What was seen up to ``end`` (seconds), in one block."""

    end: float
    runs: list[PackedRun]


def pack(run: Run) -> PackedRun:
    """The run in a form that can be written down."""
    return PackedRun(
        start=run.start,
        end=run.end,
        glimpses=run.glimpses,
        first=None if run.first is None else _packed(run.first),
        last=None if run.last is None else _packed(run.last),
        best=_packed(run.best),
        time=run.time,
        restless=_packed(run.restless.astype(np.uint8)),
    )


def unpack(packed: PackedRun) -> Run:
    """The run as it was."""
    restless: Tiles = _unpacked(packed.restless).astype(np.bool_)
    return Run(
        start=packed.start,
        end=packed.end,
        glimpses=packed.glimpses,
        first=None if packed.first is None else _unpacked(packed.first),
        last=None if packed.last is None else _unpacked(packed.last),
        best=_unpacked(packed.best),
        time=packed.time,
        restless=restless,
    )


def _packed(values: NDArray[np.uint8]) -> Packed:
    height, width = values.shape
    return Packed(height, width, zlib.compress(np.ascontiguousarray(values).tobytes(), 1))


def _unpacked(packed: Packed) -> Grey:
    flat = np.frombuffer(zlib.decompress(packed.values), dtype=np.uint8)
    return flat.reshape(packed.height, packed.width)
