"""Recordings whose pictures are odd in some way; every one is drawn here, the same each time.

Where slides are shown, they are those of `SLIDES`, each for `EACH` seconds, so that what an oddity must
not change is known: how many stills there are, and when.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.stream import Disposition

import studio

SLIDES = 5
EACH = 6.0
LENGTH = SLIDES * EACH
SIZE = (640, 360)
WORDS = "the river carries granite and bronze past the harbour while the harvest waits"


def slides(time: float, size: tuple[int, int] = SIZE) -> studio.Picture:
    """The slide on the screen at a time in seconds."""
    return studio.slide(1 + int(time / EACH + 1e-6), size=size)


def captions(path: Path, seconds: float, shift: float = 0.0) -> Path:
    """Subtitles beside a recording, so that nobody has to listen: a sentence for every three seconds."""
    cues = []
    for number in range(max(1, int(seconds // 3))):
        start = shift + number * 3.0
        words = f"Sentence {number + 1} says that {WORDS}."
        cues.append(f"{number + 1}\n{_stamp(start)} --> {_stamp(start + 2.8)}\n{words}\n")
    path.with_suffix(".srt").write_text("\n".join(cues), encoding="utf-8")
    return path


def _stamp(time: float) -> str:
    whole, thousandths = divmod(round(time * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02},{thousandths:03}"


# --- what is shown ---------------------------------------------------------------------------------


def photograph(number: int, size: tuple[int, int] = SIZE) -> studio.Picture:
    """Hills under a sky with clouds, grain and all: many shades, edges everywhere, no writing."""
    width, height = size
    chance = np.random.default_rng(number)
    sky = 120 + 90 * _clouds(chance, width, height, 5)
    ground = 30 + 150 * _clouds(chance, width, height, 7)
    across = np.linspace(0, 1, width)
    hills = 0.45 + 0.12 * np.sin(across * chance.uniform(4, 9) + number)
    hills += 0.05 * np.sin(across * chance.uniform(20, 40))
    below = np.linspace(0, 1, height)[:, None] > hills[None, :]
    grey = np.where(below, ground, sky) + chance.normal(0, 4, (height, width))
    tint = np.where(below[..., None], chance.uniform(0.5, 1.1, 3), chance.uniform(0.8, 1.2, 3))
    return np.asarray(np.clip(grey[..., None] * tint, 0, 255).astype(np.uint8))


def _clouds(chance: np.random.Generator, width: int, height: int, octaves: int) -> Any:
    """Noise of many sizes, 0…1, as clouds, leaves and stones have it."""
    total = np.zeros((height, width))
    for octave in range(octaves):
        cells = 2 ** (octave + 1)
        coarse = chance.normal(0, 1, (cells + 2, cells + 2))
        y, x = np.linspace(0, cells, height)[:, None], np.linspace(0, cells, width)[None, :]
        row, column = y.astype(int), x.astype(int)
        dy, dx = y - row, x - column
        upper = coarse[row, column] * (1 - dx) + coarse[row, column + 1] * dx
        lower = coarse[row + 1, column] * (1 - dx) + coarse[row + 1, column + 1] * dx
        total += (upper * (1 - dy) + lower * dy) / 1.6**octave
    return (total - total.min()) / (total.max() - total.min())


def static(time: float, size: tuple[int, int] = SIZE) -> studio.Picture:
    """White noise, another for every moment."""
    chance = np.random.default_rng(round(time * 1000))
    grey = chance.integers(0, 256, (size[1], size[0], 1), dtype=np.uint8)
    return np.asarray(np.repeat(grey, 3, axis=2))


def laced(time: float) -> studio.Picture:
    """Slides that slide in from the right, as two half pictures a fiftieth of a second apart."""

    def half(moment: float) -> studio.Picture:
        into = moment % EACH
        shift = round(max(0.0, 1.0 - into) * SIZE[0])
        return np.asarray(np.roll(slides(moment), shift, axis=1))

    picture = half(time).copy()
    picture[1::2] = half(time + 0.02)[1::2]
    return picture


# --- what it is put in -----------------------------------------------------------------------------


def shown(path: Path, picture_at: Callable[[float], studio.Picture] = slides, **how: Any) -> Path:
    """A recording of ``picture_at`` without sound."""
    seconds = how.pop("seconds", LENGTH)
    return studio.record(path, video=studio.film(picture_at, seconds, **how))


def sound_alone(path: Path) -> Path:
    """No picture stream at all."""
    return studio.record(path, sounds=[studio.Sound([(0.0, studio.tone(12.0))])])


def a_single_pixel(path: Path) -> Path:
    """Sound, and pictures of one pixel that changes (``path`` ends in .mkv)."""
    pictures = studio.film(
        lambda time: studio.blank(int(time) % 2 * 255, (1, 1)), 12.0, codec="ffv1", pixels="yuv444p"
    )
    return studio.record(path, video=pictures, sounds=[studio.Sound([(0.0, studio.tone(12.0))])])


def interlaced(path: Path) -> Path:
    """Slides that slide in, as television stores them."""
    return shown(path, laced, rate=25, options={"x264-params": "tff=1:interlaced=1"})


_SOUND_CODECS = {".mp3": "libmp3lame", ".flac": "flac"}


def cover_art(path: Path) -> Path:
    """Sound, and as its only picture stream the cover of the record (.mp4, .m4a, .mp3 or .flac)."""
    # the muxer that is chosen for .m4a takes no JPEG, though players write such files
    with av.open(str(path), "w", format="mp4" if path.suffix == ".m4a" else None) as out:
        sound = out.add_stream(_SOUND_CODECS.get(path.suffix, "aac"), rate=48_000, layout="mono")
        cover = out.add_stream("mjpeg", rate=1)
        cover.width, cover.height, cover.pix_fmt = *SIZE, "yuvj420p"
        cover.disposition = Disposition.attached_pic
        out.start_encoding()
        frame = av.VideoFrame.from_ndarray(photograph(1), format="rgb24")
        frame = frame.reformat(format="yuvj420p")
        frame.pts, frame.time_base = 0, Fraction(1, 1)
        for packet in (*cover.encode(frame), *cover.encode(None)):
            out.mux(packet)
        samples = studio.tone(12.0)
        turned = av.AudioResampler(format=sound.codec_context.format, layout="mono", rate=48_000)
        size = sound.codec_context.frame_size or 1024
        for offset in range(0, samples.size, size):
            piece = samples[offset : offset + size].reshape(1, -1)
            wave = av.AudioFrame.from_ndarray(piece, format="fltp", layout="mono")
            wave.sample_rate, wave.pts = 48_000, offset
            for fitting in turned.resample(wave):
                out.mux(sound.encode(fitting))
        out.mux(sound.encode(None))
    return path


def uneven(path: Path) -> Path:
    """A variable frame rate: a frame where something changes, a few at odd moments, then none."""

    def frames() -> Iterator[tuple[float, studio.Picture]]:
        for number in range(SLIDES):
            for late in (0.0, 0.033, 0.4, 1.1 + 0.37 * number):
                yield number * EACH + late, slides(number * EACH)
        yield LENGTH - 0.1, slides(LENGTH - 1)

    return studio.record(path, video=studio.Film(frames=frames, rate=30, keyframes=6))


def another_size_in_the_middle(path: Path) -> Path:
    """A transport stream whose pictures are 640×360 first, 1280×720 from the third slide on, then 4:3."""
    parts = [((640, 360), 0.0, 12.0), ((1280, 720), 12.0, 24.0), ((480, 360), 24.0, LENGTH)]
    with av.open(str(path), "w", format="mpegts") as out:
        stream = out.add_stream("libx264", rate=10, options={"preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = 640, 360, "yuv420p"
        out.start_encoding()
        for size, start, end in parts:
            for packet in _encoded(size, start, end):
                packet.stream = stream
                out.mux(packet)
    return path


def _encoded(size: tuple[int, int], start: float, end: float) -> Iterator[Any]:
    encoder = av.CodecContext.create("libx264", "w")
    encoder.width, encoder.height, encoder.pix_fmt = *size, "yuv420p"
    encoder.time_base, encoder.gop_size = Fraction(1, 10), 20
    encoder.options = {"preset": "ultrafast", "bf": "0"}
    for number in range(round(start * 10), round(end * 10)):
        frame = av.VideoFrame.from_ndarray(slides(number / 10, size), format="rgb24")
        frame = frame.reformat(format="yuv420p")
        frame.pts, frame.time_base = number, Fraction(1, 10)
        yield from encoder.encode(frame)
    yield from encoder.encode(None)


def beginning_at(path: Path, start: float) -> Path:
    """Slides whose first time stamp is not 0 but ``start`` seconds."""
    film = studio.film(slides, LENGTH, start=start, options={"bf": "0"})
    return studio.record(path, video=film, options={"avoid_negative_ts": "disabled"})


def typed(path: Path, seconds: float = 20.0, size: tuple[int, int] = (1280, 720)) -> Path:
    """A screencast at 60 frames a second: lines of a program grow sign by sign, a pointer moves."""
    text = [f"value_{n} = compute({n}, width={n * 7})" for n in range(12)]

    def at(time: float) -> studio.Picture:
        signs = int(time * 14)
        page = studio.blank(30, size)
        for number, line in enumerate(text):
            if signs <= 0:
                break
            place = (0.06, 0.05 + number * 0.07)
            page = studio.written(page, line[:signs], at=place, scale=0.035)
            signs -= len(line)
        return studio.pointer(page, time)

    options = {"preset": "ultrafast"}
    return shown(path, at, seconds=seconds, rate=60, keyframes=300, options=options)


def still_for_hours(path: Path, hours: float, size: tuple[int, int] = SIZE) -> Path:
    """Slides that change every ten minutes, one picture every two seconds."""
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=1, options={"preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        stream.time_base = stream.codec_context.time_base = Fraction(1, 1000)
        stream.codec_context.gop_size = 30
        frame = None
        for number in range(math.ceil(hours * 1800)):
            if number % 300 == 0:
                page = studio.slide(1 + number // 300, size=size)
                frame = av.VideoFrame.from_ndarray(page, format="rgb24")
                frame = frame.reformat(format="yuv420p")
            assert frame is not None
            frame.pts, frame.time_base = number * 2000, Fraction(1, 1000)
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return path


# --- what becomes of it --------------------------------------------------------------------------

DAMAGES = ("zeros", "noise", "flips")


def damaged(path: Path, how: str, seed: int) -> Path:
    """Slides of whose bytes a quarter in the middle is lost in one of the ways of `DAMAGES`."""
    shown(path)
    content, chance = bytearray(path.read_bytes()), random.Random(seed)
    low = int(len(content) * chance.uniform(0.25, 0.5))
    high = low + len(content) // 4
    if how == "flips":
        for _ in range(100):
            content[chance.randrange(low, high)] ^= 1 << chance.randrange(8)
    else:
        content[low:high] = bytes(high - low) if how == "zeros" else chance.randbytes(high - low)
    path.write_bytes(bytes(content))
    return path
