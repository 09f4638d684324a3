"""When the screen overrules the ear, and when it must not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes import MemoryContext
from readreel.core.errors import Cancelled
from readreel.core.time import Span
from readreel.project.artifacts import (
    Region,
    Screen,
    ScreenLine,
    Screens,
    Spelling,
    Spellings,
    Still,
    Stills,
    Transcript,
)
from readreel.project.spelled import spelled
from readreel.steps.spell import spell
from said_and_shown import sentence, shown

CODE = (
    "import torch",
    "out = torch.cat([a, b], 1)",
    "x = torch.linspace(0, 1, 20)",
    "loss = F.cross_entropy(logits, y)",
    "layer = nn.Linear(3, 4)",
    "a.shape",
    "block_size = 3",
    "random.seed(42)",
    "# x-y is a difference, tests/unit a folder",
)
RARE = {
    "pytorch": 1.3,
    "softmax": 1.3,
    "makemore": 0.0,
    "bengio": 1.2,
    "benjou": 0.0,
    "benjous": 0.0,
    "torchun": 0.0,
    "pi": 3.9,
    "torch": 3.7,
    "tore": 3.7,
    "a": 7.3,
    "the": 7.7,
    "of": 7.4,
    "hypernatremia": 1.8,
    "hyponatremia": 2.1,
    "expenentiates": 0.0,
    "exponential": 2.4,
    "letterpress": 2.4,
    "bengios": 0.0,
    "missal": 2.4,
    "missile": 4.1,
    "schmitt": 2.4,
    "melanchthon": 2.0,
    "melankton": 0.0,
    "колмагоров": 0.0,
    "колмогоров": 2.0,
}


class Common:
    """A `Commonness` for which every word is common that is not listed."""

    def zipf(self, word: str, language: str) -> float:
        return RARE.get(word.lower(), 5.0)


def spelling(
    tmp_path: Path,
    said: str,
    lines: Sequence[str] = (),
    code: Sequence[str] = (),
    *,
    probability: float = 0.5,
    language: str = "en",
    **span: float,
) -> Spellings:
    words = [(word, probability) for word in said.split()]
    transcript = Transcript(language=language, source="listened", sentences=(sentence(0, words),))
    stills, screens = shown(lines, code, **span)
    return spell(transcript, stills, screens, Common(), MemoryContext(tmp_path))


def changes(made: Spellings) -> list[tuple[str, str]]:
    return [(one.heard, one.written) for one in made.spellings]


@pytest.mark.parametrize(
    ("said", "heard", "written"),
    [
        ("we call tore dot cat on it", "tore dot cat", "torch.cat"),
        ("an n n dot linear layer", "n n dot linear", "nn.Linear"),
        ("with F dot cross entropy here", "F dot cross entropy", "F.cross_entropy"),
        ("with f.cross entropy here", "f.cross entropy", "F.cross_entropy"),
        ("the block underscore size is three", "block underscore size", "block_size"),
        ("there is torch lens space for that", "torch lens space", "torch.linspace"),
        ("so we call torch cat on it", "torch cat", "torch.cat"),
        ("the folder tests slash unit has it", "tests slash unit", "tests/unit"),
    ],
)
def test_a_name_in_code_is_written_as_code(
    tmp_path: Path, said: str, heard: str, written: str
) -> None:
    assert changes(spelling(tmp_path, said, code=CODE)) == [(heard, written)]


@pytest.mark.parametrize(
    "said",
    [
        "we set the random seed first",
        "the block size is three",
        "so this is a shape that we know",
        "the cat sat on the torch",
        "dot dot dot and so on",
        "first the torch. Cat videos come later",
        "then x minus y is what we take",
    ],
)
def test_words_that_mean_what_they_say_are_no_code(tmp_path: Path, said: str) -> None:
    assert changes(spelling(tmp_path, said, code=CODE, probability=0.97)) == []


@pytest.mark.parametrize(
    ("said", "line", "written"),
    [
        ("as Benjou wrote", "a paper of Bengio et al", "Bengio"),
        ("as Benjou's paper says", "a paper of Bengio et al", "Bengio"),
        ("we use pi torch here", "Docs of PyTorch now", "PyTorch"),
        ("then a soft mass layer", "tanh and softmax", "softmax"),
        ("in missile type of course", "this is missal type", "missal"),
        ("there were 3,642 tokens", "token 30642", "30642"),
    ],
)
def test_a_misheard_word_is_written_as_on_the_screen(
    tmp_path: Path, said: str, line: str, written: str
) -> None:
    assert [one for _, one in changes(spelling(tmp_path, said, (line,)))] == [written]


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("we take make more steps", "makemore part two"),
        ("twenty seven by twenty seven", "27 by 27 is 729"),
        ("about 30,000 tokens", "token 300001"),
        ("some 3,064 tokens", "token 30642"),
        ("as Schmitt wrote", "the Schmitt trigger"),
        ("they did not form a ring", "from a ring"),
        ("the NDR says so", "the NDA says so"),
    ],
)
def test_what_may_be_right_stays(tmp_path: Path, said: str, line: str) -> None:
    assert changes(spelling(tmp_path, said, (line,), probability=0.95)) == []


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("he has hyponatremia today", "about hypernatremia again"),
        ("so expenentiates it", "exponential growth"),
        ("the letterpress is old", "letters on paper"),
        ("as Bengios wrote", "a paper of Bengio"),
        ("then some soft masses", "a soft mass and softmax"),
    ],
)
def test_even_a_doubtful_word_stays_where_the_screen_has_another(
    tmp_path: Path, said: str, line: str
) -> None:
    assert changes(spelling(tmp_path, said, (line,), probability=0.4)) == []


def test_a_word_shown_once_long_before_is_not_meant(tmp_path: Path) -> None:
    far = spelling(tmp_path, "as Benjou wrote", ("a paper of Bengio",), start=400.0, end=500.0)
    near = spelling(tmp_path, "as Benjou wrote", ("a paper of Bengio",), start=20.0, end=500.0)
    assert (changes(far), changes(near)) == ([], [("Benjou", "Bengio")])


def test_menus_and_captions_know_nothing(tmp_path: Path) -> None:
    line = ScreenLine("a paper of Bengio et al", (0, 0, 9, 9), 0.99)
    transcript = Transcript(
        language="en", source="listened", sentences=(sentence(0, [("Benjou", 0.5)]),)
    )
    stills = Stills(stills=(Still(1, "still-0001.jpg", 0.0, (Span(0.0, 9.0),), 9, 9),))
    for kind, expected in (("text", 1), ("furniture", 0), ("captions", 0)):
        region = Region(kind, line.box, (0,))
        screens = Screens(screens=(Screen(1, (line,), regions=(region,)),))
        made = spell(transcript, stills, screens, Common(), MemoryContext(tmp_path))
        assert len(made.spellings) == expected


def test_a_phrase_once_surely_misheard_is_misheard_wherever_it_returns(tmp_path: Path) -> None:
    sure = sentence(0, [("call", 0.9), ("torch", 0.9), ("cat", 0.9)])
    again = sentence(1, [("Torch", 0.9), ("cat", 0.9), ("takes", 0.9), ("two", 0.9)])
    stills, screens = shown((), CODE)
    results = []
    for sentences in ((again,), (sure, again)):
        transcript = Transcript(language="en", source="listened", sentences=sentences)
        results.append(spell(transcript, stills, screens, Common(), MemoryContext(tmp_path)))
    assert [len(one.spellings) for one in results] == [0, 2]


def test_a_heading_in_capitals_and_a_title_do_not_shout_in_a_sentence(tmp_path: Path) -> None:
    heading = spelling(tmp_path, "as Benjou wrote", ("BENGIO AND OTHERS",))
    title = spelling(tmp_path, "then a soft mass layer", ("Softmax Layers And More",))
    assert changes(heading) == [("Benjou", "Bengio")]
    assert changes(title) == [("soft mass", "softmax")]


def test_a_word_that_the_screen_writes_small_is_large_at_the_beginning_alone(
    tmp_path: Path,
) -> None:
    inside = spelling(tmp_path, "then a Soft mass layer", ("tanh and softmax",))
    opening = spelling(tmp_path, "Soft mass is next", ("tanh and softmax",))
    assert changes(inside) == [("Soft mass", "softmax")]
    assert changes(opening) == [("Soft mass", "Softmax")]


def test_a_name_keeps_the_ending_that_a_sentence_gives_it(tmp_path: Path) -> None:
    made = spelling(tmp_path, "two Benjous wrote", ("a paper of Bengio et al",))
    assert changes(made) == [("Benjous", "Bengios")]


def test_every_change_names_the_still_that_showed_it_and_its_reason(tmp_path: Path) -> None:
    made = spelling(tmp_path, "as Benjou wrote", ("a paper of Bengio et al",))
    (one,) = made.spellings
    assert (one.sentence, one.first, one.last, one.reason, one.still) == (0, 1, 1, "name", 1)
    assert 0.7 < one.likeness < 1.0


def test_terms_that_are_said_come_first(tmp_path: Path) -> None:
    made = spelling(tmp_path, "then a soft mass layer", ("softmax and Bengio",), CODE)
    assert made.terms[0] == "softmax"
    assert "torch.cat" in made.terms


@pytest.mark.parametrize(("source", "language"), [("subtitles", "en"), ("listened", "zh")])
def test_subtitles_and_scripts_without_spaces_are_left_alone(source: str, language: str) -> None:
    transcript = Transcript(
        language=language,
        source=source,  # type: ignore[arg-type]  # one of the two
        sentences=(sentence(0, [("Benjou", 0.5)]),),
    )
    stills, screens = shown(("a paper of Bengio et al",), CODE)
    made = spell(transcript, stills, screens, Common(), MemoryContext(Path()))
    assert made.spellings == ()
    assert "torch.cat" in made.terms


def test_other_scripts_are_compared_letter_by_letter(tmp_path: Path) -> None:
    made = spelling(tmp_path, "так писал Колмагоров", ("А. Н. Колмогоров и другие",), language="ru")
    assert changes(made) == [("Колмагоров", "Колмогоров")]


def test_signs_are_spoken_in_the_languages_own_words(tmp_path: Path) -> None:
    said = "die Datei tests Schrägstrich unit und block Unterstrich size"
    made = spelling(tmp_path, said, code=CODE, language="de")
    assert [one for _, one in changes(made)] == ["tests/unit", "block_size"]


def test_nothing_said_and_nothing_shown_is_no_change(tmp_path: Path) -> None:
    empty = Transcript(language="en", source="listened")
    assert spell(empty, Stills(), Screens(), Common(), MemoryContext(tmp_path)) == Spellings()
    assert changes(spelling(tmp_path, "as Benjou wrote")) == []


def test_it_ends_when_it_is_cancelled(tmp_path: Path) -> None:
    context = MemoryContext(tmp_path)
    context.cancelled = True
    stills, screens = shown(("Bengio",))
    transcript = Transcript(
        language="en", source="listened", sentences=(sentence(0, [("Benjou", 0.5)]),)
    )
    with pytest.raises(Cancelled):
        spell(transcript, stills, screens, Common(), context)


WORDS = st.lists(
    st.sampled_from(
        [
            "Benjou",
            "torch",
            "cat",
            "dot",
            "soft",
            "mass,",
            "pi",
            "f",
            "3,642",
            "size",
            "—",
            "a",
            "'é'",
        ]
    ),
    max_size=12,
)


@given(st.lists(WORDS, max_size=4), st.floats(0.1, 1.0))
def test_whatever_is_said_ids_stay_and_times_do_not_turn_back(
    said: list[list[str]], sure: float
) -> None:
    sentences = tuple(
        sentence(number, [(word, sure) for word in words]) for number, words in enumerate(said)
    )
    transcript = Transcript(language="en", source="listened", sentences=sentences)
    stills, screens = shown(("Docs of PyTorch, softmax by Bengio, 30642",), CODE)
    made = spell(transcript, stills, screens, Common(), MemoryContext(Path()))
    result = spelled(transcript, made)
    assert [one.id for one in result.sentences] == [one.id for one in sentences]
    for before, after in zip(sentences, result.sentences, strict=True):
        times = [time for word in after.words for time in (word.start, word.end)]
        assert times == sorted(times)
        assert (after.start, after.end) == (before.start, before.end)
        assert len(after.words) <= len(before.words)
    assert all(isinstance(one, Spelling) and one.heard != one.written for one in made.spellings)
    assert spelled(result, made) == result
    again = spell(transcript, stills, screens, Common(), MemoryContext(Path()))
    assert again == made
