"""The engines: each module wraps one library, and nobody else knows its flags, versions or failures.

ONNX Runtime (1.32) by default keeps a device id in the user's cache and sends to its maker what it runs,
from native code that Python cannot hold back. That is turned off here, before anything could load it.
"""

from __future__ import annotations

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"
