"""Readreel turns a video into an article a person would rather read, whole on their own machine."""

__version__ = "0.1.0"
