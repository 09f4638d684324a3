"""What an installed Readreel carries, as data: the spec builds from it, the tests hold it against the code.

Whatever the package or a library opens by name while it runs must be listed here, because a search for
imports does not see it. What nobody needs is left out by name: a browser engine that came with Qt, the
training halves of the engines, the tests of libraries.
"""

from __future__ import annotations

import fnmatch
import re
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[1]

CONSOLE = "readreel"
WINDOW = "readreel-window"

KINDS: dict[str, tuple[str, ...]] = {
    "light": ("whisper-base",),
    "full": ("whisper-base", "qwen2.5-coder-1.5b-instruct"),
}
"""Models inside each kind of build: a light one listens, and writes what was said, cleaned by rule."""

BUDGETS = {"light": 1_000_000_000, "full": 2_120_000_000}
"""The most bytes a build may take on disk, models included. Raised on purpose or not at all."""

NOT_SHIPPED = (
    "sample/*.py", "sample/truth.json", "translations/*.ts", "screenshots/*", "schema/*",
)  # fmt: skip
"""Resources that only a checkout needs."""

COLLECTED = (
    "readreel", "rich", "rapidocr.ch_ppocr_*", "rapidocr.inference_engine.onnxruntime", "tokenizers",
)  # fmt: skip
"""Packages, or packages under one, whose modules are loaded by name and are therefore taken whole."""

DATA: dict[str, tuple[str, ...]] = {
    "docx": ("templates/*", "parts/*", "**/*.xml", "**/*.docx"),
    "faster_whisper": ("assets/*.onnx",),
    "language_data": ("data/*",),
    "rapidocr": ("*.yaml", "**/*.yaml", "models/*.onnx"),
    "wordfreq": ("data/*",),
    "wordllama": ("weights/*.safetensors", "tokenizers/*.json"),
}
"""Files that libraries open beside their code, by package; a package that is not installed is passed
over."""

EXCLUDED = (
    # Reached by imports that never happen here, or only while a model is trained or converted.
    "IPython", "PIL.ImageTk", "_pytest", "boto3", "ctranslate2.converters", "ctranslate2.specs", "datasets",
    "dotenv", "fastapi", "gradio", "hibari", "huggingface_hub.cli", "huggingface_hub.inference",
    "hypothesis", "jax", "jiwer", "llama_cpp.server", "lxml.isoschematron", "matplotlib", "mypy", "numba",
    "onnx", "onnxruntime.backend", "onnxruntime.datasets", "onnxruntime.quantization", "onnxruntime.tools",
    "onnxruntime.transformers", "openvino", "paddle", "pandas", "pip", "pytest", "pytestqt",
    "rapidocr.inference_engine.mnn", "rapidocr.inference_engine.openvino",
    "rapidocr.inference_engine.paddle", "rapidocr.inference_engine.pytorch",
    "rapidocr.inference_engine.tensorrt", "scenedetect", "scipy", "setuptools", "sklearn", "tensorflow",
    "tkinter", "torch", "torchvision", "transformers", "uvicorn",
    # Its two data files are read, its code never runs.
    "wordllama",
)  # fmt: skip

ONLY_ON_APPLE = ("_pywhispercpp", "pywhispercpp")
"""What other systems need for the tests alone."""

QT_LIBRARIES = (
    "Concurrent", "Core", "DBus", "Gui", "Multimedia", "Network", "OpenGL", "PrintSupport", "Svg",
    "WaylandClient", "WaylandEglClientHwIntegration", "Widgets", "WlShellIntegration", "XcbQpa",
    # Nothing here is written in QML, but Qt's own plugin that plays videos is linked with it.
    "Qml", "QmlMeta", "QmlModels", "QmlWorkerScript", "Quick",
)  # fmt: skip
"""Qt's libraries that stay; every other one goes, however it was found."""

QT_PLUGINS = (
    "iconengines/*svg*", "imageformats/*gif*", "imageformats/*ico*", "imageformats/*jpeg*",
    "imageformats/*svg*", "imageformats/*webp*", "multimedia/*ffmpeg*", "multimedia/*darwin*",
    "multimedia/*windows*", "platforminputcontexts/*compose*", "platforminputcontexts/*ibus*",
    "platforms/*cocoa*", "platforms/*minimal*", "platforms/*offscreen*", "platforms/*wayland*",
    "platforms/*windows*", "platforms/*xcb*", "platformthemes/*xdg*", "styles/*", "wayland-*/*",
    "xcbglintegrations/*",
)  # fmt: skip

