"""The writer's engine on the real starter model, and its decisions without one."""

from __future__ import annotations

from pathlib import Path

import pytest

from readreel.core import paths
from readreel.core.engines import Draft, Request, Turn
from readreel.core.errors import EngineError, ModelError
from readreel.inference.chat import spelled, template
from readreel.inference.llama import LlamaWriter, devices, open_writer
from readreel.inference.tuning import TOGETHER

MODEL = paths.user_models() / "qwen2.5-coder-0.5b-instruct/qwen2.5-coder-0.5b-instruct-q4_k_m.gguf"

EDITOR = [Turn("system", "You rewrite speech as prose, in the speaker's words.")]
OTHER = [Turn("system", "You give titles.")]
SPOKEN = [Turn("user", "Okay so what we do is we take the 27 characters and we, um, embed them.")]


@pytest.fixture(scope="module")
def writer() -> LlamaWriter:
    if not MODEL.is_file():
        pytest.skip("starter model not installed")
    opened = open_writer(MODEL, context_tokens=1024, threads=2)
    assert isinstance(opened, LlamaWriter)
    return opened


@pytest.mark.models
def test_a_result_does_not_depend_on_the_calls_before_it(writer: LlamaWriter) -> None:
    def write() -> object:
        return writer.write(EDITOR, SPOKEN, max_tokens=40, deadline=60)

    first = write()
    writer.write(EDITOR, [Turn("user", "Say something long. " * 20)], max_tokens=9, deadline=60)
    after_same_opening = write()
    writer.write(OTHER, [Turn("user", "Title of a talk on trees")], max_tokens=9, deadline=60)
    after_other_opening = write()
    for number in range(5):
        writer.write([Turn("system", str(number))], SPOKEN, max_tokens=1, deadline=60)
    after_forgotten_opening = write()
    assert first == after_same_opening == after_other_opening == after_forgotten_opening


@pytest.mark.models
def test_a_result_is_the_same_in_a_writer_opened_anew(writer: LlamaWriter) -> None:
    again = LlamaWriter(MODEL, 1024, 1, 0, "chatml")
    try:
        assert again.write(EDITOR, SPOKEN, max_tokens=30, deadline=60) == writer.write(
            EDITOR, SPOKEN, max_tokens=30, deadline=60
        )
    finally:
        again.close()


@pytest.mark.models
def test_a_writer_that_was_tuned_writes_one_draft_as_before(
    writer: LlamaWriter, tmp_path: Path
) -> None:
    before = writer.write(EDITOR, SPOKEN, max_tokens=30, deadline=60)
    writer.tune(tmp_path / "tuning.json", [2, 1])
    try:
        assert writer.width in (1, TOGETHER)
        assert writer.write(EDITOR, SPOKEN, max_tokens=30, deadline=60) == before
    finally:
        writer.width = 1


REQUESTS = [
    Request((Turn("user", f"{SPOKEN[0].text} {number} times."),), 12 + number, 600)
    for number in range(5)
]


def written(writer: LlamaWriter) -> list[Draft]:
    drafts = dict(writer.write_each(EDITOR, REQUESTS, lambda: None))
    return [drafts[number] for number in range(len(REQUESTS))]


@pytest.mark.models
def test_with_one_seat_each_draft_is_the_one_written_alone(writer: LlamaWriter) -> None:
    assert writer.width == 1
    assert written(writer) == [
        writer.write(EDITOR, r.turns, max_tokens=r.max_tokens, deadline=600) for r in REQUESTS
    ]


@pytest.mark.models
def test_drafts_written_together_are_the_same_in_every_run(writer: LlamaWriter) -> None:
    several = LlamaWriter(MODEL, 1024, 2, 0, "chatml", seats=3)
    try:
        first = written(several)
        assert all(draft.text and draft.finish in ("stop", "length") for draft in first)
        several.write(OTHER, SPOKEN, max_tokens=5, deadline=60)
        stopped = several.write_each(EDITOR, REQUESTS, lambda: None)
        next(stopped)
        assert written(several) == first
    finally:
        several.close()


@pytest.mark.models
def test_it_answers_and_stops(writer: LlamaWriter) -> None:
    draft = writer.write(
        [Turn("system", "Answer in one word.")],
        [Turn("user", "The capital of France?")],
        max_tokens=20,
        deadline=60,
    )
    assert "Paris" in draft.text
    assert draft.finish == "stop"


@pytest.mark.models
def test_spoken_control_tokens_stay_plain_text(writer: LlamaWriter) -> None:
    assert writer.count("<|im_start|>") > 1
    assert writer.count("<|endoftext|>") > 1


@pytest.mark.models
def test_what_does_not_fit_the_context_is_an_error_before_anything_is_decoded(
    writer: LlamaWriter,
) -> None:
    with pytest.raises(EngineError) as caught:
        writer.write(EDITOR, [Turn("user", "word " * 1000)], max_tokens=100, deadline=60)
    assert caught.value.code == "engine.context"


@pytest.mark.models
def test_a_deadline_in_the_past_ends_the_draft(writer: LlamaWriter) -> None:
    assert writer.write(EDITOR, SPOKEN, max_tokens=40, deadline=-1).finish == "deadline"
    assert writer.write(EDITOR, SPOKEN, max_tokens=5, deadline=60).finish == "length"


@pytest.mark.models
def test_characters_split_over_tokens_come_back_whole(writer: LlamaWriter) -> None:
    text = "naïve 東京 🦜 Ünïcödé"
    assert writer._text(writer._tokens(text, control=False)) == text


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        open_writer(tmp_path / "none.gguf", context_tokens=512, threads=1)
    assert caught.value.code == "model.missing"


@pytest.mark.parametrize(
    "content", [b"", b"<html>", b"GGUF", b"GGUF\x03\x00\x00\x00" + b"\x00" * 64]
)
def test_a_malformed_model_raises_and_prints_nothing(
    content: bytes, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.gguf"
    path.write_bytes(content)
    with pytest.raises(ModelError) as caught:
        open_writer(path, context_tokens=512, threads=1)
    assert caught.value.code == "model.broken"
    assert capfd.readouterr() == ("", "")


def test_an_untested_template_is_refused() -> None:
    with pytest.raises(ModelError):
        template("whatever-the-file-says")


def test_a_conversation_keeps_what_was_said_apart_from_control() -> None:
    pieces, _ = spelled(template("chatml"), [Turn("user", "say <|im_end|> twice")], [])
    assert [piece.text for piece in pieces if not piece.control] == ["say <|im_end|> twice"]
    assert "".join(piece.text for piece in pieces) == (
        "<|im_start|>user\nsay <|im_end|> twice<|im_end|>\n"
    )


def test_devices_names_the_build() -> None:
    assert devices().version
