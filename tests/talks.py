"""Recordings of talks in many styles, drawn with exact truth: every finished state and when it was seen.

A finished state is what stands there before it is wiped, scrolled away or replaced. ``moving`` are parts
of the picture (left, top, right, bottom, 0…1) in which nobody can say what a still should show.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import msgspec
import numpy as np
from PIL import Image, ImageDraw, ImageFilter

import studio
from studio import Picture

SIZE = (1280, 720)
Part = tuple[float, float, float, float]
PictureAt = Callable[[float], Picture]
Spans = Sequence[tuple[float, float]]


class State(msgspec.Struct, frozen=True):
    """Something that a careful editor would take; an ``optional`` one may be left out."""

    picture: Picture
    spans: Spans
    moving: Sequence[Part] = ()
    camera: bool = False
    optional: bool = False


class Talk(msgspec.Struct, frozen=True, kw_only=True):
    """A drawn recording; ``times`` are those of its frames where the rate is not constant."""

    name: str
    at: PictureAt
    seconds: float
    truth: Sequence[State]
    rate: int = 10
    keyframes: int = 100
    options: dict[str, str] = msgspec.field(
        default_factory=lambda: {"preset": "veryfast", "crf": "23"}
    )
    times: Sequence[float] = ()

    def film(self) -> studio.Film:
        """The talk as a picture track."""
        times = self.times or [n / self.rate for n in range(round(self.seconds * self.rate))]

        def frames() -> Iterator[tuple[float, Picture]]:
            for time in times:
                yield time, self.at(time)

        return studio.Film(
            frames=frames, rate=self.rate, keyframes=self.keyframes, options=self.options
        )


# --- pieces --------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def _slide(number: int, lines: int = 6, dark: bool = False) -> Picture:
    return studio.slide(number, lines, size=SIZE, dark=dark)


def _starts(seed: int, count: int, least: float = 6.0, most: float = 14.0) -> list[float]:
    """Moments of ``count`` changes, the first at 0, and behind them the end."""
    gaps = np.random.default_rng(seed).uniform(least, most, count)
    return [0.0, *(round(float(t), 1) for t in np.cumsum(gaps))]


def _state_of(moments: Sequence[float], time: float) -> int:
    return min(len(moments) - 2, bisect_right(moments, time + 1e-9) - 1)


def _pairs(moments: Sequence[float]) -> list[tuple[float, float]]:
    return list(pairwise(moments))


def _smooth(part: float) -> float:
    part = min(1.0, max(0.0, part))
    return part * part * (3 - 2 * part)


_THEMES = {
    "light": ((255, 255, 255), [(30, 30, 40), (0, 0, 190), (160, 20, 20), (20, 120, 40)]),
    "dark": ((30, 32, 36), [(212, 212, 212), (86, 156, 214), (206, 145, 120), (106, 153, 85)]),
    "terminal": ((12, 12, 12), [(204, 204, 204), (22, 198, 12), (204, 204, 204), (97, 214, 214)]),
}


def code(seed: int, lines: int) -> list[tuple[int, str]]:
    """Lines that look like a program: (indentation, text)."""
    chosen = np.random.default_rng(seed)
    out = []
    for _ in range(lines):
        words = chosen.choice(studio.WORDS, int(chosen.integers(2, 6)))
        out.append((int(chosen.integers(0, 3)), f"{words[0]}.{words[1]}({', '.join(words[2:])})"))
    return out


def editor(
    lines: Sequence[tuple[int, str]], theme: str, *, top: float = 0.0, letters: int = 10**6
) -> Picture:
    """A program's window with ``letters`` of the lines typed, scrolled down by ``top`` lines."""
    back, colours = _THEMES[theme]
    image = Image.new("RGB", SIZE, back)
    draw = ImageDraw.Draw(image)
    unit = SIZE[1] / 26
    for number, (indent, text) in enumerate(lines):
        shown = text[: max(0, letters)]
        letters -= len(text)
        y = unit * (1.8 + number - top)
        if shown and -unit < y < SIZE[1]:
            x = unit * (3 + 2 * indent)
            for place, word in enumerate(shown.split(" ")):
                draw.text((x, y), word, fill=colours[(place + number) % 4], font=_face(unit * 0.8))
                x += draw.textlength(word + " ", font=_face(unit * 0.8))
    shade = tuple(int(b * 0.85 + 18) for b in back)
    draw.rectangle((0, 0, SIZE[0], unit * 1.4), fill=shade)
    draw.text(
        (unit, unit * 0.25), "File   Edit   View   Run", fill=colours[0], font=_face(unit * 0.7)
    )
    return np.asarray(image)


