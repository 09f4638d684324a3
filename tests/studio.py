"""Recordings made for tests, with exact truth: what is seen and heard at every moment is known.

Everything is drawn or computed here (no file is needed) and the same on every machine, up to the
encoders' own choices.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import msgspec
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Picture = NDArray[np.uint8]
Samples = NDArray[np.float32]

WORDS = [
    "gradient",
    "matrix",
    "tensor",
    "kernel",
    "sampling",
    "entropy",
    "vector",
    "query",
    "index",
    "buffer",
    "cache",
    "thread",
    "signal",
    "river",
    "granite",
    "bronze",
    "harvest",
    "lantern",
    "meadow",
    "orbit",
    "pigment",
    "quartz",
    "ribbon",
    "saddle",
    "timber",
    "velvet",
]


# --- pictures ------------------------------------------------------------------------------------


def slide(
    number: int, lines: int = 5, *, size: tuple[int, int] = (640, 360), dark: bool = False
) -> Picture:
    """A slide with a title and some lines of text; the same number gives the same slide."""
    _width, height = size
    back, ink = ((24, 26, 34), (235, 235, 235)) if dark else ((252, 252, 250), (20, 20, 30))
    image = Image.new("RGB", size, back)
    draw = ImageDraw.Draw(image)
    unit = height / 18
    chosen = np.random.default_rng(number)
    title = f"{number}. " + " ".join(chosen.choice(WORDS, 3))
    draw.text((unit * 1.5, unit), title, fill=(30, 80, 160), font=font(unit * 1.7))
    for line in range(lines):
        text = " ".join(chosen.choice(WORDS, 5))
        draw.text((unit * 2, unit * (4 + line * 2)), f"- {text}", fill=ink, font=font(unit * 1.15))
    return np.asarray(image)


def blank(shade: int = 0, size: tuple[int, int] = (640, 360)) -> Picture:
    """One plain colour."""
    return np.full((size[1], size[0], 3), shade, dtype=np.uint8)


def camera(time: float, *, size: tuple[int, int] = (640, 360), scene: int = 0) -> Picture:
    """A talking head: a soft room, a head that sways, sensor noise; no sharp edge anywhere."""
    width, height = size
    x, y = np.meshgrid(np.linspace(-1, 1, width), np.linspace(-1, 1, height))
    room = 90 + 45 * np.sin(2.1 * x + scene * 1.7) + 35 * np.cos(1.7 * y - scene) + 20 * x * y
    sway, nod = 0.12 * math.sin(time * 1.3), 0.08 * math.sin(time * 2.1)
    head = np.exp(-((((x - sway) / 0.35) ** 2 + ((y + 0.1 - nod) / 0.5) ** 2) ** 2))
    mouth = np.exp(
        -(
            ((x - sway) / 0.1) ** 2
            + ((y - 0.1 - nod) / (0.03 + 0.03 * abs(math.sin(time * 9)))) ** 2
        )
    )
    shirt = np.exp(-(((x - sway / 2) / 0.7) ** 4 + ((y - 1.0) / 0.5) ** 4))
    noise = np.random.default_rng(int(time * 1000)).normal(0, 3, (height, width))
    red = room + 90 * head - 80 * mouth + 20 * shirt + noise
    green = room * 0.9 + 50 * head - 90 * mouth - 10 * shirt + noise
    blue = room * 0.8 + 30 * head - 80 * mouth + 60 * shirt + noise
    return np.clip(np.stack([red, green, blue], axis=-1), 0, 255).astype(np.uint8)


def inset(picture: Picture, time: float) -> Picture:
    """The speaker in the lower right corner, a fifth of the width."""
    height, width = picture.shape[:2]
    small = camera(time, size=(width // 5 // 2 * 2, height // 5 // 2 * 2))
    out = picture.copy()
    out[-small.shape[0] - 8 : -8, -small.shape[1] - 8 : -8] = small
    return out


def written(
    picture: Picture, text: str, *, at: tuple[float, float], scale: float = 0.06
) -> Picture:
    """Text on a dark box, as captions and clocks are burnt in; ``at`` in parts of the picture."""
    image = Image.fromarray(picture)
    draw = ImageDraw.Draw(image)
    spot = (at[0] * image.width, at[1] * image.height)
    face = font(image.height * scale)
    draw.rectangle(draw.textbbox(spot, text, font=face), fill=(0, 0, 0))
    draw.text(spot, text, fill=(255, 255, 255), font=face)
    return np.asarray(image)


def pointer(picture: Picture, time: float) -> Picture:
    """A mouse pointer on its way round the picture."""
    height, width = picture.shape[:2]
    x = int(width * (0.5 + 0.4 * math.sin(time * 0.7)))
    y = int(height * (0.5 + 0.4 * math.cos(time * 0.9)))
    image = Image.fromarray(picture)
    draw = ImageDraw.Draw(image)
    tall = height / 30
    arrow = [(x, y), (x, y + tall), (x + tall * 0.7, y + tall * 0.7)]
    draw.polygon(arrow, fill=(0, 0, 0), outline=(255, 255, 255))
    return np.asarray(image)


def faded(first: Picture, second: Picture, part: float) -> Picture:
    """The second picture over the first, ``part`` 0…1 of the way."""
    mixed = first.astype(np.float32) * (1 - part) + second.astype(np.float32) * part
    return mixed.astype(np.uint8)


def noisy(picture: Picture, time: float, strength: float = 4.0) -> Picture:
    """What a sensor or a cheap encoder adds."""
    noise = np.random.default_rng(int(time * 1000) + 7).normal(0, strength, picture.shape)
    return np.clip(picture + noise, 0, 255).astype(np.uint8)


def font(size: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Pillow's own face, so that no system font is needed."""
    return ImageFont.load_default(size=max(6.0, size))


