"""Every way out of the program, as a table: the command line, the window and the tests go by it.

A writer is a function of a `Work` and the file to write. It puts the export at that file, and whatever
belongs to it beside it in folders, all inside a folder of its own that holds nothing else yet; addresses
in it are made by ``work.moments``, which knows where the export will lie. It lives in a module that is
imported when it is called, in whatever thread, raises `ReadreelError` or OSError, asks nothing of any
network, and gives the same bytes for the same work.

`write` guarantees that nothing appears at the target before it is whole: an export that fails leaves what
was there, and no traces.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import msgspec

from readreel.core.errors import UsageError, from_os_error
from readreel.project.artifacts import Article, Facts, Recording, Transcript
from readreel.project.folder import FILES, ProjectFolder
from readreel.publish.moments import Moments
from readreel.publish.plain import cleaned
from readreel.publish.staging import staged
from readreel.publish.work import Work, unheard

Writer = Callable[[Work, Path], None]


class Format(msgspec.Struct, frozen=True):
    """One way out: ``suffix`` is that of its file; empty for a folder, whose file to open is `INDEX`.

    ``source`` is the artifact that must be there. What people read of it the window says.
    """

    name: str
    suffix: str
    write: Writer
    source: Literal["article", "transcript"] = "article"


INDEX = "index.html"


def _html(work: Work, file: Path) -> None:
    from readreel.publish import page

    page.write(work, file, folder=False)


def _folder(work: Work, file: Path) -> None:
    from readreel.publish import page

    page.write(work, file, folder=True)


def _markdown(work: Work, file: Path) -> None:
    from readreel.publish import markdown

    markdown.write(work, file)


def _player(work: Work, file: Path) -> None:
    from readreel.publish import player

    player.write(work, file)


def _obsidian(work: Work, file: Path) -> None:
    from readreel.publish import markdown

    markdown.write(work, file, obsidian=True)


def _pdf(work: Work, file: Path) -> None:
    from readreel.publish import pdf

    pdf.write(work, file)


def _epub(work: Work, file: Path) -> None:
    from readreel.publish import epub

    epub.write(work, file)


def _word(work: Work, file: Path) -> None:
    from readreel.publish import word

    word.write(work, file)


def _srt(work: Work, file: Path) -> None:
    from readreel.publish import captions

    captions.write_srt(work, file)


def _vtt(work: Work, file: Path) -> None:
    from readreel.publish import captions

    captions.write_vtt(work, file)


def _text(work: Work, file: Path) -> None:
    from readreel.publish import script

    script.write_text(work, file)


def _json(work: Work, file: Path) -> None:
    from readreel.publish import script

    script.write_json(work, file)


FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("html", ".html", _html),
        Format("folder", "", _folder),
        Format("player", "", _player),
        Format("markdown", ".md", _markdown),
        Format("obsidian", ".md", _obsidian),
        Format("pdf", ".pdf", _pdf),
        Format("epub", ".epub", _epub),
        Format("docx", ".docx", _word),
        Format("srt", ".srt", _srt, "transcript"),
        Format("vtt", ".vtt", _vtt, "transcript"),
        Format("txt", ".txt", _text, "transcript"),
        Format("json", ".json", _json, "transcript"),
    )
}
"""By name, in the order in which they are offered."""

_ALSO = {".htm": "html", ".markdown": "markdown"}


def format_named(text: str) -> Format:
    """The format of this name or ending ("markdown", "md"); `UsageError` where there is none."""
    name = text.lower()
    found = FORMATS.get(name) or _with_ending(f".{name.lstrip('.')}")
    if found is None:
        raise UsageError("usage.format", text=text, known=", ".join(FORMATS))
    return found


def format_of(out: Path) -> Format:
    """What the name of a target asks for; `UsageError` for an ending that is nobody's."""
    if out.is_dir() or not out.suffix:
        return FORMATS["folder"]
    found = _with_ending(out.suffix.lower())
    if found is None:
        raise UsageError("usage.out", path=out, known=", ".join(endings()))
    return found


def _with_ending(suffix: str) -> Format | None:
    """Where several formats have an ending, the first of them is meant."""
    named = FORMATS.get(_ALSO.get(suffix, ""))
    return named or next((f for f in FORMATS.values() if f.suffix == suffix), None)


def fits(way: Format, out: Path) -> bool:
    """Whether a file's name ends as those of a format do."""
    suffix = out.suffix.lower()
    return suffix == way.suffix or _ALSO.get(suffix) == way.name


def proposed(way: Format, recording: Path, otherwise: Path) -> Path:
    """Where an export goes if nobody says: beside the recording, in ``otherwise`` where that cannot be."""
    folder = recording.parent if os.access(recording.parent, os.W_OK) else otherwise
    # Under the recording's own name, subtitles would be taken for its own the next time it is made.
    own = ".readreel" if way.source == "transcript" else ""
    return folder / f"{recording.stem}{own}{way.suffix}"


def endings() -> list[str]:
    """Every ending that names a format."""
    return [*dict.fromkeys(f.suffix for f in FORMATS.values() if f.suffix), *_ALSO]


def to_export(project: Path, way: Format) -> Article:
    """The article of a project with the user's corrections.

    For a format that is made from the transcript an article that is not written yet will do: it has a title
    and no chapters. Raises `UsageError` ``usage.unfinished`` where the format's source is not there.
    """
    folder = ProjectFolder(project)
    if (project / FILES[Article]).exists():
        return folder.read_edited()
    recording = folder.read(Recording)
    if way.source == "article" or not (project / FILES[Transcript]).exists():
        raise UsageError("usage.unfinished", name=recording.name)
    return Article(
        title=recording.title or Path(recording.name).stem,
        language=folder.read(Transcript).language,
        facts=Facts(recording.name, recording.duration, recording.span),
    )


def write(
    article: Article,
    project: Path,
    out: Path,
    *,
    recording: Path,
    source_url: str = "",
    to: str = "",
    progress: Callable[[float], object] = unheard,
) -> Path:
    """Put the article at ``out``, over what is there, and return the file to open.

    ``to`` names a format; by default the ending of ``out`` does. ``project`` is the folder that the
    figures' files are relative to. Times link to ``source_url`` where one is given, else to
    ``recording`` by a path relative to the export. ``progress`` is called with the share that is done,
    0…1, where that takes long; what it raises stops the export. Raises `UsageError` for an address or
    ending that makes no sense, `StorageError` where the disk refuses.
    """
    way = FORMATS[to] if to else format_of(out)
    file = out if way.suffix else out / INDEX
    work = Work(
        article=cleaned(article),
        project=project,
        recording=recording,
        place=file.parent,
        moments=Moments(recording, file.parent, source_url),
        progress=progress,
    )
    try:
        with staged(file) as beside:
            way.write(work, beside)
    except OSError as error:
        if not error.filename or Path(error.filename).is_relative_to(file.parent):
            error.filename = str(out)  # not the name that it had for a moment
        raise from_os_error(error) from error
    return file
