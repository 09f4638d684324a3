"""How long from a click on a moment to its frame in the window, painted?

``python tests/benchmarks/window_seek.py [--recording FILE] [--seeks 20]``

Offscreen, paused, with seeks all over the recording in an order that is the same on every machine. The
time runs from `Player.seek` until the frame that contains the moment has been drawn by the screen.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop
from PySide6.QtWidgets import QApplication
from report import report, shared

from readreel.gui.player import Player
from readreel.gui.theme import theme

_PATIENCE_MS = 10_000


def shown(player: Player, seconds: float) -> bool:
    """Whether the frame of the moment is the one that is drawn."""
    span = player.stage.frame_span()
    moment = seconds + 0.001
    return span is not None and span[0] <= moment < span[1] and player.stage.is_drawn()


def wait(player: Player, seconds: float) -> float:
    """Milliseconds until the moment is painted; ends the benchmark where it never is."""
    begun = time.perf_counter()
    deadline = QDeadlineTimer(_PATIENCE_MS)
    while not shown(player, seconds):
        if deadline.hasExpired():
            raise SystemExit(f"The frame at {seconds:.1f} s never came.")
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    player.view.repaint()
    return (time.perf_counter() - begun) * 1000


def measured(recording: Path, seeks: int) -> dict[str, object]:
    """Open the recording and seek in it."""
    player = Player()
    player.resize(640, 520)
    player.show()
    player.load(recording, 0.0)
    opening = wait(player, 0.0)
    chance = random.Random(1)  # the same places every time
    times = []
    for _ in range(seeks):
        moment = round(chance.uniform(0.01, 0.98) * player.duration(), 1)
        player.seek(moment)
        times.append(wait(player, moment))
    player.shut_down()
    return {
        "recording": recording.name,
        "minutes": round(player.duration() / 60, 1),
        "seeks": seeks,
        "first frame, ms": round(opening),
        "median, ms": round(statistics.median(times)),
        "slowest, ms": round(max(times)),
    }


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--recording", type=Path, action="append")
    parser.add_argument("--seeks", type=int, default=20)
    options = parser.parse_args()
    application = QApplication(sys.argv[:1])
    application.setStyle("fusion")
    theme().use("light")
    recordings = options.recording or [shared("makemore2/makemore2_75min.mp4")]
    rows = [measured(recording, options.seeks) for recording in recordings]
    report("window_seek", "From a click on a moment to its frame in the window", rows)


if __name__ == "__main__":
    main()
