"""The bar, the list and the choices, used as a person would; the queue below them is real."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from readreel.core.time import Span
from readreel.gui.jobs import child as jobs
from readreel.gui.jobs.bar import JobBar
from readreel.gui.jobs.details import Details, last_words
from readreel.gui.jobs.entries import Entry, Request
from readreel.gui.jobs.list import JobList
from readreel.gui.jobs.panel import ChoicePanel
from readreel.gui.jobs.queue import Queue
from readreel.gui.jobs.strip import JobStrip
from readreel.gui.jobs.words import percent, remaining, summary, trouble
from readreel.gui.theme import Theme
from readreel.project.artifacts import AudioTrack, Recording, SubtitleTrack
from readreel.project.folder import ProjectFolder

ENTRY = Entry(
    id="one", recording="/videos/talk.mp4", project="/projects/talk", state="running",
    step="transcribe", share=0.12, eta=740.0,
)  # fmt: skip
FOUND = Recording(
    path="/videos/talk.mp4", name="talk.mp4", size=1, fingerprint="x", container="mp4",
    duration=600.0, span=Span(0, 600),
    audio=(AudioTrack(0, "aac", 2, 48000, "eng", "Talk"), AudioTrack(1, "aac", 2, 48000, "deu")),
    subtitles=(SubtitleTrack(0, "mov_text", "eng"), SubtitleTrack(0, "srt", "", path="/v/talk.srt")),
)  # fmt: skip
SLOW = """
import json, os, sys, time
def tell(**event):
    sys.stdout.write(json.dumps(event) + "\\n"); sys.stdout.flush()
