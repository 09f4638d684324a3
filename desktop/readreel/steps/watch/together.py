"""Two at a time: decoders and encoders leave Python's lock, so two of them keep two cores busy.

Results come in the order of what was asked, whichever is ready first, so that nothing depends on the
machine's pace.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")

_AT_ONCE = 2
_AHEAD = 4
"""Pieces of work begun before the first of them is asked for: few, so that little lies about."""


def two_at_a_time(work: Callable[[Given], Made], given: Iterable[Given]) -> Iterator[Made]:
    """``work`` done on everything given, in that order; its first error ends it."""
    under_way: deque[Future[Made]] = deque()
    pool = ThreadPoolExecutor(_AT_ONCE)
    try:
        for item in given:
            under_way.append(pool.submit(work, item))
            if len(under_way) >= _AHEAD:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)
