"""The header of a GGUF file, read in plain Python: a file that lies about itself never meets native code.

Source: the GGUF specification of the ggml project, versions 2 and 3, little-endian. Every length is
checked against the file before it is used, so a mutated header costs a refusal, not memory.
"""

from __future__ import annotations

import mmap
import struct
from pathlib import Path

import msgspec

from readreel.core.errors import ModelError

_SCALARS = {
    0: "B",
    1: "b",
    2: "H",
    3: "h",
    4: "I",
    5: "i",
    6: "f",
    7: "?",
    10: "Q",
    11: "q",
    12: "d",
}
_STRING, _ARRAY = 8, 9
_MOST_KEYS = 4_096
_MOST_TENSORS = 65_536
_MOST_NESTING = 4

_BLOCKS = {
    0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24), 8: (32, 34), 9: (32, 36),
    10: (256, 84), 11: (256, 110), 12: (256, 144), 13: (256, 176), 14: (256, 210), 15: (256, 292),
    16: (256, 66), 17: (256, 74), 18: (256, 98), 19: (256, 50), 20: (32, 18), 21: (256, 110),
    22: (256, 82), 23: (256, 136), 24: (1, 1), 25: (1, 2), 26: (1, 4), 27: (1, 8), 28: (1, 8),
    29: (256, 56), 30: (1, 2), 34: (256, 54), 35: (256, 66), 39: (32, 17),
}  # fmt: skip
"""Tensor types: elements of a block and its bytes. A type not listed is not measured."""


class Header(msgspec.Struct, frozen=True):
    """What a GGUF file says of itself; ``context_tokens`` is 0 and texts are empty where it is silent."""

    version: int
    architecture: str
    name: str
    licence: str
    context_tokens: int
    chat_template: str


class _Malformed(Exception):
    pass


class _Reader:
    """A cursor over the file that refuses to leave it."""

    def __init__(self, data: mmap.mmap) -> None:
        self._data = data
        self._at = 0

    @property
    def at(self) -> int:
        return self._at

    def skip(self, count: int) -> int:
        start = self._at
        if count < 0 or start + count > len(self._data):
            raise _Malformed("it ends too early")
        self._at = start + count
        return start

    def number(self, code: str) -> int:
        size = struct.calcsize(f"<{code}")
        return int(struct.unpack_from(f"<{code}", self._data, self.skip(size))[0])

    def text(self) -> str:
        length = self.number("Q")
        start = self.skip(length)
        return self._data[start : start + length].decode("utf-8", "replace")

    def value(self, kind: int, depth: int = 0) -> object:
        """A scalar or text; arrays are passed over and give None."""
        if kind == _STRING:
            return self.text()
        if kind == _ARRAY:
            self._pass_array(depth)
            return None
        if kind not in _SCALARS:
            raise _Malformed(f"it holds a value of the unknown type {kind}")
        size = struct.calcsize(f"<{_SCALARS[kind]}")
        found: object = struct.unpack_from(f"<{_SCALARS[kind]}", self._data, self.skip(size))[0]
        return found

    def _pass_array(self, depth: int) -> None:
        kind, count = self.number("I"), self.number("Q")
        if kind in _SCALARS:
            self.skip(count * struct.calcsize(f"<{_SCALARS[kind]}"))
            return
        if depth >= _MOST_NESTING or count > len(self._data):
            raise _Malformed("its lists make no sense")
        for _ in range(count):
            if kind == _STRING:
                self.skip(self.number("Q"))
            else:
                self.value(kind, depth + 1)


def read_header(path: Path) -> Header:
    """The header of a file; raises `ModelError` ``model.format`` for anything that is no whole GGUF."""
    try:
        with path.open("rb") as file:
            if file.read(4) != b"GGUF":
                raise _Malformed("it does not begin like a GGUF file")
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                return _read(_Reader(data), len(data))
    except _Malformed as error:
        raise ModelError("model.format", file=path, reason=error) from error


def _read(reader: _Reader, size: int) -> Header:
    reader.skip(4)
    version, tensors, keys = reader.number("I"), reader.number("Q"), reader.number("Q")
    if version not in (2, 3):
        raise _Malformed(f"its format version {version} is not known")
    if not 0 < tensors <= _MOST_TENSORS or keys > _MOST_KEYS:
        raise _Malformed("its header makes no sense")
    facts: dict[str, object] = {}
    for _ in range(keys):
        key = reader.text()
        facts[key] = reader.value(reader.number("I"))
    _check_tensors(reader, tensors, _number(facts, "general.alignment") or 32, size)
    architecture = _text(facts, "general.architecture")
    return Header(
        version=version,
        architecture=architecture,
        name=_text(facts, "general.name"),
        licence=_text(facts, "general.license"),
        context_tokens=_number(facts, f"{architecture}.context_length"),
        chat_template=_text(facts, "tokenizer.chat_template"),
    )


def _check_tensors(reader: _Reader, count: int, alignment: int, size: int) -> None:
    """Refuse a file that ends before its last tensor does."""
    end = 0
    for _ in range(count):
        reader.text()
        dimensions = reader.number("I")
        if dimensions > 8:
            raise _Malformed("a tensor makes no sense")
        elements = 1
        for _ in range(dimensions):
            elements *= reader.number("Q")
        per_block, block = _BLOCKS.get(reader.number("I"), (1, 0))
        end = max(end, reader.number("Q") + -(-elements // per_block) * block)
    start = -(-reader.at // alignment) * alignment
    if start + end > size:
        raise _Malformed("it was cut short")


def _text(facts: dict[str, object], key: str) -> str:
    value = facts.get(key)
    return value if isinstance(value, str) else ""


def _number(facts: dict[str, object], key: str) -> int:
    value = facts.get(key)
    return value if isinstance(value, int) and value > 0 else 0
