"""Probe: what is in the file, and which of its tracks are used."""

from readreel.steps.probe.probe import Inspect, Inspected, probe

__all__ = ["Inspect", "Inspected", "probe"]
