"""The small panel of choices for one recording: sensible as it opens, changeable before and during.

What is in the file is known as soon as the first step has looked; until then there are only defaults.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from readreel.core.errors import ReadreelError
from readreel.core.language import SPOKEN
from readreel.core.time import clock, parse_clock
from readreel.gui.jobs.entries import Request
from readreel.gui.preferences.offers import article_languages, styles
from readreel.gui.theme import NORMAL, SMALL, theme
from readreel.project.artifacts import AudioTrack, Recording, SubtitleTrack

_SETTLING_MS = 1200


class ChoicePanel(QFrame):
    """Emits ``changed`` with a whole `Request` a moment after the last choice, or as it closes.

    Each change begins the work again, so several together are one.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._request = Request()
        self._filling = False
        self._duration: float | None = None
        self._settling = QTimer(self, singleShot=True, interval=_SETTLING_MS)
        self._settling.timeout.connect(lambda: self.changed.emit(self._request))
        self._language = self._choice(self.tr("Language spoken"))
        self._track = self._choice(self.tr("Sound track"))
        self._subtitles = self._choice(self.tr("Subtitles"))
        self._listener = self._choice(self.tr("Listens"))
        self._writer = self._choice(self.tr("Writes"))
        self._style = self._choice(self.tr("Style"))
        self._written = self._choice(self.tr("Language of the article"))
        self._start = self._time(self.tr("From"))
        self._end = self._time(self.tr("To"))
        self._note = QLabel()
        self._note.setWordWrap(True)
        self._note.setProperty("bad", True)
        self._note.hide()
        self._lay_out()

    def show_request(
        self,
        request: Request,
        recording: Recording | None,
        listeners: Sequence[str],
        writers: Sequence[str],
    ) -> None:
        """Offer what there is and show what is chosen."""
        self._filling, self._request = True, request
        self._fill(self._language, _languages(self.tr("As it is heard")), request.language)
        self._fill(self._listener, _models(self.tr("The best here"), listeners), request.listener)
        writing = [
            *_models(self.tr("The best here"), writers),
            (self.tr("Nobody: the cleaned words"), "none"),
        ]
        self._fill(self._writer, writing, request.writer)
        self._fill(self._style, [(text, name) for name, text in styles()], request.style)
        written = [(text, code) for code, text in article_languages()]
        self._fill(self._written, written, request.article_language)
        self._written.setEnabled(request.writer != "none")
        self._start.setText(clock(request.start) if request.start else "")
        self._end.setText(clock(request.end) if request.end is not None else "")
        self._note.hide()
        self._filling = False
        self.show_recording(recording)

    def show_recording(self, recording: Recording | None) -> None:
        """Offer what is in the file; None where nobody has looked into it yet. Choices stay."""
        self._filling = True
        audio = recording.audio if recording else ()
        self._fill(
            self._track, [(self.tr("The best"), None), *map(_audio_choice, audio)],
            self._request.audio_track,
        )  # fmt: skip
        self._track.setEnabled(len(audio) > 1)
        given = [
            (self.tr("Use them where they are good"), "auto"),
            (self.tr("Always listen"), "none"),
        ]
        found = recording.subtitles if recording else ()
        self._fill(
            self._subtitles, [*given, *map(_subtitle_choice, found)], self._request.subtitles
        )
        self._end.setPlaceholderText(clock(recording.duration) if recording else self.tr("the end"))
        self._duration = recording.duration if recording else None
        self._filling = False
        self.adjustSize()

    def request(self) -> Request:
        """What is chosen now; raises `ReadreelError` where a time makes no sense."""
        start, end = self._start.text().strip(), self._end.text().strip()
        return Request(
            language=self._language.currentData(),
            audio_track=self._track.currentData(),
            subtitles=self._subtitles.currentData(),
            listener=self._listener.currentData(),
            writer=self._writer.currentData(),
            style=self._style.currentData(),
            article_language=self._written.currentData() if self._written.isEnabled() else "",
            device=self._request.device,
            threads=self._request.threads,
            start=_moment(start, self._request.start) or 0.0,
            end=_moment(end, self._request.end),
        )

    def _told(self) -> None:
        if self._filling:
            return
        self._written.setEnabled(self._writer.currentData() != "none")
        try:
            request = self.request()
        except ReadreelError:
            self._complain(self.tr("Times are written as seconds, m:ss or h:mm:ss."))
            return
        if request.end is not None and request.end <= request.start:
            self._complain(self.tr("The end must come after the beginning."))
            return
        if self._duration is not None and request.start >= self._duration:
            self._complain(self.tr("The recording is shorter than that."))
            return
        self._note.hide()
        self.adjustSize()
        if request != self._request:
            self._request = request
            self._settling.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Tell at once what was still to be told."""
        if self._settling.isActive():
            self._settling.stop()
            self.changed.emit(self._request)
        super().hideEvent(event)

    def _complain(self, text: str) -> None:
        self._note.setText(text)
        self._note.show()
        self.adjustSize()

    def _choice(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(22)
        box.activated.connect(self._told)
        return box

    def _time(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setPlaceholderText("0:00")
        field.editingFinished.connect(self._told)
        return field

    def _fill(self, box: QComboBox, choices: Sequence[tuple[str, object]], chosen: object) -> None:
        box.clear()
        for text, value in choices:
            box.addItem(text, value)
        place = next((i for i, (_, value) in enumerate(choices) if value == chosen), -1)
        if place < 0:
            box.addItem(str(chosen), chosen)
            place = box.count() - 1
        box.setCurrentIndex(place)

    def _lay_out(self) -> None:
        self.setProperty("card", True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(NORMAL, NORMAL, NORMAL, NORMAL)
        whole.setSpacing(SMALL)
        heading = QLabel(self.tr("For this recording"))
        heading.setFont(theme().ui_font(10, strong=True))
        whole.addWidget(heading)
        form = QFormLayout()
        form.setHorizontalSpacing(NORMAL)
        form.setVerticalSpacing(SMALL)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        fields = (self._language, self._track, self._subtitles, self._listener, self._writer,
                  self._style, self._written, self._start, self._end)  # fmt: skip
        for field in fields:
            form.addRow(field.accessibleName(), field)
        whole.addLayout(form)
        whole.addWidget(self._note)
        hint = QLabel(self.tr("A change begins again with what is still true."))
        hint.setProperty("soft", True)
        hint.setWordWrap(True)
        whole.addWidget(hint)


def _moment(text: str, before: float | None) -> float | None:
    """The seconds of a field; one that was not touched keeps the fractions that it does not show."""
    if before is not None and text == clock(before):
        return before
    return parse_clock(text) if text else None


def _languages(automatic: str) -> list[tuple[str, object]]:
    named = []
    for code in SPOKEN:
        name = (
            QLocale(code).nativeLanguageName()
            if QLocale(code).language() != QLocale.Language.C
            else ""
        )
        named.append((f"{name} ({code})" if name else code, code))
    return [(automatic, "auto"), *sorted(named, key=lambda choice: choice[0].casefold())]


def _models(best: str, names: Sequence[str]) -> list[tuple[str, object]]:
    return [(best, "auto"), *((name, name) for name in names)]


def _audio_choice(track: AudioTrack) -> tuple[str, object]:
    about = [part for part in (track.title, track.language) if part]
    return " · ".join([str(track.index + 1), *about]), track.index


def _subtitle_choice(track: SubtitleTrack) -> tuple[str, object]:
    about = [part for part in (track.title, track.language, track.codec) if part]
    if track.path:
        return track.path.replace("\\", "/").rpartition("/")[2], track.path
    return " · ".join([str(track.index + 1), *about]), f"embedded:{track.index}"
