"""Does memory grow with the length of a recording? The same talk once and repeated, side by side.

``python tests/benchmarks/memory.py [--recording FILE] [--minutes 20] [--hours 1 6] [--writer none]``

The first minutes of the recording are repeated (streams copied) until the length is reached. Peak memory
is the resident set of the largest child of each step, sampled twenty times a second.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

import av
from report import ROOT, report, shared
from whole_run import Peak, cut


def repeated(recording: Path, seconds: float, target: Path) -> Path:
    """The recording again and again until ``seconds`` are reached, streams copied."""
    with av.open(str(target), "w") as sink:
        sinks: dict[str, av.Stream] = {}
        shift = Fraction(0)
        while shift < seconds:
            with av.open(str(recording)) as source:
                streams = {s.type: s for s in source.streams if s.type in ("audio", "video")}
                for kind, stream in streams.items():
                    sinks.setdefault(kind, sink.add_stream_from_template(stream))
                for packet in source.demux(*streams.values()):
                    if packet.dts is None:
                        continue
                    offset = int(shift / packet.time_base)
                    packet.pts, packet.dts = packet.pts + offset, packet.dts + offset
                    packet.stream = sinks[packet.stream.type]
                    sink.mux(packet)
                shift += Fraction(source.duration or 0, av.time_base)
    return target


def measured(recording: Path, hours: float, writer: str, folder: Path) -> dict[str, object]:
    """One whole run; the peak of each step's child in MB."""
    project = folder / f"{hours:g}"
    command = [
        *(sys.executable, "-m", "readreel", "make", str(recording), "--writer", writer, "--events"),
        *("--project", str(project), "--out", str(project.with_suffix(".html"))),
    ]
    row: dict[str, object] = {"hours": f"{hours:g}"}
    with Peak() as peak, subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        for line in process.stdout:
            event = json.loads(line)
            if event["type"] == "started":
                peak.bytes = 0
            elif event["type"] == "done":
                row[event["step"]] = peak.bytes // 1_000_000
    if process.returncode != 0:
        raise SystemExit(f"readreel make ended with {process.returncode}")
    print(row, flush=True)
    return row


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--recording", type=Path)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--hours", type=float, nargs="+", default=[1, 6])
    parser.add_argument("--writer", default="none")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        piece = cut(
            options.recording or shared("makemore2/makemore2_75min.mp4"), options.minutes, folder
        )
        rows = [
            measured(
                repeated(piece, hours * 3600, folder / f"hours-{hours:g}{piece.suffix}"),
                hours, options.writer, folder,
            )
            for hours in options.hours
        ]  # fmt: skip
    report("memory", "Peak memory of each step's child, MB", rows)


if __name__ == "__main__":
    os.chdir(ROOT)
    main()
