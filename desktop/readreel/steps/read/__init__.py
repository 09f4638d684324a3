"""What is written on the stills."""

from readreel.steps.read.read import read

__all__ = ["read"]
