"""Every failure a user can meet, as one small hierarchy with codes.

    ReadreelError                   exit code
    ├── UsageError                  2   the command makes no sense as given
    ├── RecordingError              3   this file cannot become an article
    ├── ModelError                  4   a model is missing, cut or of the wrong kind
    ├── StorageError                5   the disk is full, a folder cannot be written
    ├── BusyError                   6   another Readreel works on the same project
    ├── EngineError                 7   a child died, an engine failed
    └── Cancelled                   130 the user stopped it

An error carries a *code* such as ``recording.missing`` and the values its message needs; the sentence
is made from ``resources/messages`` by whoever shows it (`core.messages`). Anything else that is raised
is our own bug (exit code 1, code ``bug``).
"""

from __future__ import annotations

import errno


class ReadreelError(Exception):
    """A failure with a code, the values for its message, and an exit status."""

    exit_code = 1

    def __init__(self, code: str, /, **values: object) -> None:
        self.code = code
        self.values = {name: str(value) for name, value in values.items()}
        detail = ", ".join(f"{name}={value}" for name, value in self.values.items())
        super().__init__(f"{code} ({detail})" if detail else code)


class UsageError(ReadreelError):
    """The command makes no sense as given."""

    exit_code = 2


class RecordingError(ReadreelError):
    """This file cannot become an article."""

    exit_code = 3


class ModelError(ReadreelError):
    """A model is missing, cut or of the wrong kind."""

    exit_code = 4


class StorageError(ReadreelError):
    """The disk is full, or a folder cannot be read or written."""

    exit_code = 5


class BusyError(ReadreelError):
    """Another Readreel works on the same project."""

    exit_code = 6


class EngineError(ReadreelError):
    """A child process died, or an engine inside it failed."""

    exit_code = 7


class Cancelled(ReadreelError):
    """The user stopped the work; what was done is kept."""

    exit_code = 130

    def __init__(self) -> None:
        super().__init__("cancelled")


_FAMILIES: dict[str, type[ReadreelError]] = {
    "usage": UsageError,
    "recording": RecordingError,
    "model": ModelError,
    "storage": StorageError,
    "busy": BusyError,
    "engine": EngineError,
}

_STORAGE_CODES = {
    errno.ENOSPC: "storage.full",
    errno.EDQUOT: "storage.full",
    errno.EACCES: "storage.denied",
    errno.EPERM: "storage.denied",
    errno.EROFS: "storage.denied",
    errno.ENAMETOOLONG: "storage.name",
    errno.EMFILE: "storage.handles",
    errno.ENFILE: "storage.handles",
}


def from_code(code: str, values: dict[str, str]) -> ReadreelError:
    """Rebuild an error that crossed a process boundary as its code and values."""
    if code == "cancelled":
        return Cancelled()
    return _FAMILIES.get(code.partition(".")[0], ReadreelError)(code, **values)


def from_os_error(error: OSError) -> StorageError:
    """Say what the operating system refused in terms a user can act on."""
    code = _STORAGE_CODES.get(error.errno or 0, "storage.failed")
    return StorageError(code, path=error.filename or "", reason=error.strerror or str(error))