tell(type="started", step="transcribe")
tell(type="progress", step="transcribe", done=1, total=4, unit="s", overall=0.25, eta=600.0)
"""

Behave = Callable[[str], None]

pytestmark = pytest.mark.usefixtures("look")


@pytest.fixture
def behave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Behave:
    def use(script: str) -> None:
        path = tmp_path / "child.py"
        path.write_text(SLOW + textwrap.dedent(script), encoding="utf-8")
        monkeypatch.setattr(jobs, "program", lambda: [sys.executable, "-u", str(path)])

    return use


def shown(widget: QWidget) -> set[str]:
    """What can be pressed, by the names that are read aloud."""
    buttons = [*widget.findChildren(QToolButton), *widget.findChildren(QPushButton)]
    return {
        button.accessibleName() or button.text()
        for button in buttons
        if not button.isHidden() and button.isEnabled()
    }


def press(widget: QWidget, name: str, qtbot: QtBot) -> None:
    buttons = [*widget.findChildren(QToolButton), *widget.findChildren(QPushButton)]
    button = next(b for b in buttons if name in (b.accessibleName(), b.text()))
    assert not button.isHidden(), name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def said(bar: JobBar) -> str:
    return bar._text.text()


@pytest.fixture
def bar(qtbot: QtBot) -> JobBar:
    bar = JobBar()
    qtbot.addWidget(bar)
    bar.resize(900, 60)
    return bar


@pytest.mark.parametrize(
    ("entry", "text", "offered"),
    [
        (ENTRY, "Listening · 12% · about 12 minute(s) left", {"Pause", "Cancel"}),
        (replace(ENTRY, share=0.0, eta=None), "Listening", {"Pause", "Cancel"}),
        (replace(ENTRY, stopping=True), "Stopping · 12%", {"Cancel"}),
        (replace(ENTRY, state="paused"), "Paused · 12%", {"Go on", "Cancel"}),
        (replace(ENTRY, state="waiting"), "Waiting", {"Cancel"}),
        (replace(ENTRY, state="cancelled"), "Cancelled · 12%", {"Go on", "Take out of the list"}),
    ],
)
def test_the_bar_says_what_happens_and_offers_what_can_be_done(
    bar: JobBar, entry: Entry, text: str, offered: set[str]
) -> None:
    bar.show_entry(entry)
    assert not bar.isHidden()
    assert said(bar) == text
    overnight = {"Keep the computer awake until it is done"} if "Pause" in offered else set()
    assert shown(bar) == {*offered, *overnight, "Choices for this recording"}


def test_nothing_and_what_is_finished_need_no_bar(bar: JobBar) -> None:
    for entry in (None, replace(ENTRY, state="finished")):
        bar.show_entry(ENTRY)
        bar.show_entry(entry)
        assert bar.isHidden()


def test_where_the_page_does_not_say_it_the_bar_names_the_file(bar: JobBar) -> None:
    bar.show_entry(ENTRY, named=True)
    assert said(bar).startswith("talk.mp4 · Listening")


def test_each_button_tells_of_its_entry(bar: JobBar, qtbot: QtBot) -> None:
    for entry, name, signal in (
        (ENTRY, "Pause", bar.pause_asked),
        (ENTRY, "Cancel", bar.cancel_asked),
        (ENTRY, "Choices for this recording", bar.choices_asked),
        (replace(ENTRY, state="paused"), "Go on", bar.resume_asked),
        (replace(ENTRY, state="failed", code="cancelled"), "Try again", bar.resume_asked),
        (
            replace(ENTRY, state="failed", code="cancelled"),
            "Take out of the list",
            bar.dismiss_asked,
        ),
    ):
        bar.show_entry(entry)
        with qtbot.waitSignal(signal, timeout=1000) as told:
            press(bar, name, qtbot)
        assert told.args == ["one"]


def test_a_failure_says_what_is_safe_and_shows_the_log(
    bar: JobBar, tmp_path: Path, qtbot: QtBot
) -> None:
    log = tmp_path / "transcribe.log"
    log.write_text("early\n" * 10_000 + "decoder: out of memory\n", encoding="utf-8")
    failed = replace(
        ENTRY, state="failed", code="engine.killed", tail="readreel: the step was ended",
        values={"step": "transcribe", "status": "SIGKILL", "log": str(log)},
    )  # fmt: skip
    bar.show_entry(failed)
    assert "“Listening”" in said(bar)
    assert "What was finished is kept." in said(bar)
    assert "--writer" not in said(bar), "no command to type"
    press(bar, "Show details", qtbot)
    dialog = bar.findChild(Details)
    assert dialog
    assert dialog.text().endswith("decoder: out of memory\n\nreadreel: the step was ended")
    assert len(dialog.text()) < 20_000
    press(dialog, "Copy", qtbot)
    assert QGuiApplication.clipboard().text() == dialog.text()
    press(dialog, "Close", qtbot)
    assert not dialog.isVisible()


def test_details_do_without_a_log() -> None:
    assert last_words(replace(ENTRY, values={"log": "/nowhere"}, tail=" said ")) == "said"
    assert last_words(ENTRY) == ""


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (None, ""), (0, "less than a minute left"), (29, "less than a minute left"),
        (61, "about 1 minute(s) left"), (5000, "about 83 minute(s) left"),
        (5400, "about 2 hour(s) left"), (36000, "about 10 hour(s) left"),
    ],
)  # fmt: skip
def test_the_time_left_is_said_as_people_do(seconds: float | None, text: str) -> None:
    assert remaining(seconds) == text


def test_a_hundred_percent_is_said_only_at_the_end() -> None:
    assert [percent(share) for share in (0.004, 0.5, 0.9999, 1.0)] == ["0%", "50%", "99%", "100%"]


def test_no_code_no_trouble() -> None:
    assert trouble(ENTRY) == ""


# --- the list ------------------------------------------------------------------------------------


@pytest.fixture
def listed(qtbot: QtBot) -> JobList:
    shown_list = JobList()
    qtbot.addWidget(shown_list)
    shown_list.show_entries([replace(ENTRY, id=name, recording=f"/{name}.mp4") for name in "abc"])
    shown_list.show()
    return shown_list


def test_alt_and_an_arrow_move_an_entry_and_delete_takes_it_out(
    listed: JobList, qtbot: QtBot
) -> None:
    moves: list[tuple[str, int]] = []
    listed.moved.connect(lambda name, place: moves.append((name, place)))
    listed.setCurrentRow(1)
    qtbot.keyClick(listed, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(listed, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert moves == [("b", 0), ("b", 2)]
    qtbot.keyClick(listed, Qt.Key.Key_Down)
    assert listed.currentRow() == 2
    with qtbot.waitSignal(listed.remove_asked, timeout=1000) as told:
        qtbot.keyClick(listed, Qt.Key.Key_Delete)
    assert told.args == ["c"]


def test_a_row_that_is_dropped_elsewhere_is_moved_and_the_list_may_be_filled_anew(
    listed: JobList, qtbot: QtBot
) -> None:
    listed.moved.connect(lambda *_: listed.show_entries([ENTRY]))
    listed.setCurrentRow(0)
    with qtbot.waitSignal(listed.moved, timeout=1000) as told:
        # What a drop does with the rows.
        listed.model().moveRow(QModelIndex(), 0, QModelIndex(), 3)
    assert told.args == ["a", 2]
    assert listed.count() == 1


def test_the_list_keeps_what_was_chosen_and_tells_how_far_in_its_place(listed: JobList) -> None:
    listed.setCurrentRow(2)
    again = [replace(ENTRY, id=name, recording=f"/{name}.mp4") for name in "cab"]
    listed.show_entries(again)
    assert listed.currentRow() == 0
    listed.tell(replace(again[1], share=0.5))
    assert "50%" in listed.item(1).text()
    assert "12%" in listed.item(0).text()


def test_an_empty_list_says_so(listed: JobList, qtbot: QtBot) -> None:
    listed.show_entries([])
    assert listed.item(0).text() == "Nothing is being made"
    with qtbot.assertNotEmitted(listed.opened):
        qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 20))


# --- the choices ---------------------------------------------------------------------------------


@pytest.fixture
def panel(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> ChoicePanel:
    made = ChoicePanel()
    qtbot.addWidget(made)
    return made


def field(panel: ChoicePanel, name: str) -> QWidget:
    kinds = (*panel.findChildren(QComboBox), *panel.findChildren(QLineEdit))
    return next(one for one in kinds if one.accessibleName() == name)


def offers(panel: ChoicePanel, name: str) -> list[object]:
    box = field(panel, name)
    assert isinstance(box, QComboBox)
    return [box.itemData(row) for row in range(box.count())]


def choose(panel: ChoicePanel, name: str, value: object) -> None:
    box = field(panel, name)
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(offers(panel, name).index(value))
    box.activated.emit(box.currentIndex())


def test_before_the_file_is_known_there_are_defaults(panel: ChoicePanel) -> None:
    panel.show_request(Request(), None, ["whisper"], ["qwen"])
    assert offers(panel, "Sound track") == [None]
    assert not field(panel, "Sound track").isEnabled()
    assert offers(panel, "Subtitles") == ["auto", "none"]
    assert offers(panel, "Listens") == ["auto", "whisper"]
    assert offers(panel, "Writes") == ["auto", "qwen", "none"]
    assert panel.request() == Request()


def test_what_is_in_the_file_can_be_chosen(panel: ChoicePanel, qtbot: QtBot) -> None:
    panel.show_request(Request(device="cpu", threads=3), FOUND, [], [])
    assert offers(panel, "Sound track") == [None, 0, 1]
    assert offers(panel, "Subtitles") == ["auto", "none", "embedded:0", "/v/talk.srt"]
    panel.show()
    told: list[Request] = []
    panel.changed.connect(told.append)
    choose(panel, "Sound track", 1)
    choose(panel, "Language spoken", "de")
    choose(panel, "Style", "concise")
    choose(panel, "Language of the article", "fr")
    start = field(panel, "From")
    assert isinstance(start, QLineEdit)
    qtbot.keyClicks(start, "1:30")
    qtbot.keyClick(start, Qt.Key.Key_Return)
    assert told == [], "several choices are one change"
    panel.hide()
    assert told == [
        Request(
            audio_track=1, language="de", style="concise", article_language="fr", start=90.0,
            device="cpu", threads=3,
        )
    ]  # fmt: skip
    arguments = told[0].arguments(Path("talk.mp4"), Path("project"))
    assert {"--style=concise", "--article-language=fr"} <= set(arguments)


def test_without_a_writer_there_is_no_language_to_choose(panel: ChoicePanel, qtbot: QtBot) -> None:
    panel.show_request(Request(article_language="fr"), FOUND, [], ["qwen"])
    assert offers(panel, "Language of the article")[0] == ""
    panel.show()
    choose(panel, "Writes", "none")
    assert not field(panel, "Language of the article").isEnabled()
    assert panel.request().article_language == ""
    choose(panel, "Writes", "qwen")
    assert panel.request() == Request(writer="qwen", article_language="fr")
    assert not any("--article-language" in a for a in Request().arguments(Path("a"), Path("b")))


def test_a_choice_is_told_a_moment_later(panel: ChoicePanel, qtbot: QtBot) -> None:
    panel.show_request(Request(), FOUND, [], ["qwen"])
    panel.show()
    with qtbot.waitSignal(panel.changed, timeout=5000) as told:
        choose(panel, "Writes", "none")
    assert told.args[0].writer == "none"
    with qtbot.assertNotEmitted(panel.changed):
        panel.hide()


@pytest.mark.parametrize(
    ("start", "end", "complaint"),
    [
        ("noon", "", "Times are written"),
        ("5:00", "4:00", "The end must come after"),
        ("11:00", "", "The recording is shorter"),
    ],
)
def test_times_that_make_no_sense_change_nothing(
    panel: ChoicePanel, qtbot: QtBot, start: str, end: str, complaint: str
) -> None:
    panel.show_request(Request(), FOUND, [], [])
    panel.show()
    for name, text in (("From", start), ("To", end)):
        one = field(panel, name)
        assert isinstance(one, QLineEdit)
        one.setText(text)
    with qtbot.assertNotEmitted(panel.changed):
        one.editingFinished.emit()
        assert panel._note.text().startswith(complaint)
        assert not panel._note.isHidden()
        panel.hide()


def test_fractions_that_are_not_shown_are_not_lost(panel: ChoicePanel, qtbot: QtBot) -> None:
    panel.show_request(Request(start=12.5, end=80.25), FOUND, [], [])
    assert panel.request() == Request(start=12.5, end=80.25)


# --- all of it over a queue ----------------------------------------------------------------------


@pytest.fixture
def strip(data: Path, qtbot: QtBot) -> JobStrip:
    strip = JobStrip(Queue(data / "projects"))
    qtbot.addWidget(strip)
    strip.resize(900, 60)
    strip.show()
    return strip


def begun(strip: JobStrip, folder: Path, name: str, qtbot: QtBot) -> Entry:
    path = folder / name
    path.write_bytes(name.encode() * 100)
    entry = strip.queue.add(path, Request())
    assert entry
    return entry


def test_a_recording_is_paused_and_goes_on_by_its_bar(
    strip: JobStrip, tmp_path: Path, behave: Behave, qtbot: QtBot
) -> None:
    behave("sys.stdin.readline(); sys.exit(130)")
    assert strip.bar.isHidden()
    entry = begun(strip, tmp_path, "a.mp4", qtbot)
    strip.show_for(Path(entry.project))
    qtbot.waitUntil(lambda: "25%" in said(strip.bar), timeout=10000)
    assert "about 10 minute(s) left" in said(strip.bar)
    press(strip.bar, "Pause", qtbot)
    assert said(strip.bar) == "Stopping · 25%"
    qtbot.waitUntil(lambda: said(strip.bar) == "Paused · 25%", timeout=10000)
    behave("")
    press(strip.bar, "Go on", qtbot)
    qtbot.waitUntil(strip.bar.isHidden, timeout=10000)
    assert strip.queue.entries[0].state == "finished"


def test_a_failure_is_tried_again_by_its_bar(
    strip: JobStrip, tmp_path: Path, behave: Behave, qtbot: QtBot
) -> None:
    behave("os.abort()")
    entry = begun(strip, tmp_path, "a.mp4", qtbot)
    strip.show_for(Path(entry.project))
    qtbot.waitUntil(lambda: "crashed" in said(strip.bar), timeout=10000)
    behave("")
    press(strip.bar, "Try again", qtbot)
    qtbot.waitUntil(strip.bar.isHidden, timeout=10000)


def test_what_is_cancelled_can_be_taken_out(
    strip: JobStrip, tmp_path: Path, behave: Behave, qtbot: QtBot
) -> None:
    behave("sys.stdin.readline(); sys.exit(130)")
    entry = begun(strip, tmp_path, "a.mp4", qtbot)
    strip.show_for(Path(entry.project))
    qtbot.waitUntil(lambda: "25%" in said(strip.bar), timeout=10000)
    press(strip.bar, "Cancel", qtbot)
    qtbot.waitUntil(lambda: said(strip.bar) == "Cancelled · 25%", timeout=10000)
    press(strip.bar, "Take out of the list", qtbot)
    assert strip.queue.entries == ()
    assert strip.bar.isHidden()


def test_elsewhere_the_bar_follows_what_is_being_made(
    strip: JobStrip, tmp_path: Path, behave: Behave, qtbot: QtBot
) -> None:
    behave("time.sleep(0.4)")
    strip.show_for(None)
    for name in ("a.mp4", "b.mp4"):
        begun(strip, tmp_path, name, qtbot)
    qtbot.waitUntil(lambda: said(strip.bar).startswith("a.mp4 · Listening"), timeout=10000)
    qtbot.waitUntil(lambda: said(strip.bar).startswith("b.mp4 · Listening"), timeout=10000)
    qtbot.waitUntil(strip.bar.isHidden, timeout=10000)


def test_the_list_opens_reorders_the_queue_and_follows_it(
    strip: JobStrip, tmp_path: Path, behave: Behave, qtbot: QtBot
) -> None:
    behave("sys.stdin.readline(); sys.exit(130)")
    entries = [begun(strip, tmp_path, f"{name}.mp4", qtbot) for name in "abc"]
    strip.show_list(strip)
    assert strip.list.isVisible()
    strip.list.setCurrentRow(2)
    qtbot.keyClick(strip.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [entry.name for entry in strip.queue.entries] == ["a.mp4", "c.mp4", "b.mp4"]
    assert strip.list.currentRow() == 1
    qtbot.waitUntil(lambda: "25%" in strip.list.item(0).text(), timeout=10000)
    with qtbot.waitSignal(strip.opened, timeout=1000) as told:
        qtbot.keyClick(strip.list, Qt.Key.Key_Return)
    assert told.args == [entries[2].id]
    assert not strip.list.isVisible()
    strip.queue.shut_down()


def test_choices_made_while_it_runs_begin_again_with_them(
    strip: JobStrip, tmp_path: Path, behave: Behave, qtbot: QtBot
) -> None:
    behave(
        """
        project = [a for a in sys.argv if a.startswith("--project=")][0].partition("=")[2]
        if "--audio-track=1" in sys.argv:
            sys.exit(0)
        time.sleep(0.5)
        tell(type="artifact", step="probe", name="recording.json")
        sys.stdin.readline(); sys.exit(130)
        """
    )
    entry = begun(strip, tmp_path, "a.mp4", qtbot)
    strip.show_for(Path(entry.project))
    press(strip.bar, "Choices for this recording", qtbot)
    assert strip.panel.isVisible()
    assert offers(strip.panel, "Sound track") == [None]
    folder = ProjectFolder(Path(entry.project))
    with folder.lock():
        folder.write(FOUND)
    qtbot.waitUntil(lambda: offers(strip.panel, "Sound track") == [None, 0, 1], timeout=10000)
    choose(strip.panel, "Sound track", 1)
    strip.panel.hide()
    qtbot.waitUntil(lambda: strip.queue.entries[0].state == "finished", timeout=10000)
    assert strip.queue.entries[0].request.audio_track == 1


def test_the_computer_is_held_awake_only_while_something_is_made(
    strip: JobStrip, tmp_path: Path, behave: Behave, qtbot: QtBot
) -> None:
    notes: list[str] = []

    class Way:
        def take(self, reason: str, answer: Callable[[bool], None]) -> None:
            notes.append("held")
            answer(True)

        def release(self) -> None:
            notes.append("released")

    strip._awake._make = Way
    behave("time.sleep(0.4)")
    kept: list[bool] = []
    strip.keep_awake_changed.connect(kept.append)
    strip.show_for(None)
    begun(strip, tmp_path, "a.mp4", qtbot)
    qtbot.waitUntil(lambda: "25%" in said(strip.bar), timeout=10000)
    assert notes == []
    press(strip.bar, "Keep the computer awake until it is done", qtbot)
    assert notes == ["held"]
    assert kept == [True]
    qtbot.waitUntil(lambda: strip.queue.entries[0].state == "finished", timeout=10000)
    assert notes == ["held", "released"]


def test_where_nothing_keeps_it_awake_that_is_a_quiet_notice(
    strip: JobStrip, tmp_path: Path, behave: Behave, qtbot: QtBot
) -> None:
    class Refusing:
        def take(self, reason: str, answer: Callable[[bool], None]) -> None:
            answer(False)

        def release(self) -> None: ...

    strip._awake._make = Refusing
    behave("time.sleep(0.4)")
    told: list[str] = []
    strip.noticed.connect(lambda code, _: told.append(code))
    strip.set_keep_awake(True)
    begun(strip, tmp_path, "a.mp4", qtbot)
    qtbot.waitUntil(lambda: strip.queue.entries[0].state == "finished", timeout=10000)
    assert told == ["awake.refused"]


def test_the_bar_follows_the_theme(bar: JobBar, look: Theme) -> None:
    bar.show_entry(ENTRY)
    before = bar.choices_button().icon().cacheKey()
    look.use("dark")
    assert bar.choices_button().icon().cacheKey() != before
    look.use("light")


def test_before_the_first_percent_the_bar_moves_without_an_end(bar: JobBar) -> None:
    line = bar._line
    beginning = replace(ENTRY, step="", share=0.0, eta=None)
    bar.show_entry(beginning)
    assert (line.minimum(), line.maximum()) == (0, 0)
    assert said(bar) == "Preparing…"
    bar.show_entry(replace(beginning, step="transcribe", share=0.004))
    assert line.maximum() == 0
    assert said(bar) == "Listening"
    bar.show_entry(replace(beginning, step="transcribe", share=0.01))
    assert line.value() / line.maximum() == 0.01
    assert said(bar) == "Listening · 1%"
    bar.show_entry(replace(beginning, state="paused"))
    assert line.maximum() > 0, "nothing moves while nothing is done"


def test_a_summary_of_what_is_over_needs_no_share() -> None:
    assert summary(replace(ENTRY, state="finished", share=1.0)) == "Finished"
