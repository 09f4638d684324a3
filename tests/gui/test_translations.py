"""The interface speaks English, German and Chinese, whole: no string is left behind or unmarked."""

from __future__ import annotations

import importlib.util
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from readreel.core import paths
from readreel.gui.app import translate
from readreel.gui.jobs.words import remaining

FOLDER = paths.resources() / "translations"
GUI = Path(__file__).resolve().parents[2] / "desktop" / "readreel" / "gui"
PLACES = re.compile(r"%\d|%n|\{\w+\}")


def tool() -> object:
    path = Path(__file__).resolve().parents[2] / "packaging" / "translations.py"
    spec = importlib.util.spec_from_file_location("translations", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def messages(file: Path) -> Iterator[tuple[str, str, list[str], bool]]:
    """Context, source, translations and whether it is finished."""
    for context in ET.parse(file).iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            found = message.find("translation")
            assert found is not None
            forms = [form.text or "" for form in found.iter("numerusform")] or [found.text or ""]
            yield name, message.findtext("source") or "", forms, "type" not in found.attrib


def sources(file: Path) -> set[tuple[str, str]]:
    return {(context, source) for context, source, _, _ in messages(file)}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The strings as they stand in the code now."""
    folder = tmp_path_factory.mktemp("fresh")
    tool().update(folder)  # type: ignore[attr-defined]
    return folder


@pytest.mark.parametrize("language", ["en", "de", "zh"])
def test_every_string_of_the_code_is_translated(language: str, fresh: Path) -> None:
    name = f"readreel_{language}.ts"
    assert sources(fresh / name) == sources(FOLDER / name)
    unfinished = [
        source for _, source, forms, done in messages(FOLDER / name) if not (done and all(forms))
    ]
    assert not unfinished
    assert all(context for context, _ in sources(FOLDER / name)), "tr() must be called on self"


@pytest.mark.parametrize("language", ["de", "zh"])
def test_translations_keep_their_placeholders(language: str) -> None:
    for _, source, forms, _ in messages(FOLDER / f"readreel_{language}.ts"):
        for form in forms:
            assert sorted(PLACES.findall(form)) == sorted(PLACES.findall(source)), source


@pytest.mark.parametrize("language", ["en", "de", "zh"])
def test_what_is_loaded_is_what_was_written(language: str, tmp_path: Path) -> None:
    (tmp_path / f"readreel_{language}.ts").write_bytes(
        (FOLDER / f"readreel_{language}.ts").read_bytes()
    )
    module = tool()
    module.LANGUAGES = (language,)  # type: ignore[attr-defined]
    module.release(tmp_path)  # type: ignore[attr-defined]
    loaded = FOLDER / f"readreel_{language}.qm"
    assert loaded.read_bytes() == (tmp_path / loaded.name).read_bytes()


@pytest.mark.parametrize(
    ("locale", "undo", "left"),
    [
        ("en", "Undo", ["about 1 minute left", "about 5 minutes left"]),
        ("de", "Rückgängig", ["noch etwa 1 Minute", "noch etwa 5 Minuten"]),
        ("de_AT", "Rückgängig", ["noch etwa 1 Minute", "noch etwa 5 Minuten"]),
        ("zh_CN", "撤销", ["约剩 1 分钟", "约剩 5 分钟"]),
        ("fi", "Undo", ["about 1 minute left", "about 5 minutes left"]),
    ],
)
def test_the_window_speaks_the_language(
    speaking: QApplication, locale: str, undo: str, left: list[str]
) -> None:
    translate(speaking, locale)
    assert QCoreApplication.translate("TopBar", "Undo") == undo
    said = [remaining(60.0 * n) for n in (1, 5)]
    assert said == left


def test_no_visible_string_is_unmarked() -> None:
    bare = re.compile(
        r"\b(?:setText|addAction|setToolTip|setPlaceholderText|setAccessibleName|QLabel|QPushButton|QCheckBox)"
        r"\(\s*f?\"(?=[^\"]*[A-Za-z]{3})[^\"]*\""
    )
    found = [
        f"{path.name}: {match.group()}"
        for path in GUI.rglob("*.py")
        for match in bare.finditer(path.read_text(encoding="utf-8"))
        if "{" not in match.group()
    ]
    assert not found
