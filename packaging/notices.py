"""Whose work is inside an installed Readreel, and under which licences: THIRD-PARTY.txt of a build.

It is made from what is installed where the build runs: every distribution that Readreel requires,
directly or not, with its version, its licence and the texts that came with it. A distribution without a
licence stops the build. What is no distribution (Python, Qt, the libraries inside the engines' wheels,
fonts, models) is told in `BESIDE`.
"""

from __future__ import annotations

import importlib.metadata as metadata
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
TEXTS = Path(__file__).resolve().parent / "licences"

BESIDE = """\
The program's own code is under the Apache License 2.0 (file LICENSE).

FFmpeg comes inside PyAV, as a build under the LGPL 3 or later. Of what it is linked with there, x264 and
x265 (GPL) are not passed on: they only write video, and small libraries of Readreel's own with the same
names stand in for them. The sources: https://github.com/PyAV-Org/pyav-ffmpeg (FFmpeg, dav1d, SVT-AV1,
libvpx, Opus, LAME, OpenCORE AMR, libwebp, GnuTLS, Nettle, GMP, libunistring, as built for PyAV). A
second FFmpeg (LGPL 2.1 or later) plays videos in the window and comes with Qt; a third (LGPL 2.1 or
later) comes inside OpenCV and is not used. Sources: https://ffmpeg.org. Qt 6 and PySide6 are under the
LGPL 3: they are libraries of their own in this folder and may be exchanged for other builds. Sources:
https://download.qt.io/official_releases/QtForPython/ Python is under the PSF License 2, PyInstaller's
starter under the GPL 2 with an exception that lets it start programs under any licence. ICU, OpenSSL,
zlib, libstdc++, libgcc and libgomp are under their own free licences (the GCC libraries with the GCC
Runtime Library Exception). The word lists of wordfreq are under CC BY-SA 4.0 (Robyn Speer and others).
The screen reader's models are PP-OCR of PaddlePaddle, the voice detector Silero VAD, both inside their
wheels (Apache License 2.0 and MIT). Fonts, the sample recording and language models have their licences
beside them: resources/fonts, resources/sample, models/licences.
"""

_LICENCE_FILE = re.compile(
    r"""^[^/]+\.dist-info/(.*/)?(licen[cs]e|copying|notice|authors|model_licen)[^/]*$  # where they belong
      | ^[^/]+/(licen[cs]e|thirdpartynotices)[^/]*$  # beside the code
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MARKED = re.compile(r"License :: (?:OSI Approved :: )?(.+)")


def required(root: Path = ROOT) -> dict[str, metadata.Distribution]:
    """Every distribution that Readreel needs while it runs, by its name in lower case."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found: dict[str, metadata.Distribution] = {}
    waiting = [Requirement(line) for line in project["dependencies"]]
    while waiting:
        wanted = waiting.pop()
        name = _plain(wanted.name)
        if name in found or not _applies(wanted):
            continue
        found[name] = metadata.distribution(wanted.name)
        waiting += map(Requirement, found[name].requires or ())
    return dict(sorted(found.items()))


def licence(distribution: metadata.Distribution) -> str:
    """What a distribution says its licence is, in a line; empty where it says nothing."""
    said = distribution.metadata
    for field in ("License-Expression", "License"):
        value = (said.get(field) or "").strip()
        if value and len(value) < 200:
            return " ".join(value.split())
    marked = [m[1] for m in map(_MARKED.match, said.get_all("Classifier") or ()) if m]
    return "; ".join(marked) or ("see its text" if any(texts(distribution)) else "")


def texts(distribution: metadata.Distribution) -> Iterator[tuple[str, str]]:
    """Licence texts that came with a distribution: name and content."""
    for file in distribution.files or ():
        path = Path(str(file.locate()))
        if _LICENCE_FILE.search(file.as_posix()) and path.suffix != ".py" and path.is_file():
            yield path.name, path.read_text(encoding="utf-8", errors="replace")


def third_party(distributions: dict[str, metadata.Distribution]) -> str:
    """The whole file; raises ValueError for a distribution that does not say its licence."""
    silent = [name for name, found in distributions.items() if not licence(found)]
    if silent:
        raise ValueError(f"no licence is told by: {', '.join(silent)}")
    parts = [BESIDE, _table(distributions)]
    for name, found in distributions.items():
        told = f"{name} {found.version}"
        parts += [_chapter(f"{told}: {title}", text) for title, text in texts(found)]
    parts += [_chapter(f.stem, f.read_text(encoding="utf-8")) for f in sorted(TEXTS.glob("*.txt"))]
    return "\n".join(parts)


def _chapter(title: str, text: str) -> str:
    return f"{'=' * 80}\n{title}\n\n{text.strip()}\n"


def _table(distributions: dict[str, metadata.Distribution]) -> str:
    rows = [
        f"{found.metadata['Name']} {found.version}: {licence(found)}"
        for found in distributions.values()
    ]
    return "\n".join([f"Python {sys.version.split()[0]} and these packages:", *rows, ""])


def _applies(wanted: Requirement) -> bool:
    # Extras of a requirement's own name what else to install; none of ours asks for one.
    return wanted.marker is None or wanted.marker.evaluate({"extra": ""})


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
