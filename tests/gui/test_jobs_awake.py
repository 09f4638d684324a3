"""The computer stays awake in each system's own way, and where there is none that is said once."""

from __future__ import annotations

import ctypes
import os
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from readreel.gui.jobs import awake
from readreel.gui.jobs.awake import Answer, Awake, Caffeine, ExecutionState, SessionBus

SERVICE = """
import sys
from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, Slot
from PySide6.QtDBus import QDBusConnection

@ClassInfo({"D-Bus Interface": "org.freedesktop.ScreenSaver"})
class Saver(QObject):
    @Slot(str, str, result="uint")
    def Inhibit(self, name, reason):
        print("held", name, reason, flush=True)
        return 7

application = QCoreApplication([])
bus = QDBusConnection.sessionBus()
saver = Saver()
flag = QDBusConnection.RegisterOption.ExportAllSlots
assert bus.registerObject("/org/freedesktop/ScreenSaver", saver, flag)
assert bus.registerService("org.freedesktop.ScreenSaver")
print("ready", flush=True)
application.exec()
"""


CLIENT = """
import sys, time
from PySide6.QtCore import QCoreApplication, QTimer
from readreel.gui.jobs.awake import SessionBus

def say(*words):
    print(*words, flush=True)

def release():
    sys.stdin.readline()
    way.release()
    say("released")
    QTimer.singleShot(100, go)

def go():
    sys.stdin.readline()
    application.quit()

def answered(agreed):
    say("answer", agreed)
    QTimer.singleShot(0, release)

application = QCoreApplication([])
way = SessionBus()
begun = time.monotonic()
way.take("An article is being made", answered)
say("asked", time.monotonic() - begun < 1)
application.exec()
"""


class Way:
    """A way that notes what is asked of it; it agrees at once, refuses at once, or answers later."""

    def __init__(self, agrees: bool | None) -> None:
        self.agrees = agrees
        self.notes: list[str] = []
        self.answer: Answer | None = None

    def take(self, reason: str, answer: Answer) -> None:
        self.notes.append(reason)
        self.answer = answer
        if self.agrees is not None:
            answer(self.agrees)

    def release(self) -> None:
        self.notes.append("released")


def test_a_wish_is_made_once_and_taken_back_once() -> None:
    way = Way(agrees=True)
    held = Awake(lambda: way)
    held.hold("work")
    held.hold("work")
    assert held.held
    held.release()
    held.release()
    assert not held.held
    assert way.notes == ["work", "released"]


def test_a_system_that_refuses_is_told_of_once_and_not_asked_again(qtbot: QtBot) -> None:
    way = Way(agrees=False)
    held = Awake(lambda: way)
    told = []
    held.refused.connect(lambda: told.append(True))
    for _ in range(3):
        held.hold("work")
        held.release()
    assert told == [True]
    assert way.notes == ["work", "released"]


def test_a_refusal_after_the_wish_was_taken_back_says_nothing(qtbot: QtBot) -> None:
    way = Way(agrees=None)
    held = Awake(lambda: way)
    told = []
    held.refused.connect(lambda: told.append(True))
    held.hold("work")
    held.release()
    assert way.answer
    way.answer(False)
    assert told == []


@pytest.mark.parametrize(
    ("platform", "way"),
    [
        ("darwin", Caffeine),
        ("win32", ExecutionState),
        ("linux", SessionBus),
        ("freebsd", SessionBus),
    ],
)
def test_each_system_has_its_way(platform: str, way: type) -> None:
    assert awake.way_of(platform) is way


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for caffeinate")
def test_caffeinate_watches_our_process_and_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = tmp_path / "caffeinate"
    tool.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/asked\nexec sleep 60\n', encoding="utf-8")
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    answers: list[bool] = []
    way = Caffeine()
    way.take("work", answers.append)
    process = way._process
    assert process
    wait_for(lambda: (tmp_path / "asked").exists() and (tmp_path / "asked").read_text() != "")
    assert (tmp_path / "asked").read_text().split() == ["-i", "-w", str(os.getpid())]
    way.release()
    assert process.poll() is not None
    assert answers == [True]


def test_without_caffeinate_the_answer_is_no(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    answers: list[bool] = []
    Caffeine().take("work", answers.append)
    assert answers == [False]


@pytest.mark.parametrize("agrees", [True, False])
def test_windows_is_asked_to_require_the_system_and_then_not(
    agrees: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    flags: list[int] = []

    def set_state(wanted: int) -> int:
        flags.append(wanted)
        return int(agrees)

    kernel = SimpleNamespace(SetThreadExecutionState=set_state)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    answers: list[bool] = []
    way = ExecutionState()
    way.take("work", answers.append)
    way.release()
    assert answers == [agrees]
    assert flags == [0x80000001, 0x80000000]


@pytest.fixture
def bus() -> Iterator[str]:
    """The address of a session bus of our own."""
    if sys.platform != "linux" or shutil.which("dbus-daemon") is None:
        pytest.skip("no dbus-daemon here")
    with subprocess.Popen(
        ["dbus-daemon", "--session", "--print-address", "--nofork", "--nopidfile"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as daemon:  # fmt: skip
        assert daemon.stdout
        yield daemon.stdout.readline().strip()
        daemon.kill()


class Script:
    """A Python script in a process of its own, because a process knows one session bus all its life."""

    def __init__(self, text: str, address: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", text], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env=os.environ | {
                "DBUS_SESSION_BUS_ADDRESS": address, "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere",
            },
        )  # fmt: skip

    def __enter__(self) -> Script:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def hear(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline().strip()

    def go_on(self) -> None:
        assert self._process.stdin
        self._process.stdin.write("\n")
        self._process.stdin.flush()


def test_a_desktop_holds_the_wish_until_we_let_go(bus: str) -> None:
    with Script(SERVICE, bus) as desktop:
        assert desktop.hear() == "ready"
        before = guests(bus)
        with Script(CLIENT, bus) as client:
            assert client.hear() == "asked True"
            assert desktop.hear() == "held Readreel An article is being made"
            assert client.hear() == "answer True"
            assert len(guests(bus) - before) == 1
            client.go_on()
            assert client.hear() == "released"
            wait_for(lambda: guests(bus) == before)


def test_a_bus_without_a_power_manager_refuses_without_holding_us_up(bus: str) -> None:
    with Script(CLIENT, bus) as client:
        assert [client.hear(), client.hear()] == ["asked True", "answer False"]


def test_without_any_bus_the_answer_is_no() -> None:
    with Script(CLIENT, "unix:path=/nowhere") as client:
        assert sorted([client.hear(), client.hear()]) == ["answer False", "asked True"]


def guests(address: str) -> set[str]:
    """The names of all connections to the bus."""
    from PySide6.QtDBus import QDBusConnection

    bus = QDBusConnection.connectToBus(address, address)
    return {name for name in bus.interface().registeredServiceNames().value() if ":" in name}


def wait_for(true: Callable[[], bool], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)
