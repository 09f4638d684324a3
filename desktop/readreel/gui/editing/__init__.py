"""Correcting: the history of edits, and the small widgets they are made with.

The widgets know neither reader nor player: they are told where to stand and say by signals what the user
wants; `History` turns that into edits, undo and redo, and keeps them on disk.
"""

from __future__ import annotations

from readreel.gui.editing.again import AgainDialog
from readreel.gui.editing.corrections import Corrections
from readreel.gui.editing.editor import BlockEditor
from readreel.gui.editing.filmstrip import Filmstrip
from readreel.gui.editing.frames import FrameKeeper
from readreel.gui.editing.history import History
from readreel.gui.editing.leaving import may_leave
from readreel.gui.editing.menu import BlockMenu, block_menu
from readreel.gui.editing.naming import CorrectName
from readreel.gui.editing.redrafting import Redrafting, Work

__all__ = [
    "AgainDialog",
    "BlockEditor",
    "BlockMenu",
    "CorrectName",
    "Corrections",
    "Filmstrip",
    "FrameKeeper",
    "History",
    "Redrafting",
    "Work",
    "block_menu",
    "may_leave",
]
