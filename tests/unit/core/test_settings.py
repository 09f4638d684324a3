"""Settings survive a round trip, a damaged file and a newer program's keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as checked
from hypothesis import strategies as st

from readreel.core import settings
from readreel.core.settings import Settings


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("READREEL_DATA", str(tmp_path))
    return tmp_path


def test_without_a_file_there_are_defaults() -> None:
    assert settings.load() == Settings()


@checked(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x7f"), max_size=40),
    st.floats(6, 40, allow_nan=False),
    st.none() | st.integers(1, 64),
    st.booleans(),
)
def test_what_is_saved_is_loaded(name: str, size: float, threads: int | None, serif: bool) -> None:
    kept = Settings(writer=name, projects=name, text_size=size, threads=threads, serif=serif)
    settings.save(kept)
    assert settings.load() == kept


def test_a_damaged_file_is_set_aside_and_defaults_are_used(folder: Path) -> None:
    (folder / settings.FILE).write_text("appearance = [", encoding="utf-8")
    assert settings.load() == Settings()
    assert (folder / "settings.toml.damaged").read_text(encoding="utf-8") == "appearance = ["


def test_a_value_that_makes_no_sense_is_damage(folder: Path) -> None:
    (folder / settings.FILE).write_text('appearance = "purple"', encoding="utf-8")
    assert settings.load() == Settings()


def test_keys_of_a_newer_program_do_no_harm(folder: Path) -> None:
    (folder / settings.FILE).write_text('hologram = true\nwriter = "x"', encoding="utf-8")
    assert settings.load().writer == "x"
