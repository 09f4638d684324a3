"""What an installed program carries instead of x264 and x265."""

from __future__ import annotations

import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[3]

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("cc") is None,
    reason="the libraries inside PyAV are looked at as Linux's wheels have them, with a C compiler",
)

DECODES = """
import sys, av
from av.codec import Codec
film = av.open(sys.argv[1])
print(av.__file__, film.streams.video[0].codec.name, sum(1 for _ in film.decode(video=0)))
print(Codec("hevc").name)
"""


@pytest.fixture
def encoders(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    return importlib.import_module("encoders")


def test_ffmpeg_decodes_without_the_encoders_it_was_linked_with(
    encoders: ModuleType, tmp_path: Path
) -> None:
    found = importlib.util.find_spec("av")
    assert found is not None and found.origin is not None
    installed = Path(found.origin).parent
    libraries = installed.with_name("av.libs")
    entries = [(f"av.libs/{file.name}", str(file), "BINARY") for file in libraries.iterdir()]
    made = encoders.replaced(entries, tmp_path / "made")

    changed = {place for place, source, _ in made if Path(source).parent == tmp_path / "made"}
    assert len(changed) == 2 and all("x26" in place for place in changed)
    (tmp_path / "av.libs").mkdir()
    for place, source, _ in made:
        shutil.copy(source, tmp_path / place)
    shutil.copytree(installed, tmp_path / "av")
    sample = ROOT / "resources" / "sample" / "history-of-printing.mp4"
    done = subprocess.run(
        [sys.executable, "-c", DECODES, str(sample)],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    first, second = done.stdout.splitlines()
    where, codec, frames = first.rsplit(" ", 2)
    assert where.startswith(str(tmp_path)) and codec == "h264" and int(frames) > 100
    assert second == "hevc"


def test_without_a_compiler_the_build_says_what_it_wants(
    encoders: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(encoders.NoCompiler, match="C compiler"):
        encoders.build(tmp_path / "libx264-1.so.165", {"x264_encoder_open_165"})


def test_an_encoder_itself_is_seen_in_a_build(
    encoders: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    built = importlib.import_module("built")
    folder = tmp_path / "_internal" / "av.libs"
    folder.mkdir(parents=True)
    (folder / "libx264-d6533a8d.so.165").write_bytes(b"\x7fELF the real one")
    encoders.build(folder / "libx265-f5385bb8.so.216", {"x265_api_get_216"})
    seen = [fault for fault in built.faults(tmp_path, "light") if "GPL" in fault]
    assert len(seen) == 1 and "libx264" in seen[0]


@pytest.mark.parametrize(
    ("place", "theirs"),
    [
        ("av.libs/libx264-d6533a8d.so.165", True),
        ("av.libs\\x265-1a2b.dll", True),
        ("av.libs/libx264-165-9f2b.dll", True),
        ("av/.dylibs/libx265.216.dylib", True),
        ("av.libs/libavcodec-5e6b81c2.so.62", False),
        ("resources/x264", False),
    ],
)
def test_both_are_known_by_the_names_of_every_system(
    encoders: ModuleType, place: str, theirs: bool
) -> None:
    assert bool(encoders.ENCODERS.search(place)) is theirs
