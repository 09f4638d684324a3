"""Reading: RapidOCR behind `core.engines.ScreenReader`; the only importer of it, ONNX Runtime and OpenCV.

Guarantees: nothing is fetched (the PP-OCRv6 "small" models ship inside the wheel), and the same picture
gives the same lines. The bundled recogniser reads Latin scripts with their accents, Chinese (simplified
and traditional) and Japanese, digits and the signs of program code; Cyrillic, Arabic, Hebrew, Korean and
Indic scripts are beyond it, and come out as few lines of low confidence, which are dropped here.

OpenCV brings an FFmpeg of its own, which must not share a process with PyAV's: this module is imported
in the child of the read step only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readreel.core.engines import ReadLine
from readreel.core.errors import EngineError

if TYPE_CHECKING:
    import numpy as np
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
        "Global.text_score": LEAST_CONFIDENCE,
        # Lines on a screen are upright; the classifier that would turn them over costs a tenth.
        "Global.use_cls": False,
        # The preset enlarges a narrow band until its short side has 736 pixels: four times the work.
        "Det.limit_type": "max",
        "Det.limit_side_len": 2000,
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
        found = self._engine(rgb[:, :, ::-1], use_cls=False)
        if found.txts is None or found.boxes is None:
            return []
        lines = [
            ReadLine(
                text=" ".join(str(text).split()),
                box=(
                    max(0, int(box[:, 0].min())),
                    max(0, int(box[:, 1].min())),
                    int(box[:, 0].max()),
                    int(box[:, 1].max()),
                ),
                confidence=round(float(score), 3),
            )
            for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
        ]
        return [line for line in lines if line.text]
