"""Whatever a writer returns, or fails to return, every passage comes out as prose that was said."""

from __future__ import annotations

import itertools
import random
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from fakes import MemoryContext
from gauntlet import program
from readreel.core.engines import Draft, Turn, Writer
from readreel.core.errors import EngineError
from readreel.project.artifacts import (
    Outline,
    OutlineChapter,
    Paragraphs,
    Passage,
    Screens,
    Sentence,
    Stills,
    Transcript,
)
from readreel.project.parameters import RewriteParameters
from readreel.steps.rewrite import rewrite

ROUNDS = 30 if program.WHOLE else 2
SECONDS = 20.0
"""The most that all passages may take when the writer itself takes no time."""

TALK = {
    "en": (
        ("The bridge has 12 arches and was finished in 1894.", "It never carried a railway."),
        ("Masons cut the stones in the valley below.", "Each weighs about 300 kilos."),
        ("Today Marta Lindqvist looks after it.", "She walks across it every morning at 6."),
    ),
    "de": (
        ("Die Brücke hat 12 Bögen und wurde 1894 fertig.", "Sie trug nie eine Eisenbahn."),
        ("Die Steine wurden im Tal gehauen.", "Jeder wiegt etwa 300 Kilo."),
    ),
    "ja": (("この橋には12のアーチがあります。", "鉄道は一度も通りませんでした。"),),
}


def _pieces(asked: str) -> list[str]:
    return re.findall(r"^\d+\. (.*)$", asked, re.MULTILINE)


def _numbered(lines: Sequence[str]) -> str:
    return "\n".join(f"{n}. {line}" for n, line in enumerate(lines, 1))


Answer = Callable[[str, random.Random], "Draft | str"]


def _raise(code: str) -> Answer:
    def answer(asked: str, chance: random.Random) -> str:
        raise EngineError(code, needed=9, available=1, status=-3, reason="planted")

    return answer


def _now_and_then(asked: str, chance: random.Random) -> str:
    if chance.random() < 0.5:
        raise EngineError("engine.decode", status=1, reason="planted")
    return _numbered(_pieces(asked))


def _garbage(asked: str, chance: random.Random) -> str:
    return "".join(chr(chance.choice([chance.randrange(32, 0xD7FF), 10])) for _ in range(3000))


WRITERS: dict[str, Answer] = {
    "empty": lambda asked, chance: "",
    "blank lines": lambda asked, chance: "\n \n\t\n",
    "endless": lambda asked, chance: Draft("and so on " * 5000, "length", 4096),
    "endless numbers": lambda asked, chance: Draft(_numbered(["again"] * 4000), "deadline", 4096),
    "cut short": lambda asked, chance: Draft(_numbered(_pieces(asked))[:20], "deadline", 5),
    "chatty": lambda asked, chance: (
        "Sure! Here is the rewritten passage you asked for:\n\n"
        + _numbered(_pieces(asked))
        + "\n\nI hope this helps! Let me know if you need anything else."
    ),
    "another language": lambda asked, chance: _numbered(
        ["Le pont fut achevé par des ouvriers italiens qui chantaient." for _ in _pieces(asked)]
    ),
    "inventing numbers": lambda asked, chance: _numbered(
        [re.sub(r"\d+", "77", line) + " It cost 5,000,000 dollars." for line in _pieces(asked)]
    ),
    "inventing names": lambda asked, chance: _numbered(
        [f"As Professor Grimaldi of Bologna said, {line}" for line in _pieces(asked)]
    ),
    "repeating": lambda asked, chance: _numbered(
        [f"{line} {line} {line}" for line in _pieces(asked)]
    ),
    "always the same": lambda asked, chance: _numbered(["The bridge is old."] * 9),
    "saying the opposite": lambda asked, chance: _numbered(
        [line.replace("never", "always").replace("nie ", "immer ") for line in _pieces(asked)]
    ),
    "the prompt": lambda asked, chance: asked,
    "control tokens": lambda asked, chance: "<|im_end|>\n<|im_start|>user\nhello<|endoftext|>",
    "markup": lambda asked, chance: _numbered(
        [f"<script>alert(1)</script><b>{line}</b>" for line in _pieces(asked)]
    ),
    "json": lambda asked, chance: '{"lines": ["a", "b"',
    "wrong numbers of lines": lambda asked, chance: _numbered(_pieces(asked)[:1]),
    "lines out of order": lambda asked, chance: "\n".join(
        reversed(_numbered(_pieces(asked)).split("\n"))
    ),
    "huge line numbers": lambda asked, chance: f"{10**30}. yes\n0. no\n-1. perhaps",
    "one word": lambda asked, chance: "Bridge",
    "nul and surrogates": lambda asked, chance: "1. a\0b\x1b[31m\ufffe\u202e",
    "one endless word": lambda asked, chance: Draft("a" * 200_000, "length", 4096),
    "brackets": lambda asked, chance: "(" * 50_000 + "[" * 50_000,
    "stops": lambda asked, chance: "1. " + ". " * 20_000,
    "garbage": _garbage,
    "failing now and then": _now_and_then,
    "failing to decode": _raise("engine.decode"),
    "out of memory": _raise("engine.memory"),
    "context too small": _raise("engine.context"),
}


