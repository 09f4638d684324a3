"""The player with real recordings: exact seeks, playing, files that break, and closing without a hang."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

import studio
from readreel.gui.player import Player
from readreel.gui.theme import Theme

RATE, SECONDS = 10, 8
STEP = 3


def grey(moment: float) -> studio.Picture:
    """A picture whose grey tells the number of the frame."""
    level = 8 + STEP * round(moment * RATE)
    return np.full((180, 320, 3), level, dtype=np.uint8)


@pytest.fixture(scope="session")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    film = studio.film(grey, SECONDS, rate=RATE, options={"crf": "4"})
    sound = studio.Sound([(0.0, studio.tone(SECONDS, loud=0.05))])
    return studio.record(tmp_path_factory.mktemp("film") / "talk.mp4", video=film, sounds=[sound])


@pytest.fixture
def player(qtbot: QtBot, look: Theme) -> Player:
    player = Player()
    qtbot.addWidget(player, before_close_func=Player.shut_down)
    player.resize(480, 400)
    player.show()
    return player


def number(player: Player) -> int:
    """The number of the frame that `current_frame` gives; -1 for none."""
    image = player.current_frame()
    return -1 if image is None else round((image.pixelColor(160, 90).red() - 8) / STEP)


def painted(player: Player) -> int:
    """The number of the frame that is painted."""
    at = player.view.picture_rect().topLeft().toPoint()
    colour = player.view.grab().toImage().pixelColor(at.x() + 20, at.y() + 20)
    return round((colour.red() - 8) / STEP)


def opened(player: Player, qtbot: QtBot, file: Path, seconds: float = SECONDS) -> None:
    player.load(file, seconds)
    qtbot.waitUntil(lambda: player.transport.source == "film")


def test_opening_shows_the_first_frame_and_does_not_play(
    player: Player, qtbot: QtBot, talk: Path
) -> None:
    opened(player, qtbot, talk)
    qtbot.wait(300)
    assert number(player) == painted(player) == 0
    assert player.position() == 0
    assert not player.is_playing()
    image = player.current_frame()
    assert image is not None
    assert (image.width(), image.height()) == (320, 180)


def test_a_seek_before_the_file_is_open_is_kept(player: Player, qtbot: QtBot, talk: Path) -> None:
    player.load(talk, SECONDS)
    player.seek(7.3)
    assert player.position() == 7.3
    qtbot.waitUntil(lambda: number(player) == 73)


@pytest.mark.parametrize("seconds", [0.0, 3.7, 0.3, 7.9, 5.05, 2.0])
def test_a_seek_shows_exactly_the_frame_of_its_moment(
    player: Player, qtbot: QtBot, talk: Path, seconds: float
) -> None:
    opened(player, qtbot, talk)
    player.seek(6.0)
    qtbot.waitUntil(lambda: number(player) == 60)
    player.seek(seconds)
    assert player.position() == seconds
    wanted = int(seconds * RATE + 1e-6)
    qtbot.waitUntil(lambda: number(player) == wanted)
    qtbot.wait(100)
    assert number(player) == painted(player) == wanted
    assert player.position() == seconds


def test_of_many_seeks_in_a_row_the_last_one_holds(
    player: Player, qtbot: QtBot, talk: Path
) -> None:
    opened(player, qtbot, talk)
    for tenth in range(79, 20, -2):
        player.seek(tenth / 10)
    player.seek(4.4)
    qtbot.waitUntil(lambda: number(player) == 44)
    qtbot.wait(500)
    assert number(player) == 44


def test_single_frames_forward_and_back(player: Player, qtbot: QtBot, talk: Path) -> None:
    opened(player, qtbot, talk)
    player.seek(5.0)
    qtbot.waitUntil(lambda: number(player) == 50)
    for deed, frame in (("frame_on", 51), ("frame_on", 52), ("frame_back", 51), ("frame_back", 50)):
        player.deeds.do(deed)
        qtbot.waitUntil(lambda frame=frame: number(player) == frame)


def test_playing_moves_frames_and_position_together(
    player: Player, qtbot: QtBot, talk: Path
) -> None:
    opened(player, qtbot, talk)
    player.seek(2.0)
    qtbot.waitUntil(lambda: number(player) == 20)
    heard: list[float] = []
    player.moved.connect(heard.append)
    player.play()
    qtbot.wait(1500)
    player.pause()
    qtbot.wait(200)
    assert heard == sorted(heard)
    assert 2.6 < player.position() < 4.0
    assert abs(number(player) - player.position() * RATE) <= 3
    assert painted(player) == number(player)


def test_speed_makes_it_faster(player: Player, qtbot: QtBot, talk: Path) -> None:
    opened(player, qtbot, talk)
    player.deeds.set_speed(3.0)
    player.play()
    qtbot.waitUntil(lambda: player.position() > 0.2)
    place, begun = player.position(), time.monotonic()
    qtbot.wait(1500)
    passed = player.position() - place
    assert passed / (time.monotonic() - begun) > 2.0


def test_a_seek_while_playing_goes_on_playing_from_there(
    player: Player, qtbot: QtBot, talk: Path
) -> None:
    opened(player, qtbot, talk)
    player.play()
    qtbot.waitUntil(lambda: player.position() > 0.2)
    player.seek(6.5)
    assert player.position() == 6.5
    qtbot.waitUntil(lambda: player.position() > 6.8)
    assert player.is_playing()
    assert number(player) >= 65


def test_the_end_keeps_the_last_frame_and_stops(player: Player, qtbot: QtBot, talk: Path) -> None:
    opened(player, qtbot, talk)
    player.seek(SECONDS - 0.5)
    player.play()
    qtbot.waitUntil(lambda: not player.is_playing())
    assert player.position() == SECONDS
    assert painted(player) >= SECONDS * RATE - 2
    assert not player.notice.code or player.notice.code == "player.silent"
    player.seek(3.0)
    qtbot.waitUntil(lambda: number(player) == 30)
    assert not player.is_playing()


def test_the_same_recording_again_keeps_its_place_and_another_begins_anew(
    player: Player, qtbot: QtBot, talk: Path, tmp_path: Path
) -> None:
    player.load(talk, 0.0)
    player.seek(5.0)
    qtbot.waitUntil(lambda: number(player) == 50)
    assert player.duration() == pytest.approx(SECONDS, abs=0.1)
    player.load(talk, 7.9)
    assert player.position() == 5.0
    assert player.duration() == 7.9
    other = shutil.copy(talk, tmp_path / "other.mp4")
    player.load(Path(other), SECONDS)
    assert player.position() == 0.0
    qtbot.waitUntil(lambda: number(player) == 0)


def test_letting_go_of_the_recording_leaves_an_empty_player(
    player: Player, qtbot: QtBot, talk: Path
) -> None:
    opened(player, qtbot, talk)
    player.play()
    player.load(None, 0.0)
    qtbot.wait(300)
    assert not player.is_playing()
    assert player.current_frame() is None
    assert not player.view.has_image()


def test_another_audio_track_can_be_chosen_before_the_file_is_open(
    player: Player, qtbot: QtBot, tmp_path: Path
) -> None:
    sounds = [studio.Sound([(0.0, studio.tone(2, pitch=pitch))]) for pitch in (300.0, 600.0)]
    file = studio.record(tmp_path / "two.mp4", sounds=sounds)
    player.load(file, 2.0)
    player.set_audio_track(1)
    qtbot.waitUntil(lambda: player.transport.source == "sound")
    film = player.transport._film
    assert film is not None
    assert film._player.activeAudioTrack() == 1


def test_a_sound_device_that_is_plugged_in_later_plays_at_the_chosen_volume(
    player: Player, qtbot: QtBot, talk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(player, qtbot, talk)
    film = player.transport._film
    assert film is not None
    monkeypatch.setattr(film, "can_be_heard", lambda: False)
    film._devices.audioOutputsChanged.emit()
    assert not player.controls.mute.isEnabled()
    player.play()
    assert player.notice.code == "player.silent"
    player.deeds.set_sound(0.5)
    monkeypatch.setattr(film, "can_be_heard", lambda: True)
    film._devices.audioOutputsChanged.emit()
    assert player.controls.mute.isEnabled()
    assert not player.notice.isVisible()
    output = film._player.audioOutput()
    assert output is not None
    assert 0.05 < output.volume() < 0.5
    player.deeds.do("mute")
    assert output.isMuted()


# --- recordings that break -----------------------------------------------------------------------


def test_a_codec_that_cannot_be_played_shows_stills_while_the_position_moves(
    player: Player, qtbot: QtBot, talk: Path, tmp_path: Path
) -> None:
    odd = tmp_path / "odd.mp4"
    odd.write_bytes(talk.read_bytes().replace(b"avc1", b"zzzz"))
    still = tmp_path / "still.png"
    from PySide6.QtGui import QImage

    image = QImage(32, 18, QImage.Format.Format_RGB32)
    image.fill(0xFF00FF)
    image.save(str(still))
    player.set_stills([(0.0, still)])
    with qtbot.waitSignal(player.failed) as failed:
        player.load(odd, SECONDS)
    assert failed.args == ["player.picture"]
    assert "odd.mp4" in player.notice.text()
    assert player.current_frame() is None
    player.seek(4.0)
    player.play()
    qtbot.waitUntil(lambda: player.position() > 4.3)
    assert player.view.has_image()


def test_what_is_no_recording_at_all_is_told_apart_from_one_that_is_missing(
    player: Player, qtbot: QtBot, tmp_path: Path
) -> None:
    odd = tmp_path / "odd.mp4"
    odd.write_bytes(bytes(range(256)) * 100)
    with qtbot.waitSignal(player.failed) as failed:
        player.load(odd, 60.0)
    assert failed.args == ["player.unplayable"]
    player.play()
    qtbot.waitUntil(lambda: player.position() > 0.2)


def test_a_recording_cut_short_while_it_plays_goes_on_with_stills(
    player: Player, qtbot: QtBot, talk: Path, tmp_path: Path
) -> None:
    shrinking = tmp_path / "shrinking.mkv"
    film = studio.film(grey, SECONDS, rate=RATE, options={"crf": "4"})
    noise = np.random.default_rng(1).normal(0, 0.1, SECONDS * 48_000).astype(np.float32)
    studio.record(shrinking, video=film, sounds=[studio.Sound([(0.0, noise)], codec="flac")])
    opened(player, qtbot, shrinking)
    player.play()
    os.truncate(shrinking, shrinking.stat().st_size // 3)
    with qtbot.waitSignal(player.failed, timeout=9000) as failed:
        player.deeds.set_speed(3.0)
    assert failed.args == ["player.cut"]
    place = player.position()
    assert 0.5 < place < SECONDS - 3
    qtbot.waitUntil(lambda: player.position() > place + 0.3)


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let go of an open file's name")
def test_a_recording_that_loses_its_name_while_open_plays_on(
    player: Player, qtbot: QtBot, talk: Path, tmp_path: Path
) -> None:
    file = Path(shutil.copy(talk, tmp_path / "lost.mp4"))
    opened(player, qtbot, file)
    file.unlink()
    player.seek(5.0)
    qtbot.waitUntil(lambda: number(player) == 50)
    assert not player.notice.code


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let go of an open file's name")
def test_a_recording_that_vanishes_whole_while_open_is_replaced_by_its_stills(
    player: Player, qtbot: QtBot, talk: Path, tmp_path: Path
) -> None:
    long = studio.film(lambda t: studio.slide(int(t)), 40, rate=RATE, keyframes=10)
    file = studio.record(tmp_path / "vanishing.mkv", video=long)
    opened(player, qtbot, file, 40)
    os.truncate(file, 0)
    file.unlink()
    with qtbot.waitSignal(player.failed, timeout=9000) as failed:
        player.seek(30.0)
    assert failed.args == ["player.missing"]
    assert player.position() == 30.0
    player.play()
    qtbot.waitUntil(lambda: player.position() > 30.2)


def test_a_playlist_dressed_as_a_recording_reaches_no_network(
    player: Player, qtbot: QtBot, tmp_path: Path
) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(1.0)
        port = server.getsockname()[1]
        listing = tmp_path / "talk.m3u8"
        listing.write_text(
            "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n"
            f"http://127.0.0.1:{port}/talk.ts\n#EXT-X-ENDLIST\n"
        )
        with qtbot.waitSignal(player.failed, timeout=9000):
            player.load(listing, 5.0)
        with pytest.raises(TimeoutError):
            server.accept()


def test_sound_without_picture_shows_what_is_said(
    player: Player, qtbot: QtBot, tmp_path: Path
) -> None:
    from readreel.project.artifacts import Sentence, Transcript, Word

    file = studio.record(tmp_path / "a.m4a", sounds=[studio.Sound([(0.0, studio.tone(4))])])
    words = (Word("Listen.", 1.0, 2.0),)
    sentence = Sentence(0, 1.0, 2.0, "Listen.", words)
    player.set_transcript(Transcript(language="en", source="listened", sentences=(sentence,)))
    player.load(file, 4.0)
    qtbot.waitUntil(lambda: player.transport.source == "sound")
    player.seek(1.5)
    assert player.view._words == "Listen."
    assert not player.notice.isVisible()
    player.play()
    qtbot.waitUntil(lambda: player.position() > 1.8)


# --- closing -------------------------------------------------------------------------------------


def test_thirty_quick_openings_and_closings_do_not_hang(
    qtbot: QtBot, look: Theme, talk: Path
) -> None:
    begun = time.monotonic()
    for turn in range(30):
        player = Player()
        player.show()
        player.load(talk, SECONDS)
        player.seek(turn / 4)
        player.play()
        qtbot.wait(turn * 7 % 60)
        before = time.monotonic()
        player.shut_down()
        assert time.monotonic() - before < 1.0
        player.close()
        player.deleteLater()
    qtbot.wait(100)
    assert time.monotonic() - begun < 30


def test_one_player_opens_thirty_recordings_one_after_another(
    player: Player, qtbot: QtBot, talk: Path, tmp_path: Path
) -> None:
    files = [talk, Path(shutil.copy(talk, tmp_path / "b.mp4")), tmp_path / "gone.mp4"]
    for turn in range(30):
        player.load(files[turn % 3], SECONDS)
        player.play()
        qtbot.wait(turn * 7 % 40)
    opened(player, qtbot, talk)
    player.seek(6.6)
    qtbot.waitUntil(lambda: number(player) == 66)


def test_nothing_happens_after_shutting_down(player: Player, qtbot: QtBot, talk: Path) -> None:
    opened(player, qtbot, talk)
    player.play()
    player.shut_down()
    heard: list[float] = []
    player.moved.connect(heard.append)
    qtbot.wait(400)
    assert heard == []
    assert not player.is_playing()
