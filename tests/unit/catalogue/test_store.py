"""A model is used only when every byte of it is proved."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from readreel.catalogue import stamps, store
from readreel.catalogue.store import Record
from readreel.core.errors import BusyError, ModelError

from .conftest import LISTENER, UNPINNED, WEIGHTS, WRITER, file, put


def age(folder: Path) -> None:
    """Make the files look as if they had lain there for an hour."""
    for path in folder.iterdir():
        then = path.stat().st_mtime - 3600
        os.utime(path, (then, then))


def test_a_whole_model_is_found_and_proved(models: Path) -> None:
    put(models, LISTENER)
    put(models, WRITER)
    listener, writer = store.installed()
    assert (listener.path, writer.path) == (
        str(models / "tiny-listener"),
        str(models / "tiny-writer" / "tiny.gguf"),
    )
    assert listener.languages == ("en", "de")
    store.verify(listener)
    store.verify(writer)


def test_a_model_that_lacks_a_file_or_is_cut_is_not_there(models: Path) -> None:
    folder = put(models, LISTENER)
    (folder / "config.json").unlink()
    assert store.installed() == []
    assert store.state("tiny-listener") == "incomplete"
    put(models, WRITER, tiny=WEIGHTS[:-1])
    assert store.find("tiny-writer") is None


def test_a_changed_byte_is_refused_with_the_line_to_type(models: Path) -> None:
    put(models, WRITER, tiny=b"x" + WEIGHTS[1:])
    model = store.find("tiny-writer")
    assert model is not None
    with pytest.raises(ModelError) as caught:
        store.verify(model)
    assert caught.value.code == "model.corrupt"
    assert caught.value.values["command"] == "readreel models get tiny-writer"


def test_a_thousand_mutated_or_cut_files_are_all_refused(models: Path) -> None:
    path = put(models, WRITER) / "tiny.gguf"
    model = store.find("tiny-writer")
    assert model is not None
    store.verify(model)
    dice = random.Random(7)
    for _ in range(1_000):
        wrong = bytearray(WEIGHTS)
        if dice.random() < 0.2:
            del wrong[dice.randrange(len(wrong)) :]
        else:
            wrong[dice.randrange(len(wrong))] ^= dice.randrange(1, 256)
        path.write_bytes(wrong)
        with pytest.raises(ModelError):
            store.verify(model)


def test_an_unchanged_file_is_read_once_and_a_changed_one_again(
    models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = put(models, WRITER)
    age(folder)
    monkeypatch.setattr(stamps, "_SETTLED", 0)
    model = store.find("tiny-writer")
    assert model is not None
    reads = []
    real = stamps.sha256
    monkeypatch.setattr(stamps, "sha256", lambda path: reads.append(path) or real(path))
    store.verify(model)
    store.verify(model)
    assert len(reads) == 1
    store.verify(model, again=True)
    assert len(reads) == 2
    (folder / "tiny.gguf").write_bytes(b"x" + WEIGHTS[1:])
    age(folder)
    with pytest.raises(ModelError):
        store.verify(model)


def test_a_file_that_has_just_changed_is_never_remembered(models: Path) -> None:
    put(models, WRITER)
    model = store.find("tiny-writer")
    assert model is not None
    store.verify(model)
    assert not (models / "checked.json").exists()


def test_damaged_notes_cost_nothing_but_time(models: Path) -> None:
    put(models, WRITER)
    (models / "checked.json").write_bytes(b"{not json")
    model = store.find("tiny-writer")
    assert model is not None
    store.verify(model)


def test_an_unpinned_model_counts_only_with_its_record(models: Path) -> None:
    folder = models / "large-writer"
    folder.mkdir(parents=True)
    (folder / "large.gguf").write_bytes(WEIGHTS)
    assert store.find("large-writer") is None
    known = Record(
        entry=type(UNPINNED)(
            **{
                **{name: getattr(UNPINNED, name) for name in UNPINNED.__struct_fields__},
                "files": (file("large.gguf", WEIGHTS),),
                "rank": 1,
            }
        ),
        origin="hub",
    )
    store.record(folder, known)
    model = store.find("large-writer")
    assert model is not None
    assert model.rank == UNPINNED.rank, "what the catalogue says outweighs an old record"
    store.verify(model)
    (folder / store.RECORD).write_bytes(b"[]")
    assert store.find("large-writer") is None


def test_the_identity_changes_with_any_file(models: Path) -> None:
    put(models, LISTENER)
    put(models, WRITER)
    identities = {model.identity for model in store.installed()}
    assert len(identities) == 2


def test_remove_deletes_a_model_and_refuses_what_is_not_its_own(
    models: Path, tmp_path: Path
) -> None:
    put(models, WRITER)
    store.remove("tiny-writer")
    assert not (models / "tiny-writer").exists()
    put(tmp_path / "bundled", WRITER)
    codes = []
    for name in ("tiny-writer", "tiny-listener", "nobody", "../bundled"):
        with pytest.raises(ModelError) as caught:
            store.remove(name)
        codes.append(caught.value.code)
    assert codes == ["model.bundled", "model.missing", "model.unknown", "model.unknown"]
    assert (tmp_path / "bundled" / "tiny-writer").is_dir()


def test_the_users_model_wins_over_the_bundled_one(models: Path, tmp_path: Path) -> None:
    put(tmp_path / "bundled", WRITER)
    (bundled,) = store.installed()
    assert bundled.bundled
    put(models, WRITER)
    (own,) = store.installed()
    assert not own.bundled


def test_two_cannot_change_the_same_model(models: Path) -> None:
    with store.claim("tiny-writer"), pytest.raises(BusyError), store.claim("tiny-writer"):
        pass
    with store.claim("tiny-writer"):
        pass
