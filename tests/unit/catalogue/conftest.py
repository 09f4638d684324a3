"""A small machine of models: folders of their own, and a catalogue whose files are a few bytes."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from readreel.catalogue import manifest
from readreel.catalogue.manifest import Catalogue, Entry, ModelFile, Packages, Piece
from readreel.core import paths

WEIGHTS = bytes(range(256)) * 40
CONFIG = b'{"lang_ids": []}'


def file(path: str, content: bytes) -> ModelFile:
    return ModelFile(path, len(content), hashlib.sha256(content).hexdigest())


LISTENER = Entry(
    name="tiny-listener",
    title="Tiny listener",
    role="listener",
    engine="whisper",
    licence="MIT",
    files=(file("config.json", CONFIG), file("model.bin", WEIGHTS)),
    memory=1_000,
    rank=10,
    cores=1,
    languages="few",
    starter=True,
    sources=(
        Packages(
            (
                Piece("config.json", "one==1", "data/config.json"),
                Piece("model.bin", "one==1", "data/part1"),
                Piece("model.bin", "two==1", "data/part2"),
                Piece("model.bin", "three==1", "data/part3"),
            )
        ),
    ),
)
WRITER = Entry(
    name="tiny-writer",
    title="Tiny writer",
    role="writer",
    engine="llama",
    licence="MIT",
    files=(file("tiny.gguf", WEIGHTS),),
    memory=1_000,
    rank=10,
    cores=1,
    context_tokens=2048,
    template="chatml",
    starter=True,
)
UNPINNED = Entry(
    name="large-writer",
    title="Large writer",
    role="writer",
    engine="llama",
    licence="MIT",
    files=(ModelFile("large.gguf"),),
    memory=8_000,
    rank=50,
    cores=8,
    template="chatml",
)

PACKAGES = {
    "one==1": {"one/data/config.json": CONFIG, "one/data/part1": WEIGHTS[:4000]},
    "two==1": {"two/data/part2": WEIGHTS[4000:7000]},
    "three==1": {"three/data/part3": WEIGHTS[7000:]},
}


@pytest.fixture(autouse=True)
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's models' folder, empty; nothing bundled."""
    root = tmp_path / "models"
    monkeypatch.setenv("READREEL_MODELS", str(root))
    monkeypatch.setattr(paths, "bundled_models", lambda: tmp_path / "bundled")
    small = Catalogue(1, {"few": ("en", "de")}, (LISTENER, WRITER, UNPINNED))
    for module in ("manifest", "store", "choose", "adopt"):
        monkeypatch.setattr(f"readreel.catalogue.{module}.catalogue", lambda: small)
    assert manifest.catalogue() is small
    return root


def put(root: Path, entry: Entry, **content: bytes) -> Path:
    """Lay an entry's right files into a models' folder, except what ``content`` gives otherwise."""
    folder = root / entry.name
    folder.mkdir(parents=True, exist_ok=True)
    for known in entry.files:
        right = CONFIG if known.path == "config.json" else WEIGHTS
        (folder / known.path).write_bytes(content.get(known.path.partition(".")[0], right))
    return folder


def wheel(package: str, folder: Path) -> Path:
    path = folder / f"{package.partition('=')[0]}-1-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in PACKAGES[package].items():
            archive.writestr(name, content)
    return path
