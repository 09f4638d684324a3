"""The project's folder: where each artifact lies, when a step is fresh, and who may write.

``recording.json transcript.json stills.json stills/ screens.json spellings.json outline.json
paragraphs.json article.json edits.json label.json``, beside them ``steps/`` with a completion record and,
while it runs, a journal for each step, and ``logs/``. A completion record is written last: what has none
was not finished.
"""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import TypeVar

import filelock
import msgspec
from msgspec.structs import replace

from readreel.core.errors import BusyError, StorageError
from readreel.project import artifacts
from readreel.project.artifacts import FORMAT, Article, Artifact, Stills
from readreel.project.edits import Applied, Edits, Shelf, Title, apply, fresh_id, place_of
from readreel.project.files import digest, write_atomic
from readreel.project.fingerprint import fingerprint
from readreel.project.label import Label

A = TypeVar("A", bound=Artifact)

FILES: dict[type[Artifact], str] = {
    artifacts.Recording: "recording.json",
    artifacts.Transcript: "transcript.json",
    artifacts.Stills: "stills.json",
    artifacts.Screens: "screens.json",
    artifacts.Spellings: "spellings.json",
    artifacts.Outline: "outline.json",
    artifacts.Paragraphs: "paragraphs.json",
    artifacts.Article: "article.json",
    Edits: "edits.json",
    Label: "label.json",
}


class Completion(msgspec.Struct, frozen=True):
    """That a step was finished: ``run`` hashes all it depended on, ``output`` what it wrote."""

    run: str
    output: str


