"""Titles: asked of the writer, checked, asked once more, else made of the chapter's own words."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import cache

import msgspec

from readreel.core import paths
from readreel.core.engines import Draft, Turn, Writer
from readreel.core.errors import EngineError
from readreel.core.time import clock
from readreel.project.languages import english_name
from readreel.steps.outline.naming import Ground, alike, clean, fault, repaired, unsupported
from readreel.steps.outline.phrases import Contrast, Phrase, sentence_scores
from readreel.steps.outline.words import Language

_EXTRACT_TOKENS = 280
_LONGEST_SENTENCE = 45
_TITLE_TOKENS = 40
_DEADLINE = 120.0
_PHRASES = 5
_SHOWN = 3


class Matter(msgspec.Struct, frozen=True):
    """What a title is made from: a chapter's sentences, and the titles and text on the screen meanwhile.

    ``slides`` are the titles of slides that belong to this chapter, longest shown first.
    """

    start: float
    sentences: tuple[str, ...]
    slides: tuple[str, ...]
    shown: str


class Example(msgspec.Struct, frozen=True):
    """An extract, and the title it should get."""

    text: str
    title: str


class Manner(msgspec.Struct, frozen=True):
    """How titles are asked for in one language: its English name and worked examples in it."""

    name: str
    example: tuple[Example, ...] = ()


class Namer:
    """Names the parts of one talk; ``writer`` may be missing."""

    def __init__(
        self,
        parts: Sequence[Matter],
        language: Language,
        casing: dict[str, str],
        writer: Writer | None,
    ) -> None:
        self._parts = parts
        self._language = language
        self._casing = casing
        self._writer = writer
        self._contrast = Contrast([part.sentences for part in parts], language)

    def name(self, index: int, taken: Sequence[str]) -> str:
        """A title for a part, unlike those ``taken``."""
        part = self._parts[index]
        ground = Ground("\n".join(part.sentences), part.shown, self._casing)
        if self._writer is not None:
            for request in self._requests(index, self._writer):
                title = ask(self._writer, request, ground, taken, self._language)
                if title:
                    return title
        return self._fallback(index, ground, taken)

    def _requests(self, index: int, writer: Writer) -> Iterator[str]:
        """What the writer is asked, best first: the chapter in extracts, then its one telling sentence.

        A writer that cannot name the whole often can name the sentence that says most of it.
        """
        part = self._parts[index]
        scores = sentence_scores(part.sentences, index, self._contrast, self._language)
        yield self._request(index, extract(part.sentences, scores, writer.count, _EXTRACT_TOKENS))
        if len(scores) > 1:
            yield _shortened(part.sentences[max(range(len(scores)), key=lambda i: (scores[i], -i))])

    def _request(self, index: int, text: str) -> str:
        part = self._parts[index]
        prompt = [text]
        phrases = [phrase.text for phrase in self._contrast.best(index, _PHRASES)]
        if phrases:
            prompt.append("\nKey phrases: " + ", ".join(phrases))
        if part.slides:
            prompt.append("On screen: " + " / ".join(part.slides[:_SHOWN]))
        return "\n".join(prompt)

    def _fallback(self, index: int, ground: Ground, taken: Sequence[str]) -> str:
        part = self._parts[index]
        best = self._contrast.best(index, 6)
        for candidate in [*part.slides, *_phrase_titles(best, self._language)]:
            title = clean(candidate, self._language, self._casing)
            if not fault(title, ground, taken, self._language):
                return title
        return self._last_resort(part, best, taken)

    def _last_resort(self, part: Matter, best: Sequence[Phrase], taken: Sequence[str]) -> str:
        opening = part.sentences[0] if part.sentences else ""
        short = opening[:16] if self._language.spaceless else " ".join(opening.split()[:6])
        for candidate in [*(phrase.text for phrase in best), short]:
            title = clean(candidate, self._language, self._casing)
            if title and not any(alike(title, other, self._language) for other in taken):
                return title
        return clock(part.start)


def ask(
    writer: Writer,
    request: str,
    ground: Ground,
    taken: Sequence[str],
    language: Language,
    kind: str = "chapter",
) -> str:
    """A title that passed every check at the first or second try, or nothing."""
    manner = manner_of(language.code)
    shared = opening(manner, kind)
    turns = [Turn("user", _asked(request, manner))]
    for _ in range(2):
        draft = _write(writer, shared, turns)
        title = clean(draft.text, language, ground.casing)
        wrong = fault(title, ground, taken, language)
        shorter = repaired(title, wrong, ground, language) if kind == "chapter" else ""
        if shorter and not fault(shorter, ground, taken, language):
            return shorter
        if draft.finish == "stop" and not wrong:
            return title
        missing = ", ".join(unsupported(title, ground, language)) if title else ""
        reason = _file("again.toml").get(wrong, _file("again.toml")["other"])
        again = reason.format(words=missing, language=manner.name)
        turns = [*turns[:1], Turn("assistant", title or "…"), Turn("user", again)]
    return ""


def _write(writer: Writer, shared: Sequence[Turn], turns: Sequence[Turn]) -> Draft:
    try:
        return writer.write(shared, turns, max_tokens=_TITLE_TOKENS, deadline=_DEADLINE)
    except EngineError as error:
        if error.code != "engine.context":
            raise
        return Draft(text="", finish="length", tokens=0)


def opening(manner: Manner, kind: str) -> list[Turn]:
    """The beginning that all questions of a recording share: the task, and examples of it."""
    turns = [Turn("system", _file("ask.toml")[kind].format(language=manner.name))]
    if kind == "chapter":
        for example in manner.example:
            turns.append(Turn("user", _asked(example.text, manner)))
            turns.append(Turn("assistant", example.title))
    return turns


def _asked(request: str, manner: Manner) -> str:
    return f"{request.strip()}\n\n" + _file("ask.toml")["close"].format(language=manner.name)


@cache
def manner_of(code: str) -> Manner:
    """How titles are asked for in a language; without examples where there are none for it."""
    path = paths.resources() / "prompts" / "titles" / "examples" / f"{code}.toml"
    if path.is_file():
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Manner)
    return Manner(english_name(code) or "the language of the text")


@cache
def _file(name: str) -> dict[str, str]:
    path = paths.resources() / "prompts" / "titles" / name
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), dict[str, str])


def extract(
    sentences: Sequence[str],
    scores: Sequence[float],
    count: Callable[[str], int],
    tokens: int,
) -> str:
    """The first sentences and the most telling ones, in order, in at most so many tokens."""
    cut = [_shortened(sentence) for sentence in sentences]
    order = sorted(range(len(cut)), key=lambda i: (i >= 2, -scores[i], i))
    chosen: list[int] = []
    left = tokens
    for i in order:
        needed = count(cut[i]) + 1
        if needed <= left:
            chosen.append(i)
            left -= needed
        if left < 8:
            break
    return " ".join(cut[i] for i in sorted(chosen))


def _shortened(sentence: str) -> str:
    """At most 45 words, or as many characters as those take, of a sentence that does not end."""
    spoken = sentence.split()
    if len(spoken) > _LONGEST_SENTENCE:
        return " ".join(spoken[:_LONGEST_SENTENCE]) + " …"
    return sentence if len(sentence) <= 300 else sentence[:300] + "…"


def _phrase_titles(best: Sequence[Phrase], language: Language) -> list[str]:
    """Titles made of characteristic phrases, best first: one of several words, else two side by side."""
    joiner = f" {language.joiner} " if language.joiner else ", "
    if language.spaceless:
        joiner = language.joiner or "・"
    alone = [phrase.text for phrase in best if language.spaceless or " " in phrase.text]
    pairs = [
        f"{first.text}{joiner}{second.text}"
        for i, first in enumerate(best)
        for second in best[i + 1 :]
        if second.score >= 0.5 * first.score and second.times > 1
    ]
    return alone + pairs
