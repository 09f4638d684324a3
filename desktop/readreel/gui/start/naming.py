"""Sizes and languages as the people who use the window read them."""

from __future__ import annotations

from PySide6.QtCore import QLocale


def size(amount: int) -> str:
    """Bytes in the language of the interface; a question mark for an unknown number."""
    if not amount:
        return "?"
    digits = 1 if amount >= 1_000_000_000 else 0
    return QLocale().formattedDataSize(amount, digits, QLocale.DataSizeFormat.DataSizeSIFormat)


def language_name(code: str) -> str:
    """A language by its own name, or its code where the system does not know it."""
    language = QLocale.codeToLanguage(code)
    if language in (QLocale.Language.AnyLanguage, QLocale.Language.C):
        return code
    return QLocale(language).nativeLanguageName() or QLocale.languageToString(language)


def shortened(text: str, most: int = 80) -> str:
    """A text of any length, as much of it as a sentence of ours can carry."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
