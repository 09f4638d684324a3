"""Chapters of blocks: paragraphs and lists, figures where the words need them, references at the end."""

from readreel.steps.compose.compose import compose

__all__ = ["compose"]
