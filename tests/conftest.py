"""Property tests are repeatable and patient; the whole gauntlet looks further, at random.

No test fails because a machine is slow, and none that passed fails the next time with other examples.
"""

from __future__ import annotations

import os

from hypothesis import settings

whole = os.environ.get("READREEL_GAUNTLET") == "whole"
settings.register_profile("repeatable", deadline=None, derandomize=not whole)
settings.load_profile("repeatable")
