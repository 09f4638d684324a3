"""Edits laid over an article, each in its turn; see the package for where each belongs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from readreel.project.artifacts import Article, Block, Code, Figure, Items, Paragraph, Quotation
from readreel.project.edits.blocks import likeness
from readreel.project.edits.cutting import merge, split
from readreel.project.edits.desk import LIKELY, WHOLE, Applied, Desk, Shelf
from readreel.project.edits.names import named, renamed, renamed_chapter
from readreel.project.edits.records import (
    AddedPicture,
    AltText,
    Caption,
    Deleted,
    Edit,
    Edits,
    Item,
    Merged,
    Name,
    Redrafted,
    Restored,
    Shot,
    SplitAt,
    Swapped,
    Text,
    Title,
)

LITTLE_SUPPORT = 0.5
"""A paragraph asked again that is backed less than this is marked, as compose marks it."""

_SAME_ENTRY = 0.4
"""Likeness from which an entry of a list is held to be the one that was edited."""


def apply(article: Article, edits: Edits, shelf: Shelf | None = None) -> Applied:
    """The article with the edits. Without a ``shelf`` every chosen picture is taken to be there."""
    desk = Desk(article, shelf)
    resting: list[Edit] = []
    touched: dict[str, tuple[str, ...]] = {}
    for edit in edits.edits:
        found = _ACTS[type(edit)](desk, edit)
        if found:
            touched[edit.id] = found
        else:
            resting.append(edit)
    return Applied(desk.article(), tuple(resting), touched, desk.taken_out())


def _text(desk: Desk, edit: Text) -> tuple[str, ...]:
    if edit.place.kind in ("code", "quotation"):
        block = desk.one(edit.place, WHOLE)
        if not isinstance(block, Code | Quotation):
            return ()
        desk.put(replace(block, text=edit.text))
        return (block.id,)
    return _retold(desk, edit, origin="edited", marked=False)


def _redrafted(desk: Desk, edit: Redrafted) -> tuple[str, ...]:
    marked = edit.support < LITTLE_SUPPORT
    return _retold(desk, edit, origin="rewritten", support=edit.support, marked=marked)


def _retold(desk: Desk, edit: Text | Redrafted, **changes: Any) -> tuple[str, ...]:
    """One paragraph with the edit's text for everything that tells the stretch."""
    found = desk.find(edit.place, WHOLE)
    first = desk.blocks[found[0]] if found else None
    if isinstance(first, Items):
        first = Paragraph(
            first.id, first.start, first.end, "", first.origin, first.support, first.sentences
        )
    if not isinstance(first, Paragraph):
        return ()
    desk.put(replace(first, text=edit.text, **changes))
    desk.loosen(first.id)
    desk.gone |= dict.fromkeys(found[1:], first.id)
    return (first.id,)


def _item(desk: Desk, edit: Item) -> tuple[str, ...]:
    block = desk.one(edit.place, LIKELY)
    if not isinstance(block, Items):
        return ()
    index = _entry(block.items, edit)
    if index is None:
        return ()
    entry = (edit.text,) if edit.text else ()
    items = (*block.items[:index], *entry, *block.items[index + 1 :])
    desk.put(replace(block, items=items, origin="edited"))
    return (block.id,)


def _entry(items: tuple[str, ...], edit: Item) -> int | None:
    if edit.index < len(items) and items[edit.index] == edit.was:
        return edit.index
    alike = [(likeness(item, edit.was), -index) for index, item in enumerate(items)]
    best, index = max(alike, default=(0.0, 0))
    return -index if best >= _SAME_ENTRY else None


def _title(desk: Desk, edit: Title) -> tuple[str, ...]:
    if edit.place.kind == "article":
        desk.title = edit.text
        return ("title",)
    chapter = desk.find_chapter(edit.place)
    if chapter is None:
        return ()
    desk.chapters[chapter] = replace(desk.chapters[chapter], title=edit.text)
    return (chapter,)


def _caption(desk: Desk, edit: Caption | AltText) -> tuple[str, ...]:
    block = desk.one(edit.place, LIKELY)
    if not isinstance(block, Figure):
        return ()
    if isinstance(edit, Caption):
        desk.put(replace(block, caption=edit.text))
    else:
        desk.put(replace(block, alt=edit.text))
    return (block.id,)


def _delete(desk: Desk, edit: Deleted) -> tuple[str, ...]:
    least = LIKELY if edit.place.kind == "figure" else WHOLE
    return _hide(desk, edit.id, desk.find(edit.place, least))


def _hide(desk: Desk, by: str, found: tuple[str, ...]) -> tuple[str, ...]:
    found = tuple(one for one in found if one not in desk.hidden)
    desk.hidden |= dict.fromkeys(found, by)
    return found


def _restore(desk: Desk, edit: Restored) -> tuple[str, ...]:
    found = tuple(one for one, by in desk.hidden.items() if by == edit.of)
    for one in found:
        del desk.hidden[one]
    return found


def _swap(desk: Desk, edit: Swapped) -> tuple[str, ...]:
    block = desk.one(edit.place, LIKELY)
    if not isinstance(block, Figure):
        return ()
    if edit.shot is None:
        return _hide(desk, edit.id, (block.id,))
    shot = desk.picture(edit.shot)
    if shot is None:
        return ()
    desk.hidden.pop(block.id, None)
    desk.reshaped(edit.place, _figure(block.id, shot))
    return (block.id,)


def _add_picture(desk: Desk, edit: AddedPicture) -> tuple[str, ...]:
    found = desk.find(edit.place, LIKELY)
    shot = desk.picture(edit.shot)
    if not found or shot is None:
        return ()
    figure = _figure(f"f-{edit.id}", shot)
    desk.insert(figure, after=found[-1])
    return (figure.id,)


def _figure(name: str, shot: Shot) -> Figure:
    return Figure(
        id=name, start=shot.start, end=shot.end, still=shot.still, file=shot.file,
        width=shot.width, height=shot.height, caption=shot.caption, alt=shot.alt,
    )  # fmt: skip


def _name(desk: Desk, edit: Name) -> tuple[str, ...]:
    changed: list[str] = []
    title = named(desk.title, edit)
    if title != desk.title:
        desk.title = title
        changed.append("title")
    for chapter in list(desk.chapters.values()):
        new = renamed_chapter(chapter, edit)
        if new.title != chapter.title:
            desk.chapters[chapter.id] = new
            changed.append(chapter.id)
    changed += [block.id for block in list(desk.blocks.values()) if _rename(desk, block, edit)]
    desk.references = tuple(
        replace(reference, text=named(reference.text, edit)) for reference in desk.references
    )
    return tuple(changed)


def _rename(desk: Desk, block: Block, edit: Name) -> bool:
    new = renamed(block, edit)
    if new == block:
        return False
    desk.put(new)
    return block.id not in desk.gone


_ACTS: dict[type, Callable[[Desk, Any], tuple[str, ...]]] = {
    Text: _text,
    Item: _item,
    Title: _title,
    Caption: _caption,
    AltText: _caption,
    SplitAt: split,
    Merged: merge,
    Deleted: _delete,
    Restored: _restore,
    Swapped: _swap,
    AddedPicture: _add_picture,
    Name: _name,
    Redrafted: _redrafted,
}
