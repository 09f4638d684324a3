"""Spoken sentences made readable by rule alone."""