DROPPED = (
    "*/tests/*", "*/test/*", "*.pyi", "*.pxd", "*.pyx", "cv2/data/*", "cv2/qt/*", "PySide6/Qt/qml/*",
    "PySide6/qml/*", "PySide6/Qt/lib/*.so", "llama_cpp/lib/*mtmd*", "llama_cpp/lib/*llama-common*",
    # Python's binding holds the whole runtime; this is a second copy of it for programs in C.
    "onnxruntime/capi/libonnxruntime.so*", "libonnxruntime.so*",
    # The system's own, which its drivers, its display and its fonts belong together with.
    "libX11-xcb.so*", "libX11.so*", "libcom_err.so*", "libexpat.so*", "libfontconfig.so*",
    "libfreetype.so*", "libgcc_s.so*", "libgpg-error.so*", "libstdc++.so*", "libz.so*",
)  # fmt: skip
"""Files that libraries' own hooks bring along, by their place in the build."""

STRIPPED = ("ctranslate2/_ext*.so", "libpython*.so*")
"""Libraries that come with their debugging symbols, 84 MB of them. Only these: tools that had patched the
others have made them such that stripping breaks some."""

_QT_LIBRARY = re.compile(r"(?:^|/)(?:lib)?Qt6?(?P<name>[A-Z0-9]\w*?)(?:\.abi3)?(?:\.|$)")
_LIBRARY = re.compile(r"^lib[^/]*\.so(\.\d+)*$")
_STARTER = re.compile(r"libpython")
_QT_PLUGIN = re.compile(r"^PySide6/(?:Qt/)?plugins/(?P<plugin>.+)$")
_QT_WORDS = re.compile(r"^PySide6/(?:Qt/)?translations/(?!qtbase_)")


def wanted(place: str) -> bool:
    """Whether a file belongs into a build; ``place`` is where it would lie, under the contents folder."""
    place = PurePosixPath(place.replace("\\", "/")).as_posix()
    if any(fnmatch.fnmatchcase(place, pattern) for pattern in DROPPED) or _QT_WORDS.match(place):
        return False
    plugin = _QT_PLUGIN.match(place)
    if plugin:
        return any(fnmatch.fnmatchcase(plugin["plugin"], pattern) for pattern in QT_PLUGINS)
    library = _QT_LIBRARY.search(place)
    if library is None or library["name"].startswith("FFmpegStub"):
        return True
    return library["name"] in QT_LIBRARIES


def orphans(files: dict[str, set[str]]) -> set[str]:
    """Libraries at the top of a build that nobody in it is linked with, theirs included.

    ``files`` gives for each place the names it is linked with. Hooks bring libraries for plugins that were
    left out; whatever is opened by name lies in a folder of its own and stays, and so does Python, which
    the programs open before anything else.
    """
    gone: set[str] = set()
    while True:
        linked = {name for place, names in files.items() if place not in gone for name in names}
        idle = {
            place
            for place in files
            if place not in gone | linked and _LIBRARY.search(place) and not _STARTER.match(place)
        }
        if not idle:
            return gone
        gone |= idle


def resources(root: Path = ROOT) -> list[tuple[str, str]]:
    """The program's own files with the folder each goes to: resources, catalogue and licences of models."""
    found = []
    for top in ("resources", "models"):
        for file in sorted((root / top).rglob("*")):
            inside = file.relative_to(root / top).as_posix()
            if file.is_file() and (top == "resources" or _catalogue(inside)) and shipped(inside):
                found.append((str(file), file.parent.relative_to(root).as_posix()))
    return found


def shipped(inside: str) -> bool:
    """Whether a resource is one that the running program needs."""
    return not any(fnmatch.fnmatchcase(inside, pattern) for pattern in NOT_SHIPPED)


def package_data(package: str, folder: Path) -> list[tuple[str, str]]:
    """The files of an installed package that it opens while it runs."""
    files = {file for pattern in DATA[package] for file in folder.glob(pattern) if file.is_file()}
    return [
        (str(file), (Path(package) / file.parent.relative_to(folder)).as_posix())
        for file in sorted(files)
        if file.suffix not in {".py", ".pyc"}
    ]


def llama_libraries(folder: Path) -> list[tuple[str, str]]:
    """llama.cpp's libraries, which are opened by path. On Linux each lies there under three names."""
    files = [file for file in sorted(folder.iterdir()) if file.is_file()]
    if any(".so" in file.name for file in files):
        # The one that Python opens, and the names by which the others are linked or looked for.
        kept = re.compile(r"libllama\.so|libggml.*\.so\.\d+|libggml-(?!base|cpu\.)\S+\.so")
        files = [file for file in files if kept.fullmatch(file.name)]
    return [(str(file), "llama_cpp/lib") for file in files]


def _catalogue(inside: str) -> bool:
    return inside == "catalogue.toml" or inside.startswith("licences/")
