"""The writer, on llama.cpp's low-level interface; the only importer of llama_cpp.

What it guarantees: a result depends on the arguments alone. Every call starts from exactly the same
memory (the shared opening, decoded in fixed batches from position 0, restored as it was), the rest of
the prompt is decoded in fixed batches, and the likeliest token is taken at each step. So a run that was
killed and resumed writes the same bytes as one that was not. The wall-clock deadline is the one
exception; a draft that met it says so in ``finish``.

Whoever opens a model has checked its size and hash before: native code aborts on some broken files.
"""

from __future__ import annotations

import ctypes
import os
import time
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from readreel.core.engines import Draft, Turn, Writer
from readreel.core.errors import EngineError, ModelError
from readreel.inference.chat import Piece, Template, template
from readreel.inference.lookahead import Lookahead

_BATCH = 256
"""Tokens decoded at once; at most this many pass between two looks at the clock."""

_OPENINGS_KEPT = 4
"""Shared openings whose decoded state is kept in memory (about 30 kB a token for a 1.5B model)."""

_LOOP_PERIOD = 96
_LOOP_TOKENS = 40
_LOOP_TURNS = 4
"""A tail that repeats a period of at most so many tokens so often, so many tokens in all, is a loop."""

_MAGIC = b"GGUF"


class Devices(msgspec.Struct, frozen=True):
    """What this build of llama.cpp can use."""

    version: str
    gpu_offload: bool
    features: str


def devices() -> Devices:
    """What this build of llama.cpp can use; loads the library, not a model."""
    lib = _library()
    return Devices(
        version=str(lib.__version__),
        gpu_offload=bool(lib.llama_supports_gpu_offload()),
        features=lib.llama_print_system_info().decode("utf-8", "replace"),
    )


def open_writer(
    path: Path,
    *,
    context_tokens: int,
    threads: int,
    gpu_layers: int = 0,
    template: str = "chatml",
) -> Writer:
    """Load the model at ``path`` and give it a context of at most ``context_tokens``.

    Raises `ModelError`: ``model.missing``, ``model.broken`` (not a model, or one that this llama.cpp
    cannot read), ``model.template`` (its vocabulary lacks the template's control tokens); `EngineError`
    ``engine.memory`` where the context does not fit the memory.
    """
    return LlamaWriter(path, context_tokens, threads, gpu_layers, template)


