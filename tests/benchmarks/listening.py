"""What listening is worth: ``python tests/benchmarks/listening.py [--model DIR] [--engine whisper.cpp]``.

Word error rate, speed and times of the transcribe step beside plain faster-whisper (beam 5, word times)
with the same model on the same recordings in the same run, turn by turn. Both sides pass the same
normaliser, for which spelled and written numbers are one: neither gains by its spelling. The engine
whisper.cpp is the one for Metal; on a processor its speed says nothing, its words and times do.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import jiwer
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from report import report, shared

from fakes import MemoryContext
from readreel.core import paths
from readreel.core.engines import SAMPLE_RATE, Listener
from readreel.core.time import Span
from readreel.inference.whisper import open_listener
from readreel.inference.whisper_cpp import CppListener
from readreel.project.artifacts import AudioTrack, Recording, Transcript
from readreel.project.parameters import TranscribeParameters
from readreel.steps.transcribe import transcribe

THREADS = 2
_ONES = re.split(
    r"\s+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen",
)
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12,
}  # fmt: skip
_SPELLINGS = ((r"our\b", "or"), (r"ise(d|s|r)?\b", r"ize\1"), (r"isation", "ization"))


class Samples:
    """An `AudioSource` over sound in memory."""

    def __init__(self, sound: Any) -> None:
        self._sound = sound
        self.duration = len(sound) / SAMPLE_RATE

    def read(self, start: float, end: float) -> Any:
        first, count = round(start * SAMPLE_RATE), round((end - start) * SAMPLE_RATE)
        cut = self._sound[first : first + count]
        return np.pad(cut, (0, count - len(cut)))


def normalised(text: str) -> list[str]:
    """Words without case, punctuation, spelling of numbers and hyphens."""
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text.casefold().replace("’", "'"))
    words = _numbers(re.sub(r"[^\w']|_", " ", text).split())
    for pattern, replacement in _SPELLINGS:
        words = [re.sub(pattern, replacement, word) for word in words]
    return words


def _numbers(words: Sequence[str]) -> list[str]:
    """Runs of spelled numbers as digits: fourteen fifty-five and 1455 are one, fifteenth and 15th."""
    found: list[str] = []
    run: list[int] = []

    def close(suffix: str = "") -> None:
        if run:
            found.append("".join(map(str, run)) + suffix)
            run.clear()

    for word in words:
        value, ordinal = _value(word)
        if value is None or (value >= 100 and not run):
            close()
            found.append(re.sub(r"^(\d+)(st|nd|rd|th)$", r"\1th", word))
            continue
        if value in (100, 1000):
            run[-1] *= value
        elif run and (
            run[-1] % 100 == 0
            or (run[-1] % 10 == 0 and run[-1] % 100 >= 20 > value >= 1 and value < 10)
        ):
            run[-1] += value
        else:
            run.append(value)
        if ordinal:
            close("th")
    close()
    return found


def _value(word: str) -> tuple[int | None, bool]:
    plain = {**{w: n for n, w in enumerate(_ONES)}, **{w: 20 + 10 * n for n, w in enumerate(_TENS)}}
    plain |= {"hundred": 100, "thousand": 1000}
    if word in plain and word not in ("one", "zero"):
        return plain[word], False
    if word in _ORDINALS and word not in ("first", "second"):
        return _ORDINALS[word], True
    stem = re.sub(r"ieth$", "y", word) if word.endswith("ieth") else re.sub(r"th$", "", word)
    return (plain[stem], True) if stem != word and stem in plain else (None, False)


def recordings() -> list[tuple[str, Path, str]]:
    """Name, sound and what is said in it."""
    root = shared("speech_en")
    lj = root / "ljspeech_printing"
    azure = root / "azure"
    found = [
        (
            "LJ, history of printing",
            lj / "lj001_0001-0032_concat.flac",
            (lj / "transcript.txt").read_text(encoding="utf-8"),
        ),
        (
            "JFK",
            root / "jfk" / "tests" / "jfk.flac",
            "And so, my fellow Americans, ask not what your country can do for you, "
            "ask what you can do for your country.",
        ),
    ]
    for folder, name in (("testing", "audio"), ("training", "audio1"), ("training", "audio2")):
        path = azure / f"en-US-general-{folder}" / f"{name}.wav"
        text = path.with_suffix(".txt").read_text(encoding="utf-8-sig")
        found.append((f"tutorial {name}", path, text))
    return found


def ours(sound: Any, listener: Any) -> Transcript:
    """The step itself, journal and all, the language told as it is to the other side."""
    duration = round(len(sound) / SAMPLE_RATE, 3)
    recording = Recording(
        path="",
        name="",
        size=0,
        fingerprint="",
        container="",
        duration=duration,
        audio=(AudioTrack(0, "flac", 1, SAMPLE_RATE),),
        audio_track=0,
        span=Span(0.0, duration),
    )
    with tempfile.TemporaryDirectory() as folder:
        return transcribe(
            recording,
            TranscribeParameters(language="en", subtitles="none"),
            Samples(sound),
            lambda: listener,
            lambda _: [],
            MemoryContext(Path(folder)),
        )


def plain(sound: Any, model: Any) -> list[Any]:
    """What the library does when it is asked in one line."""
    segments, _ = model.transcribe(sound, language="en", beam_size=5, word_timestamps=True)
    return [word for segment in segments for word in segment.words]


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    started = time.perf_counter()
    result = work()
    return result, time.perf_counter() - started


def start_errors(words: Sequence[tuple[str, float]], truth: Path) -> list[float]:
    """Seconds between where each true sentence begins and where its first words were heard.

    Words of the truth and of the hearing are matched in order by `jiwer`'s alignment.
    """
    said: list[str] = []
    starts: dict[int, float] = {}
    for segment in json.loads(truth.read_text(encoding="utf-8")):
        starts[len(said)] = segment["start"]
        said.extend(re.sub(r"[^\w']", " ", segment["text"].casefold()).split())
    heard: list[tuple[str, float]] = []
    for text, start in words:
        heard.extend((w, start) for w in re.sub(r"[^\w']", " ", text.casefold()).split())
    out = jiwer.process_words(" ".join(said), " ".join(w for w, _ in heard))
    place = {}
    for chunk in out.alignments[0]:
        if chunk.type in ("equal", "substitute"):
            for n in range(chunk.ref_end_idx - chunk.ref_start_idx):
                place[chunk.ref_start_idx + n] = chunk.hyp_start_idx + n
    return [
        abs(heard[place[number]][1] - start) for number, start in starts.items() if number in place
    ]


def main() -> None:
    from faster_whisper import WhisperModel, decode_audio

    parser = argparse.ArgumentParser()
    parser.add_argument("--model", type=Path, default=paths.user_models() / "whisper-base")
    parser.add_argument("--engine", choices=("ctranslate2", "whisper.cpp"), default="ctranslate2")
    options = parser.parse_args()
    folder: Path = options.model
    listener: Listener
    if options.engine == "whisper.cpp":
        listener = CppListener(folder, threads=THREADS, metal=False)
    else:
        listener = open_listener(folder, device="cpu", threads=THREADS)
    model = WhisperModel(
        str(folder), device="cpu", compute_type="int8", cpu_threads=THREADS, local_files_only=True
    )
    warm = np.zeros(SAMPLE_RATE, dtype=np.float32)
    plain(warm, model)
    rows: list[dict[str, object]] = []
    said, mine, theirs = [], [], []
    spent = [0.0, 0.0, 0.0]
    for name, path, text in recordings():
        sound = decode_audio(str(path))
        transcript, seconds = timed(lambda sound=sound: ours(sound, listener))
        words, other = timed(lambda sound=sound: plain(sound, model))
        row = _row(name, len(sound) / SAMPLE_RATE, text, transcript, seconds, words, other)
        said.append(" ".join(normalised(text)))
        mine.append(" ".join(normalised(" ".join(s.text for s in transcript.sentences))))
        theirs.append(" ".join(normalised("".join(word.word for word in words))))
        spent = [spent[0] + len(sound) / SAMPLE_RATE, spent[1] + seconds, spent[2] + other]
        truth = path.parent / "segments.json"
        if truth.is_file():
            own = [(w.text, w.start) for s in transcript.sentences for w in s.words]
            row["median start error (s)"] = statistics.median(start_errors(own, truth))
            library = [(w.word, w.start) for w in words]
            row["plain start error (s)"] = statistics.median(start_errors(library, truth))
        rows.append(row)
    rows.append(
        {
            "recording": "all",
            "seconds": spent[0],
            "WER %": 100 * jiwer.wer(said, mine),
            "plain WER %": 100 * jiwer.wer(said, theirs),
            "× real time": spent[0] / spent[1],
            "plain × real time": spent[0] / spent[2],
            "speed ratio": spent[2] / spent[1],
        }
    )
    title = f"Listening with {folder.name}, {options.engine}, {THREADS} threads"
    report("listening", title, rows)


def _row(
    name: str,
    length: float,
    text: str,
    transcript: Transcript,
    seconds: float,
    words: Sequence[Any],
    other: float,
) -> dict[str, object]:
    truth = " ".join(normalised(text))
    own = " ".join(normalised(" ".join(s.text for s in transcript.sentences)))
    library = " ".join(normalised("".join(word.word for word in words)))
    return {
        "recording": name,
        "seconds": length,
        "WER %": 100 * jiwer.wer(truth, own),
        "plain WER %": 100 * jiwer.wer(truth, library),
        "× real time": length / seconds,
        "plain × real time": length / other,
        "speed ratio": other / seconds,
    }


if __name__ == "__main__":
    main()