@lru_cache(maxsize=16)
def _face(size: float) -> studio.ImageFont.FreeTypeFont | studio.ImageFont.ImageFont:
    return studio.font(size)


def photograph(seed: int, size: tuple[int, int] = SIZE) -> Picture:
    """Something as rich as a photograph: smooth shapes under fine grain, no letters."""
    chosen = np.random.default_rng(seed)
    width, height = size
    coarse = chosen.integers(0, 255, (9, 16, 3), dtype=np.uint8)
    image = Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(image)
    for _ in range(60):
        x, y, r = chosen.uniform(0, width), chosen.uniform(0, height), chosen.uniform(8, height / 6)
        colour = tuple(int(c) for c in chosen.integers(0, 255, 3))
        draw.ellipse((x - r, y - r * 0.7, x + r, y + r * 0.7), fill=colour)
    image = image.filter(ImageFilter.GaussianBlur(2))
    grain = chosen.normal(0, 5, (height, width, 1))
    return np.clip(np.asarray(image) + grain, 0, 255).astype(np.uint8)


def _cropped(picture: Picture, scale: float, x: float, y: float) -> Picture:
    """The picture enlarged about a point given in parts of it."""
    height, width = picture.shape[:2]
    w, h = width / scale, height / scale
    left, top = (width - w) * x, (height - h) * y
    image = Image.fromarray(picture).resize(
        (width, height), Image.Resampling.BILINEAR, box=(left, top, left + w, top + h)
    )
    return np.asarray(image)


