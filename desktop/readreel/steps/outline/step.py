"""The step: artifacts and engines in, the outline out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from readreel.core.engines import Embedder, Writer
from readreel.core.time import Span, rounded
from readreel.project.artifacts import (
    Outline,
    OutlineChapter,
    Passage,
    Recording,
    Screens,
    Sentence,
    Stills,
    Transcript,
)
from readreel.project.context import Context
from readreel.project.journal import Journal
from readreel.project.shown import contents
from readreel.steps.outline import whole
from readreel.steps.outline.chapters import Stretch, found_chapters, marked_chapters
from readreel.steps.outline.glossary import glossary
from readreel.steps.outline.naming import Ground, alike
from readreel.steps.outline.parts import PartNamer, found_parts
from readreel.steps.outline.passages import break_worth, passages
from readreel.steps.outline.phrases import Contrast, casing
from readreel.steps.outline.signals import Signals, read_signals
from readreel.steps.outline.titles import Matter, Namer
from readreel.steps.outline.words import Language, language

_WHOLE = -1
_OPENING_SENTENCES = 5
_FEW_CHAPTERS = 4
"""Of so few chapters one may well say what the whole is about; of more, it says too little."""
_SHORTEST_SHOWN = 2.0


class Named(msgspec.Struct, frozen=True):
    """A journal line: the title of a chapter, of the whole (−1), or of a part (from −2 downwards)."""

    chapter: int
    title: str


def outline(
    recording: Recording,
    transcript: Transcript,
    stills: Stills,
    screens: Screens,
    known: Sequence[str],
    writer: Writer | None,
    embedder: Embedder | None,
    context: Context,
) -> Outline:
    """Cut the transcript into chapters of passages, and name the chapters and the whole.

    Every sentence is in exactly one passage, in order. Without sentences there are no chapters.
    ``known`` are terms that the screen shows.
    """
    rules = language(transcript.language)
    screens = contents(screens)
    sentences = transcript.sentences
    if not sentences:
        return Outline(title=_title_without_words(recording, stills, screens, rules))
    context.check()
    signals = read_signals(sentences, stills.stills, rules, embedder)
    stretches = marked_chapters(recording.chapters, sentences, recording.span)
    stretches = stretches or found_chapters(signals, context.check)
    texts = [sentence.text for sentence in sentences]
    matter = _matter(stretches, sentences, stills, screens)
    shown = [line.text for screen in screens.screens for line in screen.lines]
    forms = casing(texts)
    named = _Names(context, Namer(matter, rules, forms, writer))
    titles = named.chapters(stretches)
    runs = found_parts(signals, stretches) if not stretches[0].marked else []
    parts = named.parts(runs, titles, PartNamer(runs, titles, matter, rules, forms, writer))
    ground = Ground("\n".join(texts), "\n".join(shown), forms)
    terms = glossary(texts, shown, rules, known)
    title = named.whole(
        lambda: _whole_title(recording, stills, screens, titles, ground, writer, rules, terms)
    )
    titles = named.apart(title, titles, stretches, rules)
    return Outline(
        title=title,
        chapters=_chapters(stretches, titles, parts, sentences, signals),
        glossary=terms,
    )


class _Names:
    """Titles as they are made, each in the journal before the next is asked for."""

    def __init__(self, context: Context, namer: Namer) -> None:
        self._context = context
        self._namer = namer
        self._journal: Journal[Named] = context.journal(Named)
        self._known = {entry.chapter: entry.title for entry in self._journal.entries}

    def chapters(self, stretches: Sequence[Stretch]) -> list[str]:
        """A title for every chapter; the recording's own ones stay as they are."""
        own = [stretch.title for stretch in stretches if stretch.title]
        made: list[str] = []
        found = []
        for i, stretch in enumerate(stretches):
            self._context.progress(i, len(stretches) + 1, "titles")
            title = stretch.title or self._once(i, self._namer, i, [*own, *made])
            if not stretch.title:
                made.append(title)
            found.append(title)
        return found

    def parts(
        self, runs: Sequence[tuple[int, int]], chapters: Sequence[str], namer: PartNamer
    ) -> dict[int, str]:
        """Titles of parts by the chapter (from 0) that each begins with."""
        found: dict[int, str] = {}
        for number, (first, _) in enumerate(runs):
            taken = [*chapters, *found.values()]
            found[first] = self._once(_WHOLE - 1 - number, namer, number, taken)
        return found

    def whole(self, make: Callable[[], str]) -> str:
        """The title of the whole, made once."""
        if _WHOLE not in self._known:
            self._remember(_WHOLE, make())
        return self._known[_WHOLE]

    def apart(
        self,
        title: str,
        chapters: Sequence[str],
        stretches: Sequence[Stretch],
        rules: Language,
    ) -> list[str]:
        """The chapters' titles, those made anew that say what the title of the whole says already."""
        found = list(chapters)
        for i, stretch in enumerate(stretches):
            if len(found) > 1 and not stretch.title and alike(found[i], title, rules):
                found[i] = self._namer.name(i, [title, *found[:i], *found[i + 1 :]])
                self._remember(i, found[i])
        return found

    def _once(self, entry: int, namer: Namer | PartNamer, number: int, taken: Sequence[str]) -> str:
        if entry not in self._known:
            self._remember(entry, namer.name(number, taken))
        return self._known[entry]

    def _remember(self, index: int, title: str) -> None:
        self._context.check()
        self._journal.append(Named(index, title))
        self._known[index] = title


