"""Any decoded picture as 8-bit sRGB: matrix, range, and high dynamic range brought down to a screen.

PQ is SMPTE ST 2084, HLG is ARIB STD-B67; both after ITU-R BT.2100. Reference white is 203 nits
(ITU-R BT.2408): what was paper white stays white, highlights above roll off smoothly.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace, Interpolation
from numpy.typing import NDArray

_PQ, _HLG = 16, 18
_BT2020 = 9
_REFERENCE_WHITE = 203.0
_KNEE = 0.75
_HD_HEIGHT = 720
# AVColorSpace → swscale's matrices; 2 is "unspecified".
_MATRICES = {
    1: Colorspace.ITU709,
    4: Colorspace.FCC,
    5: Colorspace.ITU601,
    6: Colorspace.ITU601,
    7: Colorspace.SMPTE240M,
    9: Colorspace.BT2020,
    10: Colorspace.BT2020,
}
_TO_BT709 = np.array(
    [[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]],
    dtype=np.float32,
)


def is_hdr(frame: VideoFrame) -> bool:
    """Whether the picture is meant for a brighter screen than this one."""
    return frame.color_trc in (_PQ, _HLG)


def to_rgb(frame: VideoFrame, width: int, height: int) -> NDArray[np.uint8]:
    """The frame at a size in pixels as sRGB, shape (height, width, 3), not yet turned upright."""
    hdr = is_hdr(frame)
    scaled = frame.reformat(
        width=width,
        height=height,
        format="rgb48le" if hdr else "rgb24",
        interpolation=Interpolation.BICUBIC | Interpolation.ACCURATE_RND,
        threads=1,
        **_source(frame),
    )
    rgb = scaled.to_ndarray()
    if hdr:
        return tone_mapped(rgb.astype(np.uint16, copy=False), frame)
    return rgb.astype(np.uint8, copy=False)


def to_grey(frame: VideoFrame, width: int, height: int) -> NDArray[np.uint8]:
    """The frame's brightness at a size in pixels, shape (height, width), quickly: colour is left alone."""
    scaled = frame.reformat(
        width=width,
        height=height,
        format="gray",
        interpolation=Interpolation.AREA,
        threads=1,
        **_source(frame),
    )
    grey: NDArray[np.uint8] = scaled.to_ndarray().astype(np.uint8, copy=False)
    if is_hdr(frame):
        ramp = np.repeat((np.arange(256, dtype=np.uint16) * 257)[None, :, None], 3, axis=2)
        grey = tone_mapped(ramp, frame)[0, :, 1][grey]
    return grey


def _source(frame: VideoFrame) -> dict[str, int]:
    name = frame.format.name
    if name.startswith(("rgb", "bgr", "gbr", "pal", "mono", "argb", "abgr")):
        return {}
    unknown = Colorspace.ITU709 if frame.height >= _HD_HEIGHT else Colorspace.ITU601
    full = frame.color_range == ColorRange.JPEG or name.startswith("yuvj")
    return {
        "src_colorspace": _MATRICES.get(int(frame.colorspace), unknown),
        "dst_colorspace": Colorspace.ITU709,
        "src_color_range": ColorRange.JPEG if full else ColorRange.MPEG,
        "dst_color_range": ColorRange.JPEG,
    }


def tone_mapped(rgb: NDArray[np.uint16], frame: VideoFrame) -> NDArray[np.uint8]:
    """16-bit PQ or HLG samples to 8-bit sRGB, in strips so that 8K does not need gigabytes."""
    out = np.empty(rgb.shape, dtype=np.uint8)
    light = _pq_light() if frame.color_trc == _PQ else _hlg_light()
    wide = frame.color_primaries == _BT2020 or int(frame.colorspace) in (9, 10)
    for top in range(0, rgb.shape[0], 256):
        linear = light[rgb[top : top + 256]]
        if frame.color_trc == _HLG:
            # The system gamma of 1.2 acts on luminance; reference white (75 % signal) lands at 203 nits.
            luminance = linear @ np.array([0.2627, 0.678, 0.0593], dtype=np.float32)
            linear = linear * np.power(np.maximum(luminance, 1e-6), 0.2)[..., None]
            linear *= 1000.0 / _REFERENCE_WHITE
        if wide:
            linear = linear @ _TO_BT709.T
        mapped = _roll_off(np.maximum(linear, 0.0))
        out[top : top + 256] = _srgb()[np.rint(mapped * 4095).astype(np.uint16)]
    return out


def _roll_off(linear: NDArray[np.float32]) -> NDArray[np.float32]:
    """Unchanged to the knee, then towards 1 without ever reaching it; hue kept by the largest channel."""
    peak = linear.max(axis=-1, keepdims=True)
    room = 1.0 - _KNEE
    soft = _KNEE + room * (1.0 - np.exp(-(peak - _KNEE) / room))
    scale = np.where(peak > _KNEE, soft / np.maximum(peak, 1e-6), 1.0)
    return np.minimum(linear * scale, 1.0)


@cache
def _pq_light() -> NDArray[np.float32]:
    """Linear light for each 16-bit PQ value, 1.0 at reference white."""
    m1, m2 = 2610 / 16384, 2523 / 4096 * 128
    c1, c2, c3 = 3424 / 4096, 2413 / 4096 * 32, 2392 / 4096 * 32
    power = np.power(np.linspace(0, 1, 65536), 1 / m2)
    nits = 10_000 * np.power(np.maximum(power - c1, 0) / (c2 - c3 * power), 1 / m1)
    return (nits / _REFERENCE_WHITE).astype(np.float32)


@cache
def _hlg_light() -> NDArray[np.float32]:
    """Scene light 0…1 for each 16-bit HLG value."""
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    signal = np.linspace(0, 1, 65536)
    return np.where(signal <= 0.5, signal**2 / 3, (np.exp((signal - c) / a) + b) / 12).astype(
        np.float32
    )


@cache
def _srgb() -> NDArray[np.uint8]:
    """8-bit sRGB for linear light in 4096 steps."""
    light = np.linspace(0, 1, 4096)
    encoded = np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
    table: NDArray[np.uint8] = np.rint(encoded * 255).astype(np.uint8)
    return table
