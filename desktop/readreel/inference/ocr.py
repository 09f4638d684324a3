"""Reading: RapidOCR behind `core.engines.ScreenReader`; the only importer of it, ONNX Runtime and OpenCV.

Guarantees: nothing is fetched (the PP-OCRv6 "small" models ship inside the wheel), and the same picture
gives the same lines. The bundled recogniser reads Latin scripts with their accents, Chinese (simplified
and traditional) and Japanese, digits and the signs of program code; Cyrillic, Arabic, Hebrew, Korean and
Indic scripts are beyond it: such lines are found, but come out with low confidence and are left empty.

OpenCV brings an FFmpeg of its own, which must not share a process with PyAV's: this module is imported
in the child of the read step only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from readreel.core.engines import ReadLine
from readreel.core.errors import EngineError

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST_CONFIDENCE = 0.6
"""Below this a line is more often noise or a script that the models do not know than text."""


def open_reader(*, threads: int) -> RapidReader:
    """The reader; raises `EngineError` ``engine.reader`` where its libraries do not load."""
    try:
        from rapidocr import RapidOCR
    except (ImportError, OSError) as error:
        raise EngineError("engine.reader", reason=error) from error
    options = {
        "Global.log_level": "critical",
        "Global.text_score": 0.0,
        # Lines on a screen are upright; the classifier that would turn them over costs a tenth.
        "Global.use_cls": False,
        # Lines are found in a picture of at most this size and read from the picture itself. Larger, it
        # takes twice as long and finds only print too small to follow; the preset, besides, enlarges a
        # narrow band until its short side has 736 pixels: four times the work.
        "Det.limit_type": "max",
        "Det.limit_side_len": 1280,
        # One by one: a line reads the same whatever other lines are on the screen, and takes no longer.
        "Rec.rec_batch_num": 1,
        "EngineConfig.onnxruntime.intra_op_num_threads": threads,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    }
    return RapidReader(RapidOCR(params=options))


class RapidReader:
    """A `ScreenReader`."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine

    def read(self, rgb: NDArray[np.uint8]) -> list[ReadLine]:
        """Lines from top to bottom and left to right; boxes in pixels of the picture given."""
        # RapidOCR takes pictures as OpenCV does, blue first.
        found = self._engine(rgb[:, :, ::-1], use_det=True, use_cls=False, use_rec=True)
        if found.txts is None or found.boxes is None:
            return []
        boxes = [_around(corners) for corners in found.boxes]
        return _lines(boxes, found.txts, found.scores)

    def recognise(self, rgb: NDArray[np.uint8]) -> ReadLine:
        """See `ScreenReader`."""
        picture = np.ascontiguousarray(rgb[:, :, ::-1])
        found = self._engine(picture, use_det=False, use_cls=False, use_rec=True)
        whole = (0, 0, rgb.shape[1], rgb.shape[0])
        texts, scores = found.txts or ("",), found.scores or (0.0,)
        return _lines([whole], texts[:1], scores[:1])[0]


def _around(corners: Any) -> tuple[int, int, int, int]:
    left, top = max(0, int(corners[:, 0].min())), max(0, int(corners[:, 1].min()))
    return (
        left,
        top,
        max(left + 1, int(corners[:, 0].max())),
        max(top + 1, int(corners[:, 1].max())),
    )


def _lines(boxes: Sequence[tuple[int, int, int, int]], texts: Any, scores: Any) -> list[ReadLine]:
    return [
        ReadLine(
            " ".join(str(text).split()) if score >= LEAST_CONFIDENCE else "",
            box,
            round(float(score), 3),
        )
        for box, text, score in zip(boxes, texts, scores, strict=True)
    ]
