"""Heard words spelled as the screen writes them."""

from readreel.steps.spell.spell import spell

__all__ = ["spell"]
