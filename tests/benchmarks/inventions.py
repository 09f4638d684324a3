"""Planted inventions: how many the checks of a draft catch, and how many good drafts they refuse.

``python tests/benchmarks/inventions.py [--part NAME|all] [--show]``

Good drafts are hand-written paraphrases in seven languages (``planted/*.toml``), and passages of real
recordings, in the parts without recordings of their own the invented talks themselves, after the clean-up
by rule. Into copies of them one fault each is planted, of fifteen families (`invention_plants`): by hand in
the paraphrases, seeded elsewhere. A fault counts as caught when its sentence, or the whole draft, is
refused for what the good one was not refused for: a sentence is what the step refuses and asks for again.

The data are parted by when they were written, the last two by people who knew neither the rules nor the
other parts. Once a part has been measured at first sight, its misses and refusals are read and lead to
changes of the rules, so that every later run of it tells too much good.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from invention_plants import FAMILIES, Case, Ground
from report import report, shared

from readreel.core.language import SPACELESS
from readreel.project.artifacts import Word
from readreel.steps.rewrite.checks.kept import missing
from readreel.steps.rewrite.checks.support import Review, Source, review
from readreel.steps.rewrite.cleaning.clean import clean
from readreel.steps.rewrite.language.words import count, sentences
from readreel.steps.transcribe.sentences import sentences as transcribed

PLANTED = Path(__file__).parent / "planted"
PARTS = ("development", "earlier", "held", "later", "punctuated")
RECORDED = ("development", "earlier")
"""Parts with real recordings."""
EACH = 80
WORDS = 90
PASSAGES = 12


class Trial(msgspec.Struct, frozen=True):
    """One planted fault and what the checks say of it."""

    family: str
    case: Case
    planted: str
    caught: bool


def main() -> None:
    """Plant, judge, report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--part", choices=[*PARTS, "all"], default=PARTS[-1])
    parser.add_argument("--show", action="store_true", help="print what was missed or refused")
    options = parser.parse_args()
    rows: list[dict[str, object]] = []
    for part in PARTS if options.part == "all" else (options.part,):
        rows += measured(part, show=options.show)
    report("inventions", "Planted inventions caught, good drafts refused", rows)


def measured(part: str, *, show: bool) -> list[dict[str, object]]:
    """The figures of one part: good drafts, then every family, every language, and all."""
    good = [*written(part), *spoken(part, random.Random(20241))]
    rows = [_refused(part, kind, good, show) for kind in ("written", "cleaned")]
    judged = [
        one for c in good if c.origin == "written" for one in review(c.draft, c.source).sentences
    ]
    rows.append(
        _row(part, "good sentences, written", len(judged), sum(bool(s.faults) for s in judged))
    )
    trials = [t for family in FAMILIES for t in planted(family, part, good)]
    for trial in trials if show else ():
        if not trial.caught:
            said = trial.case.source.spoken
            print("MISSED", trial.family, trial.case.origin, "\n   ", said, "\n   ", trial.planted)
    groups = [(f"planted: {f}", [t for t in trials if t.family == f]) for f in FAMILIES]
    languages = Counter(t.case.language for t in trials)
    groups += [(f"planted in {c}", [t for t in trials if t.case.language == c]) for c in languages]
    groups.append(("all planted", trials))
    for title, some in (group for group in groups if group[1]):
        rows.append(_row(part, title, len(some), sum(t.caught for t in some)))
    return rows


def _row(part: str, what: str, tried: int, refused: int) -> dict[str, object]:
    share = refused / tried if tried else 0.0
    return {"part": part, "what": what, "number": tried, "refused": refused, "share": share}


def _refused(part: str, kind: str, good: list[Case], show: bool) -> dict[str, object]:
    cases = [case for case in good if (case.origin == "written") == (kind == "written")]
    refused = [case for case in cases if faults(case, case.draft)]
    for case in refused if show else ():
        found = _detail(review(case.draft, case.source))
        print("REFUSED", case.origin, *faults(case, case.draft), found, "\n   ", case.draft)
    return _row(part, f"good drafts, {kind}", len(cases), len(refused))


def _detail(verdict: Review) -> object:
    found = [(s.text, s.faults, s.unsupported) for s in verdict.sentences if s.faults]
    return found, verdict.uncovered


def planted(family: str, part: str, good: list[Case]) -> Iterator[Trial]:
    """Faults of one family: all that were planted by hand, then seeded ones up to a number."""
    bank = _data(part)["bank"]
    dice = random.Random(f"{part} {family}")
    ground = Ground(bank, good, dice)
    number = 0
    for case in good:
        for kind, old, new in case.plants:
            if kind == family:
                yield judged(family, case, case.draft.replace(old, new))
                number += 1
    pool = [case for case in good if not (case.plants and family in _BY_HAND)]
    dice.shuffle(pool)
    pool.sort(key=lambda case: case.language == "en")  # the rarer languages all have their turn
    for case in pool:
        text = FAMILIES[family](case, ground) if number < EACH else None
        if text is not None and text != case.draft:
            yield judged(family, case, text)
            number += 1


_BY_HAND = frozenset(
    {"number", "exchange", "unit", "name", "code", "denial", "comparison", "meaning"}
)


