"""The bootstrap's decisions, with commands that are noted and never run."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[3]


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "packaging" / "bootstrap.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Commands:
    """Notes each command; ``answer`` decides how it ends."""

    def __init__(self, bootstrap: ModuleType) -> None:
        self.bootstrap = bootstrap
        self.given: list[list[str]] = []
        self.answer: Callable[[str], tuple[int, str]] = lambda line: (0, "")

    def run(self, command: list[str], **_: object) -> object:
        self.given.append(command)
        return self.bootstrap.Result(*self.answer(" ".join(command)))

    def attended(self, command: list[str], **_: object) -> int:
        return int(self.run(command).code)  # type: ignore[attr-defined]

    def lines(self) -> list[str]:
        return [" ".join(command) for command in self.given]


@pytest.fixture
def bootstrap() -> ModuleType:
    return load()


@pytest.fixture
def commands(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Commands:
    commands = Commands(bootstrap)
    monkeypatch.setattr(bootstrap, "run", commands.run)
    monkeypatch.setattr(bootstrap, "attended", commands.attended)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")
    return commands


def as_root(monkeypatch: pytest.MonkeyPatch, yes: bool) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0 if yes else 1000, raising=False)


def known(*packages: str) -> Callable[[str], tuple[int, str]]:
    def answer(line: str) -> tuple[int, str]:
        if line.startswith("apt-cache policy"):
            return 0, "  Candidate: 1.0" if line.split()[-1] in packages else ""
        return (1, "") if line.startswith("sudo -n true") else (0, "")

    return answer


def test_an_old_python_is_refused_with_the_one_to_get(bootstrap: ModuleType) -> None:
    bootstrap.check_python((3, 11, 0))
    bootstrap.check_python((3, 14, 2))
    with pytest.raises(bootstrap.Stop, match=r"3\.10\.4; Readreel needs 3\.11"):
        bootstrap.check_python((3, 10, 4))


def test_root_installs_what_is_missing_without_asking(
    bootstrap: ModuleType, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_root(monkeypatch, True)
    commands.answer = known("g++", "libglib2.0-0")
    bootstrap.apt_install([["g++"], ["libglib2.0-0t64", "libglib2.0-0"]], "needed")
    installed = commands.lines()[-1]
    assert installed == "apt-get install -y -q --no-install-recommends g++ libglib2.0-0"
    assert not any("update" in line for line in commands.lines())


def test_the_list_of_packages_is_renewed_only_when_one_is_not_known(
    bootstrap: ModuleType, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_root(monkeypatch, True)
    commands.answer = known()
    bootstrap.apt_install([["g++"]], "needed")
    assert "apt-get update -q" in commands.lines()


def test_who_may_not_install_is_told_the_exact_line(
    bootstrap: ModuleType, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_root(monkeypatch, False)
    commands.answer = known("g++", "python3-venv")
    with pytest.raises(bootstrap.Stop, match=r"sudo apt-get install -y g\+\+ python3-venv$"):
        bootstrap.apt_install([["g++"], ["python3.99-venv", "python3-venv"]], "needed")
    assert not any(line.startswith("apt-get install") for line in commands.lines())


def test_passwordless_sudo_is_used(
    bootstrap: ModuleType, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_root(monkeypatch, False)
    commands.answer = lambda line: (0, "Candidate: 1")
    bootstrap.apt_install([["strace"]], "needed")
    assert commands.lines()[-1].startswith("sudo -n apt-get install -y")


def test_nothing_missing_means_no_command_at_all(bootstrap: ModuleType, commands: Commands) -> None:
    bootstrap.apt_install(bootstrap.needed_packages(), "needed")
    bootstrap.apt_install(bootstrap.test_packages(), "wanted")
    assert not any("apt" in line for line in commands.lines())


def test_tests_go_on_without_the_packages_only_some_of_them_use(
    bootstrap: ModuleType, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_root(monkeypatch, False)
    commands.answer = known("chromium")
    there = {"c++", "strace", "apt-get"}
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: name if name in there else None)
    monkeypatch.setattr(sys, "platform", "linux")
    bootstrap.prepare_system("test")


def test_a_missing_system_library_is_fetched_and_tried_again(
    bootstrap: ModuleType, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_root(monkeypatch, True)
    there: list[str] = []

    def answer(line: str) -> tuple[int, str]:
        if "import cv2" in line and "libgl1" not in there:
            return 1, "ImportError: libGL.so.1: cannot open shared object file: No such file"
        if "apt-get install" in line:
            there.extend(line.split())
        return 0, "Candidate: 1"

    commands.answer = answer
    bootstrap.try_libraries(Path("/nowhere"))
    assert "libgl1" in there


def test_a_library_that_never_loads_ends_the_setup(
    bootstrap: ModuleType, commands: Commands
) -> None:
    commands.answer = lambda line: (1, "Illegal instruction") if "import av" in line else (0, "")
    with pytest.raises(bootstrap.Stop, match="av does not load"):
        bootstrap.try_libraries(Path("/nowhere"))


def test_dependencies_are_installed_once_until_something_changes(
    bootstrap: ModuleType, commands: Commands, tmp_path: Path
) -> None:
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    (tmp_path / ".venv").mkdir()

    def installs() -> int:
        commands.given.clear()
        bootstrap.install("dev", tmp_path)
        return sum("pip install" in line for line in commands.lines())

    assert [installs(), installs()] == [1, 0]
    (tmp_path / "pyproject.toml").write_text("[project]\ndependencies = []\n")
    assert [installs(), installs()] == [1, 0]


def test_an_install_that_failed_is_not_taken_for_done(
    bootstrap: ModuleType, commands: Commands, tmp_path: Path
) -> None:
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / ".venv").mkdir()
    commands.answer = lambda line: (1, "error: [Errno 28] No space left on device")
    for _ in range(2):
        with pytest.raises(bootstrap.Stop, match="disk is full"):
            bootstrap.install("dev", tmp_path)


@pytest.mark.parametrize(
    ("tail", "cause"),
    [
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("NewConnectionError('…'): Failed to establish a new connection", "could not be reached"),
        ("Temporary failure in name resolution", "could not be reached"),
        ("CMake Error: CMAKE_CXX_COMPILER not set", "no working C\\+\\+ compiler"),
        ("c++: fatal error: Killed signal terminated program cc1plus", "Memory ran out"),
        ("something else", "last lines above"),
    ],
)
def test_a_failed_install_names_its_cause(bootstrap: ModuleType, tail: str, cause: str) -> None:
    import re

    assert re.search(cause, bootstrap.why_install_failed(tail))


def test_the_users_limit_on_compiling_is_kept(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MAKEFLAGS", raising=False)
    monkeypatch.delenv("CMAKE_BUILD_PARALLEL_LEVEL", raising=False)
    assert bootstrap.compiling()["CMAKE_BUILD_PARALLEL_LEVEL"] == str(os.cpu_count())
    monkeypatch.setenv("CMAKE_BUILD_PARALLEL_LEVEL", "1")
    assert bootstrap.compiling()["CMAKE_BUILD_PARALLEL_LEVEL"] == "1"
    monkeypatch.delenv("CMAKE_BUILD_PARALLEL_LEVEL")
    monkeypatch.setenv("MAKEFLAGS", "-j3")
    assert "CMAKE_BUILD_PARALLEL_LEVEL" not in bootstrap.compiling()


def test_an_article_goes_under_articles_and_a_path_may_hold_anything(
    bootstrap: ModuleType, commands: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    recording = tmp_path / "it's a $5 “talk”.mp4"
    recording.write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    assert bootstrap.article(recording.name, ["--writer", "none"]) == 0
    (command,) = commands.given
    page = str(tmp_path / "articles" / f"{recording.stem}.html")
    assert command[-5:] == [str(recording), "--out", page, "--writer", "none"]
    with pytest.raises(bootstrap.Stop, match="no recording"):
        bootstrap.article("missing.mp4", [])


def test_every_check_runs_and_one_failure_fails_them_all(
    bootstrap: ModuleType, commands: Commands, capsys: pytest.CaptureFixture[str]
) -> None:
    commands.answer = lambda line: (1, "") if "mypy" in line else (0, "")
    assert bootstrap.check(extra=("-k", "one")) == 1
    assert len(commands.given) == len(bootstrap.CHECKS)
    assert commands.lines()[-1].endswith("-m pytest -k one")
    said = capsys.readouterr().out
    assert "types        FAILED" in said
    assert "tests        passed" in said
    commands.answer = lambda line: (0, "")
    assert bootstrap.check() == 0


def test_a_benchmark_is_run_by_name_with_its_options_or_each_that_needs_none(
    bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "tests" / "benchmarks"
    folder.mkdir(parents=True)
    for name in ("chaptering", "other", "whole_run"):
        (folder / f"{name}.py").write_text("")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    assert [name for name, _ in bootstrap.benchmarks([])] == ["chaptering", "whole_run"]
    script = str(folder / "other.py")
    assert bootstrap.benchmarks(["other", "--fast"]) == (("other", [script, "--fast"]),)
    with pytest.raises(bootstrap.Stop, match="no benchmark three"):
        bootstrap.benchmarks(["three"])


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["article"], ("article", None, [])),
        (["article", "a b.mp4", "--writer", "none"], ("article", "a b.mp4", ["--writer", "none"])),
        (["article", "--writer", "none"], ("article", None, ["--writer", "none"])),
        (["test", "-k", "one"], ("test", None, ["-k", "one"])),
    ],
)
def test_the_command_line_is_read(
    bootstrap: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    typed: list[str],
    expected: tuple[str, str | None, list[str]],
) -> None:
    done: list[object] = []
    monkeypatch.setattr(bootstrap, "setup", done.append)
    monkeypatch.setattr(bootstrap, "work", lambda *given: done.append(given) or 0)
    monkeypatch.chdir(ROOT)
    assert bootstrap.main(typed) == 0
    assert done == [expected[0], expected]


def test_what_stops_the_setup_is_said_without_a_traceback(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(task: str) -> None:
        raise bootstrap.Stop("Get a compiler.")

    monkeypatch.setattr(bootstrap, "setup", stopped)
    assert bootstrap.main(["setup"]) == 1
    assert capsys.readouterr().err.strip() == "Get a compiler."
    assert bootstrap.main(["nonsense"]) == 2


def test_a_half_made_environment_is_made_anew(bootstrap: ModuleType, tmp_path: Path) -> None:
    broken = bootstrap.python(tmp_path)
    broken.parent.mkdir(parents=True)
    broken.write_text("not an interpreter")
    bootstrap.make_environment(tmp_path)
    assert bootstrap.works([str(bootstrap.python(tmp_path)), "-m", "pip", "--version"])


@pytest.mark.skipif(os.name == "nt", reason="make is used on Unix")
@pytest.mark.parametrize("name", ["plain.mp4", "two words.mp4", 'it\'s $5 `id` "x" $(id).mp4'])
def test_make_hands_over_any_path(tmp_path: Path, name: str) -> None:
    show = tmp_path / "show.py"
    show.write_text("import sys; print(sys.argv[1:])")
    line = ["make", "-s", "article", f"VIDEO={name}", f"BOOTSTRAP={sys.executable} {show}"]
    shown = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == repr(["article", name])


def test_ci_calls_make_test_and_nothing_else() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith(("#", "set ", "cd "))] == ["make test"]
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
