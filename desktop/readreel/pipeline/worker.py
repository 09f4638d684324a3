"""One job in one child: the only place where steps meet engines.

Standard output belongs to the events; `readreel.__main__` has moved it out of reach of native code
before anything else was imported. Standard input carries the job, then at most the word ``stop``; its
end means that the parent is gone, and the child goes too.
"""

from __future__ import annotations

import errno
import os
import socket
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import IO, TypeVar

import msgspec

from readreel import __version__
from readreel.catalogue.choose import choose_listener
from readreel.core.cuda import folder
from readreel.core.engines import AudioSource, FrameSource, Listener
from readreel.core.errors import (
    Cancelled,
    EngineError,
    ModelError,
    ReadreelError,
    StorageError,
    from_os_error,
)
from readreel.core.hardware import machine
from readreel.pipeline import events
from readreel.pipeline.acceleration import Said, listening, writing
from readreel.pipeline.events import Event
from readreel.pipeline.plan import Job
from readreel.pipeline.writing import opened_writer
from readreel.project.artifacts import (
    Outline,
    Paragraphs,
    Recording,
    Screens,
    Spellings,
    Stills,
    Transcript,
)
from readreel.project.folder import ProjectFolder
from readreel.project.journal import Journal
from readreel.project.redraft import write_redraft
from readreel.project.spelled import spelled

T = TypeVar("T")


class ChildContext:
    """`readreel.project.context.Context` for a step that runs in this process."""

    def __init__(self, job: Job, project: ProjectFolder, tell: Callable[[Event], None]) -> None:
        self._job = job
        self._project = project
        self._tell = tell
        self.stop = threading.Event()

    def progress(self, done: float, total: float, unit: str) -> None:
        """See `Context`."""
        self._tell(events.Progress(self._job.step, float(done), float(total), unit))

    def notice(self, code: str, /, **values: object) -> None:
        """See `Context`."""
        texts = {name: str(value) for name, value in values.items()}
        self._tell(events.Notice(self._job.step, code, texts))

    def check(self) -> None:
        """See `Context`."""
        if self.stop.is_set():
            raise Cancelled

    def journal(self, entry: type[T]) -> Journal[T]:
        """See `Context`."""
        return Journal(self._project.journal(self._job.step), self._job.run, entry)

    def stills(self) -> Path:
        """See `Context`."""
        self._project.stills.mkdir(parents=True, exist_ok=True)
        return self._project.stills


def work(stdin: IO[bytes], stdout: IO[bytes]) -> int:
    """Do the job that stands on ``stdin``; returns the exit status."""
    lock = threading.Lock()

    def tell(event: Event) -> None:
        with lock:
            stdout.write(events.encode(event))
            stdout.flush()

    tell(events.Hello(events.PROTOCOL, __version__))
    job = msgspec.json.decode(stdin.readline(), type=Job)
    project = ProjectFolder(Path(job.project))
    context = ChildContext(job, project, tell)
    threading.Thread(target=_watch_parent, args=(stdin, context.stop), daemon=True).start()
    try:
        _JOBS[job.step](job, project, context)
    except ReadreelError as error:
        tell(events.Failed(job.step, error.code, error.values))
        return error.exit_code
    except MemoryError as error:
        traceback.print_exc()
        tell(events.Failed(job.step, "engine.memory", {"step": job.step, "reason": str(error)}))
        return EngineError.exit_code
    except OSError as error:
        traceback.print_exc()
        storage = from_os_error(error)
        tell(events.Failed(job.step, storage.code, storage.values))
        return storage.exit_code
    except Exception as error:
        traceback.print_exc()
        reason = f"{type(error).__name__}: {error}"
        log = str(project.log(job.step))
        tell(events.Failed(job.step, "bug", {"step": job.step, "reason": reason, "log": log}))
        return 1
    tell(events.Done(job.step))
    return 0


