"""Models: which there are, which are here, whether they are whole, and how to get them.

Nothing here opens a model with native code. A file whose size or SHA-256 is not the recorded one is
refused before an engine sees it. The network is used by `fetch.get` alone, which only the user's
explicit command calls.
"""