# --- sound ---------------------------------------------------------------------------------------


def tone(seconds: float, rate: int = 48_000, pitch: float = 440.0, loud: float = 0.4) -> Samples:
    """A sine."""
    return (loud * np.sin(2 * np.pi * pitch * np.arange(round(seconds * rate)) / rate)).astype(
        np.float32
    )


def clicks(seconds: float, moments: Sequence[float], rate: int = 48_000) -> Samples:
    """Silence with a 20 ms burst of 1 kHz at each moment."""
    out = np.zeros(round(seconds * rate), dtype=np.float32)
    burst = tone(0.02, rate, 1000.0, 0.9)
    for moment in moments:
        at = round(moment * rate)
        out[at : at + burst.size] = burst[: max(0, out.size - at)]
    return out


# --- files ---------------------------------------------------------------------------------------


class Sound(msgspec.Struct, frozen=True):
    """A sound track: pieces of (start in seconds, samples), with holes in between if they say so."""

    pieces: Sequence[tuple[float, Samples]]
    rate: int = 48_000
    codec: str = "aac"
    language: str = ""
    title: str = ""


class Film(msgspec.Struct, frozen=True, kw_only=True):
    """A picture track: (time in seconds, picture) in order."""

    frames: Callable[[], Iterator[tuple[float, Picture]]]
    codec: str = "libx264"
    rate: int = 10
    keyframes: int = 20
    options: dict[str, str] = {}
    pixels: str = "yuv420p"
    ratio: Fraction | None = None


class Text(msgspec.Struct, frozen=True):
    """A subtitle track of (start, end, text)."""

    cues: Sequence[tuple[float, float, str]]
    codec: str = "mov_text"
    language: str = ""
    title: str = ""


def film(
    picture_at: Callable[[float], Picture],
    seconds: float,
    *,
    rate: int = 10,
    start: float = 0.0,
    **options: Any,
) -> Film:
    """A track of constant rate whose picture is a function of time."""

    def frames() -> Iterator[tuple[float, Picture]]:
        for number in range(round(seconds * rate)):
            yield start + number / rate, picture_at(number / rate)

    return Film(frames=frames, rate=rate, **options)


def shown(changes: Sequence[tuple[float, Picture]]) -> Callable[[float], Picture]:
    """The picture last begun at any time, for (start, picture) in order."""

    def at(time: float) -> Picture:
        current = changes[0][1]
        for start, picture in changes:
            if start <= time + 1e-9:
                current = picture
        return current

    return at


def record(
    path: Path,
    *,
    video: Film | None = None,
    sounds: Sequence[Sound] = (),
    texts: Sequence[Text] = (),
    chapters: Sequence[tuple[float, float, str]] = (),
    metadata: dict[str, str] | None = None,
    options: dict[str, str] | None = None,
) -> Path:
    """Write a recording; the container follows from the path's ending."""
    with av.open(str(path), "w", options=options or {}) as out:
        for name, value in (metadata or {}).items():
            out.metadata[name] = value
        if chapters:
            out.set_chapters(
                [
                    {
                        "id": number,
                        "start": round(start * 1000),
                        "end": round(end * 1000),
                        "time_base": Fraction(1, 1000),
                        "metadata": {"title": title},
                    }
                    for number, (start, end, title) in enumerate(chapters)
                ]
            )
        work = []
        if video is not None:
            work.append(_pictures(out, video))
        work += [_sounds(out, sound) for sound in sounds]
        work += [_texts(out, text) for text in texts]
        _interleave(out, work)
    return path


def _interleave(out: Any, work: list[Iterator[tuple[float, Any]]]) -> None:
    heads = [next(track, None) for track in work]
    while any(head is not None for head in heads):
        number = min(
            (n for n, head in enumerate(heads) if head is not None), key=lambda n: heads[n][0]
        )
        for packet in heads[number][1]:
            out.mux(packet)
        heads[number] = next(work[number], None)


