"""Opening a recording safely: what is refused, and how FFmpeg's failures become codes.

A text playlist or a URL could make FFmpeg open other files or the network; both are refused before
FFmpeg sees them, and its own whitelists stand behind that.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import av
from av.container import InputContainer
from av.packet import Packet
from av.stream import Discard, Stream

from readreel.core.errors import RecordingError

FORMATS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,flv,asf,ogg,mp3,wav,w64,flac,aac,aiff,"
    "caf,amr,au,ac3,eac3,dts,ape,wv,tta,dv,mxf,rm,wtv,h264,hevc,m4v,ivf,mpegvideo"
)
MAX_PIXELS = 8192 * 8192
"""Pictures of more pixels are refused: one alone would take the memory of the whole program."""

DAMAGE = (av.FFmpegError, UnicodeDecodeError, ValueError, OverflowError, ArithmeticError)
"""What decoding damaged data raises, seen on mutated files."""

_URL = re.compile(r"^[A-Za-z][A-Za-z0-9+.\-]+:/")
_PLAYLIST = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:#EXTM3U|ffconcat|\[playlist\]|\[InternetShortcut\]|\[Reference\]"
    rb"|(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:MPD|smil|asx|playlist|SmoothStreamingMedia)\b)",
    re.IGNORECASE | re.DOTALL,
)
_ENCRYPTED_TAGS = frozenset({"encv", "enca", "drms", "drmi", "aavd", "enct"})
_FAILURES_IN_A_ROW = 200


def refuse_unusable(path: Path) -> None:
    """Raise `RecordingError` for whatever cannot be a recording, before anything native sees it."""
    if _URL.match(str(path)) and not path.exists():
        raise RecordingError("recording.url", path=path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise RecordingError("recording.folder", path=path)
        if not stat.S_ISREG(status.st_mode):
            raise RecordingError("recording.not_media", path=path)
        if status.st_size == 0:
            raise RecordingError("recording.empty", path=path)
        with path.open("rb") as file:
            head = file.read(4096)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise RecordingError("recording.missing", path=path) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise RecordingError("recording.unreadable", path=path, reason=reason) from error
    except ValueError as error:  # a NUL in the name
        raise RecordingError("recording.missing", path=path) from error
    if _PLAYLIST.match(head):
        raise RecordingError("recording.playlist", path=path)


@contextmanager
def opened(path: Path) -> Iterator[InputContainer]:
    """The container at ``path``, closed afterwards; every failure to open it is a `RecordingError`."""
    refuse_unusable(path)
    try:
        container = av.open(
            str(path.absolute()),
            mode="r",
            options={"max_pixels": str(MAX_PIXELS)},
            container_options={"protocol_whitelist": "file", "format_whitelist": FORMATS},
            metadata_errors="replace",
        )
    except av.PermissionError as error:
        raise RecordingError("recording.unreadable", path=path, reason=error.strerror) from error
    except (*DAMAGE, MemoryError) as error:
        code = "recording.damaged" if _looks_like_media(path) else "recording.not_media"
        raise RecordingError(code, path=path, reason=_reason(error)) from error
    try:
        yield container
    finally:
        with suppress(Exception):
            container.close()


def origin_of(container: InputContainer) -> float:
    """Seconds that are subtracted from every time in the file, sound and picture alike."""
    if container.start_time is not None:
        return container.start_time / 1_000_000
    starts = [
        float(stream.start_time * stream.time_base)
        for stream in (*container.streams.video, *container.streams.audio)
        if stream.start_time is not None and stream.time_base
    ]
    return min(starts, default=0.0)


def is_encrypted(stream: Stream) -> bool:
    """Whether the container says that the track's content is locked."""
    with suppress(AttributeError, UnicodeDecodeError):
        return stream.codec_tag in _ENCRYPTED_TAGS
    return False


def only(container: InputContainer, *wanted: Stream) -> None:
    """Let the demuxer leave out what nobody asked for."""
    for stream in container.streams:
        with suppress(AttributeError, TypeError):
            stream.discard = Discard.default if stream in wanted else Discard.all


def packets(
    container: InputContainer, *streams: Stream, failed: Callable[[str], None] | None = None
) -> Iterator[Packet[Stream]]:
    """All packets of the streams; bad stretches are reported to ``failed`` and stepped over."""
    in_a_row = 0
    while in_a_row < _FAILURES_IN_A_ROW:
        try:
            for packet in container.demux(*streams):
                in_a_row = 0
                if packet.size:  # the empty ones at the end would flush: `decoded` does that
                    yield packet
            return
        except (EOFError, av.EOFError):
            return
        except IndexError:
            # A track that appeared on the way (FLV, MPEG-TS): PyAV stumbles over it when all is read.
            return
        except DAMAGE as error:
            in_a_row += 1
            if failed:
                failed(_reason(error))


def _reason(error: BaseException) -> str:
    return str(getattr(error, "strerror", None) or error or type(error).__name__)


_MAGIC = re.compile(
    rb"^(?:.{4}(?:ftyp|moov|mdat|free|wide|skip|styp)|\x1aE\xdf\xa3|RIFF.{4}(?:AVI |WAVE)|OggS|fLaC|ID3"
    rb"|FLV\x01|0&\xb2u\x8ef\xcf\x11|\x00\x00\x01\xba|G.{187}G|\xff[\xf0-\xff]|FORM.{4}AIF|#!AMR)",
    re.DOTALL,
)


def _looks_like_media(path: Path) -> bool:
    with path.open("rb") as file:
        return _MAGIC.match(file.read(256)) is not None
