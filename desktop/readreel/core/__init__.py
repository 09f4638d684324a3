"""What every floor of the house may rely on: errors, time, paths, settings, hardware, engines' faces.

Nothing here imports native code, so that importing it is cheap and cannot fail.
"""
