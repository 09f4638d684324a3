"""What a model has read: the opening that conversations share, decoded once, and a seat for each draft.

The opening is kept in a sequence of its own and lent to the seats, which costs no room and no time. Every
prompt is decoded alone, in fixed batches from the end of the opening on, so that its first token depends
on nothing else.
"""

from __future__ import annotations

import ctypes
import math
import time
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

import numpy as np

from readreel.core.errors import EngineError
from readreel.inference.native import complaint, library
from readreel.inference.seats import Run
from readreel.inference.tuning import TOGETHER

_BATCH = 256
"""Tokens of a prompt decoded at once; at most this many pass between two looks at the clock."""

_OPENINGS_KEPT = 4
"""Shared openings whose decoded state is kept in memory (about 30 kB a token for a 1.5B model)."""

_MORE = 256
"""Tokens that each seat beyond the first adds to what all may hold together."""

_OPENING, _PASSES = 64, 5
"""Tokens of a measured conversation on either side of the end of its opening; passes that are measured."""


class Memory:
    """A context of llama.cpp. Implements `readreel.inference.seats.Decoder` for one opening at a time."""

    def __init__(self, model: Any, tokens: int, threads: int, gpu_layers: int) -> None:
        self._lib = library()
        self._context = self._open(model, tokens + _MORE * (TOGETHER - 1), threads, gpu_layers)
        self._cells = self._lib.llama_get_memory(self._context)
        self._vocab = self._lib.llama_model_get_vocab(model)
        self._vocab_size: int = self._lib.llama_vocab_n_tokens(self._vocab)
        self._batch = self._lib.llama_batch_init(_BATCH, 0, 1)
        self._opening: tuple[int, ...] = ()
        self._held: tuple[int, ...] | None = None
        self._openings: OrderedDict[tuple[int, ...], Any] = OrderedDict()
        self._stop = -1

    @property
    def room(self) -> int:
        """Tokens that all seats together may hold beside the opening."""
        return int(self._lib.llama_n_ctx(self._context)) - len(self._opening)

    def turn_to(self, opening: Sequence[int], stop: int) -> None:
        """The opening of the conversations that follow, and the token that ends an answer in them."""
        for seat in range(TOGETHER):
            self.cut(seat, 0)
        self._opening, self._stop = tuple(opening), stop

    def use(self, threads: int) -> None:
        """Work with so many threads from now on."""
        self._lib.llama_set_n_threads(self._context, threads, threads)

    def seconds(self, threads: int, seats: int) -> float:
        """What a pass takes that adds a token to each of so many seats: the least of five."""
        self.use(threads)
        self.turn_to(range(_OPENING), -1)
        for seat in range(seats):
            self.enter(seat, range(seat, seat + _OPENING), math.inf)
        taken = []
        for number in range(_PASSES):
            start = time.perf_counter()
            self.judge([Run(seat, _OPENING + number, [seat]) for seat in range(seats)])
            taken.append(time.perf_counter() - start)
        self._openings.clear()
        self._forget()
        return min(taken)

    def close(self) -> None:
        """Free the memory; it is of no use afterwards."""
        self._lib.llama_batch_free(self._batch)
        self._lib.llama_free(self._context)

    # --- as seats see it -----------------------------------------------------------------------

    def enter(self, seat: int, prompt: Sequence[int], until: float) -> int | None:
        """The likeliest token after the opening and this prompt; None if the deadline passes."""
        if self._held != self._opening and not self._restore(until):
            return None
        self._lib.llama_memory_seq_cp(self._cells, 0, seat + 1, -1, -1)
        if not self._read(seat + 1, prompt, len(self._opening), until):
            return None
        return self._likeliest(-1)

    def judge(self, runs: Sequence[Run]) -> list[list[int]]:
        """The likeliest token after each token of each run, in one pass."""
        start = len(self._opening)
        rows = [
            (token, start + run.position + index, run.seat + 1)
            for run in runs
            for index, token in enumerate(run.tokens)
        ]
        self._decode(rows, every=True)
        found = iter(range(len(rows)))
        return [[self._likeliest(next(found)) for _ in run.tokens] for run in runs]

    def cut(self, seat: int, position: int) -> None:
        """Forget what a seat holds from ``position`` on; at 0 the opening too."""
        start = len(self._opening) + position if position else 0
        self._lib.llama_memory_seq_rm(self._cells, seat + 1, start, -1)

    def ends(self, token: int) -> bool:
        """Whether the token ends an answer."""
        return token == self._stop or bool(self._lib.llama_vocab_is_eog(self._vocab, token))

    # --- within --------------------------------------------------------------------------------

    def _open(self, model: Any, tokens: int, threads: int, gpu_layers: int) -> Any:
        parameters = self._lib.llama_context_default_params()
        parameters.n_ctx = tokens
        parameters.n_batch = parameters.n_ubatch = _BATCH
        parameters.n_seq_max = TOGETHER + 1
        parameters.kv_unified = True
        parameters.n_threads = parameters.n_threads_batch = threads
        if gpu_layers == 0:  # its split over threads would make the result depend on their number
            parameters.flash_attn_type = self._lib.LLAMA_FLASH_ATTN_TYPE_DISABLED
        context = self._lib.llama_init_from_model(model, parameters)
        if not context:
            raise EngineError("engine.memory", reason=complaint())
        return context

    def _restore(self, until: float) -> bool:
        """Bring the memory to the opening and nothing else; False at the deadline."""
        self._forget()
        state = self._openings.get(self._opening)
        if state is not None:
            self._openings.move_to_end(self._opening)
            if self._lib.llama_state_seq_set_data(self._context, state, len(state), 0):
                self._held = self._opening
                return True
            self._forget()
        if not self._read(0, self._opening, 0, until):
            return False
        self._held = self._opening
        self._keep()
        return True

    def _forget(self) -> None:
        self._lib.llama_memory_clear(self._cells, True)
        self._held = None

    def _keep(self) -> None:
        size = self._lib.llama_state_seq_get_size(self._context, 0)
        state = (ctypes.c_uint8 * size)()
        if self._lib.llama_state_seq_get_data(self._context, state, size, 0) == size:
            self._openings[self._opening] = state
            while len(self._openings) > _OPENINGS_KEPT:
                self._openings.popitem(last=False)

    def _read(self, sequence: int, tokens: Sequence[int], position: int, until: float) -> bool:
        """Decode tokens from ``position`` on in fixed batches; False if the deadline passes."""
        for start in range(0, len(tokens), _BATCH):
            if time.monotonic() > until:
                return False
            part = tokens[start : start + _BATCH]
            self._decode([(t, position + start + i, sequence) for i, t in enumerate(part)])
        return True

    def _decode(self, rows: Sequence[tuple[int, int, int]], *, every: bool = False) -> None:
        """Decode (token, position, sequence); the last one's logits are kept, or those of each."""
        batch = self._batch
        batch.n_tokens = len(rows)
        for index, (token, position, sequence) in enumerate(rows):
            batch.token[index] = token
            batch.pos[index] = position
            batch.n_seq_id[index] = 1
            batch.seq_id[index][0] = sequence
            batch.logits[index] = every or index == len(rows) - 1
        status = self._lib.llama_decode(self._context, batch)
        if status != 0:
            self._forget()
            raise EngineError("engine.decode", status=status, reason=complaint())

    def _likeliest(self, index: int) -> int:
        """The likeliest token after the one at ``index`` of the last batch."""
        logits = self._lib.llama_get_logits_ith(self._context, index)
        return int(np.argmax(np.ctypeslib.as_array(logits, shape=(self._vocab_size,))))
