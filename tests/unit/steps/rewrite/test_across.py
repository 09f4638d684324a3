"""A line in another language is held against its piece: good translations pass, planted faults do not."""

from __future__ import annotations

import pytest

from readreel.project.styles import translated
from readreel.steps.rewrite.language.extent import extent
from readreel.steps.rewrite.passage import Piece
from readreel.steps.rewrite.translation.across import Verdict, judge
from readreel.steps.rewrite.translation.marks import localised
from readreel.steps.rewrite.translation.order import misplaced, repeated, tied
from readreel.steps.rewrite.translation.tongues import Pair, leaked

BEES = (
    "And Karl von Frisch, he counted 40,000 bees in one hive, and the queen doesn't leave it in the "
    "winter. It weighs about 30 kilos then."
)
BIENEN = (
    "Also der Imker hat in einem Stock 40.000 Bienen gezählt, und die Königin verlässt ihn im "
    "Winter nicht. Der wiegt dann so ungefähr 30 Kilo."
)
VIEW = "When we call F.cross_entropy here with the GPU, it's 0.25 seconds, and no memory is copied at all."
RENDU = {
    "de": "Karl von Frisch zählte 40.000 Bienen in einem Stock, und die Königin verlässt ihn "
    "im Winter nicht. Er wiegt dann etwa 30 Kilo.",
    "fr": "Karl von Frisch a compté 40 000 abeilles dans une ruche, et la reine ne la quitte pas en hiver. "
    "Elle pèse alors environ 30 kilos.",
    "es": "Karl von Frisch contó 40.000 abejas en una colmena, y la reina no la deja en invierno. "
    "Entonces pesa unos 30 kilos.",
    "zh": "卡尔·冯·弗里施在一个蜂箱里数出了四万只蜜蜂，冬天蜂王不会离开它。那时它大约重30公斤。",
    "ja": "カール・フォン・フリッシュは一つの巣箱で4万匹のハチを数えました。"
    "女王は冬のあいだ巣箱を離れません。そのとき重さは約30キロです。",
}


def verdict(line: str, said: str = BEES, spoken: str = "en", written: str = "de") -> Verdict:
    return judge(line, Piece((said,), said), Pair(spoken, written), 0.45, 1.2)


@pytest.mark.parametrize("language", RENDU)
def test_a_good_translation_passes(language: str) -> None:
    assert verdict(RENDU[language], written=language) == Verdict()


def test_so_does_one_into_english() -> None:
    line = (
        "The beekeeper counted 40,000 bees in one hive, and the queen does not leave it in winter. "
        "It then weighs about 30 kilos."
    )
    assert verdict(line, BIENEN, "de", "en") == Verdict()


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ("40.000", "14.000", "number"),
        ("40.000 Bienen", "Bienen", "detail"),
        ("30 Kilo", "30 Minuten", "unit"),
        ("im Winter nicht", "im Winter", "negation"),
        ("Er wiegt", "Er wiegt nie und nimmer", "negation"),
        ("Karl von Frisch zählte", "Jemand zählte", "detail"),
        ("in einem Stock", "mit der NASA in einem Stock", "name"),
        ("in einem Stock", "in einem queue_size() Stock", "code"),
        ("Er wiegt dann etwa 30 Kilo.", "It weighs about 30 kilos then.", "language"),
        ("Karl von Frisch", "Der Redner sagt, dass Karl von Frisch", "chatty"),
        ("Karl von Frisch", "Hier ist die überarbeitete Fassung: Karl von Frisch", "chatty"),
    ],
)
def test_planted_faults_are_found(right: str, wrong: str, fault: str) -> None:
    line = RENDU["de"]
    assert right in line
    assert fault in verdict(line.replace(right, wrong)).faults


def test_a_line_in_the_language_of_the_talk_is_no_translation() -> None:
    assert {"copied", "language"} & set(verdict(BEES).faults)
    reworded = (
        "Karl von Frisch counted 40,000 bees there, and the queen does not leave. It was 30 kilos."
    )
    assert "language" in verdict(reworded).faults
    assert "language" in verdict(reworded, written="zh").faults
    assert verdict(RENDU["zh"], written="de").faults


@pytest.mark.parametrize(
    "line",
    [
        "Karl von Frisch hat 40.000 bees in einem hive counted, und die queen verlässt ihn im winter "
        "nicht. Er wiegt dann about 30 Kilo.",
        "Karl von Frisch zählte 40.000 Bienen in one hive, and die Königin verlässt ihn nicht in the "
        "winter. It wiegt then 30 Kilo.",
    ],
)
def test_a_line_in_two_languages_is_no_translation(line: str) -> None:
    assert {"copied", "language"} & set(verdict(line).faults)


def test_what_the_writer_was_told_does_not_stand_in_a_line() -> None:
    told = ("Write in German, everything that the piece says.", "wie man hinauf zur Lampe komme")
    assert leaked("Dieses Jahr: Write in German, everything that die Leute sagen.", told, "de")
    assert leaked("Die Zahlen, die hinauf zur Lampe komme, sind in ix.", told, "de")
    assert not leaked("Wie man hinauf zu einem Turm kommt, steht hier.", told, "de")