def _watch_parent(stdin: IO[bytes], stop: threading.Event) -> None:
    for line in stdin:
        if line.strip() == b"stop":
            stop.set()
    # End of input: the parent is gone. Whatever is journaled is safe; nothing else may linger.
    os._exit(Cancelled.exit_code)


def _probe(job: Job, project: ProjectFolder, context: ChildContext) -> None:
    from readreel import media
    from readreel.steps.probe import probe

    path = Path(job.recording)
    project.write(probe(path, job.choices.probe, media.inspect, context))


def _transcribe(job: Job, project: ProjectFolder, context: ChildContext) -> None:
    from readreel import media
    from readreel.steps.transcribe import transcribe

    recording = project.read(Recording)

    def listener() -> Listener:
        from readreel.inference.whisper import open_listener

        # Without a choice none was installed; choosing again says so in the catalogue's words.
        model = job.choices.listener or choose_listener()
        opened = open_listener(Path(model.path), device=job.device, threads=job.threads)
        if opened.fallback:
            context.notice("transcribe.device", reason=opened.fallback)
        return opened

    transcript = transcribe(
        recording,
        job.choices.transcribe,
        _audio(recording, job),
        listener,
        lambda index: media.embedded_cues(Path(job.recording), index),
        context,
    )
    project.write(transcript)


def _watch(job: Job, project: ProjectFolder, context: ChildContext) -> None:
    from readreel.steps.watch import watch

    recording = project.read(Recording)
    project.write(watch(recording, _frames(recording, job), context))


def _read(job: Job, project: ProjectFolder, context: ChildContext) -> None:
    from readreel.steps.read import read

    def reader():  # type: ignore[no-untyped-def]
        from readreel.inference.ocr import open_reader

        return open_reader(threads=job.threads)

    project.write(read(project.read(Stills), _load_picture, reader, context))


def _spell(job: Job, project: ProjectFolder, context: ChildContext) -> None:
    from readreel.inference.frequency import open_commonness
    from readreel.steps.spell import spell

    result = spell(
        project.read(Transcript),
        project.read(Stills),
        project.read(Screens),
        open_commonness(),
        context,
    )
    project.write(result)


def _outline(job: Job, project: ProjectFolder, context: ChildContext) -> None:
    from readreel.inference.embed import open_embedder
    from readreel.steps.outline import outline

    spellings = project.read(Spellings)
    result = outline(
        project.read(Recording),
        spelled(project.read(Transcript), spellings),
        project.read(Stills),
        project.read(Screens),
        spellings.terms,
        opened_writer(job, context),
        open_embedder(),
        context,
    )
    project.write(result)


def _rewrite(job: Job, project: ProjectFolder, context: ChildContext) -> None:
    from readreel.steps.rewrite import rewrite

    outline = project.read(Outline)
    passages = sum(len(chapter.passages) for chapter in outline.chapters)
    result = rewrite(
        _spelled(project),
        outline,
        project.read(Screens),
        project.read(Stills),
        opened_writer(job, context, passages),
        job.choices.rewrite,
        job.choices.writer.name if job.choices.writer else "none",
        context,
        job.avoid,
    )
    project.write(result)


def _compose(job: Job, project: ProjectFolder, context: ChildContext) -> None:
    from readreel.steps.compose import compose

    article = compose(
        project.read(Recording),
        _spelled(project),
        project.read(Stills),
        project.read(Screens),
        project.read(Outline),
        project.read(Paragraphs),
        job.choices.compose,
        job.choices.listener.name if job.choices.listener else "",
        context,
    )
    project.write(article)


def _page(job: Job, project: ProjectFolder, context: ChildContext) -> None:
    from readreel import publish

    publish.write(
        project.read_edited(),
        project.root,
        Path(job.out),
        recording=Path(job.recording),
        source_url=job.source_url,
    )


