"""The writer: conversations in, drafts out, on llama.cpp's low-level interface.

What it guarantees: a result depends on the arguments alone. Every call starts from exactly the same
memory (`memory`), and the likeliest token is taken at each step; drafts that are written together may
depend on each other (`seats`). So a run that was killed and resumed writes the same bytes as one that was
not. The wall-clock deadline is the one exception; a draft that met it says so in ``finish``.
"""

from __future__ import annotations

import ctypes
import os
import platform
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from readreel.core.chat import Template
from readreel.core.engines import Draft, Request, Turn, Writer
from readreel.core.errors import EngineError, ModelError
from readreel.inference.chat import Piece, answer, spelled, template
from readreel.inference.memory import Memory
from readreel.inference.native import Devices, devices, library, load
from readreel.inference.seats import Order, Outcome, seated
from readreel.inference.tuning import TOGETHER, tuned


def open_writer(
    path: Path,
    *,
    context_tokens: int,
    threads: int,
    gpu_layers: int = 0,
    template: str = "chatml",
    seats: int | None = None,
) -> LlamaWriter:
    """Load the model at ``path`` and give it a context of at most ``context_tokens``.

    ``seats`` drafts are under way at once; by default one on a processor, until `LlamaWriter.tune` finds
    that more pay, and several on a GPU, where a pass takes hardly longer for many than for one.

    Raises `ModelError`: ``model.missing``, ``model.broken`` (not a model, or one that this llama.cpp
    cannot read), ``model.template`` (its vocabulary lacks the template's control tokens); `EngineError`
    ``engine.memory`` where the context does not fit the memory.
    """
    seats = seats or (TOGETHER if gpu_layers else 1)
    return LlamaWriter(path, context_tokens, threads, gpu_layers, template, seats)


class LlamaWriter(Writer):
    """A model and what it has read. Implements `readreel.core.engines.Writer`."""

    def __init__(
        self,
        path: Path,
        context_tokens: int,
        threads: int,
        gpu_layers: int,
        name: str,
        seats: int = 1,
    ) -> None:
        self.width = seats
        self._tunable = gpu_layers == 0
        self._name = f"{path.name} {path.stat().st_size if path.is_file() else 0}"
        self._template: Template = template(name)
        self._lib = library()
        self._model = load(path, gpu_layers)
        self._vocab = self._lib.llama_model_get_vocab(self._model)
        try:
            self._check_template(path)
            trained = int(self._lib.llama_model_n_ctx_train(self._model))
            self.context_tokens = min(context_tokens, trained)
            self._memory = Memory(self._model, self.context_tokens, threads, gpu_layers)
        except (ModelError, EngineError):
            self._lib.llama_model_free(self._model)
            raise
        self._stop = [*self._tokens(self._template.stop, control=True), -1][0]

    def count(self, text: str) -> int:
        """Tokens of the text, control tokens read as plain characters."""
        return len(self._tokens(text, control=False))

    def write(
        self, shared: Sequence[Turn], turns: Sequence[Turn], *, max_tokens: int, deadline: float
    ) -> Draft:
        """The assistant's next turn. A draft that falls into a loop ends with finish ``length``."""
        request = Request(tuple(turns), max_tokens, deadline)
        for outcome in self._outcomes(shared, [request], lambda: None):
            if outcome.error is not None:
                raise outcome.error
            return self._draft(outcome)
        raise AssertionError("a request has an outcome")

    def write_each(
        self, shared: Sequence[Turn], requests: Sequence[Request], check: Callable[[], None]
    ) -> Iterator[tuple[int, Draft]]:
        """The assistant's next turn for each request, several at a time, as they are done."""
        for outcome in self._outcomes(shared, requests, check):
            yield outcome.order, self._draft(outcome)

    def tune(self, file: Path, threads: Sequence[int]) -> None:
        """Use as many threads and drafts at once as are best here, as measured before and kept in ``file``.

        ``threads`` are numbers to choose among, the usual one first. A writer on a GPU stays as it is.
        """
        if self._tunable:
            machine = f"{platform.machine()} {os.cpu_count()} {self._lib.__version__}"
            key = f"{self._name} {machine} {sorted(threads)}"
            chosen = tuned(file, key, threads, self._memory.seconds)
            self._memory.use(chosen.threads)
            self.width = chosen.seats

    def close(self) -> None:
        """Free the model; the writer is of no use afterwards."""
        if self._model is not None:
            self._memory.close()
            self._lib.llama_model_free(self._model)
            self._model = None

    def _outcomes(
        self, shared: Sequence[Turn], requests: Sequence[Request], check: Callable[[], None]
    ) -> Iterator[Outcome]:
        opening: tuple[int, ...] = ()
        orders = []
        for request in requests:
            known, new = spelled(self._template, shared, request.turns)
            opening, prompt = tuple(self._spell(known)), self._spell(new)
            needed = len(opening) + len(prompt) + request.max_tokens
            if needed > self.context_tokens:
                raise EngineError("engine.context", needed=needed, available=self.context_tokens)
            thoughts = min(self._template.thought_tokens, self.context_tokens - needed)
            orders.append(Order(prompt, request.max_tokens + thoughts, request.deadline))
        self._memory.turn_to(opening, self._stop)
        yield from seated(orders, self._memory, self.width, check)

    def _check_template(self, path: Path) -> None:
        for text in self._template.control_tokens():
            if len(self._tokens(text, control=True)) != 1:
                raise ModelError("model.template", name=path.name)

    def _tokens(self, text: str, *, control: bool) -> list[int]:
        raw = text.encode("utf-8", "replace")
        room = len(raw) + 8
        buffer = (self._lib.llama_token * room)()
        count = self._lib.llama_tokenize(self._vocab, raw, len(raw), buffer, room, False, control)
        if count < 0:
            raise EngineError("engine.tokens", needed=-count)
        return list(buffer[:count])

    def _spell(self, pieces: Sequence[Piece]) -> list[int]:
        tokens: list[int] = []
        for piece in pieces:
            tokens.extend(self._tokens(piece.text, control=piece.control))
        return tokens

    def _text(self, tokens: Sequence[int]) -> str:
        buffer = ctypes.create_string_buffer(256)
        raw = b""
        for token in tokens:
            size = self._lib.llama_token_to_piece(self._vocab, token, buffer, 256, 0, True)
            raw += buffer.raw[: max(size, 0)]
        return raw.decode("utf-8", "ignore").strip()

    def _draft(self, outcome: Outcome) -> Draft:
        text = answer(self._template, self._text(outcome.tokens))
        finish = outcome.error.code.partition(".")[2] if outcome.error else outcome.finish
        return Draft(text=text, finish=finish, tokens=len(outcome.tokens))


__all__ = ["Devices", "LlamaWriter", "devices", "open_writer"]