def test_a_line_is_tied_to_its_piece_by_what_no_translation_changes() -> None:
    pair = Pair("en", "de")
    assert tied(RENDU["de"], BEES, pair)
    assert not tied(RENDU["de"].replace("40.000", "viele"), BEES, pair)
    assert not tied("Sie fliegen den ganzen Tag.", "They fly all day.", pair)


def test_a_line_in_a_third_language_is_none_either() -> None:
    assert "language" in verdict(RENDU["fr"]).faults


def test_an_empty_line_is_missing_and_a_summary_too_short() -> None:
    assert verdict(" ").faults == ("missing",)
    assert "length" in verdict("Karl von Frisch: 40.000, nicht, 30 Kilo.").faults
    assert "length" in verdict(f"{RENDU['de']} {'Sie summen den ganzen Tag. ' * 9}").faults


def test_code_and_abbreviations_stay_as_they_are() -> None:
    good = (
        "Wenn wir hier F.cross_entropy mit der GPU aufrufen, sind es 0,25 Sekunden, "
        "und kein Speicher wird kopiert."
    )
    assert verdict(good, VIEW) == Verdict()
    told = verdict(good.replace("F.cross_entropy", "die Funktion").replace("GPU", "Karte"), VIEW)
    assert told.faults == ("detail",)
    assert set(told.keep) == {"F.cross_entropy", "GPU"}


def test_countries_and_days_have_names_of_their_own_in_every_language() -> None:
    said = "I flew to Germany on Monday, and my colleague Haruki came from Vienna on Tuesday."
    line = "Ich flog am Montag nach Deutschland, und mein Kollege Haruki kam am Dienstag aus Wien."
    assert verdict(line, said) == Verdict()
    assert verdict(line.replace("Haruki ", ""), said).keep == ("Haruki",)


def test_ways_to_deny_differ() -> None:
    assert verdict(
        "Das ist unmöglich, und der Rest fehlt.", "It can't be done, and there's no rest."
    ) == (Verdict())
    assert (
        verdict("你的录像没有受到影响。", "Your recording is untouched.", written="zh") == Verdict()
    )


def test_what_the_speaker_says_of_speakers_is_no_chatter() -> None:
    said = "The author of this paper says that it works, and I believe her."
    assert (
        verdict("Die Autorin dieses Artikels sagt, dass es geht, und ich glaube ihr.", said)
        == Verdict()
    )


def test_letters_of_other_scripts_weigh_what_they_say() -> None:
    lengths = [extent(line) / extent(BEES) for line in RENDU.values()]
    assert all(0.7 < length < 1.4 for length in lengths), lengths


def test_a_sentence_told_for_two_pieces_is_told_once() -> None:
    line = "Die Königin verlässt den Stock im Winter nicht ein einziges Mal."
    pair = Pair("en", "de")
    different = [BEES, "The workers fly out for nectar in the spring and bring it home."]
    assert repeated([line, line], different, pair) == {1}
    assert repeated([line, line], [BEES, BEES], pair) == set()


def test_a_line_that_tells_another_piece_is_out_of_place() -> None:
    pieces = [
        "When we call view, some internal attributes of the tensor are manipulated.",
        "Nothing in memory is copied, so that the storage stays identical.",
        "There is an article by Eric about PyTorch Internals with diagrams of the storage.",
    ]
    right = [
        "Wenn wir view aufrufen, werden einige interne Attribute des Tensors manipuliert.",
        "Nichts im Speicher wird kopiert, er bleibt identisch.",
        "Es gibt einen Artikel von Eric über PyTorch Internals mit Diagrammen des Speichers.",
    ]
    pair = Pair("en", "de")
    assert misplaced(right, pieces, pair) == set()
    assert misplaced([right[0], right[2], ""], pieces, pair) == {1}
    assert misplaced([right[0], right[2], ""], pieces, Pair("en", "zh")) == set()


@pytest.mark.parametrize(
    ("spoken", "written", "said", "line", "becomes"),
    [
        ("en", "de", "4,800 of them", "Es sind 4,800 Stück.", "Es sind 4.800 Stück."),
        ("de", "en", "4.800 Stück", "There are 4.800 of them.", "There are 4,800 of them."),
        ("de", "en", "3,5 Kilowatt", "It makes 3,5 kilowatts.", "It makes 3.5 kilowatts."),
        ("en", "de", "version 2.23", "Fassung 2.23", "Fassung 2.23"),
        ("en", "de", "4,800 of them", "Es sind 4.800 Stück.", "Es sind 4.800 Stück."),
        ("en", "zh", "4,800 of them", "有4,800个", "有4,800个"),
    ],
)
def test_marks_that_would_be_misread_are_those_of_the_article(
    spoken: str, written: str, said: str, line: str, becomes: str
) -> None:
    assert localised(line, said, Pair(spoken, written)) == becomes


LANGUAGES = ("de", "en", "es", "fr", "ja", "zh")


@pytest.mark.parametrize("written", LANGUAGES)
@pytest.mark.parametrize("spoken", LANGUAGES)
def test_our_worked_examples_are_translations_that_pass(spoken: str, written: str) -> None:
    examples = translated(spoken, written)
    assert len(examples) == 2
    if spoken == written:
        return
    for example in examples:
        for said, line in example.pairs:
            assert verdict(line, said, spoken, written) == Verdict(), (said, line)


def test_there_are_no_examples_of_languages_that_we_do_not_tell() -> None:
    assert translated("en", "ko") == translated("ko", "en") == ()
