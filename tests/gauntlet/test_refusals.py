"""What cannot become an article is refused with the documented exit status and a message that helps.

Every case goes through the program as its user starts it; none may take more than half a minute, show a
traceback, or change the recording.
"""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import studio
from gauntlet import program
from readreel.core.paths import user_models

HANG = 30.0
needs_models = pytest.mark.models


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three seconds of two slides and a tone."""
    path = tmp_path_factory.mktemp("tiny") / "tiny.mp4"
    slides = studio.shown(
        [(0.0, studio.slide(1, size=(320, 180))), (1.5, studio.slide(2, size=(320, 180)))]
    )
    return studio.record(
        path, video=studio.film(slides, 3.0), sounds=[studio.Sound([(0.0, studio.tone(3.0))])]
    )


@pytest.fixture
def subtitles(tmp_path: Path) -> Path:
    """A recording that needs no engine at all: the cheapest way through the whole program."""
    path = tmp_path / "talk.srt"
    lines = ["Good morning and welcome.", "Today we talk about rivers.", "Rivers carry stones."]
    cues = [
        f"{n + 1}\n00:00:{n * 4:02d},000 --> 00:00:{n * 4 + 4:02d},000\n{line}\n"
        for n, line in enumerate(lines)
    ]
    path.write_text("\n".join(cues), encoding="utf-8")
    return path


def make(recording: Path | str, folder: Path, *options: str | Path, **more: str) -> program.Ended:
    return program.run(
        program.make_command(recording, folder, "--writer", "none", *options),
        timeout=HANG,
        **more,
    )


# --- files that are no recording -------------------------------------------------------------------


def _text(path: Path) -> None:
    path.write_text("Dear reader, this is a letter and no film.\n" * 50, encoding="utf-8")


def _hls(path: Path) -> None:
    path.write_text(
        "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nhttp://127.0.0.1:9/a.ts\n"
        f"#EXTINF:10,\n{path.parent / 'secret.ts'}\n#EXT-X-ENDLIST\n",
        encoding="utf-8",
    )


def _concat(path: Path) -> None:
    path.write_text(f"ffconcat version 1.0\nfile '{path.parent}/secret.ts'\n", encoding="utf-8")


def _dash(path: Path) -> None:
    path.write_text(
        '<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static">'
        "<BaseURL>http://127.0.0.1:9/</BaseURL></MPD>",
        encoding="utf-8",
    )


def _sdp(path: Path) -> None:
    path.write_text(
        "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n",
        encoding="utf-8",
    )


def _picture(path: Path) -> None:
    from PIL import Image

    Image.fromarray(studio.slide(1)).save(path, format="PNG")


def _random(path: Path) -> None:
    import random

    path.write_bytes(random.Random(7).randbytes(200_000))


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _archive(path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("lecture.mp4", b"\0" * 5000)


@pytest.mark.parametrize(
    ("write", "words"),
    [
        (_text, ["not a video"]),
        (_hls, ["playlist"]),
        (_concat, ["playlist"]),
        (_dash, ["playlist"]),
        (_sdp, ["not a video"]),
        (_picture, []),
        (_random, ["not a video"]),
        (_empty, ["empty"]),
        (_archive, ["not a video"]),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_only_bears_the_name_of_a_recording_is_refused(
    write: Callable[[Path], None], words: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "lecture.mp4"
    write(path)
    before = path.read_bytes()
    program.refused(make(path, tmp_path), program.EXIT_CODES["recording"], *words)
    assert path.read_bytes() == before
    assert not (tmp_path / "article.html").exists()


@pytest.mark.parametrize("url", ["https://example.com/a.mp4", "rtmp://x/y", "file:///etc/passwd"])
def test_an_address_is_refused(url: str, tmp_path: Path) -> None:
    program.refused(make(url, tmp_path), program.EXIT_CODES["recording"], "address")


def test_a_folder_without_a_recording_is_refused(tmp_path: Path) -> None:
    ended = program.run(program.command("make", tmp_path, "--writer", "none"), timeout=HANG)
    program.refused(ended, program.EXIT_CODES["usage"], "no recording")


def test_what_is_for_one_recording_is_refused_for_a_folder(tmp_path: Path) -> None:
    program.refused(make(tmp_path, tmp_path), program.EXIT_CODES["usage"], "--project", "several")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    ended = make(tmp_path / "no such.mp4", tmp_path)
    program.refused(ended, program.EXIT_CODES["recording"], "no such.mp4")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_refused(tiny: Path, tmp_path: Path) -> None:
    path = tmp_path / "locked.mp4"
    shutil.copy(tiny, path)
    path.chmod(0)
    program.refused(make(path, tmp_path), program.EXIT_CODES["recording"])


def test_a_device_or_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.mp4"
    os.mkfifo(pipe)
    program.refused(make(pipe, tmp_path), program.EXIT_CODES["recording"])
    program.refused(make("/dev/zero", tmp_path), program.EXIT_CODES["recording"])


def test_locked_content_is_refused(tmp_path: Path) -> None:
    path = studio.record(
        tmp_path / "bought.mp4",
        video=_slides(2.0),
        sounds=[_music(2.0)],
        options={
            "encryption_scheme": "cenc-aes-ctr",
            "encryption_key": "76a6c65c5ea762046bd749a2e632ccbb",
            "encryption_kid": "a7e61c373e219033c21091fa607bf3b8",
        },
    )
    program.refused(make(path, tmp_path), program.EXIT_CODES["recording"], "encrypted")


# --- options ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "options",
    [
        ("--from", "abc"),
        ("--from", "-5"),
        ("--to", "1:2:3:4"),
        ("--from", "900"),
        ("--from", "2", "--to", "1"),
        ("--to", "0"),
        ("--audio-track", "7"),
        ("--audio-track", "-1"),
        ("--device", "tpu"),
        ("--threads", "0"),
        ("--subtitles", "no-such.srt"),
        ("--source-url", "javascript:alert(1)"),
        ("--no-such-option",),
    ],
    ids=" ".join,
)
def test_options_that_make_no_sense_are_named(
    options: tuple[str, ...], tiny: Path, tmp_path: Path
) -> None:
    ended = make(tiny, tmp_path, *options)
    assert ended.status == program.EXIT_CODES["usage"], ended.complaint
    assert "Traceback" not in ended.complaint
    assert ended.said
    assert not (tmp_path / "article.html").exists()


@needs_models
@pytest.mark.parametrize(
    "language", program.some(["klingon", "../../etc", "xx", "EN-gb-oxford", ""], 1)
)
def test_an_unknown_language_is_refused(language: str, tiny: Path, tmp_path: Path) -> None:
    ended = make(tiny, tmp_path, "--language", language)
    assert ended.status in (program.EXIT_CODES["usage"], program.EXIT_CODES["model"])
    program.refused(ended, ended.status)


def test_a_page_is_never_written_over_the_recording(subtitles: Path, tmp_path: Path) -> None:
    film = tmp_path / "film.html"
    shutil.copy(subtitles, film)
    program.refused(make(film, tmp_path, "--out", film), program.EXIT_CODES["usage"])
    assert film.read_bytes() == subtitles.read_bytes()


def test_a_page_of_an_unknown_kind_is_refused(subtitles: Path, tmp_path: Path) -> None:
    ended = make(subtitles, tmp_path, "--out", tmp_path / "article.xyz")
    program.refused(ended, program.EXIT_CODES["usage"])


# --- places ----------------------------------------------------------------------------------------


def test_a_missing_folder_for_the_page_is_made(subtitles: Path, tmp_path: Path) -> None:
    ended = make(subtitles, tmp_path, "--out", tmp_path / "new" / "deep" / "article.html")
    assert ended.status == 0, ended.complaint
    assert (tmp_path / "new" / "deep" / "article.html").exists()


@pytest.mark.parametrize("option", ["--out", "--project"])
def test_a_place_that_cannot_be_written_is_named(
    option: str, subtitles: Path, tmp_path: Path
) -> None:
    (tmp_path / "a file").write_text("x")
    for place in (tmp_path / "a file" / "x.html", Path("/proc/readreel/x.html")):
        ended = make(subtitles, tmp_path, option, place)
        program.refused(ended, program.EXIT_CODES["storage"])


NAMES = [
    "Vorlesung über Maße – 講義 ①.srt",
    "-quote ' \" & <b> %20 # ?.srt",
    "é" * 120 + ".srt",
    "con.srt",
    "new\nline \u202egnp.srt",
    "محاضرة.srt",
    "emoji 🎬🎥.srt",
    "-dash.srt",
    "NUL.srt",
    "trailing dot..srt",
    "x" * 240 + ".srt",
    " .srt",
    "a\tb\x1b[31mred.srt",
]


@pytest.mark.parametrize(
    "name",
    program.some(NAMES, 3),
    ids=lambda name: ascii(name[:16]),
)
def test_odd_names_come_through(name: str, subtitles: Path, tmp_path: Path) -> None:
    path = tmp_path / name
    shutil.copy(subtitles, path)
    arguments = program.command(
        "make", "--writer", "none", "--project", tmp_path / "project", "--", path
    )
    ended = program.run(arguments, timeout=HANG, cwd=tmp_path)
    assert ended.status == 0, ended.complaint
    page = path.with_suffix(".html")
    assert page.exists()
    assert "Rivers carry stones" in page.read_text(encoding="utf-8")
    assert "<b>.srt" not in page.read_text(encoding="utf-8")


def test_a_name_that_is_not_text_comes_through_or_is_refused(
    subtitles: Path, tmp_path: Path
) -> None:
    raw = os.fsencode(tmp_path) + b"/caf\xe9.srt"
    try:
        Path(os.fsdecode(raw)).write_bytes(subtitles.read_bytes())
    except OSError:
        pytest.skip("this file system takes only UTF-8")
    ended = make(os.fsdecode(raw), tmp_path)
    if ended.status:
        program.refused(ended, ended.status)
        assert ended.status != 1
    else:
        assert (tmp_path / "article.html").exists()


def test_a_page_name_at_the_limit_of_the_disk_is_written_or_refused_plainly(
    subtitles: Path, tmp_path: Path
) -> None:
    assert make(subtitles, tmp_path, "--out", tmp_path / ("y" * 250 + ".html")).status == 0
    ended = make(subtitles, tmp_path, "--out", tmp_path / ("y" * 300 + ".html"))
    program.refused(ended, program.EXIT_CODES["storage"])


# --- sound and pictures that hold nothing ----------------------------------------------------------


def _slides(seconds: float) -> studio.Film:
    changes = [(0.0, studio.slide(1, size=(320, 180))), (2.0, studio.slide(2, size=(320, 180)))]
    return studio.film(studio.shown(changes), seconds)


def _music(seconds: float) -> studio.Sound:
    import numpy as np

    parts = [
        sum((studio.tone(0.4, pitch=base * step, loud=0.1) for step in (1, 1.25, 1.5)), 0.0)
        for base in (220, 262, 330, 294) * 20
    ]
    return studio.Sound([(0.0, np.concatenate(parts)[: round(seconds * 48_000)].astype("float32"))])


def _nothing(seconds: float) -> studio.Sound:
    import numpy as np

    return studio.Sound([(0.0, np.zeros(round(seconds * 48_000), dtype="float32"))])


CASES: dict[str, Callable[[Path], Path]] = {
    "music": lambda path: studio.record(path, video=_slides(6.0), sounds=[_music(6.0)]),
    "no sound": lambda path: studio.record(path, video=_slides(4.0)),
    "silence": lambda path: studio.record(path, video=_slides(4.0), sounds=[_nothing(4.0)]),
    "music alone": lambda path: studio.record(path.with_suffix(".m4a"), sounds=[_music(6.0)]),
    "silence alone": lambda path: studio.record(path.with_suffix(".m4a"), sounds=[_nothing(4.0)]),
    "one frame": lambda path: studio.record(path, video=_slides(0.1)),
}


@needs_models
@pytest.mark.parametrize("case", program.some(list(CASES), 1))
def test_a_recording_without_words_still_becomes_a_page(case: str, tmp_path: Path) -> None:
    path = CASES[case](tmp_path / "film.mp4")
    ended = program.run(program.make_command(path, tmp_path, "--writer", "none"), timeout=HANG * 2)
    assert ended.status == 0, ended.complaint
    page = (tmp_path / "article.html").read_text(encoding="utf-8")
    assert "<html" in page
    if path.suffix == ".mp4" and case != "one frame":
        assert "data:image/" in page, "its pictures are all there is to show"


# --- models ----------------------------------------------------------------------------------------


@pytest.fixture
def models(tmp_path: Path) -> Iterator[Path]:
    """A folder of models of its own: the listener as it is, linked; no writer."""
    here = user_models()
    if not (here / "whisper-base").is_dir():
        pytest.skip("the starter models are not installed")
    folder = tmp_path / "models"
    folder.mkdir()
    shutil.copytree(here / "whisper-base", folder / "whisper-base", copy_function=os.link)
    yield folder


def _with(models: Path) -> dict[str, str]:
    return {"READREEL_MODELS": str(models)}


@needs_models
def test_a_cut_model_is_refused_before_it_is_opened(
    models: Path, tiny: Path, tmp_path: Path
) -> None:
    name = "qwen2.5-coder-0.5b-instruct"
    (models / name).mkdir()
    source = next((user_models() / name).glob("*.gguf"))
    with source.open("rb") as file:
        (models / name / source.name).write_bytes(file.read(1_000_000))
    ended = make(tiny, tmp_path, "--writer", name, **_with(models))
    program.refused(ended, program.EXIT_CODES["model"], "readreel models get")
    ended = make(tiny, tmp_path, "--writer", "auto", **_with(models))
    program.refused(ended, program.EXIT_CODES["model"], "readreel models get")


@needs_models
def test_a_model_with_one_wrong_byte_is_refused_before_it_is_opened(
    models: Path, tiny: Path, tmp_path: Path
) -> None:
    path = models / "whisper-base" / "model.bin"
    content = bytearray(path.read_bytes())
    path.unlink()
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    ended = make(tiny, tmp_path, **_with(models))
    program.refused(ended, program.EXIT_CODES["model"], "whisper-base", "not opened")


@needs_models
@pytest.mark.parametrize(
    "options",
    [
        ("--writer", "whisper-base"),
        ("--listener", "qwen2.5-coder-0.5b-instruct"),
        ("--writer", "no-such-model"),
        ("--writer", "../../etc/passwd"),
        ("--listener", ""),
    ],
    ids=" ".join,
)
def test_a_model_of_the_wrong_kind_or_name_is_refused(
    options: tuple[str, ...], models: Path, tiny: Path, tmp_path: Path
) -> None:
    ended = make(tiny, tmp_path, *options, **_with(models))
    program.refused(ended, program.EXIT_CODES["model"])


def test_without_any_model_the_missing_listener_is_named(tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    ended = make(tiny, tmp_path, READREEL_MODELS=str(tmp_path / "none"))
    program.refused(ended, program.EXIT_CODES["model"], "readreel models get")


def test_subtitles_need_no_model_at_all(subtitles: Path, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    ended = make(subtitles, tmp_path, READREEL_MODELS=str(tmp_path / "none"))
    assert ended.status == 0, ended.complaint


# --- two at once -----------------------------------------------------------------------------------


def test_of_two_runs_on_one_project_the_second_is_told_to_wait(tiny: Path, tmp_path: Path) -> None:
    first = program.start(program.make_command(tiny, tmp_path, "--writer", "none"))
    try:
        deadline = time.monotonic() + HANG
        while not program.workers(first.pid) and time.monotonic() < deadline:
            time.sleep(0.02)
        children = program.workers(first.pid)
        first.send_signal(signal.SIGSTOP)
        ended = make(tiny, tmp_path)
        program.refused(ended, program.EXIT_CODES["busy"], "another")
    finally:
        first.send_signal(signal.SIGCONT)
        assert children, "the first run never got to work"
        program.end(first)
    assert program.gone(children, 10.0)
    ended = make(tiny, tmp_path)
    assert ended.status in (0, program.EXIT_CODES["model"]), ended.complaint
