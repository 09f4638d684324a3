"""A draft is judged by what was said and shown."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readreel.steps.rewrite.checks.kept import missing
from readreel.steps.rewrite.checks.support import Source, align, faults_of_sentence, review
from readreel.steps.rewrite.language import numbers
from readreel.steps.rewrite.language.speech import known_languages, speech
from readreel.steps.rewrite.language.words import fold

SPOKEN = (
    "So if we take three characters as context we have twenty thousand possibilities, and that's just "
    "way too many rows for this matrix. The whole thing doesn't work very well. So today we implement "
    "a multi-layer perceptron, following the paper by Bengio et al. from 2003. It has 19 pages."
)
GOOD = (
    "With three characters of context there are 20,000 possibilities: far too many rows for this "
    "matrix. The whole thing does not work well. Today we implement a multi-layer perceptron, "
    "following the 2003 paper by Bengio et al., which has nineteen pages."
)
SOURCE = Source(SPOKEN)


def test_a_careful_edit_passes() -> None:
    verdict = review(GOOD, SOURCE)
    assert verdict.faults == ()
    assert verdict.uncovered == ()
    assert verdict.support >= 0.9


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("20,000", "28,000", "number"),
        ("nineteen", "ninety", "number"),
        ("2003", "2013", "number"),
        ("Bengio", "Hinton", "name"),
        ("does not work well", "works well", "negation"),
        ("we implement", "we never implement", "negation"),
        ("Today", "Sure, here is the edited text: Today", "chatty"),
        ("Today we", "Today the speaker says we", "person"),
        ("perceptron,", "`MLPClassifier` perceptron,", "code"),
        ("With", "## Perceptrons\nWith", "chatty"),
    ],
)
def test_one_wrong_word_is_found(old: str, new: str, fault: str) -> None:
    assert old in GOOD
    assert fault in review(GOOD.replace(old, new), SOURCE).faults


def test_two_numbers_that_changed_places_are_found() -> None:
    source = Source("So n1 then is 25,000 of them and n2 is 28,000 words.")
    assert "number" not in review("n1 is 25,000 and n2 is 28,000.", source).faults
    assert "number" in review("n1 is 28,000 and n2 is 25,000.", source).faults


def test_an_added_definition_is_found_and_pointed_at() -> None:
    extra = "Tokenization is the process of breaking text into smaller units."
    verdict = review(f"{GOOD} {extra}", SOURCE)
    assert "added" in verdict.faults
    assert [s.text for s in verdict.sentences if "added" in s.faults] == [extra]


def test_what_the_draft_leaves_out_is_listed() -> None:
    verdict = review("The whole thing does not work well. It has 19 pages.", SOURCE)
    assert "lost" in verdict.faults
    assert verdict.uncovered == (0, 2)


def test_a_sentence_written_twice_is_found() -> None:
    again = "The whole thing does not work well."
    assert "repetition" in review(f"{GOOD} {again}", SOURCE).faults


def test_a_loop_is_found() -> None:
    assert "repetition" in review(GOOD + " and the matrix has many rows" * 4, SOURCE).faults


@pytest.mark.parametrize(
    "draft",
    [
        "Mit drei Zeichen Kontext haben wir zu viele Möglichkeiten für die Matrix, und das geht nicht gut.",
        "Avec trois caractères de contexte, il y a trop de possibilités et la matrice est trop grande.",
        "如果我们用三个字符作为上下文，就有两万种可能性。",
        "Если взять три символа контекста, получится слишком много строк.",
    ],
)
def test_another_language_is_found(draft: str) -> None:
    assert "language" in review(draft, SOURCE).faults


def test_too_short_and_too_long_are_found() -> None:
    assert "length" in review("It has rows.", SOURCE).faults
    assert "length" in review(GOOD + " " + SPOKEN, SOURCE).faults


def test_the_screen_and_the_glossary_back_what_was_not_said() -> None:
    source = Source(
        "so here we take the view of it", screen=("h.view(-1, 6)",), glossary=("PyTorch",)
    )
    draft = "Here we take the view `h.view(-1, 6)` in PyTorch."
    assert not {"number", "code", "name"} & set(review(draft, source).faults)
    bare = Source(source.spoken)
    assert {"number", "code"} <= set(review(draft, bare).faults)


def test_spoken_code_backs_written_code() -> None:
    source = Source("then we call F dot cross underscore entropy on the logits and y")
    assert (
        "code" not in review("Then we call `F.cross_entropy` on the logits and y.", source).faults
    )


@pytest.mark.parametrize(
    ("spoken", "draft"),
    [
        ("It is not possible to do this by hand.", "It is impossible to do this by hand."),
        ("You don't want to add the salt yet.", "Do not add the salt yet."),
        ("Not only the loss but also the speed improves.", "Both the loss and the speed improve."),
        ("The model couldn't learn that.", "The model failed to learn that."),
        ("I don't think this loss works.", "I think this loss does not work."),
    ],
)
def test_a_denial_in_other_words_is_still_a_denial(spoken: str, draft: str) -> None:
    assert "negation" not in review(draft, Source(spoken)).faults


@pytest.mark.parametrize(
    ("spoken", "draft", "language"),
    [
        ("Das Wasser darf nicht heiß sein.", "Das Wasser darf heiß sein.", "de"),
        ("Il ne faut pas ouvrir la porte.", "Il faut ouvrir la porte.", "fr"),
        ("Arriba no hay agua.", "Arriba hay agua.", "es"),
        ("Questa rete non funziona bene.", "Questa rete funziona bene.", "it"),
        ("水温不能太高。", "水温能太高。", "zh"),
        ("この方法では学習できません。", "この方法では学習できます。", "ja"),
    ],
)
def test_a_lost_denial_is_found_in_many_languages(spoken: str, draft: str, language: str) -> None:
    assert "negation" in review(draft, Source(spoken, language=language)).faults
    assert "negation" in review(spoken, Source(draft, language=language)).faults
    assert "negation" not in review(spoken, Source(spoken, language=language)).faults


def test_a_denial_that_answers_another_one_does_not_do_for_this_one() -> None:
    spoken = "The museum didn't buy the painting. They said one letter isn't enough as a proof."
    source = Source(spoken)
    honest = "The museum did not buy the painting, because one letter was not enough as a proof."
    turned = "The museum bought the painting, because one letter was not enough as a proof."
    assert "negation" not in review(honest, source).faults
    assert "negation" in review(turned, source).faults


def test_a_clause_that_lost_its_denial_is_known_by_its_other_words() -> None:
    source = Source(
        "Und direkt nach dem Training bitte nicht! Da ist der Muskel noch warm.", language="de"
    )
    honest = "Direkt nach dem Training sollten Sie sich nicht dehnen, weil der Muskel dann noch warm ist."
    turned = honest.replace(" nicht", "")
    assert "negation" not in review(honest, source).faults
    assert "negation" in review(turned, source).faults


@pytest.mark.parametrize(
    ("spoken", "honest", "turned", "language"),
    [
        (
            "And the rope, well, the rope was wet, so it slipped.",
            "The rope slipped because it was wet.",
            "The rope slipped because it was dry.",
            "en",
        ),
        (
            "So the meeting, they moved it, it's on a Thursday now.",
            "The meeting has been moved to a Thursday.",
            "The meeting has been moved to a Tuesday.",
            "en",
        ),
        (
            "Zuerst, äh, verkleinern wir die Öffnung, dann wird der Strahl schärfer.",
            "Zuerst verkleinern wir die Öffnung, damit der Strahl schärfer wird.",
            "Zuerst vergrößern wir die Öffnung, damit der Strahl schärfer wird.",
            "de",
        ),
        (
            "Là on monte fin avril, enfin, quand la neige est partie.",
            "Nous montons fin avril, quand la neige est partie.",
            "Nous montons fin août, quand la neige est partie.",
            "fr",
        ),
        (
            "夏はですね、土が固くなるんです。",
            "夏は土が固くなります。",
            "冬は土が固くなります。",
            "ja",
        ),
    ],
)
def test_a_word_whose_opposite_was_said_is_found(
    spoken: str, honest: str, turned: str, language: str
) -> None:
    source = Source(spoken, language=language)
    assert "direction" not in review(honest, source).faults
    assert "direction" in review(turned, source).faults


@pytest.mark.parametrize(
    ("spoken", "honest", "turned"),
    [
        (
            "So the test was green on Friday, and it's red on Monday, since the merge.",
            "The test was green on Friday and is red on Monday, since the merge.",
            "The test was red on Friday and is green on Monday, since the merge.",
        ),
        (
            "Sales were 12 million, that's down 7 percent on the year.",
            "Sales fell 7 percent on the year, to 12 million.",
            "Sales rose 7 percent on the year, to 12 million.",
        ),
        (
            "And only 45 of them were ill in the end.",
            "In the end only 45 of them were ill.",
            "In the end at least 45 of them were ill.",
        ),
        (
            "The harbour has too many boats for the berths.",
            "There are too many boats in the harbour for the berths.",
            "There are too few boats in the harbour for the berths.",
        ),
    ],
)
def test_opposites_that_changed_places_or_bound_a_number_are_found(
    spoken: str, honest: str, turned: str
) -> None:
    source = Source(spoken)
    assert "direction" not in review(honest, source).faults
    assert "direction" in review(turned, source).faults


def test_a_no_that_answers_somebody_denies_nothing() -> None:
    source = Source("No, I'm not taking the loan, Bramble, stop it.")
    assert "negation" not in review("No, I won't take the loan, Bramble, stop it.", source).faults
    assert "negation" in review("No, I'm taking the loan, Bramble, stop it.", source).faults


def test_a_denial_that_ends_its_clause_is_not_left_out() -> None:
    source = Source("People say it drinks milk. It doesn't, it eats moths at night.")
    assert "negation" not in review("It doesn't; it eats moths at night.", source).faults
    assert "negation" in review("It does, and it eats moths at night.", source).faults


def test_a_denial_that_a_neighbouring_sentence_has_in_the_same_words_is_told() -> None:
    source = Source("So, um, the nightjar. You don't see it. You hear it from far off at dusk.")
    assert "negation" not in review("You don't see a nightjar. You hear it at dusk.", source).faults


def test_a_word_that_denies_by_its_first_syllable_does_for_a_denial() -> None:
    source = Source("Feel free to ask us if anything in the lecture notes is not clear.")
    assert "negation" not in review("If the lecture notes are unclear, ask us.", source).faults
    assert "negation" in review("If the lecture notes are clear, ask us.", source).faults


def test_every_word_of_a_line_of_code_is_looked_for() -> None:
    source = Source("Then I type git bisect good with the tag, v4.2, and that's it.")
    assert "code" not in review("Then I type `git bisect good v4.2`.", source).faults
    assert "code" in review("Then I type `git bisect skip v4.2`.", source).faults


def test_an_identifier_is_not_made_of_words_from_all_over_the_passage() -> None:
    source = Source(
        "We set the learning rate to 0.1 and run the loop a few times. Then I look at the hidden layer, "
        "which has 100 neurons, and at its size in the table of all the parameters that we have."
    )
    assert "code" not in review("I look at `hidden_layer`, with 100 neurons.", source).faults
    assert "code" in review("I look at `learning_table`, with 100 neurons.", source).faults


def test_a_unit_behind_per_is_one() -> None:
    source = Source("She ran 15 seconds per kilometre slower over the first 10 kilometres.")
    wrong = "She ran the first 10 kilometres 15 seconds per mile slower."
    assert "unit" in review(wrong, source).faults
    assert "unit" not in review(wrong.replace("mile", "kilometre"), source).faults


def test_things_compared_may_change_places_with_the_word() -> None:
    source = Source("The old engine was louder than the new one by a good deal.")
    draft = "The new engine was quieter than the old one by a good deal."
    assert "direction" not in review(draft, source).faults


@pytest.mark.parametrize(
    ("spoken", "honest", "wrong", "language"),
    [
        (
            "Und in Bremen, da macht man das schon lange so, mit Salz.",
            "In Bremen macht man das schon lange mit Salz.",
            "In Kassel macht man das schon lange mit Salz.",
            "de",
        ),
        (
            "それで、森本さんが来てから店が変わったんです。",
            "森本さんが来てから店が変わりました。",
            "石川さんが来てから店が変わりました。",
            "ja",
        ),
        (
            "这种布呢最早是从印度运来的，后来本地也做。",
            "这种布最早是从印度运来的，后来本地也做。",
            "这种布最早是从希腊运来的，后来本地也做。",
            "zh",
        ),
    ],
)
def test_another_name_in_the_place_of_one_is_found_without_capitals_to_tell(
    spoken: str, honest: str, wrong: str, language: str
) -> None:
    source = Source(spoken, language=language)
    assert "name" not in review(honest, source).faults
    assert "name" in review(wrong, source).faults


def test_numbers_in_the_order_of_the_talk_have_not_changed_places() -> None:
    spoken = "Der Vermieter, der hat nach fünf Jahren sechs Monate und nach acht Jahren neun."
    source = Source(spoken, language="de")
    honest = "Für den Vermieter sind es nach fünf Jahren sechs und nach acht Jahren neun Monate."
    assert "number" not in review(honest, source).faults


def test_a_number_may_be_told_with_the_scale_of_the_one_beside_it() -> None:
    source = Source("So you pay a lot less, about a hundred thousand instead of 215.")
    assert (
        "number" not in review("You pay far less, about 100,000 instead of 215,000.", source).faults
    )
    assert "number" in review("You pay far less, about 100,000 instead of 251,000.", source).faults


@pytest.mark.parametrize(
    ("spoken", "written", "language"),
    [
        ("cuatrocientos doce niños", "412 niños", "es"),
        ("en mil novecientos ochenta y ocho", "en 1988", "es"),
        ("in seventy four", "in 1974", "en"),
        ("那是零八年的事", "那是2008年的事", "zh"),
        ("列车幺三零七次", "列车1307次", "zh"),
        ("一人一万八千円", "1人1万8000円", "ja"),
        ("一億二千万円", "1億2000万円", "ja"),
    ],
)
def test_numbers_as_people_say_them_back_those_of_good_print(
    spoken: str, written: str, language: str
) -> None:
    assert "number" not in review(written, Source(spoken, language=language)).faults


@pytest.mark.parametrize(
    ("spoken", "written", "language"),
    [
        (
            "In nineteen sixty two they came to the island.",
            "They came to the island in 1962.",
            "en",
        ),
        ("C'était en quatre-vingt-treize, à la fin.", "C'était en 1993, à la fin.", "fr"),
        ("Seit neunzehnvierundfünfzig steht das Haus.", "Das Haus steht seit 1954.", "de"),
    ],
)
def test_a_year_in_words_is_kept_by_its_digits(spoken: str, written: str, language: str) -> None:
    assert missing((spoken,), written, language) == ()
    assert missing((spoken,), written.replace("9", "8", 1).replace("19", "18", 1), language) == (0,)


def test_a_speaker_retold_from_outside_is_found_in_any_sentence() -> None:
    source = Source("So I put the salt in last, because otherwise the dough does not rise.")
    draft = (
        "I put the salt in last. She then goes on to give an example. Else the dough does not rise."
    )
    assert "person" in review(draft, source).faults


def test_words_of_the_screen_are_at_home_in_the_passage() -> None:
    source = Source(
        "La hauteur de couche c'est 0,2, je n'y touche pas.",
        screen=("layer_height: 0.2",),
        language="fr",
    )
    draft = "Je ne touche pas à `layer_height`, qui vaut 0,2."
    assert "added" not in review(draft, source).faults


def test_tables_are_written_as_texts_are_compared() -> None:
    for language in known_languages():
        tables = speech(language)
        words = (
            tables.function_words | tables.negations | tables.soft_negations | tables.determiners
        )
        assert {word for word in words if fold(word) != word} == set(), language
        for sides in tables.opposites:
            assert all("ß" not in form for side in sides for form in side), language


@pytest.mark.parametrize(
    ("spoken", "written", "language"),
    [
        ("twenty-seven", "27", "en"),
        ("three point five million", "3.5 million", "en"),
        ("three and a half", "3.5", "en"),
        ("fifty thousand", "50,000", "en"),
        ("20 000", "20,000", "en"),
        ("nineteen eighty-four", "1984", "en"),
        ("the eleventh", "11", "en"),
        ("a hundred and fifty", "150", "en"),
        ("two point two three", "2.23", "en"),
        ("five percent", "0.05", "en"),
        ("both of them", "two", "en"),
        ("siebenundzwanzig", "27", "de"),
        ("zweihundertfünfzig", "250", "de"),
        ("drei Komma fünf", "3,5", "de"),
        ("quatre-vingt-dix-sept", "97", "fr"),
        ("soixante et onze", "71", "fr"),
        ("treinta y siete", "37", "es"),
        ("ventisette", "27", "it"),
        ("二十七", "27", "zh"),
        ("三千五百万", "3500万", "zh"),
    ],
)
def test_a_number_may_be_spelled_another_way(spoken: str, written: str, language: str) -> None:
    values = numbers.said(spoken, language)
    found = numbers.written(written, language)
    assert found
    assert all(numbers.backed(number, values) for number in found)


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("twenty-seven", "28"),
        ("3.5", "35"),
        ("50,000", "5,000"),
        ("nineteen", "90"),
        ("50,000", "50"),
    ],
)
def test_another_number_is_another_number(spoken: str, written: str) -> None:
    values = numbers.said(spoken, "en")
    assert not any(numbers.backed(number, values) for number in numbers.written(written, "en"))


@given(st.integers(0, 10**12))
def test_digits_back_themselves_however_they_are_grouped(number: int) -> None:
    values = numbers.said(f"there are {number} of them", "en")
    for text in (f"{number:,}", str(number), f"{number:,}".replace(",", " ")):
        assert all(numbers.backed(n, values) for n in numbers.written(text, "en"))


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=200), st.text(max_size=200), st.sampled_from(["en", "de", "zh", "ja", "xx"])
)
def test_any_text_can_be_judged(draft: str, spoken: str, language: str) -> None:
    verdict = review(draft, Source(spoken, language=language))
    assert 0.0 <= verdict.support <= 1.0
    assert verdict == review(draft, Source(spoken, language=language))


def test_sentences_are_aligned_in_their_order() -> None:
    spoken = [
        "First we load the names.",
        "Then we count the letters.",
        "At last we plot the matrix.",
    ]
    drafted = ["We load the names and count the letters.", "We plot the matrix."]
    assert align(drafted, spoken, "en") == [(0, 1), (2,)]


def test_a_sentence_can_be_judged_alone() -> None:
    assert faults_of_sentence("There are 20,000 possibilities for this matrix.", SOURCE) == ()
    assert "number" in faults_of_sentence("There are 30,000 possibilities.", SOURCE)


def test_a_passage_is_prepared_once_however_often_it_is_judged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    prepared: list[str] = []
    said = numbers.said
    monkeypatch.setattr(
        numbers, "said", lambda text, language: prepared.append(text) or said(text, language)
    )
    source = Source("We have read nineteen thousand names of ships and of their harbours.")
    for draft in ("We have read 19,000 names of ships.", "We have read names.", "Nothing at all."):
        review(draft, source)
        faults_of_sentence(draft, source)
    assert prepared == [source.spoken]


@pytest.mark.parametrize(
    ("language", "said", "written"),
    [
        (
            "en",
            "We load the names and count the letters. Then we plot the counts.",
            "We load the names and count the letters, which prevents overfitting in practice. "
            "Then we plot the counts.",
        ),
        (
            "de",
            "Wir laden die Namen und zählen die Buchstaben. Dann zeichnen wir die Zahlen.",
            "Wir laden die Namen und zählen die Buchstaben, was Kosten deutlich senkt. "
            "Dann zeichnen wir die Zahlen.",
        ),
        (
            "xx",
            "Lorem dolor consectetur adipiscing elit tempor. Magna aliqua veniam nostrud.",
            "Lorem dolor consectetur adipiscing elit tempor, vitae pellentesque habitant. "
            "Magna aliqua veniam nostrud.",
        ),
    ],
)
def test_a_clause_that_nobody_said_is_an_invention(language: str, said: str, written: str) -> None:
    source = Source(said, language=language)
    assert "added" in review(written, source).faults
    assert "added" not in review(said, source).faults


def test_an_amount_joined_with_its_hundredths_is_the_one_that_was_said() -> None:
    values = numbers.said("loading cost 5 dollars 86 per ton", "en")
    assert all(numbers.backed(n, values) for n in numbers.written("It cost $5.86 per ton.", "en"))


def test_a_denial_left_out_before_the_same_words_turns_them_round() -> None:
    source = Source("A big error, that's not what it means. It grows with the square of the size.")
    assert "negation" in review("A big error: that is what it means.", source).faults
    assert "negation" not in review("A big error: that is not what it means.", source).faults


def test_we_told_as_they_is_the_speaker_retold_from_outside() -> None:
    source = Source("We trained the network on names and we looked at the loss of the batch.")
    assert (
        "person"
        in review("They trained the network on names and looked at the loss.", source).faults
    )
    assert "person" not in review("We trained it on names and looked at the loss.", source).faults


def test_they_may_stand_where_somebody_else_was_spoken_of() -> None:
    source = Source("The authors wrote a paper. They trained the network and we read it.")
    assert "person" not in review("They trained the network that we read about.", source).faults
    others = Source("We know the ships of the fleet. They sailed with their crew.")
    assert "person" not in review("The ships sailed with their crew.", others).faults


@pytest.mark.parametrize(
    ("language", "said", "wrong"),
    [
        ("zh", "这个词的编号是30641。", "这个词的编号是30642。"),
        ("ja", "損失は2.17まで下がりました。", "損失は2.71まで下がりました。"),
        ("ko", "데이터셋은32000개입니다.", "데이터셋은23000개입니다."),
    ],
)
def test_a_number_right_after_a_word_without_space_is_seen(
    language: str, said: str, wrong: str
) -> None:
    source = Source(said, language=language)
    assert "number" in review(wrong, source).faults
    assert "number" not in review(said, source).faults


def test_what_the_speaker_does_is_not_done_by_others_who_are_named_too() -> None:
    source = Source(
        "Keep in mind that we're working on the level of characters. In this paper they have 17,000 words."
    )
    wrong = "They are working on the level of characters. They have 17,000 words."
    right = "We are working on the level of characters. In this paper they have 17,000 words."
    assert "person" in review(wrong, source).faults
    assert "person" not in review(right, source).faults


def test_a_clause_that_was_said_once_is_not_written_twice() -> None:
    source = Source(
        "I type Control C to try to stop it but it didn't, because SIGINT is captured by the program. "
        "This is how you could write a handler, and you can save the state to a file."
    )
    clause = "to try to stop it but it didn't, because SIGINT is captured by the program"
    once = f"I type Control C {clause}. This is how you write a handler that saves the state to a file."
    twice = (
        f"This is how you write a handler: {clause}. I type Control C {clause}, to save the state."
    )
    assert "repetition" not in review(once, source).faults
    assert "repetition" in review(twice, source).faults


def test_only_is_no_denial() -> None:
    source = Source(
        "SIGTERM is equivalent to SIGINT, it's just when it's not sent through a terminal."
    )
    assert (
        "negation"
        in review(
            "SIGTERM is equivalent to SIGINT, but it is only sent through a terminal.", source
        ).faults
    )
    assert (
        "negation"
        not in review(
            "SIGTERM is equivalent to SIGINT, but not sent through a terminal.", source
        ).faults
    )


def test_a_sentence_made_of_the_talk_s_words_that_nobody_said_is_found() -> None:
    source = Source(
        "The oven takes an hour to get hot, so I light it first, and while it warms up I weigh the "
        "flour and mix in the water by hand. My grandmother kept her starter in a clay pot on the "
        "window sill, and she fed it every evening. The neighbours came on Saturdays with their own "
        "dough under a cloth, and they paid with eggs."
    )
    honest = "My grandmother had her starter, fed every evening, in a clay pot on the window sill."
    made_up = (
        "The neighbours kept flour in the clay oven and paid my grandmother to weigh the dough."
    )
    assert "added" not in review(honest, source).faults
    assert "added" in review(made_up, source).faults


def test_what_differs_in_its_numbers_may_be_told_in_the_same_words() -> None:
    source = Source("I run the first 100 steps with a rate of 0.1 and the next 100 with 0.01.")
    draft = "The first 100 steps use a rate of 0.1, and the next 100 steps use a rate of 0.01."
    assert "repetition" not in review(draft, source).faults


def test_a_statement_does_not_become_a_question() -> None:
    source = Source(
        "This is how you could write a handler. Let us see what happens with two of them."
    )
    assert "added" in review("How could you write a handler?", source).faults
    assert "added" not in review("What happens with two of them?", source).faults
    asked = Source("How do you write a handler? You could do it like this.")
    assert "added" not in review("How could you write a handler?", asked).faults
    unmarked = Source("so how could you do that well this is how you could write a handler")
    assert "added" not in review("How could one write a handler?", unmarked).faults


def test_a_short_sentence_of_strange_words_is_an_invention() -> None:
    source = Source(
        'Again, you press "Ctrl+C". When you know these bindings you will be much faster.'
    )
    assert "added" in review('"Ctrl+C" is a common shortcut.', source).faults
    assert "added" not in review("The bindings will make you faster.", source).faults


def test_a_name_that_the_talk_comes_to_later_is_not_what_it_meant() -> None:
    spoken = (
        "There is a signal called SIGKILL that nobody can capture.",
        "You do not want to use it by default, because it can leave orphaned processes.",
        "They keep running and have no parent, and you see weird behavior.",
        "Now close the SSH connection and you get another signal.",
    )
    source = Source(" ".join(spoken), sentences=spoken)
    wrong = "You should not use SSH by default because it can leave orphaned processes."
    assert "name" in review(wrong, source).faults
    assert "name" not in review(wrong.replace("SSH", "SIGKILL"), source).faults
    shown = Source(source.spoken, sentences=spoken, screen=("SSH leaves orphaned processes",))
    assert "name" not in review(wrong, shown).faults
