"""kill -9 at seeded random moments of a real run: is the resumed article the same, byte for byte?

``python tests/benchmarks/killing.py [--count 50] [--seconds 60] [--recording FILE] …``

The runner, its child or both are killed, in turn; moments are spread over the whole run. The table has
one row for each blow and a last one for all; it ends with status 1 if one was not survived well.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from report import report

from gauntlet import kills, program


def main() -> int:
    """Strike, and report."""
    options = _options()
    chosen = ("--writer", options.writer, "--to", str(options.seconds))
    with tempfile.TemporaryDirectory(prefix="killing-") as place:
        folder = Path(place)
        calm = kills.undisturbed(_made(folder / "calm"), chosen, options.recording)
        print(f"undisturbed: {calm.seconds:.0f} s", flush=True)
        found = []
        for blow in kills.blows(options.count, options.seed):
            found.append(kills.strike(blow, folder / "struck", calm))
            print(found[-1], flush=True)
    rows = [_row(one) for one in sorted(found, key=lambda one: one.blow.part)]
    report("killing", f"kill -9 at {len(rows)} moments", [*rows, _sum(found)])
    return 0 if all(one.well for one in found) else 1


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=60, help="how much of the sample is taken")
    parser.add_argument("--recording", type=Path, default=program.SAMPLE)
    parser.add_argument("--writer", default=program.WRITER)
    parser.add_argument("--seed", type=int, default=9)
    return parser.parse_args()


def _row(one: kills.Survived) -> dict[str, object]:
    return {
        "moment": round(one.blow.part, 3),
        "killed": one.blow.victim if one.struck else "(over)",
        "went on with": one.step,
        "status": one.status,
        "kept": one.kept,
        "lost": one.lost,
        "orphans": one.orphans,
        "resumed": one.resumed,
        "identical": "yes" if one.identical else "NO",
    }


def _sum(found: list[kills.Survived]) -> dict[str, object]:
    return {
        "moment": "all",
        "killed": sum(one.struck for one in found),
        "went on with": len({one.step for one in found}),
        "status": "",
        "kept": sum(one.kept for one in found),
        "lost": sum(one.lost for one in found),
        "orphans": sum(one.orphans for one in found),
        "resumed": sum(one.resumed == 0 for one in found),
        "identical": sum(one.identical for one in found),
    }


if __name__ == "__main__":
    sys.exit(main())
