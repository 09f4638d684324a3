"""The command line. Exit statuses are those of `readreel.core.errors`, documented in the README."""

from __future__ import annotations

import os
import sys
import traceback

import typer

from readreel import __version__
from readreel.cli import again, doctor, export, make, search, selftest
from readreel.cli.models import app as model_commands
from readreel.core.errors import ReadreelError, from_os_error
from readreel.core.messages import message

app = typer.Typer(
    name="readreel",
    help="Turn a video into an illustrated article, whole on your own machine.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    epilog="readreel open [FILE…] opens the window.",
)
app.command("make")(make.make)
app.command("export")(export.export)
app.command("search")(search.search)
app.add_typer(
    model_commands,
    name="models",
    help="The models on this machine: list, get, verify, add, remove.",
)
app.command("doctor")(doctor.doctor)
app.command("again", hidden=True)(again.again)
app.command("self-test")(selftest.self_test)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"readreel {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Say which version this is."
    ),
) -> None:
    pass


def main() -> int:
    """Run the command of ``sys.argv``; every failure becomes a message and an exit status."""
    for stream in (sys.stdout, sys.stderr):
        # File names and titles hold any character; a terminal that cannot show one must not stop us.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    try:
        app()
    except SystemExit as exit_:
        return exit_.code if isinstance(exit_.code, int) else 1
    except ReadreelError as error:
        return _complain(error)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0
    except OSError as error:
        return _complain(from_os_error(error))
    except Exception as error:
        traceback.print_exc()
        return _complain(ReadreelError("bug", step="command", reason=error, log=""))
    return 0


def _complain(error: ReadreelError) -> int:
    print(f"readreel: {message(error.code, error.values)}", file=sys.stderr)  # noqa: T201
    return error.exit_code
