"""Whisper's weights as whisper.cpp wants them, made in memory from a CTranslate2 model folder.

So both listeners hear with the same model: nothing is fetched or kept a second time. CTranslate2's file
is a list of named arrays, in which query, key and value are one; whisper.cpp's (ggml's) is a header, the
filters of the spectrogram, the vocabulary and the arrays under OpenAI's names, matrices as 16-bit floats.
Sources: ``ModelReader`` in CTranslate2's ``model.cc``, ``convert-pt-to-ggml.py`` of whisper.cpp.
"""

from __future__ import annotations

import io
import json
import mmap
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from readreel.core.errors import ModelError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.generic]

_MAGIC = 0x67676D6C
_FLOAT32, _FLOAT16 = 0, 1
_AUDIO_FRAMES, _FREQUENCIES = 1500, 201
_SPECIAL_FIRST = "<|endoftext|>"

_DTYPES = {0: np.float32, 1: np.int8, 2: np.int16, 3: np.int32, 4: np.float16}
"""CTranslate2's numbers of element types."""

_KEPT = ("decoder.positional_embedding", "encoder.positional_embedding")
"""Matrices that whisper.cpp reads as 32-bit floats."""


def ggml(folder: Path) -> memoryview:
    """The model in ``folder`` as the contents of a ggml file.

    Raises `ModelError` ``model.broken`` where its files are not those of a Whisper in CTranslate2's form.
    """
    try:
        arrays = _arrays(folder / "model.bin")
        tokens = _tokens(folder / "tokenizer.json")
        return _file(arrays, tokens)
    except (KeyError, IndexError, ValueError, struct.error, UnicodeError) as error:
        raise ModelError("model.broken", path=folder, reason=error) from error


def _file(arrays: dict[str, Array], tokens: list[bytes]) -> memoryview:
    vocabulary, width = arrays["decoder/embeddings/weight"].shape
    mels = arrays["encoder/conv1/weight"].shape[1]
    layers = {side: _layers(arrays, side) for side in ("encoder", "decoder")}
    heads = width // 64
    out = io.BytesIO()
    header = (
        *(vocabulary, _AUDIO_FRAMES, width, heads, layers["encoder"]),
        *(len(arrays["decoder/position_encodings/encodings"]), width, heads, layers["decoder"]),
        *(mels, _FLOAT16),
    )
    out.write(struct.pack("<12i", _MAGIC, *header))
    out.write(struct.pack("<2i", mels, _FREQUENCIES))
    out.write(_filters(mels).tobytes())
    out.write(struct.pack("<i", len(tokens)))
    for token in tokens:
        out.write(struct.pack("<i", len(token)) + token)
    for name, array in _named(arrays, layers):
        _write(out, name, array)
    return out.getbuffer()


def _write(out: BinaryIO, name: str, array: Array) -> None:
    if name in ("encoder.conv1.bias", "encoder.conv2.bias"):
        array = array.reshape(-1, 1)
    small = array.ndim > 1 and array.shape[-1] > 1 and name not in _KEPT
    data = np.ascontiguousarray(array, dtype=np.float16 if small else np.float32)
    spelled = name.encode()
    out.write(struct.pack("<3i", data.ndim, len(spelled), _FLOAT16 if small else _FLOAT32))
    out.write(struct.pack(f"<{data.ndim}i", *reversed(data.shape)))
    out.write(spelled)
    out.write(data.tobytes())


def _named(arrays: dict[str, Array], layers: dict[str, int]) -> Iterator[tuple[str, Array]]:
    """Every array under its name of OpenAI's."""
    yield "decoder.token_embedding.weight", arrays["decoder/embeddings/weight"]
    yield from _pair(arrays, "encoder/conv1", "encoder.conv1")
    yield from _pair(arrays, "encoder/conv2", "encoder.conv2")
    for side, last in (("encoder", "ln_post"), ("decoder", "ln")):
        yield f"{side}.positional_embedding", arrays[f"{side}/position_encodings/encodings"]
        yield from _normed(arrays, f"{side}/layer_norm", f"{side}.{last}")
        for layer in range(layers[side]):
            yield from _block(arrays, f"{side}/layer_{layer}", f"{side}.blocks.{layer}")


