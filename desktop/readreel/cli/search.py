"""``readreel search``: passages of everything that was made, with their moments.

Finding nothing is an answer and exits with 1, as with grep; everything else as `readreel.core.errors` says.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
import typer
from rich.console import Console
from rich.text import Text

from readreel.core.errors import UsageError
from readreel.core.messages import message
from readreel.core.settings import load, projects_folder
from readreel.core.time import clock, parse_clock
from readreel.library import Filter, Hit, Library, Results

NOTHING = 1
"""Exit status of a search that found nothing."""

_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def search(
    words: list[str] = typer.Argument(
        ...,
        help='What to look for: words, "some in order", begin*. After -- also -without.',
    ),
    language: str = typer.Option("", help="Only talks or articles in this language, such as de."),
    since: str = typer.Option("", help="Only recordings of this day or later: 2024, 2024-05-31."),
    until: str = typer.Option("", help="Only recordings of this day or earlier."),
    longer: str = typer.Option("", help="Only recordings at least this long (seconds or h:mm:ss)."),
    shorter: str = typer.Option("", help="Only recordings at most this long."),
    folder: Path | None = typer.Option(None, help="Only recordings that lie in this folder."),
    tag: list[str] = typer.Option([], help="Only articles with this tag; may be repeated."),
    archived: bool = typer.Option(False, "--archived", help="Archived articles too."),
    most: int = typer.Option(20, "--most", min=1, max=1000, help="How many passages at most."),
    projects: Path | None = typer.Option(None, help="Where the projects lie. [as in the settings]"),
    as_json: bool = typer.Option(False, "--json", help="As JSON, for programs."),
) -> None:
    """Find passages again: title, moment, and the words around. Exits with 1 if there are none."""
    wanted = Filter(
        since=_day(since),
        until=_day(until),
        longer=parse_clock(longer) if longer else 0.0,
        shorter=parse_clock(shorter) if shorter else 0.0,
        language=language.lower(),
        folder=str(folder.expanduser().absolute()) if folder else "",
        tags=tuple(tag),
        archived=archived,
    )
    library = Library(projects or projects_folder(load()))
    library.refresh()
    # Words that the shell took the quotes of belong together still.
    asked = " ".join(
        f'"{word}"' if re.search(r"\s", word) and '"' not in word else word for word in words
    )
    found = library.search(asked, wanted, limit=most)
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(found, enc_hook=str)).decode())
    else:
        _show(found, " ".join(words))
    if not found.hits:
        raise typer.Exit(NOTHING)


def _day(text: str) -> str:
    if text and not _DAY.fullmatch(text):
        raise UsageError("usage.day", text=text)
    return text


def _show(found: Results, words: str) -> None:
    console = Console(highlight=False, soft_wrap=True)
    if found.newer:
        told = message("search.newer", {"count": str(found.newer)})
        print(f"readreel: {told}", file=sys.stderr)  # noqa: T201
    if not found.hits:
        print(f"readreel: {message('search.nothing', {'words': words})}", file=sys.stderr)  # noqa: T201
        return
    for hit in found.hits:
        console.print(_line(hit))
        console.print(Text("  ") + _marked(hit.snippet, hit.marks))
    shown = len(found.hits)
    if found.total > shown:
        console.print(Text(f"{shown} of {found.total} passages; --most shows more.", style="dim"))


def _line(hit: Hit) -> Text:
    line = Text.assemble((clock(hit.start), "bold"), "  ", (hit.title, "bold"))
    for part in (hit.chapter, hit.day, f"{hit.more} more in this article" if hit.more else ""):
        if part:
            line.append(f" · {part}", style="dim")
    return line.append(f"\n  {hit.project}", style="dim")


def _marked(text: str, marks: Sequence[tuple[int, int]]) -> Text:
    shown = Text(text)
    for first, last in marks:
        shown.stylize("bold reverse", first, last)
    return shown
