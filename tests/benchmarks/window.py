"""The window as its user meets it: start, memory with a long article open, first words after a drop.

``python tests/benchmarks/window.py [--project DIR] [--recording FILE]``

``--project`` is a finished project, the longer the better; its recording should still be there. Seconds of
the start count from the creation of the process to the first painted frame, with a warm disk.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from report import ROOT, report

from readreel.core import paths

_HEAVY = ("av", "ctranslate2", "faster_whisper", "huggingface_hub", "llama_cpp", "numpy", "onnxruntime",
          "rapidocr", "jinja2", "PIL", "PySide6.QtMultimedia")  # fmt: skip

_CHILD = """
import sys, time, json, os
import psutil
from pathlib import Path
me = psutil.Process()
from readreel.core.settings import Settings
from readreel.gui.app import Application, prepare
application = Application(["readreel"])
settings = Settings(appearance="light", writer="none")
prepare(application, settings)
from readreel.gui.window import Window
window = Window(settings)
window.show()
application.processEvents()
painted = time.time() - me.create_time()
found = {"painted": painted, "heavy": [m for m in json.loads(sys.argv[1]) if m in sys.modules]}

def turn(seconds, until=lambda: False):
    end = time.monotonic() + seconds
    while time.monotonic() < end and not until():
        application.processEvents()
        time.sleep(0.002)

if sys.argv[2]:
    turn(1)
    begun = time.monotonic()
    window.open_project(Path(sys.argv[2]))
    reader = window.workspace.reader
    turn(30, lambda: reader.article is not None and reader.article.chapters)
    found["opened"] = time.monotonic() - begun
    turn(4)
    found["memory_mb"] = me.memory_info().rss // 1_000_000
if sys.argv[3]:
    begun = time.monotonic()
    window.take([Path(sys.argv[3])])
    reader = window.workspace.reader
    def heard():
        return reader.article is not None and any(c.blocks for c in reader.article.chapters)
    turn(1, lambda: False)
    turn(120, heard)
    found["first_words"] = time.monotonic() - begun
    gaps, last = [], time.monotonic()
    end = last + 20
    while last < end:
        application.processEvents()
        time.sleep(0.005)
        now = time.monotonic()
        gaps.append(now - last)
        last = now
    found["longest_gap_ms"] = round(max(gaps) * 1000)
    window.queue.shut_down()
print(json.dumps(found), flush=True)
os._exit(0)
"""


def met(project: str = "", recording: str = "") -> dict[str, float]:
    """One window, from its start to its end."""
    with tempfile.TemporaryDirectory() as data:
        environment = os.environ | {
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
            "READREEL_DATA": data,
            "READREEL_MODELS": str(paths.user_models()),
        }
        command = [sys.executable, "-c", _CHILD, json.dumps(_HEAVY), project, recording]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
        found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
        return found


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--project", default="")
    parser.add_argument("--recording", default="")
    options = parser.parse_args()
    starts = [met() for _ in range(6)][1:]
    rows: list[dict[str, object]] = [
        {"what": "start to first paint, s (median of 5)",
         "figure": statistics.median(one["painted"] for one in starts)},
        {"what": "… slowest, s", "figure": max(one["painted"] for one in starts)},
        {"what": "engines and libraries loaded by then", "figure": starts[0]["heavy"] or "none"},
    ]  # fmt: skip
    if options.project:
        one = met(project=str(Path(options.project).resolve()))
        rows.append({"what": "opening the article, s", "figure": one["opened"]})
        rows.append({"what": "memory of the window with it, MB", "figure": one["memory_mb"]})
    if options.recording:
        one = met(recording=str(Path(options.recording).resolve()))
        rows.append({"what": "first words after the drop, s", "figure": one["first_words"]})
        rows.append(
            {"what": "longest gap of the window's thread, ms", "figure": one["longest_gap_ms"]}
        )
    report("window", "The window", rows)


if __name__ == "__main__":
    os.chdir(ROOT)
    main()
