"""Where the engines work, and what is said of why not elsewhere."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
import pytest

from readreel.core import cuda as cublas
from readreel.core import hardware
from readreel.core.hardware import Machine
from readreel.core.messages import message
from readreel.inference import cuda, whisper
from readreel.pipeline.acceleration import listening, writing

PLAIN = Machine(memory_bytes=8_000_000_000, physical_cores=4)
NVIDIA = Machine(memory_bytes=8_000_000_000, physical_cores=4, cuda=True)
APPLE = Machine(memory_bytes=8_000_000_000, physical_cores=4, metal=True)
APPLE_HEARING = msgspec.structs.replace(APPLE, listener_gpu=True)


@pytest.mark.parametrize(
    ("on", "cards", "missing", "says"),
    [
        (PLAIN, 0, "", "no NVIDIA graphics card"),
        (APPLE, 0, "", "is not installed. Install pywhispercpp"),
        (APPLE_HEARING, 0, "", "uses Apple's graphics"),
        (NVIDIA, 0, "", "driver"),
        (NVIDIA, 1, "libcublas.so.12", "libcublas.so.12 is not found. Put"),
        (NVIDIA, 1, "", "uses the graphics card"),
    ],
)
def test_the_doctor_says_where_listening_happens_and_what_keeps_it_there(
    on: Machine, cards: int, missing: str, says: str
) -> None:
    assert says in str(message(*listening(on, cards, missing, "/data/cuda")))


@pytest.mark.parametrize(
    ("on", "built", "says"),
    [
        (PLAIN, False, "no graphics card"),
        (NVIDIA, False, "for processors alone"),
        (NVIDIA, True, "uses the graphics card"),
        (APPLE, True, "uses the graphics card"),
    ],
)
def test_the_doctor_says_where_writing_happens(on: Machine, built: bool, says: str) -> None:
    assert says in str(message(*writing(on, built)))


def test_a_card_s_library_is_found_in_the_user_s_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READREEL_DATA", str(tmp_path))
    (tmp_path / "cuda").mkdir()
    (tmp_path / "cuda" / "libtwo.so").touch()

    def opens(place: str) -> None:
        if place != "libone.so" and not Path(place).is_file():
            raise OSError(place)

    assert cuda.missing(["libone.so", "libtwo.so"], opens) == ""
    assert cuda.missing(["libone.so", "libthree.so", "libtwo.so"], opens) == "libthree.so"


def test_without_the_card_s_library_nothing_is_put_on_the_card(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import ctranslate2

    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: 1)
    monkeypatch.setattr(cuda, "missing", lambda: "libcublas.so.12")
    with pytest.raises(RuntimeError, match=r"libcublas\.so\.12 is not found"):
        whisper._on_cuda(tmp_path, 1)


@pytest.mark.skipif(sys.platform != "linux", reason="names the libraries of Linux")
def test_a_card_counts_for_listening_only_with_its_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READREEL_DATA", str(tmp_path))
    monkeypatch.setattr(hardware, "_has_cuda", lambda: True)
    monkeypatch.setattr(cublas.ctypes.util, "find_library", lambda name: None)
    assert not hardware.machine().listener_gpu
    cublas.folder().mkdir()
    for name in cublas.LIBRARIES["linux"]:
        (cublas.folder() / name).touch()
    assert hardware.machine().listener_gpu
