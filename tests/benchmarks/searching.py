"""How long it takes to find something again among everything that was made.

``python tests/benchmarks/searching.py [--projects 400] [--minutes 60] [--folder DIR]``

The projects are made up (see ``made_up_talks.py``); with ``--folder`` they are kept there and used again.
Each kind of question is asked with words drawn from the talks; times count from the words to the results
with snippets and marks, in one process, the index warm. Where other programs are at work the time of the
processor says more than that on the clock.
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
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from report import ROOT, report

sys.path.insert(0, str(ROOT / "tests"))
from made_up_talks import LANGUAGES, Speaker, joined, make_talk
from readreel.core import paths
from readreel.library import Filter, Library

EVERYTHING = Filter()
_EACH = 100
"""Questions of each kind."""


def questions(kind: str, talks: int) -> Iterator[str]:
    """What somebody might look for; the same at every run."""
    chance = np.random.default_rng(7)
    spaced = [n for n in range(talks) if LANGUAGES[n % len(LANGUAGES)] in ("en", "de")]
    dense = [n for n in range(talks) if n not in spaced] or spaced
    for number in range(_EACH):
        talk = int(chance.choice(dense if kind.startswith("CJK") else spaced))
        speaker = Speaker(LANGUAGES[talk % len(LANGUAGES)], talk)
        own = [str(word) for word in chance.choice(speaker.terms, 2)]
        usual = speaker.say(200)
        yield {
            "one word of a talk": own[0],
            "one common word": max(usual[number : number + 8], key=len),
            "the most common word": ("the", "and", "of", "to", "a")[number % 5],
            "two words": f"{own[0]} {usual[number]}",
            "two common words": f"{usual[number]} {usual[number + 40]}",
            "a phrase": f'"{usual[number]} {usual[number + 1]}"',
            "a beginning, two letters": own[0][:2] + "*",
            "a beginning, four letters": own[0][:4] + "*",
            "a word that nobody said": f"{own[0]}{own[1]}",
            "CJK one sign": own[0][0],
            "CJK two signs": joined(usual, "zh")[number : number + 2],
            "CJK a word and another": f"{own[0]} {own[1]}",
            "CJK one word of a talk": own[0],
        }[kind]


_WINDOW = """
import json, os, sys, time
from readreel.core.settings import Settings
from readreel.gui.app import Application, prepare
begun, projects, words = json.loads(sys.argv[1])
application = Application(["readreel"])
settings = Settings(appearance="light", writer="none", projects=projects)
prepare(application, settings)
from readreel.gui.window import Window
window = Window(settings)
window.show()
application.processEvents()
found = {"painted": time.monotonic() - begun}
gaps = []

def turn(seconds, until=lambda: False):
    last = time.monotonic()
    end = last + seconds
    while last < end and not until():
        application.processEvents()
        time.sleep(0.002)
        gaps.append(time.monotonic() - last)
        last = time.monotonic()

if words:
    from readreel.gui.finding.hits import HitList
    turn(3)
    field = window.start._finder.field.field
    gaps.clear()
    for letter in words:
        field.insert(letter)
        turn(0.12)
    ended = time.monotonic()
    hits = lambda: window.start.findChild(HitList)
    turn(60, lambda: hits() is not None and hits().hits.rowCount() > 0)
    found["found"] = time.monotonic() - ended
    turn(5)
    found["gap"] = max(gaps)
print(json.dumps(found), flush=True)
os._exit(0)
"""


def window(folder: Path, data: Path, words: str = "") -> dict[str, float]:
    """A window over these projects: seconds to its first paint, and what typing words is like."""
    environment = os.environ | {
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "READREEL_DATA": str(data),
        "READREEL_MODELS": str(paths.user_models()),
    }
    wanted = json.dumps([time.monotonic(), str(folder), words])
    command = [sys.executable, "-c", _WINDOW, wanted]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def windows(folder: Path) -> list[dict[str, object]]:
    """The window with these projects and without any, in turn; and somebody who types at once."""
    with tempfile.TemporaryDirectory() as temporary:
        data, none = Path(temporary) / "data", Path(temporary) / "none"
        none.mkdir()
        building = window(folder, data, "learning")
        ready = window(folder, data, "learning")
        pairs = [(window(folder, data)["painted"], window(none, data)["painted"]) for _ in range(5)]
    some, empty = (statistics.median(times) for times in zip(*pairs, strict=True))
    return [
        {"what": "window, start to first paint, s", "figure": round(some, 2)},
        {"what": "… without any project, s", "figure": round(empty, 2)},
        {"what": "… last letter to passages, index ready, s", "figure": round(ready["found"], 2)},
        {"what": "… longest gap while typing, ms", "figure": round(ready["gap"] * 1000)},
        {"what": "… and while the index is built, ms", "figure": round(building["gap"] * 1000)},
    ]


KINDS = (
    "one word of a talk", "one common word", "the most common word", "two words", "two common words",
    "a phrase", "a beginning, two letters", "a beginning, four letters", "a word that nobody said",
    "CJK one sign", "CJK two signs", "CJK one word of a talk", "CJK a word and another",
)  # fmt: skip


def asked(library: Library, words: Sequence[str], wanted: Filter = EVERYTHING) -> dict[str, object]:
    """Milliseconds of all questions of a kind, and how many of them found something."""
    times, worked, found = [], [], 0
    for one in words:
        begun, busy = time.perf_counter(), time.process_time()
        results = library.search(one, wanted)
        times.append((time.perf_counter() - begun) * 1000)
        worked.append((time.process_time() - busy) * 1000)
        found += bool(results.hits)
    p95 = statistics.quantiles(times, n=20)[-1]
    return {
        "p50, ms": round(statistics.median(times), 1), "p95, ms": round(p95, 1),
        "max, ms": round(max(times), 1), "processor, max, ms": round(max(worked), 1),
        "found": f"{found}/{len(words)}",
    }  # fmt: skip


def measured(folder: Path, projects: int, minutes: float) -> list[dict[str, object]]:
    """Make what is missing, build the index, ask."""
    for number in range(projects):
        root = folder / "projects" / f"talk-{number:04}"
        if not root.exists():
            make_talk(root, number, seconds=minutes * 60)
    file = folder / "index.sqlite"
    for old in folder.glob("index.sqlite*"):
        old.unlink()
    library = Library(folder / "projects", file)
    rows: list[dict[str, object]] = []
    for what in ("building the index, s", "looking for changes where there are none, s"):
        begun = time.perf_counter()
        library.refresh()
        rows.append({"what": what, "figure": round(time.perf_counter() - begun, 3)})
    size = sum(f.stat().st_size for f in (folder / "projects").rglob("*.json"))
    rows.append({"what": "size of the artifacts, MB", "figure": size // 1_000_000})
    rows.append({"what": "size of the index, MB", "figure": file.stat().st_size // 1_000_000})
    rows += [{"what": kind} | asked(library, list(questions(kind, projects))) for kind in KINDS]
    common = list(questions("one common word", projects))
    german = Filter(language="de", since="2020", longer=600)
    rows.append({"what": "one common word, filtered"} | asked(library, common, german))
    library.close()
    return rows + windows(folder / "projects")


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--projects", type=int, default=400)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    title = f"Searching {options.projects} projects of {options.minutes:g} minutes"
    with tempfile.TemporaryDirectory() as temporary:
        folder = (options.folder or Path(temporary)).absolute()
        report("searching", title, measured(folder, options.projects, options.minutes))


if __name__ == "__main__":
    main()