def looping(tokens: Sequence[int]) -> bool:
    """Whether the tail repeats itself: a period of up to 96 tokens, 4 times and 40 tokens or more."""
    for period in range(1, min(_LOOP_PERIOD, len(tokens) // _LOOP_TURNS) + 1):
        length = max(_LOOP_TOKENS, period * _LOOP_TURNS)
        if length <= len(tokens) and _periodic(tokens, period, length):
            return True
    return False


def _periodic(tokens: Sequence[int], period: int, length: int) -> bool:
    end = len(tokens)
    return all(
        tokens[i] == tokens[i - period] for i in range(end - 1, end - length + period - 1, -1)
    )


class _Log:
    """Keeps what llama.cpp complains of, for error messages, instead of printing it."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def __call__(self, level: int, text: bytes, _data: object) -> None:
        if level in (2, 3):
            self.lines = [*self.lines[-7:], text.decode("utf-8", "replace").strip()]

    def last(self) -> str:
        """The latest complaint, or nothing."""
        return self.lines[-1] if self.lines else ""


_log = _Log()
_keep_alive: list[Any] = []


def _library() -> Any:
    """llama_cpp, loaded with quiet barriers and a quiet log.

    Its OpenMP threads spin while they wait for each other: beside one other busy process two of them
    fall from 18 to 3 tokens a second. The variables are read once, when the library is loaded.
    """
    os.environ.setdefault("GOMP_SPINCOUNT", "0")
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    import llama_cpp

    if not _keep_alive:
        callback = llama_cpp.llama_log_callback(_log)
        _keep_alive.append(callback)
        llama_cpp.llama_log_set(callback, ctypes.c_void_p(0))
        llama_cpp.llama_backend_init()
    return llama_cpp


class LlamaWriter:
    """A model with one context and one sequence. Implements `readreel.core.engines.Writer`."""

    def __init__(
        self, path: Path, context_tokens: int, threads: int, gpu_layers: int, name: str
    ) -> None:
        self._template: Template = template(name)
        self._lib = _library()
        self._model = self._load(path, gpu_layers)
        self._vocab = self._lib.llama_model_get_vocab(self._model)
        self._vocab_size: int = self._lib.llama_vocab_n_tokens(self._vocab)
        self._check_template(path)
        trained = int(self._lib.llama_model_n_ctx_train(self._model))
        self._context = self._open_context(min(context_tokens, trained), threads, gpu_layers)
        self.context_tokens = int(self._lib.llama_n_ctx(self._context))
        self._memory = self._lib.llama_get_memory(self._context)
        self._openings: OrderedDict[tuple[int, ...], Any] = OrderedDict()
        self._decoded: tuple[int, ...] = ()
        self._batch = self._lib.llama_batch_init(_BATCH, 0, 1)

    # --- the face ----------------------------------------------------------------------------

    def count(self, text: str) -> int:
        """Tokens of the text, control tokens read as plain characters."""
        return len(self._tokens(text, control=False))

    def write(
        self, shared: Sequence[Turn], turns: Sequence[Turn], *, max_tokens: int, deadline: float
    ) -> Draft:
        """The assistant's next turn. A draft that falls into a loop ends with finish ``length``."""
        until = time.monotonic() + deadline
        opening = tuple(self._spell(self._template.opened(shared)))
        rest = self._spell([*self._template.opened(turns), self._template.answer()])
        needed = len(opening) + len(rest) + max_tokens
        if needed > self.context_tokens:
            raise EngineError("engine.context", needed=needed, available=self.context_tokens)
        if not self._restore(opening, until) or not self._decode(rest, len(opening), until):
            return Draft(text="", finish="deadline", tokens=0)
        return self._generate(rest, len(opening) + len(rest), max_tokens, until)

    def close(self) -> None:
        """Free the model; the writer is of no use afterwards."""
        if self._model is not None:
            self._lib.llama_batch_free(self._batch)
            self._lib.llama_free(self._context)
            self._lib.llama_model_free(self._model)
            self._model = None

    # --- loading -----------------------------------------------------------------------------

    def _load(self, path: Path, gpu_layers: int) -> Any:
        if not path.is_file():
            raise ModelError("model.missing", path=path, command="readreel models verify")
        with path.open("rb") as file:
            if file.read(len(_MAGIC)) != _MAGIC:
                raise ModelError("model.broken", path=path, reason="not a GGUF file")
        parameters = self._lib.llama_model_default_params()
        parameters.n_gpu_layers = gpu_layers
        # Weights are repacked for the processor: mapped pages beside that copy would double the memory.
        if gpu_layers == 0:
            parameters.load_mode = self._lib.LLAMA_LOAD_MODE_NONE
        model = self._lib.llama_model_load_from_file(os.fsencode(path), parameters)
        if not model:
            raise ModelError("model.broken", path=path, reason=_log.last())
        return model

    def _check_template(self, path: Path) -> None:
        for text in self._template.control_tokens():
            if len(self._tokens(text, control=True)) != 1:
                self._lib.llama_model_free(self._model)
                raise ModelError("model.template", name=path.name)

    def _open_context(self, tokens: int, threads: int, gpu_layers: int) -> Any:
        parameters = self._lib.llama_context_default_params()
        parameters.n_ctx = tokens
        parameters.n_batch = parameters.n_ubatch = _BATCH
        parameters.n_seq_max = 1
        parameters.n_threads = parameters.n_threads_batch = threads
        if gpu_layers == 0:  # its split over threads would make the result depend on their number
            parameters.flash_attn_type = self._lib.LLAMA_FLASH_ATTN_TYPE_DISABLED
        context = self._lib.llama_init_from_model(self._model, parameters)
        if not context:
            self._lib.llama_model_free(self._model)
            raise EngineError("engine.memory", reason=_log.last())
        return context

    # --- text and tokens ---------------------------------------------------------------------

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
            size = self._lib.llama_token_to_piece(self._vocab, token, buffer, 256, 0, False)
            raw += buffer.raw[: max(size, 0)]
        return raw.decode("utf-8", "ignore").strip()

    # --- decoding ----------------------------------------------------------------------------

    def _restore(self, opening: tuple[int, ...], until: float) -> bool:
        """Bring the memory to the shared opening and nothing else; False at the deadline."""
        if opening and opening == self._decoded:
            return bool(self._lib.llama_memory_seq_rm(self._memory, 0, len(opening), -1))
        self._lib.llama_memory_clear(self._memory, True)
        self._decoded = ()
        state = self._openings.get(opening)
        if state is not None:
            self._openings.move_to_end(opening)
            if self._lib.llama_state_seq_set_data(self._context, state, len(state), 0):
                self._decoded = opening
                return True
            self._lib.llama_memory_clear(self._memory, True)
        if not self._decode(opening, 0, until):
            return False
        self._decoded = opening
        self._keep(opening)
        return True

    def _keep(self, opening: tuple[int, ...]) -> None:
        size = self._lib.llama_state_seq_get_size(self._context, 0)
        state = (ctypes.c_uint8 * size)()
        if self._lib.llama_state_seq_get_data(self._context, state, size, 0) == size:
            self._openings[opening] = state
            while len(self._openings) > _OPENINGS_KEPT:
                self._openings.popitem(last=False)

    def _decode(self, tokens: Sequence[int], position: int, until: float) -> bool:
        """Decode tokens from ``position`` on in fixed batches; False if the deadline passes."""
        for start in range(0, len(tokens), _BATCH):
            if time.monotonic() > until:
                return False
            self._step(tokens[start : start + _BATCH], position + start)
        return True

    def _step(self, tokens: Sequence[int], position: int, *, every: bool = False) -> None:
        """Decode one batch; the last token's logits are kept, or with ``every`` those of each."""
        batch = self._batch
        batch.n_tokens = len(tokens)
        for index, token in enumerate(tokens):
            batch.token[index] = token
            batch.pos[index] = position + index
            batch.n_seq_id[index] = 1
            batch.seq_id[index][0] = 0
            batch.logits[index] = every or index == len(tokens) - 1
        status = self._lib.llama_decode(self._context, batch)
        if status != 0:
            self._decoded = ()
            raise EngineError("engine.decode", status=status, reason=_log.last())

    def _likeliest(self, index: int = -1) -> int:
        """The likeliest token after the one at ``index`` of the last batch."""
        logits = self._lib.llama_get_logits_ith(self._context, index)
        return int(np.argmax(np.ctypeslib.as_array(logits, shape=(self._vocab_size,))))

    def _generate(
        self, source: Sequence[int], position: int, max_tokens: int, until: float
    ) -> Draft:
        """Write from ``position`` on. What is likely to be taken over from ``source`` is judged ahead."""
        lookahead = Lookahead(source)
        tokens: list[int] = []
        fresh = [self._likeliest()]
        while True:
            for token in fresh:
                if self._lib.llama_vocab_is_eog(self._vocab, token):
                    return self._draft(tokens, "stop")
                tokens.append(token)
                if len(tokens) >= max_tokens or looping(tokens):
                    return self._draft(tokens, "length")
            if time.monotonic() > until:
                return self._draft(tokens, "deadline")
            guess = lookahead.guess(tokens)[: max_tokens - len(tokens)]
            at = position + len(tokens) - 1
            self._step([tokens[-1], *guess], at, every=True)
            fresh = self._agreed(guess)
            lookahead.learn(len(guess), len(fresh) - 1)
            if len(fresh) <= len(guess):
                self._lib.llama_memory_seq_rm(self._memory, 0, at + len(fresh), -1)

    def _agreed(self, guess: Sequence[int]) -> list[int]:
        """The likeliest tokens after each guessed one, up to the first that was guessed wrongly."""
        found: list[int] = []
        for index in range(len(guess) + 1):
            found.append(self._likeliest(index))
            if index < len(guess) and found[-1] != guess[index]:
                break
        return found

    def _draft(self, tokens: Sequence[int], finish: str) -> Draft:
        return Draft(text=self._text(tokens), finish=finish, tokens=len(tokens))
