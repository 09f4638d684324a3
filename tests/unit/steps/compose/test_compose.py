"""What the article is made of: every passage, the pictures it needs, the works it names."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fakes import MemoryContext
from readreel.core.time import Span
from readreel.project.artifacts import (
    Article,
    Figure,
    Hole,
    Items,
    Mark,
    Outline,
    OutlineChapter,
    Paragraph,
    Paragraphs,
    Passage,
    Recording,
    Screen,
    ScreenLine,
    Screens,
    Sentence,
    Still,
    Stills,
    Transcript,
    Written,
)
from readreel.project.parameters import ComposeParameters
from readreel.steps.compose import compose

SPOKEN = (
    "we talk about {} and what it means for everybody who has to work with it every day of the week"
)
RECORDING = Recording(
    path="talk.mp4", name="talk.mp4", size=1, fingerprint="f", container="mp4", duration=600.0,
    span=Span(0.0, 600.0), video_track=0, audio_track=0,
)  # fmt: skip


def _transcript(texts: list[str], language: str = "en", each: float = 20.0) -> Transcript:
    sentences = tuple(
        Sentence(id=n, start=n * each, end=n * each + each - 1, text=text, words=())
        for n, text in enumerate(texts)
    )
    return Transcript(language=language, source="listened", sentences=sentences)


def _outline(transcript: Transcript, each: int = 2) -> Outline:
    """Passages of ``each`` sentences, two passages to a chapter."""
    sentences = transcript.sentences
    passages = [
        Passage(n, n * each, n * each + len(own) - 1, own[0].start, own[-1].end)
        for n in range((len(sentences) + each - 1) // each)
        if (own := sentences[n * each : n * each + each])
    ]
    chapters = tuple(
        OutlineChapter(n, f"Chapter {n}", pair[0].start, pair[-1].end, tuple(pair))
        for n in range((len(passages) + 1) // 2)
        if (pair := passages[2 * n : 2 * n + 2])
    )
    return Outline(title="A talk", chapters=chapters)


def _paragraphs(outline: Outline, **extra: object) -> Paragraphs:
    written = [
        Written(
            **(  # type: ignore[arg-type]
                {
                    "passage": p.id,
                    "text": f"Prose of passage {p.id}.",
                    "origin": "rewritten",
                    "support": 0.9,
                    "sentences": tuple(range(p.first, p.last + 1)),
                }
                | extra
            )
        )
        for chapter in outline.chapters
        for p in chapter.passages
    ]
    return Paragraphs(writer="w", paragraphs=tuple(written))


def _still(number: int, *spans: tuple[float, float], **extra: object) -> Still:
    made = tuple(Span(*span) for span in spans)
    return msgspec.structs.replace(
        Still(number, f"{number}.png", made[0].start, made, 1280, 720, content=0.4), **extra
    )


def _screen(number: int, title: str, *lines: str) -> Screen:
    texts = (title, *lines) if title else lines
    boxes = tuple(
        ScreenLine(text, (0, 40 * n, 400, 40 * n + 30), 0.99) for n, text in enumerate(texts)
    )
    return Screen(number, boxes, title)


class Talk(msgspec.Struct):
    """Everything before composing, to be varied."""

    transcript: Transcript
    recording: Recording = RECORDING
    stills: Stills = Stills()
    screens: Screens = Screens()
    outline: Outline | None = None
    paragraphs: Paragraphs | None = None
    pictures: bool = True

    def composed(self, folder: Path = Path()) -> Article:
        outline = self.outline or _outline(self.transcript)
        return compose(
            self.recording, self.transcript, self.stills, self.screens, outline,
            self.paragraphs or _paragraphs(outline), ComposeParameters(pictures=self.pictures),
            "whisper", MemoryContext(folder),
        )  # fmt: skip


def _figures(article: Article) -> list[Figure]:
    return [b for c in article.chapters for b in c.blocks if isinstance(b, Figure)]


def _ids(article: Article) -> list[str]:
    blocks = [block.id for chapter in article.chapters for block in chapter.blocks]
    return [*blocks, *(c.id for c in article.chapters), *(r.id for r in article.references)]


SUBJECTS = [
    "gradients",
    "kettles",
    "orchards",
    "turbines",
    "lanterns",
    "harbours",
    "violins",
    "glaciers",
]


def _lecture() -> Talk:
    return Talk(_transcript([SPOKEN.format(subject) for subject in SUBJECTS]))


def test_every_passage_is_told_in_order_with_its_times_and_sources() -> None:
    talk = _lecture()
    told = [b for c in talk.composed().chapters for b in c.blocks if isinstance(b, Paragraph)]
    passages = [p for c in _outline(talk.transcript).chapters for p in c.passages]
    assert [(b.start, b.end) for b in told] == [(p.start, p.end) for p in passages]
    assert [b.sentences for b in told] == [(0, 1), (2, 3), (4, 5), (6, 7)]


def test_a_passage_that_nobody_wrote_stands_as_it_was_said_and_says_so() -> None:
    talk = _lecture()
    whole = _paragraphs(_outline(talk.transcript)).paragraphs
    talk.paragraphs = Paragraphs(writer="w", paragraphs=whole[:1] + whole[2:])
    article = talk.composed()
    block = article.chapters[0].blocks[1]
    assert isinstance(block, Paragraph)
    assert "orchards" in block.text
    assert "turbines" in block.text
    assert block.marked
    assert "compose.unwritten" in article.notices


@pytest.mark.parametrize(
    ("extra", "marked"),
    [
        ({"origin": "rewritten", "support": 0.9}, False),
        ({"origin": "rewritten", "support": 0.2}, True),
        ({"origin": "cleaned", "support": 1.0, "refused": ("numbers",)}, True),
        ({"origin": "cleaned", "support": 1.0}, False),
        ({"origin": "rewritten", "support": 0.9, "refused": ("length",)}, False),
        ({"origin": "edited", "support": 0.0, "refused": ("length",)}, False),
    ],
)
def test_only_what_could_not_be_backed_is_marked(extra: dict[str, object], marked: bool) -> None:
    talk = _lecture()
    talk.paragraphs = _paragraphs(_outline(talk.transcript), **extra)
    blocks = [b for c in talk.composed().chapters for b in c.blocks if isinstance(b, Paragraph)]
    assert {block.marked for block in blocks} == {marked}


def test_a_picture_stands_where_its_words_are_spoken() -> None:
    talk = _lecture()
    talk.stills = Stills(stills=(_still(7, (0.0, 160.0)),))
    talk.screens = Screens(
        screens=(_screen(7, "Lanterns and harbours", "oil lanterns", "stone harbours"),)
    )
    (figure,) = _figures(talk.composed())
    assert figure.caption == "Lanterns and harbours"
    chapter = talk.composed().chapters[1]
    assert [block.id for block in chapter.blocks] == ["p3", "f7", "p4"]
    assert (figure.start, figure.file) == (0.0, "stills/7.png")


def test_of_two_screens_with_the_same_text_one_is_shown() -> None:
    talk = _lecture()
    talk.stills = Stills(stills=(_still(1, (0.0, 70.0)), _still(2, (80.0, 150.0))))
    lines = ("gradients kettles orchards", "turbines lanterns harbours")
    talk.screens = Screens(screens=(_screen(1, "Subjects", *lines), _screen(2, "Subjects", *lines)))
    assert len(_figures(talk.composed())) == 1


def test_a_screen_that_shows_nothing_or_was_passed_over_stays_away() -> None:
    talk = _lecture()
    talk.stills = Stills(
        stills=(
            _still(1, (0.0, 70.0), content=0.0),
            _still(2, (80.0, 150.0)),
            _still(3, (70.0, 71.0)),
        )
    )
    assert [figure.still for figure in _figures(talk.composed())] in ([2], [2, 3])
    assert 1 not in [figure.still for figure in _figures(talk.composed())]


def test_a_talking_head_is_shown_once() -> None:
    talk = _lecture()
    talk.stills = Stills(
        stills=tuple(_still(n, (n * 40.0, n * 40.0 + 40.0), kind="camera") for n in range(4))
    )
    assert len(_figures(talk.composed())) == 1


def test_every_slide_that_the_talk_dwells_on_appears() -> None:
    long = [SPOKEN.format(f"{subject} {SPOKEN.format(subject)}") for subject in SUBJECTS]
    talk = Talk(_transcript(long))
    talk.stills = Stills(stills=tuple(_still(n, (n * 40.0, n * 40.0 + 40.0)) for n in range(4)))
    talk.screens = Screens(
        screens=tuple(
            _screen(n, f"{SUBJECTS[2 * n].title()} today", f"{SUBJECTS[2 * n + 1]} tomorrow")
            for n in range(4)
        )
    )
    assert [figure.still for figure in _figures(talk.composed())] == [0, 1, 2, 3]


def test_the_text_carries_no_more_pictures_than_it_has_words_for() -> None:
    talk = Talk(_transcript(["Look at this."] * 8))
    talk.stills = Stills(stills=tuple(_still(n, (n * 20.0, n * 20.0 + 20.0)) for n in range(8)))
    assert len(_figures(talk.composed())) == 1


def test_a_talk_in_a_script_without_spaces_has_its_pictures_too() -> None:
    line = (
        "今天我们讨论如何让哈希表更快地找到一个名字，以及为什么装载因子会影响每一次查询所需要的时间和内存，"
        * 2
    )
    talk = Talk(_transcript([line + "。"] * 8, "zh"))
    talk.stills = Stills(stills=tuple(_still(n, (n * 40.0, n * 40.0 + 40.0)) for n in range(4)))
    texts = ["哈希表", "装载因子", "每一次查询", "时间和内存"]
    talk.screens = Screens(screens=tuple(_screen(n, text) for n, text in enumerate(texts)))
    article = talk.composed()
    assert len(_figures(article)) == 4
    assert article.facts.spoken_words > 700, "characters, where no spaces tell words"


def test_what_is_shown_in_silence_follows_what_was_said_before_it() -> None:
    talk = _lecture()
    late = tuple(
        msgspec.structs.replace(s, start=s.start + 200, end=s.end + 200) if s.id >= 4 else s
        for s in talk.transcript.sentences
    )
    talk.transcript = msgspec.structs.replace(talk.transcript, sentences=late)
    talk.stills = Stills(stills=(_still(5, (120.0, 260.0)),))
    article = talk.composed()
    assert [block.id for block in article.chapters[0].blocks] == ["p1", "p2", "f5"]


def test_a_title_page_is_not_shown_below_its_own_title_unless_it_is_all_there_is() -> None:
    talk = _lecture()
    talk.stills = Stills(stills=(_still(1, (0.0, 40.0)), _still(2, (40.0, 160.0))))
    talk.screens = Screens(
        screens=(
            _screen(1, "A Talk", "Ada Example, March 2024"),
            _screen(2, "Orchards", "turbines lanterns harbours"),
        )
    )
    assert [figure.still for figure in _figures(talk.composed())] == [2]
    talk.stills = Stills(stills=talk.stills.stills[:1])
    talk.screens = Screens(screens=talk.screens.screens[:1])
    assert [figure.still for figure in _figures(talk.composed())] == [1]


def test_at_most_two_slides_or_one_screen_follow_a_passage() -> None:
    talk = Talk(_transcript([SPOKEN.format(f"{s} {SPOKEN.format(s)}") * 2 for s in SUBJECTS]))
    talk.stills = Stills(stills=tuple(_still(n, (n * 10.0, n * 10.0 + 9)) for n in range(4)))
    titles = [f"{subject.title()} today" for subject in SUBJECTS[:4]]
    talk.screens = Screens(screens=tuple(_screen(n, t, t[::-1]) for n, t in enumerate(titles)))
    assert len(_figures(talk.composed())) == 2
    talk.screens = Screens(screens=tuple(_screen(n, "", t, t[::-1]) for n, t in enumerate(titles)))
    assert len(_figures(talk.composed())) == 1


def test_pointing_words_pull_a_picture_to_their_passage() -> None:
    for at in (0, 2):
        texts = [SPOKEN.format(subject) for subject in SUBJECTS[:4]]
        texts[at] = "As you can see here, look at this. " + texts[at]
        talk = Talk(_transcript(texts))
        talk.stills = Stills(stills=(_still(1, (0.0, 80.0)),))
        blocks = [b.id for c in talk.composed().chapters for b in c.blocks]
        assert blocks.index("f1") == blocks.index(f"p{at // 2 + 1}") + 1


def test_no_pictures_where_none_are_wanted() -> None:
    talk = _lecture()
    talk.stills = Stills(stills=(_still(1, (0.0, 160.0)),))
    talk.pictures = False
    assert _figures(talk.composed()) == []


def test_a_recording_without_words_is_told_in_pictures_by_its_own_chapters() -> None:
    talk = Talk(
        Transcript(language="", source="none"),
        recording=msgspec.structs.replace(
            RECORDING, chapters=(Mark(0.0, 100.0, "Setting up"), Mark(100.0, 600.0, "Running"))
        ),
        stills=Stills(stills=(_still(0, (5.0, 40.0)), _still(1, (120.0, 300.0)))),
        outline=Outline(title="Demo"),
        paragraphs=Paragraphs(writer="none"),
    )
    article = talk.composed()
    assert [(c.title, [b.id for b in c.blocks]) for c in article.chapters] == [
        ("Setting up", ["f0"]),
        ("Running", ["f1"]),
    ]
    assert "compose.silent" in article.notices


def test_an_enumeration_becomes_a_list_between_its_prose() -> None:
    talk = _lecture()
    text = (
        "There are three ways. First, we wait. Second, we ask somebody. Third, we look it up. "
        "I prefer the last."
    )
    talk.paragraphs = _paragraphs(_outline(talk.transcript), text=text)
    before, items, after = talk.composed().chapters[0].blocks[:3]
    assert isinstance(before, Paragraph)
    assert isinstance(items, Items)
    assert isinstance(after, Paragraph)
    assert before.text == "There are three ways."
    assert items.items == ("We wait.", "We ask somebody.", "We look it up.")
    assert items.ordered
    assert after.text == "I prefer the last."
    assert items.sentences == before.sentences


@pytest.mark.parametrize(
    "text",
    [
        "First, we wait. Second, we ask.",
        "First we wait. Second we ask. Third we look.",
        "First, we wait. Then we ask. Second, we look. Third, we go.",
        "The first day was long. The second day was longer. The third day rained.",
    ],
)
def test_what_only_resembles_an_enumeration_stays_prose(text: str) -> None:
    talk = _lecture()
    talk.paragraphs = _paragraphs(_outline(talk.transcript), text=text)
    assert not [b for c in talk.composed().chapters for b in c.blocks if isinstance(b, Items)]


def test_works_and_addresses_are_gathered_once_with_moment_and_paragraph() -> None:
    texts = [SPOKEN.format(subject) for subject in SUBJECTS]
    texts[3] = "The paper by Bengio et al. 2003 is at https://example.org/papers/a.pdf."
    texts[5] = "Again, Bengio et al. 2003 is worth it, and so is arXiv: 1706.03762."
    talk = Talk(_transcript(texts))
    talk.stills = Stills(stills=(_still(1, (125.0, 160.0)),))
    talk.screens = Screens(
        screens=(_screen(1, "Links", "doi 10.1000/182", "github.com/owner/tool"),)
    )
    found = [(r.text, r.url, r.time, r.paragraph) for r in talk.composed().references]
    assert found == [
        ("Bengio et al. 2003", "", 60.0, "p2"),
        ("https://example.org/papers/a.pdf", "https://example.org/papers/a.pdf", 60.0, "p2"),
        ("arXiv:1706.03762", "https://arxiv.org/abs/1706.03762", 100.0, "p3"),
        ("doi:10.1000/182", "https://doi.org/10.1000/182", 125.0, "p4"),
        ("github.com/owner/tool", "https://github.com/owner/tool", 125.0, "p4"),
    ]


def test_a_misheard_name_is_written_as_the_screen_writes_it() -> None:
    texts = [SPOKEN.format(subject) for subject in SUBJECTS]
    texts[5] = "This follows the paper Benjou et al. 2003, not Berger et al. 2004."
    talk = Talk(_transcript(texts))
    talk.stills = Stills(stills=(_still(1, (0.0, 160.0)),))
    talk.screens = Screens(screens=(_screen(1, "", "MLP, Bengio et al. 2003"),))
    found = [(r.text, r.time) for r in talk.composed().references]
    assert found == [("Bengio et al. 2003", 100.0), ("Berger et al. 2004", 100.0)]


def test_a_cited_work_gets_its_title_from_its_first_page() -> None:
    texts = [SPOKEN.format(subject) for subject in SUBJECTS]
    texts[5] = "This follows the paper by Almqvist et al. 2019, not Berger et al. 2004."
    page = (
        ScreenLine("Journal of Soil Research 12", (80, 20, 300, 36), 0.99),
        ScreenLine("How Roots Find Water in Dry Ground", (60, 60, 560, 92), 0.98),
        ScreenLine("Karin Almqvist", (240, 110, 380, 130), 0.97),
        ScreenLine("Abstract", (260, 180, 340, 200), 0.99),
    )
    talk = Talk(_transcript(texts))
    talk.stills = Stills(stills=(_still(1, (40.0, 90.0)),))
    talk.screens = Screens(screens=(Screen(1, page),))
    found = [r.text for r in talk.composed().references]
    assert found == [
        "Almqvist et al. 2019: How Roots Find Water in Dry Ground",
        "Berger et al. 2004",
    ]
    talk.stills = Stills(stills=(_still(1, (400.0, 500.0)),))
    assert talk.composed().references[0].text == "Almqvist et al. 2019"


@pytest.mark.parametrize(
    "text",
    [
        "http://localhost:8888/notebooks/a.ipynb",
        "http://127.0.0.1:5000/x",
        "https://192.168.0.4/admin",
        "http://intranet/wiki",
        "https://example.org/papers/a…",
        "torch.nn.functional and os.path.join",
        "mail me at anna@example.org",
    ],
)
def test_what_leads_nowhere_is_no_reference(text: str) -> None:
    talk = Talk(_transcript([text] * 4))
    assert talk.composed().references == ()


def test_what_is_missing_is_named() -> None:
    talk = _lecture()
    talk.transcript = msgspec.structs.replace(
        talk.transcript, holes=(Hole(10.0, 20.0, "silent"), Hole(30.0, 31.0, "damage"))
    )
    assert set(talk.composed().notices) == {"compose.holes", "compose.damage"}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(0, 200), st.floats(1, 120), st.booleans(), st.floats(0, 1)), max_size=12
    ),
    st.integers(1, 8),
)
def test_any_pictures_are_shown_at_most_once_and_the_same_way_twice(
    shots: list[tuple[float, float, bool, float]], sentences: int
) -> None:
    talk = Talk(_transcript([SPOKEN.format(subject) for subject in SUBJECTS[:sentences]]))
    talk.stills = Stills(
        stills=tuple(
            _still(
                n, (start, start + length), kind="camera" if camera else "screen", content=content
            )
            for n, (start, length, camera, content) in enumerate(shots)
        )
    )
    article = talk.composed()
    ids = _ids(article)
    assert len(ids) == len(set(ids))
    told = [b for c in article.chapters for b in c.blocks if isinstance(b, Paragraph)]
    assert len(told) == (sentences + 1) // 2
    assert len(_figures(article)) <= len(told)
    assert msgspec.json.encode(article) == msgspec.json.encode(talk.composed())
