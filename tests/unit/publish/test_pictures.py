"""Pictures of an article: sharp where there is room, smaller together where there is none."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from samples import draw_slides, english

from readreel.core.errors import StorageError
from readreel.publish.pictures import pictures


def test_stills_are_at_most_1600_wide_and_keep_their_shape(tmp_path: Path) -> None:
    draw_slides(tmp_path, (2560, 1440))
    for picture in pictures(english(), tmp_path).values():
        with Image.open(io.BytesIO(picture.data)) as image:
            assert image.size == (picture.width, picture.height) == (1600, 900)
        assert picture.media_type == "image/webp"


def test_pictures_of_a_long_recording_step_down_together(tmp_path: Path) -> None:
    for name in ("0001", "0002", "0003"):
        noise = Image.effect_noise((1600, 900), 90).convert("RGB")
        (tmp_path / "stills").mkdir(exist_ok=True)
        noise.save(tmp_path / "stills" / f"{name}.png")
    rich = pictures(english(), tmp_path)
    poor = pictures(english(), tmp_path, budget=sum(len(p.data) for p in rich.values()) - 1)
    assert {picture.width for picture in poor.values()} == {1440}
    assert sum(len(p.data) for p in poor.values()) < sum(len(p.data) for p in rich.values())


def test_a_small_picture_goes_as_it_is(tmp_path: Path) -> None:
    draw_slides(tmp_path, (320, 180))
    for name, picture in pictures(english(), tmp_path).items():
        assert picture.data == (tmp_path / name).read_bytes()


def test_old_outlets_get_what_they_know(tmp_path: Path) -> None:
    draw_slides(tmp_path, (1920, 1080))
    small = Image.new("RGB", (64, 36), "teal")
    small.save(tmp_path / "stills" / "small.webp")
    (tmp_path / "stills" / "small.webp").replace(tmp_path / "stills" / "0002.png")
    for picture in pictures(english(), tmp_path, old=True).values():
        assert (picture.media_type, picture.suffix) == ("image/jpeg", ".jpg")
        with Image.open(io.BytesIO(picture.data)) as image:
            assert (image.format, image.size) == ("JPEG", (picture.width, picture.height))


def test_a_missing_still_is_an_error_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        pictures(english(), tmp_path)
    assert caught.value.code == "storage.absent"
    assert caught.value.values["path"].endswith("0001.png")
