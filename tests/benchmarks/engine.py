"""How fast the writer writes, beside a plain loop over ``create_chat_completion``, and how near the limits.

``python tests/benchmarks/engine.py [--passages 16] [--writers 0.5b,1.5b] [--threads 2]``

Real passages, the step's own prompts, the same model and threads, temperature 0, all in one run: the plain
loop (it too keeps the shared opening decoded), our engine one draft at a time with guesses ahead, and our
engine with drafts under way together. The ways take turns after every eight passages, so that a busy
machine is busy for all of them; ratios are of wall-clock time. The limits: no token can be judged faster
than prompts are read, and a
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
TOGETHER = 8

Ask = Callable[[Sequence[Turn], Sequence[Request]], list[Draft]]


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
            question = Question(Desk(prompt, material), range(len(material.pieces)))
            wanted = [sheet.request for sheet in question.sheets()[:1]]
            found += [Request(r.turns, r.max_tokens, 3600.0) for r in wanted if r]
    return list(prompt.shared), found[:passages]


def plain(path: Path, threads: int) -> Ask:
    """The loop anybody would write first."""
    from llama_cpp import Llama

    model = Llama(
        str(path), n_ctx=CONTEXT, n_threads=threads, n_threads_batch=threads, verbose=False
    )

    def write(opening: Sequence[Turn], request: Request) -> Draft:
        turns = [*opening, *request.turns]
        answer = model.create_chat_completion(
            [{"role": turn.role, "content": turn.text} for turn in turns],
            temperature=0.0,
            max_tokens=request.max_tokens,
        )
        text = answer["choices"][0]["message"]["content"]
        return Draft(text.strip(), "stop", answer["usage"]["completion_tokens"])

    return lambda opening, requests: [write(opening, request) for request in requests]


def ours(writer: Writer) -> Ask:
    """The engine with as many seats as this writer has."""

    def write(opening: Sequence[Turn], requests: Sequence[Request]) -> list[Draft]:
        drafts = dict(writer.write_each(opening, requests, lambda: None))
        return [drafts[number] for number in range(len(requests))]

    return write


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
    """The rows of one model: each way writes every run of passages in turn, so that all see the same
    machine.
    """
    path = paths.user_models() / MODELS[name]
    alone, together = (
        open_writer(path, context_tokens=CONTEXT, threads=threads, seats=seats) for seats in (1, 8)
    )
    opening, requests = orders(alone, passages)
    limit = limits(alone, path, opening, requests[0].turns[-1].text)
    ways = {
        "plain loop": plain(path, threads),
        "one at a time": ours(alone),
        "eight together": ours(together),
    }
    drafts: dict[str, list[Draft]] = {way: [] for way in ways}
    spent = dict.fromkeys(ways, (0.0, 0.0))
    for write in ways.values():  # the opening is read once, before
        write(opening, [Request(requests[0].turns, 1, 600)])
    for start in range(0, len(requests), TOGETHER):
        part = requests[start : start + TOGETHER]
        for way, write in ways.items():
            clock = Clock()
            drafts[way] += write(opening, part)
            spent[way] = tuple(map(sum, zip(spent[way], clock.read(), strict=True)))
    prompts = sum(alone.count(r.turns[-1].text) for r in requests)
    print(
        f"{name}: prompts are read at {limit['read']:.0f} tokens a processor second; one core reads "
        f"memory at {limit['weights']:.0f} times the weights a second"
    )
    base, rows = spent["plain loop"][0] / sum(d.tokens for d in drafts["plain loop"]), []
    for way, (wall, processor) in spent.items():
        tokens = sum(draft.tokens for draft in drafts[way])
        same = sum(
            a.text == b.text for a, b in zip(drafts[way], drafts["one at a time"], strict=True)
        )
        rows.append(
            {
                "writer": name,
                "way": way,
                "tokens": tokens,
                "tokens_per_second": round(tokens / wall, 1),
                "passages_per_minute": round(60 * len(requests) / wall, 1),
                "ratio": round(base * tokens / wall, 2),
                "processor_seconds": round(processor),
                "as_one_at_a_time": f"{same}/{len(requests)}",
                "of_reading_speed": round((prompts + tokens) / processor / limit["read"], 2),
            }
        )
    return rows


def main() -> None:
    """Measure each writer."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--passages", type=int, default=16)
    options.add_argument("--writers", default="0.5b,1.5b")
    options.add_argument("--threads", type=int, default=2)
    chosen_options = options.parse_args()
    rows = []
    for name in chosen_options.writers.split(","):
        rows += measure(name, chosen_options.passages, chosen_options.threads)
    report("engine", "Engine: drafts beside a plain loop", rows)


if __name__ == "__main__":
    main()
