"""Every format of the table from one finished project: the article as corrected, whole, and movable."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec
import pysubs2
import pytest
import yaml
from finished import ARTICLE, project_in, recording_in

from readreel.core.errors import Cancelled, RecordingError, StorageError, UsageError
from readreel.project.artifacts import Article
from readreel.project.folder import ProjectFolder
from readreel.publish.exports import FORMATS, INDEX, format_of, to_export, write
from readreel.publish.plain import cleaned
from readreel.publish.staging import staged

GOLDEN = Path(__file__).parents[2] / "golden"
markdown_it = pytest.importorskip("markdown_it")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project_in(tmp_path_factory.mktemp("finished"))


def exported(project: Path, to: str, folder: Path, **options: str) -> Path:
    way = FORMATS[to]
    out = folder / f"talk{way.suffix}" if way.suffix else folder / "talk"
    recording = recording_in(project.parent)
    return write(to_export(project, way), project, out, recording=recording, to=to, **options)


def steady(text: str) -> str:
    """Without what differs between versions of encoders and runs: pictures, sheet, script, hashes."""
    text = re.sub(r"data:image/[a-z]+;base64,[\w+/=]+", "data:PICTURE", text)
    text = re.sub(r"\b[0-9a-f]{16}(?=\.(png|webp|jpg))", "PICTURE", text)
    text = re.sub(r"(<(style|script)>).*?(</\2>)", r"\1…\3", text, flags=re.S)
    return re.sub(r"sha256-[\w+/=]+", "sha256-HASH", text)


@pytest.mark.parametrize(
    "to", ["folder", "player", "markdown", "obsidian", "srt", "vtt", "txt", "json"]
)
def test_an_export_is_the_one_that_was_looked_at(to: str, project: Path) -> None:
    # Beside the recording, so that the links into it do not depend on where tests lie.
    folder = project.parent / "made"
    found = steady(exported(project, to, folder).read_text(encoding="utf-8"))
    path = GOLDEN / f"export.{to}.txt"
    if not path.exists():
        path.write_text(found, encoding="utf-8")
        pytest.fail(f"{path} was not there; it is written, look at it")
    assert found == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("to", FORMATS)
def test_the_same_work_gives_the_same_bytes_and_leaves_nothing_beside_them(
    to: str, project: Path, tmp_path: Path
) -> None:
    def content() -> dict[str, bytes]:
        files = (path for path in tmp_path.rglob("*") if path.is_file())
        return {str(path.relative_to(tmp_path)): path.read_bytes() for path in files}

    file = exported(project, to, tmp_path)
    assert file.is_file()
    assert file.name == (f"talk{FORMATS[to].suffix}" if FORMATS[to].suffix else INDEX)
    first = content()
    exported(project, to, tmp_path)
    assert content() == first
    assert not [name for name in first if ".part" in name]


@pytest.mark.parametrize("to", ["html", "folder", "player", "markdown", "obsidian"])
def test_corrections_reach_the_export(to: str, project: Path, tmp_path: Path) -> None:
    text = exported(project, to, tmp_path).read_text(encoding="utf-8")
    assert "Ada said it is slow —" in text
    assert "Adda" not in text
    assert "complaint" in text
    assert "The complaint" not in text


@pytest.mark.parametrize("to", ["srt", "vtt", "txt", "json"])
def test_names_and_spellings_reach_the_transcript(to: str, project: Path, tmp_path: Path) -> None:
    text = " ".join(exported(project, to, tmp_path).read_text(encoding="utf-8").split())
    assert "Ada said" in text
    assert "hash(key)" in text
    assert "Adda" not in text


@pytest.mark.parametrize("to", ["folder", "player", "markdown", "obsidian"])
def test_pictures_come_along_when_the_export_is_moved(
    to: str, project: Path, tmp_path: Path
) -> None:
    exported(project, to, tmp_path / "here")
    (tmp_path / "here").rename(tmp_path / "else where")
    file = next((tmp_path / "else where").rglob("*.md" if "." in FORMATS[to].suffix else INDEX))
    text = file.read_text(encoding="utf-8")
    pictures = re.findall(r'(?:\]\(|src=")([^")]+\.(?:png|webp|jpg))', text)
    assert len(set(pictures)) == 2
    assert all((file.parent / unquote(name)).is_file() for name in pictures)


@pytest.mark.parametrize("to", ["html", "markdown", "obsidian"])
def test_links_lead_to_a_recording_that_is_moved_along(
    to: str, project: Path, tmp_path: Path
) -> None:
    beside = tmp_path / "one"
    beside.mkdir()
    recording = shutil.copy(recording_in(project.parent), beside)
    way = FORMATS[to]
    article = to_export(project, way)
    write(article, project, beside / f"talk{way.suffix}", recording=Path(recording), to=to)
    beside.rename(tmp_path / "two")
    text = (tmp_path / "two" / f"talk{way.suffix}").read_text(encoding="utf-8")
    links = set(re.findall(r'(?:\]\(<?|href=")([^")>]+)#t=', text))
    assert {(tmp_path / "two" / unquote(link)).is_file() for link in links} == {True}


def test_the_player_brings_its_recording(project: Path, tmp_path: Path) -> None:
    file = exported(project, "player", tmp_path, source_url="https://example.org/talk")
    root = ET.fromstring(file.read_text(encoding="utf-8"))
    (video,) = root.iter("{http://www.w3.org/1999/xhtml}video")
    copy = file.parent / unquote(video.attrib["src"])
    recording = recording_in(project.parent)
    assert copy.read_bytes() == recording.read_bytes()
    chips = [e for e in root.iter() if e.attrib.get("class") == "chip"]
    blocks = [e for e in root.iter() if "block" in e.attrib.get("class", "").split()]
    assert len(chips) >= len(blocks)
    assert all(unquote(urlsplit(c.attrib["href"]).path) == copy.name for c in chips)


def test_a_recording_that_is_copied_tells_how_far_and_can_be_stopped(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", no_links)
    recording = tmp_path / "long.mp4"
    recording.write_bytes(os.urandom(10 << 20))
    article = to_export(project, FORMATS["player"])
    shares: list[float] = []
    file = write(
        article, project, tmp_path / "x", recording=recording, to="player", progress=shares.append
    )
    assert shares == sorted(set(shares)) and len(shares) == 10 and shares[-1] == 1
    assert (file.parent / recording.name).read_bytes() == recording.read_bytes()

    def stop(share: float) -> None:
        if share > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        write(article, project, tmp_path / "y", recording=recording, to="player", progress=stop)
    assert not (tmp_path / "y").exists()


def test_a_player_folder_made_again_leaves_the_recording_alone(
    project: Path, tmp_path: Path
) -> None:
    file = exported(project, "player", tmp_path)
    copy = file.parent / recording_in(project.parent).name
    before = copy.stat()
    exported(project, "player", tmp_path)
    assert copy.stat().st_ino == before.st_ino
    # Into the folder where the recording itself lies, too.
    write(to_export(project, FORMATS["player"]), project, file.parent, recording=copy, to="player")
    assert copy.stat().st_ino == before.st_ino


def test_another_recording_of_the_same_name_is_not_written_over(
    project: Path, tmp_path: Path
) -> None:
    other = tmp_path / "talk" / recording_in(project.parent).name
    other.parent.mkdir()
    other.write_bytes(b"somebody's own")
    with pytest.raises(UsageError) as caught:
        exported(project, "player", tmp_path)
    assert caught.value.code == "usage.other_recording"
    assert [path.name for path in other.parent.iterdir()] == [other.name]
    assert other.read_bytes() == b"somebody's own"


def test_a_player_without_a_recording_says_so(project: Path, tmp_path: Path) -> None:
    article = to_export(project, FORMATS["player"])
    with pytest.raises(RecordingError) as caught:
        write(article, project, tmp_path / "x", recording=tmp_path / "gone.mp4", to="player")
    assert caught.value.code == "recording.moved"
    assert not (tmp_path / "x").exists()


def test_a_recording_that_no_browser_plays_is_linked_and_the_page_says_it(
    project: Path, tmp_path: Path
) -> None:
    old = tmp_path / "old.avi"
    old.write_bytes(b"RIFF")
    article = to_export(project, FORMATS["player"])
    file = write(article, project, tmp_path / "x", recording=old, to="player")
    text = file.read_text(encoding="utf-8")
    assert "<video" not in text
    assert '<p class="unplayable" dir="auto">The recording does not play here' in text
    assert text.count('href="old.avi#t=') == 7


# --- Markdown ------------------------------------------------------------------------------------


def front_matter(text: str) -> dict[str, object]:
    empty, matter, _ = text.split("---\n", 2)
    assert empty == ""
    found = yaml.safe_load(matter)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("to", ["markdown", "obsidian"])
def test_front_matter_says_what_the_article_is(to: str, project: Path, tmp_path: Path) -> None:
    file = exported(project, to, tmp_path, source_url="https://example.org/talk?v=1")
    found = front_matter(file.read_text(encoding="utf-8"))
    assert found == {
        "title": 'Ada\'s "hash": tables & names',
        "date": "2024-02-29",
        "language": "en",
        "duration": "1:01:40",
        "recording": 'talk: "hash" #1.mp4',
        "source": "https://example.org/talk?v=1",
    } | ({"tags": ["readreel"]} if to == "obsidian" else {})


@pytest.mark.parametrize("title", ["---", "a\n---\nb: c", "{x}: [y", "'", "\\", "\x85\u2028~", "#"])
def test_no_title_breaks_out_of_the_front_matter(title: str, project: Path, tmp_path: Path) -> None:
    article = msgspec.structs.replace(ARTICLE, title=title)
    file = write(article, project, tmp_path / "x.md", recording=tmp_path / "a.mp4", to="obsidian")
    shown = " ".join(cleaned(article).title.split())
    assert front_matter(file.read_text(encoding="utf-8")).get("title", "") == shown


def test_obsidian_sees_no_tags_comments_or_highlights_of_its_own(
    project: Path, tmp_path: Path
) -> None:
    text = exported(project, "obsidian", tmp_path).read_text(encoding="utf-8").split("---\n", 2)[2]
    prose = re.sub(r"\]\(<?[^)>]*>?\)|```.*?```|`[^`]*`|<https?:[^>]*>", "", text, flags=re.S)
    assert not re.search(r"(?<!\\)#\w|(?<!\\)%%|(?<!\\)==|(?<!\\)\[\[", prose)
    assert re.search(r"\^p1$", text, re.M), "paragraphs can be linked to"


# --- transcripts ---------------------------------------------------------------------------------


def test_players_read_the_subtitles_back_as_they_were_said(project: Path, tmp_path: Path) -> None:
    for to in ("srt", "vtt"):
        text = exported(project, to, tmp_path).read_text(encoding="utf-8")
        read = pysubs2.SSAFile.from_string(text, format_=to)
        said = " ".join(event.plaintext for event in read).replace("\u2060", "").split()
        shown = said if to == "srt" else html.unescape(text)
        assert "<i>noticed</i>" in shown
        assert said[-5:] == ["That", "is", "it", "for", "today."]
        assert all(one.end <= two.start for one, two in pairwise(read))


def test_the_json_has_every_word_and_its_times(project: Path, tmp_path: Path) -> None:
    found = json.loads(exported(project, "json", tmp_path).read_bytes())
    assert found["title"] == 'Ada\'s "hash": tables & names'
    assert [chapter["start"] for chapter in found["chapters"]] == [0.0, 62.0]
    words = [word for sentence in found["sentences"] for word in sentence["words"]]
    assert words[0]["text"] == "We"
    assert all(word["start"] <= word["end"] for word in words)


def test_a_transcript_can_be_had_before_the_article(project: Path, tmp_path: Path) -> None:
    early = tmp_path / "early"
    shutil.copytree(project, early)
    for name in ("article.json", "outline.json", "spellings.json"):
        (early / name).unlink()
    (early / "edits.json").unlink()
    for to in ("srt", "vtt", "txt", "json"):
        assert "Adda" in exported_from(early, to, tmp_path).read_text(encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        to_export(early, FORMATS["html"])
    assert caught.value.code == "usage.unfinished"
    (early / "transcript.json").unlink()
    with pytest.raises(UsageError):
        to_export(early, FORMATS["srt"])


def exported_from(project: Path, to: str, folder: Path) -> Path:
    article = to_export(project, FORMATS[to])
    return write(article, project, folder / f"x.{to}", recording=folder / "gone.mp4", to=to)


# --- trouble -------------------------------------------------------------------------------------


@pytest.mark.parametrize("to", FORMATS)
def test_a_full_disk_leaves_the_old_export_and_nothing_else(
    to: str, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = exported(project, to, tmp_path)
    file.write_text("the old one", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StorageError) as caught:
        exported(project, to, tmp_path)
    assert caught.value.code == "storage.full"
    assert ".part" not in caught.value.values["path"]
    assert file.read_text(encoding="utf-8") == "the old one"
    assert sorted(tmp_path.rglob("*")) == before


def test_a_failure_takes_the_folders_back_that_it_made(project: Path, tmp_path: Path) -> None:
    broken = ProjectFolder(tmp_path / "broken")
    broken.create()
    with pytest.raises(StorageError):  # its stills are gone
        write(
            ARTICLE, broken.root, tmp_path / "a" / "b" / "c", recording=tmp_path / "x", to="folder"
        )
    assert not (tmp_path / "a").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_may_not_be_written_is_named(project: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StorageError) as caught:
        exported(project, "html", tmp_path)
    assert caught.value.code == "storage.denied"
    assert caught.value.values["path"] == str(tmp_path / "talk.html")


def test_other_files_in_the_folder_stay(project: Path, tmp_path: Path) -> None:
    (tmp_path / "talk" / "assets").mkdir(parents=True)
    (tmp_path / "talk" / "assets" / "mine.png").write_bytes(b"mine")
    exported(project, "folder", tmp_path)
    assert (tmp_path / "talk" / "assets" / "mine.png").read_bytes() == b"mine"


@pytest.mark.parametrize(("to", "assets"), [("folder", "talk/assets"), ("obsidian", "talk_files")])
def test_pictures_of_the_export_that_was_there_go_with_it(
    to: str, assets: str, project: Path, tmp_path: Path
) -> None:
    exported(project, to, tmp_path)
    folder = tmp_path / assets
    before = sorted(folder.iterdir())
    mine = folder / "mine.png"
    mine.write_bytes(b"mine")
    less = msgspec.structs.replace(to_export(project, FORMATS[to]), chapters=ARTICLE.chapters[:1])
    way = FORMATS[to]
    out = tmp_path / f"talk{way.suffix}"
    write(less, project, out, recording=recording_in(project.parent), to=to)
    after = sorted(folder.iterdir())
    assert mine in after
    assert set(after) - {mine} < set(before)
    assert after != [mine], "the first chapter has pictures of its own"


def test_what_a_killed_export_left_is_swept_up_by_the_next(project: Path, tmp_path: Path) -> None:
    script = (
        "import os, pathlib\n"
        "from readreel.publish.staging import staged\n"
        f"with staged(pathlib.Path({str(tmp_path / 'talk.html')!r})) as file:\n"
        "    file.write_text('half')\n"
        "    os._exit(1)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=False)
    assert len(list(tmp_path.glob(".readreel-*.part"))) == 1
    with staged(tmp_path / "other.html") as other:
        other.write_text("whole")
        with staged(
            tmp_path / "third.html"
        ) as third:  # an export that is still being written stays
            third.write_text("whole")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.html", "third.html"]


@pytest.mark.parametrize(
    ("name", "to"),
    [
        ("a.html", "html"),
        ("a.HTM", "html"),
        ("a.md", "markdown"),
        ("a.srt", "srt"),
        ("a", "folder"),
    ],
)
def test_an_ending_names_its_format(name: str, to: str, tmp_path: Path) -> None:
    assert format_of(tmp_path / name).name == to


def test_an_article_is_what_an_article_was(project: Path) -> None:
    """The corrections are laid over what the steps made, which stays."""
    assert ProjectFolder(project).read(Article) == ARTICLE
