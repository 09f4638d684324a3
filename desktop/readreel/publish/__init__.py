"""An article leaves the program here: one renderer, and writers that package what it makes.

Guarantees that everything in an export comes from the article and its pictures, and that it asks nothing
of any network.
"""

from __future__ import annotations

from readreel.publish.exports import write

__all__ = ["write"]
