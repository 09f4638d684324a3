"""A user's own models: looked at before they are taken in, and never by native code."""

from __future__ import annotations

import os
import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readreel.catalogue import adopt, gguf, store
from readreel.core.chat import named
from readreel.core.errors import ModelError

from .conftest import CONFIG, LISTENER, WEIGHTS, put

CHATML = "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"


def text(value: str) -> bytes:
    return struct.pack("<Q", len(value.encode())) + value.encode()


def key(name: str, kind: int, value: bytes) -> bytes:
    return text(name) + struct.pack("<I", kind) + value


def a_gguf(
    template: str = CHATML, *, version: int = 3, cut: int = 0, tokens: dict[str, int] | None = None
) -> bytes:
    """A GGUF with one tensor of 64 floats and a vocabulary of two, or of tokens with their kinds."""
    words = [*(tokens or "ab")]
    kinds = struct.pack(f"<{len(words)}i", *(tokens or {}).values()) if tokens else b""
    kept = [
        key("tokenizer.ggml.token_type", 9, struct.pack("<IQ", 5, len(words)) + kinds),
        key("tokenizer.ggml.eos_token_id", 4, struct.pack("<I", len(words) - 1)),
    ]
    keys = [
        *(kept if tokens else []),
        key("general.architecture", 8, text("llama")),
        key("general.name", 8, text("My model")),
        key("general.license", 8, text("mit")),
        key("llama.context_length", 4, struct.pack("<I", 4096)),
        key(
            "tokenizer.ggml.tokens",
            9,
            struct.pack("<IQ", 8, len(words)) + b"".join(text(word) for word in words),
        ),
        key("tokenizer.ggml.scores", 9, struct.pack("<IQ2f", 6, 2, 0.0, 1.0)),
        key("tokenizer.chat_template", 8, text(template)),
    ]
    head = b"GGUF" + struct.pack("<IQQ", version, 1, len(keys)) + b"".join(keys)
    head += text("output.weight") + struct.pack("<IQIQ", 1, 64, 0, 0)
    head += b"\0" * (-len(head) % 32)
    return head + b"\0" * (256 - cut)


def write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def a_whisper(folder: Path, weights: bytes | None = None) -> Path:
    head = struct.pack("<IH", 6, 12) + b"WhisperSpec\0"
    write(folder / "model.bin", head + WEIGHTS if weights is None else weights)
    write(folder / "config.json", b"{}")
    write(folder / "tokenizer.json", b"{}")
    write(folder / "vocabulary.txt", b"a\nb\n")
    write(folder / "README.md", b"not taken along")
    return folder


def code(source: Path, name: str = "") -> str:
    with pytest.raises(ModelError) as caught:
        adopt.add(source, name)
    return caught.value.code


def test_a_writer_is_taken_in_and_proved(tmp_path: Path) -> None:
    source = write(tmp_path / "My Model (v2).Q4.gguf", a_gguf())
    model = adopt.add(source)
    assert (model.name, model.role, model.template) == ("my-model-v2-.q4", "writer", "chatml")
    assert (model.title, model.licence, model.context_tokens) == ("My model", "mit", 4096)
    assert source.exists()
    store.verify(model, again=True)
    Path(model.path).unlink()
    assert store.find(model.name) is None


def test_the_header_tells_which_tokens_plain_text_never_becomes(tmp_path: Path) -> None:
    tokens = {"a": 1, "<think>": 4, "<|im_start|>": 3, "<0x0A>": 6, "<|im_end|>": 3}
    header = gguf.read_header(write(tmp_path / "x.gguf", a_gguf(tokens=tokens)))
    assert header.controls == {"<|im_start|>", "<|im_end|>"}
    assert (header.added, header.first, header.last) == ({"<think>"}, "", "<|im_end|>")
    plain = gguf.read_header(write(tmp_path / "y.gguf", a_gguf()))
    assert (plain.controls, plain.added, plain.last) == (frozenset(), frozenset(), "")


def test_a_writer_without_the_tokens_of_its_chats_is_refused(tmp_path: Path, models: Path) -> None:
    tokens = {"a": 1, "<|im_start|>": 3, "</s>": 3}
    assert code(write(tmp_path / "x.gguf", a_gguf(tokens=tokens))) == "model.vocabulary"
    assert list(models.glob("*/*")) == []


