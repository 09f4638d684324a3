"""How fast the writer writes, beside a plain loop over ``create_chat_completion``, and how near the limits.

``python tests/benchmarks/engine.py [--passages 12] [--writers 0.5b,1.5b] [--threads 2]``

Real passages, the step's own prompts, the same model and threads, temperature 0, all in one run: the plain
loop (it too keeps the shared opening decoded), our engine one draft at a time with guesses ahead, and our
engine with drafts under way together. Ratios are of processor time, which a busy machine blurs least;
wall-clock time stands beside it. The limits: no token can be judged faster than prompts are read, and a
token written alone cannot be faster than the weights are read from memory.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from report import report, shared
from rewriting import MODELS, RECORDINGS, chosen, spoken

from readreel.core import paths
from readreel.core.engines import Draft, Request, Turn, Writer
from readreel.inference.llama import open_writer
from readreel.project.artifacts import Outline, OutlineChapter, Screens, Stills
from readreel.project.parameters import RewriteParameters
from readreel.project.styles import style
from readreel.steps.rewrite.desk import Desk, Question
from readreel.steps.rewrite.passage import materials
from readreel.steps.rewrite.prompt import Prompt

CONTEXT = 4096


class Clock:
    """Seconds of wall clock and of processor since it was made."""

    def __init__(self) -> None:
        self._wall, self._processor = time.monotonic(), time.process_time()

    def read(self) -> tuple[float, float]:
        """Both, in seconds."""
        return time.monotonic() - self._wall, time.process_time() - self._processor


def orders(writer: Writer, passages: int) -> tuple[list[Turn], list[Request]]:
    """The shared opening and the first request of each of so many real passages."""
    prompt = Prompt(style(RewriteParameters()), "en", writer)
    found: list[Request] = []
    share = -(-passages // len(RECORDINGS))
    for source, title in RECORDINGS.values():
        _, transcript, places = chosen(spoken(shared(source)), share)
        outline = Outline(title=title, chapters=(OutlineChapter(0, title, 0.0, 0.0, places),))
        for material in materials(transcript, outline, Screens(), Stills()):
            question = Question(Desk(prompt, material, ""), range(len(material.pieces)))
            found += [sheet.request for sheet in question.sheets()[:1] if sheet.request]
    return list(prompt.shared), found[:passages]


def plain(path: Path, threads: int, opening: Sequence[Turn], requests: Sequence[Request]) -> dict:
    """The loop anybody would write first."""
    from llama_cpp import Llama

    model = Llama(
        str(path), n_ctx=CONTEXT, n_threads=threads, n_threads_batch=threads, verbose=False
    )

    def write(request: Request) -> Draft:
        turns = [*opening, *request.turns]
        answer = model.create_chat_completion(
            [{"role": turn.role, "content": turn.text} for turn in turns],
            temperature=0.0,
            max_tokens=request.max_tokens,
        )
        text = answer["choices"][0]["message"]["content"]
        return Draft(text.strip(), "stop", answer["usage"]["completion_tokens"])

    write(Request(requests[0].turns, 1, 60))
    clock = Clock()
    drafts = [write(request) for request in requests]
    figures = timed("plain loop", drafts, clock)
    model.close()
    return figures


def timed(name: str, drafts: Sequence[Draft], clock: Clock) -> dict:
    """A row of figures, with the drafts under a name that is taken out again."""
    wall, processor = clock.read()
    tokens = sum(draft.tokens for draft in drafts)
    return {
        "way": name,
        "tokens": tokens,
        "tokens_per_second": round(tokens / wall, 1),
        "passages_per_minute": round(60 * len(drafts) / wall, 1),
        "tokens_per_processor_second": round(tokens / processor, 1),
        "drafts": list(drafts),
    }


def ours(name: str, writer: Writer, opening: Sequence[Turn], requests: Sequence[Request]) -> dict:
    """The engine with as many seats as this writer has; the opening is decoded before."""
    patient = [Request(r.turns, r.max_tokens, 3600.0) for r in requests]
    writer.write(opening, requests[0].turns, max_tokens=1, deadline=600)
    clock = Clock()
    drafts = dict(writer.write_each(opening, patient, lambda: None))
    return timed(name, [drafts[n] for n in range(len(requests))], clock)


def limits(writer: Writer, path: Path, opening: Sequence[Turn], words: str) -> dict:
    """Tokens a processor second that are read and that memory allows to be written."""

    def seconds(act: Callable[[], object]) -> tuple[float, float]:
        clock = Clock()
        act()
        return clock.read()

    text = (words * 40)[:4000]
    tokens = writer.count(text)
    _, reading = seconds(
        lambda: writer.write(opening, [Turn("user", text)], max_tokens=1, deadline=600)
    )
    block = np.ones(1 << 25, dtype=np.float64)
    wall = min(seconds(lambda: float(block.sum()))[0] for _ in range(3))
    return {
        "read": tokens / reading,
        "weights": block.nbytes / wall / path.stat().st_size,
    }


def measure(name: str, passages: int, threads: int) -> list[dict]:
    """The rows of one model."""
    path = paths.user_models() / MODELS[name]
    writer = open_writer(path, context_tokens=CONTEXT, threads=threads)
    opening, requests = orders(writer, passages)
    rows = [ours("one at a time", writer, opening, requests)]
    limit = limits(writer, path, opening, requests[0].turns[-1].text)
    prompts = sum(writer.count(r.turns[-1].text) for r in requests)
    writer.close()
    writer = open_writer(path, context_tokens=CONTEXT, threads=threads, seats=8)
    rows.append(ours("eight together", writer, opening, requests))
    writer.close()
    rows.insert(0, plain(path, threads, opening, requests))
    alone = rows[1]["drafts"]
    base = rows[0]
    for row in rows:
        spent = row["tokens"] / row["tokens_per_processor_second"]
        per = row["tokens_per_processor_second"] / base["tokens_per_processor_second"]
        same = sum(a.text == b.text for a, b in zip(alone, row.pop("drafts"), strict=True))
        row["ratio"] = round(per, 2)
        row["ratio_wall"] = round(row["tokens_per_second"] / base["tokens_per_second"], 2)
        row["as_one_at_a_time"] = f"{same}/{len(requests)}"
        row["of_reading_speed"] = round((prompts + row["tokens"]) / spent / limit["read"], 2)
    print(
        f"{name}: prompts are read at {limit['read']:.0f} tokens a processor second; one core reads "
        f"memory at {limit['weights']:.0f} times the weights a second"
    )
    return [{"writer": name, **row} for row in rows]


def main() -> None:
    """Measure each writer."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--passages", type=int, default=12)
    options.add_argument("--writers", default="0.5b,1.5b")
    options.add_argument("--threads", type=int, default=2)
    chosen_options = options.parse_args()
    rows = []
    for name in chosen_options.writers.split(","):
        rows += measure(name, chosen_options.passages, chosen_options.threads)
    report("engine", "Engine: drafts beside a plain loop", rows)


if __name__ == "__main__":
    main()
