"""The program's only entry: commands, the window (``open``), and ``worker`` for its own children.

A child's standard output is its event stream. It is set aside here, before any import that could load
native code, because C libraries print to descriptor 1 and one of them closes it.
"""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Run as the user, or another Readreel, asked."""
    if sys.argv[1:2] == ["worker"]:
        events = os.dup(1)
        os.set_inheritable(events, False)
        os.dup2(2, 1)
        os.environ["READREEL_EVENTS_FD"] = str(events)
        from readreel.pipeline.worker import main as work

        return work()
    if sys.argv[1:2] == ["open"]:
        from readreel.gui.app import main as window

        return window(sys.argv[2:])
    from readreel.cli import main as command

    return command()


if __name__ == "__main__":
    sys.exit(main())
