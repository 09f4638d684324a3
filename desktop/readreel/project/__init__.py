"""A project: the plain folder that holds everything made from one recording.

Artifacts on disk are the truth. Each step reads artifacts and writes one, whole or not at all.
"""
