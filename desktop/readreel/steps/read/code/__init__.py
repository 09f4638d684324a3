"""Code on the screen: which lines are code, and the listings that they make over time."""

from readreel.steps.read.code.blocks import Mark, marks, origins, rows, unread
from readreel.steps.read.code.listings import listings

__all__ = ["Mark", "listings", "marks", "origins", "rows", "unread"]
