"""The player as its users meet it: keys, clicks and words, without a film (nothing here can be decoded)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from readreel.core.messages import codes
from readreel.gui.player import Player
from readreel.gui.player.captions import Captions, pieces
from readreel.gui.player.clock import Clock
from readreel.gui.player.film import shows
from readreel.gui.theme import Theme
from readreel.project.artifacts import Sentence, Transcript, Word

DURATION = 100.0
CHAPTERS = [(0.0, "Ink"), (40.0, "Type"), (80.0, "Paper")]


@pytest.fixture
def stills(tmp_path: Path) -> list[tuple[float, Path]]:
    """A red, a green and a blue still, from 0, 30 and 60 seconds on."""
    made = []
    for moment, colour in ((0.0, "#ff0000"), (30.0, "#00ff00"), (60.0, "#0000ff")):
        image = QImage(320, 180, QImage.Format.Format_RGB32)
        image.fill(QColor(colour))
        file = tmp_path / f"still-{moment:.0f}.png"
        assert image.save(str(file))
        made.append((moment, file))
    return made


@pytest.fixture
def player(qtbot: QtBot, look: Theme, stills: list[tuple[float, Path]], tmp_path: Path) -> Player:
    """A player whose recording is gone, so that stills and our own clock have to do."""
    player = Player()
    qtbot.addWidget(player, before_close_func=Player.shut_down)
    player.resize(560, 520)
    player.show()
    player.set_stills(stills)
    player.set_chapters(CHAPTERS)
    with qtbot.waitSignal(player.failed) as failed:
        player.load(tmp_path / "gone.mp4", DURATION)
    assert failed.args == ["player.missing"]
    player.setFocus()
    return player


def said(text: str, start: float, seconds_each: float = 0.5, number: int = 0) -> Sentence:
    words = text.split()
    timed = tuple(
        Word(word, start + n * seconds_each, start + (n + 1) * seconds_each)
        for n, word in enumerate(words)
    )
    return Sentence(number, start, start + len(words) * seconds_each, text, timed)


def middle(player: Player) -> QColor:
    """The colour in the middle of the screen, a little off the sign for play."""
    rect = player.view.picture_rect()
    at = rect.center() + QPointF(rect.width() / 3, 0)
    return player.view.grab().toImage().pixelColor(at.toPoint())


def shows_colour(player: Player, name: str) -> None:
    assert middle(player).name() == name


def test_the_sign_for_play_leaves_the_middle_of_the_picture_free(
    player: Player, qtbot: QtBot
) -> None:
    qtbot.waitUntil(player.view.has_image)
    rect = player.view.picture_rect()
    corner = rect.bottomLeft() + QPointF(32, -32)

    def at(place: QPointF) -> str:
        return player.view.grab().toImage().pixelColor(place.toPoint()).name()

    assert at(corner - QPointF(0, 12)) != "#ff0000"
    assert at(rect.center()) == "#ff0000"
    player.seek(1)
    assert at(corner - QPointF(0, 12)) == "#ff0000"


# --- a recording that cannot be played -----------------------------------------------------------


def test_a_missing_recording_says_so_once_inside_the_player(player: Player) -> None:
    assert player.notice.isVisible()
    assert "gone.mp4" in player.notice.text()
    assert player.current_frame() is None


def test_the_still_of_the_moment_stands_in_for_the_video(player: Player, qtbot: QtBot) -> None:
    for seconds, colour in ((10.0, "#ff0000"), (45.0, "#00ff00"), (99.0, "#0000ff")):
        player.seek(seconds)
        qtbot.waitUntil(lambda colour=colour: shows_colour(player, colour))


def test_the_position_moves_about_ten_times_a_second_without_anything_to_play(
    player: Player, qtbot: QtBot
) -> None:
    player.seek(20.0)
    heard: list[float] = []
    player.moved.connect(heard.append)
    player.play()
    qtbot.wait(1000)
    player.pause()
    assert 6 <= len(heard) <= 14
    assert heard == sorted(heard)
    assert 20.7 < player.position() < 21.5


def test_playing_stops_at_the_end_and_begins_again_from_the_start(
    player: Player, qtbot: QtBot
) -> None:
    player.seek(DURATION - 0.2)
    player.play()
    qtbot.waitUntil(lambda: not player.is_playing(), timeout=2000)
    assert player.position() == DURATION
    player.play()
    assert player.position() < 1.0


def test_trying_again_plays_a_recording_that_has_come_back_at_the_same_place(
    player: Player, qtbot: QtBot, tmp_path: Path
) -> None:
    from studio import Sound, record, tone

    player.seek(1.5)
    record(tmp_path / "gone.m4a", sounds=[Sound([(0.0, tone(3.0))])]).rename(tmp_path / "gone.mp4")
    again = next(b for b in player.notice.findChildren(type(player.notice._again)) if b.isVisible())
    QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: player.transport.source == "sound")
    assert not player.notice.isVisible()
    assert player.position() == 1.5


# --- keys ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "modifier", "moved"),
    [
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, -5.0),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, 5.0),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier, -1.0),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, 1.0),
        (Qt.Key.Key_J, Qt.KeyboardModifier.NoModifier, -10.0),
        (Qt.Key.Key_Comma, Qt.KeyboardModifier.NoModifier, -1.0),
        (Qt.Key.Key_Period, Qt.KeyboardModifier.NoModifier, 1.0),
    ],
)
def test_keys_jump(
    player: Player, key: Qt.Key, modifier: Qt.KeyboardModifier, moved: float
) -> None:
    player.seek(50.0)
    QTest.keyClick(player, key, modifier)
    assert player.position() == 50.0 + moved


def test_digits_go_to_tenths_and_page_keys_to_chapters(player: Player) -> None:
    QTest.keyClicks(player, "7")
    assert player.position() == 70.0
    QTest.keyClick(player, Qt.Key.Key_PageUp)
    assert player.position() == 40.0
    QTest.keyClick(player, Qt.Key.Key_PageDown)
    assert player.position() == 80.0
    QTest.keyClicks(player, "0")
    assert player.position() == 0.0


def test_space_plays_and_pauses_and_k_only_pauses(player: Player) -> None:
    QTest.keyClick(player, Qt.Key.Key_Space)
    assert player.is_playing()
    QTest.keyClick(player, Qt.Key.Key_Space)
    assert not player.is_playing()
    QTest.keyClicks(player, "k")
    assert not player.is_playing()


def test_l_plays_then_faster_and_stopping_returns_to_the_chosen_speed(player: Player) -> None:
    speeds = []
    for _ in range(5):
        QTest.keyClicks(player, "l")
        speeds.append(player.transport.rate)
    assert speeds == [1.0, 1.5, 2.0, 3.0, 3.0]
    QTest.keyClicks(player, "k")
    assert player.transport.rate == 1.0
    assert player.controls.speed.text() == "1×"


def test_brackets_change_the_speed_between_half_and_three_times(player: Player) -> None:
    QTest.keyClicks(player, "]]")
    assert player.transport.rate == 1.5
    QTest.keyClicks(player, "[" * 9)
    assert player.transport.rate == 0.5
    QTest.keyClicks(player, "]" * 20)
    assert player.transport.rate == 3.0


def test_arrows_change_the_volume_and_m_mutes(player: Player) -> None:
    player.deeds.set_sound(0.5)
    QTest.keyClick(player, Qt.Key.Key_Up)
    QTest.keyClick(player, Qt.Key.Key_Up)
    QTest.keyClick(player, Qt.Key.Key_Down)
    assert player.deeds.volume == pytest.approx(0.55)
    assert player.controls.volume.value() == 55
    QTest.keyClicks(player, "m")
    assert player.deeds.muted
    QTest.keyClicks(player, "m")
    assert not player.deeds.muted


def test_the_keys_work_from_every_control_that_has_the_focus(player: Player) -> None:
    for control in (player.controls.play, player.controls.captions, player.timeline):
        player.seek(50.0)
        control.setFocus()
        QTest.keyClick(control, Qt.Key.Key_Right)
        assert player.position() == 55.0


def test_commands_of_the_window_are_not_the_players(player: Player) -> None:
    player.seek(50.0)
    QTest.keyClick(player, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(player, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert player.position() == 50.0
    assert player._theatre is None


def test_every_control_has_a_name_and_tells_its_key(player: Player) -> None:
    controls = player.controls
    for control in (controls.play, controls.back, controls.on, controls.captions, controls.speed):
        assert control.accessibleName()
        assert "(" in control.toolTip()
    assert player.timeline.accessibleName()
    player.seek(45.0)
    assert player.timeline.value() == 45
    assert "Type" in player.timeline.accessibleDescription()


# --- mouse ---------------------------------------------------------------------------------------


def test_a_click_on_the_picture_plays_and_another_pauses(player: Player) -> None:
    QTest.mouseClick(player.view, Qt.MouseButton.LeftButton)
    assert player.is_playing()
    QTest.mouseClick(player.view, Qt.MouseButton.LeftButton)
    assert not player.is_playing()


def test_click_and_drag_on_the_timeline_seek(player: Player) -> None:
    line = player.timeline
    y = line.height() // 2
    QTest.mousePress(line, Qt.MouseButton.LeftButton, pos=QPoint(round(line.x_of(25)), y))
    assert player.position() == pytest.approx(25, abs=0.3)
    QTest.mouseMove(line, QPoint(round(line.x_of(60)), y))
    assert player.position() == pytest.approx(60, abs=0.3)
    QTest.mouseRelease(line, Qt.MouseButton.LeftButton, pos=QPoint(round(line.x_of(60)), y))
    QTest.mouseMove(line, QPoint(round(line.x_of(90)), y))
    assert player.position() == pytest.approx(60, abs=0.3)


def test_pointing_at_the_timeline_shows_still_chapter_and_time(
    player: Player, qtbot: QtBot
) -> None:
    line = player.timeline
    QTest.mouseMove(line, QPoint(round(line.x_of(65.2)), line.height() // 2))
    card = player.card
    assert card.isVisible()
    assert card._title.text() == "Type"
    assert card._time.text() == "1:05"

    def blue() -> None:
        assert card._picture.pixmap().toImage().pixelColor(20, 20).name() == "#0000ff"

    qtbot.waitUntil(blue)
    assert player.rect().contains(card.geometry())
    assert card.geometry().bottom() < line.geometry().top()
    QTest.mouseMove(line, QPoint(round(line.x_of(0)), line.height() // 2))
    assert player.rect().contains(card.geometry())
    line.left.emit()
    assert not card.isVisible()


def test_the_picture_keeps_its_shape_and_the_controls_stay_under_it(player: Player) -> None:
    player.resize(560, 900)
    assert player.controls.geometry().bottom() < 480
    player.resize(1200, 400)
    rect = player.view.picture_rect()
    assert rect.width() / rect.height() == pytest.approx(16 / 9, abs=0.02)
    assert player.controls.geometry().bottom() <= 400


def test_the_whole_display_and_back(player: Player, qtbot: QtBot) -> None:
    QTest.keyClicks(player, "f")
    theatre = player._theatre
    assert theatre is not None
    assert player.view.window() is theatre
    QTest.keyClick(theatre, Qt.Key.Key_Space)
    assert player.is_playing()
    QTest.keyClick(theatre, Qt.Key.Key_Escape)
    assert player.view.window() is player
    assert player.is_playing()
    QTest.mouseDClick(player.view, Qt.MouseButton.LeftButton)
    assert player.view.window() is player._theatre
    player._theatre.close()
    assert player.view.window() is player
    assert player.view.isVisible()


# --- captions ------------------------------------------------------------------------------------


def test_captions_are_off_until_asked_for_and_follow_the_position(
    player: Player, qtbot: QtBot
) -> None:
    talk = Transcript(language="en", source="listened", sentences=(said("Set it in type.", 10.0),))
    player.set_transcript(talk)
    player.seek(11.0)
    qtbot.waitUntil(lambda: player.view.has_image())
    assert player.view._words == ""
    without = player.view.grab().toImage()
    with qtbot.waitSignal(player.captions_changed) as chosen:
        QTest.keyClicks(player, "c")
    assert chosen.args == [True]
    assert player.view._words == "Set it in type."
    assert player.view.grab().toImage() != without
    assert player.controls.captions.isChecked()
    player.seek(60.0)
    assert player.view._words == ""


def test_captions_cannot_be_switched_on_where_nothing_is_known_to_be_said(player: Player) -> None:
    assert not player.controls.captions.isEnabled()


def test_a_long_sentence_is_cut_between_words_and_each_piece_shows_when_it_is_said() -> None:
    text = " ".join(f"word{n:02d}" for n in range(40))
    sentence = said(text, 5.0)
    cut = pieces(sentence, 84)
    assert len(cut) == 4
    assert " ".join(piece.text for piece in cut) == text
    assert all(len(piece.text) <= 84 for piece in cut)
    captions = Captions(Transcript(language="en", source="listened", sentences=(sentence,)))
    for piece in cut:
        assert captions.at(piece.start + 0.01) == piece.text
    assert captions.at(4.9) == ""
    assert captions.at(sentence.end + 1.0) == cut[-1].text
    assert captions.at(sentence.end + 2.0) == ""


def test_scripts_without_spaces_are_cut_between_words_and_right_to_left_is_known() -> None:
    words = tuple(Word("活字", n * 0.5, n * 0.5 + 0.5) for n in range(40))
    sentence = Sentence(0, 0.0, 20.0, "活字" * 40, words)
    assert {len(piece.text) for piece in pieces(sentence, 32)} <= {26, 28, 24}
    assert Captions(Transcript(language="ar", source="listened")).right_to_left
    assert not Captions(Transcript(language="zh", source="listened")).right_to_left


# --- parts ---------------------------------------------------------------------------------------


def test_the_clock_counts_only_while_it_runs_and_at_its_rate() -> None:
    now = [100.0]
    clock = Clock(lambda: now[0])
    now[0] += 5
    assert clock.position() == 0
    clock.run(True)
    now[0] += 2
    clock.set_rate(2.0)
    now[0] += 3
    assert clock.position() == 8
    clock.seek(50)
    now[0] += 1
    clock.run(False)
    now[0] += 9
    assert clock.position() == 52


@pytest.mark.parametrize(
    ("start", "end", "moment", "shown"),
    [
        (1_000_000, 1_100_000, 1_001_000, True),
        (900_000, 1_000_000, 1_001_000, False),
        (5_000_000, 5_100_000, 1_001_000, False),
        (1_150_000, 1_250_000, 1_001_000, True),
        (-1, -1, 1_001_000, True),
        (1_000_000, 1_000_000, 1_001_000, True),
        (5_000_000, 5_000_000, 1_001_000, False),
    ],
)
def test_a_frame_of_before_a_seek_is_not_taken_for_the_one_asked_for(
    start: int, end: int, moment: int, shown: bool
) -> None:
    assert shows(start, end, moment) is shown


def test_everything_the_player_reports_has_its_message() -> None:
    folder = Path(__file__).parents[2] / "desktop/readreel/gui/player"
    source = "".join(file.read_text(encoding="utf-8") for file in folder.glob("*.py"))
    ours = {code for code in codes() if code.startswith("player.")}
    assert ours
    assert all(f'"{code}"' in source for code in ours)


def test_importing_the_player_or_making_one_loads_no_multimedia() -> None:
    check = (
        "import sys; from PySide6.QtWidgets import QApplication; "
        "from readreel.gui.player import Player; app = QApplication([]); player = Player(); "
        "bad = [m for m in sys.modules if 'Multimedia' in m or m in ('av', 'numpy')]; "
        "sys.exit(repr(bad) if bad else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", check], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
