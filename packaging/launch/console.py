"""The console program of an installed Readreel."""

import sys

from readreel.__main__ import main

sys.exit(main())
