"""The best model that is here and that the machine bears; else a plain word and the line to type."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readreel.catalogue.choose import best, choose_listener, choose_writer
from readreel.catalogue.store import InstalledModel
from readreel.core.errors import ModelError
from readreel.core.hardware import Machine

from .conftest import LISTENER, WRITER, put

LAPTOP = Machine(memory_bytes=24_000_000_000, physical_cores=2)


def model(name: str, memory: int, rank: int, cores: int, engine: str = "llama") -> InstalledModel:
    return InstalledModel(
        name, name, "writer", engine, "/m", "id", "MIT", memory, rank, cores, files=()
    )  # type: ignore[arg-type]


SMALL = model("small", 1_000_000_000, 10, 1)
MIDDLE = model("middle", 1_900_000_000, 20, 2)
LARGE = model("large", 6_000_000_000, 50, 12)
WRITERS = [SMALL, MIDDLE, LARGE]


@pytest.mark.parametrize(
    ("machine", "expected"),
    [
        (LAPTOP, "middle"),
        (Machine(24_000_000_000, 1), "small"),
        (Machine(1_500_000_000, 8), "small"),
        (Machine(64_000_000_000, 16), "large"),
        (Machine(64_000_000_000, 2, cuda=True, writer_gpu=True), "large"),
        (Machine(64_000_000_000, 2, cuda=True, writer_gpu=False), "middle"),
        (Machine(16_000_000_000, 8, metal=True, writer_gpu=True), "large"),
    ],
)
def test_the_machine_decides(machine: Machine, expected: str) -> None:
    assert best(WRITERS, machine).name == expected


def test_a_listener_takes_cuda_but_not_metal() -> None:
    quick, good = model("quick", 1, 1, 1, "whisper"), model("good", 2, 2, 8, "whisper")
    assert best([quick, good], Machine(10, 2, cuda=True, listener_gpu=True)).name == "good"
    assert best([quick, good], Machine(10, 2, cuda=True)).name == "quick"
    assert best([quick, good], Machine(10, 2, metal=True, writer_gpu=True)).name == "quick"


def test_what_is_slow_everywhere_is_still_used_when_nothing_else_is_here() -> None:
    assert best([LARGE], LAPTOP).name == "large"


def test_too_little_memory_is_said() -> None:
    with pytest.raises(ModelError) as caught:
        best(WRITERS, Machine(500_000_000, 8))
    assert caught.value.code == "model.memory"
    assert caught.value.values == {"name": "small", "needed": "1.0 GB", "free": "0.5 GB"}


@given(st.permutations(WRITERS), st.integers(1_000_000_000, 10**11), st.integers(1, 64))
def test_the_choice_fits_and_does_not_depend_on_order(
    models: list[InstalledModel], memory: int, cores: int
) -> None:
    machine = Machine(memory, cores)
    chosen = best(models, machine)
    assert chosen.memory <= memory
    assert chosen == best(WRITERS, machine)


def code(call: object) -> str:
    with pytest.raises(ModelError) as caught:
        call()  # type: ignore[operator]
    return caught.value.code


def test_names_are_checked(models: Path) -> None:
    put(models, LISTENER)
    put(models, WRITER)
    assert choose_writer("tiny-writer").name == "tiny-writer"
    assert choose_writer(on=LAPTOP).name == "tiny-writer"
    assert choose_listener(language="de", on=LAPTOP).name == "tiny-listener"
    assert code(lambda: choose_writer("tiny-listener")) == "model.role"
    assert code(lambda: choose_listener("large-writer")) == "model.role"
    assert code(lambda: choose_writer("large-writer")) == "model.missing"
    assert code(lambda: choose_writer("nobody")) == "model.unknown"
    assert code(lambda: choose_writer("../tiny-writer")) == "model.unknown"
    assert code(lambda: choose_listener("tiny-listener", "xx")) == "model.language"
    assert code(lambda: choose_listener(language="xx")) == "model.language"


def test_without_any_model_the_line_to_type_is_given() -> None:
    for call, name in ((choose_writer, "tiny-writer"), (choose_listener, "tiny-listener")):
        with pytest.raises(ModelError) as caught:
            call()
        assert caught.value.code == "model.missing"
        assert caught.value.values["command"] == f"readreel models get {name}"
