"""Watch: settled, distinct stills of what was on the screen."""

from readreel.steps.watch.watch import watch

__all__ = ["watch"]
