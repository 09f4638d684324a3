"""Drafts under way together: who enters, what is shared, how each ends."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readreel.core.errors import Cancelled, EngineError
from readreel.inference.seats import ROWS, Order, Outcome, Run, looping, seated, shares

END = 0
SEATS = 8


def following(held: Sequence[int]) -> int:
    """The model of these tests: most of the time it repeats its prompt, now and then it does not."""
    seed = sum(held) + 7 * len(held)
    return held[-1] + 1 if seed % 5 else seed % 23


class Told:
    """A decoder that holds every seat's tokens and fails where one is out of its place."""

    def __init__(self, room: int = 10_000, fails: int = -1) -> None:
        self.room = room
        self.fails = fails
        self.held: dict[int, list[int]] = {}
        self.passes: list[int] = []
        self.most = 0
        self.filled = 0

    def enter(self, seat: int, prompt: Sequence[int], until: float) -> int | None:
        assert seat not in self.held
        self.held[seat] = list(prompt)
        self._note()
        return following(prompt)

    def judge(self, runs: Sequence[Run]) -> list[list[int]]:
        self.passes.append(sum(len(run.tokens) for run in runs))
        if len(self.passes) == self.fails:
            self.held.clear()
            raise EngineError("engine.decode", status=1)
        found = []
        for run in runs:
            held = self.held[run.seat]
            assert run.position == len(held)
            found.append([])
            for token in run.tokens:
                held.append(token)
                found[-1].append(following(held))
        self._note()
        return found

    def cut(self, seat: int, position: int) -> None:
        if position:
            del self.held[seat][position:]
        else:
            self.held.pop(seat, None)

    def ends(self, token: int) -> bool:
        return token == END

    def _note(self) -> None:
        self.filled = max(self.filled, len(self.held))
        self.most = max(self.most, sum(len(held) for held in self.held.values()))


def alone(order: Order) -> list[int]:
    """What the model writes one token after another."""
    held = list(order.prompt)
    written: list[int] = []
    while len(written) < order.most and not looping(written):
        token = following(held)
        if token == END:
            break
        written.append(token)
        held.append(token)
    return written


def run(
    orders: Sequence[Order], decoder: Told | None = None, seats: int = SEATS
) -> dict[int, Outcome]:
    return {o.order: o for o in seated(orders, decoder or Told(), seats, lambda: None)}


def order(number: int, most: int = 40) -> Order:
    return Order([number * 3 + i for i in range(1, 12)], most, 600)


ORDERS = st.lists(
    st.builds(
        Order,
        st.lists(st.integers(1, 30), min_size=1, max_size=40),
        st.integers(1, 60),
        st.just(600.0),
    ),
    max_size=20,
)


@given(ORDERS, st.integers(1, SEATS))
def test_together_each_draft_is_what_the_model_writes_alone(
    orders: list[Order], seats: int
) -> None:
    decoder = Told()
    found = run(orders, decoder, seats)
    assert [list(found[n].tokens) for n in range(len(orders))] == [alone(o) for o in orders]
    assert max(decoder.passes, default=0) <= ROWS
    assert decoder.filled <= seats
    assert not decoder.held


@given(ORDERS, st.integers(100, 400))
def test_the_seats_never_hold_more_than_there_is_room(orders: list[Order], room: int) -> None:
    decoder = Told(room)
    assert len(run(orders, decoder)) == len(orders)
    assert decoder.most <= room


def test_a_draft_takes_the_seat_of_one_that_ended() -> None:
    decoder = Told()
    orders = [order(0, 2), *(order(n, 300) for n in range(1, SEATS + 1))]
    ended = [outcome.order for outcome in seated(orders, decoder, SEATS, lambda: None)]
    assert ended[0] == 0
    assert len(decoder.passes) < 300 + 20


def test_eight_drafts_take_far_fewer_passes_than_one_after_another() -> None:
    together, apart = Told(), Told()
    run([order(n) for n in range(8)], together)
    for n in range(8):
        run([order(n)], apart)
    assert len(together.passes) * 3 < len(apart.passes)


def test_a_failure_costs_the_drafts_under_way_only() -> None:
    orders = [order(n, 300) for n in range(SEATS + 2)]
    found = run(orders, Told(fails=6))
    failed = {n for n, outcome in found.items() if outcome.finish == "failed"}
    assert failed == {0, 1, 2}
    assert all(found[n].error is not None for n in failed)
    assert all(list(found[n].tokens) == alone(orders[n]) for n in range(3, len(orders)))


def test_drafts_that_are_guessed_well_sit_with_few_others() -> None:
    class Copying(Told):
        def enter(self, seat: int, prompt: Sequence[int], until: float) -> int | None:
            super().enter(seat, prompt, until)
            return prompt[0]

        def judge(self, runs: Sequence[Run]) -> list[list[int]]:
            super().judge(runs)
            return [[token + 1 for token in run.tokens] for run in runs]

    copied = [Order([100 * n + i for i in range(90)], 80, 600) for n in range(12)]
    written = [Order([100 * n + 7 * i * i for i in range(90)], 80, 600) for n in range(12)]
    few, many = Copying(), Copying()
    run(copied, few)
    run(written, many)
    assert few.filled < many.filled == SEATS


def test_a_draft_that_is_late_does_not_take_the_others_with_it() -> None:
    late = Order([5, 6, 7], 40, -1.0)
    found = run([late, order(1)])
    assert found[0].finish == "deadline"
    assert list(found[1].tokens) == alone(order(1))


def test_it_can_be_stopped_between_two_passes() -> None:
    decoder = Told()

    def check() -> None:
        if len(decoder.passes) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        list(seated([order(n, 400) for n in range(3)], decoder, SEATS, check))
    assert len(decoder.passes) == 3


@given(st.lists(st.integers(0, 20), max_size=10), st.integers(0, 40))
def test_rows_are_shared_evenly_and_none_is_wasted(wanted: list[int], room: int) -> None:
    given_out = shares(wanted, room)
    assert all(got <= want for got, want in zip(given_out, wanted, strict=True))
    assert sum(given_out) == min(room, sum(wanted))
    short = [got for got, want in zip(given_out, wanted, strict=True) if got < want]
    assert not short or max(given_out) - min(short) <= 1


@given(st.lists(st.integers(0, 5), min_size=1, max_size=20), st.lists(st.integers(0, 99)))
def test_a_long_repetition_is_a_loop_whatever_came_before(
    period: list[int], before: list[int]
) -> None:
    assert looping(before + period * 40)


@given(st.permutations(range(200)))
def test_text_that_does_not_repeat_is_no_loop(tokens: list[int]) -> None:
    assert not looping(tokens)
    assert not looping(tokens[:20] * 2 + tokens[50:])
