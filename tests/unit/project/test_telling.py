"""What is asked again is whole passages, however their paragraphs were split and merged."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from readreel.core.time import Span
from readreel.project import edits as e
from readreel.project.artifacts import (
    Article,
    Block,
    Chapter,
    Facts,
    Figure,
    Items,
    Outline,
    OutlineChapter,
    Paragraph,
    Passage,
)
from readreel.project.redraft import Asked, Redraft, joined


def paragraph(number: int, text: str, name: str = "") -> Paragraph:
    start = 10.0 * number
    said = (3 * number, 3 * number + 1, 3 * number + 2)
    return Paragraph(name or f"p{number}", start, start + 9, text, "rewritten", 0.9, said)


TWO = "The press was slow at first. Then it was faster than any scribe."
PICTURE = Figure("f1", 12.0, 15.0, 1, "stills/1.png", 640, 360, "", "A press")
LISTED = Items("p2-list", 20.0, 29.0, ("lead", "tin"), False, "rewritten", 0.9, (6, 7, 8))
BLOCKS: tuple[Block, ...] = (
    paragraph(0, TWO), paragraph(1, "Ink came next. It was thick."), PICTURE,
    paragraph(2, "Two metals:"), LISTED, paragraph(2, "That was all.", "p2-end"),
    paragraph(3, "In the end there were books. Many of them."),
)  # fmt: skip
MADE = Article(
    title="Printing",
    language="en",
    facts=Facts(name="talk.mp4", duration=40.0, span=Span(0.0, 40.0), written_words=30),
    chapters=(Chapter("c1", "Presses", 0.0, 39.0, BLOCKS),),
)
OUTLINE = Outline(
    title="Printing",
    chapters=(
        OutlineChapter(
            0, "Presses", 0.0, 39.0,
            tuple(Passage(5 + n, 3 * n, 3 * n + 2, 10.0 * n, 10.0 * n + 9) for n in range(4)),
        ),
    ),
)  # fmt: skip


def shown(article: Article) -> list[Block]:
    return [block for chapter in article.chapters for block in chapter.blocks]


def texts(article: Article) -> list[str]:
    return [e.text_of(block) for block in shown(article)]


class Desk:
    """Edits as they are made one after another."""

    def __init__(self) -> None:
        self.edits = e.Edits()

    @property
    def applied(self) -> e.Applied:
        return e.apply(MADE, self.edits)

    def telling(self, block: str, outline: Outline = OUTLINE) -> e.Telling | None:
        return e.telling_of(outline, self.applied, block)

    def place(self, block: str) -> e.Place:
        return e.place_of(self.applied.article, MADE, block)

    def split(self, block: str, before: str) -> None:
        place = self.place(block)
        self._add(e.SplitAt("e0", place, place.text.index(before)))

    def merge(self, block: str) -> None:
        other = e.next_text(self.applied.article, block)
        assert other is not None
        self._add(e.Merged("e0", self.place(block), self.place(other)))

    def delete(self, block: str) -> None:
        self._add(e.Deleted("e0", self.place(block)))

    def take(self, telling: e.Telling, text: str) -> None:
        """A draft as the window takes it."""
        name = telling.blocks[0]
        for _ in telling.blocks[1:] if telling.cut else ():
            self.merge(name)
        place = self.place(name)
        whole = e.Place(name, "paragraph", place.start, place.end, place.sentences, place.text)
        self._add(e.Redrafted("e0", whole, text, 0.9, "shorter"))

    def _add(self, edit: e.SplitAt | e.Merged | e.Deleted | e.Redrafted) -> None:
        self.edits = e.added(self.edits, replace(edit, id=e.fresh_id(self.edits)))


def test_a_paragraph_tells_its_passage_and_a_list_tells_it_with_what_stands_around() -> None:
    desk = Desk()
    assert desk.telling("p0") == e.Telling((5,), ("p0",))
    assert desk.telling("p2-list") == e.Telling((7,), ("p2", "p2-list", "p2-end"))
    assert desk.telling("f1") is None
    assert desk.telling("nowhere") is None


def test_either_half_of_a_split_paragraph_tells_the_passage_with_the_other() -> None:
    desk = Desk()
    desk.split("p0", "Then")
    assert desk.telling("p0") == e.Telling((5,), ("p0", "p0-e1"), cut=True)
    assert desk.telling("p0-e1") == desk.telling("p0")


def test_a_merged_paragraph_tells_all_its_passages() -> None:
    desk = Desk()
    desk.merge("p0")
    assert desk.telling("p0") == e.Telling((5, 6), ("p0",))


def test_a_half_merged_with_the_next_paragraph_reaches_as_far_as_its_passages() -> None:
    desk = Desk()
    desk.split("p0", "Then")
    desk.merge("p0-e1")
    expected = e.Telling((5, 6), ("p0", "p0-e1"), cut=True)
    assert desk.telling("p0") == desk.telling("p0-e1") == expected


def test_a_list_amid_the_parts_is_told_as_what_stands_in_the_way() -> None:
    desk = Desk()
    desk.merge("p1")
    found = desk.telling("p1")
    assert found is not None
    assert (found.passages, found.hindrance) == ((6, 7), "mixed")
    assert found.blocks == ("p1", "p2-list", "p2-end")


def test_what_was_deleted_is_not_brought_back_by_asking_again() -> None:
    desk = Desk()
    desk.split("p0", "Then")
    desk.delete("p0-e1")
    found = desk.telling("p0")
    assert found is not None
    assert found.hindrance == "deleted"
    other = Desk()
    other.delete("p2-end")
    found = other.telling("p2")
    assert found is not None
    assert found.hindrance == "deleted"


def test_what_tells_a_passage_with_a_list_goes_as_one_after_a_split_was_merged_again() -> None:
    desk = Desk()
    desk.split("p2", "metals")
    desk.merge("p2")
    found = desk.telling("p2-list")
    assert found == e.Telling((7,), ("p2", "p2-list", "p2-end"))
    desk.take(found, "Lead and tin.")
    assert texts(desk.applied.article)[3:] == ["Lead and tin.", texts(MADE)[-1]]


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 99), st.floats(0, 1)), max_size=8))
def test_whatever_was_cut_a_draft_replaces_what_tells_its_passages_and_nothing_else(
    steps: list[tuple[bool, int, float]],
) -> None:
    desk = Desk()
    for merges, pick, share in steps:
        blocks = [b for b in shown(desk.applied.article) if isinstance(b, Paragraph)]
        block = blocks[pick % len(blocks)]
        at = e.cut_near(block.text, share * len(block.text))
        if merges and e.next_text(desk.applied.article, block.id):
            desk.merge(block.id)
        elif at:
            desk.split(block.id, block.text[at:])
    for block in shown(desk.applied.article):
        found = desk.telling(block.id)
        assert (found is None) == isinstance(block, Figure)
        if found is None or found.hindrance:
            continue
        after = Desk()
        after.edits = desk.edits
        after.take(found, "Told anew.")
        kept = [b for b in shown(desk.applied.article) if b.id not in found.blocks[1:]]
        assert texts(after.applied.article) == [
            "Told anew." if b.id == found.blocks[0] else e.text_of(b) for b in kept
        ]
        assert not after.applied.resting
        assert after.telling(found.blocks[0]) == e.Telling(found.passages, found.blocks[:1])


def test_an_outline_of_other_passages_is_not_taken_for_this_articles() -> None:
    moved = tuple(replace(p, start=p.start + 2.5) for p in OUTLINE.chapters[0].passages)
    other = replace(OUTLINE, chapters=(replace(OUTLINE.chapters[0], passages=moved),))
    assert Desk().telling("p0", other) is None


def test_drafts_of_several_passages_become_one() -> None:
    one = Redraft(
        asked=Asked(5, "shorter"), text="A" * 30, origin="rewritten", support=1.0,
        sentences=(0, 1), refused=("number",),
    )  # fmt: skip
    other = replace(
        one, asked=Asked(6, "shorter"), text="B" * 10, origin="cleaned", support=0.6,
        sentences=(3,), refused=("number", "name"),
    )  # fmt: skip
    both = joined((one, other), " ")
    assert both.text == "A" * 30 + " " + "B" * 10
    assert (both.asked, both.origin, both.support) == (one.asked, "rewritten", 0.9)
    assert (both.sentences, both.refused) == ((0, 1, 3), ("number", "name"))
    assert joined((other,), " ").origin == "cleaned"


def test_a_cut_falls_between_sentences_or_else_between_words_and_never_amid_code() -> None:
    assert TWO[e.cut_near(TWO, 3) :].startswith("Then")
    assert e.cut_near("one sentence of words", 14) == len("one sentence ")
    assert e.cut_near("Fine", 2) == 0
    code = "Call `first. Then this` and wait. Done."
    assert code[e.cut_near(code, 12) :] == "Done."
    assert e.cut_near("墨水很重要，纸也一样", 2) == len("墨水很重要，")
