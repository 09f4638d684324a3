"""A name corrected once and everywhere, in any script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec.structs import replace

from readreel.core.language import SPACELESS
from readreel.project.artifacts import (
    Article,
    Block,
    Chapter,
    Figure,
    Items,
    Paragraph,
    Quotation,
    Sentence,
    Transcript,
    Word,
)
from readreel.project.edits.records import Edits, Name

_WORDLESS = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")
"""Scripts in which a name's edge need not be a word's edge: no spaces, or particles that adhere."""


def named(text: str, name: Name) -> str:
    """The text with the name corrected."""
    if not name.old:
        return text
    return _pattern(name.old, name.whole, name.exact).sub(lambda m: _cased(m[0], name), text)


def corrected(transcript: Transcript, edits: Edits) -> Transcript:
    """The transcript as it is shown: every corrected name corrected there too, its words in time."""
    names = [edit for edit in edits.edits if isinstance(edit, Name)]
    if not names:
        return transcript
    between = "" if transcript.language in SPACELESS else " "
    sentences = tuple(_sentence(sentence, names, between) for sentence in transcript.sentences)
    return replace(transcript, sentences=sentences)


def occurrences(article: Article, old: str, *, whole: bool = True, exact: bool = True) -> int:
    """In how many places of an article a name stands."""
    if not old:
        return 0
    pattern = _pattern(old, whole, exact)
    texts: list[str] = [article.title, *(reference.text for reference in article.references)]
    for chapter in article.chapters:
        texts.append(chapter.title)
        for block in chapter.blocks:
            texts.extend(_texts(block))
    return sum(len(pattern.findall(text)) for text in texts)


def renamed(block: Block, name: Name) -> Block:
    """A block with the name corrected. Code stands as it stood on the screen."""
    if isinstance(block, Paragraph):
        return replace(block, text=named(block.text, name))
    if isinstance(block, Quotation):
        return replace(block, text=named(block.text, name), source=named(block.source, name))
    if isinstance(block, Items):
        return replace(block, items=tuple(named(item, name) for item in block.items))
    if isinstance(block, Figure):
        return replace(block, caption=named(block.caption, name), alt=named(block.alt, name))
    return block


def renamed_chapter(chapter: Chapter, name: Name) -> Chapter:
    """A chapter with the name corrected in its title."""
    return replace(chapter, title=named(chapter.title, name))


def _texts(block: Block) -> Iterable[str]:
    if isinstance(block, Paragraph):
        return (block.text,)
    if isinstance(block, Quotation):
        return (block.text, block.source)
    if isinstance(block, Items):
        return block.items
    if isinstance(block, Figure):
        return (block.caption, block.alt)
    return ()


@lru_cache(maxsize=64)
def _pattern(old: str, whole: bool, exact: bool) -> re.Pattern[str]:
    # White space in a name may be any: a line break or a no-break space separates its words as well.
    core = r"\s+".join(re.escape(word) for word in old.split())
    before = r"(?<!\w)" if whole and _bounded(old.strip()[:1]) else ""
    after = r"(?!\w)" if whole and _bounded(old.strip()[-1:]) else ""
    return re.compile(f"{before}{core or re.escape(old)}{after}", 0 if exact else re.IGNORECASE)


def _bounded(edge: str) -> bool:
    return edge.isalnum() and not unicodedata.name(edge, "").startswith(_WORDLESS)


def _cased(found: str, name: Name) -> str:
    capitals = found.isupper() and len(found) > 1 and not name.old.isupper()
    return name.new.upper() if capitals and not name.exact else name.new


def _sentence(sentence: Sentence, names: Sequence[Name], between: str) -> Sentence:
    text, words = sentence.text, sentence.words
    for name in names:
        changed = named(text, name)
        if changed != text:
            text, words = changed, _words(words, name, between)
    if text == sentence.text:
        return sentence
    return replace(sentence, text=text, words=words)


def _words(words: Sequence[Word], name: Name, between: str) -> tuple[Word, ...]:
    """Timed words with the name corrected; one that was heard as several words becomes one."""
    spoken = between.join(word.text for word in words)
    found = [match.span() for match in _pattern(name.old, name.whole, name.exact).finditer(spoken)]
    kept: list[Word] = []
    at, open_until = 0, -1
    for word in words:
        begin, at = at, at + len(word.text) + len(between)
        if kept and begin < open_until:
            last = kept[-1]
            kept[-1] = replace(last, text=f"{last.text}{between}{word.text}", end=word.end)
        else:
            kept.append(word)
        open_until = max([open_until, *(end for start, end in found if start < at and end > begin)])
    return tuple(replace(word, text=named(word.text, name)) for word in kept)
