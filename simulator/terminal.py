"""A conversation in the terminal: speech as text, silences in seconds, and breathing in real time on request."""

import textwrap
import time
from collections.abc import Callable, Iterable, Sequence
from typing import TextIO

from simulator.answer import Answer
from simulator.device import Device
from simulator.endpoints import NoAnswer
from simulator.spoken import BadSsml, Piece, paragraphs, pieces
from skill.printable import printable

_INDENT = " " * len("Ready Room: ")
_BEAT_SECONDS, _BEAT = 0.5, "·"


class Terminal:
    """Passes typed utterances to a device and writes its answers.

    Args:
        device: The device.
        out: Where the answers are written.
        in_real_time: Whether to wait during breathing cues.
        inspects: Whether to write a line for each request to the skill.
        width: The line width in characters; `None` means no wrapping.
        say: Says the pieces of an answer aloud; `None` means that they are only written.
        sleep: Waits for a number of seconds.
    """

    def __init__(
        self,
        device: Device,
        out: TextIO,
        *,
        in_real_time: bool,
        inspects: bool = False,
        width: int | None = None,
        say: Callable[[Sequence[Piece]], object] | None = None,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self._device = device
        self._out = out
        self._in_real_time = in_real_time
        self._inspects = inspects
        self._width = width
        self._say = say
        self._sleep = sleep

    def talk(self, utterances: Iterable[str], *, echo: bool) -> bool:
        """Say the utterances in turn; return whether each got an answer and none broke a rule of Alexa's."""
        keeps_rules = True
        for utterance in utterances:
            if echo:
                self._write(f"You: {utterance.strip()}\n")
            for reminder in self._device.due():
                self._write(f"[reminder] {reminder.text}\n")
            try:
                answer = self._device.hear(utterance)
                keeps_rules = keeps_rules and not answer.broken
                self._show(answer)
            except KeyboardInterrupt:
                self._write("\n[interrupted]\n")
            except NoAnswer as problem:
                self._write(f"[{problem}]\n")
                return False
        return keeps_rules

    def _show(self, answer: Answer) -> None:
        for exchange in answer.exchanges if self._inspects else ():
            self._write(f"[{exchange.summary}{', not understood' if exchange.is_breakdown else ''}]\n")
        for rule in answer.broken:
            self._write(f"[Alexa's rule: {rule}]\n")
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
        try:
            spoken = pieces(ssml)
        except BadSsml:
            return
        for line in paragraphs(spoken):
            if line[0].is_cue and self._in_real_time and self._say is None:
                self._pace(start, line)
            else:
                self._write(f"{self._wrapped(start, ' '.join(map(_as_text, line)))}\n")
            start = _INDENT
        if self._say is not None:
            self._say(spoken)

    def _wrapped(self, start: str, text: str) -> str:
        if self._width is None:
            return start + text
        return textwrap.fill(text, self._width, initial_indent=start, subsequent_indent=_INDENT)

    def _pace(self, start: str, line: Iterable[Piece]) -> None:
        """Write each cue when it is due, and a dot every half second until the next one."""
        self._write(start)
        for piece in line:
            self._write(f"{piece.words} ")
            left = piece.seconds
            while left > 0:
                self._sleep(min(_BEAT_SECONDS, left))
                left -= _BEAT_SECONDS
                self._write(_BEAT)
            self._write(" ")
        self._write("\n")

    def _write(self, text: str) -> None:
        self._out.write(printable(text))  # answers and utterances may contain escape sequences
        self._out.flush()


def _as_text(piece: Piece) -> str:
    words = piece.words or f"[{piece.sound}]"
    return f"{words} ({piece.silence:.1f} s)" if piece.is_cue else words
