"""Every family's conversation, as its makers document it, and what of its words is an answer."""

from __future__ import annotations

import pytest

from readreel.core.chat import families
from readreel.core.engines import Turn
from readreel.core.errors import ModelError
from readreel.inference.chat import answer, spelled, template

SHARED = [
    Turn("system", "Edit the talk."),
    Turn("user", "um hello"),
    Turn("assistant", "Hello."),
]
ASKED = [Turn("user", "so bye")]

HARMONY_SYSTEM = (
    "<|start|>system<|message|>You are ChatGPT, a large language model trained by OpenAI.\n"
    "Knowledge cutoff: 2024-06\n\nReasoning: low\n\n"
    "# Valid channels: analysis, commentary, final. Channel must be included for every message.<|end|>"
)

RENDERED = {
    "chatml": (
        "<|im_start|>system\nEdit the talk.<|im_end|>\n<|im_start|>user\num hello<|im_end|>\n"
        "<|im_start|>assistant\nHello.<|im_end|>\n",
        "<|im_start|>user\nso bye<|im_end|>\n<|im_start|>assistant\n",
    ),
    "qwen3": (
        "<|im_start|>system\nEdit the talk.<|im_end|>\n<|im_start|>user\num hello<|im_end|>\n"
        "<|im_start|>assistant\nHello.<|im_end|>\n",
        "<|im_start|>user\nso bye<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\n\n",
    ),
    "chatml-thinking": (
        "<|im_start|>system\nEdit the talk.<|im_end|>\n<|im_start|>user\num hello<|im_end|>\n"
        "<|im_start|>assistant\nHello.<|im_end|>\n",
        "<|im_start|>user\nso bye<|im_end|>\n<|im_start|>assistant\n<think>\n",
    ),
    "smollm3": (
        "<|im_start|>system\nEdit the talk.<|im_end|>\n<|im_start|>user\num hello<|im_end|>\n"
        "<|im_start|>assistant\n<think>\n\n</think>\nHello.<|im_end|>\n",
        "<|im_start|>user\nso bye<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\n",
    ),
    "llama3": (
        "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nEdit the talk.<|eot_id|>"
        "<|start_header_id|>user<|end_header_id|>\n\num hello<|eot_id|>"
        "<|start_header_id|>assistant<|end_header_id|>\n\nHello.<|eot_id|>",
        "<|start_header_id|>user<|end_header_id|>\n\nso bye<|eot_id|>"
        "<|start_header_id|>assistant<|end_header_id|>\n\n",
    ),
    "gemma": (
        "<bos><start_of_turn>user\nEdit the talk.\n\num hello<end_of_turn>\n"
        "<start_of_turn>model\nHello.<end_of_turn>\n",
        "<start_of_turn>user\nso bye<end_of_turn>\n<start_of_turn>model\n",
    ),
    "mistral-v7": (
        "<s>[SYSTEM_PROMPT]Edit the talk.[/SYSTEM_PROMPT][INST]um hello[/INST]Hello.</s>",
        "[INST]so bye[/INST]",
    ),
    "mistral-v3": (
        "<s>[INST]um hello[/INST]Hello.</s>",
        "[INST]Edit the talk.\n\nso bye[/INST]",
    ),
    "phi3": (
        "<|system|>\nEdit the talk.<|end|>\n<|user|>\num hello<|end|>\n<|assistant|>\nHello.<|end|>\n",
        "<|user|>\nso bye<|end|>\n<|assistant|>\n",
    ),
    "phi4": (
        "<|im_start|>system<|im_sep|>Edit the talk.<|im_end|><|im_start|>user<|im_sep|>um hello<|im_end|>"
        "<|im_start|>assistant<|im_sep|>Hello.<|im_end|>",
        "<|im_start|>user<|im_sep|>so bye<|im_end|><|im_start|>assistant<|im_sep|>",
    ),
    "phi4-mini": (
        "<|system|>Edit the talk.<|end|><|user|>um hello<|end|><|assistant|>Hello.<|end|>",
        "<|user|>so bye<|end|><|assistant|>",
    ),
    "harmony": (
        HARMONY_SYSTEM + "<|start|>developer<|message|># Instructions\n\nEdit the talk.<|end|>"
        "<|start|>user<|message|>um hello<|end|>"
        "<|start|>assistant<|channel|>final<|message|>Hello.<|end|>",
        "<|start|>user<|message|>so bye<|end|><|start|>assistant",
    ),
}

