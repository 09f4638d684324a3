"""The page in a real browser: nothing refused by its own policy, nothing asked for, chips seek."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from browser import CHROMIUM, Browser
from samples import draw_slides, english

from readreel.publish import write

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium")


def _video(path: Path, seconds: int) -> None:
    with av.open(str(path), "w", format="webm") as container:
        stream = container.add_stream("libvpx", rate=Fraction(1))
        stream.width, stream.height, stream.pix_fmt = 64, 36, "yuv420p"
        stream.codec_context.gop_size = 5
        for shade in range(seconds):
            picture = np.full((36, 64, 3), shade % 200, dtype=np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode())


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("beside")
    draw_slides(folder / "project", (640, 360))
    _video(folder / "Vorträge #1 (neu).webm", 320)
    return folder


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


def _open(browser: Browser, place: Path, out: str) -> Path:
    recording = place / "Vorträge #1 (neu).webm"
    page = write(english(), place / "project", place / out, recording=recording)
    browser.open(page.as_uri())
    browser.until(
        "document.querySelector('video') && document.querySelector('video').readyState > 0"
    )
    return page


@pytest.mark.parametrize("out", ["page.html", "site"])
def test_no_complaint_and_no_request_but_its_own_files(
    browser: Browser, place: Path, out: str
) -> None:
    _open(browser, place, out)
    browser.until(
        "[...document.images].every(i => { i.loading = 'eager'; return i.naturalWidth; })"
    )
    assert browser.complaints() == []
    own = ("file://", "data:")
    assert [url for url in browser.requests() if not url.startswith(own)] == []


def test_a_chip_seeks_in_place_and_its_paragraph_is_marked(browser: Browser, place: Path) -> None:
    page = _open(browser, place, "page.html")
    browser.value("document.querySelector('#p5 a.chip').click()")
    browser.until("document.querySelector('video').currentTime >= 190.25")
    browser.until("document.querySelector('.playing') !== null")
    assert browser.value("document.querySelector('.playing').id") == "p5"
    assert browser.value("location.href") == page.as_uri()
    browser.value("document.querySelector('video').pause()")
    assert browser.complaints() == []


def test_a_picture_opens_large_and_closes_again(browser: Browser, place: Path) -> None:
    _open(browser, place, "page.html")
    browser.value("document.querySelector('#f1 img').click()")
    assert browser.value("document.querySelector('dialog.large img').complete") is True
    browser.value("document.querySelector('dialog.large').click()")
    browser.until("document.querySelector('dialog.large') === null")


def test_a_folder_with_its_player_works_when_it_is_moved(browser: Browser, place: Path) -> None:
    recording = place / "Vorträge #1 (neu).webm"
    write(english(), place / "project", place / "send", recording=recording, to="player")
    (place / "send").rename(place / "received elsewhere")
    browser.open((place / "received elsewhere" / "index.html").as_uri())
    browser.until("document.querySelector('video').readyState > 0")
    browser.value("document.querySelector('#p5 a.chip').click()")
    browser.until("document.querySelector('.playing') !== null")
    browser.value("document.querySelector('video').pause()")
    assert browser.value("document.querySelector('.playing').id") == "p5"
    assert browser.value("document.querySelector('.unplayable').checkVisibility()") is False
    assert browser.complaints() == []
    assert [url for url in browser.requests() if not url.startswith(("file://", "data:"))] == []


def test_a_recording_that_does_not_play_is_said_and_its_links_stay(
    browser: Browser, place: Path
) -> None:
    broken = place / "broken.mp4"
    broken.write_bytes(b"no video at all")
    page = write(english(), place / "project", place / "dumb", recording=broken, to="player")
    browser.open(page.as_uri())
    browser.until("document.querySelector('.unplayable').checkVisibility()")
    assert browser.value("document.querySelector('video')") is None
    browser.value("document.addEventListener('click', e => e.preventDefault())")
    browser.value("document.querySelector('#p5 a.chip').click()")
    assert browser.value("document.querySelector('#p5 a.chip').href").endswith(
        "/broken.mp4#t=190.2"
    )


def test_a_planted_script_or_request_would_be_noticed(browser: Browser, place: Path) -> None:
    page = _open(browser, place, "page.html")
    planted = page.read_text(encoding="utf-8").replace(
        "</main>",
        '<script>document.title = "owned"</script><img src="https://example.org/a.png" alt=""/></main>',
    )
    (place / "planted.html").write_text(planted, encoding="utf-8")
    browser.open((place / "planted.html").as_uri())
    browser.until("document.images.length > 3")
    assert len(browser.complaints()) >= 2
    assert browser.value("document.title") != "owned"


@pytest.mark.parametrize(("width", "mobile"), [(1400, False), (900, False), (390, True)])
def test_nothing_is_wider_than_the_window(
    browser: Browser, place: Path, width: int, mobile: bool
) -> None:
    browser.call(
        "Emulation.setDeviceMetricsOverride",
        width=width,
        height=800,
        deviceScaleFactor=1,
        mobile=mobile,
    )
    _open(browser, place, "page.html")
    assert browser.value("document.documentElement.scrollWidth") <= width
    video = "document.querySelector('video').getBoundingClientRect()"
    browser.value(
        "document.querySelector('#p8').scrollIntoView({block: 'end', behavior: 'instant'})"
    )
    assert browser.value(f"{video}.top") >= 0, "the recording stays in sight"
    assert browser.value(f"{video}.bottom") <= 800
    browser.call("Emulation.clearDeviceMetricsOverride")
