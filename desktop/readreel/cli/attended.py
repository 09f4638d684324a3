"""For a command that another program looks after: it stops when that program says so, or is gone."""

from __future__ import annotations

import _thread
import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable


def stop_with_parent() -> None:
    """Take the line ``stop`` on standard input, or its end, for a Ctrl-C from now on."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    on_request(_interrupt)


def on_request(act: Callable[[], None]) -> None:
    """Call ``act``, once and from another thread, when standard input says ``stop`` or ends."""
    threading.Thread(target=_watch, args=(act,), daemon=True).start()


def _watch(act: Callable[[], None]) -> None:
    # The descriptor, not `sys.stdin`: a thread that waits inside the latter would hold up the exit.
    with contextlib.suppress(OSError):
        said = b""
        while b"stop\n" not in said and (more := os.read(sys.stdin.fileno(), 64)):
            said = (said + more)[-64:]
    act()


def _interrupt() -> None:
    if os.name == "nt":
        _thread.interrupt_main()
    else:  # wakes the main thread even where it waits for a child
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
