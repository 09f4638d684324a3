"""Finding again: one index over everything that was made, which may be deleted at any time.

The project folders are the truth. The index is made from them, follows them by the times of their files,
and is made anew without a word when it is missing, damaged or of another version.
"""

from __future__ import annotations

from readreel.library.index import Library, Refreshed
from readreel.library.search import Facets, Filter, Hit, Results

__all__ = ["Facets", "Filter", "Hit", "Library", "Refreshed", "Results"]
