"""Models from the Hugging Face hub, at the commit the hub names when asked, with the hashes it states.

Nothing identifies the user: no token is sent, telemetry is off.
"""

from __future__ import annotations

import contextlib
import errno
import fnmatch
import importlib
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readreel.catalogue.manifest import Entry, Hub, ModelFile
from readreel.catalogue.sources import Moved, Promise, Unavailable, folder_size

if TYPE_CHECKING:
    from types import ModuleType

_OF_THE_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EMFILE, errno.ENFILE, errno.EIO}
_PATIENCE = 10.0
_LOOK_EVERY = 0.2


class HubSource:
    """One repository, as it is now."""

    def __init__(self, source: Hub, item: Entry) -> None:
        self._repo = source.repo
        info = _ask(
            lambda hub: hub.HfApi().model_info(
                source.repo,
                revision=source.revision,
                files_metadata=True,
                token=False,
                timeout=_PATIENCE,
            )
        )
        self._commit = str(info.sha)
        self.origin = f"{source.repo}@{self._commit}"
        self.promises = [_promise(file, info.siblings or [], source.repo) for file in item.files]

    def fetch(self, promise: Promise, part: Path, moved: Moved) -> None:
        """Download one file to ``part``; what an interrupted download left is gone on with."""
        folder = part.parent / "hub"
        with _watched(folder, moved):
            path = _ask(
                lambda hub: hub.hf_hub_download(
                    self._repo, promise.path, revision=self._commit, local_dir=folder, token=False
                )
            )
        shutil.move(path, part)


def _promise(file: ModelFile, siblings: list[Any], repo: str) -> Promise:
    """What the hub states of a file; it must agree with what the catalogue knows."""
    stated = next((s for s in siblings if fnmatch.fnmatchcase(s.rfilename, file.path)), None)
    if stated is None:
        raise Unavailable(f"{repo} has no file {file.path}")
    promise = Promise(
        path=stated.rfilename,
        size=int(stated.size or 0),
        sha256=stated.lfs.sha256 if stated.lfs else "",
        blob=stated.blob_id or "",
    )
    if not file.sha256:
        if not (promise.sha256 or promise.blob):
            raise Unavailable(f"{repo} states no hash of {file.path}")
        return promise
    if promise.size != file.size or promise.sha256 not in ("", file.sha256):
        raise Unavailable(f"{repo} has another {file.path} than the one Readreel knows")
    return Promise(path=file.path, size=file.size, sha256=file.sha256)


def _ask(question: Callable[[Any], Any]) -> Any:
    """Ask the hub; a refusal, or no network, is a reason to try the next source."""
    try:
        return question(_library())
    except Exception as error:
        # The errors of its HTTP library belong to no family that could be named without importing it.
        if isinstance(error, OSError) and error.errno in _OF_THE_DISK:
            raise
        raise Unavailable(_first_line(error)) from error


def _library() -> ModuleType:
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ["HF_HUB_DISABLE_PROGRESS_BARS"] = "1"
    return importlib.import_module("huggingface_hub")


def _first_line(error: Exception) -> str:
    text = (str(error).strip() or type(error).__name__).splitlines()[0]
    return text.rstrip(".")


@contextlib.contextmanager
def _watched(folder: Path, moved: Moved) -> Iterator[None]:
    """Report the bytes under a folder while a download fills it."""
    done = threading.Event()

    def look() -> None:
        while not done.wait(_LOOK_EVERY):
            moved(folder_size(folder))

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
