"""The entries of the queue as types, and the file that keeps them over the window's end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec
from msgspec.structs import replace

from readreel.core import paths
from readreel.gui.jobs.child import Ended
from readreel.project.files import write_atomic

FILE = "queue.json"

State = Literal["waiting", "running", "paused", "finished", "failed", "cancelled"]


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What the user chose for one recording, in the words of ``readreel make``."""

    language: str = "auto"
    audio_track: int | None = None
    subtitles: str = "auto"
    listener: str = "auto"
    writer: str = "auto"
    style: str = "faithful"
    article_language: str = ""
    device: str = "auto"
    threads: int | None = None
    start: float = 0.0
    end: float | None = None

    def arguments(self, recording: Path, project: Path) -> list[str]:
        """The command line of the headless program."""
        options = {
            "--language": self.language,
            "--audio-track": self.audio_track,
            "--subtitles": self.subtitles,
            "--listener": self.listener,
            "--writer": self.writer,
            "--style": self.style,
            "--article-language": self.article_language or None,
            "--device": self.device,
            "--threads": self.threads,
            "--from": f"{self.start:g}",
            "--to": None if self.end is None else f"{self.end:g}",
            "--project": project,
            "--out": project / "article.html",
        }
        given = [f"{name}={value}" for name, value in options.items() if value is not None]
        return ["make", "--events", "--attended", *given, "--", str(recording)]


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One recording in the queue. ``share`` is 0…1 of the whole work, ``eta`` seconds.

    ``stopping`` while its child was asked to stop and has not ended yet.
    """

    id: str
    recording: str
    project: str
    request: Request = Request()
    state: State = "waiting"
    stopping: bool = False
    step: str = ""
    share: float = 0.0
    eta: float | None = None
    code: str = ""
    values: dict[str, str] = {}
    tail: str = ""

    @property
    def name(self) -> str:
        """The recording's name as a person knows it."""
        return Path(self.recording).name

    @property
    def over(self) -> bool:
        """Whether nothing more will happen by itself."""
        return self.state in ("finished", "failed", "cancelled")


def after_end(entry: Entry, ended: Ended, wish: State | None) -> Entry:
    """The entry as its child left it; ``wish`` is what the user wanted it to become."""
    entry = replace(entry, stopping=False, eta=None)
    if ended.kind == "finished":
        return replace(entry, state="finished", share=1.0)
    if wish is not None:
        return replace(entry, state=wish)
    if ended.code == "cancelled":
        return replace(entry, state="paused")
    code, values = ended.code, ended.values
    if ended.kind == "not started":
        code = "engine.not_started"
        values = {"step": entry.step or "make", "reason": ended.tail}
    elif ended.kind != "failed":
        code = "engine.crashed"
        log = Path(entry.project) / "logs"
        values = {"step": entry.step or "make", "status": str(ended.status), "log": str(log)}
    return replace(entry, state="failed", code=code, values=values, tail=ended.tail)


class _Kept(msgspec.Struct, frozen=True):
    entries: tuple[Entry, ...] = ()


def load() -> list[Entry]:
    """The entries of the last time. What ran then waits now, what was paused stays so.

    What was over by success or by the user's wish is done with; a file that cannot be read is forgotten.
    """
    try:
        kept = msgspec.json.decode((paths.user_data() / FILE).read_bytes(), type=_Kept)
    except (OSError, msgspec.MsgspecError):
        return []
    return [
        replace(entry, state="waiting" if entry.state == "running" else entry.state, stopping=False)
        for entry in kept.entries
        if entry.state not in ("finished", "cancelled")
    ]


def save(entries: Sequence[Entry]) -> None:
    """Keep the entries; raises OSError where the disk refuses."""
    path = paths.user_data() / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(path, msgspec.json.encode(_Kept(tuple(entries))))
