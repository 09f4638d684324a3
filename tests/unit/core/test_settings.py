"""Settings survive a round trip, a damaged file and a newer program's keys."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as checked
from hypothesis import strategies as st

from readreel.core import settings
from readreel.core.messages import message
from readreel.core.settings import Settings


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("READREEL_DATA", str(tmp_path))
    return tmp_path


def test_without_a_file_there_are_defaults() -> None:
    assert settings.load() == Settings()


@checked(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.text(st.characters(), max_size=40),
    st.floats(6, 40, allow_nan=False),
    st.none() | st.integers(1, 64),
    st.booleans(),
)
def test_what_is_saved_is_loaded(name: str, size: float, threads: int | None, serif: bool) -> None:
    kept = Settings(writer=name, projects=name, text_size=size, threads=threads, serif=serif)
    settings.save(kept)
    assert settings.load() == kept


def test_a_damaged_file_is_set_aside_and_told_of_and_defaults_are_used(folder: Path) -> None:
    (folder / settings.FILE).write_text("appearance = [", encoding="utf-8")
    told: list[tuple[str, dict[str, str]]] = []
    assert settings.load(lambda code, values: told.append((code, values))) == Settings()
    aside = folder / "settings.toml.damaged"
    assert aside.read_text(encoding="utf-8") == "appearance = ["
    assert told == [("storage.settings", {"path": str(aside)})]
    assert str(aside) in str(message(*told[0]))
    assert settings.load(lambda code, values: told.append((code, values))) == Settings()
    assert len(told) == 1, "once set aside it is no longer news"


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"writer = 3.5.5", b"threads = 'many'", b"\0" * 50]
)
def test_no_content_keeps_the_program_from_starting(folder: Path, content: bytes) -> None:
    (folder / settings.FILE).write_bytes(content)
    assert settings.load() == Settings()


def test_a_folder_that_cannot_be_written_keeps_nothing_from_starting(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError

    (folder / settings.FILE).write_text("appearance = [", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", refused)
    assert settings.load() == Settings()


def test_a_full_disk_leaves_the_old_settings_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    settings.save(Settings(writer="old"))
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        settings.save(Settings(writer="new"))
    assert settings.load().writer == "old"


def test_a_value_that_makes_no_sense_is_damage(folder: Path) -> None:
    (folder / settings.FILE).write_text('appearance = "purple"', encoding="utf-8")
    assert settings.load() == Settings()


def test_keys_of_a_newer_program_do_no_harm(folder: Path) -> None:
    (folder / settings.FILE).write_text('hologram = true\nwriter = "x"', encoding="utf-8")
    assert settings.load().writer == "x"
