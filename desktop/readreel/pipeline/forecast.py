"""How long the rest will take: the plan's expected costs, corrected by what this run measured."""

from __future__ import annotations

from collections.abc import Sequence

from readreel.pipeline.plan import Step

_STEADY = 0.1


class Forecast:
    """``length`` is the seconds of recording to be worked on, 0 until they are known."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self.length = 0.0
        self._costs = {step.name: step.cost for step in steps}
        self._left = [step.name for step in steps]
        self._begun = 0.0
        self._spent = 0.0
        self._expected_spent = 0.0

    def skip(self, step: str) -> None:
        """The step's result stands: it costs nothing."""
        self._left.remove(step)  # type: ignore[arg-type]

    def start(self, step: str, now: float) -> None:
        """The step begins at ``now`` (a monotonic clock, seconds)."""
        self._begun = now

    def finish(self, step: str, now: float) -> None:
        """The step is done: what it took against what was expected is this machine's speed."""
        self._spent += now - self._begun
        self._expected_spent += self._cost(step)
        self._left.remove(step)  # type: ignore[arg-type]

    def at(self, step: str, fraction: float, now: float) -> tuple[float, float | None]:
        """The share done of the whole run (0…1) and the seconds left, None while nothing is known."""
        if self.length <= 0:
            return 0.0, None
        fraction = min(1.0, max(0.0, fraction))
        elapsed = now - self._begun
        pace = self._spent / self._expected_spent if self._expected_spent > 1 else 1.0
        expected = self._cost(step) * pace
        # The step's own pace is believed more the further it is; at its start the expectation rules.
        measured = elapsed / fraction if fraction > 0 else expected
        trust = min(1.0, fraction / _STEADY)
        total = trust * measured + (1 - trust) * max(expected, elapsed)
        rest = max(0.0, total - elapsed)
        rest += sum(self._cost(other) * pace for other in self._left if other != step)
        past = self._spent + elapsed
        return (past / (past + rest) if past + rest > 0 else 1.0), rest

    def _cost(self, step: str) -> float:
        return self._costs[step] * self.length  # type: ignore[index]
