"""The surface of a sentence: spaces, stage notes, capital letters, the stop at its end."""

from __future__ import annotations

import re

from readreel.core.language import SPACELESS
from readreel.steps.rewrite.cleaning.tokens import is_code
from readreel.steps.rewrite.language.speech import Speech
from readreel.steps.rewrite.language.words import fold

_NOTE = re.compile(r"[\[(（【*♪]\s*([^\[\]()（）【】*♪]{1,40}?)\s*[\])）】*♪]")
_ENDED = re.compile(r"[.!?…。！？؟۔।]['\"”’»)\]」』）]*$")
_OPEN_END = re.compile(r"[\s,;:、，；：–—-]+$")
_CJK_END = {"zh": "。", "ja": "。", "yue": "。"}


def without_notes(text: str, tables: Speech) -> str:
    """A text without stage notes such as "[music]"; other brackets stay."""

    def note(match: re.Match[str]) -> str:
        return " " if fold(match[1]) in tables.stage_notes else match.group()

    return _NOTE.sub(note, text).replace("♪", " ")


def spaced(text: str) -> str:
    """Spaces single, none before closing punctuation, speakers' dashes at the beginning gone."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"^(?:>>+|[-–—])\s*(?=[^\W\d])", "", text)
    text = re.sub(r"(?<=[\w)\]\"”]) (?=[,;:](?:\s|$))", "", text)
    text = re.sub(r"(?<=[\w)\]\"”]) (?=[.!?]+(?:\s|$))", "", text)
    return re.sub(r"([,;])(?:\s*,)+", r"\1", text)


def without_interjections(text: str, tables: Speech) -> str:
    """For scripts without spaces: noises and openers between pauses go, doubled particles stay."""
    edge = r"(?:(?<=^)|(?<=[，、。！？；,.!?\s]))"
    pause = r"(?:[，、,\s…]+|(?=[。！？.!?]|$))"
    words = sorted((*tables.fillers, *(o.words for o in tables.openers)), key=len, reverse=True)
    if words:
        noise = "|".join(map(re.escape, words))
        text = re.sub(rf"{edge}(?:(?:{noise}){pause})+", "", text)
    for tag in tables.tags:
        text = re.sub(rf"[，、,]{re.escape(tag)}[？?]", "。", text)
        text = re.sub(rf"[，、,]{re.escape(tag)}(?=[。！!.]|$)", "", text)
    for hedge in tables.hedges:
        text = re.sub(rf"{edge}{re.escape(hedge.words)}[，、,]", "", text)
    bare = re.sub(r"[\W_]+", "", text)
    return "" if bare in tables.acknowledgements or not bare else text.strip("，、, ")


def finished(text: str, tables: Speech, language: str) -> str:
    """A text with a capital letter at its start and a stop at its end; empty where no word is left."""
    text = re.sub(r"^[\s,;:.!?…、，。–—-]+(?=[\w\"'“„«¿¡(\[])", "", text).strip()
    text = re.sub(r"\s+([,;:.!?])(?=\s|$)", r"\1", re.sub(r" {2,}", " ", text))
    if not any(char.isalnum() for char in text):
        return ""
    text = _capitals(text, tables, language)
    if _ENDED.search(text):
        return text
    text = _OPEN_END.sub("", text)
    return text + _CJK_END.get(language, ".")


def _capitals(text: str, tables: Speech, language: str) -> str:
    if language == "en" and "i" in tables.first_person:
        text = re.sub(r"(?<![\w.'’`-])i(?=['’](?:m|ll|ve|d)\b)", "I", text)
        if not re.search(
            r"[A-Z]", text.replace("I'", "").replace("I’", "")
        ):  # nobody cased it: an "i" among commas may be a letter
            text = re.sub(r"(?<![\w.'’`-])(?<!, )i(?= [a-z])", "I", text)
    if language in SPACELESS:
        return text
    match = re.match(r"[^\w\"'“„«‘`]*(\w\S*)", text)
    if match and not is_code(match[1].rstrip(".,;:!?…\"'”’)]")) and not _letter(match[1]):
        at = match.start(1)
        text = text[:at] + text[at].upper() + text[at + 1 :]
    return text


def _letter(word: str) -> bool:
    """Whether a sentence opens with a symbol such as "x", which stays small."""
    bare = word.rstrip(".,;:!?…")
    return len(bare) == 1 and bare.islower() and bare not in "aàéeiouyoóèò"