class ProjectFolder:
    """One project on disk. Reading needs no lock; whoever writes holds `lock`.

    The user's edits are the exception: only the window writes them, and it may do so while a run is at
    work, because no step reads them.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def create(self) -> None:
        """Make the folder; raises OSError where that is refused."""
        self.stills.mkdir(parents=True, exist_ok=True)

    @property
    def stills(self) -> Path:
        """The folder of pictures."""
        return self.root / "stills"

    def lock(self) -> filelock.BaseFileLock:
        """The right to write, held until released or the process ends; raises `BusyError`."""
        self.create()
        lock = filelock.FileLock(self.root / ".lock")
        try:
            lock.acquire(timeout=0)
        except filelock.Timeout as error:
            raise BusyError("busy.project", path=self.root) from error
        return lock

    def read(self, kind: type[A]) -> A:
        """An artifact; raises `StorageError` where it is absent, damaged or of a newer program."""
        path = self.root / FILES[kind]
        try:
            content = path.read_bytes()
        except FileNotFoundError as error:
            raise StorageError("storage.absent", path=path) from error
        try:
            if msgspec.json.decode(content, type=Artifact).format > FORMAT:
                raise StorageError("storage.newer", path=path)
            return msgspec.json.decode(content, type=kind)
        except msgspec.MsgspecError as error:
            raise StorageError("storage.damaged", path=path, reason=error) from error

    def write(self, artifact: Artifact) -> None:
        """Put an artifact in its place, whole or not at all."""
        encoded = msgspec.json.format(msgspec.json.encode(artifact), indent=1)
        write_atomic(self.root / FILES[type(artifact)], encoded + b"\n")

    def read_edits(self) -> Edits:
        """The user's edits, none where they made none.

        Raises `StorageError`: ``storage.newer``, or ``storage.edits`` where they cannot be understood.
        """
        try:
            return self.read(Edits)
        except StorageError as error:
            if error.code == "storage.absent":
                return Edits()
            if error.code == "storage.damaged":
                raise StorageError("storage.edits", **error.values) from error
            raise

    def write_edits(self, edits: Edits) -> None:
        """Put the user's edits in their place. Edits that this program cannot read are left alone.

        Raises `StorageError` as `read_edits`, OSError where the disk refuses.
        """
        self.read_edits()
        self.write(edits)

    def read_label(self) -> Label:
        """What the user wrote on the project; nothing where they did not, or where it cannot be read."""
        try:
            return self.read(Label)
        except (StorageError, OSError):
            return Label()

    def write_label(self, label: Label) -> None:
        """Put a label in its place; raises `StorageError` ``storage.newer``, OSError."""
        try:
            self.read(Label)
        except StorageError as error:
            if error.code == "storage.newer":
                raise
        self.write(label)

    def rename(self, title: str) -> None:
        """Give the article another title, as a correction like any other.

        Raises `StorageError` as `read` and `read_edits`, OSError where the disk refuses.
        """
        made, edits = self.read(artifacts.Article), self.read_edits()
        place = place_of(apply(made, edits).article, made, "title")
        self.write_edits(Edits(edits=(*edits.edits, Title(fresh_id(edits), place, title))))

    def leave_newer_alone(self) -> None:
        """Raise `StorageError` ``storage.newer`` where any artifact is of a newer program."""
        for name in FILES.values():
            with contextlib.suppress(OSError, msgspec.MsgspecError):
                content = (self.root / name).read_bytes()
                if msgspec.json.decode(content, type=Artifact).format > FORMAT:
                    raise StorageError("storage.newer", path=self.root / name)

    def read_edited(self) -> Article:
        """The article as the user wants it: what every page, export and window shows."""
        return self.edited(self.read(artifacts.Article)).article

    def edited(self, article: Article, edits: Edits | None = None) -> Applied:
        """An article of this project with the user's edits (by default those on disk)."""
        return apply(article, self.read_edits() if edits is None else edits, self.shelf())

    def shelf(self) -> Shelf:
        """The pictures that are there for figures."""
        found = self.read(Stills) if (self.root / FILES[Stills]).exists() else Stills()
        return Shelf(
            found.stills, frozenset(f"stills/{p.name}" for p in self.stills.glob("frame-*"))
        )

    def redraft(self, passage: int) -> Path:
        """The file of a passage that was asked again."""
        return self.root / "steps" / f"again-{passage}.json"

    def hash_of(self, kind: type[Artifact]) -> str:
        """What later steps depend on. Where the recording lies is not part of what it is."""
        if kind is artifacts.Recording:
            recording = self.read(artifacts.Recording)
            beside = (replace(t, path=Path(t.path).name) for t in recording.subtitles)
            recording = replace(recording, path="", subtitles=tuple(beside))
            return digest(msgspec.json.encode(recording))
        return digest(self._bytes(kind))

    def finish(self, step: str, run: str, output: type[Artifact]) -> None:
        """Record that ``step`` completed; its journal is not needed any more."""
        completion = Completion(run=run, output=digest(self._bytes(output)))
        write_atomic(self._completion(step), msgspec.json.encode(completion))
        self.journal(step).unlink(missing_ok=True)

    def is_fresh(self, step: str, run: str, output: type[Artifact]) -> bool:
        """Whether what ``step`` wrote stands, made from just these inputs, and is undamaged."""
        try:
            completion = msgspec.json.decode(self._completion(step).read_bytes(), type=Completion)
            return completion == Completion(run=run, output=digest(self._bytes(output)))
        except (OSError, msgspec.MsgspecError):
            return False

    def forget(self) -> None:
        """Drop all completion records and journals: every step starts over. Edits stay."""
        for path in sorted((self.root / "steps").glob("*")):
            path.unlink(missing_ok=True)

    def journal(self, step: str) -> Path:
        """The file of a step's journal."""
        return self.root / "steps" / f"{step}.journal"

    def log(self, step: str) -> Path:
        """The file that keeps what a step's child said on stderr."""
        return self.root / "logs" / f"{step}.log"

    def _completion(self, step: str) -> Path:
        return self.root / "steps" / f"{step}.done"

    def _bytes(self, kind: type[Artifact]) -> bytes:
        return (self.root / FILES[kind]).read_bytes()


def folder_name(recording: Path, content: str) -> str:
    """A name for a recording's project that any file system takes and a person recognises."""
    stem = re.sub(r"[^\w\-]+", "-", recording.stem).strip("-_").lower()
    return f"{stem[:40].rstrip('-') or 'recording'}-{content[:8]}"


def project_of(recording: Path, projects: Path) -> Path:
    """The project's folder that belongs to this content, wherever the recording lies.

    A folder that was made under another name of the same file is found again. Reads three megabytes of
    the recording; raises OSError.
    """
    content = fingerprint(recording)
    known = sorted(projects.glob(f"*-{content[:8]}"))
    return known[0] if known else projects / folder_name(recording, content)
