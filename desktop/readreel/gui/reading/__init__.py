"""The article in the window: its page, its chapters, finding in it, and what was spoken behind it."""

from readreel.gui.reading.appearance import Appearance
from readreel.gui.reading.reader import Reader

__all__ = ["Appearance", "Reader"]
