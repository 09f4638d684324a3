"""The program is offline: it works where there is no network, and where there is one it opens no socket.

Both are watched from outside by the kernel's means; a planted process shows that the watch would see it.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gauntlet import program

CANARY = """
import socket, subprocess, sys
subprocess.run([sys.executable, "-c", "import socket; socket.socket(socket.AF_INET6).close()"])
try:
    socket.create_connection(("127.0.0.1", 9), timeout=1)
except OSError:
    pass
try:
    socket.getaddrinfo("readreel.invalid", 80)
except OSError:
    pass
"""
SOCKET = re.compile(r"\bsocket\((AF_\w+)")
CONNECT = re.compile(r"\b(?:connect|sendto|sendmsg|bind)\([^\n]*sa_family=(AF_INET6?)\b")
SECONDS = "40" if program.WHOLE else "14"

WITHOUT_NETWORK = ["unshare", "--map-root-user", "--net"]
WATCHED = ["strace", "--follow-forks", "--quiet=all", "--trace=network", "--output"]


def _can(*command: str) -> bool:
    if shutil.which(command[0]) is None:
        return False
    return subprocess.run([*command, "true"], capture_output=True).returncode == 0


needs_namespace = pytest.mark.skipif(
    not _can(*WITHOUT_NETWORK), reason="network namespaces are not permitted here"
)
needs_strace = pytest.mark.skipif(
    not _can(*WATCHED, "/dev/null"), reason="strace is absent or not permitted here"
)


WATCHED_WITHOUT = _can(*WITHOUT_NETWORK, *WATCHED, "/dev/null")
"""Whether one run can be both."""


def internet(trace: Path) -> list[str]:
    """The calls in a trace that made an internet socket or used one."""
    lines = trace.read_text(encoding="utf-8", errors="replace").splitlines()
    return [
        line
        for line in lines
        if CONNECT.search(line)
        or ((made := SOCKET.search(line)) and made[1] in ("AF_INET", "AF_INET6", "AF_PACKET"))
    ]


def test_the_canary_dies_of_thirst_without_a_network() -> None:
    if not _can(*WITHOUT_NETWORK):
        pytest.skip("network namespaces are not permitted here")
    script = 'import socket; socket.create_connection(("192.0.2.1", 80), timeout=5)'
    done = subprocess.run([*WITHOUT_NETWORK, sys.executable, "-c", script], capture_output=True)
    assert b"unreachable" in done.stderr


@needs_strace
def test_the_watch_sees_a_canary_and_its_child(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    subprocess.run([*WATCHED, str(trace), sys.executable, "-c", CANARY], check=True)
    seen = "\n".join(internet(trace))
    assert "socket(AF_INET6," in seen
    assert "socket(AF_INET," in seen
    assert "connect(" in seen


@needs_namespace
@pytest.mark.models
@pytest.mark.skipif(
    WATCHED_WITHOUT and not program.WHOLE, reason="the watched run is made without a network"
)
def test_a_whole_article_is_made_where_there_is_no_network(tmp_path: Path) -> None:
    ended = program.run([*WITHOUT_NETWORK, *_make(tmp_path)])
    assert ended.status == 0, ended.complaint
    assert (tmp_path / "article.html").exists()


@needs_strace
@pytest.mark.models
def test_a_whole_article_opens_no_internet_socket(tmp_path: Path) -> None:
    """In the fast slice this one run is both: watched, and without a network to talk to."""
    trace = tmp_path / "trace"
    without = WITHOUT_NETWORK if WATCHED_WITHOUT and not program.WHOLE else []
    ended = program.run([*without, *WATCHED, str(trace), *_make(tmp_path)], timeout=600)
    assert ended.status == 0, ended.complaint
    assert (tmp_path / "article.html").exists()
    assert trace.read_text().count("SIGCHLD") >= 7, "the watch lost the program's children"
    assert internet(trace) == []


def _make(folder: Path) -> list[str]:
    return program.make_command(program.SAMPLE, folder, "--writer", program.WRITER, "--to", SECONDS)


def test_a_child_that_tries_is_refused_by_the_program_itself() -> None:
    script = (
        "import socket\nfrom readreel.pipeline.worker import _stay_offline\n_stay_offline()\n"
        "socket.socketpair()\n"
        "for family in (socket.AF_INET, socket.AF_INET6):\n"
        "    try:\n        socket.socket(family)\n"
        "    except OSError as error:\n        print(error)\n"
        "    else:\n        print('open')"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.count("Network is down") == 2, done.stdout + done.stderr


@needs_strace
@pytest.mark.models
@pytest.mark.parametrize(
    "arguments",
    program.some([["doctor"], ["models", "list"], ["models", "verify"], ["--help"]], 2),
    ids=" ".join,
)
def test_no_command_but_fetching_opens_an_internet_socket(
    arguments: list[str], tmp_path: Path
) -> None:
    trace = tmp_path / "trace"
    ended = program.run([*WATCHED, str(trace), *program.command(*arguments)], timeout=300)
    assert ended.status == 0, ended.complaint
    assert internet(trace) == []
