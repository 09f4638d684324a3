"""Does a child that talks too much hold up the window?

``python tests/benchmarks/window_flood.py [--rate 5000] [--seconds 10]``

Offscreen, the whole window, with one recording in its queue whose child is a script that writes events at
a steady rate: progress of every step in turn, and a notice for every tenth. A timer of 10 ms beats on the
window's thread; what is reported are the gaps between its beats, first with a child that is silent.
"""

from __future__ import annotations

import argparse
import itertools
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from report import report

from readreel.core.settings import Settings
from readreel.gui.jobs import child as jobs

_BEAT_MS = 10

CHILD = """
import json, sys, time
rate, seconds = int(sys.argv[1]), float(sys.argv[2])
steps = ["probe", "transcribe", "watch", "read", "spell", "outline", "rewrite", "compose"]
notice = {"type": "notice", "step": "watch", "code": "storage.absent", "values": {"path": "x"}}
begun, said = time.monotonic(), 0
while (passed := time.monotonic() - begun) < seconds:
    lines = []
    while said < passed * rate:
        share = passed / seconds
        progress = {"type": "progress", "step": steps[said % 7], "done": share, "total": 1.0,
                    "unit": "s", "overall": share, "eta": seconds - passed}
        lines.append(json.dumps(progress if said % 10 else notice))
        said += 1
    if lines:
        sys.stdout.write("\\n".join(lines) + "\\n")
        sys.stdout.flush()
    time.sleep(0.005)
print(said, file=sys.stderr)
"""


def measured(rate: int, seconds: float, folder: Path) -> dict[str, object]:
    """The gaps between beats while a child writes ``rate`` events a second."""
    from readreel.gui.window import Window

    script = folder / "child.py"
    script.write_text(CHILD, encoding="utf-8")
    command = [sys.executable, str(script), str(rate), str(seconds)]
    jobs.program = lambda: command  # type: ignore[assignment]
    recording = folder / f"recording-{rate}.mp4"
    recording.write_bytes(os.urandom(1000))
    window = Window(Settings())
    window.show()
    told = {"count": 0}
    window.queue.grown.connect(lambda _: told.update(count=told["count"] + 1))
    window.queue.noticed.connect(lambda *_: told.update(count=told["count"] + 1))
    loop, beats = QEventLoop(), list[float]()
    beat = QTimer(interval=_BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
    beat.timeout.connect(lambda: beats.append(time.perf_counter()))
    window.queue.finished.connect(loop.quit)
    window.queue.add(recording, window._usual_request())
    QTimer.singleShot(500, beat.start)  # the first paint is another benchmark's
    loop.exec()
    beat.stop()
    said = int(window.queue._gone._tail or b"0") if window.queue._gone else 0
    window.close()
    gaps = sorted((b - a) * 1000 for a, b in itertools.pairwise(beats))
    return {
        "events written a second": round(said / seconds),
        "events delivered a second": round(told["count"] / seconds),
        "beats": len(gaps),
        "gap p50, ms": round(gaps[len(gaps) // 2], 1),
        "gap p99, ms": round(gaps[int(len(gaps) * 0.99)], 1),
        "longest gap, ms": round(gaps[-1], 1),
    }


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rate", type=int, default=5000)
    parser.add_argument("--seconds", type=float, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["READREEL_DATA"] = folder
        from readreel.gui.app import Application, prepare

        application = Application(sys.argv[:1])
        prepare(application, Settings())
        rows = [measured(rate, options.seconds, Path(folder)) for rate in (0, options.rate)]
    report("window_flood", f"The window's beat of {_BEAT_MS} ms beside a child that floods", rows)


if __name__ == "__main__":
    main()
