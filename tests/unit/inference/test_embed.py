"""The embedding comes from the installed package's files alone, and knows likeness."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from readreel.core.errors import ModelError
from readreel.inference import embed


@pytest.fixture(scope="module")
def embedder() -> embed.Embedder:
    return embed.open_embedder()


def test_vectors_have_length_one_and_an_empty_text_has_none(embedder: embed.Embedder) -> None:
    vectors = embedder.embed(["a cat sleeps on the sofa", "", "😀 ünïcode <s>"])
    norms = np.linalg.norm(vectors, axis=1)
    assert vectors.dtype == np.float32
    assert norms[0] == pytest.approx(1, abs=1e-5)
    assert norms[1] == 0
    assert norms[2] == pytest.approx(1, abs=1e-5)


def test_like_sentences_are_nearer_than_unlike_ones(embedder: embed.Embedder) -> None:
    cat, kitten, bank = embedder.embed(
        [
            "the cat slept on the sofa",
            "a kitten napped on a couch",
            "the bank raised interest rates",
        ]
    )
    assert cat @ kitten > cat @ bank + 0.2


def test_a_sentence_has_the_same_vector_in_any_company(embedder: embed.Embedder) -> None:
    texts = ["one sentence", "another, much longer sentence with many more words in it", "third"]
    together = embedder.embed(texts)
    alone = np.vstack([embedder.embed([text]) for text in texts])
    assert (together == alone).all()


def test_no_texts_give_an_empty_table(embedder: embed.Embedder) -> None:
    assert embedder.embed([]).shape == (0, 256)


def test_opening_makes_no_socket_and_imports_no_http_client() -> None:
    script = (
        "import socket, sys\n"
        "def refuse(*a, **k): raise AssertionError('a socket was opened')\n"
        "socket.socket = refuse\n"
        "from readreel.inference.embed import open_embedder\n"
        "open_embedder().embed(['hello world'])\n"
        "loaded = {'requests', 'urllib3', 'httpx', 'wordllama', 'huggingface_hub'} & set(sys.modules)\n"
        "assert not loaded, loaded\n"
    )
    assert socket.socket  # the parent keeps its own
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_missing_file_is_refused_and_not_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embed, "_folder", lambda: tmp_path)
    with pytest.raises(ModelError) as refused:
        embed.open_embedder()
    assert refused.value.code == "model.missing"
