"""The article as far as it has come: heard, outlined, written."""

from __future__ import annotations

from readreel.core.time import Span
from readreel.project.artifacts import (
    Outline,
    OutlineChapter,
    Paragraph,
    Passage,
    Recording,
    Sentence,
    Still,
    Stills,
    Transcript,
    Word,
    Written,
)
from readreel.project.draft import Draft, Heard, Material, drafted, without_noises

RECORDING = Recording(
    path="/talk.mp4", name="talk.mp4", size=1, fingerprint="f", container="mp4", duration=600.0,
    video_track=0, span=Span(0.0, 600.0),
)  # fmt: skip


def heard(first: int, count: int, *, ending: str = "") -> Heard:
    """A window of ``count`` words, one a second, a stop after every tenth."""
    words = tuple(
        Word(f"word{n}{'.' if n % 10 == 9 else ''}", float(n), n + 0.9)
        for n in range(first, first + count)
    )
    return Heard(float(first), float(first + count), "en", words)


def transcript(sentences: int) -> Transcript:
    return Transcript(
        language="en",
        source="listened",
        sentences=tuple(
            Sentence(n, 5.0 * n, 5.0 * n + 4, f"Um, this is sentence {n}.", ())
            for n in range(sentences)
        ),
    )


def outline() -> Outline:
    passages = tuple(Passage(n, 4 * n, 4 * n + 3, 20.0 * n, 20.0 * n + 19) for n in range(4))
    return Outline(
        title="The talk",
        chapters=(
            OutlineChapter(0, "One", 0.0, 39.0, passages[:2]),
            OutlineChapter(1, "Two", 40.0, 79.0, passages[2:]),
        ),
    )


def written(passage: int, *refused: str) -> Written:
    ids = tuple(range(4 * passage, 4 * passage + 4))
    origin = "cleaned" if refused else "rewritten"
    return Written(passage, f"Prose {passage}.", origin, 1.0, ids, refused)  # type: ignore[arg-type]


def paragraphs(draft: Draft) -> list[Paragraph]:
    blocks = [block for chapter in draft.article.chapters for block in chapter.blocks]
    return [block for block in blocks if isinstance(block, Paragraph)]


def test_before_anything_is_heard_there_is_a_title() -> None:
    draft = drafted(Material(recording=RECORDING))
    assert draft.article.title == "talk"
    assert draft.article.chapters == ()


def test_words_flow_in_and_what_stood_already_stays() -> None:
    early = drafted(Material(recording=RECORDING, heard=(heard(0, 200),)))
    late = drafted(Material(recording=RECORDING, heard=(heard(0, 200), heard(200, 150))))
    before, after = paragraphs(early), paragraphs(late)
    assert before[:-1] == after[: len(before) - 1]
    assert len(after) > len(before)
    assert late.spoken == {block.id for block in after}
    assert " ".join(block.text for block in after) == " ".join(
        f"word{n}{'.' if n % 10 == 9 else ''}" for n in range(350)
    )
    assert after[1].start == 60.0


def test_paragraphs_of_the_transcript_neither_run_on_nor_fall_apart() -> None:
    draft = drafted(Material(recording=RECORDING, heard=(heard(0, 600),)))
    counts = [len(block.text.split()) for block in paragraphs(draft)]
    assert all(40 <= count <= 140 for count in counts[:-1])


def test_the_outline_brings_chapters_and_stable_ids() -> None:
    draft = drafted(Material(recording=RECORDING, transcript=transcript(16), outline=outline()))
    assert [chapter.title for chapter in draft.article.chapters] == ["One", "Two"]
    assert [block.id for block in paragraphs(draft)] == ["p1", "p2", "p3", "p4"]
    assert draft.spoken == {"p1", "p2", "p3", "p4"}
    assert paragraphs(draft)[0].text.startswith("This is sentence 0.")
    assert paragraphs(draft)[1].sentences == (4, 5, 6, 7)


def test_written_paragraphs_replace_the_spoken_ones_with_their_stills() -> None:
    stills = Stills(
        stills=(
            Still(1, "a.png", 5.0, (Span(2.0, 15.0),), 640, 360, content=0.5),
            Still(2, "b.png", 50.0, (Span(45.0, 58.0),), 640, 360, content=0.5),
            Still(3, "c.png", 6.0, (Span(3.0, 4.0),), 640, 360, content=0.5),
            Still(4, "d.png", 6.0, (Span(3.0, 14.0),), 640, 360, kind="camera", content=0.5),
        )
    )
    draft = drafted(
        Material(
            recording=RECORDING, transcript=transcript(16), outline=outline(), stills=stills,
            written=(written(0), written(1, "added")),
        )
    )  # fmt: skip
    first, second = draft.article.chapters
    assert [block.id for block in first.blocks] == ["p1", "f1", "p2"]
    assert [block.id for block in second.blocks] == ["p3", "p4"]  # not written: no picture yet
    assert draft.spoken == {"p3", "p4"}
    assert paragraphs(draft)[0].text == "Prose 0."
    assert [block.marked for block in paragraphs(draft)[:2]] == [False, True]


def test_only_noises_are_taken_out() -> None:
    assert without_noises("Um, so uh I think, um, that works.", "en") == "So I think, that works."
    assert without_noises("The umbrella hums.", "en") == "The umbrella hums."
    assert without_noises("Um.", "en") == "Um."
    assert without_noises("嗯这是", "zh-xx") == "嗯这是"
