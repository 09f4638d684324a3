"""The header of a GGUF file, read in plain Python: a file that lies about itself never meets native code.

Source: the GGUF specification of the ggml project, versions 2 and 3, little-endian. Every length is
checked against the file before it is used, so a mutated header costs a refusal, not memory.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Container
from pathlib import Path
from typing import TypedDict

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
_INTEGER, _STRING, _ARRAY = 5, 8, 9
_MOST_KEYS = 4_096
_MOST_TENSORS = 65_536
_MOST_NESTING = 4
_CONTROL, _ADDED = 3, 4
"""Kinds of tokens that stand for themselves; only the first are never found in plain text."""
_SPECIAL = (_CONTROL, _ADDED)

_BLOCKS = {
    0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24), 8: (32, 34), 9: (32, 36),
    10: (256, 84), 11: (256, 110), 12: (256, 144), 13: (256, 176), 14: (256, 210), 15: (256, 292),
    16: (256, 66), 17: (256, 74), 18: (256, 98), 19: (256, 50), 20: (32, 18), 21: (256, 110),
    22: (256, 82), 23: (256, 136), 24: (1, 1), 25: (1, 2), 26: (1, 4), 27: (1, 8), 28: (1, 8),
    29: (256, 56), 30: (1, 2), 34: (256, 54), 35: (256, 66), 39: (32, 17),
}  # fmt: skip
"""Tensor types: elements of a block and its bytes. A type not listed is not measured."""


class Header(msgspec.Struct, frozen=True):
    """What a GGUF file says of itself; ``context_tokens`` is 0 and texts are empty where it is silent.

    ``controls`` are the texts of tokens that plain text never becomes, ``added`` of tokens that it may
    become, ``first`` and ``last`` of those that begin and end a text.
    """

    version: int
    architecture: str
    name: str
    licence: str
    context_tokens: int
    chat_template: str
    controls: frozenset[str] = frozenset()
    added: frozenset[str] = frozenset()
    first: str = ""
    last: str = ""


class _Array(msgspec.Struct, frozen=True):
    """A list that was passed over: where it lies."""

    kind: int
    count: int
    start: int


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
        """A scalar or text; arrays are passed over and give their place."""
        if kind == _STRING:
            return self.text()
        if kind == _ARRAY:
            return self._pass_array(depth)
        if kind not in _SCALARS:
            raise _Malformed(f"it holds a value of the unknown type {kind}")
        size = struct.calcsize(f"<{_SCALARS[kind]}")
        found: object = struct.unpack_from(f"<{_SCALARS[kind]}", self._data, self.skip(size))[0]
        return found

    def integers(self, array: _Array) -> tuple[int, ...]:
        """The values of a list of four-byte integers that was passed over."""
        return struct.unpack_from(f"<{array.count}i", self._data, array.start)

    def texts(self, array: _Array, wanted: Container[int]) -> dict[int, str]:
        """The wanted texts of a list that was passed over, by place."""
        self._at = array.start
        found = {}
        for place in range(array.count):
            if place in wanted:
                found[place] = self.text()
            else:
                self.skip(self.number("Q"))
        return found

    def _pass_array(self, depth: int) -> _Array:
        kind, count = self.number("I"), self.number("Q")
        array = _Array(kind, count, self._at)
        if kind in _SCALARS:
            self.skip(count * struct.calcsize(f"<{_SCALARS[kind]}"))
            return array
        if depth >= _MOST_NESTING or count > len(self._data):
            raise _Malformed("its lists make no sense")
        for _ in range(count):
            if kind == _STRING:
                self.skip(self.number("Q"))
            else:
                self.value(kind, depth + 1)
        return array


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
    vocabulary = _vocabulary(reader, facts)
    return Header(
        version=version,
        architecture=architecture,
        name=_text(facts, "general.name"),
        licence=_text(facts, "general.license"),
        context_tokens=_number(facts, f"{architecture}.context_length"),
        chat_template=_text(facts, "tokenizer.chat_template"),
        **vocabulary,
    )


class _Vocabulary(TypedDict):
    controls: frozenset[str]
    added: frozenset[str]
    first: str
    last: str


def _vocabulary(reader: _Reader, facts: dict[str, object]) -> _Vocabulary:
    """The texts of the special tokens, as the header tells them."""
    tokens, kinds = (facts.get(f"tokenizer.ggml.{name}") for name in ("tokens", "token_type"))
    special: dict[int, int] = {}
    if isinstance(kinds, _Array) and kinds.kind == _INTEGER:
        special = {n: kind for n, kind in enumerate(reader.integers(kinds)) if kind in _SPECIAL}
    first, last = (_place(facts, f"tokenizer.ggml.{end}_token_id") for end in ("bos", "eos"))
    texts: dict[int, str] = {}
    if isinstance(tokens, _Array) and tokens.kind == _STRING:
        texts = reader.texts(tokens, {*special, first, last})
    return {
        "controls": frozenset(texts[n] for n in texts if special.get(n) == _CONTROL),
        "added": frozenset(texts[n] for n in texts if special.get(n) == _ADDED),
        "first": texts.get(first, ""),
        "last": texts.get(last, ""),
    }


def _place(facts: dict[str, object], key: str) -> int:
    value = facts.get(key)
    return value if isinstance(value, int) else -1


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
