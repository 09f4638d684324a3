"""Corrections are laid over the article, found again after a re-run, and never lost."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from readreel.core import paths
from readreel.core.errors import StorageError
from readreel.core.time import Span
from readreel.project import edits as e
from readreel.project.artifacts import (
    Article,
    Block,
    Chapter,
    Facts,
    Figure,
    Items,
    Paragraph,
    Reference,
    Sentence,
    Still,
    Stills,
    Transcript,
    Word,
)
from readreel.project.folder import ProjectFolder

SCHEMA = paths.resources() / "schema" / "edits.schema.json"


def paragraph(number: int, text: str, *, start: float | None = None, **extra: object) -> Paragraph:
    begin = number * 10.0 if start is None else start
    values = {
        "origin": "rewritten",
        "support": 0.9,
        "sentences": (number * 2, number * 2 + 1),
    } | extra
    return Paragraph(id=f"p{number}", start=begin, end=begin + 9.0, text=text, **values)  # type: ignore[arg-type]


def figure(number: int, start: float) -> Figure:
    return Figure(
        id=f"f{number}", start=start, end=start + 8, still=number, width=640, height=360,
        file=f"stills/still-000{number}.png", caption=f"Slide {number}", alt=f"Slide {number}: text",
    )  # fmt: skip


def items(number: int, *texts: str) -> Items:
    begin = number * 10.0
    return Items(
        id=f"p{number}-list", start=begin, end=begin + 9.0, items=texts, ordered=True,
        origin="rewritten", support=1.0, sentences=(number * 2, number * 2 + 1),
    )  # fmt: skip


def article(*chapters: tuple[Block, ...], language: str = "en") -> Article:
    return Article(
        title="Kernels by Carpathy",
        language=language,
        facts=Facts(name="talk.mp4", duration=100.0, span=Span(0.0, 100.0), written_words=60),
        chapters=tuple(
            Chapter(f"c{n}", f"Part {n}", blocks[0].start, blocks[-1].end, blocks)
            for n, blocks in enumerate(chapters, start=1)
        ),
        references=(Reference("r1", "Carpathy 2024", "https://example.org", 25.0, "p2"),),
    )


MADE = article(
    (
        paragraph(0, "Mr. Carpathy opens. It is about tokens."),
        figure(1, 0.0),
        paragraph(1, "A second thought, by CARPATHY himself. And a third one follows here."),
        paragraph(2, "The last of the chapter.", marked=True),
    ),
    (
        paragraph(3, "There are three:"),
        items(3, "one apple", "two pears", "three plums"),
        replace(paragraph(3, "That was all."), id="p3-end"),
        paragraph(4, "Goodbye."),
    ),
)


def texts(shown: Article) -> list[str]:
    return [told(block) for chapter in shown.chapters for block in chapter.blocks]


def told(block: Block) -> str:
    return " / ".join(block.items) if isinstance(block, Items) else e.text_of(block)


class Desk:
    """Edits as a person makes them: each on the article as it stands after the ones before."""

    def __init__(self, made: Article = MADE) -> None:
        self.made = made
        self.edits = e.Edits()

    @property
    def applied(self) -> e.Applied:
        return e.apply(self.made, self.edits)

    @property
    def shown(self) -> Article:
        return self.applied.article

    def block(self, name: str) -> Block:
        return next(b for c in self.shown.chapters for b in c.blocks if b.id == name)

    def do(self, kind: Callable[..., e.Edit], block: str, *values: object, **named: object) -> str:
        name = e.fresh_id(self.edits)
        place = e.place_of(self.shown, self.made, block)
        self.edits = e.added(self.edits, kind(name, place, *values, **named))
        return name

    def merge(self, block: str) -> str:
        other = e.next_text(self.shown, block)
        assert other is not None
        return self.do(e.Merged, block, e.place_of(self.shown, self.made, other))


def test_a_text_is_replaced_and_known_as_the_users_own() -> None:
    desk = Desk()
    desk.do(e.Text, "p2", "Better.")
    block = desk.block("p2")
    assert isinstance(block, Paragraph)
    assert (block.text, block.origin, block.marked) == ("Better.", "edited", False)
    assert desk.applied.edited == {"p2"}
    assert desk.applied.resting == ()


def test_titles_captions_and_the_words_for_the_blind_are_replaced() -> None:
    desk = Desk()
    desk.do(e.Title, "title", "Tokens")
    desk.do(e.Title, "c2", "Fruit")
    desk.do(e.Caption, "f1", "The first slide")
    desk.do(e.AltText, "f1", "A slide with text")
    figure_shown = desk.block("f1")
    assert isinstance(figure_shown, Figure)
    assert (desk.shown.title, desk.shown.chapters[1].title) == ("Tokens", "Fruit")
    assert (figure_shown.caption, figure_shown.alt) == ("The first slide", "A slide with text")
    assert desk.applied.edited == {"title", "c2", "f1"}


def test_one_entry_of_a_list_is_replaced_and_the_others_stay() -> None:
    desk = Desk()
    desk.do(e.Item, "p3-list", 1, "two pears", "two figs")
    assert "one apple / two figs / three plums" in texts(desk.shown)


def test_an_entry_that_moved_is_found_by_its_words() -> None:
    desk = Desk()
    desk.do(e.Item, "p3-list", 1, "two pears", "two figs")
    moved = items(3, "none", "one apple", "two ripe pears")
    lead, _, *rest = MADE.chapters[1].blocks
    rerun = article(MADE.chapters[0].blocks, (lead, moved, *rest))
    assert "none / one apple / two figs" in texts(e.apply(rerun, desk.edits).article)


def test_a_split_gives_two_paragraphs_that_share_the_time_and_the_sentences() -> None:
    desk = Desk()
    text = "A second thought, by CARPATHY himself. And a third one follows here."
    name = desk.do(e.SplitAt, "p1", text.index("And"))
    first, second = desk.block("p1"), desk.block(f"p1-{name}")
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert first.text == "A second thought, by CARPATHY himself."
    assert second.text == "And a third one follows here."
    assert first.start == 10.0 < first.end == second.start < second.end == 19.0
    assert first.sentences == (2,)
    assert second.sentences == (3,)


@given(st.text(alphabet="ab .\n界。", min_size=2, max_size=40), st.integers(0, 40))
def test_merging_what_was_split_gives_the_same_text(text: str, offset: int) -> None:
    desk = Desk(article((paragraph(0, text), paragraph(1, "Next."))))
    desk.do(e.SplitAt, "p0", offset)
    if desk.applied.resting:  # nothing on one side of the place
        assert not (text[:offset].strip() and text[offset:].strip())
        return
    desk.merge("p0")
    whole = desk.block("p0")
    assert isinstance(whole, Paragraph)
    assert (whole.text, whole.start, whole.end) == (text, 0.0, 9.0)
    assert whole.sentences == (0, 1)


def test_merging_across_a_picture_keeps_the_picture_behind_the_whole() -> None:
    desk = Desk()
    desk.merge("p0")
    assert [b.id for b in desk.shown.chapters[0].blocks] == ["p0", "f1", "p2"]
    whole = desk.block("p0")
    assert isinstance(whole, Paragraph)
    assert whole.text.startswith("Mr. Carpathy opens. It is about tokens. A second thought")
    assert (whole.start, whole.end, whole.sentences) == (0.0, 19.0, (0, 1, 2, 3))


def test_a_reference_follows_its_paragraph_into_another_and_lets_go_of_a_deleted_one() -> None:
    desk = Desk()
    desk.merge("p1")
    assert desk.shown.references[0].paragraph == "p1"
    desk = Desk()
    desk.do(e.Deleted, "p2")
    assert desk.shown.references[0].paragraph == ""


def test_nothing_can_be_merged_over_a_list_or_a_chapters_end() -> None:
    assert e.next_text(MADE, "p2") is None
    assert e.next_text(MADE, "p3") is None
    assert e.previous_text(MADE, "p4") == "p3-end"


def test_what_is_deleted_can_be_restored_and_is_listed_until_then() -> None:
    desk = Desk()
    name = desk.do(e.Deleted, "p1")
    assert "p1" not in [b.id for c in desk.shown.chapters for b in c.blocks]
    assert [(by, block.id) for by, block in desk.applied.deleted] == [(name, "p1")]
    place = e.place_of(MADE, MADE, "p1")
    desk.edits = e.added(desk.edits, e.Restored("e9", place, name))
    assert desk.shown == MADE
    assert desk.applied.deleted == ()
    assert e.without(desk.edits, name) == e.Edits()


def test_a_chapter_all_of_which_is_deleted_goes_too() -> None:
    desk = Desk()
    for block in ("p3", "p3-list", "p3-end", "p4"):
        desk.do(e.Deleted, block)
    assert [chapter.id for chapter in desk.shown.chapters] == ["c1"]


SHOT = e.Shot(2, "stills/still-0002.png", 33.0, 30.0, 40.0, 800, 450, "Another", "Another slide")
FRAME = e.Shot(-1, "stills/frame-12345.png", 12.345, 12.345, 12.345, 320, 180)


def test_a_figure_gets_another_picture_with_its_own_moment_and_caption() -> None:
    desk = Desk()
    desk.do(e.Swapped, "f1", SHOT)
    desk.do(e.Caption, "f1", "Said by hand")
    shown = desk.block("f1")
    assert isinstance(shown, Figure)
    assert (shown.still, shown.file, shown.width) == (2, "stills/still-0002.png", 800)
    assert (shown.start, shown.caption, shown.alt) == (30.0, "Said by hand", "Another slide")


def test_a_figure_without_a_picture_is_out_and_can_be_put_back() -> None:
    desk = Desk()
    name = desk.do(e.Swapped, "f1", None)
    assert [block.id for _, block in desk.applied.deleted] == ["f1"]
    desk.edits = e.added(desk.edits, e.Restored("e9", desk.edits.edits[0].place, name))  # type: ignore[union-attr]
    assert desk.shown == MADE


def test_a_picture_is_added_after_a_paragraph() -> None:
    desk = Desk()
    name = desk.do(e.AddedPicture, "p2", FRAME)
    assert [b.id for b in desk.shown.chapters[0].blocks][-1] == f"f-{name}"
    assert isinstance(desk.block(f"f-{name}"), Figure)


def test_a_picture_that_is_not_there_any_more_rests() -> None:
    desk = Desk()
    desk.do(e.Swapped, "f1", FRAME)
    assert e.apply(MADE, desk.edits, e.Shelf()).resting == desk.edits.edits
    there = e.Shelf(files=frozenset({FRAME.file}))
    assert e.apply(MADE, desk.edits, there).resting == ()


def test_a_still_that_was_taken_anew_is_found_by_its_moment() -> None:
    desk = Desk()
    desk.do(e.Swapped, "f1", SHOT)
    anew = Still(7, "still-0007.jpg", 32.0, (Span(29.0, 41.0),), 1920, 1080)
    shown = e.apply(MADE, desk.edits, e.Shelf((anew,))).article.chapters[0].blocks[1]
    assert isinstance(shown, Figure)
    assert (shown.still, shown.file, shown.width) == (7, "stills/still-0007.jpg", 1920)


# --- names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (("Carpathy", "Karpathy"), "Carpathy's CARPATHY", "Karpathy's CARPATHY"),
        (("Carpathy", "Karpathy", True, False), "carpathy CARPATHY", "Karpathy KARPATHY"),
        (("Ann", "Anne"), "Ann and Annabel", "Anne and Annabel"),
        (("Ann", "Anne", False), "Ann and Annabel", "Anne and Anneabel"),
        (("Van  Rossum", "van Rossum"), "Van\u00a0Rossum wrote", "van Rossum wrote"),
        (("李明", "黎明"), "今天李明说", "今天黎明说"),
        (("C++", "C"), "in C++.", "in C."),
        ((r"\1(", r"\g<0>"), r"see \1(", r"see \g<0>"),
        (("", "x"), "abc", "abc"),
    ],
)
def test_a_name_is_found_as_its_script_writes_it(
    name: tuple[str, ...], text: str, expected: str
) -> None:
    assert e.named(text, e.Name("e1", *name)) == expected  # type: ignore[arg-type]


def test_a_name_is_corrected_in_prose_titles_captions_and_references_but_not_what_came_later() -> (
    None
):
    desk = Desk()
    desk.edits = e.added(desk.edits, e.Name("e1", "Carpathy", "Karpathy", exact=False))
    desk.do(e.Text, "p2", "Carpathy as the user wrote it.")
    shown = desk.shown
    assert shown.title == "Kernels by Karpathy"
    assert shown.references[0].text == "Karpathy 2024"
    assert texts(shown)[0].startswith("Mr. Karpathy")
    assert "KARPATHY himself" in texts(shown)[2]
    assert "Carpathy as the user wrote it." in texts(shown)
    assert e.occurrences(MADE, "Carpathy", exact=False) == 4
    assert {"title", "p0", "p1"} <= desk.applied.edited


def test_a_name_is_corrected_in_the_transcript_and_its_words_keep_their_time() -> None:
    heard = [("Mr.", 0.0), ("Car", 0.5), ("Pathy", 0.8), ("speaks.", 1.2)]
    words = tuple(Word(text, at, at + 0.3) for text, at in heard)
    said = Transcript(
        language="en", source="listened",
        sentences=(Sentence(0, 0.0, 1.5, "Mr. Car Pathy speaks.", words),),
    )  # fmt: skip
    edits = e.Edits(edits=(e.Name("e1", "Car Pathy", "Karpathy"),))
    sentence = e.corrected(said, edits).sentences[0]
    assert sentence.text == "Mr. Karpathy speaks."
    assert [(w.text, w.start) for w in sentence.words] == [
        ("Mr.", 0.0), ("Karpathy", 0.5), ("speaks.", 1.2)
    ]  # fmt: skip
    assert sentence.words[1].end == pytest.approx(1.1)
    assert e.corrected(said, e.Edits()) is said


# --- asked again ---------------------------------------------------------------------------------


def test_a_paragraph_asked_again_is_the_writers_and_marked_when_little_backs_it() -> None:
    desk = Desk()
    desk.do(e.Redrafted, "p1", "In short.", 0.3, "shorter")
    block = desk.block("p1")
    assert isinstance(block, Paragraph)
    assert (block.text, block.origin, block.support, block.marked) == (
        "In short.", "rewritten", 0.3, True
    )  # fmt: skip


def test_what_tells_a_stretch_with_a_list_in_it_is_asked_again_as_a_whole() -> None:
    for made, name, shown in (
        (article((items(3, "one", "two"),)), "p3-list", ["In short."]),
        (article(MADE.chapters[1].blocks), "p3-list", ["In short.", "Goodbye."]),
    ):
        desk = Desk(made)
        stretch = e.Place(name, "paragraph", 30.0, 39.0)
        desk.edits = e.added(desk.edits, e.Redrafted("e1", stretch, "In short.", 0.9, "shorter"))
        assert texts(desk.shown) == shown


# --- resetting -----------------------------------------------------------------------------------


def test_edits_are_reset_one_by_one_and_all_of_a_block_at_once() -> None:
    desk = Desk()
    first = desk.do(e.Text, "p1", "One.")
    desk.do(e.Text, "p2", "Two.")
    desk.do(e.Text, "p1", "Uno.")
    desk.edits = e.added(desk.edits, e.Name("e9", "Goodbye", "Farewell"))
    assert texts(e.apply(MADE, e.without(desk.edits, first)).article)[2] == "Uno."
    left = e.without_block(desk.edits, desk.applied, "p1")
    shown = texts(e.apply(MADE, left).article)
    assert shown[2] == texts(MADE)[2]
    assert shown[3] == "Two."
    assert shown[-1] == "Farewell."


def test_an_edit_on_half_a_paragraph_rests_when_the_split_is_reset_and_comes_back_with_it() -> None:
    desk = Desk()
    name = desk.do(e.SplitAt, "p1", 39)
    desk.do(e.Text, f"p1-{name}", "Another second half.")
    applied = e.apply(MADE, e.without(desk.edits, name))
    assert texts(applied.article) == texts(MADE)
    assert [edit.id for edit in applied.resting] == ["e2"]
    assert "Another second half." in texts(desk.shown)


def test_a_merge_does_not_take_the_wrong_neighbour_when_the_split_before_it_is_reset() -> None:
    desk = Desk()
    name = desk.do(e.SplitAt, "p1", 39)
    desk.merge("p1")
    assert texts(e.apply(MADE, e.without(desk.edits, name)).article) == texts(MADE)


# --- a re-run ------------------------------------------------------------------------------------


def rerun(made: Article, *, wording: Callable[[str], str] = str) -> Article:
    """The same talk run again: other ids, other sentences, moments a little off, perhaps other words."""

    def again(block: Block) -> Block:
        changed: dict[str, object] = {
            "id": "z" + block.id, "start": block.start + 0.2, "end": block.end - 0.1,
        }  # fmt: skip
        if isinstance(block, Paragraph):
            changed |= {
                "text": wording(block.text),
                "sentences": tuple(s + 50 for s in block.sentences),
            }
        return replace(block, **changed)

    chapters = tuple(
        replace(c, id="z" + c.id, start=c.start + 0.2, blocks=tuple(map(again, c.blocks)))
        for c in made.chapters
    )
    return replace(made, chapters=chapters)


def test_every_kind_of_edit_is_found_again_by_its_moment() -> None:
    desk = Desk()
    desk.do(e.Text, "p0", "Mine.")
    desk.do(e.Title, "c2", "Fruit")
    desk.do(e.Caption, "f1", "A slide")
    name = desk.do(e.SplitAt, "p1", 39)
    desk.do(e.Text, f"p1-{name}", "The second half is mine.")
    desk.do(e.Deleted, "p2")
    desk.do(e.Item, "p3-list", 0, "one apple", "an apple")
    desk.merge("p3-end")
    desk.do(e.Text, "p3-end", "That was all. Farewell.")
    applied = e.apply(rerun(MADE, wording=lambda t: "Well: " + t), desk.edits)
    assert applied.resting == ()
    assert texts(applied.article) == [
        "Mine.", "A slide", "Well: A second thought, by CARPATHY himself.",
        "The second half is mine.", "Well: There are three:", "an apple / two pears / three plums",
        "That was all. Farewell.",
    ]  # fmt: skip
    assert applied.article.chapters[1].title == "Fruit"


def test_an_edit_whose_passage_was_cut_otherwise_rests_and_is_not_lost() -> None:
    desk = Desk()
    desk.do(e.Text, "p1", "Mine.")
    wide = replace(paragraph(1, "Both thoughts in one."), end=29.0)
    cut = article((paragraph(0, "Opening."), wide), (paragraph(4, "Goodbye."),))
    applied = e.apply(cut, desk.edits)
    assert applied.resting == desk.edits.edits
    assert applied.article == cut
    assert "Mine." in texts(e.apply(MADE, desk.edits).article)


def test_an_id_that_another_passage_has_now_does_not_draw_the_edit_to_it() -> None:
    desk = Desk()
    desk.do(e.Text, "p1", "Mine.")
    moved = article(
        (paragraph(1, "Opening.", start=0.0), replace(paragraph(1, "Thought."), id="p7")),
        (paragraph(4, "Goodbye."),),
    )
    assert texts(e.apply(moved, desk.edits).article) == ["Opening.", "Mine.", "Goodbye."]


def test_a_paragraph_in_which_a_list_was_found_is_replaced_whole() -> None:
    whole = article((paragraph(3, "There are three: one, two, three. That was all."),))
    desk = Desk(whole)
    desk.do(e.Text, "p3", "Three of them, says the user.")
    found = article(MADE.chapters[1].blocks)
    assert texts(e.apply(found, desk.edits).article) == [
        "Three of them, says the user.",
        "Goodbye.",
    ]


def test_an_edit_of_a_part_rests_when_the_list_is_gone() -> None:
    desk = Desk()
    desk.do(e.Text, "p3", "Here are three:")
    whole = article((paragraph(3, "There are three: one, two, three. That was all."),))
    assert e.apply(whole, desk.edits).resting == desk.edits.edits


def test_a_split_in_other_words_falls_on_a_sentence_end() -> None:
    desk = Desk()
    desk.do(e.SplitAt, "p1", 39)
    other = article(
        (paragraph(1, "First came one thing. Then e.g. came something else entirely."),)
    )
    assert texts(e.apply(other, desk.edits).article) == [
        "First came one thing.", "Then e.g. came something else entirely."
    ]  # fmt: skip


# --- invariants ----------------------------------------------------------------------------------

ACTIONS = ("text", "title", "split", "merge", "delete", "item", "caption", "swap", "add", "name")


def act(desk: Desk, action: str, pick: int) -> None:
    """One edit of a kind, somewhere: what a person could do on the article as it stands."""
    blocks = [block for chapter in desk.shown.chapters for block in chapter.blocks]
    if not blocks:
        return
    block = blocks[pick % len(blocks)]
    mark = f"w{len(desk.edits.edits)}"
    if action == "title":
        desk.do(e.Title, desk.shown.chapters[pick % len(desk.shown.chapters)].id, mark)
    elif action == "delete":
        desk.do(e.Deleted, block.id)
    elif action == "add":
        desk.do(e.AddedPicture, block.id, FRAME)
    elif action == "name":
        name = e.Name(e.fresh_id(desk.edits), "one", mark)
        desk.edits = e.added(desk.edits, name) if e.occurrences(desk.shown, "one") else desk.edits
    elif isinstance(block, Paragraph):
        paragraph_act(desk, action, block, pick, mark)
    elif isinstance(block, Items):
        desk.do(e.Item, block.id, 0, block.items[0], mark)
    elif isinstance(block, Figure):
        desk.do(*((e.Swapped, block.id, SHOT) if action == "swap" else (e.Caption, block.id, mark)))


def paragraph_act(desk: Desk, action: str, block: Paragraph, pick: int, mark: str) -> None:
    if action == "split":
        at = 1 + pick % max(1, len(block.text) - 1)
        if block.text[:at].strip() and block.text[at:].strip():
            desk.do(e.SplitAt, block.id, at)
    elif action == "merge":
        if e.next_text(desk.shown, block.id):
            desk.merge(block.id)
    else:
        desk.do(e.Text, block.id, f"{mark} says one thing. And {mark} another.")


@st.composite
def corrected(draw: st.DrawFn) -> Desk:
    desk = Desk()
    for action, pick in draw(
        st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 60)), max_size=9)
    ):
        act(desk, action, pick)
    return desk


@settings(deadline=None)
@given(corrected())
def test_whatever_is_edited_every_edit_has_its_place(desk: Desk) -> None:
    assert desk.applied.resting == ()
    assert e.apply(MADE, desk.edits) == desk.applied
    ids = [block.id for chapter in desk.shown.chapters for block in chapter.blocks]
    assert len(ids) == len(set(ids))


@settings(deadline=None)
@given(corrected())
def test_resetting_all_edits_in_any_order_gives_back_the_article(desk: Desk) -> None:
    edits = desk.edits
    for edit in reversed(edits.edits[::2]):
        edits = e.without(edits, edit.id)
        e.apply(MADE, edits)
    for edit in edits.edits:
        edits = e.without(edits, edit.id)
    assert e.apply(MADE, edits).article == MADE


@settings(deadline=None)
@given(corrected())
def test_a_rerun_with_other_ids_shows_the_same_corrected_article(desk: Desk) -> None:
    applied = e.apply(rerun(MADE), desk.edits)
    assert applied.resting == ()
    assert texts(applied.article) == texts(desk.shown)
    assert [c.title for c in applied.article.chapters] == [c.title for c in desk.shown.chapters]


@settings(deadline=None)
@given(corrected(), st.integers(0, 20))
def test_restoring_undoes_a_deletion(desk: Desk, pick: int) -> None:
    before = desk.shown
    blocks = [block for chapter in before.chapters for block in chapter.blocks]
    if not blocks:
        return
    place = e.place_of(before, MADE, blocks[pick % len(blocks)].id)
    name = desk.do(e.Deleted, place.block)
    assert desk.shown != before
    desk.edits = e.added(desk.edits, e.Restored("r", place, name))
    assert desk.shown == before


@settings(deadline=None)
@given(corrected())
def test_edits_come_back_from_disk_as_they_were(desk: Desk) -> None:
    assert msgspec.json.decode(msgspec.json.encode(desk.edits), type=e.Edits) == desk.edits


# --- on disk -------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> ProjectFolder:
    project = ProjectFolder(tmp_path)
    project.create()
    project.write(MADE)
    return project


def test_a_project_shows_its_edited_article(folder: ProjectFolder) -> None:
    assert folder.read_edited() == MADE
    desk = Desk()
    desk.do(e.Text, "p0", "Mine.")
    folder.write_edits(desk.edits)
    assert texts(folder.read_edited())[0] == "Mine."
    assert folder.read(Article) == MADE


def test_edits_may_be_written_while_a_run_holds_the_project(folder: ProjectFolder) -> None:
    with folder.lock():
        folder.write_edits(e.Edits(edits=(e.Name("e1", "a", "b"),)))
    folder.forget()
    assert len(folder.read_edits().edits) == 1


def test_edits_of_a_newer_program_are_left_alone(folder: ProjectFolder) -> None:
    path = folder.root / "edits.json"
    path.write_text('{"format": 99, "edits": [{"type": "unheard"}]}', encoding="utf-8")
    with pytest.raises(StorageError) as caught:
        folder.write_edits(e.Edits())
    assert caught.value.code == "storage.newer"
    assert "unheard" in path.read_text(encoding="utf-8")


def test_edits_that_cannot_be_read_are_told_of_and_left_alone(folder: ProjectFolder) -> None:
    path = folder.root / "edits.json"
    path.write_text('{"edits": [', encoding="utf-8")
    for attempt in (folder.read_edited, lambda: folder.write_edits(e.Edits())):
        with pytest.raises(StorageError) as caught:
            attempt()
        assert caught.value.code == "storage.edits"
    assert path.read_text(encoding="utf-8") == '{"edits": ['


def test_a_frame_of_the_users_own_is_shown_as_long_as_its_file_is_there(
    folder: ProjectFolder,
) -> None:
    folder.write(Stills())
    desk = Desk()
    desk.do(e.Swapped, "f1", FRAME)
    folder.write_edits(desk.edits)
    assert folder.edited(MADE).resting == desk.edits.edits
    (folder.root / FRAME.file).write_bytes(b"picture")
    shown = folder.read_edited().chapters[0].blocks[1]
    assert isinstance(shown, Figure)
    assert shown.file == FRAME.file


# --- the schema ----------------------------------------------------------------------------------


def current() -> str:
    return json.dumps(msgspec.json.schema(e.Edits), indent=1, ensure_ascii=False) + "\n"


def test_the_schema_that_ships_is_that_of_the_types() -> None:
    """After a deliberate change: ``python tests/unit/project/test_edits.py`` writes it anew."""
    assert SCHEMA.read_text(encoding="utf-8") == current()


if __name__ == "__main__":
    SCHEMA.write_text(current(), encoding="utf-8")
    sys.exit(0)
