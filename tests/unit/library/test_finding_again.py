"""Everything that was made is found as it is now, whatever is typed, whatever became of the index."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readreel.core.time import Span
from readreel.library import Filter, Hit, Library, store
from readreel.library.index import Refreshed
from readreel.project.artifacts import (
    Article,
    Chapter,
    Code,
    Facts,
    Figure,
    Items,
    Outline,
    Paragraph,
    Recording,
    Screen,
    ScreenLine,
    Screens,
    Sentence,
    Still,
    Stills,
    Transcript,
    Word,
)
from readreel.project.edits import Edits, Name, Text, place_of
from readreel.project.folder import ProjectFolder
from readreel.project.label import Label


def paragraph(name: str, start: float, text: str) -> Paragraph:
    return Paragraph(name, start, start + 30, text, "rewritten", 0.9, ())


def sentence(number: int, start: float, text: str) -> Sentence:
    words = tuple(Word(word, start, start + 1) for word in text.split())
    return Sentence(number, start, start + 5, text, words)


def recording(path: str = "/talks/2024/lecture.mp4", day: str = "2024-05-06") -> Recording:
    return Recording(
        path=path, name=Path(path).name, size=1, fingerprint="f", container="mp4", duration=600.0,
        date=day, span=Span(0.0, 600.0),
    )  # fmt: skip


def article(title: str = "Bread at home", language: str = "en") -> Article:
    facts = Facts(name="lecture.mp4", duration=600.0, span=Span(0.0, 600.0))
    dough = Chapter(
        "dough", "Kneading the dough", 0.0, 300.0,
        (
            paragraph("p1", 10.0, "Flour and water are all it takes. Peter Schöffer printed the recipe."),
            Figure("f1", 12.0, 40.0, 1, "stills/bowl.png", 160, 90, "A bowl of porridge", ""),
            paragraph("p2", 60.0, "Let it rest overnight under a cloth."),
            Code("c1", 61.0, 90.0, "def knead(dough):\n    return fold(dough)", "python"),
        ),
    )  # fmt: skip
    oven = Chapter(
        "oven", "In the oven", 300.0, 600.0,
        (
            Items("l1", 320.0, 350.0, ("stone", "steam"), False, "rewritten", 0.9, (), title="Needed"),
            paragraph("p3", 400.0, "机器学习很有趣。パンを焼く。"),
        ),
    )  # fmt: skip
    return Article(title=title, language=language, facts=facts, chapters=(dough, oven))


@pytest.fixture
def projects(tmp_path: Path) -> Path:
    folder = tmp_path / "projects"
    folder.mkdir()
    return folder


@pytest.fixture
def bread(projects: Path) -> ProjectFolder:
    project = ProjectFolder(projects / "bread")
    project.create()
    project.write(recording())
    project.write(article())
    stills = (
        Still(1, "bowl.png", 12.0, (Span(12.0, 50.0),), 160, 90),
        Still(2, "oven.png", 310.0, (Span(310.0, 600.0),), 160, 90),
    )
    project.write(Stills(stills=stills))
    lines = (ScreenLine("Hydration 70 percent", (0, 0, 9, 9), 0.9),)
    project.write(Screens(screens=(Screen(2, lines),)))
    said = (
        sentence(1, 11.0, "so um flour and water basically"),
        sentence(2, 62.0, "leave it until tomorrow says Benjou"),
        sentence(3, 405.0, "two hundred and fifty degrees"),
    )
    project.write(Transcript(language="en", source="listened", sentences=said))
    return project


@pytest.fixture
def library(projects: Path, tmp_path: Path) -> Library:
    return Library(projects, tmp_path / "index" / "library.sqlite")


Ask = Callable[..., list[Hit]]


@pytest.fixture
def ask(library: Library) -> Ask:
    def found(words: str, **more: object) -> list[Hit]:
        library.refresh()
        growing = bool(more.pop("growing", False))
        return list(library.search(words, Filter(**more), growing=growing).hits)  # type: ignore[arg-type]

    return found


def marked(hit: Hit) -> list[str]:
    return [hit.snippet[first:last] for first, last in hit.marks]


# --- what is found -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "where", "block", "start"),
    [
        ("home", "title", "title", 10.0),
        ("kneading", "heading", "p1", 10.0),
        ("overnight", "text", "p2", 60.0),
        ("porridge", "text", "p1", 10.0),
        ("needed steam", "text", "l1", 320.0),
        ("fold", "code", "p2", 60.0),
        ("hydration", "screen", "l1", 320.0),
        ("tomorrow", "spoken", "p2", 60.0),
        ("fifty degrees", "spoken", "p3", 400.0),
    ],
)
def test_every_kind_of_words_leads_to_its_paragraph(
    bread: ProjectFolder, ask: Ask, words: str, where: str, block: str, start: float
) -> None:
    (hit,) = ask(words)
    assert (hit.where, hit.block, hit.start) == (where, block, start)
    assert hit.project == bread.root
    assert hit.title == "Bread at home"


def test_the_words_are_marked_in_the_passage(bread: ProjectFolder, ask: Ask) -> None:
    (hit,) = ask("WATER flour")
    assert hit.snippet.startswith("Flour and water are")
    assert marked(hit) == ["Flour", "water"]


def test_a_passage_brings_the_picture_that_was_seen(bread: ProjectFolder, ask: Ask) -> None:
    assert ask("schoffer")[0].still == bread.root / "stills" / "bowl.png"
    assert ask("fifty")[0].still == bread.root / "stills" / "oven.png"


def test_accents_and_letters_of_other_systems_are_folded(bread: ProjectFolder, ask: Ask) -> None:
    for words in ("Schoffer", "SCHÖFFER", "schöffer", "Scho\u0308ffer"):
        (hit,) = ask(words)
        assert marked(hit) == ["Schöffer"]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("学习", "学习"),
        ("学", "学"),
        ("机器学习", "机器学习"),
        ("趣", "趣"),
        ("焼く", "焼く"),
        ("パン", "パン"),
    ],
)
def test_scripts_without_spaces_are_found_by_any_part(
    bread: ProjectFolder, ask: Ask, words: str, shown: str
) -> None:
    (hit,) = ask(words)
    assert marked(hit) == [shown]


@pytest.mark.parametrize(
    ("said", "words", "others"),
    [
        ("قال مُحَمَّد", "محمد", "محم"),
        ("हिन्दी में", "हिन्दी", "हान्दी"),
        ("한국어를 배운다", "한국어", "국한"),
        ("ภาษาไทยง่าย", "ไทย", "ไงย"),
        ("Ёлка и йод", "елка", "елк"),
    ],
)
def test_other_scripts_are_found_as_they_are_typed(
    projects: Path, ask: Ask, said: str, words: str, others: str
) -> None:
    project = ProjectFolder(projects / "talk")
    project.create()
    project.write(Transcript(language="x", source="listened", sentences=(sentence(1, 0.0, said),)))
    assert ask(words)[0].marks
    assert not ask(others)


def test_signs_that_do_not_follow_one_another_are_not_found(bread: ProjectFolder, ask: Ask) -> None:
    assert not ask("学机")
    assert not ask("习趣")


def test_titles_come_before_texts_before_code_before_screens_before_speech(
    projects: Path, ask: Ask
) -> None:
    places = ("title", "heading", "text", "code", "screen", "spoken")
    for number, place in enumerate(reversed(places)):
        project = ProjectFolder(projects / f"talk{number}")
        project.create()

        def word(here: str, place: str = place) -> str:
            return "ostrich" if here == place else "bird"

        blocks = (paragraph("p1", 0.0, word("text")), Code("c1", 0.0, 9.0, word("code")))
        facts = Facts(name="x.mp4", duration=60.0, span=Span(0.0, 60.0))
        chapter = Chapter("c", word("heading"), 0.0, 60.0, blocks)
        project.write(Article(title=word("title"), language="en", facts=facts, chapters=(chapter,)))
        project.write(Stills(stills=(Still(1, "s.png", 0.0, (Span(0.0, 9.0),), 1, 1),)))
        line = ScreenLine(word("screen"), (0, 0, 1, 1), 1.0)
        project.write(Screens(screens=(Screen(1, (line,)),)))
        said = (sentence(1, 0.0, " ".join([word("spoken")] * 9)),)
        project.write(Transcript(language="en", source="listened", sentences=said))
    assert [hit.where for hit in ask("ostrich")][2:] == list(places)[2:]
    assert {hit.where for hit in ask("ostrich")[:2]} == {"title", "heading"}


def test_one_article_does_not_push_out_the_others(projects: Path, library: Library) -> None:
    for name, times in (("much", 9), ("little", 1)):
        blocks = tuple(paragraph(f"p{n}", n * 30.0, "an ostrich") for n in range(times))
        facts = Facts(name="x.mp4", duration=600.0, span=Span(0.0, 600.0))
        project = ProjectFolder(projects / name)
        project.create()
        chapters = (Chapter("c", "Birds", 0.0, 600.0, blocks),)
        project.write(Article(title=name, language="en", facts=facts, chapters=chapters))
    library.refresh()
    hits = library.search("ostrich", limit=4).hits
    assert sorted(hit.project.name for hit in hits) == ["little", "much", "much", "much"]
    assert [hit.more for hit in hits if hit.project.name == "much"] == [0, 0, 6]
    assert len(library.search("ostrich", limit=40).hits) == 10, "there is room for all of them"
    alone = library.search("ostrich", Filter(project=projects / "much"))
    assert {hit.project.name for hit in alone.hits} == {"much"}


# --- what is typed -------------------------------------------------------------------------------


def test_all_words_must_be_there_and_quoted_ones_in_order(bread: ProjectFolder, ask: Ask) -> None:
    assert ask("water flour")
    assert not ask("flour porcupine")
    assert ask('"flour and water"')
    assert not ask('"water and flour"')
    assert ask("“flour and water”")


def test_a_star_finds_beginnings_and_a_minus_leaves_out(bread: ProjectFolder, ask: Ask) -> None:
    assert not ask("overn")
    assert marked(ask("overn*")[0]) == ["overnight"]
    assert ask("overn", growing=True)
    assert not ask("flour -water")
    assert ask("-water"), "a question of nothing but what is not wanted is none"


def test_names_in_code_are_found_as_they_are_written(bread: ProjectFolder, ask: Ask) -> None:
    assert marked(ask("knead(dough)")[0])[0] == "knead(dough"
    assert not ask("dough(knead)")


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=st.text() | st.text(alphabet="\"*-():^{}+,.AND OR NOT NEAR学'\\;ab\0\ud800"))
def test_nothing_that_can_be_typed_is_an_error(library: Library, words: str) -> None:
    library.search(words)
    library.search(words, growing=True)


def test_operators_of_the_database_are_words(bread: ProjectFolder, ask: Ask) -> None:
    assert ask("flour and water")
    assert not ask("flour OR porcupine")
    assert not ask("title:bread NEAR(a, 2)")


# --- as it is now --------------------------------------------------------------------------------


def test_what_the_user_corrected_is_what_is_found(bread: ProjectFolder, ask: Ask) -> None:
    assert ask("overnight")
    made = article()
    place = place_of(made, made, "p2")
    text = Text("e1", place, "Let it rest under a blanket.")
    name = Name("e2", "Benjou", "Bengio")
    bread.write_edits(Edits(edits=(text, name)))
    assert not ask("overnight")
    assert ask("blanket")[0].block == "p2"
    assert ask("bengio")[0].where == "spoken"
    assert not ask("benjou")


def test_a_new_title_and_tags_are_found(bread: ProjectFolder, ask: Ask) -> None:
    bread.rename("Loaves for beginners")
    bread.rename("Loaves for everybody")
    bread.write_label(Label(tags=("baking", "sunday")))
    assert ask("loaves everybody")[0].where == "title"
    assert not ask("beginners")
    assert ask("sunday")[0].tags == ("baking", "sunday")


def test_only_what_changed_is_read_again(
    bread: ProjectFolder, projects: Path, library: Library
) -> None:
    other = ProjectFolder(projects / "other")
    other.create()
    other.write(article("Another"))
    assert library.refresh() == Refreshed(read=2)
    assert library.refresh() == Refreshed()
    other.write(article("Quite another"))
    assert library.refresh() == Refreshed(read=1)
    for file in other.root.glob("*.json"):
        file.unlink()
    assert library.refresh() == Refreshed(dropped=1)
    assert not library.search("another").hits
    assert library.search("bread").hits


def test_an_unfinished_talk_is_found_by_its_words(projects: Path, ask: Ask) -> None:
    project = ProjectFolder(projects / "begun")
    project.create()
    project.write(recording())
    said = tuple(sentence(n, n * 20.0, f"word{n} of many") for n in range(9))
    project.write(Transcript(language="en", source="listened", sentences=said))
    (hit,) = ask("word7")
    assert (hit.block, hit.where, hit.title) == ("", "spoken", "lecture")
    assert hit.start <= 140.0 <= hit.end
    project.write(Outline(title="Counting"))
    assert ask("counting")


def test_projects_of_newer_programs_are_told_and_left_alone(
    bread: ProjectFolder, projects: Path, library: Library
) -> None:
    newer = projects / "newer"
    newer.mkdir()
    content = b'{"format": 2, "title": "Hoverboards", "chapters": {"another": "shape"}}'
    (newer / "article.json").write_bytes(content)
    library.refresh()
    assert library.search("bread").newer == 1
    assert not library.search("hoverboards").hits
    assert (newer / "article.json").read_bytes() == content
    assert [path.name for path in newer.iterdir()] == ["article.json"]


def test_a_project_of_the_oldest_version_is_found_and_kept(projects: Path, ask: Ask) -> None:
    """What the first version wrote: no spellings, no regions, no parts, none of the later fields."""
    old = projects / "old"
    old.mkdir()
    span = {"start": 0.0, "end": 60.0}
    shape: dict[str, object] = {
        "recording.json": {
            "path": "/a.mp4", "name": "a.mp4", "size": 1, "fingerprint": "f", "container": "mp4",
            "duration": 60.0, "span": span,
        },
        "stills.json": {"stills": [{
            "id": 1, "file": "s.png", "time": 1.0, "spans": [span], "width": 1, "height": 1,
            "sharpness": 0.4, "content": 0.5,
        }]},
        "screens.json": {"screens": [{
            "still": 1, "lines": [{"text": "Penguin", "box": [0, 0, 1, 1], "confidence": 0.9}],
        }]},
        "article.json": {
            "title": "Birds", "language": "en",
            "facts": {"name": "a.mp4", "duration": 60.0, "span": span},
            "chapters": [{"id": "c1", "title": "One", "start": 0.0, "end": 60.0, "blocks": [{
                "type": "paragraph", "id": "p1", "start": 0.0, "end": 60.0, "text": "A walrus.",
                "origin": "cleaned", "support": 1.0, "sentences": [],
            }]}],
        },
    }  # fmt: skip
    for name, content in shape.items():
        (old / name).write_bytes(msgspec.json.encode(content))
    assert ask("walrus")[0].block == "p1"
    assert ask("penguin")[0].where == "screen"
    ProjectFolder(old).rename("Seals")
    assert ask("seals")


def test_a_damaged_project_hides_no_other(
    bread: ProjectFolder, projects: Path, library: Library
) -> None:
    (projects / "broken").mkdir()
    (projects / "broken" / "article.json").write_bytes(b'{"title": "x"')
    library.refresh()
    assert library.search("bread").hits


# --- the index is nothing but an index -----------------------------------------------------------


def _files(library: Library, tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "index").glob("library.sqlite*"))


def test_a_deleted_index_is_made_anew(
    bread: ProjectFolder, projects: Path, library: Library, tmp_path: Path
) -> None:
    library.refresh()
    before = library.search("flour").hits
    library.close()
    for file in _files(library, tmp_path):
        file.unlink()
    again = Library(projects, tmp_path / "index" / "library.sqlite")
    assert again.refresh() == Refreshed(read=1)
    assert again.search("flour").hits == before


@pytest.mark.parametrize("damage", ["text", "head", "middle", "empty"])
def test_a_damaged_index_is_made_anew_without_a_word(
    bread: ProjectFolder, projects: Path, library: Library, tmp_path: Path, damage: str
) -> None:
    library.refresh()
    library.close()
    file = tmp_path / "index" / "library.sqlite"
    content = bytearray(file.read_bytes())
    if damage == "text":
        content = bytearray(b"this is no database, but long enough to look at" * 200)
    elif damage == "head":
        content[:100] = os.urandom(100)
    elif damage == "middle":
        content[4096:] = os.urandom(len(content) - 4096)
    else:
        content = bytearray()
    file.write_bytes(content)
    again = Library(projects, file)
    again.refresh()
    assert again.search("flour").hits
    again.close()
    assert Library(projects, file).search("flour").hits, "what was made anew was kept"


def test_an_index_damaged_while_it_is_open_answers_all_the_same(
    bread: ProjectFolder, projects: Path, library: Library, tmp_path: Path
) -> None:
    library.refresh()
    library.close()
    file = tmp_path / "index" / "library.sqlite"
    reader = Library(projects, file)
    with file.open("r+b") as opened:
        opened.seek(4096)
        opened.write(os.urandom(file.stat().st_size - 4096))
    assert reader.search("flour").hits


def test_where_nothing_can_be_written_everything_is_found_all_the_same(
    bread: ProjectFolder, projects: Path, tmp_path: Path
) -> None:
    (tmp_path / "a file").write_text("in the way")
    library = Library(projects, tmp_path / "a file" / "library.sqlite")
    library.refresh()
    assert library.search("flour").hits


def test_two_processes_build_and_search_one_index(projects: Path, tmp_path: Path) -> None:
    for number in range(12):
        project = ProjectFolder(projects / f"talk{number}")
        project.create()
        project.write(article(f"Loaf number{number}"))
    file = tmp_path / "shared.sqlite"
    program = (
        "import sys; from pathlib import Path; from readreel.library import Library\n"
        f"library = Library(Path({str(projects)!r}), Path({str(file)!r}))\n"
        "for turn in range(8):\n"
        "    library.refresh()\n"
        "    assert len(library.search('loaf').hits) == 12, turn\n"
        "    for root in sorted(library.projects.iterdir())[int(sys.argv[1])::2]:\n"
        "        (root / 'article.json').touch()\n"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", program, str(n)], stderr=subprocess.PIPE, text=True)
        for n in range(2)
    ]
    said = [process.communicate()[1] for process in started]
    assert [process.returncode for process in started] == [0, 0], said
    library = Library(projects, file)
    library.refresh()
    assert library.search("loaf").total == 12


def test_who_cannot_write_because_another_does_finds_what_is_there(
    bread: ProjectFolder, projects: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_PATIENCE", 0.2)
    file = tmp_path / "index.sqlite"
    library = Library(projects, file)
    library.refresh()
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    bread.rename("Cake")
    assert not library.refresh().complete
    assert library.search("flour").hits
    other.execute("COMMIT")
    other.close()
    assert library.refresh() == Refreshed(read=1)
    assert library.search("cake").hits


# --- filters -------------------------------------------------------------------------------------


@pytest.fixture
def shelf(projects: Path) -> None:
    for name, language, day, length, home, tags in (
        ("early", "en", "2023-02-03", 300.0, "/talks/a", ("math",)),
        ("late", "de", "2024-11-12", 4000.0, "/talks/b/c", ("math", "exam")),
    ):
        project = ProjectFolder(projects / name)
        project.create()
        project.write(
            Recording(
                path=f"{home}/x.mp4", name="x.mp4", size=1, fingerprint="f", container="mp4",
                duration=length, date=day, span=Span(0.0, length),
            )
        )  # fmt: skip
        project.write(article(f"Ostrich {name}", language))
        project.write_label(Label(tags=tags))


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, {"early", "late"}),
        ({"since": "2024"}, {"late"}),
        ({"until": "2023-02-03"}, {"early"}),
        ({"until": "2023"}, {"early"}),
        ({"since": "2023-02-04", "until": "2024-11-11"}, set()),
        ({"longer": 3600.0}, {"late"}),
        ({"shorter": 300.0}, {"early"}),
        ({"language": "de"}, {"late"}),
        ({"folder": "/talks"}, {"early", "late"}),
        ({"folder": "/talks/b"}, {"late"}),
        ({"folder": "/talk"}, set()),
        ({"tags": ("Math",)}, {"early", "late"}),
        ({"tags": ("math", "exam")}, {"late"}),
    ],
)
def test_filters_let_through_what_fits(
    shelf: None, ask: Ask, library: Library, wanted: dict[str, object], found: set[str]
) -> None:
    assert {hit.project.name for hit in ask("ostrich", **wanted)} == found
    assert {p.name for p in library.matching(Filter(**wanted))} == found  # type: ignore[arg-type]


def test_what_was_put_away_is_found_only_when_asked_for(
    shelf: None, projects: Path, ask: Ask, library: Library
) -> None:
    ProjectFolder(projects / "late").write_label(Label(archived=True))
    assert {hit.project.name for hit in ask("ostrich")} == {"early"}
    assert {hit.project.name for hit in ask("ostrich", archived=True)} == {"early", "late"}
    assert library.facets().archived == 1


def test_the_library_says_what_can_be_filtered_by(shelf: None, library: Library) -> None:
    library.refresh()
    facets = library.facets()
    assert set(facets.languages) == {"en", "de"}
    assert set(facets.folders) == {"/talks/a", "/talks/b/c"}
    assert facets.tags == ("math", "exam")
