"""The window as its user meets it: start, memory with a long article open, first words after a drop.

``python tests/benchmarks/window.py [--project DIR] [--recording FILE]``

``--project`` is a finished project, the longer the better; its recording should still be there. Seconds of
the start count from before the creation of the process to the first painted frame, with a warm disk and
compiled modules, as in an installed program.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from report import ROOT, report

from readreel.core import paths

_HEAVY = ("av", "ctranslate2", "faster_whisper", "huggingface_hub", "llama_cpp", "numpy", "onnxruntime",
          "rapidocr", "jinja2", "PIL", "PySide6.QtMultimedia")  # fmt: skip

_CHILD = """
import json, os, sys, time
from pathlib import Path
from readreel.core.settings import Settings
from readreel.gui.app import Application, prepare
heavy, begun, project, recording, drop = json.loads(sys.argv[1])
application = Application(["readreel"])
settings = Settings(appearance="light", writer="none")
prepare(application, settings)
from readreel.gui.window import Window
window = Window(settings)
window.show()
application.processEvents()
found = {"painted": time.monotonic() - begun, "heavy": [m for m in heavy if m in sys.modules]}
gaps = []

def turn(seconds, until=lambda: False):
    last = time.monotonic()
    end = last + seconds
    while last < end and not until():
        application.processEvents()
        time.sleep(0.002)
        now = time.monotonic()
        gaps.append(now - last)
        last = now

def longest_gap():
    longest = round(max(gaps) * 1000)
    gaps.clear()
    return longest

def take(file):
    # From the loop, as a drop comes: its own time counts.
    from PySide6.QtCore import QTimer
    QTimer.singleShot(0, lambda: window.take([Path(file)]))

if drop:
    turn(4)
    found["quiet_gap_ms"] = longest_gap()
    take(drop)
    turn(3)
    found["drop_gap_ms"] = longest_gap()
    window.queue.shut_down()
if project:
    import psutil
    turn(1)
    started = time.monotonic()
    window.open_project(Path(project))
    reader = window.workspace.reader
    turn(30, lambda: reader.article is not None and reader.article.chapters)
    found["opened"] = time.monotonic() - started
    turn(4)
    found["memory_mb"] = psutil.Process().memory_info().rss // 1_000_000
if recording:
    started = time.monotonic()
    take(recording)
    def heard():
        article = window._workspace and window.workspace.reader.article
        return article and any(c.blocks for c in article.chapters)
    turn(120, heard)
    found["first_words"] = time.monotonic() - started
    turn(20)
    found["longest_gap_ms"] = longest_gap()
    window.queue.shut_down()
print(json.dumps(found), flush=True)
os._exit(0)
"""


def met(compiled: str, project: str = "", recording: str = "", drop: str = "") -> dict[str, float]:
    """One window, from its start to its end; ``compiled`` is where its modules are kept, compiled."""
    with tempfile.TemporaryDirectory() as data:
        environment = os.environ | {
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
            "READREEL_DATA": data,
            "READREEL_MODELS": str(paths.user_models()),
            "PYTHONPYCACHEPREFIX": compiled,
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        # Not the process's own idea of its birth: some systems know that to a second only.
        wanted = json.dumps([_HEAVY, time.monotonic(), project, recording, drop])
        command = [sys.executable, "-c", _CHILD, wanted]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
        found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
        return found


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--project", default="")
    parser.add_argument("--recording", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as compiled:
        report("window", "The window", _rows(compiled, options.project, options.recording))


def _rows(compiled: str, project: str, recording: str) -> list[dict[str, object]]:
    sample = str(paths.resources() / "sample" / "history-of-printing.mp4")
    starts = [met(compiled) for _ in range(6)][1:]
    drops = [met(compiled, drop=sample) for _ in range(6)][1:]
    rows: list[dict[str, object]] = [
        {"what": "start to first paint, s (median of 5)",
         "figure": statistics.median(one["painted"] for one in starts)},
        {"what": "… slowest, s", "figure": max(one["painted"] for one in starts)},
        {"what": "engines and libraries loaded by then", "figure": starts[0]["heavy"] or "none"},
        {"what": "longest gap of the window's thread after the start, ms (median of 5)",
         "figure": statistics.median(one["quiet_gap_ms"] for one in drops)},
        {"what": "… at the first drop, ms (median of 5)",
         "figure": statistics.median(one["drop_gap_ms"] for one in drops)},
        {"what": "… slowest, ms", "figure": max(one["drop_gap_ms"] for one in drops)},
    ]  # fmt: skip
    if project:
        one = met(compiled, project=str(Path(project).resolve()))
        rows.append({"what": "opening the article, s", "figure": one["opened"]})
        rows.append({"what": "memory of the window with it, MB", "figure": one["memory_mb"]})
    if recording:
        one = met(compiled, recording=str(Path(recording).resolve()))
        rows.append({"what": "first words after the drop, s", "figure": one["first_words"]})
        rows.append(
            {"what": "longest gap of the window's thread, ms", "figure": one["longest_gap_ms"]}
        )
    return rows


if __name__ == "__main__":
    os.chdir(ROOT)
    main()
