"""The window. It starts the headless program in children and reads artifacts and events.

Nothing here imports a native engine, and nothing it starts can take it down.
"""
