"""The ETA starts from expectation and ends at what was measured."""

from __future__ import annotations

from readreel.pipeline.forecast import Forecast
from readreel.pipeline.plan import STEPS


def test_nothing_is_promised_before_the_length_is_known() -> None:
    forecast = Forecast(STEPS)
    forecast.start("probe", 0.0)
    assert forecast.at("probe", 0.5, 1.0)[1] is None


def test_the_eta_falls_to_zero_and_the_share_rises_to_one() -> None:
    forecast = Forecast(STEPS)
    forecast.length = 1000.0
    now = 0.0
    shares, etas = [], []
    for step in STEPS:
        forecast.start(step.name, now)
        took = step.cost * 1000.0
        for quarter in (0.25, 0.5, 0.75, 1.0):
            share, eta = forecast.at(step.name, quarter, now + took * quarter)
            assert eta is not None
            shares.append(share)
            etas.append(eta)
        now += took
        forecast.finish(step.name, now)
    assert shares == sorted(shares)
    assert etas == sorted(etas, reverse=True)
    assert shares[-1] > 0.99
    assert etas[-1] < 0.01


def test_a_machine_half_as_fast_is_found_out_after_its_first_long_step() -> None:
    forecast = Forecast(STEPS)
    forecast.length = 1000.0
    forecast.skip("probe")
    forecast.start("transcribe", 0.0)
    forecast.finish("transcribe", 260.0)
    forecast.start("watch", 260.0)
    _, eta = forecast.at("watch", 0.0, 260.0)
    expected = 2 * 1000 * sum(s.cost for s in STEPS if s.name not in ("probe", "transcribe"))
    assert eta is not None
    assert abs(eta - expected) < 0.05 * expected


def test_steps_that_stand_cost_nothing() -> None:
    forecast = Forecast(STEPS)
    forecast.length = 1000.0
    for step in STEPS[:-1]:
        forecast.skip(step.name)
    forecast.start("compose", 0.0)
    _, eta = forecast.at("compose", 0.0, 0.0)
    assert eta is not None
    assert eta < 2.0
