"""The picture asked for is the picture on screen: right moment, right way up, right shape, right colour."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

import studio
from readreel import media
from readreel.core.errors import RecordingError
from readreel.media import picture
from readreel.media.colour import tone_mapped
from readreel.media.container import packets as container_packets
from readreel.media.index import PacketIndex

SIZE = (320, 180)


def numbered(number: int) -> studio.Picture:
    """A picture that says its number as grey: 20, 30, 40 …"""
    return studio.blank(20 + 10 * number, SIZE)


def number_of(rgb: np.ndarray) -> int:
    return round((float(rgb.mean()) - 20) / 10)


def test_the_frame_is_the_one_whose_time_contains_the_moment(tmp_path: Path) -> None:
    film = studio.film(lambda t: numbered(int(t * 2 + 1e-6)), 10, rate=10, keyframes=25)
    frames = media.open_video(studio.record(tmp_path / "a.mp4", video=film), 0)
    for time in (9.9, 0.0, 4.49, 4.5, 2.35, 7.999, 8.0, 100.0):
        frame = frames.frame(time)
        assert number_of(frame.rgb) == int(min(time, 9.9) * 2)
        assert frame.time <= time + 1e-6
    assert (frames.width, frames.height) == SIZE


def test_variable_frame_rates_are_placed_by_their_times(tmp_path: Path) -> None:
    moments = [0.0, 0.1, 0.2, 3.7, 3.8, 9.25, 15.0]

    def pictures() -> Iterator[tuple[float, studio.Picture]]:
        for number, moment in enumerate(moments):
            yield moment, numbered(number)

    film = studio.Film(frames=pictures, rate=10, keyframes=3)
    frames = media.open_video(studio.record(tmp_path / "vfr.mkv", video=film), 0)
    for number, moment in enumerate(moments):
        assert number_of(frames.frame(moment + 0.005).rgb) == number
    assert number_of(frames.frame(9.2).rgb) == 4
    assert frames.frame(12.0).time == pytest.approx(9.25, abs=0.002)


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_pictures_are_turned_the_right_way_up(tmp_path: Path, degrees: int) -> None:
    upright = studio.slide(3, size=(320, 180))
    film = studio.film(lambda _: upright, 1)
    path = studio.turned(studio.record(tmp_path / "a.mp4", video=film), degrees)
    wanted = np.rot90(upright, -degrees // 90)
    track = media.inspect(path).video[0]
    frames = media.open_video(path, 0)
    glance = next(frames.glances(0, 1, 1, 160))
    assert (track.rotation, track.width, track.height) == (degrees, *wanted.shape[1::-1])
    assert np.abs(frames.frame(0.5).rgb.astype(int) - wanted).mean() < 5
    assert glance.grey.shape[1] == 160


@pytest.mark.parametrize(
    ("ratio", "size"), [(Fraction(16, 11), (465, 180)), (Fraction(3, 4), (320, 240)), (None, SIZE)]
)
def test_pixels_become_square(
    tmp_path: Path, ratio: Fraction | None, size: tuple[int, int]
) -> None:
    film = studio.film(lambda _: studio.slide(1, size=SIZE), 1, ratio=ratio)
    frames = media.open_video(studio.record(tmp_path / "a.mp4", video=film), 0)
    assert (frames.width, frames.height) == size
    assert frames.frame(0).rgb.shape == (size[1], size[0], 3)


def test_colours_come_back_as_they_were(tmp_path: Path) -> None:
    for size in ((320, 180), (1280, 720)):
        bars = np.zeros((size[1], size[0], 3), dtype=np.uint8)
        colours = [(255, 255, 255), (200, 30, 30), (30, 180, 40), (20, 40, 200), (0, 0, 0)]
        width = size[0] // 5
        for number, colour in enumerate(colours):
            bars[:, number * width : (number + 1) * width] = colour
        film = studio.film(lambda _, bars=bars: bars, 0.5)
        path = studio.record(tmp_path / f"{size[0]}.mp4", video=film)
        rgb = media.open_video(path, 0).frame(0).rgb
        for number, colour in enumerate(colours):
            here = rgb[size[1] // 2, number * width + width // 2]
            assert np.abs(here.astype(int) - colour).max() < 14


@pytest.mark.parametrize("keyframes", [5, 10_000])
def test_glances_cover_the_span_and_never_come_rarer_than_asked(
    tmp_path: Path, keyframes: int
) -> None:
    film = studio.film(lambda t: numbered(int(t)), 20, rate=10, keyframes=keyframes)
    frames = media.open_video(studio.record(tmp_path / "a.mp4", video=film), 0)
    seen = list(frames.glances(2.0, 18.0, 2.0, 96))
    times = [glance.time for glance in seen]
    assert times == sorted(set(times))
    assert times[0] <= 2.5
    assert times[-1] < 18.0
    assert max(np.diff([2.0, *times, 18.0])) <= 2.01
    for glance in seen:
        assert glance.grey.shape == (54, 96)
        assert number_of(glance.grey) == int(glance.time + 1e-6)


def test_only_keyframes_are_decoded_where_they_are_close_enough(tmp_path: Path) -> None:
    film = studio.film(lambda t: numbered(int(t)), 20, rate=10, keyframes=20)
    frames = media.open_video(studio.record(tmp_path / "a.mp4", video=film), 0)
    keys = set(np.round(frames.keyframes(), 3))
    assert {glance.time for glance in frames.glances(0, 20, 5.0, 96)} <= keys


def test_the_same_moment_gives_the_same_bytes_whatever_came_before(tmp_path: Path) -> None:
    film = studio.film(lambda t: studio.camera(t, size=SIZE), 6, keyframes=30)
    path = studio.record(tmp_path / "a.mp4", video=film)
    frames = media.open_video(path, 0)
    first = frames.frame(4.4).rgb
    frames.frame(1.0)
    list(frames.glances(0, 6, 1, 96))
    assert np.array_equal(first, frames.frame(4.4).rgb)
    assert np.array_equal(first, media.open_video(path, 0).frame(4.4).rgb)


def test_damage_in_the_middle_leaves_both_ends(tmp_path: Path) -> None:
    film = studio.film(lambda t: studio.noisy(numbered(int(t / 2)), t), 12, keyframes=10)
    path = studio.garbled(studio.record(tmp_path / "a.mkv", video=film), 0.45, 0.5)
    frames = media.open_video(path, 0)
    assert number_of(frames.frame(1.0).rgb) == 0
    assert number_of(frames.frame(11.5).rgb) == 5
    assert len(list(frames.glances(0, 12, 1, 96))) >= 10


def test_a_picture_track_that_is_not_there_has_a_code(tmp_path: Path) -> None:
    path = studio.record(
        tmp_path / "a.wav", sounds=[studio.Sound([(0, studio.tone(1))], codec="pcm_s16le")]
    )
    with pytest.raises(RecordingError) as caught:
        media.open_video(path, 0)
    assert caught.value.code == "recording.no_picture"


@pytest.mark.parametrize(("curve", "white"), [(16, 0.5807), (18, 0.75)])
def test_paper_white_of_high_dynamic_range_is_near_white_on_a_screen(
    curve: int, white: float
) -> None:
    """Reference white is 203 nits: 58 % of the PQ signal, 75 % of HLG (ITU-R BT.2408)."""
    frame = av.VideoFrame(16, 16, "yuv420p10le")
    frame.color_trc = curve
    values = np.round(np.array([0, white / 2, white, 1.0]) * 65535).astype(np.uint16)
    picture = np.repeat(values[None, :, None], 3, axis=2)
    black, middle, paper, brightest = tone_mapped(picture, frame)[0, :, 1].tolist()
    assert black == 0
    assert 20 < middle < 200
    assert 225 <= paper <= 250
    assert paper < brightest <= 255


def laced(moment: float) -> studio.Picture:
    """Two half pictures of something that moves: the lower field is a little later."""
    first, second = (
        np.roll(studio.slide(1, size=SIZE), round((moment + late) * 60), axis=1)
        for late in (0.0, 0.05)
    )
    first[1::2] = second[1::2]
    return first


def test_what_moved_between_half_pictures_leaves_no_comb(tmp_path: Path) -> None:
    def comb(rgb: np.ndarray) -> float:
        levels = rgb.astype(float)
        return float(np.abs(levels[1:-1:2] - (levels[:-2:2] + levels[2::2]) / 2).mean())

    options = {"x264-params": "tff=1:interlaced=1"}
    film = studio.film(laced, 2, rate=10, options=options)
    frames = media.open_video(studio.record(tmp_path / "a.mp4", video=film), 0)
    assert comb(frames.frame(1.0).rgb) < 0.5 * comb(laced(1.0))


def test_stirs_are_where_the_picture_changes(tmp_path: Path) -> None:
    """A still page, and from the fourth second on another: nothing stirs long before and after."""
    pages = [studio.slide(number, size=(1280, 720)) for number in (1, 2)]
    options = {"preset": "ultrafast", "sc_threshold": "0"}
    film = studio.film(
        studio.shown([(0, pages[0]), (4, pages[1])]), 12, rate=10, keyframes=200, options=options
    )
    frames = media.open_video(studio.record(tmp_path / "a.mp4", video=film), 0)
    stirs = frames.stirs(2.0, 12.0)
    assert stirs
    assert stirs[0].start == pytest.approx(4.0, abs=0.01)
    assert max(stir.weight for stir in stirs) > 0.1
    assert not frames.stirs(2.0, 3.9)
    assert not frames.stirs(9.0, 12.0)
    assert np.array_equal(frames.frame(11.0).rgb, frames.frame(9.5).rgb)


def test_decoding_begins_at_the_keyframe_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The keyframe before it would do as well, but takes a whole group of pictures more."""
    film = studio.film(lambda t: studio.slide(int(t), size=SIZE), 20, rate=30, keyframes=25)
    frames = media.open_video(studio.record(tmp_path / "a.mp4", video=film), 0)
    begun: list[float] = []
    wanted = frames.keyframes()

    def first(packets: Iterator[av.Packet], *_: object) -> Iterator[av.Packet]:
        packet = next(packets)
        begun.append(float(packet.pts * packet.time_base))
        yield packet
        yield from packets

    monkeypatch.setattr(picture, "packets", lambda *a, **k: first(container_packets(*a, **k)))
    for key in wanted:
        frames.frame(key + 0.1)
    assert begun == pytest.approx(wanted, abs=0.002)


