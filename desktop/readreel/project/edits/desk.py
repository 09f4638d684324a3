"""The desk an article lies on while edits are laid over it, one after another.

Nothing is thrown away on it: what is deleted is only hidden, what was merged is remembered with what it
went into, so that a later edit can bring it back and references still lead somewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from msgspec.structs import replace

from readreel.project.artifacts import Article, Block, Chapter, Items, Paragraph, Still
from readreel.project.edits.blocks import kind_of, likeness, shared, tellings, text_of
from readreel.project.edits.records import Edit, Place, Shot

WHOLE = 0.8
LIKELY = 0.5
KNOWN = 0.3
"""Least share of the time that a place and a block cover together which both cover (see the package)."""


class Shelf(msgspec.Struct, frozen=True):
    """The pictures that are there: the recording's stills, and names of files (as a figure's file)."""

    stills: tuple[Still, ...] = ()
    files: frozenset[str] = frozenset()


class Applied(msgspec.Struct, frozen=True):
    """An article with the user's edits.

    ``resting`` are edits whose place is not there at present; ``touched`` names for every other edit the
    blocks, chapters or (as ``title``) the title it changed; ``deleted`` are the blocks taken out, each with
    the id of the edit that did it.
    """

    article: Article
    resting: tuple[Edit, ...] = ()
    touched: dict[str, tuple[str, ...]] = {}
    deleted: tuple[tuple[str, Block], ...] = ()

    @property
    def edited(self) -> frozenset[str]:
        """Ids of everything that an edit changed."""
        return frozenset(one for ids in self.touched.values() for one in ids)


class Desk:
    """An article that is being worked on; see the module."""

    def __init__(self, article: Article, shelf: Shelf | None) -> None:
        self._article = article
        self._shelf = shelf
        self.title = article.title
        self.language = article.language
        self.references = article.references
        self.chapters = {chapter.id: chapter for chapter in article.chapters}
        self.order = {c.id: [block.id for block in c.blocks] for c in article.chapters}
        self.blocks: dict[str, Block] = {b.id: b for c in article.chapters for b in c.blocks}
        self.hidden: dict[str, str] = {}
        """Blocks taken out, with the edit that did it."""
        self.gone: dict[str, str] = {}
        """Blocks that went into another."""
        self.known: dict[str, str] = {}
        """Names under which later edits know what earlier ones made or reshaped."""
        self.joints: dict[tuple[str, str], str] = {}
        """What stood between the halves of a split."""
        self._tellings = tellings(article)

    # --- finding ------------------------------------------------------------------------------

    def find(self, place: Place, least: float) -> tuple[str, ...]:
        """The ids of the blocks at a place: one, several that tell it together, or none."""
        known = self.known.get(place.block, "")
        if known and known not in self.gone and self._is_still(place, self.blocks[known]):
            return self._target(place, self.blocks[known])
        same = self.blocks.get(place.block)
        if same is not None and self._stands(place, same):
            return self._target(place, same)
        best: tuple[float, bool, bool, float] | None = None
        found: tuple[str, ...] = ()
        for block in self._candidates(place):
            share = round(self._share(place, block), 2)
            if share < least or (best is not None and share < best[0]):
                continue
            rank = (share, block.id == place.block, *self._alike(place, block))
            if best is None or rank > best:
                best, found = rank, self._target(place, block)
        return found

    def _is_still(self, place: Place, block: Block) -> bool:
        """Whether what an earlier edit made is what a later one was made on.

        The time of a very short part is a guess from its letters, so the same words will do too.
        """
        return self._share(place, block) >= KNOWN or text_of(block) == place.text

    def one(self, place: Place, least: float) -> Block | None:
        """The single block at a place."""
        found = self.find(place, least)
        return self.blocks[found[0]] if len(found) == 1 else None

    def find_chapter(self, place: Place) -> str | None:
        """The chapter at a place."""
        ranked = [
            (shared(place.start, place.end, c.start, c.end), c.id == place.block, c.id)
            for c in self.chapters.values()
        ]
        best = max(ranked, default=(0.0, False, ""))
        return best[2] if best[0] >= LIKELY else None

    def chapter_of(self, block: str) -> str:
        """The chapter a block stands in."""
        return next(chapter for chapter, ids in self.order.items() if block in ids)

    def _stands(self, place: Place, block: Block) -> bool:
        """Whether a block of the place's name is just where it was: no other can be nearer."""
        same = (block.start, block.end) == (place.start, place.end)
        return same and block.id not in self.gone and self._fits(place, block)

    def _candidates(self, place: Place) -> Iterator[Block]:
        for ids in self.order.values():
            for one in ids:
                block = self.blocks[one]
                if one not in self.gone and self._fits(place, block):
                    yield block

    def _fits(self, place: Place, block: Block) -> bool:
        group = self._tellings.get(block.id, (block.id,))
        if len(group) == place.parts and kind_of(block) == place.kind:
            return group.index(block.id) == place.part
        whole = place.parts == 1 and place.kind == "paragraph"
        return whole and block.id in self._tellings and group[0] == block.id

    def _target(self, place: Place, block: Block) -> tuple[str, ...]:
        """The block, and for an edit of all that is told there those that tell the same stretch."""
        group = self._tellings.get(block.id, (block.id,))
        beside = (self.blocks[one] for one in group)
        together = all((one.start, one.end) == (block.start, block.end) for one in beside)
        return group if place.parts == 1 and together else (block.id,)

    def _share(self, place: Place, block: Block) -> float:
        return shared(place.start, place.end, block.start, block.end)

    def _alike(self, place: Place, block: Block) -> tuple[bool, float]:
        sentences = getattr(block, "sentences", ())
        return sentences == place.sentences, likeness(place.text, text_of(block))

    # --- changing -----------------------------------------------------------------------------

    def put(self, block: Block) -> None:
        """Put another block in the place of the one of the same id."""
        self.blocks[block.id] = block

    def insert(self, block: Block, after: str) -> None:
        """Put a new block behind another."""
        ids = self.order[self.chapter_of(after)]
        ids.insert(ids.index(after) + 1, block.id)
        self.blocks[block.id] = block
        self.known[block.id] = block.id

    def reshaped(self, place: Place, block: Block) -> None:
        """Put a block whose stretch is another now; later edits know it by the name it had for them."""
        self.put(block)
        self.known[place.block] = self.known[block.id] = block.id

    def loosen(self, block: str) -> None:
        """Forget what stood at the ends of a block: its text is another."""
        self.joints = {pair: joint for pair, joint in self.joints.items() if block not in pair}

    def picture(self, shot: Shot) -> Shot | None:
        """A chosen picture as it is there now, None where it is gone."""
        if self._shelf is None:
            return shot
        if shot.still < 0:
            return shot if shot.file in self._shelf.files else None
        showing = [
            (still.id != shot.still, still)
            for still in self._shelf.stills
            if any(s.start - 0.5 <= shot.time <= s.end + 0.5 for s in still.spans)
        ]
        if not showing:
            return None
        still = min(showing, key=lambda entry: (entry[0], entry[1].id))[1]
        return replace(
            shot, still=still.id, file=f"stills/{still.file}", width=still.width, height=still.height
        )  # fmt: skip

    # --- the end ------------------------------------------------------------------------------

    def article(self) -> Article:
        """The article as it stands."""
        chapters = tuple(self._chapters())
        shown = {block.id for chapter in chapters for block in chapter.blocks}
        references = tuple(
            replace(reference, paragraph=self._standing(reference.paragraph, shown))
            for reference in self.references
        )
        before, after = (
            _words(c.blocks for c in found) for found in (self._article.chapters, chapters)
        )
        words = max(0, self._article.facts.written_words + after - before)
        facts = replace(self._article.facts, written_words=words)
        return replace(
            self._article, title=self.title, chapters=chapters, references=references, facts=facts
        )

    def taken_out(self) -> tuple[tuple[str, Block], ...]:
        """The hidden blocks with the edits that hid them, in the order of the article."""
        order = [one for ids in self.order.values() for one in ids]
        return tuple(
            (self.hidden[one], self.blocks[one])
            for one in order
            if one in self.hidden and one not in self.gone
        )

    def _chapters(self) -> Iterator[Chapter]:
        for chapter in self.chapters.values():
            ids = self.order[chapter.id]
            blocks = tuple(
                self.blocks[i] for i in ids if i not in self.hidden and i not in self.gone
            )
            if blocks or not chapter.blocks:  # a chapter all of which was deleted goes with it
                yield replace(chapter, blocks=blocks)

    def _standing(self, block: str, shown: set[str]) -> str:
        while block in self.gone:
            block = self.gone[block]
        # What the steps left without a block stays as it was; only what an edit took is let go.
        return "" if block in self.blocks and block not in shown else block


def _words(chapters: Iterable[tuple[Block, ...]]) -> int:
    total = 0
    for blocks in chapters:
        for block in blocks:
            if isinstance(block, Paragraph | Items):
                total += len(text_of(block).split())
    return total
