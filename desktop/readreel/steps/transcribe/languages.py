"""The language of a recording: asked for, or heard at several moments and then fixed for the whole.

The first half minute is often music, a greeting or a quotation, so stretches from all over the
recording vote, each with the seconds somebody speaks in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from readreel.core.engines import AudioSource, Listener
from readreel.core.errors import UsageError
from readreel.core.language import SPOKEN
from readreel.core.time import Span

PROBE_SECONDS = 30.0
PROBES = 8
MORE_PROBES = 32
ENOUGH_SECONDS = 20.0
SURE = 0.9
UNSURE = 0.5
UNKNOWN = "und"
"""The language of a recording in which nobody speaks (ISO 639-2)."""

_LONGER = (
    "ara=ar bul=bg cat=ca ces=cs chi=zh cmn=zh cze=cs dan=da deu=de dut=nl ell=el eng=en est=et "
    "fas=fa fin=fi fra=fr fre=fr ger=de gre=el heb=he hin=hi hrv=hr hun=hu ind=id ita=it iw=he "
    "jpn=ja jv=jw kor=ko lav=lv lit=lt may=ms msa=ms nb=no nld=nl nob=no nor=no per=fa pol=pl "
    "por=pt ron=ro rum=ro rus=ru slk=sk slo=sk slv=sl spa=es srp=sr swe=sv tam=ta tel=te tha=th "
    "tur=tr ukr=uk urd=ur vie=vi zho=zh"
)
_ALIASES = {longer: code for longer, _, code in (p.partition("=") for p in _LONGER.split())}


def known(tag: str) -> str:
    """ISO 639-1 of a tag such as ``en``, ``eng``, ``pt-BR`` or ``zh_Hans``; empty where unknown."""
    first = tag.strip().lower().replace("_", "-").split("-")[0]
    code = _ALIASES.get(first, first)
    return code if code in SPOKEN else ""


def asked(parameter: str) -> str:
    """The language the user asked for, empty for auto; raises `UsageError` ``usage.language``."""
    if parameter.strip().lower() in ("", "auto"):
        return ""
    code = known(parameter)
    if not code:
        raise UsageError("usage.language", language=parameter)
    return code


def settled(
    audio: AudioSource, span: Span, listener: Listener, check: Callable[[], None]
) -> tuple[str, float]:
    """The language most of the speech is in and its share of the votes; empty where none was heard."""
    votes: dict[str, float] = {}
    heard = 0.0
    for count in (PROBES, MORE_PROBES):
        for probe in probes(span, count):
            check()
            samples = audio.read(probe.start, probe.end)
            spoken = sum(stretch.length for stretch in listener.speech(samples))
            if spoken < 1.0:
                continue
            for code, share in listener.languages(samples):
                votes[code] = votes.get(code, 0.0) + share * spoken
            heard += spoken
            if heard >= 3 * ENOUGH_SECONDS and max(votes.values()) >= SURE * heard:
                return _winner(votes, heard)
        if heard >= ENOUGH_SECONDS or span.length <= count * PROBE_SECONDS:
            break
    return _winner(votes, heard)


def _winner(votes: dict[str, float], heard: float) -> tuple[str, float]:
    if not votes:
        return "", 0.0
    code = min(votes, key=lambda code: (-votes[code], code))
    return code, votes[code] / heard


def probes(span: Span, count: int) -> Iterator[Span]:
    """Stretches of half a minute all over the span, the middle ones not after the outer ones."""
    if span.length <= count * PROBE_SECONDS:
        start = span.start
        while start < span.end:
            yield Span(start, min(start + PROBE_SECONDS, span.end))
            start += PROBE_SECONDS
        return
    stride = 3 if count % 3 else 5
    for number in range(count):
        place = (number * stride + count // 2) % count
        middle = span.start + span.length * (place + 0.5) / count
        yield Span(middle - PROBE_SECONDS / 2, middle + PROBE_SECONDS / 2)