def _pictures(out: Any, video: Film) -> Iterator[tuple[float, Any]]:
    frames = video.frames()
    first = next(frames)
    height, width = first[1].shape[:2]
    stream = out.add_stream(video.codec, rate=video.rate, options=video.options)
    stream.width, stream.height, stream.pix_fmt = width, height, video.pixels
    base = Fraction(1, 1000) if video.rate < 1000 else Fraction(1, 90_000)
    stream.time_base = stream.codec_context.time_base = base
    stream.codec_context.gop_size = video.keyframes
    if video.ratio is not None:
        stream.codec_context.sample_aspect_ratio = video.ratio

    def packets() -> Iterator[tuple[float, Any]]:
        for time, picture in _with(first, frames):
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame = frame.reformat(format=video.pixels, dst_colorspace=1 if height >= 720 else 5)
            frame.pts, frame.time_base = round(time / base), base
            yield time, stream.encode(frame)
        yield math.inf, stream.encode(None)

    return packets()


def _with(first: Any, rest: Iterator[Any]) -> Iterator[Any]:
    yield first
    yield from rest


def _sounds(out: Any, sound: Sound) -> Iterator[tuple[float, Any]]:
    stream = out.add_stream(sound.codec, rate=sound.rate, layout="mono")
    _name(stream, sound.language, sound.title)
    base = Fraction(1, sound.rate)
    stream.time_base = base
    form = stream.codec_context.format.name if stream.codec_context.format else "fltp"

    def packets() -> Iterator[tuple[float, Any]]:
        size = 1024
        for start, samples in sound.pieces:
            for offset in range(0, samples.size, size):
                piece = samples[offset : offset + size].reshape(1, -1)
                if form.startswith("s16"):
                    piece = (piece * 32767).astype(np.int16)
                elif form.startswith("s32"):
                    piece = (piece * 2147483000.0).astype(np.int32)
                frame = av.AudioFrame.from_ndarray(piece, format=form, layout="mono")
                frame.sample_rate = sound.rate
                frame.pts, frame.time_base = round(start * sound.rate) + offset, base
                yield start + offset / sound.rate, stream.encode(frame)
        yield math.inf, stream.encode(None)

    return packets()


_ASS_HEADER = b"""[Script Info]
ScriptType: v4.00+
[V4+ Styles]
Format: Name, Fontname, Fontsize
Style: Default,Arial,20
[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""


def _texts(out: Any, text: Text) -> Iterator[tuple[float, Any]]:
    stream = out.add_stream(text.codec)
    stream.codec_context.subtitle_header = _ASS_HEADER
    _name(stream, text.language, text.title)
    base = Fraction(1, 1000)
    stream.time_base = base

    def packets() -> Iterator[tuple[float, Any]]:
        for start, end, words in text.cues:
            encoded = words.encode()
            if text.codec == "mov_text":
                encoded = len(encoded).to_bytes(2, "big") + encoded
            elif text.codec == "ass":
                encoded = b"0,0,Default,,0,0,0,," + encoded
            packet = av.Packet(encoded)
            packet.stream, packet.time_base = stream, base
            packet.pts = packet.dts = round(start * 1000)
            packet.duration = round((end - start) * 1000)
            packet.is_keyframe = True
            yield start, [packet]

    return packets()


def _name(stream: Any, language: str, title: str) -> None:
    if language:
        stream.metadata["language"] = language
    if title:
        stream.metadata["title"] = title


# --- damage and odd files ------------------------------------------------------------------------


def cut(path: Path, part: float) -> Path:
    """Keep only the first part (0…1) of a file, as an interrupted copy does."""
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * part)])
    return path


def garbled(path: Path, start: float, end: float, seed: int = 1) -> Path:
    """Overwrite the bytes between two parts (0…1) of a file with noise."""
    content = bytearray(path.read_bytes())
    low, high = int(len(content) * start), int(len(content) * end)
    content[low:high] = np.random.default_rng(seed).bytes(high - low)
    path.write_bytes(bytes(content))
    return path


_MATRICES = {0: (1, 0, 0, 1), 90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}


def turned(path: Path, degrees: int) -> Path:
    """Set the display matrix of an MP4's picture track: players turn it clockwise by ``degrees``."""
    content = bytearray(path.read_bytes())
    a, b, c, d = (value & 0xFFFFFFFF for value in (v * 65536 for v in _MATRICES[degrees]))
    matrix = b"".join(v.to_bytes(4, "big") for v in (a, b, 0, c, d, 0, 0, 0, 0x40000000))
    at = content.find(b"tkhd")
    version = content[at + 4]
    offset = at + 4 + 4 + (32 if version else 20) + 16
    content[offset : offset + 36] = matrix
    path.write_bytes(bytes(content))
    return path