def test_pictures_that_change_with_every_rare_frame_stir_all_the_time() -> None:
    packets = [(float(n), 100_000 if n == 0 else 5_000, n == 0) for n in range(30)]
    (stir,) = PacketIndex(packets, 1280 * 720, 1.0).stirs(0, 30)
    assert (stir.start, stir.end) == (1, 29)
    assert len(PacketIndex(packets, 1280 * 720, 30.0).stirs(0, 30)) == 29


def test_paper_white_of_a_recorded_hlg_film_is_near_white(tmp_path: Path) -> None:
    """The curve is known from the stream's tags alone; 75 % of the signal is 64 + 876 · 0.75."""
    path = tmp_path / "hlg.mp4"
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = *SIZE, "yuv420p10le"
        context = stream.codec_context
        context.color_trc, context.color_primaries, context.colorspace = 18, 9, 9
        context.color_range = 1
        for number in range(5):
            frame = av.VideoFrame(*SIZE, "yuv420p10le")
            for plane, value in zip(frame.planes, (721, 512, 512), strict=True):
                plane.update(np.full(plane.buffer_size // 2, value, dtype="<u2").tobytes())
            frame.pts, frame.time_base = number, Fraction(1, 10)
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    frames = media.open_video(path, 0)
    assert 225 <= frames.frame(0.2).rgb.mean() <= 250
    assert 225 <= next(frames.glances(0, 1, 1, 160)).grey.mean() <= 250
