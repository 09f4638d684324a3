"""A library of the engines that would report to its maker is kept from it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ENGINE = (
    "import numpy as np; from readreel.inference.whisper import WhisperListener;"
    "WhisperListener(None, device='cpu').speech(np.zeros(32000, dtype=np.float32))"
)


def test_listening_keeps_no_device_id_and_no_reports_to_be_sent(tmp_path: Path) -> None:
    # Where tests are known to run, the library is quiet by itself.
    hidden = ("CI", "GITHUB_ACTIONS", "XDG_CACHE_HOME", "ORT_DISABLE_TELEMETRY")
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    home = {name: str(tmp_path) for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA")}
    done = subprocess.run([sys.executable, "-c", ENGINE], env=kept | home, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == []
