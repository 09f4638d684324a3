"""What goes into an installed program, held against the code that will look for it there."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import os
import re
import runpy
import subprocess
import sys
from email.message import Message
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from readreel.catalogue.manifest import catalogue
from readreel.core import itself
from readreel.inference import embed

ROOT = Path(__file__).parents[3]
SOURCES = sorted((ROOT / "desktop" / "readreel").rglob("*.py"))


def load(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    return importlib.import_module(name)


@pytest.fixture
def contents(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return load("contents", monkeypatch)


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return load("built", monkeypatch)


@pytest.fixture
def notices(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return load("notices", monkeypatch)


def test_every_resource_that_the_code_names_is_shipped(contents: ModuleType) -> None:
    named = {
        name
        for file in SOURCES
        for name in re.findall(r'resources\(\) / "([\w.]+)"', file.read_text(encoding="utf-8"))
    }
    assert "page" in named
    shipped = {Path(place).parts[1] for _, place in contents.resources() if "/" in place}
    files = {Path(file).name for file, place in contents.resources() if place == "resources"}
    assert named <= shipped | files


def test_what_only_a_checkout_needs_stays_out_and_exists(contents: ModuleType) -> None:
    places = {f"{place}/{Path(file).name}" for file, place in contents.resources()}
    assert "models/catalogue.toml" in places
    assert any(place.startswith("models/licences/") for place in places)
    assert not any(place.endswith((".ts", "make_sample.py", ".gguf", ".bin")) for place in places)
    assert not any("/screenshots/" in place for place in places)
    for pattern in contents.NOT_SHIPPED:
        assert list((ROOT / "resources").glob(pattern)), f"{pattern} leaves nothing out"


def test_nothing_that_the_code_imports_is_left_out(contents: ModuleType) -> None:
    imported = set()
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module)
    assert "ctranslate2" in imported
    assert not imported & set(contents.EXCLUDED)


def test_data_that_libraries_open_is_found_where_they_are_installed(contents: ModuleType) -> None:
    for package in contents.DATA:
        found = importlib.util.find_spec(package)
        if found is None:
            continue
        folder = Path(next(iter(found.submodule_search_locations or ())))
        assert contents.package_data(package, folder), package


def test_the_embedding_finds_its_files_in_a_program_that_has_no_code_of_it(
    contents: ModuleType,
) -> None:
    folder = embed._folder()
    places = {
        f"{place}/{Path(file).name}" for file, place in contents.package_data("wordllama", folder)
    }
    assert {f"wordllama/{file.as_posix()}" for file in (embed._WEIGHTS, embed._TOKENIZER)} <= places


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        ("PySide6/Qt/lib/libQt6Core.so.6", True),
        ("PySide6/Qt/lib/libQt6WebEngineCore.so.6", False),
        ("PySide6/Qt/lib/libQt6Charts.so.6", False),
        ("PySide6/Qt6Pdf.dll", False),
        ("PySide6/Qt6Widgets.dll", True),
        ("PySide6/Qt/lib/QtQuick3D.framework/Versions/A/QtQuick3D", False),
        ("PySide6/Qt/lib/QtMultimedia.framework/Versions/A/QtMultimedia", True),
        ("PySide6/QtWidgets.abi3.so", True),
        ("PySide6/QtWebEngineCore.abi3.so", False),
        ("libQt6FFmpegStub-va.so.2", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqeglfs.so", False),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/Qt/plugins/multimedia/libffmpegmediaplugin.so", True),
        ("PySide6/Qt/plugins/sqldrivers/libqsqlite.so", False),
        ("PySide6/Qt/translations/qtbase_de.qm", True),
        ("PySide6/Qt/translations/qtwebengine_de.qm", False),
        ("PySide6\\Qt\\qml\\QtQuick\\qmldir", False),
        ("numpy/tests/test_x.py", False),
        ("llama_cpp/lib/libllama.so", True),
        ("libstdc++.so.6", False),
        ("libX11.so.6", False),
        ("libxcb-cursor.so.0", True),
    ],
)
def test_what_is_left_out_of_a_build(contents: ModuleType, place: str, wanted: bool) -> None:
    assert contents.wanted(place) is wanted


def test_libraries_of_plugins_that_were_left_out_go_with_theirs(contents: ModuleType) -> None:
    files = {
        "PySide6/Qt/plugins/platforms/libqxcb.so": {"libxcb-cursor.so.0"},
        "libxcb-cursor.so.0": {"libxcb.so.1"},
        "libgtk-3.so.0": {"libcairo.so.2"},
        "libcairo.so.2": set(),
        "libpython3.11.so.1.0": set(),
        "llama_cpp/lib/libllama.so": {"libgomp.so.1"},
        "libgomp.so.1": set(),
    }
    assert contents.orphans(files) == {"libgtk-3.so.0", "libcairo.so.2"}


def test_of_llama_s_libraries_each_is_taken_once(contents: ModuleType, tmp_path: Path) -> None:
    for name in ("libllama.so", "libllama.so.0", "libllama.so.0.5.0", "libggml.so", "libggml.so.0",
                 "libggml-cpu.so.0", "libggml-cuda.so", "libggml-cuda.so.0"):  # fmt: skip
        (tmp_path / name).touch()
    taken = {Path(file).name for file, _ in contents.llama_libraries(tmp_path)}
    assert {"libllama.so", "libggml.so.0", "libggml-cpu.so.0", "libggml-cuda.so.0"} <= taken
    assert not taken & {"libllama.so.0", "libllama.so.0.5.0", "libggml.so"}


def test_models_inside_are_starters_of_the_catalogue_and_fit_the_budget(
    contents: ModuleType,
) -> None:
    models = {name: catalogue().find(name) for kind in contents.KINDS.values() for name in kind}
    assert all(model and model.starter and model.pinned for model in models.values())
    writers = sum(model.bytes for model in models.values() if model and model.role == "writer")
    assert contents.BUDGETS["full"] - contents.BUDGETS["light"] == pytest.approx(writers, rel=0.02)


def test_every_licence_inside_is_told_with_its_text(notices: ModuleType) -> None:
    found = notices.required()
    assert {"ctranslate2", "pyside6-essentials", "llama-cpp-python", "av"} <= set(found)
    assert not {"pytest", "pyinstaller", "mypy"} & set(found)
    told = notices.third_party(found)
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in told
    assert "GNU GENERAL PUBLIC LICENSE" in told
    for name, distribution in found.items():
        assert notices.licence(distribution), name


def test_a_library_that_tells_no_licence_stops_the_build(notices: ModuleType) -> None:
    with pytest.raises(ValueError, match="quiet"):
        notices.third_party({"quiet": SimpleNamespace(metadata=Message(), files=(), version="1")})


def test_an_installed_program_starts_the_console_program_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, contents: ModuleType
) -> None:
    assert itself.program()[1:] == ["-m", "readreel"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "readreel-window"))
    started = Path(itself.program()[0])
    assert (started.parent, started.stem) == (tmp_path, contents.CONSOLE)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux's loader reads such a path")
@pytest.mark.parametrize(("before", "after"), [("", None), ("/opt/theirs", "/opt/theirs")])
def test_what_an_installed_program_starts_finds_the_system_s_libraries(
    monkeypatch: pytest.MonkeyPatch, before: str, after: str | None
) -> None:
    monkeypatch.setattr(os, "environ", {"LD_LIBRARY_PATH": "/x/_internal"})
    if before:
        os.environ["LD_LIBRARY_PATH_ORIG"] = before
    runpy.run_path(str(ROOT / "packaging" / "launch" / "system_libraries.py"))
    assert os.environ.get("LD_LIBRARY_PATH") == after


def stub_build(folder: Path, built: ModuleType) -> Path:
    """Something with every name that a build must have, and nothing in it."""
    for place in built.MUST_BE_THERE:
        file = folder / "_internal" / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x", encoding="utf-8")
    for name in ("readreel", "readreel-window"):
        suffix = ".exe" if os.name == "nt" else ""
        (folder / f"{name}{suffix}").write_text("#!/bin/sh\n", encoding="utf-8")
        (folder / f"{name}{suffix}").chmod(0o755)
    return folder


@pytest.mark.skipif(os.name == "nt", reason="the stub is a shell script")
def test_a_build_is_looked_at_and_each_planted_fault_is_seen(
    tmp_path: Path, built: ModuleType, contents: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = stub_build(tmp_path / "readreel", built)
    assert built.faults(build, "light") == []
    assert any("qwen" in fault for fault in built.faults(build, "full"))

    unwanted = build / "_internal" / "PySide6" / "Qt" / "lib" / "libQt6WebEngineCore.so.6"
    unwanted.parent.mkdir(parents=True)
    unwanted.touch()
    assert any("WebEngine" in fault for fault in built.faults(build, "light"))
    unwanted.unlink()

    monkeypatch.setitem(contents.BUDGETS, "light", 10)
    assert any("budget" in fault for fault in built.faults(build, "light"))
    monkeypatch.undo()

    (build / "readreel").write_text("#!/bin/sh\necho gone >&2\nexit 1\n", encoding="utf-8")
    assert built.faults(build, "light") == ["it does not start: gone"]
    (build / "_internal" / "THIRD-PARTY.txt").unlink()
    assert "THIRD-PARTY.txt is not there" in built.faults(build, "light")


@pytest.mark.skipif(sys.platform != "linux", reason="reads the libraries of Linux")
def test_a_library_that_nobody_brings_is_seen_and_the_system_s_become_dependencies(
    tmp_path: Path, built: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "libours.so.1").touch()
    needed = [
        ("libours.so.1", "a"),
        ("libc.so.6", "a"),
        ("libX11.so.6", "b"),
        ("libnobody.so.2", "b"),
    ]
    monkeypatch.setattr(built, "_needed", lambda build: iter(needed))
    monkeypatch.setattr(built, "oldest", lambda build: ("2.35", "12"))
    assert built.unmet(tmp_path) == {"libnobody.so.2": "b"}
    assert built.dependencies(tmp_path) == ("libc6 (>= 2.35)", "libx11-6")


def test_the_spec_is_python_and_names_what_is_there() -> None:
    text = (ROOT / "packaging" / "readreel.spec").read_text(encoding="utf-8")
    compile(text, "readreel.spec", "exec")
    for script in re.findall(r'"launch" / "(\w+\.py)"', text):
        assert (ROOT / "packaging" / "launch" / script).is_file()
    # What the worker's environment sets for a Python in a checkout.
    assert "hash_seed=0" in text
    assert "X utf8" in text


def test_a_language_model_library_for_this_processor_alone_is_not_passed_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    freeze = load("freeze", monkeypatch)

    def says(text: str) -> None:
        done = subprocess.CompletedProcess([], 0, stdout=text)
        monkeypatch.setattr(freeze.subprocess, "run", lambda *_, **__: done)

    says("CPU : SSE3 = 1 | AVX = 1 | AVX2 = 1 | AVX512 = 0 | FMA = 1 |")
    freeze.require_portable()
    says("CPU : AVX2 = 1 | AVX512 = 1 | AVX512_BF16 = 1 |")
    with pytest.raises(freeze.Refused, match="AVX512_BF16"):
        freeze.require_portable()
