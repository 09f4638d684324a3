"""What was on the screen in the article: code where it is spoken of, slides' lists, other pictures."""

from __future__ import annotations

import msgspec

from readreel.core.time import Span
from readreel.project.artifacts import (
    Listing,
    ListingLine,
    Passage,
    Region,
    Screen,
    ScreenLine,
    Sentence,
    Still,
    Transcript,
)
from readreel.project.shown import content
from readreel.steps.compose import bullets, listings
from readreel.steps.compose.captions import alternative

BOX = (0, 0, 100, 20)
TALK = [
    "Today we look at how a reader finds its way through a long text and what helps it most.",
    "The loss is the cross entropy of the logits and the targets, as we compute it in this line.",
    "After that we rest a little and talk about the weather and about what we had for lunch today.",
    "The plan then has three steps, and each of them takes us about a week of work in the garden.",
]


def _transcript(texts: list[str]) -> tuple[Transcript, list[Passage]]:
    """One passage of twenty seconds for each text."""
    sentences = tuple(
        Sentence(id=n, start=n * 20.0, end=n * 20.0 + 19, text=text, words=())
        for n, text in enumerate(texts)
    )
    passages = [Passage(s.id, s.id, s.id, s.start, s.end) for s in sentences]
    return Transcript(language="en", source="listened", sentences=sentences), passages


def _listing(number: int, lines: list[str], span: Span, doubtful: int = 0) -> Listing:
    return Listing(
        id=number,
        origin="editor",
        language="python",
        lines=tuple(
            ListingLine(text, still=1, box=BOX, doubtful=n < doubtful)
            for n, text in enumerate(lines)
        ),
        spans=(span,),
        stills=(1,),
    )


def _slide(entries: list[str], *more: Region, confidence: float = 0.98) -> Screen:
    lines = [ScreenLine("The plan", (40, 10, 300, 50), 0.99)]
    lines += [
        ScreenLine(entry, (60, 80 + 60 * n, 400, 110 + 60 * n), confidence)
        for n, entry in enumerate(entries)
    ]
    listed = Region("list", (60, 80, 400, 500), tuple(range(1, len(lines))))
    return Screen(1, tuple(lines), "The plan", "slide", (listed, *more))


STILL = Still(1, "a.png", 65.0, (Span(60.0, 80.0),), 640, 360)


def test_code_follows_the_passage_that_speaks_its_words() -> None:
    transcript, passages = _transcript(TALK)
    code = _listing(4, ["loss = F.cross_entropy(logits, targets)"], Span(5.0, 70.0))
    assert listings.placed([code], passages, transcript) == {1: [code]}


def test_code_that_nothing_is_said_to_follows_the_passage_in_which_it_was_new() -> None:
    transcript, passages = _transcript(["Some words without any bearing on it."] * 4 * 8)
    code = _listing(1, ["x = fold(y)"], Span(41.0, 600.0))
    assert list(listings.placed([code], passages, transcript)) == [2]


def test_more_code_than_the_words_carry_is_left_out() -> None:
    transcript, passages = _transcript(TALK[:2])
    long = _listing(1, [f"a{n} = {n}" for n in range(60)], Span(0.0, 40.0))
    assert listings.placed([long], passages, transcript) == {}


def test_code_that_was_hard_to_read_stays_a_picture() -> None:
    sure = _listing(1, ["a = 1", "b = 2", "c = 3", "d = 4"], Span(0, 9), doubtful=1)
    unsure = _listing(2, ["a = 1", "b = 2"], Span(0, 9), doubtful=1)
    assert listings.trusted([sure, unsure]) == (sure,)


def test_a_still_of_code_that_stands_as_text_is_told_unless_it_shows_a_picture_too() -> None:
    code = _listing(1, ["a = 1"], Span(0, 9))
    plot = Region("picture", BOX)
    assert listings.told_by([code], {1: Screen(1, kind="code")}) == {1}
    assert listings.told_by([code], {1: Screen(1, kind="code", regions=(plot,))}) == frozenset()
    assert listings.told_by([code], {1: Screen(1, kind="slide")}) == frozenset()


def test_a_block_of_code_knows_its_picture_its_moment_and_its_doubtful_lines() -> None:
    code = msgspec.structs.replace(
        _listing(7, ["a = 1", "b = 2"], Span(0, 9), doubtful=1),
        spans=(Span(0, 9), Span(60, 70)),
        output=tuple(ListingLine(str(n), 1, BOX) for n in range(30)),
    )
    block = listings.block(code, {1: STILL}, 62.0)
    assert (block.id, block.start, block.text, block.doubtful) == ("k7", 60, "a = 1\nb = 2", (0,))
    assert (block.still, block.file) == (1, "stills/a.png")
    assert block.output.splitlines() == [*map(str, range(20)), "…"]


def test_a_slides_list_is_taken_where_the_speech_follows_it() -> None:
    transcript, passages = _transcript(
        [*TALK[:3], "First we prepare the beds, then we plant the seeds, then we water."]
    )
    slide = _slide(["• Prepare the beds", "• Plant the seeds", "• Water them daily"])
    found = bullets.followed([STILL], {1: slide}, passages, transcript)
    assert found[3].entries == ("Prepare the beds", "Plant the seeds", "Water them daily")
    assert not found[3].ordered
    items = bullets.block(found[3], passages[3])
    assert (items.start, items.items) == (60.0, found[3].entries)


def test_a_slide_that_is_not_followed_doubtful_or_more_than_a_list_stays_a_picture() -> None:
    transcript, passages = _transcript(
        [*TALK[:3], "First we prepare the beds, then we plant the seeds, then we water."]
    )
    entries = ["• Prepare the beds", "• Plant the seeds", "• Water them daily"]
    others = [
        _slide(["• Sing a song", "• Bake the bread", "• Read a book"]),
        _slide(entries, confidence=0.7),
        _slide(entries, Region("picture", BOX)),
        _slide(entries[:2]),
    ]
    for slide in others:
        assert bullets.followed([STILL], {1: slide}, passages, transcript) == {}


def test_entries_run_on_over_lines_and_numbers_make_an_ordered_list() -> None:
    transcript, passages = _transcript(
        [*TALK[:3], "First we prepare the beds, then we plant the seeds, then we water."]
    )
    slide = _slide(["1. Prepare the beds", "2. Plant the seeds", "3. Water them"])
    wrapped = ScreenLine("every day", (66, 232, 300, 260), 0.98)
    slide = msgspec.structs.replace(
        slide,
        lines=(*slide.lines, wrapped),
        regions=(Region("list", (60, 80, 400, 500), (1, 2, 3, 4)),),
    )
    found = bullets.followed([STILL], {1: slide}, passages, transcript)[3]
    assert found.entries == ("Prepare the beds", "Plant the seeds", "Water them every day")
    assert found.ordered


def test_furniture_and_captions_are_no_content() -> None:
    lines = tuple(
        ScreenLine(text, BOX, 0.99) for text in ("File Edit View", "Roots of trees", "so we see")
    )
    regions = (Region("furniture", BOX, (0,)), Region("captions", BOX, (2,)))
    screen = content(Screen(1, lines, regions=regions))
    assert [line.text for line in screen.lines] == ["Roots of trees"]
    assert alternative(screen) == "Roots of trees"
