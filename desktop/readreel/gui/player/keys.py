"""Which key does what in the player. The tooltips of the controls say the same."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_BY_TEXT = {
    " ": "toggle", "j": "back_far", "k": "stop", "l": "faster", ",": "frame_back",
    ".": "frame_on", "c": "captions", "m": "mute", "[": "slower_speed", "]": "faster_speed",
    "f": "full_size",
}  # fmt: skip
_BY_KEY = {
    Qt.Key.Key_Left: "back",
    Qt.Key.Key_Right: "on",
    Qt.Key.Key_Up: "louder",
    Qt.Key.Key_Down: "softer",
    Qt.Key.Key_Home: "begin",
    Qt.Key.Key_End: "end",
    Qt.Key.Key_PageUp: "chapter_back",
    Qt.Key.Key_PageDown: "chapter_on",
    Qt.Key.Key_MediaPlay: "toggle",
    Qt.Key.Key_MediaTogglePlayPause: "toggle",
    Qt.Key.Key_MediaPause: "stop",
}
_BY_SHIFTED_KEY = {Qt.Key.Key_Left: "back_little", Qt.Key.Key_Right: "on_little"}

_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def deed(event: QKeyEvent) -> str | None:
    """What a key asks for: one of the names above, ``tenth-0`` … ``tenth-9``, or None.

    Signs go by what they type, so that they are where the keyboard's layout has them.
    """
    typed = event.text().lower()
    commands = event.modifiers() & _COMMANDS
    if typed in ("[", "]"):  # some keyboards need AltGr, that is Ctrl and Alt, for them
        return _BY_TEXT[typed]
    if commands:
        return None
    if len(typed) == 1 and typed in "0123456789":
        return f"tenth-{typed}"
    if typed in _BY_TEXT:
        return _BY_TEXT[typed]
    key = Qt.Key(event.key())
    if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and key in _BY_SHIFTED_KEY:
        return _BY_SHIFTED_KEY[key]
    return _BY_KEY.get(key)
