"""Sentence likeness by a static embedding: no network, no threads of its own, milliseconds a page.

The vectors are those of WordLlama (MIT), which ship inside its wheel. Only its two data files are read;
its code is never imported, because that brings an HTTP client and looks for a tokenizer on the internet
(the wheel of 0.4 keeps it in a folder its own loader does not search).

Method: the mean of the token vectors, scaled to length one (Miller et al., WordLlama, 2024).
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open
from tokenizers import Tokenizer

from readreel.core.engines import Embedder
from readreel.core.errors import ModelError

_WEIGHTS = Path("weights") / "l2_supercat_256.safetensors"
_TOKENIZER = Path("tokenizers") / "l2_supercat_tokenizer_config.json"
_TENSOR = "embedding.weight"


class StaticEmbedder:
    """Implements `readreel.core.engines.Embedder`."""

    def __init__(self, vectors: NDArray[np.float32], tokenizer: Tokenizer) -> None:
        self._vectors = vectors
        self._tokenizer = tokenizer

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (len(texts), dimensions); a text without tokens is the zero vector."""
        found = np.zeros((len(texts), self._vectors.shape[1]), dtype=np.float32)
        for row, text in enumerate(texts):
            ids = self._tokenizer.encode(text, add_special_tokens=False).ids
            known = [token for token in ids if token < len(self._vectors)]
            if known:
                mean = self._vectors[known].mean(axis=0)
                found[row] = mean / max(float(np.linalg.norm(mean)), 1e-9)
        return found


def open_embedder() -> Embedder:
    """Load the embedding from the installed package's files.

    Raises `ModelError` ``model.missing`` where they are not there; nothing is ever downloaded.
    """
    folder = _folder()
    tokenizer = Tokenizer.from_file(str(_present(folder / _TOKENIZER)))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    with safe_open(_present(folder / _WEIGHTS), framework="numpy", device="cpu") as file:
        vectors = np.ascontiguousarray(file.get_tensor(_TENSOR), dtype=np.float32)
    return StaticEmbedder(vectors, tokenizer)


def _folder() -> Path:
    found = importlib.util.find_spec("wordllama")
    # The package's place, not its origin: an installed program carries the files without the code.
    places = found.submodule_search_locations if found else None
    if not places:
        raise ModelError("model.missing", path="wordllama", command="make setup")
    return Path(next(iter(places)))


def _present(path: Path) -> Path:
    if not path.is_file():
        raise ModelError("model.missing", path=path.name, command="make setup")
    return path
