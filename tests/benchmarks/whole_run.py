"""The whole way from recording to page, beside the plain composition of the parts, in one run.

``python tests/benchmarks/whole_run.py [--recording FILE] [--minutes 10] [--writer NAME…] [--no-plain]``

The plain composition is what one would write in an afternoon: faster-whisper with beam 5 and word
times on the whole file, PySceneDetect's default detector, one chat completion for each passage. It
gets the passages that Readreel found, so that both write the same number. Seconds are wall clock;
peak memory is the resident set of the largest child, sampled twenty times a second.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import av
import psutil
from article import figures
from report import ROOT, report, shared

from readreel.catalogue.choose import choose_listener, choose_writer
from readreel.project.artifacts import Outline, Transcript
from readreel.project.folder import ProjectFolder

PLAIN = {
    "listen": """
import sys, json
from faster_whisper import WhisperModel
model = WhisperModel(sys.argv[1], device="cpu", compute_type="int8", cpu_threads=2, local_files_only=True)
segments, _ = model.transcribe(sys.argv[2], beam_size=5, word_timestamps=True, vad_filter=True)
print(sum(len(segment.words) for segment in segments))
""",
    "watch": """
import sys
from scenedetect import detect, ContentDetector
print(len(detect(sys.argv[1], ContentDetector())))
""",
    "write": """
import sys, json
from llama_cpp import Llama
model = Llama(sys.argv[1], n_ctx=4096, n_threads=2, verbose=False)
for passage in json.load(open(sys.argv[2])):
    model.create_chat_completion(
        [{"role": "user", "content": "Rewrite this passage of a talk as clean prose. Keep everything, "
          "add nothing.\\n\\n" + passage}], temperature=0, max_tokens=400)
""",
}


class Peak:
    """The largest resident set among the descendants of this process while it is open."""

    def __init__(self) -> None:
        self.bytes = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)

    def __enter__(self) -> Peak:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _sample(self) -> None:
        me = psutil.Process()
        while not self._over.wait(0.05):
            for child in me.children(recursive=True):
                try:
                    self.bytes = max(self.bytes, child.memory_info().rss)
                except psutil.Error:
                    continue


def cut(recording: Path, minutes: float, folder: Path) -> Path:
    """The first minutes of a recording, streams copied."""
    target = folder / f"cut{recording.suffix}"
    with av.open(str(recording)) as source, av.open(str(target), "w") as sink:
        streams = {
            s.index: sink.add_stream_from_template(s)
            for s in source.streams
            if s.type in ("audio", "video")
        }
        for packet in source.demux(*[s for s in source.streams if s.index in streams]):
            if packet.dts is None:
                continue
            if packet.pts * packet.time_base > minutes * 60:
                break
            packet.stream = streams[packet.stream.index]
            sink.mux(packet)
    return target


def ours(recording: Path, writer: str, folder: Path, playing: float) -> dict[str, object]:
    """One whole run of the program as a user starts it."""
    command = [sys.executable, "-m", "readreel", "make", str(recording), "--writer", writer, "--events",
               "--project", str(folder / writer), "--out", str(folder / f"{writer}.html")]  # fmt: skip
    spent: dict[str, float] = {}
    begun = time.monotonic()
    with Peak() as peak, subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        started = begun
        assert process.stdout
        for line in process.stdout:
            event = json.loads(line)
            if event["type"] == "started":
                started = time.monotonic()
            elif event["type"] == "done":
                spent[event["step"]] = time.monotonic() - started
    if process.returncode != 0:
        raise SystemExit(f"readreel make ended with {process.returncode}")
    total = time.monotonic() - begun
    steps = {f"{name}": round(seconds / playing, 3) for name, seconds in spent.items()}
    row = {"run": f"readreel, {writer}", "whole": round(total / playing, 3), **steps,
           "peak MB": peak.bytes // 1_000_000}  # fmt: skip
    print(row)
    return row


def plain(recording: Path, writer: str, folder: Path, playing: float) -> dict[str, object]:
    """The plain composition on the same recording, each part in a process of its own."""
    project = ProjectFolder(folder / writer)
    sentences = project.read(Transcript).sentences
    passages = [
        " ".join(s.text for s in sentences[p.first : p.last + 1])
        for chapter in project.read(Outline).chapters
        for p in chapter.passages
    ]
    (folder / "passages.json").write_text(json.dumps(passages), encoding="utf-8")
    listener = choose_listener("auto", "en")
    assert listener
    arguments = {
        "listen": [str(listener.path), str(recording)],
        "watch": [str(recording)],
        "write": [str(choose_writer(writer).path), str(folder / "passages.json")],
    }
    environment = os.environ | {"GOMP_SPINCOUNT": "0", "OMP_WAIT_POLICY": "passive"}
    row: dict[str, object] = {"run": f"plain parts, {writer}"}
    spent = 0.0
    with Peak() as peak:
        for part, script in PLAIN.items():
            begun = time.monotonic()
            subprocess.run(
                [sys.executable, "-c", script, *arguments[part]], check=True, env=environment
            )
            seconds = time.monotonic() - begun
            spent += seconds
            name = {"listen": "transcribe", "write": "rewrite"}.get(part, part)
            row[name] = round(seconds / playing, 3)
    row |= {"whole": round(spent / playing, 3), "peak MB": peak.bytes // 1_000_000}
    return row


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--recording", type=Path)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--writer", action="append")
    parser.add_argument("--no-plain", action="store_true")
    parser.add_argument("--keep", type=Path, help="keep projects and pages in this folder")
    arguments = parser.parse_args()
    recording = arguments.recording or shared("makemore2/makemore2_75min.mp4")
    rows: list[dict[str, object]] = []
    worth = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        piece = cut(recording, arguments.minutes, folder) if arguments.minutes else recording
        with av.open(str(piece)) as container:
            playing = (container.duration or 0) / 1e6
        for writer in arguments.writer or [
            "qwen2.5-coder-0.5b-instruct",
            "qwen2.5-coder-1.5b-instruct",
        ]:
            rows.append(ours(piece, writer, folder, playing))
            worth.append(figures(folder / writer))
            if not arguments.no_plain:
                rows.append(plain(piece, writer, folder, playing))
    report("whole_run", f"Work per playing time, {playing / 60:.0f} minutes", rows)
    report("article", "What the articles are worth", worth)


if __name__ == "__main__":
    os.chdir(ROOT)
    main()
