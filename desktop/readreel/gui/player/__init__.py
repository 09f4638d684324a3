"""The video player of the split view.

It always shows something: the film where Qt can play it, else the stills of the moment, and what is said.
Importing this package costs no multimedia; that is loaded when a recording is first opened.
"""

from readreel.gui.player.player import Player

__all__ = ["Player"]
