# ruff: noqa: E501 - prose stands on one line
"""Articles and pictures to render: invented, small, with every kind of block."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from readreel.core.time import Span
from readreel.project.artifacts import (
    Article,
    Block,
    Chapter,
    Code,
    Facts,
    Figure,
    Items,
    Paragraph,
    Quotation,
    Reference,
)

SLIDES = {
    "stills/0001.png": (
        "Why look-ups are slow",
        ["A list of a million names", "About 500,000 comparisons each"],
    ),
    "stills/0002.png": ("Buckets", ["hash(key) % 8", "Two keys may share a bucket"]),
    "stills/0003.png": (
        "Load factor",
        ["0.5   1.5 probes", "0.7   2.2 probes", "0.9   5.5 probes"],
    ),
}


def draw_slides(project: Path, size: tuple[int, int] = (1920, 1080)) -> None:
    """Slides as a lecturer might show them, in the project's ``stills``."""
    (project / "stills").mkdir(parents=True, exist_ok=True)
    width, height = size
    for number, (file, (title, lines)) in enumerate(SLIDES.items()):
        image = Image.new("RGB", size, (250, 250, 248))
        draw = ImageDraw.Draw(image)
        draw.rectangle((0, 0, width // 60, height), fill=(32, 84, 120))
        draw.text(
            (width // 12, height // 9), title, (25, 30, 40), ImageFont.load_default(height // 12)
        )
        for row, line in enumerate(lines):
            top = height // 3 + row * height // 8
            draw.text((width // 12, top), line, (60, 66, 76), ImageFont.load_default(height // 20))
        for box in range(8):
            left = width // 12 + box * width // 11
            colour = (214, 120, 60) if box in {number, number + 3} else (205, 212, 218)
            draw.rectangle(
                (left, height * 3 // 4, left + width // 13, height * 7 // 8), fill=colour
            )
        image.save(project / file)


def paragraph(number: int, start: float, text: str, **extra: object) -> Paragraph:
    values: dict[str, object] = {
        "origin": "rewritten",
        "support": 0.93,
        "sentences": (number * 3, number * 3 + 1),
    }
    return Paragraph(id=f"p{number}", start=start, end=start + 40, text=text, **(values | extra))  # type: ignore[arg-type]


def figure(number: int, start: float, caption: str, alt: str) -> Figure:
    return Figure(
        id=f"f{number}",
        start=start,
        end=start + 30,
        still=number,
        file=f"stills/{number:04d}.png",
        width=1920,
        height=1080,
        caption=caption,
        alt=alt,
    )


def english() -> Article:
    """A lecture of a quarter of an hour with every kind of block."""
    first: tuple[Block, ...] = (
        paragraph(
            1,
            0.4,
            "Hello everyone. Last week we kept our names in a plain list, and I promised that we would do something about the time it takes to find one of them. So let me start with the complaint: a list has no idea where anything is. To find a name it looks at the first entry, then at the second, and so on until it is either lucky or done.",
        ),
        figure(
            1,
            31.2,
            "Why look-ups are slow",
            "Why look-ups are slow. A list of a million names",
        ),
        paragraph(
            2,
            44.96,
            "With a million names that is about 500,000 comparisons for every single question you ask. You can sort the list, and then bisecting it takes some 20 comparisons, which is lovely until somebody wants to add a name in the middle. We would like to have both: quick questions and cheap additions.",
        ),
        paragraph(
            3,
            92.0,
            "I have to confess that I once shipped a program that did it the slow way for two years, and nobody noticed until the customer did.",
            marked=True,
            origin="cleaned",
            support=0.71,
        ),
    )
    second: tuple[Block, ...] = (
        paragraph(
            4,
            131.5,
            "Here is the trick. Take the key, put it through a function that turns it into a number, and use that number to decide where the entry goes. In Python the function is called `hash`, and what we do with its result is no more than `hash(key) % 8`, because our little table has eight buckets.",
        ),
        Code(
            "k1",
            150.0,
            176.0,
            'class Table:\n    """Eight buckets of pairs."""\n\n    def __init__(self) -> None:\n        self.buckets = [[] for _ in range(8)]\n\n    def put(self, key, value):\n        bucket = self.buckets[hash(key) % 8]  # where it goes\n        bucket.append((key, value))\n\nt = Table()\nt.put("ada", 1815)\nprint(len(t.buckets))',
            "python",
            "8",
            still=2,
            file="stills/0002.png",
            width=1920,
            height=1080,
            doubtful=(8,),
        ),
        Code(
            "k2",
            168.0,
            176.0,
            't.put("grace", 1906)',
            "python",
            still=2,
            file="stills/0002.png",
            width=1920,
            height=1080,
        ),
        figure(2, 178.2, "Buckets", "Buckets. hash(key) % 8"),
        paragraph(
            5,
            190.25,
            "Two keys may of course end up in the same bucket. That is called a collision, and it is not an error: it is what the whole design is built around. There are three things that you can do about it.",
        ),
        Items(
            "l5",
            214.0,
            246.0,
            (
                "Keep a short list in every bucket and walk along it.",
                "Put the second key into the next free bucket.",
                "Make the table larger, and hope that they part ways.",
            ),
            True,
            "rewritten",
            0.9,
            (16, 17),
        ),
        Quotation(
            "q1",
            250.0,
            261.0,
            "The art of a good hash function is to forget everything about the key but its identity.",
            "Read from the slide",
        ),
        paragraph(
            6,
            262.0,
            "If you want to read how the people who wrote the real thing thought about it, there are very good notes at https://example.org/notes/dicts.txt, and they are a pleasure to read.",
        ),
    )
    third: tuple[Block, ...] = (
        paragraph(
            7,
            300.0,
            "How full may the table become? The number to watch is the load factor: entries divided by buckets. At one half you need about 1.5 probes to find a key. At 0.7 it is 2.2, and at 0.9 you are already at 5.5, which is why everybody grows the table long before that.",
        ),
        figure(3, 322.0, "Load factor", "Load factor. 0.5 1.5 probes"),
        paragraph(
            8,
            361.0,
            "Growing is expensive, since every key has to be placed again. But it happens rarely, and each time the table doubles, so that over a long life the cost of each addition stays small. That is the amortised view, and it is the one that matters when you are not the unlucky person who adds the one key too many.",
        ),
        paragraph(
            9,
            3725.5,
            "That is it for today. Try it with your own names, break it, and bring me the pieces next week.",
        ),
    )
    return Article(
        title="How a hash table finds your name",
        language="en",
        facts=Facts(
            name="hash tables (week 3).mp4",
            duration=3811.0,
            span=Span(0.0, 3811.0),
            date="2024-03-12",
            has_video=True,
            spoken_words=1240,
            written_words=1003,
            transcript_source="listened",
            listener="whisper-base",
            writer="qwen2.5-coder-1.5b-instruct",
        ),
        chapters=(
            Chapter("c1", "What is wrong with a list", 0.0, 131.5, first),
            Chapter("c2", "A number for every key", 131.5, 300.0, second),
            Chapter("c3", "When the table fills up", 300.0, 3811.0, third),
        ),
        references=(
            Reference(
                "r1",
                "example.org/notes/dicts.txt",
                "https://example.org/notes/dicts.txt",
                262.0,
                "p6",
            ),
            Reference("r2", "Knuth et al. 1973", "", 371.0, "p8"),
        ),
        notices=("compose.holes",),
    )


def _small(
    language: str, title: str, chapters: list[tuple[str, list[str]]], **facts: object
) -> Article:
    made: list[Chapter] = []
    number = 0
    for index, (heading, texts) in enumerate(chapters, 1):
        blocks: list[Block] = []
        for text in texts:
            number += 1
            blocks.append(paragraph(number, number * 41.0, text, marked=number == 2))
            if index <= 3 and text is texts[0]:
                caption = list(SLIDES.values())[index - 1][0]
                blocks.append(figure(index, number * 41.0 + 11, caption, caption))
        made.append(Chapter(f"c{index}", heading, blocks[0].start, blocks[-1].end, tuple(blocks)))
    values: dict[str, object] = {
        "name": "vortrag.mp4",
        "duration": 754.0,
        "span": Span(0.0, 754.0),
        "date": "2023-11-05",
        "has_video": True,
        "spoken_words": 900,
        "written_words": 700,
        "transcript_source": "listened",
        "listener": "whisper-base",
        "writer": "qwen2.5-coder-1.5b-instruct",
    }
    return Article(
        title=title,
        language=language,
        facts=Facts(**(values | facts)),  # type: ignore[arg-type]
        chapters=tuple(made),
        references=(Reference("r1", "example.org/a", "https://example.org/a", 50.0, "p1"),),
    )


def german() -> Article:
    return _small(
        "de",
        "Wie Geschwindigkeitsbegrenzungsanlagen den Straßenverkehr messen",
        [
            (
                "Die Induktionsschleife im Asphalt",
                [
                    "Guten Abend. Wer nachts durch eine Ortschaft fährt, hat die beiden Rechtecke im Asphalt vielleicht schon gesehen. Es sind Induktionsschleifen, und sie messen nichts anderes als die Zeit, die ein Fahrzeug von der einen zur anderen braucht. Der Abstand beträgt 1,5 Meter; bei 50 Kilometern in der Stunde sind das gerade einmal 108 Millisekunden.",
                    "Das klingt nach wenig, ist für die Elektronik aber eine Ewigkeit. Schwieriger ist es, zwei Wagen auseinanderzuhalten, die dicht hintereinander fahren.",
                ],
            ),
            (
                "Warum eine Messung dreimal geschieht",
                [
                    "Jede Messung wird dreimal genommen, und nur wenn alle drei Werte beieinander liegen, gilt sie. So will es die Bauartzulassung, und so würde ich es auch machen.",
                    "Die Kamera löst erst danach aus.",
                ],
            ),
            (
                "Was auf dem Bild zu sehen ist",
                [
                    "Auf dem Bild sehen Sie unten die Uhrzeit und rechts daneben den gemessenen Wert, schon um die Toleranz vermindert."
                ],
            ),
        ],
        name="Vortrag über Meßanlagen.mp4",
    )


def arabic() -> Article:
    return _small(
        "ar",
        "كيف تجد الجداول المبعثرة اسمك",
        [
            (
                "مشكلة القائمة الطويلة",
                [
                    "أهلًا بكم جميعًا. في الأسبوع الماضي حفظنا الأسماء في قائمة بسيطة، ووعدتكم بأن نفعل شيئًا بشأن الوقت الذي يستغرقه العثور على اسم منها. القائمة لا تعرف مكان أي شيء، فهي تنظر إلى المدخل الأول ثم الثاني، وهكذا حتى تصل إلى ما تريد.",
                    "مع مليون اسم نحتاج إلى نحو 500,000 مقارنة لكل سؤال، وهذا كثير جدًا. يمكننا أن نرتب القائمة، فيكفي عندئذ نحو 20 مقارنة.",
                ],
            ),
            (
                "رقم لكل مفتاح",
                [
                    "الفكرة بسيطة: نمرر المفتاح عبر دالة تسمى `hash` فنحصل على رقم يحدد مكان المدخل في الجدول."
                ],
            ),
            (
                "متى يمتلئ الجدول",
                [
                    "عند امتلاء نصف الجدول نحتاج إلى محاولة ونصف في المتوسط، وعند تسعين في المئة نحتاج إلى أكثر من خمس محاولات."
                ],
            ),
        ],
        name="محاضرة الجداول.mp4",
    )


def chinese() -> Article:
    return _small(
        "zh",
        "哈希表如何找到你的名字",
        [
            (
                "列表有什么问题",
                [
                    "大家好。上周我们把名字存在一个普通的列表里，我答应过要解决查找太慢的问题。列表并不知道任何东西在哪里：要找一个名字，它只能从第一项看起，再看第二项，一直看到找到或者看完为止。",
                    "如果有一百万个名字，每次查询大约需要五十万次比较。可以先把列表排序，这样二分查找只要大约二十次比较。",
                ],
            ),
            (
                "给每个键一个数字",
                [
                    "诀窍在这里：把键交给一个函数，得到一个数字，再用这个数字决定把它放在哪里。在 Python 里，这个函数叫做 `hash`。"
                ],
            ),
            (
                "表快满的时候",
                ["装载因子是条目数除以桶数。到了 0.9，平均要探测 5.5 次，所以大家都会早早扩容。"],
            ),
        ],
        name="讲座.mp4",
        spoken_words=2400,
        written_words=1900,
    )
