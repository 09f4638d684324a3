#!/usr/bin/env python3
"""From a bare checkout to an article: environment, system libraries, models; then the work itself.

    python3 packaging/bootstrap.py article [VIDEO] [options of `readreel make`]
    python3 packaging/bootstrap.py window | setup | test | gauntlet | benchmarks | screenshots
    python3 packaging/bootstrap.py frozen | deb [--kind light|full] [--portable]

Standard library only, one file, the same on Debian and Ubuntu, macOS and Windows (``py packaging\\...``).
Everything is done once: a second run looks and goes on. What fails says what to do next.

The language-model library is compiled for this machine. For an NVIDIA GPU set, before the first run,
CMAKE_ARGS="-DGGML_CUDA=on" (the CUDA toolkit must be there); on Apple silicon Metal is built in anyway.
CMAKE_BUILD_PARALLEL_LEVEL or MAKEFLAGS limit how many cores the compiler takes.
"""

from __future__ import annotations

import collections
import contextlib
import ctypes
import hashlib
import os
import re
import shutil
import subprocess
import sys
import webbrowser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "resources" / "sample" / "history-of-printing.mp4"
OLDEST_PYTHON = (3, 11)
WINDOWS = os.name == "nt"
MAC = sys.platform == "darwin"

MODELS = {
    "article": ["whisper-base", "qwen2.5-coder-1.5b-instruct"],
    "window": [],
    "screenshots": ["starters"],
    "setup": ["starters"],
    "test": ["starters"],
    "gauntlet": ["starters"],
    "benchmarks": ["starters"],
    "frozen": ["whisper-base"],
    "deb": ["whisper-base"],
}

EXTRAS = {"benchmarks": "dev,benchmarks", "frozen": "dev,packaging", "deb": "dev,packaging"}
"""What a task needs installed beside the program itself, where that is not the usual."""

GAUNTLET = ("tests/gauntlet", "tests/gui/test_closings.py")

NATIVE = (
    "llama_cpp", "ctranslate2", "av", "onnxruntime", "cv2",
    "PySide6.QtWidgets", "PySide6.QtMultimedia",
)  # fmt: skip
"""Libraries that bring machine code; each is tried by itself, as the program uses them."""

LIBRARIES = {
    "libGL.so.1": ("libgl1",),
    "libglib-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libgthread-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libgomp.so.1": ("libgomp1",),
    "libstdc++.so.6": ("libstdc++6",),
    "libxcb.so.1": ("libxcb1",),
    "libEGL.so.1": ("libegl1",),
    "libxkbcommon.so.0": ("libxkbcommon0",),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libdbus-1.so.3": ("libdbus-1-3",),
    "libpulse.so.0": ("libpulse0",),
}
"""Shared libraries that are missed now and then, and the Debian packages that hold them."""

