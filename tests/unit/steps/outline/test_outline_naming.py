"""What is cleaned from a proposed title, what is refused, and what the whole is called."""

from __future__ import annotations

import pytest

from readreel.core.time import Span
from readreel.project.artifacts import Recording, Screen, Screens, Still, Stills
from readreel.steps.outline import whole
from readreel.steps.outline.glossary import glossary
from readreel.steps.outline.naming import Ground, clean, fault, repaired, unsupported
from readreel.steps.outline.words import language

ENGLISH = language("en")
SAID = (
    "We initialise the weights of the hidden layer in PyTorch and train with mini-batches of GPT 2."
)


def ground(said: str = SAID, shown: str = "") -> Ground:
    return Ground(said, shown, {"pytorch": "PyTorch", "gpt": "GPT", "weights": "weights"})


@pytest.mark.parametrize(
    ("answer", "title"),
    [
        ("Chapter 3: Weights of the hidden layer", "Weights of the hidden layer"),
        ("3. Weights of the hidden layer.", "Weights of the hidden layer"),
        ('Title: "Weights Of The Hidden Layer"\n\nThis title …', "Weights of the hidden layer"),
        ("## **Weights in PyTorch**", "Weights in PyTorch"),
        ("GPT 2: Weights And Layers", "GPT 2: weights and layers"),
        ("Introduction to Weights in Pytorch", "Weights in PyTorch"),
        ("«Weights»", "Weights"),
        ("", ""),
    ],
)
def test_an_answer_is_stripped_to_its_title(answer: str, title: str) -> None:
    assert clean(answer, ENGLISH, ground().casing) == title


@pytest.mark.parametrize(
    ("title", "wrong"),
    [
        ("Weights of the hidden layer", ""),
        ("Initializing layers", ""),
        ("Training with mini-batches", ""),
        ("PyTorch hidden-layer weights", ""),
        ("Introduction", "empty"),
        ("Wrap-up", "empty"),
        ("Weights", "length"),
        ("Weights of hidden layer in PyTorch with mini-batches of GPT", "length"),
        ("We initialise weights", "speech"),
        ("Weights, layer, PyTorch, batches", "list"),
        ("The weights of the hidden layer in", "copy"),
        ("Weights on Kubernetes", "unsupported"),
    ],
)
def test_a_title_is_refused_for_a_reason(title: str, wrong: str) -> None:
    assert fault(title, ground(), (), ENGLISH) == wrong


def test_the_screen_supports_a_title_as_speech_does() -> None:
    assert unsupported("Kubernetes weights", ground(), ENGLISH) == ["Kubernetes"]
    assert unsupported("Kubernetes weights", ground(shown="Kubernetes 1.2"), ENGLISH) == []


def test_nearly_the_same_title_counts_as_the_same() -> None:
    assert (
        fault("The hidden layers' weights", ground(), ["Weights of hidden layers"], ENGLISH)
        == "same"
    )
    assert fault("Hidden layer in PyTorch", ground(), ["Weights of hidden layers"], ENGLISH) == ""


def test_an_english_title_is_foreign_to_a_german_or_japanese_talk() -> None:
    german = Ground("Wir trainieren das Netz mit der Backpropagation im Notebook.", "", {})
    assert fault("Training of the notebook", german, (), language("de")) == "foreign"
    assert fault("Das Netz trainieren", german, (), language("de")) == ""
    japanese = Ground("今日は機械学習のモデルを訓練します。", "", {})
    assert fault("Training models", japanese, (), language("ja")) == "foreign"
    assert fault("機械学習のモデル", japanese, (), language("ja")) == ""


def test_a_long_or_half_supported_title_is_shortened_where_that_is_enough() -> None:
    long = "Training the hidden layer with mini-batches and the weights of GPT"
    assert fault(repaired(long, "length", ground(), ENGLISH), ground(), (), ENGLISH) == ""
    bold = "Quantizing the hidden layer in PyTorch"
    assert repaired(bold, "unsupported", ground(), ENGLISH) == "Hidden layer in PyTorch"


def made(name: str, title: str = "") -> Recording:
    return Recording(
        path=name,
        name=name,
        size=1,
        fingerprint="",
        container="mp4",
        duration=60.0,
        title=title,
        span=Span(0.0, 60.0),
    )


@pytest.mark.parametrize(
    "title",
    ["IMG_2034", "VID_20240101_101010", "Core Media Video", "untitled", "1080p", "a.mp4", ""],
)
def test_a_cameras_or_programs_title_is_no_title(title: str) -> None:
    assert whole.own_title(made("a.mp4", title)) == ""


def test_a_persons_title_is_kept_as_it_is() -> None:
    assert (
        whole.own_title(made("a.mp4", "Video editing for beginners"))
        == "Video editing for beginners"
    )
    assert whole.own_title(made("a.mp4", "GPT-2 von Grund auf")) == "GPT-2 von Grund auf"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("lets_build-gpt.1080p.mp4", "Lets build gpt"),
        ("Das große Ganze (2024).mkv", "Das große Ganze (2024)"),
        ("講義.mp4", "講義"),
        ("....mp4", "....mp4"),
    ],
)
def test_a_file_name_is_made_readable(name: str, title: str) -> None:
    assert whole.stem_title(made(name)).rstrip(".") in (
        title,
        title.removesuffix(".mp4").rstrip("."),
    )


def test_a_slide_that_opens_the_talk_gives_its_title_only_if_it_is_about_the_talk() -> None:
    still = Still(id=1, file="1.png", time=2.0, spans=(Span(1, 9),), width=1, height=1)
    stills = Stills(stills=(still,))
    title = Screens(screens=(Screen(still=1, title="Hidden layers and weights"),))
    window = Screens(screens=(Screen(still=1, title="File Edit View Insert"),))
    assert whole.slide_title(stills, title, SAID, 0.0, ENGLISH) == "Hidden layers and weights"
    assert whole.slide_title(stills, window, SAID, 0.0, ENGLISH) == ""


def test_the_glossary_holds_names_acronyms_identifiers_and_set_phrases_in_order_of_use() -> None:
    texts = [
        "Today Bengio trains the learning rate schedule with torch.nn and an MLP.",
        "Then Bengio shows how the learning rate schedule of the MLP behaves in torch.nn again.",
        "The learning rate schedule matters, says Bengio, for the people and the weather.",
    ]
    terms = glossary(texts, ["learning rate schedule"], ENGLISH)
    assert {"Bengio", "torch.nn", "MLP", "learning rate schedule"} <= set(terms)
    assert not {"weather", "people", "Today", "Then"} & set(terms)
    assert terms == glossary(texts, ["learning rate schedule"], ENGLISH)


def test_the_glossary_is_bounded() -> None:
    texts = [
        f"Here Name{chr(97 + i)}{chr(97 + j)}x met them." for i in range(20) for j in range(20)
    ]
    assert len(glossary(texts * 3, (), ENGLISH)) == 60


def test_german_nouns_are_no_names_for_being_capitalised() -> None:
    texts = ["Wir sehen den Baum und das Haus.", "Auch der Baum und das Haus stehen da."] * 3
    assert glossary(texts, (), language("de")) == ()


def test_a_title_cut_at_a_comma_does_not_end_with_it() -> None:
    cut = repaired(
        "Embedding lookup table, and the way in which we embed the words of it", "length",
        ground(), ENGLISH,
    )  # fmt: skip
    assert cut == "Embedding lookup table"
