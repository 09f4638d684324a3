"""No test fails because a machine is slow: hypothesis counts no milliseconds."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
