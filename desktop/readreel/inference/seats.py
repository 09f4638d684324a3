"""Several drafts under way at once: who decodes what in each pass, and when a draft is over.

Drafts share passes because a row more in a pass costs less than a pass of its own. Every draft has a row
of its own in each pass; the rows that are left go to guesses at what comes next (`lookahead`). As one
draft ends the next one takes its seat.

What it guarantees: the passes, and so the drafts, depend on the orders and their sequence alone, as long
as no deadline is met. A draft may differ from the one written alone, because a row is summed up in another
order in a wider pass and two tokens may be almost equally likely: of twelve drafts on a CPU, one (0.5B)
and seven (1.5B) differed somewhere when eight were under way together; as many differ between this engine
alone and one that makes no guesses. With one seat a draft depends on its own order alone.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

import msgspec

from readreel.core.errors import EngineError
from readreel.inference.lookahead import Lookahead

ROWS = 16
"""Tokens judged in one pass, guesses included. Measured on a CPU with wide vectors: sixteen cost 6.5
(0.5B) to 8 (1.5B) times one, so 0.4 to 0.5 each; four or eight cost 0.7 each; more than sixteen gain
little."""

_GAP = 1
"""Passes between two drafts that enter, so that the first shows how well it is guessed."""

_LOOP_PERIOD = 96
_LOOP_TOKENS = 40
_LOOP_TURNS = 4
"""A tail that repeats a period of at most so many tokens so often, so many tokens in all, is a loop."""


class Order(msgspec.Struct, frozen=True):
    """A draft that is wanted: the tokens that lead to it, its most tokens, its time in seconds."""

    prompt: Sequence[int]
    most: int
    seconds: float


class Run(msgspec.Struct, frozen=True):
    """Tokens of one seat that are decoded in a pass, from ``position`` on."""

    seat: int
    position: int
    tokens: Sequence[int]


class Outcome(msgspec.Struct, frozen=True):
    """A draft that is over: ``finish`` is stop, length, deadline or failed (then with its error)."""

    order: int
    tokens: Sequence[int]
    finish: str
    error: EngineError | None = None


class Decoder(Protocol):
    """The model's memory as seats see it; positions are counted from the end of the shared opening."""

    @property
    def room(self) -> int:
        """Tokens that all seats together may hold."""
        ...

    def enter(self, seat: int, prompt: Sequence[int], until: float) -> int | None:
        """Put the opening and a prompt into a seat: the likeliest next token; None at the deadline."""
        ...

    def judge(self, runs: Sequence[Run]) -> list[list[int]]:
        """The likeliest token after each token of each run, in one pass."""
        ...

    def cut(self, seat: int, position: int) -> None:
        """Forget what a seat holds from ``position`` on."""
        ...

    def ends(self, token: int) -> bool:
        """Whether the token ends an answer."""
        ...


def seated(
    orders: Sequence[Order], decoder: Decoder, width: int, check: Callable[[], None]
) -> Iterator[Outcome]:
    """Every order's draft, as each is over; at most ``width`` are under way at once.

    ``check`` is called between passes and may raise. The time of a draft is counted from when it takes its
    seat, once for each that it may share it with.
    """
    waiting = deque(enumerate(orders))
    share = min(width, len(orders))
    seats: list[_Seat] = []
    rest = 0
    while waiting or seats:
        rest -= 1
        if waiting and rest < 0 and len(seats) < width and _fits(waiting[0][1], seats, decoder):
            check()
            rest = _GAP
            place = min(set(range(width)) - {seat.place for seat in seats})
            seats.append(_Seat(place, *waiting.popleft(), share))
            _together(seats, lambda: seats[-1].enter(decoder))
        check()
        _together(seats, lambda: _pass(seats, decoder))
        for seat in [seat for seat in seats if seat.finish]:
            seats.remove(seat)
            decoder.cut(seat.place, 0)
            yield Outcome(seat.number, tuple(seat.tokens), seat.finish, seat.error)


def shares(wanted: Sequence[int], room: int) -> list[int]:
    """The room divided evenly, nobody getting more than is wanted."""
    given = [0] * len(wanted)
    while room > 0 and given != list(wanted):
        for index, most in enumerate(wanted):
            if given[index] < most and room > 0:
                given[index] += 1
                room -= 1
    return given


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


class _Seat:
    """One draft under way."""

    def __init__(self, place: int, number: int, order: Order, share: int) -> None:
        self.place = place
        self.number = number
        self.order = order
        self.tokens: list[int] = []
        self.finish = ""
        self.error: EngineError | None = None
        self._until = time.monotonic() + order.seconds * share
        self._ahead = Lookahead(order.prompt)

    def enter(self, decoder: Decoder) -> None:
        """Read the prompt and take the first token."""
        first = decoder.enter(self.place, self.order.prompt, self._until)
        if first is None:
            self.finish = "deadline"
        else:
            self._take([first], decoder)

    def late(self) -> bool:
        """Whether the deadline has passed; then the draft is over."""
        if not self.finish and time.monotonic() > self._until:
            self.finish = "deadline"
        return bool(self.finish)

    def guess(self) -> list[int]:
        """What may come next, at most as much as may still be written."""
        return self._ahead.guess(self.tokens)[: self.order.most - len(self.tokens)]

    def run(self, guess: Sequence[int]) -> Run:
        """The last token and a guess at the next ones."""
        position = len(self.order.prompt) + len(self.tokens) - 1
        return Run(self.place, position, [self.tokens[-1], *guess])

    def learn(self, run: Run, likeliest: Sequence[int], decoder: Decoder) -> None:
        """Take over what was guessed rightly and the token after it; forget the rest."""
        guess = run.tokens[1:]
        right = 0
        while right < len(guess) and guess[right] == likeliest[right]:
            right += 1
        self._ahead.learn(right)
        if right < len(guess):
            decoder.cut(self.place, run.position + 1 + right)
        self._take(likeliest[: right + 1], decoder)

    def fail(self, error: EngineError) -> None:
        """The engine failed over this draft."""
        self.finish, self.error = "failed", error

    def _take(self, fresh: Sequence[int], decoder: Decoder) -> None:
        for token in fresh:
            if decoder.ends(token):
                self.finish = "stop"
                return
            self.tokens.append(token)
            if len(self.tokens) >= self.order.most or looping(self.tokens):
                self.finish = "length"
                return


def _fits(order: Order, seats: Sequence[_Seat], decoder: Decoder) -> bool:
    """Whether there is a row that no guess wants, and room beside what the others may still fill.

    Alone one always fits.
    """
    held = sum(_size(seat.order) for seat in seats)
    rows = sum(1 + len(seat.guess()) for seat in seats)
    return not seats or (rows < ROWS and held + _size(order) <= decoder.room)


def _size(order: Order) -> int:
    return len(order.prompt) + order.most


def _together(seats: Sequence[_Seat], act: Callable[[], None]) -> None:
    """Do something; where the engine fails its memory is lost, and with it every draft under way."""
    try:
        act()
    except EngineError as error:
        for seat in seats:
            seat.fail(error)


def _pass(seats: Sequence[_Seat], decoder: Decoder) -> None:
    """One step of every draft that goes on."""
    going = [seat for seat in seats if not seat.late()]
    if not going:
        return
    guesses = [seat.guess() for seat in going]
    given = shares([len(guess) for guess in guesses], ROWS - len(going))
    runs = [seat.run(guess[:rows]) for seat, guess, rows in zip(going, guesses, given, strict=True)]
    for seat, run, likeliest in zip(going, runs, decoder.judge(runs), strict=True):
        seat.learn(run, likeliest, decoder)