def _block(arrays: dict[str, Array], old: str, new: str) -> Iterator[tuple[str, Array]]:
    fused = _split(arrays, f"{old}/self_attention/linear_0", ("query", "key", "value"))
    yield from ((f"{new}.attn.{name}", array) for name, array in fused)
    yield from _pair(arrays, f"{old}/self_attention/linear_1", f"{new}.attn.out")
    yield from _normed(arrays, f"{old}/self_attention/layer_norm", f"{new}.attn_ln")
    if f"{old}/attention/linear_0/weight" in arrays:
        yield from _pair(arrays, f"{old}/attention/linear_0", f"{new}.cross_attn.query")
        fused = _split(arrays, f"{old}/attention/linear_1", ("key", "value"))
        yield from ((f"{new}.cross_attn.{name}", array) for name, array in fused)
        yield from _pair(arrays, f"{old}/attention/linear_2", f"{new}.cross_attn.out")
        yield from _normed(arrays, f"{old}/attention/layer_norm", f"{new}.cross_attn_ln")
    yield from _pair(arrays, f"{old}/ffn/linear_0", f"{new}.mlp.0")
    yield from _pair(arrays, f"{old}/ffn/linear_1", f"{new}.mlp.2")
    yield from _normed(arrays, f"{old}/ffn/layer_norm", f"{new}.mlp_ln")


def _pair(arrays: dict[str, Array], old: str, new: str) -> Iterator[tuple[str, Array]]:
    yield f"{new}.weight", arrays[f"{old}/weight"]
    yield f"{new}.bias", arrays[f"{old}/bias"]


def _normed(arrays: dict[str, Array], old: str, new: str) -> Iterator[tuple[str, Array]]:
    yield f"{new}.weight", arrays[f"{old}/gamma"]
    yield f"{new}.bias", arrays[f"{old}/beta"]


def _split(
    arrays: dict[str, Array], old: str, names: tuple[str, ...]
) -> Iterator[tuple[str, Array]]:
    """The parts of a fused projection; Whisper's keys have no bias."""
    for kind in ("weight", "bias"):
        parts = np.split(arrays[f"{old}/{kind}"], len(names))
        for name, part in zip(names, parts, strict=True):
            if (name, kind) != ("key", "bias"):
                yield f"{name}.{kind}", part


def _layers(arrays: dict[str, Array], side: str) -> int:
    ends = "/self_attention/linear_0/weight"
    return sum(name.startswith(side) and name.endswith(ends) for name in arrays)


def _arrays(path: Path) -> dict[str, Array]:
    """The arrays of a CTranslate2 file; 8-bit ones, each row with its scale, as 32-bit floats.

    The file is mapped, not read: a large model would not fit the memory twice.
    """
    with path.open("rb") as file:
        held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    at = 0

    def number(form: str) -> int:
        nonlocal at
        (value,) = struct.unpack_from(f"<{form}", held, at)
        at += struct.calcsize(form)
        return int(value)

    def text() -> str:
        nonlocal at
        size = number("H")
        at += size
        return held[at - size : at - 1].decode()

    number("I")
    if text() != "WhisperSpec":
        raise ValueError("not a Whisper")
    number("I")
    found: dict[str, Array] = {}
    for _ in range(number("I")):
        name = text()
        shape = [number("I") for _ in range(number("B"))]
        kind = np.dtype(_DTYPES[number("B")])
        size = number("I")
        array = np.frombuffer(held, kind, size // kind.itemsize, at)
        found[name] = array.reshape(shape)
        at += size
    return {
        name: _plain(array, found.get(f"{name}_scale"))
        for name, array in found.items()
        if array.ndim and not name.endswith("_scale")
    }


def _plain(array: Array, scale: Array | None) -> Array:
    if scale is None:
        return array if array.dtype == np.float16 else array.astype(np.float32)
    rows = scale.astype(np.float32).reshape(-1, *[1] * (array.ndim - 1))
    return array.astype(np.float32) / rows


def _tokens(path: Path) -> list[bytes]:
    """The bytes of every token before the special ones, in order."""
    model = json.loads(path.read_text(encoding="utf-8"))["model"]["vocab"]
    known = sorted((place, token) for token, place in model.items())
    letters = _letters()
    return [
        bytes(letters[letter] for letter in token)
        for place, token in known
        if token != _SPECIAL_FIRST and not (token.startswith("<|") and token.endswith("|>"))
    ]


def _letters() -> dict[str, int]:
    """The byte that each letter of a byte-level vocabulary stands for (GPT-2's ``bytes_to_unicode``)."""
    plain = [*range(ord("!"), ord("~") + 1), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in plain]
    return {chr(byte): byte for byte in plain} | {chr(256 + n): b for n, b in enumerate(others)}


def _filters(mels: int) -> NDArray[np.float32]:
    """The mel filters, shape (mels, 201)."""
    from faster_whisper.feature_extractor import FeatureExtractor

    return np.asarray(FeatureExtractor(feature_size=mels).mel_filters, dtype=np.float32)