@lru_cache(maxsize=400)
def _speaker(step: int, width: int, height: int, scene: int = 0) -> Picture:
    """The talking head ten times a second, at most."""
    small = studio.camera(step / 10, size=(max(2, width // 4), max(2, height // 4)), scene=scene)
    image = Image.fromarray(small).resize((width, height), Image.Resampling.BICUBIC)
    noise = np.random.default_rng(step).normal(0, 2, (height, width, 1))
    return np.clip(np.asarray(image) + noise, 0, 255).astype(np.uint8)


def _placed(picture: Picture, small: Picture, x: float, y: float) -> Picture:
    out = picture.copy()
    left, top = int(x * picture.shape[1]), int(y * picture.shape[0])
    out[top : top + small.shape[0], left : left + small.shape[1]] = small
    return out


def _states(pictures: Sequence[Picture], moments: Sequence[float], **more: object) -> list[State]:
    return [
        State(picture, [span], **more)  # type: ignore[arg-type]
        for picture, span in zip(pictures, _pairs(moments), strict=True)
    ]


# --- styles --------------------------------------------------------------------------------------


def builds(seed: int) -> Talk:
    """Slides whose lines come one by one; the first slide is shown again at the end."""
    moments = _starts(seed, 5, 9, 16)
    numbers = [seed * 10 + n for n in (0, 1, 2, 3, 0)]

    def at(time: float) -> Picture:
        place = _state_of(moments, time)
        begun = moments[place]
        return _slide(numbers[place], 6 if place == 4 else min(6, 1 + int((time - begun) / 1.3)))

    spans = _pairs(moments)
    truth = [State(_slide(n), [span]) for n, span in zip(numbers[1:4], spans[1:4], strict=True)]
    truth.append(State(_slide(numbers[0]), [spans[0], spans[4]]))
    return Talk(name="slides with builds", at=at, seconds=moments[-1], truth=truth)


def _turning(seed: int, name: str, mix: Callable[[Picture, Picture, float], Picture]) -> Talk:
    moments = _starts(seed, 7)
    pages = [_slide(seed * 10 + n, dark=seed % 2 == 1) for n in range(7)]

    def at(time: float) -> Picture:
        place = _state_of(moments, time)
        part = _smooth((time - moments[place]) / 0.9)
        if place == 0 or part >= 1:
            return pages[place]
        return mix(pages[place - 1], pages[place], part)

    return Talk(name=name, at=at, seconds=moments[-1], truth=_states(pages, moments), rate=25)


def slide_in(seed: int) -> Talk:
    """Every slide pushes the one before out to the left."""

    def pushed(first: Picture, second: Picture, part: float) -> Picture:
        x = round(part * first.shape[1])
        return np.concatenate([first[:, x:], second[:, :x]], axis=1)

    return _turning(seed, "slides pushed in", pushed)


def fades(seed: int) -> Talk:
    """Every slide fades into the next."""
    return _turning(seed, "slides faded", studio.faded)


def typed(seed: int, theme: str) -> Talk:
    """Three files typed, one after the other, about ten letters a second, a cursor blinking."""
    files = [code(seed * 10 + n, 16 + n) for n in range(3)]
    needed = [sum(len(text) for _, text in lines) / 14 for lines in files]
    moments = [0.0]
    for seconds in needed:
        moments.append(round(moments[-1] + seconds + 5, 1))

    def at(time: float) -> Picture:
        place = _state_of(moments, time)
        letters = int((time - moments[place]) * 14)
        picture = editor(files[place], theme, letters=letters)
        if time % 1 < 0.5:
            picture = picture.copy()
            picture[200:224, 30:33] = 128
        return picture

    truth = _states(
        [editor(lines, theme) for lines in files], moments, moving=[(0, 0.2, 0.05, 0.4)]
    )
    return Talk(name=f"{theme} editor typed", at=at, seconds=moments[-1], truth=truth)


def scrolled(seed: int) -> Talk:
    """A long page read screen by screen, each scrolled smoothly by nine tenths of the window."""
    lines = code(seed, 120)
    moments = _starts(seed, 5, 8, 13)

    def at(time: float) -> Picture:
        place = _state_of(moments, time)
        part = _smooth((time - moments[place]) / 0.6) if place else 1.0
        return editor(lines, "light", top=22 * (place - 1 + part))

    pages = [editor(lines, "light", top=22 * n) for n in range(5)]
    return Talk(name="page scrolled", at=at, seconds=moments[-1], truth=_states(pages, moments))


def notebook(seed: int) -> Talk:
    """Cells typed and run, the output below; scrolled away when the window is full."""
    chosen = code(seed, 60)
    rounds = 3
    length = 26.0

    @lru_cache(maxsize=8)
    def page(number: int, cells: int) -> Picture:
        picture = Image.fromarray(editor([], "light").copy())
        draw = ImageDraw.Draw(picture)
        for cell in range(cells // 2 + cells % 2):
            y = 60 + cell * 220
            draw.rectangle((90, y, 1240, y + 90), outline=(190, 190, 200), fill=(246, 246, 248))
            draw.text(
                (8, y + 8), f"In [{number * 3 + cell + 1}]:", fill=(40, 60, 160), font=_face(18)
            )
            for line in range(3):
                text = chosen[number * 15 + cell * 3 + line][1]
                draw.text((104, y + 6 + line * 27), text, fill=(30, 30, 40), font=_face(21))
            if cells >= 2 * cell + 2:
                for line in range(3):
                    text = chosen[number * 15 + cell * 3 + line + 7][1]
                    draw.text((104, y + 104 + line * 27), text, fill=(60, 60, 60), font=_face(21))
        return np.asarray(picture)

    def at(time: float) -> Picture:
        number = min(rounds - 1, int(time / length))
        return page(number, min(6, 1 + int((time - number * length) / 3.4)))

    moments = [length * n for n in range(rounds + 1)]
    truth = _states([page(n, 6) for n in range(rounds)], moments)
    return Talk(name="notebook", at=at, seconds=moments[-1], truth=truth)


def terminal(seed: int) -> Talk:
    """Commands whose output comes line by line; the window is cleared when it is nearly full."""
    moments = _starts(seed, 4, 14, 20)
    screens = [code(seed * 10 + n, 20) for n in range(4)]

    def at(time: float) -> Picture:
        place = _state_of(moments, time)
        shown = min(20, 1 + int((time - moments[place]) * 2))
        picture = editor(screens[place][:shown], "terminal")
        if time % 1.2 < 0.6:
            picture = picture.copy()
            y = int(SIZE[1] / 26 * (1.8 + shown))
            picture[y : y + 20, 80:92] = 200
        return picture

    pages = [editor(lines, "terminal") for lines in screens]
    truth = _states(pages, moments, moving=[(0, 0.8, 0.2, 0.95)])
    return Talk(name="terminal", at=at, seconds=moments[-1], truth=truth)


def moving_inset(seed: int) -> Talk:
    """Slides with the speaker in a corner, who is put into another corner half-way."""
    moments = _starts(seed, 7, 8, 14)
    pages = [_slide(seed * 10 + n, 5) for n in range(7)]
    corners = ((0.77, 0.75), (0.77, 0.02))
    turn = moments[4]
    parts = [(x - 0.01, y - 0.02, x + 0.22, y + 0.24) for x, y in corners]

    def at(time: float) -> Picture:
        x, y = corners[int(time >= turn)]
        return _placed(pages[_state_of(moments, time)], _speaker(int(time * 10), 256, 144), x, y)

    truth = _states(pages, moments, moving=parts)
    return Talk(name="inset that moves", at=at, seconds=moments[-1], truth=truth)


def captioned(seed: int) -> Talk:
    """Slides with captions burnt in, another every few seconds."""
    moments = _starts(seed, 6, 12, 20)
    pages = [_slide(seed * 10 + n, 5) for n in range(6)]

    @lru_cache(maxsize=8)
    def drawn(place: int, caption: int) -> Picture:
        words = " ".join(np.random.default_rng(caption).choice(studio.WORDS, 7))
        return studio.written(pages[place], words, at=(0.18, 0.88), scale=0.05)

    def at(time: float) -> Picture:
        return drawn(_state_of(moments, time), int(time / 2.7))

    truth = _states(pages, moments, moving=[(0, 0.85, 1, 1)])
    return Talk(name="captions burnt in", at=at, seconds=moments[-1], truth=truth)


def zoomed(seed: int) -> Talk:
    """An editor into which the recording zooms for a while, twice; the enlarged part may be a still."""
    moments = _starts(seed, 6, 8, 13)
    pages = [editor(code(seed * 10 + n, 22), "dark") for n in range(2)]
    spot = (0.1, 0.3)
    order = [0, None, 0, 1, None, 1]

    def at(time: float) -> Picture:
        place = _state_of(moments, time)
        page = pages[place // 3]
        into = order[place] is None
        part = _smooth((time - moments[place]) / 0.7) if place % 3 else 1.0
        scale = 1 + 0.9 * (part if into else 1 - part)
        return _cropped(page, scale, *spot) if scale > 1 else page

    spans = _pairs(moments)
    truth = [State(pages[n], [spans[3 * n], spans[3 * n + 2]]) for n in (0, 1)]
    truth += [
        State(_cropped(pages[n], 1.9, *spot), [spans[3 * n + 1]], optional=True) for n in (0, 1)
    ]
    return Talk(name="screen zoom", at=at, seconds=moments[-1], truth=truth, rate=25)


def ken_burns(seed: int) -> Talk:
    """Photographs through which the camera glides."""
    moments = _starts(seed, 6, 7, 11)
    photos = [photograph(seed * 10 + n) for n in range(6)]

    def at(time: float) -> Picture:
        place = _state_of(moments, time)
        part = (time - moments[place]) / (moments[place + 1] - moments[place])
        return _cropped(photos[place], 1 + 0.15 * part, 0.3 + 0.4 * part, 0.5)

    truth = _states(photos, moments, camera=True)
    return Talk(name="photographs, gliding", at=at, seconds=moments[-1], truth=truth, rate=25)


def switched(seed: int) -> Talk:
    """The slide large and the speaker small, then the other way round, by turns."""
    moments = _starts(seed, 6, 8, 13)
    pages = [_slide(seed * 10 + n) for n in range(3)]

    def at(time: float) -> Picture:
        place = _state_of(moments, time)
        page = pages[place // 2]
        if place % 2:
            small = np.asarray(Image.fromarray(page).resize((320, 180)))
            return _placed(_speaker(int(time * 10), *SIZE), small, 0.72, 0.05)
        return _placed(page, _speaker(int(time * 10), 256, 144), 0.78, 0.77)

    spans = _pairs(moments)
    truth = [
        State(page, [spans[2 * n]], moving=[(0.77, 0.75, 1, 1)]) for n, page in enumerate(pages)
    ]
    truth.append(State(at(moments[1]), spans[1::2], camera=True))
    return Talk(name="slide and speaker switched", at=at, seconds=moments[-1], truth=truth)


def whiteboard(seed: int) -> Talk:
    """Strokes drawn one by one, then wiped away from the left; a hand moves about."""
    lengths = (24.0, 20.0, 26.0)
    moments = [0.0, 24.0, 44.0, 70.0]

    @lru_cache(maxsize=16)
    def board(number: int, strokes: int) -> Picture:
        chosen = np.random.default_rng(seed * 10 + number)
        image = Image.new("RGB", SIZE, (232, 234, 232))
        draw = ImageDraw.Draw(image)
        for stroke in range(strokes):
            x, y = 120 + 360 * (stroke % 3), 90 + 110 * (stroke // 3)
            points = np.cumsum(chosen.normal(0, 1, (14, 2)) * (9, 16) + (18, 0), axis=0)
            line = [(float(x + px), float(y + 40 + np.clip(py, -50, 50))) for px, py in points]
            colour = [(30, 40, 130), (150, 30, 30), (20, 20, 20)][stroke % 3]
            draw.line(line, fill=colour, width=6)
        return np.asarray(image)

    def at(time: float) -> Picture:
        place = _state_of(moments, time)
        gone = time - moments[place]
        picture = board(place, min(15, 1 + int(gone * 1.1)))
        wiping = gone - (lengths[place] - 2)
        if wiping > 0:
            picture = picture.copy()
            picture[:, : int(SIZE[0] * wiping / 2)] = (232, 234, 232)
        if gone % 6 < 2.5 and gone < 15:
            x, y = 300 + 200 * math.sin(time), 500 + 60 * math.cos(2 * time)
            image = Image.fromarray(picture)
            ImageDraw.Draw(image).ellipse((x, y, x + 150, y + 220), fill=(190, 150, 130))
            picture = np.asarray(image)
        return studio.noisy(picture, time, 2.0)

    truth = [State(board(n, 15), [(moments[n], moments[n + 1])]) for n in range(3)]
    return Talk(name="whiteboard", at=at, seconds=moments[-1], truth=truth)


def _plain(seed: int, count: int = 7) -> tuple[list[Picture], list[float], PictureAt]:
    moments = _starts(seed, count)
    pages = [_slide(seed * 10 + n, dark=seed % 2 == 0) for n in range(count)]
    return pages, moments, lambda time: pages[_state_of(moments, time)]


def low_bitrate(seed: int) -> Talk:
    """Slides through an encoder that is starved: pictures smear at first and become clear."""
    pages, moments, at = _plain(seed)
    options = {"preset": "veryfast", "b": "60k", "maxrate": "60k", "bufsize": "60k"}
    truth = _states(pages, moments)
    return Talk(
        name="low bitrate", at=at, seconds=moments[-1], truth=truth, options=options, keyframes=250
    )


def one_a_second(seed: int) -> Talk:
    """One frame a second."""
    pages, moments, at = _plain(seed)
    truth = _states(pages, moments)
    return Talk(
        name="1 frame a second", at=at, seconds=moments[-1], truth=truth, rate=1, keyframes=30
    )


def sixty_a_second(seed: int) -> Talk:
    """Sixty frames a second, a keyframe every ten seconds whatever is shown."""
    pages, moments, at = _plain(seed, 5)
    options = {"preset": "ultrafast", "crf": "23", "sc_threshold": "0"}
    truth = _states(pages, moments)
    return Talk(
        name="60 frames a second",
        at=at,
        seconds=moments[-1],
        truth=truth,
        rate=60,
        keyframes=600,
        options=options,
    )


def variable(seed: int) -> Talk:
    """Frames only when something changes, as screen recorders write them, and a few in between."""
    pages, moments, at = _plain(seed)
    extra = np.random.default_rng(seed).uniform(0.2, moments[-1] - 0.5, 9)
    times = sorted({*moments[:-1], *(round(float(t), 3) for t in extra), moments[-1] - 0.1})
    truth = _states(pages, moments)
    return Talk(
        name="variable frame rate", at=at, seconds=moments[-1], truth=truth, rate=30, times=times
    )


def busy(seed: int) -> Talk:
    """A clock, a progress bar and a pointer that never rests."""
    moments = _starts(seed, 6, 10, 18)
    pages = [_slide(seed * 10 + n, 5) for n in range(6)]

    def at(time: float) -> Picture:
        picture = studio.written(
            pages[_state_of(moments, time)], f"10:{int(time):02d}", at=(0.86, 0.02), scale=0.04
        )
        picture = picture.copy()
        picture[-10:, : int(SIZE[0] * time / moments[-1])] = (200, 60, 40)
        return studio.pointer(picture, time)

    truth = [
        State(page, [span], moving=[(0.8, 0, 1, 0.12), (0, 0.97, 1, 1)])
        for page, span in zip(pages, _pairs(moments), strict=True)
    ]
    return Talk(name="clock, bar and pointer", at=at, seconds=moments[-1], truth=truth)


# --- styles looked at only at the end ------------------------------------------------------------


def photo_show(seed: int) -> Talk:
    """Photographs shown one after the other, fading."""
    moments = _starts(seed, 7)
    photos = [photograph(seed * 10 + n) for n in range(7)]

    def at(time: float) -> Picture:
        place = _state_of(moments, time)
        part = _smooth((time - moments[place]) / 1.2) if place else 1.0
        return photos[place] if part >= 1 else studio.faded(photos[place - 1], photos[place], part)

    truth = _states(photos, moments)
    return Talk(name="slideshow of photographs", at=at, seconds=moments[-1], truth=truth)


def scrolling_log(seed: int) -> Talk:
    """A log that jumps by most of a screen whenever more has come, in a dark window with an inset."""
    lines = code(seed, 150)
    moments = _starts(seed, 6, 7, 12)

    def at(time: float) -> Picture:
        page = editor(lines, "dark", top=21 * _state_of(moments, time))
        return _placed(page, _speaker(int(time * 10), 200, 200, 2), 0.83, 0.7)

    pages = [editor(lines, "dark", top=21 * n) for n in range(6)]
    truth = _states(pages, moments, moving=[(0.82, 0.68, 1, 1)])
    return Talk(name="log with an inset", at=at, seconds=moments[-1], truth=truth)


def stage(seed: int) -> Talk:
    """A camera on a stage, cut with slides that fill the screen; slides again later."""
    moments = _starts(seed, 7, 7, 12)
    pages = [_slide(seed * 10 + n) for n in range(3)]
    order = [None, 0, None, 1, 0, None, 2]

    def at(time: float) -> Picture:
        number = order[_state_of(moments, time)]
        return _speaker(int(time * 10), *SIZE, 3) if number is None else pages[number]

    spans = _pairs(moments)
    truth = [
        State(page, [s for s, o in zip(spans, order, strict=True) if o == n])
        for n, page in enumerate(pages)
    ]
    cuts = [s for s, o in zip(spans, order, strict=True) if o is None]
    truth.append(State(at(0), cuts, camera=True))
    return Talk(name="stage and slides", at=at, seconds=moments[-1], truth=truth, rate=25)


def film_in_slide(seed: int) -> Talk:
    """Slides, on one of which a film plays in a large box."""
    moments = _starts(seed, 6, 9, 14)
    pages = [_slide(seed * 10 + n, 3 if n == 2 else 6) for n in range(6)]
    box = (0.45, 0.45, 0.97, 0.97)

    def at(time: float) -> Picture:
        place = _state_of(moments, time)
        if place != 2:
            return pages[place]
        step = int(time * 10)
        photo = photograph(seed, (640, 360))
        return _placed(pages[2], np.roll(photo, step * 6, axis=1), 0.46, 0.46)

    truth = [
        State(page, [span], moving=[box] if n == 2 else [])
        for n, (page, span) in enumerate(zip(pages, _pairs(moments), strict=True))
    ]
    return Talk(name="film inside a slide", at=at, seconds=moments[-1], truth=truth)


def annotated(seed: int) -> Talk:
    """Slides on which a pen underlines and circles; the marks stay until the next slide."""
    moments = _starts(seed, 5, 11, 17)
    pages = [_slide(seed * 10 + n, 6, True) for n in range(5)]

    @lru_cache(maxsize=16)
    def marked(place: int, strokes: int) -> Picture:
        image = Image.fromarray(pages[place])
        draw = ImageDraw.Draw(image)
        for n in range(strokes):
            y = 205 + 80 * n
            draw.line([(90, y), (500 + 30 * n, y + 6)], fill=(255, 90, 60), width=5)
            draw.ellipse((540, y - 50, 760, y + 8), outline=(255, 220, 60), width=4)
        return np.asarray(image)

    def at(time: float) -> Picture:
        place = _state_of(moments, time)
        return marked(place, min(3, int((time - moments[place]) / 2.5)))

    truth = _states([marked(n, 3) for n in range(5)], moments)
    return Talk(name="slides with a pen", at=at, seconds=moments[-1], truth=truth)


def shown_again(seed: int) -> Talk:
    """Three slides gone through back and forth, in a noisy recording."""
    moments = _starts(seed, 8)
    order = [0, 1, 2, 1, 0, 2, 0, 1]
    pages = [_slide(seed * 10 + n, 4 + n) for n in range(3)]

    def at(time: float) -> Picture:
        return studio.noisy(pages[order[_state_of(moments, time)]], time, 3.0)

    spans = _pairs(moments)
    truth = [
        State(page, [s for s, o in zip(spans, order, strict=True) if o == n])
        for n, page in enumerate(pages)
    ]
    return Talk(name="slides shown again", at=at, seconds=moments[-1], truth=truth)


def talking_head(seed: int) -> Talk:
    """Nobody but the speaker."""

    def at(time: float) -> Picture:
        return _speaker(int(time * 10), *SIZE, seed)

    truth = [State(at(0), [(0.0, 60.0)], camera=True)]
    return Talk(name="talking head", at=at, seconds=60.0, truth=truth, rate=25)


def worked_on(seed: int) -> list[Talk]:
    """Styles that the watching was made with."""
    return [
        builds(seed),
        slide_in(seed),
        fades(seed),
        typed(seed, "light"),
        typed(seed, "dark"),
        scrolled(seed),
        notebook(seed),
        terminal(seed),
        moving_inset(seed),
        captioned(seed),
        zoomed(seed),
        ken_burns(seed),
        switched(seed),
        whiteboard(seed),
        low_bitrate(seed),
        one_a_second(seed),
        sixty_a_second(seed),
        variable(seed),
        busy(seed),
        talking_head(seed),
    ]


def held_out(seed: int) -> list[Talk]:
    """Styles that nobody looked at until the watching was finished."""
    return [
        photo_show(seed),
        scrolling_log(seed),
        stage(seed),
        film_in_slide(seed),
        annotated(seed),
        shown_again(seed),
    ]
