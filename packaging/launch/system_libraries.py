"""Runs first in an installed program on Linux: what it starts finds the system's libraries again.

The starter puts the build's own folder on the search path of libraries. It has done its work by then: the
loader has read it. A browser or file manager that inherited it would load our libraries and fall over.
A child that is this program again would take itself for a part of it and not set the path: it is told
to start afresh.
"""

import os
import sys

if sys.platform == "linux":
    _before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if _before:
        os.environ["LD_LIBRARY_PATH"] = _before
    os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
