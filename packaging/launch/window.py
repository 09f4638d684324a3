"""The window of an installed Readreel; arguments are files to open."""

import sys

from readreel.gui.app import main

sys.exit(main())