class Hostile(Writer):
    """A writer that answers by one of the rules above."""

    def __init__(self, answer: Answer, seed: int, context_tokens: int = 4096) -> None:
        self.context_tokens = context_tokens
        self._answer = answer
        self._chance = random.Random(seed)
        self.asked = 0

    def count(self, text: str) -> int:
        return len(re.findall(r"\w+|[^\w\s]", text))

    def write(
        self, shared: Sequence[Turn], turns: Sequence[Turn], *, max_tokens: int, deadline: float
    ) -> Draft:
        assert 0 < max_tokens <= self.context_tokens
        assert 0 < deadline < 3600
        self.asked += 1
        answer = self._answer(turns[-1].text, self._chance)
        return answer if isinstance(answer, Draft) else Draft(answer, "stop", 1)


def written(writer: Hostile, folder: Path, language: str) -> Paragraphs:
    ids = itertools.count()
    sentences: list[Sentence] = []
    passages = []
    for number, texts in enumerate(TALK[language]):
        own = [Sentence(next(ids), 0.0, 0.0, text, ()) for text in texts]
        sentences += own
        passages.append(Passage(number, own[0].id, own[-1].id, 0.0, 0.0))
    return rewrite(
        Transcript(language=language, source="listened", sentences=tuple(sentences)),
        Outline(title="Bridge", chapters=(OutlineChapter(0, "Bridge", 0.0, 0.0, tuple(passages)),)),
        Screens(),
        Stills(),
        writer,
        RewriteParameters(),
        "hostile",
        MemoryContext(folder),
    )


def _allowed(language: str) -> set[str]:
    return set(re.findall(r"\d+", " ".join(text for part in TALK[language] for text in part)))


def _carried(text: str, said: Sequence[str]) -> float:
    """Share of the longer words that were said which the text still holds."""
    words = {word.casefold() for word in re.findall(r"\w{5,}", " ".join(said))}
    return sum(word in text.casefold() for word in words) / len(words) if words else 1.0


@pytest.mark.parametrize("language", TALK)
@pytest.mark.parametrize("name", WRITERS)
def test_every_passage_comes_out_as_what_was_said(name: str, language: str, tmp_path: Path) -> None:
    for seed in range(ROUNDS):
        folder = tmp_path / str(seed)
        folder.mkdir()
        writer = Hostile(WRITERS[name], seed, context_tokens=[4096, 1200, 300][seed % 3])
        begun = time.monotonic()
        paragraphs = written(writer, folder, language).paragraphs
        assert time.monotonic() - begun < SECONDS
        assert [one.passage for one in paragraphs] == list(range(len(TALK[language])))
        assert writer.asked <= 20 * len(paragraphs)
        spoken = _allowed(language)
        for one, said in zip(paragraphs, TALK[language], strict=True):
            assert one.text.strip(), "a passage was lost"
            assert set(re.findall(r"\d+", one.text)) <= spoken
            assert len(one.text) <= 1.6 * sum(map(len, said)) + 20
            assert not re.search(
                r"Grimaldi|Bologna|alert\(1\)|im_start|Sure!|hope this|ouvriers|chantaient",
                one.text,
            )
            assert _carried(one.text, said) >= 0.6, "content was lost"
            assert "\0" not in one.text
            if one.origin == "cleaned":
                assert one.refused, "a fallback is not marked"


def test_a_writer_that_does_as_told_is_not_refused(tmp_path: Path) -> None:
    echo: Answer = lambda asked, chance: _numbered(_pieces(asked))  # noqa: E731
    paragraphs = written(Hostile(echo, 0), tmp_path, "en").paragraphs
    assert {one.origin for one in paragraphs} == {"rewritten"}