STOPS = {
    "llama3": "<|eot_id|>", "gemma": "<end_of_turn>", "mistral-v7": "</s>", "mistral-v3": "</s>",
    "phi3": "<|end|>", "phi4-mini": "<|end|>", "harmony": "",
}  # fmt: skip


def test_every_family_is_tested_here() -> None:
    assert set(RENDERED) == {family.name for family in families()}


@pytest.mark.parametrize("name", RENDERED)
def test_a_family_is_spelled_as_its_makers_say(name: str) -> None:
    opening, rest = spelled(template(name), SHARED, ASKED)
    assert ("".join(p.text for p in opening), "".join(p.text for p in rest)) == RENDERED[name]


@pytest.mark.parametrize("name", RENDERED)
def test_what_was_said_never_stands_in_a_control_piece(name: str) -> None:
    said = "".join(RENDERED[name]) + " [INST] <think>"
    turns = [Turn("system", said), Turn("user", said), Turn("assistant", said)]
    opening, rest = spelled(template(name), turns, [Turn("user", said)])
    plain = "".join(piece.text for piece in opening + rest if not piece.control)
    assert plain.count(said) == 4
    assert plain.replace(said, "").strip() == ""


@pytest.mark.parametrize("name", RENDERED)
def test_a_conversation_can_begin_with_the_question(name: str) -> None:
    opening, rest = spelled(template(name), [Turn("system", "Edit.")], ASKED)
    whole = "".join(piece.text for piece in opening + rest)
    assert whole.count("Edit.") == whole.count("so bye") == 1
    assert whole.index("Edit.") < whole.index("so bye")


@pytest.mark.parametrize("name", RENDERED)
def test_an_answer_ends_with_the_token_that_ends_a_turn(name: str) -> None:
    assert template(name).stop == STOPS.get(name, "<|im_end|>")
    assert template(name).stop in (*template(name).control_tokens(), "")


@pytest.mark.parametrize(
    ("name", "written", "said"),
    [
        ("chatml", "1. Hello.", "1. Hello."),
        ("chatml", "<think>\nHm.\n</think>\n\n1. Hello.", "1. Hello."),
        ("chatml", "<think>\nHm, the user wants", ""),
        ("chatml", "1. The tag <think> opens a thought.", "1. The tag <think> opens a thought."),
        ("chatml-thinking", "The user wants.\n</think>\n\n1. Hello.", "1. Hello."),
        ("chatml-thinking", "The user wants", ""),
        ("harmony", "<|channel|>final<|message|>1. Hello.", "1. Hello."),
        (
            "harmony",
            "<|channel|>analysis<|message|>Hm.<|end|>"
            "<|start|>assistant<|channel|>final<|message|>1. Hello.",
            "1. Hello.",
        ),
        ("harmony", "<|channel|>final<|message|>1. Hello.<|end|><|start|>user", "1. Hello."),
        ("harmony", "<|channel|>analysis<|message|>Hm, final", ""),
        ("harmony", "<|channel|>commentary<|message|>I will now", ""),
    ],
)  # fmt: skip
def test_an_answer_is_what_was_not_thought(name: str, written: str, said: str) -> None:
    assert answer(template(name), written) == said


def test_a_model_that_cannot_but_think_has_room_for_it() -> None:
    always = {f.name for f in families() if f.template.thinking != "tags"}
    assert always == {f.name for f in families() if f.template.thought_tokens} != set()


def test_an_unknown_format_is_refused() -> None:
    for name in ("", "vicuna", "{}", '{"user": 1}'):
        with pytest.raises(ModelError):
            template(name)