OPENED_LATE = {
    "libXrandr.so.2": "libxrandr2",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
"""Libraries that the window opens by itself while it runs, so that no import tells they are missing:
without the first a video shows no picture, without the others there is no window under X."""

CHECKS = (
    ("lint", ["-m", "ruff", "check", "."]),
    ("format", ["-m", "ruff", "format", "--check", "."]),
    ("types", ["-m", "mypy"]),
    ("layers", ["@lint-imports"]),
    ("tests", ["-m", "pytest"]),
)

BENCHMARKS = ("listening", "chaptering", "rewriting", "whole_run")
"""Those that run without arguments, in order; any other is run by its name."""


class Stop(Exception):
    """Nothing more can be done; the text says why and what to do next."""


def say(text: str) -> None:
    """A line for the person who waits."""
    print(f"» {text}", flush=True)


# --- the environment -------------------------------------------------------------------------------


def python(root: Path = ROOT) -> Path:
    """The environment's own interpreter."""
    return root / ".venv" / ("Scripts/python.exe" if WINDOWS else "bin/python")


def check_python(version: tuple[int, ...] = tuple(sys.version_info[:3])) -> None:
    """Refuse a Python that is too old, naming the one to get."""
    if version[:2] >= OLDEST_PYTHON:
        return
    have, need = (".".join(map(str, v)) for v in (version, OLDEST_PYTHON))
    how = "winget install Python.Python.3.12" if WINDOWS else "brew install python@3.12"
    if sys.platform == "linux":
        how = "sudo apt-get install -y python3.11 python3.11-venv"
    raise Stop(
        f"This is Python {have}; Readreel needs {need} or newer. Get one with\n    {how}\n"
        "and start this script with it (make PYTHON=python3.11 …)."
    )


def make_environment(root: Path = ROOT) -> None:
    """Create ``.venv``, or mend one that was left half made."""
    if works([str(python(root)), "-m", "pip", "--version"]):
        return
    say("Making the environment in .venv")
    if run([sys.executable, "-m", "venv", "--clear", str(root / ".venv")]).code != 0:
        raise Stop(
            "The environment could not be made. On Debian and Ubuntu the venv module is a package of its "
            f"own:\n    sudo apt-get install -y {venv_package()}"
        )


def stamp(extras: str, root: Path = ROOT) -> str:
    """What the installed dependencies depend on, as one hash."""
    facts = [extras, sys.version, sys.platform, os.environ.get("CMAKE_ARGS", "")]
    text = (root / "pyproject.toml").read_text(encoding="utf-8")
    return hashlib.sha256("\n".join([*facts, text]).encode()).hexdigest()


def install(extras: str, root: Path = ROOT) -> None:
    """Put the program and its dependencies into the environment, unless they are there."""
    mark = root / ".venv" / "readreel.stamp"
    now = stamp(extras, root)
    if mark.exists() and mark.read_text(encoding="utf-8") == now:
        return
    mark.unlink(missing_ok=True)
    say("Installing what Readreel is made of; where the language-model library must be compiled,")
    say("this takes about ten minutes, once")
    command = [str(python(root)), "-m", "pip", "install", "--disable-pip-version-check"]
    result = run([*command, "-e", f"{root}[{extras}]"], env=compiling(), cwd=root)
    if result.code != 0:
        raise Stop(why_install_failed(result.tail))
    try_libraries(root)
    mark.write_text(now, encoding="utf-8")


def compiling() -> dict[str, str]:
    """The environment of a build: every core, unless the user limits them."""
    env = dict(os.environ)
    if "MAKEFLAGS" not in env:
        env.setdefault("CMAKE_BUILD_PARALLEL_LEVEL", str(os.cpu_count() or 1))
    return env


def why_install_failed(tail: str) -> str:
    """The likeliest cause of a failed install, from the last lines that pip printed."""
    causes = (
        (
            r"No space left|Errno 28",
            "The disk is full. Free about 3 GB and run the same command again.",
        ),
        (
            r"NewConnectionError|ConnectionError|name resolution|getaddrinfo|Read timed out|ProxyError",
            "The package registry could not be reached. Check the network (or a proxy) and run the same "
            "command again; what was fetched is kept.",
        ),
        (
            r"CMAKE_C(XX)?_COMPILER|No CMAKE|[Cc]ompiler .*not found|g\+\+: (not found|No such)",
            f"There is no working C++ compiler. {compiler_advice()}",
        ),
        (
            r"out of memory|Killed|cc1plus.*signal",
            "Memory ran out while compiling. Run again with CMAKE_BUILD_PARALLEL_LEVEL=1.",
        ),
    )
    for pattern, advice in causes:
        if re.search(pattern, tail):
            return advice
    return f"Installing failed; the last lines above say why. {compiler_advice()}"


def try_libraries(root: Path = ROOT) -> None:
    """Load each native library once; fetch the system libraries they turn out to miss."""
    for module in NATIVE:
        for _ in range(len(LIBRARIES)):
            result = run([str(python(root)), "-c", f"import {module}"], quiet=True)
            missing = re.search(r"(\S+\.so[.\d]*): cannot open shared object", result.tail)
            if missing is None or missing[1] not in LIBRARIES:
                break
            apt_install([list(LIBRARIES[missing[1]])], f"{module} misses {missing[1]}")
        if result.code != 0:
            raise Stop(f"The library {module} does not load:\n{result.tail}")


# --- the system ------------------------------------------------------------------------------------


def venv_package() -> str:
    """Debian's package of the venv module for this Python."""
    return f"python3.{sys.version_info[1]}-venv"


def needed_packages() -> list[list[str]]:
    """Debian packages without which nothing works here; alternatives in one list, best first."""
    packages = []
    if not (shutil.which("c++") or shutil.which("g++") or shutil.which("clang++")):
        packages.append(["g++"])
    if not works([sys.executable, "-c", "import ensurepip, venv"]):
        packages.append([venv_package(), "python3-venv"])
    return packages


def window_packages() -> list[list[str]]:
    """Debian packages that the window needs on a screen; everything else works without them."""
    return [[package] for library, package in OPENED_LATE.items() if not loads(library)]


def loads(library: str) -> bool:
    """Whether the system has a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def test_packages() -> list[list[str]]:
    """Debian packages that some tests use; without them those tests are skipped."""
    packages = []
    if not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
        packages.append(["chromium"])
    packages.extend([tool.lower()] for tool in ("strace", "Xvfb") if not shutil.which(tool))
    return packages


def prepare_system(task: str) -> None:
    """See that compiler and system libraries are there, before anything long begins."""
    if WINDOWS or MAC:
        if not has_compiler() and not works([str(python()), "-c", "import llama_cpp"]):
            raise Stop(f"Readreel compiles one of its libraries. {compiler_advice()}")
        return
    needed = needed_packages()
    if needed:
        apt_install(needed, "Readreel needs a C++ compiler and the venv module")
    if sys.platform == "linux":
        install_if_possible(
            window_packages(), "The window uses them", "the rest works without them"
        )
    if task == "test" and sys.platform == "linux":
        wanted = "the tests that need them are skipped"
        install_if_possible(test_packages(), "Some tests use them", wanted)


def install_if_possible(packages: list[list[str]], reason: str, otherwise: str) -> None:
    """Install what is wanted but not needed; say what follows where that cannot be."""
    try:
        apt_install(packages, reason)
    except Stop as refusal:
        say(f"{refusal}\n  Going on: {otherwise}.")


def apt_install(packages: list[list[str]], reason: str) -> None:
    """Install Debian packages where that is allowed, else say the exact line to type."""
    if not packages:
        return
    names = available(packages)
    line = f"sudo apt-get install -y {' '.join(names)}"
    if shutil.which("apt-get") is None:
        raise Stop(f"{reason}: {', '.join(names)}. Get them with your package manager, then go on.")
    prefix = root_prefix()
    if prefix is None:
        raise Stop(f"{reason}. Type this line, then run the same command again:\n    {line}")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if not all(map(apt_knows, names)):
        run([*prefix, "apt-get", "update", "-q"], env=env)
        names = available(packages)
    say(f"{reason}: installing {', '.join(names)}")
    install_them = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *names]
    if run([*prefix, *install_them], env=env).code != 0:
        raise Stop(f"apt could not install them. Try by hand:\n    {line}")


def available(packages: list[list[str]]) -> list[str]:
    """Of each list of alternatives the first that apt knows, else the first."""
    return [next(filter(apt_knows, options), options[0]) for options in packages]


def apt_knows(package: str) -> bool:
    """Whether apt has such a package to give."""
    shown = run(["apt-cache", "policy", package], quiet=True).tail
    return "Candidate:" in shown and "Candidate: (none)" not in shown


def root_prefix() -> list[str] | None:
    """What makes a command root's without asking anybody, or None."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if works(["sudo", "-n", "true"]) else None


def has_compiler() -> bool:
    """Whether a C++ compiler is there that a build would find."""
    if MAC:
        return works(["xcode-select", "-p"])
    finder = Path(os.environ.get("PROGRAMFILES(X86)", "")) / "Microsoft Visual Studio/Installer"
    return bool(shutil.which("cl") or shutil.which("g++") or (finder / "vswhere.exe").exists())


def compiler_advice() -> str:
    """How to get a C++ compiler here."""
    if MAC:
        return "Get the compiler with\n    xcode-select --install\nand run the same command again."
    if WINDOWS:
        return (
            "Get the compiler with\n    winget install Microsoft.VisualStudio.2022.BuildTools "
            '--override "--passive --add Microsoft.VisualStudio.Workload.VCTools '
            '--includeRecommended"\nand run the same command again.'
        )
    return "Get the compiler with\n    sudo apt-get install -y g++\nand run the same command again."


# --- running ---------------------------------------------------------------------------------------


class Result:
    """How a command ended: its exit status and the last lines it printed."""

    def __init__(self, code: int, tail: str) -> None:
        self.code = code
        self.tail = tail


def run(
    command: list[str],
    *,
    env: dict[str, str] | None = None,
    cwd: Path | None = None,
    quiet: bool = False,
) -> Result:
    """Run a command, showing what it prints (unless ``quiet``) and keeping the end of it."""
    tail: collections.deque[str] = collections.deque(maxlen=200)
    try:
        child = subprocess.Popen(
            command,
            env=env,
            cwd=cwd,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        return Result(127, str(error))
    with child:
        for line in child.stdout or ():
            tail.append(line)
            if not quiet and not line.startswith("Requirement already satisfied"):
                print(line, end="", flush=True)
    return Result(child.returncode, "".join(tail))


def works(command: list[str]) -> bool:
    """Whether a command can be run and succeeds."""
    return run(command, quiet=True).code == 0


def attended(command: list[str], *, env: dict[str, str] | None = None) -> int:
    """Run a command on this very terminal, so that it can draw its bars; its exit status."""
    child = subprocess.Popen(command, env=env)
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            # The child has had the same Ctrl-C and is stopping in its own good order.
            continue


def readreel(*arguments: str) -> list[str]:
    """A command line of the program itself."""
    return [str(python()), "-m", "readreel", *arguments]


# --- what there is to do ---------------------------------------------------------------------------


def setup(task: str) -> None:
    """Make everything ready that a task needs."""
    check_python()
    prepare_system(task)
    make_environment()
    install(EXTRAS.get(task, "dev"))
    if MODELS[task]:
        get_models(MODELS[task])


def get_models(names: list[str]) -> None:
    """See that models are here."""
    say("Looking after the models")
    if attended(readreel("models", "get", *names)) != 0:
        raise Stop("The models are not all here; see above. Run the same command again to go on.")


def article(video: str | None, options: list[str]) -> int:
    """Make an article of a video, or of the sample, and show where it is."""
    recording = Path(video).expanduser().resolve() if video else SAMPLE
    if not recording.is_file():
        raise Stop(f"There is no recording at {recording}.")
    page = ROOT / "articles" / f"{recording.stem}.html"
    page.parent.mkdir(exist_ok=True)
    code = attended(readreel("make", str(recording), "--out", str(page), *options))
    if code == 0 and page.exists():
        say(f"The article: {page}")
        if has_screen():
            with contextlib.suppress(webbrowser.Error):
                webbrowser.open(page.as_uri())
    return code


def has_screen() -> bool:
    """Whether somebody could see a browser window here."""
    if os.environ.get("CI"):
        return False
    if WINDOWS:
        return True
    if MAC:
        return "SSH_CONNECTION" not in os.environ
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def check(checks: tuple[tuple[str, list[str]], ...] = CHECKS, extra: tuple[str, ...] = ()) -> int:
    """Run every check, also after one failed, and sum up; 0 only if all passed."""
    failed = []
    for name, arguments in checks:
        say(name)
        if attended(checking(arguments, extra if name == "tests" else ())) != 0:
            failed.append(name)
    print()
    for name, _ in checks:
        print(f"  {name:<12} {'FAILED' if name in failed else 'passed'}")
    return 1 if failed else 0


def checking(arguments: list[str], extra: tuple[str, ...] = ()) -> list[str]:
    """The command line of a check; ``@name`` is a script of the environment."""
    if arguments[0].startswith("@"):
        script = python().parent / (arguments[0][1:] + (".exe" if WINDOWS else ""))
        return [str(script), *arguments[1:], *extra]
    return [str(python()), *arguments, *extra]


def benchmarks(options: list[str]) -> tuple[tuple[str, list[str]], ...]:
    """The benchmark named by the first option, with the others; else each that needs none."""
    folder = ROOT / "tests" / "benchmarks"
    names = options[:1] or [name for name in BENCHMARKS if (folder / f"{name}.py").exists()]
    for name in names:
        if not (folder / f"{name}.py").exists():
            raise Stop(f"There is no benchmark {name} in {folder}.")
    return tuple((name, [str(folder / f"{name}.py"), *options[1:]]) for name in names)


def frozen(task: str, options: list[str]) -> int:
    """Build the installed program in ``dist/readreel``; for ``deb``, the Debian package of it too."""
    scripts = ROOT / "packaging"
    kind = ["--kind", "full"] if "full" in options else []
    if kind:
        get_models(["qwen2.5-coder-1.5b-instruct"])
    code = attended(checking([str(scripts / "freeze.py"), *options]))
    if code != 0 or task == "frozen":
        return code
    made = str(ROOT / "dist" / "readreel")
    return attended(checking([str(scripts / "linux_package.py"), made, "--only", "deb", *kind]))


def work(task: str, video: str | None, options: list[str]) -> int:
    """Carry out a task on a machine that is ready for it."""
    if task == "article":
        return article(video, options)
    if task == "test":
        return check(extra=tuple(options))
    if task == "window":
        return attended(readreel("open", *options))
    if task == "screenshots":
        return attended(checking([str(ROOT / "tests" / "gui" / "screenshots.py"), *options]))
    if task == "gauntlet":
        env = {**os.environ, "READREEL_GAUNTLET": "whole"}
        return attended(checking(["-m", "pytest", *GAUNTLET, *options]), env=env)
    if task in ("frozen", "deb"):
        return frozen(task, options)
    if task == "benchmarks":
        os.environ["PYTHONPATH"] = str(ROOT)
        return check(benchmarks(options))
    say("Ready. make article turns the sample into an article; make article VIDEO=path any other.")
    return 0


def main(arguments: list[str]) -> int:
    """Do what the command line says; the exit status."""
    task, *rest = arguments or ["--help"]
    if task not in MODELS:
        print(__doc__)
        return 0 if task in ("-h", "--help") else 2
    video = rest.pop(0) if task == "article" and rest and not rest[0].startswith("-") else None
    try:
        setup(task)
        if task != "article":
            os.chdir(ROOT)
        return work(task, video, rest)
    except Stop as reason:
        print(f"\n{reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on from here.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