def test_a_writer_with_a_format_of_its_own_keeps_what_was_learnt_of_it(tmp_path: Path) -> None:
    template = (
        "{% for m in messages %}<R>{{ m.role }}<S>{{ m.content }}<E>{% endfor %}<R>assistant<S>"
    )
    tokens = {"a": 1, "<R>": 3, "<S>": 3, "<E>": 3}
    model = adopt.add(write(tmp_path / "x.gguf", a_gguf(template, tokens=tokens)))
    learnt = named(model.template)
    assert learnt is not None
    assert (learnt.answer, learnt.stop) == ("<E><R>assistant<S>", "<E>")


def test_a_change_in_the_original_does_not_pass_unseen(tmp_path: Path) -> None:
    source = write(tmp_path / "mine.gguf", a_gguf())
    model = adopt.add(source)
    with source.open("r+b") as file:
        file.seek(-1, os.SEEK_END)
        file.write(b"x")
    if Path(model.path).read_bytes()[-1:] == b"x":
        with pytest.raises(ModelError, match=r"model\.corrupt"):
            store.verify(model)
    else:
        store.verify(model)


def test_a_listener_is_taken_in_with_the_files_it_needs_alone(tmp_path: Path) -> None:
    model = adopt.add(a_whisper(tmp_path / "My Whisper"), name="mine")
    assert model.role == "listener"
    names = {path.name for path in Path(model.path).iterdir()}
    assert names == {
        "model.bin",
        "config.json",
        "tokenizer.json",
        "vocabulary.txt",
        "installed.json",
    }
    store.verify(model, again=True)


@pytest.mark.parametrize(
    "lacking", ["config.json", "tokenizer.json", "vocabulary.txt", "model.bin"]
)
def test_a_listener_that_would_ask_the_network_for_a_file_is_refused(
    tmp_path: Path, lacking: str
) -> None:
    folder = a_whisper(tmp_path / "w")
    (folder / lacking).unlink()
    assert code(folder) == "model.format"


def test_what_is_no_model_is_refused_with_nothing_left_behind(tmp_path: Path, models: Path) -> None:
    assert code(tmp_path / "nothing.gguf") == "model.absent"
    assert code(write(tmp_path / "text.gguf", b"hello")) == "model.format"
    assert code(write(tmp_path / "empty.gguf", b"")) == "model.format"
    assert code(write(tmp_path / "magic.gguf", b"GGUF" + b"\0" * 33)) == "model.format"
    assert code(write(tmp_path / "cut.gguf", a_gguf(cut=1))) == "model.format"
    assert code(write(tmp_path / "old.gguf", a_gguf(version=1))) == "model.format"
    assert code(write(tmp_path / "base.gguf", a_gguf(template=""))) == "model.untaught"
    assert code(a_whisper(tmp_path / "w", weights=WEIGHTS)) == "model.format"
    assert code(a_whisper(tmp_path / "v", weights=b"short")) == "model.format"
    assert list(models.glob("*/*")) == []


def test_a_name_is_not_taken_twice_and_leads_nowhere(tmp_path: Path) -> None:
    source = write(tmp_path / "mine.gguf", a_gguf())
    adopt.add(source)
    assert code(source) == "model.exists"
    assert code(source, "tiny-listener") == "model.exists"
    assert code(source, "../outside") == "model.name"


def test_a_file_of_the_catalogue_is_recognised_by_its_hash(
    tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = put(tmp_path, LISTENER)
    write(folder / "tokenizer.json", b"{}")
    write(folder / "vocabulary.txt", b"a")
    write(folder / "preprocessor_config.json", b'{"feature_size": 3}')
    monkeypatch.setattr(adopt, "_check_weights", lambda path: None)
    model = adopt.add(folder.rename(tmp_path / "renamed"))
    assert model.name == "tiny-listener"
    assert {p.name for p in (models / "tiny-listener").iterdir()} == {"config.json", "model.bin"}
    assert (models / "tiny-listener" / "config.json").read_bytes() == CONFIG


@settings(max_examples=400, deadline=2000, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_mutated_header_is_read_or_refused_but_never_more(
    tmp_path: Path, data: st.DataObject
) -> None:
    content = bytearray(a_gguf())
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    del content[data.draw(st.integers(1, len(content))) :]
    path = write(tmp_path / "mutated.gguf", bytes(content))
    try:
        gguf.read_header(path)
    except ModelError as error:
        assert error.code == "model.format"


@pytest.mark.models
def test_the_starter_writers_have_headers_that_can_be_read() -> None:
    folder = Path.home() / ".local/share/readreel/models"
    found = sorted(folder.glob("qwen2.5-coder-*/*.gguf"))
    if not found:
        pytest.skip("starter writers are not installed")
    for path in found:
        header = gguf.read_header(path)
        assert (header.architecture, header.context_tokens) == ("qwen2", 32768)
        assert "<|im_start|>" in header.chat_template