def _again(job: Job, project: ProjectFolder, context: ChildContext) -> None:
    from readreel.steps.rewrite import rewrite_again

    if job.asked is None:
        raise ValueError("no passage was asked for")
    known = (
        _spelled(project),
        project.read(Outline),
        project.read(Screens),
        project.read(Stills),
    )
    language = project.read(Paragraphs).language
    context.progress(0, 1, "passages")  # from here on nothing of the project is read any more
    writer = opened_writer(job, context)
    if writer is None:
        raise ModelError("model.missing", path="writer", command="readreel models get starters")
    redraft = rewrite_again(*known, writer, job.asked, context, language)
    write_redraft(project.redraft(job.asked.passage), redraft)
    context.progress(1, 1, "passages")


def _inspect(job: Job, project: ProjectFolder, context: ChildContext) -> None:
    engines: tuple[tuple[str, Callable[[], str], Callable[[], Said]], ...] = (
        ("Whisper (CTranslate2)", _whisper_devices, _where_listening),
        ("Writer (llama.cpp)", _llama_devices, _where_writing),
    )
    for engine, devices, where in engines:
        try:
            context.notice("doctor.engine", engine=engine, devices=devices())
            code, values = where()
            context.notice(code, **values)
        except Exception as error:  # an engine that cannot load is what doctor is asked to report
            context.notice("doctor.engine_missing", engine=engine, reason=error)


def _whisper_devices() -> str:
    from readreel.inference import whisper

    return "; ".join(f"{name} ({types})" for name, types in whisper.devices().items())


def _llama_devices() -> str:
    from readreel.inference import llama

    found = llama.devices()
    return f"{found.version}, " + ("cpu and gpu" if found.gpu_offload else "cpu only as built here")


def _where_listening() -> Said:
    from readreel.inference import cuda, whisper

    cards = whisper.cards()
    return listening(machine(), cards, cuda.missing() if cards else "", str(folder()))


def _where_writing() -> Said:
    from readreel.inference import llama

    return writing(machine(), llama.devices().gpu_offload)


_JOBS: dict[str, Callable[[Job, ProjectFolder, ChildContext], None]] = {
    "probe": _probe,
    "transcribe": _transcribe,
    "watch": _watch,
    "read": _read,
    "spell": _spell,
    "outline": _outline,
    "rewrite": _rewrite,
    "compose": _compose,
    "page": _page,
    "again": _again,
    "inspect": _inspect,
}


def _spelled(project: ProjectFolder) -> Transcript:
    """What was said, spelled as the screen writes it; as it was heard in projects older than spelling."""
    transcript = project.read(Transcript)
    try:
        return spelled(transcript, project.read(Spellings))
    except StorageError as error:
        if error.code == "storage.absent":
            return transcript
        raise


def _audio(recording: Recording, job: Job) -> AudioSource | None:
    from readreel import media

    if recording.audio_track is None:
        return None
    return media.open_audio(Path(job.recording), recording.audio_track)


def _frames(recording: Recording, job: Job) -> FrameSource | None:
    from readreel import media

    if recording.video_track is None:
        return None
    return media.open_video(Path(job.recording), recording.video_track)


def _load_picture(path: Path):  # type: ignore[no-untyped-def]
    import numpy as np
    from PIL import Image

    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))


def _stay_offline() -> None:
    """Nothing in this process can open an internet socket; a library that tries is told there is none."""

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event == "socket.__new__" and arguments[1] in (socket.AF_INET, socket.AF_INET6):
            raise OSError(errno.ENETDOWN, os.strerror(errno.ENETDOWN))

    # urllib3, which the engines' libraries bring, tries IPv6 out as soon as it is imported.
    sys.addaudithook(refuse)


def main() -> int:
    """Entry of a child whose real stdout was set aside as a private descriptor."""
    _stay_offline()
    descriptor = int(os.environ.pop("READREEL_EVENTS_FD"))
    with os.fdopen(descriptor, "wb", buffering=0) as stdout:
        status = work(sys.stdin.buffer, stdout)
    sys.stderr.flush()
    # Engines may crash while they free a GPU (CTranslate2#1782): everything is on disk, so just leave.
    os._exit(status)