def _matter(
    stretches: Sequence[Stretch],
    sentences: Sequence[Sentence],
    stills: Stills,
    screens: Screens,
) -> list[Matter]:
    spans = [Span(sentences[s.first].start, sentences[s.end - 1].end) for s in stretches]
    texts = {
        screen.still: "\n".join(line.text for line in screen.lines) for screen in screens.screens
    }
    found = []
    for stretch, span in zip(stretches, spans, strict=True):
        seen = _seen(stills, span)
        found.append(
            Matter(
                start=span.start,
                sentences=tuple(s.text for s in sentences[stretch.first : stretch.end]),
                slides=_slides(seen, spans, stills, screens),
                shown="\n".join(texts.get(still, "") for still, _ in seen),
            )
        )
    return found


def _seen(stills: Stills, span: Span) -> list[tuple[int, float]]:
    """Stills visible in a stretch with the seconds they were, the longest first."""
    shown = [
        (still.id, sum(visible.overlap(span) for visible in still.spans)) for still in stills.stills
    ]
    return sorted(
        ((still, seconds) for still, seconds in shown if seconds >= _SHORTEST_SHOWN),
        key=lambda item: (-item[1], item[0]),
    )


def _slides(
    seen: Sequence[tuple[int, float]], spans: Sequence[Span], stills: Stills, screens: Screens
) -> tuple[str, ...]:
    """Titles of slides of this chapter: not a header that stands over many chapters."""
    titles = {screen.still: screen.title.strip() for screen in screens.screens}
    kinds = {still.id: still.kind for still in stills.stills}
    places: dict[str, set[int]] = {}
    for still in stills.stills:
        for i, span in enumerate(spans):
            if any(visible.overlap(span) >= _SHORTEST_SHOWN for visible in still.spans):
                places.setdefault(titles.get(still.id, ""), set()).add(i)
    found: list[str] = []
    for number, _ in seen:
        title = titles.get(number, "")
        common = len(places.get(title, ())) > max(1, len(spans) // 3)
        if title and kinds[number] == "screen" and not common and title not in found:
            found.append(title)
    return tuple(found)


def _chapters(
    stretches: Sequence[Stretch],
    titles: Sequence[str],
    parts: Mapping[int, str],
    sentences: Sequence[Sentence],
    signals: Signals,
) -> tuple[OutlineChapter, ...]:
    worth = break_worth(signals)
    chapters: list[OutlineChapter] = []
    count = 0
    for stretch, title in zip(stretches, titles, strict=True):
        made = tuple(
            _passage(count + i, sentences[first:end])
            for i, (first, end) in enumerate(
                passages(signals.words, worth, stretch.first, stretch.end)
            )
        )
        count += len(made)
        chapters.append(
            OutlineChapter(
                id=len(chapters),
                title=title,
                start=made[0].start,
                end=made[-1].end,
                passages=made,
                origin="recording" if stretch.marked else "found",
                part=parts.get(len(chapters), ""),
            )
        )
    return tuple(chapters)


def _passage(number: int, sentences: Sequence[Sentence]) -> Passage:
    return Passage(
        id=number,
        first=sentences[0].id,
        last=sentences[-1].id,
        start=rounded(sentences[0].start),
        end=rounded(max(sentence.end for sentence in sentences)),
    )


def _whole_title(
    recording: Recording,
    stills: Stills,
    screens: Screens,
    titles: Sequence[str],
    ground: Ground,
    writer: Writer | None,
    rules: Language,
    terms: Sequence[str],
) -> str:
    title = whole.own_title(recording)
    title = title or whole.slide_title(stills, screens, ground.said, recording.span.start, rules)
    if title:
        return title
    if writer is not None:
        taken = titles if len(titles) > _FEW_CHAPTERS else ()
        opening = _opening(ground, rules)
        title = whole.written_title(writer, titles, ground, taken, rules, opening=opening)
    if not title and not whole.is_telling(recording.name, ground.said, rules):
        title = whole.subject_title(terms or _foremost(ground, rules), rules)
    return title or whole.stem_title(recording)


def _opening(ground: Ground, rules: Language) -> str:
    """The talk's first sentences, about as much as half a minute of speech."""
    spoken = ground.said.split("\n")
    if rules.spaceless:
        return "".join(spoken[:_OPENING_SENTENCES])[:200]
    return " ".join(" ".join(spoken[:_OPENING_SENTENCES]).split()[:80])


def _foremost(ground: Ground, rules: Language) -> list[str]:
    return [phrase.text for phrase in Contrast([ground.said.split("\n")], rules).best(0, 2)]


def _title_without_words(
    recording: Recording, stills: Stills, screens: Screens, rules: Language
) -> str:
    shown = "\n".join(line.text for screen in screens.screens for line in screen.lines)
    title = whole.own_title(recording)
    title = title or whole.slide_title(stills, screens, shown, recording.span.start, rules)
    return title or whole.stem_title(recording)
