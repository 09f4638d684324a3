"""The catalogue that ships: readable, honest, and without a checksum nobody has seen."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import msgspec
import pytest

from readreel.catalogue.manifest import Catalogue, Entry, Hub, ModelFile, Packages
from readreel.core.chat import named

FILE = Path(__file__).parents[3] / "models" / "catalogue.toml"
OPEN = {"MIT", "Apache-2.0"}


@pytest.fixture
def shipped() -> Catalogue:
    return msgspec.convert(tomllib.loads(FILE.read_text(encoding="utf-8")), Catalogue, strict=True)


def test_every_model_is_open_and_has_a_source(shipped: Catalogue) -> None:
    assert len({entry.name for entry in shipped.models}) == len(shipped.models)
    for entry in shipped.models:
        assert entry.licence in OPEN
        assert entry.sources
        assert entry.bytes > 0
        assert len(shipped.spoken(entry)) > 20


def test_starters_are_one_listener_and_two_writers_all_pinned(shipped: Catalogue) -> None:
    starters = [entry for entry in shipped.models if entry.starter]
    assert sorted(entry.role for entry in starters) == ["listener", "writer", "writer"]
    assert all(entry.pinned for entry in starters)


def test_a_mirror_gives_only_files_whose_hash_is_known(shipped: Catalogue) -> None:
    for entry in shipped.models:
        for source in entry.sources:
            if isinstance(source, Packages):
                assert entry.pinned
                assert {piece.file for piece in source.pieces} == {f.path for f in entry.files}
                assert all(re.fullmatch(r"[a-z0-9-]+==[0-9.]+", p.package) for p in source.pieces)


def test_no_host_is_named(shipped: Catalogue) -> None:
    assert "://" not in FILE.read_text(encoding="utf-8")
    assert all(isinstance(entry.sources[0], Hub) for entry in shipped.models), (
        "the model's own home comes first"
    )


def test_writers_say_how_they_are_opened(shipped: Catalogue) -> None:
    for entry in shipped.models:
        if entry.role == "writer":
            assert named(entry.template) is not None
            assert entry.context_tokens >= 4096


@pytest.mark.parametrize("path", ["../evil", "a/b", ".hidden", "a\\b"])
def test_a_file_outside_its_folder_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="no plain file name"):
        Entry("m", "m", "writer", "llama", "MIT", (ModelFile(path),), 1, 1, 1)


def test_every_licence_has_its_text() -> None:
    licences = FILE.parent / "licences"
    assert {path.name for path in licences.iterdir()} == {
        "whisper-MIT.txt",
        "qwen-Apache-2.0.txt",
    }
