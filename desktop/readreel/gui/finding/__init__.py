"""Finding again on the first page: what is asked, the passages found, and the index behind them."""

from __future__ import annotations

from readreel.gui.finding.finder import Finder

__all__ = ["Finder"]
