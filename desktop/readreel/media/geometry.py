"""The right way up and the right shape: rotation and pixels that are not square."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

_WIDEST_PIXEL = 5


def shape_of(frame: VideoFrame, stream: VideoStream) -> tuple[int, int, int]:
    """Width and height in square pixels, upright, and the rotation in degrees clockwise."""
    width, height = square(frame, stream)
    rotation = -frame.rotation % 360
    quarter = round(rotation / 90) % 4
    if quarter % 2:
        width, height = height, width
    return width, height, quarter * 90


def square(frame: VideoFrame, stream: VideoStream) -> tuple[int, int]:
    """Width and height before rotation once pixels are square; nothing is ever made smaller."""
    ratio = _pixel_ratio(stream)
    if ratio > 1:
        return max(1, round(frame.width * ratio)), frame.height
    return frame.width, max(1, round(frame.height / ratio))


def upright(rgb: NDArray[np.uint8], frame: VideoFrame) -> NDArray[np.uint8]:
    """The picture turned by the frame's display matrix to the nearest quarter."""
    quarters = round(frame.rotation / 90) % 4  # counterclockwise, as FFmpeg counts
    return np.ascontiguousarray(np.rot90(rgb, quarters)) if quarters else rgb


def _pixel_ratio(stream: VideoStream) -> Fraction:
    ratio = stream.sample_aspect_ratio
    if not ratio or ratio <= 0:
        return Fraction(1)
    wild = ratio > _WIDEST_PIXEL or ratio < Fraction(1, _WIDEST_PIXEL)
    return Fraction(1) if wild else Fraction(ratio)
