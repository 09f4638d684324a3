"""Recordings in every common container, and what bad disks and broken copies make of them; all seeded."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np

import studio

KINDS: dict[str, tuple[str | None, str | None]] = {
    "h264.mp4": ("libx264", "aac"),
    "hevc.mp4": ("libx265", "aac"),
    "h264.mkv": ("libx264", "flac"),
    "vp8.webm": ("libvpx", "libopus"),
    "vp9.webm": ("libvpx-vp9", "libopus"),
    "mpeg4.avi": ("mpeg4", "mp2"),
    "h264.ts": ("libx264", "mp2"),
    "h264.mov": ("libx264", "pcm_s16le"),
    "h264.flv": ("libx264", "aac"),
    "sound.wav": (None, "pcm_s16le"),
    "sound.mp3": (None, "mp3"),
    "sound.flac": (None, "flac"),
    "sound.ogg": (None, "libopus"),
    "sound.m4a": (None, "aac"),
}
"""Ending of the file: codec of the pictures, codec of the sound."""


def seeds(folder: Path) -> list[Path]:
    """One short, sound recording of every kind."""
    return [_seed(folder / name, *codecs) for name, codecs in KINDS.items()]


def _seed(path: Path, picture: str | None, sound: str | None) -> Path:
    slides = studio.shown(
        [(0.0, studio.slide(1, size=(320, 180))), (2.0, studio.slide(2, size=(320, 180)))]
    )
    if sound == "mp3":
        return _mp3(path)
    film = studio.film(slides, 4.0, codec=picture) if picture else None
    tones = studio.Sound([(0.0, studio.tone(4.0))], codec=sound) if sound else None
    return studio.record(path, video=film, sounds=[tones] if tones else [])


def _mp3(path: Path) -> Path:
    # The encoder takes 32-bit integers first, which the studio does not speak.
    samples = (studio.tone(4.0) * 2**30).astype(np.int32)
    with av.open(str(path), "w") as out:
        stream = out.add_stream("mp3", rate=48_000, layout="mono")
        for offset in range(0, samples.size, 1152):
            piece = samples[offset : offset + 1152].reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(piece, format="s32p", layout="mono")
            frame.sample_rate, frame.pts = 48_000, offset
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return path


def mutants(folder: Path, origins: list[Path], count: int, seed: int) -> list[Path]:
    """So many damaged files, spread evenly over the kinds; the same for the same seed."""
    chance = random.Random(seed)
    contents = [path.read_bytes() for path in origins]
    found = []
    for number in range(count):
        origin, content = origins[number % len(origins)], contents[number % len(origins)]
        name, damage = chance.choice(DAMAGES)
        path = folder / f"{number:05d}-{name}-{origin.name}"
        path.write_bytes(bytes(damage(bytearray(content), chance)))
        found.append(path)
    return found


Damage = Callable[[bytearray, random.Random], bytearray]


def _cut(content: bytearray, chance: random.Random) -> bytearray:
    return content[: chance.randrange(1, len(content))]


def _headless(content: bytearray, chance: random.Random) -> bytearray:
    return content[chance.randrange(1, len(content) // 2) :]


def _flipped(content: bytearray, chance: random.Random) -> bytearray:
    for _ in range(chance.choice([1, 8, 64, 512])):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return content


def _flipped_head(content: bytearray, chance: random.Random) -> bytearray:
    for _ in range(chance.choice([1, 4, 16])):
        content[chance.randrange(min(2048, len(content)))] = chance.randrange(256)
    return content


def _flipped_tail(content: bytearray, chance: random.Random) -> bytearray:
    # Where MP4 and Matroska keep their tables when a recorder closed the file.
    for _ in range(chance.choice([1, 4, 16])):
        content[-chance.randrange(1, min(4096, len(content)))] = chance.randrange(256)
    return content


def _zeroed(content: bytearray, chance: random.Random) -> bytearray:
    low, high = sorted(chance.randrange(len(content)) for _ in range(2))
    content[low:high] = bytes(high - low)
    return content


def _noise(content: bytearray, chance: random.Random) -> bytearray:
    low = chance.randrange(len(content))
    high = min(len(content), low + chance.choice([16, 1024, 16384]))
    content[low:high] = chance.randbytes(high - low)
    return content


def _hole(content: bytearray, chance: random.Random) -> bytearray:
    low, high = sorted(chance.randrange(len(content)) for _ in range(2))
    return content[:low] + content[high:]


def _twice(content: bytearray, chance: random.Random) -> bytearray:
    low, high = sorted(chance.randrange(len(content)) for _ in range(2))
    return content[:high] + content[low:]


def _huge_numbers(content: bytearray, chance: random.Random) -> bytearray:
    for _ in range(chance.choice([1, 3])):
        at = chance.randrange(max(1, len(content) - 4))
        content[at : at + 4] = chance.choice(
            [b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\0\0\0\0"]
        )
    return content


DAMAGES: list[tuple[str, Damage]] = [
    ("cut", _cut),
    ("headless", _headless),
    ("flipped", _flipped),
    ("flipped-head", _flipped_head),
    ("flipped-tail", _flipped_tail),
    ("zeroed", _zeroed),
    ("noise", _noise),
    ("hole", _hole),
    ("twice", _twice),
    ("huge", _huge_numbers),
]
