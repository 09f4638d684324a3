"""Planted inventions: how many the checks of a draft catch, and how many good drafts they refuse.

``python tests/benchmarks/inventions.py [--show]``

Good drafts are passages of real recordings (course subtitles, talks, a read essay, a lecture) after the
clean-up by rule, and the hand-written pairs of ``good_drafts.toml``. Into copies of them, seeded, one
fault each is planted, of eight families: a number changed, two numbers exchanged, a sentence added
(invented, or taken from elsewhere in the same or another recording), a name swapped, a denial dropped or
added, talk to the user, another language, a repetition. A fault counts as caught when the draft is refused
for any reason that the good draft was not refused for. The planted text is in ``inventions.toml``.
Misses and refusals seen here led to changes of the rules: these are figures of development, and fresh
plants will be caught a little less often.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from report import report, shared

from readreel.steps.rewrite import numbers
from readreel.steps.rewrite.clean import clean
from readreel.steps.rewrite.names import capitalised
from readreel.steps.rewrite.support import Review, Source, review
from readreel.steps.rewrite.words import count, sentences

HERE = Path(__file__).parent
BANK = tomllib.loads((HERE / "inventions.toml").read_text(encoding="utf-8"))
EACH = 80
WORDS = 90


class Case(msgspec.Struct, frozen=True):
    """A source and a good draft of it."""

    origin: str
    source: Source
    draft: str


def main() -> None:
    """Plant, judge, report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--show", action="store_true", help="print what was missed or refused")
    show = parser.parse_args().show
    dice = random.Random(20241)
    good = [*written(), *spoken(dice)]
    rows: list[dict[str, object]] = []
    for kind in ("written", "cleaned"):
        cases = [case for case in good if (case.origin == "written") == (kind == "written")]
        refused = [(case, review(case.draft, case.source)) for case in cases]
        refused = [(case, verdict) for case, verdict in refused if verdict.faults]
        rows.append(
            {
                "family": f"good drafts, {kind}",
                "planted": len(cases),
                "refused": len(refused),
                "share": len(refused) / len(cases),
            }
        )
        for case, verdict in refused if show else ():
            print("REFUSED", case.origin, verdict.faults, _detail(verdict), "\n   ", case.draft)
    total = caught = 0
    for family, plant in FAMILIES.items():
        hits, tried = trial(family, plant, good, dice, show)
        rows.append({"family": family, "planted": tried, "refused": hits, "share": hits / tried})
        total, caught = total + tried, caught + hits
    rows.append(
        {"family": "all planted", "planted": total, "refused": caught, "share": caught / total}
    )
    report("inventions", "Planted inventions caught, good drafts refused", rows)


def _detail(verdict: Review) -> object:
    found = [(s.text, s.faults, s.unsupported) for s in verdict.sentences if s.faults]
    return found, verdict.uncovered


def trial(
    family: str, plant: Plant, good: list[Case], dice: random.Random, show: bool
) -> tuple[int, int]:
    """Faults caught and faults planted of one family."""
    pool = list(good)
    dice.shuffle(pool)
    hits = tried = 0
    for case in pool:
        if tried == EACH:
            break
        planted = plant(case, good, dice)
        if planted is None or planted == case.draft:
            continue
        tried += 1
        before = set(review(case.draft, case.source).faults)
        verdict = review(planted, case.source)
        if set(verdict.faults) - before:
            hits += 1
        elif show:
            print("MISSED", family, case.origin, "\n   ", case.source.spoken, "\n   ", planted)
    return hits, tried


# --- good drafts ---------------------------------------------------------------------------------


def written() -> Iterator[Case]:
    """The hand-written pairs."""
    pairs = tomllib.loads((HERE / "good_drafts.toml").read_text(encoding="utf-8"))["pair"]
    for pair in pairs:
        yield Case("written", Source(pair["spoken"], language=pair["language"]), pair["draft"])


