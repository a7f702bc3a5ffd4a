"""The conversation in a terminal: what is spoken as text, silences as seconds; breathing, if wanted, in real time."""

import textwrap
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TextIO

from skill.simulator.device import Answer, Device
from skill.simulator.endpoints import NoAnswer

_INDENT = " " * len("Ready Room: ")
_BEAT_SECONDS, _BEAT = 0.5, "·"
_SECONDS_A_CHARACTER = 0.07


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words and the silence after them, in seconds; a sentence, or else a cue that leads what is done."""

    words: str
    silence: float = 0.0
    is_cue: bool = False


def pieces(ssml: str) -> list[Piece]:
    """Take SSML apart: sentences (`<s>`), and the cues that stand between silences."""
    found: list[Piece] = []
    for element in ET.fromstring(ssml):  # noqa: S314 - it comes from the skill on this machine
        if element.tag == "s":
            found.append(Piece(_flat(element.text)))
        elif found:
            found[-1] = replace(found[-1], silence=found[-1].silence + _seconds(element.get("time", "0ms")))
        if cue := _flat(element.tail):
            found.append(Piece(cue, is_cue=True))
    return found


def paragraphs(spoken: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Put pieces into lines: sentences together; cues apart, a new line where one begins with a capital."""
    line: list[Piece] = []
    for piece in spoken:
        if line and (piece.is_cue != line[-1].is_cue or (piece.is_cue and piece.words[:1].isupper())):
            yield line
            line = []
        line.append(piece)
    if line:
        yield line


class Terminal:
    """Lets somebody talk with a device by typing.

    Args:
        device: What they talk with.
        out: Where the answers are written.
        in_real_time: Whether silences are waited out.
        width: How many characters a line has; none: as many as it needs.
        sleep: Waits so many seconds.
    """

    def __init__(
        self,
        device: Device,
        out: TextIO,
        *,
        in_real_time: bool,
        width: int | None = None,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self._device = device
        self._out = out
        self._in_real_time = in_real_time
        self._width = width
        self._sleep = sleep

    def talk(self, utterances: Iterable[str], *, echo: bool) -> bool:
        """Say one utterance after the other; return whether each was answered."""
        for utterance in utterances:
            if echo:
                self._write(f"You: {utterance.strip()}\n")
            for reminder in self._device.due():
                self._write(f"[reminder] {reminder.text}\n")
            try:
                self._show(self._device.hear(utterance))
            except KeyboardInterrupt:
                self._write("\n[cut short]\n")
            except NoAnswer as problem:
                self._write(f"[{problem}]\n")
                return False
        return True

    def _show(self, answer: Answer) -> None:
        if answer.remark:
            self._write(f"[{answer.remark}]\n")
            return
        if answer.ssml:
            self._speak(answer.ssml)
        if answer.card:
            title, content = answer.card
            self._write(f"[card] {title}: {content.replace(chr(10), ' / ')}\n")
        self._write("[microphone open]\n" if answer.is_open else "[microphone closed]\n")

    def _speak(self, ssml: str) -> None:
        start = "Ready Room: "
        for line in paragraphs(pieces(ssml)):
            if line[0].is_cue and self._in_real_time:
                self._lead(start, line)
            else:
                text = " ".join(
                    f"{piece.words} ({piece.silence:.1f} s)" if piece.is_cue else piece.words for piece in line
                )
                self._write(f"{self._filled(start, text)}\n")
            start = _INDENT

    def _filled(self, start: str, text: str) -> str:
        if self._width is None:
            return start + text
        return textwrap.fill(text, self._width, initial_indent=start, subsequent_indent=_INDENT)

    def _lead(self, start: str, line: Iterable[Piece]) -> None:
        """Write each cue when it is due, and a dot every half second until the next."""
        self._write(start)
        for piece in line:
            self._write(f"{piece.words} ")
            left = piece.silence + _SECONDS_A_CHARACTER * len(piece.words)
            while left > 0:
                self._sleep(min(_BEAT_SECONDS, left))
                left -= _BEAT_SECONDS
                self._write(_BEAT)
            self._write(" ")
        self._write("\n")

    def _write(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()


def _flat(text: str | None) -> str:
    return " ".join((text or "").split())


def _seconds(time_: str) -> float:
    return float(time_.removesuffix("ms")) / 1_000
