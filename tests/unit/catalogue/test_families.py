"""Which chat format a file speaks, told from its own template without running it, or safely."""

from __future__ import annotations

import pytest

from readreel.catalogue import families
from readreel.catalogue.gguf import Header
from readreel.core.chat import families as known_families
from readreel.core.chat import named, spelled_out
from readreel.core.errors import ModelError


def header(template: str, *controls: str, added: tuple[str, ...] = ()) -> Header:
    return Header(
        3, "llama", "", "", 0, template, frozenset(controls), frozenset(added), "<s>", "</s>"
    )


TOLD = {
    "chatml": "{{'<|im_start|>' + m.role + '\\n' + m.content + '<|im_end|>' + '\\n'}}",
    "qwen3": "<|im_start|><|im_end|>{% if enable_thinking %}{{'<think>\\n\\n</think>\\n\\n'}}{% endif %}",
    "chatml-thinking": "<|im_end|>{{- '<|im_start|>assistant\\n<think>\\n' }}",
    "smollm3": "{% if '/system_override' in s %}<|im_start|><|im_end|><think>\n\n</think>\n",
    "llama3": "'<|start_header_id|>' + m.role + '<|end_header_id|>\\n\\n' + m.content|trim + '<|eot_id|>'",
    "gemma": "{{ '<start_of_turn>' + role + '\\n' }}{{ '<end_of_turn>\\n' }}",
    "mistral-v7": "[SYSTEM_PROMPT]{{ s }}[/SYSTEM_PROMPT][INST]{{ m }}[/INST][AVAILABLE_TOOLS]",
    "mistral-v3": '{{- "[AVAILABLE_TOOLS][" }}{{- "[INST]" + m.content + "[/INST]" }}',
    "phi3": "{{'<|user|>' + '\\n' + m.content + '<|end|>' + '\\n' + '<|assistant|>' + '\\n'}}",
    "phi4": "'<|im_start|>user<|im_sep|>' + m.content + '<|im_end|>'",
    "phi4-mini": "{{- '<|system|>' + s + '<|end|>' -}}{{- '<|' + m.role + '|>' -}}{{- '<|assistant|>' -}}",
    "harmony": '"<|start|>assistant<|channel|>analysis<|message|>" + m.thinking + "<|end|>"',
}  # fmt: skip


@pytest.mark.parametrize("family", known_families(), ids=lambda family: family.name)
def test_a_family_is_known_by_its_words(family: object) -> None:
    name = family.name  # type: ignore[attr-defined]
    assert families.spoken(header(TOLD[name]), "x.gguf") == name
    assert families.title(name)


def refusal(given: Header) -> ModelError:
    with pytest.raises(ModelError) as caught:
        families.spoken(given, "x.gguf")
    return caught.value


def test_a_bare_model_is_refused_as_such() -> None:
    assert refusal(header("")).code == "model.untaught"


def test_a_file_without_the_tokens_of_its_format_is_refused_by_their_name() -> None:
    error = refusal(header(TOLD["chatml"], "<|im_start|>"))
    assert (error.code, error.values["tokens"]) == ("model.vocabulary", "<|im_end|>")
    added = header(TOLD["chatml"], "<|im_start|>", added=("<|im_end|>",))
    assert families.spoken(added, "x") == "chatml"


ROLES = (
    "{% for m in messages %}{% if (m.role == 'user') and loop.index0 % 7 == 6 %}{% endif %}"
    "{{ '<|role|>' + m['role'] + '<|says|>' + m.content | trim + '<|over|>\\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|role|>assistant<|says|>' }}{% endif %}"
)
NO_SYSTEM = (
    "{{ bos_token }}{% for m in messages %}{% if m.role == 'system' %}{{ raise_exception('No!') }}"
    "{% elif m.role == 'user' %}<U>{{ m.content }}<A>"
    "{% else %}{{ m.content + eos_token }}{% endif %}{% endfor %}"
)  # fmt: skip
TOKENS = ("<|role|>", "<|says|>", "<|over|>", "<s>", "</s>", "<U>", "<A>")


def test_an_unknown_format_is_learnt_where_it_is_safe() -> None:
    learnt = named(families.spoken(header(ROLES, *TOKENS), "x"))
    assert learnt is not None
    assert learnt.system == ("<|role|>system<|says|>", "")
    assert learnt.user == ("<|over|>\n<|role|>user<|says|>", "")
    assert learnt.answer == learnt.assistant[0] == "<|over|>\n<|role|>assistant<|says|>"
    assert learnt.stop == "<|over|>"
    assert families.title(spelled_out(learnt)) == ""


def test_an_unknown_format_that_refuses_a_system_role_is_learnt_without() -> None:
    learnt = named(families.spoken(header(NO_SYSTEM, *TOKENS), "x"))
    assert learnt is not None
    assert learnt.system is None
    assert (learnt.start, learnt.user, learnt.answer) == ("<s>", ("<U>", ""), "<A>")
    assert (learnt.assistant, learnt.stop) == (("<A>", "</s>"), "</s>")


PLAIN = "{% for m in messages %}### {{ m.role }}: {{ m.content }}\n{% endfor %}### assistant:"
CHANGED = "{% for m in messages %}<U>{{ m.content | upper }}<A>{% endfor %}"
TWICE = "{% for m in messages %}<U>{{ m.content }}{{ m.content }}<A>{% endfor %}"
COUNTED = "{% for m in messages %}<U>{{ loop.index }}{{ m.content }}<A>{% endfor %}"
HARMFUL = [
    "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    "{{ ''.__class__.__mro__ }}<U>",
    "{{ messages.__init__ }}",
    "{% include '/etc/passwd' %}",
    "{{ cycler.__init__.__globals__ }}",
    "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
    "{{ 'a' * 9999999999 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ '%9999999999d' % 1 }}",
    "{{ 'a' | center(9999999999) }}",
    "{% set ns = namespace(x='a') %}" + "{% set ns.x = ns.x + ns.x %}" * 90,
    "{% set ns = namespace(x='a') %}" + "{% set ns.x = ns.x ~ ns.x %}" * 90,
    "{% set x = '" + "a" * 1999 + "' %}{% for a in x %}{% for b in x %}{{ x }}{% endfor %}{% endfor %}",
    "{% for m in messages recursive %}{{ loop(messages) }}{% endfor %}",
    "{{ messages",
    "{" * 30_000,
]  # fmt: skip


@pytest.mark.parametrize("template", [PLAIN, CHANGED, TWICE, COUNTED])
def test_a_format_in_which_words_could_pass_for_control_is_refused(template: str) -> None:
    assert refusal(header(template, *TOKENS)).code == "model.unsafe"


def test_turns_parted_by_tokens_that_plain_text_can_become_are_refused() -> None:
    assert refusal(header(ROLES, added=TOKENS)).code == "model.unsafe"


@pytest.mark.parametrize("template", HARMFUL, ids=range(len(HARMFUL)))
def test_a_harmful_template_is_refused(template: str) -> None:
    assert refusal(header(template, *TOKENS)).code == "model.unsafe"