def spoken(dice: random.Random) -> Iterator[Case]:
    """Passages of real recordings, cleaned by rule."""
    for name, text in recordings():
        spoken_sentences = sentences(re.sub(r"\s+", " ", text), "en")
        passages = list(_passages(spoken_sentences))
        for passage in dice.sample(passages, min(9, len(passages))):
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


def recordings() -> Iterator[tuple[str, str]]:
    """Name and words of each recording."""
    for path in sorted(shared("notes_pairs/hf_course").glob("*.srt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        yield path.stem, " ".join(s for s in lines if not re.match(r"\d+$|\d\d:\d\d:", s))
    for path in sorted(shared("chapters/talks").glob("*.md")):
        body = path.read_text(encoding="utf-8").split("---", 2)[-1]
        if path.stem not in ("NOTE", "LICENSE"):
            yield (
                path.stem,
                re.sub(r"^.*\d\d:\d\d:\d\d.*$|^#.*$|[`*]|\[|\]\(.*?\)", "", body, flags=re.M),
            )
    yield "essay", shared("speech_en/ljspeech_printing/transcript.txt").read_text(encoding="utf-8")
    segments = json.loads(shared("makemore2/makemore2.segments.json").read_text(encoding="utf-8"))
    yield "lecture", " ".join(segment["text"].strip() for segment in segments["segments"])


# --- inventions ----------------------------------------------------------------------------------

Plant = Callable[[Case, list[Case], random.Random], str | None]


def number(case: Case, good: list[Case], dice: random.Random) -> str | None:
    """One number becomes another."""
    language = case.source.language
    if language in ("zh", "ja"):
        return None
    found = list(re.finditer(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w.,]\d)", case.draft))
    if not found:
        return None
    match = dice.choice(found)
    digits = re.sub(r"\D", "", match.group())
    at = dice.randrange(len(digits))
    changed = digits[:at] + str((int(digits[at]) + dice.randint(1, 8)) % 10) + digits[at + 1 :]
    if int(changed) == int(digits) or (changed.startswith("0") and len(changed) > 1):
        return None
    rest = iter(changed)
    text = re.sub(r"\d", lambda _: next(rest), match.group())
    said = numbers.said(case.source.spoken, language)
    if any(numbers.backed(n, said) for n in numbers.written(text, language)):
        return None
    return case.draft[: match.start()] + text + case.draft[match.end() :]


def exchanged(case: Case, good: list[Case], dice: random.Random) -> str | None:
    """Two numbers of one sentence change places."""
    for sentence in sentences(case.draft, case.source.language):
        found = list(re.finditer(r"(?<![\w.,-])\d+(?:[.,]\d+)*(?![\w.,-]\d|\w)", sentence))
        if len(found) == 2 and found[0].group() != found[1].group():
            one, other = found
            middle = sentence[one.end() : other.start()]
            if count(middle) < 2:  # "3 or 4", "27 by 100"
                continue
            crossed = (
                sentence[: one.start()]
                + other.group()
                + middle
                + one.group()
                + sentence[other.end() :]
            )
            return case.draft.replace(sentence, crossed)
    return None


def added(case: Case, good: list[Case], dice: random.Random) -> str | None:
    """A sentence nobody said: invented, or said in another passage."""
    language = case.source.language
    if language not in BANK["added"]:
        return None
    kind = dice.choice(("invented", "same", "other"))
    extra = dice.choice(BANK["added"][language])
    if kind != "invented" and case.origin != "written":
        others = [
            sentence
            for other in good
            if other.origin != "written"
            and other != case
            and (other.origin == case.origin) == (kind == "same")
            for sentence in sentences(other.draft, "en")
            if 10 <= count(sentence) <= 30
        ]
        extra = dice.choice(others) if others else extra
    parts = list(sentences(case.draft, language))
    parts.insert(dice.randrange(len(parts) + 1), extra)
    return " ".join(parts)


def name(case: Case, good: list[Case], dice: random.Random) -> str | None:
    """One name becomes another."""
    language = case.source.language
    if language not in BANK["names"]:
        return None
    capitals = [
        word
        for sentence in sentences(case.draft, language)
        for word, opens in capitalised(sentence, language)
        if not opens and word.isalpha()
    ]
    if language == "de":
        people = ("Gutenberg", "Johann", "Fust", "Lord", "Rayleigh")
        capitals = [word for word in capitals if word in people]
    if not capitals:
        return None
    return re.sub(rf"\b{dice.choice(capitals)}\b", dice.choice(BANK["names"][language]), case.draft)


AUXILIARY = "is|are|was|were|do|does|did|can|could|would|will|has|have|should"
DENIALS = {
    "en": [(rf"\b({AUXILIARY})(?:n't| not)\b", r"\1"),
           (r"\bcannot\b", "can"), (r"\bcan't\b", "can"), (r"\bnever\b", "always"),
           (r"\bnot (?!only|just)", "")],
    "de": [(r"\bnicht ", ""), (r"\bkeine(n?)\b", r"eine\1"), (r"\bnichts\b", "viel")],
    "fr": [(r"\bn'(\w+) (?:presque )?pas\b", r"\1"), (r"\bne (\w+) (?:plus|pas)\b", r"\1")],
    "es": [(r"\bno ", "")],
    "zh": [(r"不能", "能"), (r"不要", "要")],
    "ja": [(r"ありません", "あります")],
}  # fmt: skip
CLAIMS = [(r"\b(is|are|was|were|can|will|should) (?=\w{4,})(?!not)", r"\1 not ")]


def denial(case: Case, good: list[Case], dice: random.Random) -> str | None:
    """A "not" dropped, or one put where there was none."""
    rules = list(DENIALS.get(case.source.language, []))
    if case.source.language == "en" and dice.random() < 0.35:
        rules = CLAIMS
    places = [(match, to) for pattern, to in rules for match in re.finditer(pattern, case.draft)]
    if not places:
        return None
    match, to = dice.choice(places)
    return case.draft[: match.start()] + match.expand(to) + case.draft[match.end() :]


def chatty(case: Case, good: list[Case], dice: random.Random) -> str | None:
    """Talk to the user, before or after the prose."""
    if case.source.language != "en":
        return None
    line = dice.choice(BANK["chatty"])
    last = line.startswith(("Let", "I hope", "Is there", "In concl"))
    return f"{case.draft} {line}" if last else f"{line}\n\n{case.draft}"


def other_language(case: Case, good: list[Case], dice: random.Random) -> str | None:
    """A sentence, or the whole draft, in another language."""
    language = case.source.language
    if language not in BANK["other"]:
        return None
    if dice.random() < 0.4:
        drafts = [g.draft for g in good if g.source.language not in (language, "ja", "zh")]
        return dice.choice(drafts)
    parts = list(sentences(case.draft, language))
    parts[dice.randrange(len(parts))] = dice.choice(BANK["other"][language])
    return " ".join(parts)


def repetition(case: Case, good: list[Case], dice: random.Random) -> str | None:
    """A sentence said twice, or a phrase in a loop."""
    parts = list(sentences(case.draft, case.source.language))
    long = [i for i, part in enumerate(parts) if count(part) >= 8]
    if not long:
        return None
    at = dice.choice(long)
    if dice.random() < 0.5 or case.source.language in ("zh", "ja"):
        parts.insert(dice.randrange(at + 1, len(parts) + 1), parts[at])
        return " ".join(parts)
    words = parts[at].split()
    phrase = " ".join(words[:6]).rstrip(".,")
    parts[at] = ", ".join([phrase] * dice.randint(3, 6)) + "."
    return " ".join(parts)


FAMILIES: dict[str, Plant] = {
    "wrong number": number,
    "numbers exchanged": exchanged,
    "added sentence": added,
    "swapped name": name,
    "dropped or added not": denial,
    "chatty": chatty,
    "other language": other_language,
    "repetition": repetition,
}

if __name__ == "__main__":
    main()
