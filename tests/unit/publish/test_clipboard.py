"""What is copied can be pasted into a mail or a document: pictures inside, nothing of this computer."""

from __future__ import annotations

import base64
import io
import re
import xml.etree.ElementTree as ET

import pytest
from finished import project_in
from PIL import Image
from samples import draw_slides

from readreel.project.folder import ProjectFolder
from readreel.publish.clipboard import copied


@pytest.fixture(scope="module")
def pasted(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    project = project_in(tmp_path_factory.mktemp("somewhere"))
    draw_slides(project, (1920, 1080))
    return copied(ProjectFolder(project).read_edited(), project)


def test_the_pictures_are_inside_small_enough_and_of_a_kind_that_all_know(
    pasted: tuple[str, str],
) -> None:
    root = ET.fromstring(f"<div>{pasted[0]}</div>")
    (picture,) = root.iter("img")  # the code comes without its own
    kind, _, data = picture.attrib["src"].partition(";base64,")
    assert kind == "data:image/jpeg"
    assert (picture.attrib["width"], picture.attrib["height"]) == ("640", "360")
    with Image.open(io.BytesIO(base64.b64decode(data))) as image:
        assert image.width >= 1200, "still sharp on a fine screen"


def test_nothing_tells_where_files_lie(pasted: tuple[str, str]) -> None:
    for text in pasted:
        assert "somewhere" not in text
        assert "file:" not in text
        assert "#t=" not in text
    assert re.findall(r'href="(?!https://)([^"]*)', pasted[0]) == ["#p2"]


def test_it_has_the_corrections_and_every_time(pasted: tuple[str, str]) -> None:
    assert "Ada said it is slow — &lt;script&gt;" in pasted[0]
    assert "Ada said it is slow — \\<script\\>" in pasted[1]
    for text in pasted:
        assert all(time in text for time in ("0:00", "0:31", "1:02", "1:20", "1:40"))
        assert "°" not in text.partition("References")[0]


def test_the_plain_text_has_no_pictures(pasted: tuple[str, str]) -> None:
    assert "![" not in pasted[1]
    assert pasted[1].startswith('# Ada\'s "hash": tables & names\n')