def judged(family: str, case: Case, text: str) -> Trial:
    """Whether the draft with its fault is refused for more than the good one."""
    return Trial(family, case, text, _caught(case, text))


def _caught(case: Case, text: str) -> bool:
    """Whether a sentence is refused for what its place in the good draft is not, or the whole is."""
    before = {s.text: set(s.faults) for s in review(case.draft, case.source).sentences}
    after = {s.text: set(s.faults) for s in review(text, case.source).sentences}
    known = set().union(*(codes for said, codes in before.items() if said not in after))
    of_sentences = set().union(*before.values())
    return any(codes - before.get(said, known) for said, codes in after.items()) or bool(
        faults(case, text) - faults(case, case.draft) - of_sentences
    )


def faults(case: Case, draft: str) -> frozenset[str]:
    """What the step holds against a draft: the faults of its review, and details that it lost."""
    source = case.source
    said = source.sentences or sentences(source.spoken, source.language)
    lacking = missing(tuple(filter(None, clean(said, source.language))), draft, source.language)
    return frozenset(review(draft, source).faults) | ({"detail"} if lacking else frozenset())


# --- good drafts ---------------------------------------------------------------------------------


@cache
def _data(part: str) -> dict[str, Any]:
    return tomllib.loads((PLANTED / f"{part}.toml").read_text(encoding="utf-8"))


def written(part: str) -> Iterator[Case]:
    """The hand-written paraphrases."""
    for pair in _data(part)["pair"]:
        spoken, language = pair["spoken"], pair["language"]
        source = Source(
            spoken,
            screen=tuple(pair.get("screen", ())),
            language=language,
            sentences=_heard(spoken, language),
        )
        plants = tuple((kind, old, new) for kind, old, new in pair.get("plants", ()))
        yield Case("written", source, pair["draft"], plants)


def _heard(text: str, language: str) -> tuple[str, ...]:
    """A talk in sentences, parted as the listening step parts it: by stops, without them by words."""
    said = re.findall(r"[!-~]+|\S", text) if language in SPACELESS else text.split()
    words = [Word(word, at / 2, (at + 1) / 2, 1.0) for at, word in enumerate(said)]
    return tuple(sentence.text for sentence in transcribed(words, language))


def spoken(part: str, dice: random.Random) -> Iterator[Case]:
    """Passages of real recordings, and in parts without any the invented talks, cleaned by rule."""
    for case in written(part) if part not in RECORDED else ():
        source = case.source
        said = sentences(source.spoken, source.language)
        source = Source(source.spoken, language=source.language, sentences=said)
        draft = " ".join(filter(None, clean(said, source.language)))
        yield Case("talk", source, draft)
    for name, text in recordings(part):
        spoken_sentences = sentences(re.sub(r"\s+", " ", text), "en")
        passages = list(_passages(spoken_sentences))
        for passage in dice.sample(passages, min(PASSAGES, len(passages))):
            draft = " ".join(filter(None, clean(passage, "en")))
            source = Source(" ".join(passage), language="en", sentences=tuple(passage))
            yield Case(name, source, draft)


def _passages(spoken_sentences: tuple[str, ...]) -> Iterator[list[str]]:
    passage: list[str] = []
    for sentence in spoken_sentences:
        if count(sentence) > WORDS:
            passage = []
            continue
        passage.append(sentence)
        if count(" ".join(passage)) >= WORDS:
            yield passage
            passage = []


def recordings(part: str) -> Iterator[tuple[str, str]]:
    """Name and words of each recording of a part."""
    if part not in RECORDED:
        return
    if part == "earlier":
        for path in sorted(shared("notes_pairs/missing_semester").glob("*.sbv")):
            yield path.stem, _subtitles(path)
        for path in sorted(shared("chapters/long_lectures").glob("*/*.segments.json")):
            yield path.stem, _segments(path)
        for path in sorted(shared("chapters/screenshares").glob("*.json")):
            entries = json.loads(path.read_text(encoding="utf-8"))["entries"]
            yield path.stem, " ".join(e["text"] for e in entries if e["kind"] == "speech")
        return
    for path in sorted(shared("notes_pairs/hf_course").glob("*.srt")):
        yield path.stem, _subtitles(path)
    for path in sorted(shared("chapters/talks").glob("*.md")):
        body = path.read_text(encoding="utf-8").split("---", 2)[-1]
        if path.stem not in ("NOTE", "LICENSE"):
            yield (
                path.stem,
                re.sub(r"^.*\d\d:\d\d:\d\d.*$|^#.*$|[`*]|\[|\]\(.*?\)", "", body, flags=re.M),
            )
    yield "essay", shared("speech_en/ljspeech_printing/transcript.txt").read_text(encoding="utf-8")
    yield "lecture", _segments(shared("makemore2/makemore2.segments.json"))


def _subtitles(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    return " ".join(line for line in lines if not re.match(r"\d+$|\d+:\d\d:", line))


def _segments(path: Path) -> str:
    segments = json.loads(path.read_text(encoding="utf-8"))["segments"]
    return " ".join(segment["text"].strip() for segment in segments)


if __name__ == "__main__":
    main()
