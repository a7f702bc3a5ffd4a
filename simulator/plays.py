"""Conversations as plays: read from a file, performed on a device, and compared with the file.

    # A title, and what the play is about.
    @ 2026-05-04 09:00 America/New_York en-US

    You:  open ready room
    Room: Welcome to Ready Room. … what are you getting ready for? [listens]
    ...
    (2 days later)

The locale of the devices may be left out if it is en-US.

In answers, `…` matches any words, `[listens]` and `[closes]` give the microphone's state, `[breathes …]` stands for a
round of breathing, and `[shows: …]` holds the sentences that the document on the screen will speak, or what is written
on it if it is silent.

Utterances: `(silence)` is nobody answering; `(touches skip after 3)` is a touch of a button after three cycles;
`(reminders)` lists the reminders that are set in Alexa.

Stage directions: `(n minutes later)` lets time pass; `(cut off)` breaks the session off; `(on the car device)`
switches to another device, `(on the car player)` to one with an audio player, `(on the car screen)` to one with a
screen as well; `(the track begins)`, `(the track ends)` and `(the track fails)` are playback events; `(Ana speaks)` is
a recognized voice, `(somebody speaks)` an unrecognized one.
"""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from simulator.alexa_api import Reminder
from simulator.answer import APL, Answer
from simulator.clock import StandingClock
from simulator.device import Device, Playback
from simulator.documents import RENDER, sentences, written
from simulator.player import AUDIO_PLAYER
from simulator.spoken import BadSsml, Piece, paragraphs, pieces

SECONDS_A_TURN = 6
_USUAL_LOCALE = "en-US"
_INDENT = " " * 6
_CYCLE = re.compile(r"\[[^\[\]]* (\d+)\]")
_INTERFACES = {"player": frozenset({AUDIO_PLAYER}), "screen": frozenset({AUDIO_PLAYER, APL})}
_TRACKS = {"begins": Playback.STARTED, "ends": Playback.FINISHED, "fails": Playback.FAILED}


@dataclass(frozen=True)
class Turn:
    """An utterance and its expected answer; or a stage direction."""

    said: str = ""
    expected: str = ""
    direction: str = ""


@dataclass(frozen=True)
class Play:
    """A conversation, read from its file."""

    title: str
    begins: datetime
    turns: tuple[Turn, ...]
    locale: str = _USUAL_LOCALE


def read(text: str) -> Play:
    """Parse a play.

    Raises:
        ValueError: A line is malformed, or the start time is missing.
    """
    title, begins, turns, said, locale = [], None, [], None, _USUAL_LOCALE
    for line in (*_joined(text.splitlines()), "(end)"):
        if said is not None and not line.startswith("Room:"):  # its answer is not written yet
            turns.append(Turn(said))
            said = None
        if line == "(end)":
            break
        if line.startswith("#"):
            title.append(line[1:].strip())
        elif line.startswith("@"):
            day, time, zone, *other = line[1:].split()
            locale = other[0] if other else locale
            begins = datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=ZoneInfo(zone))
        elif line.startswith("("):
            turns.append(Turn(direction=line.strip("()")))
        elif line.startswith("You:"):
            said = line.removeprefix("You:").strip()
        elif line.startswith("Room:") and said is not None:
            turns.append(Turn(said, line.removeprefix("Room:").strip()))
            said = None
        else:
            raise ValueError(f"not a line of a play: {line}")
    if begins is None:
        raise ValueError("a play needs a start time, such as: @ 2026-05-04 09:00 America/New_York")
    return Play(" ".join(title), begins, tuple(turns), locale)


def _joined(lines: Iterable[str]) -> Iterator[str]:
    """Join indented lines to the line that they continue."""
    whole = ""
    for line in lines:
        if line.startswith(" "):
            whole += " " + line.strip()
        else:
            if whole:
                yield whole
            whole = line.strip()
    if whole:
        yield whole


class Stage(Protocol):
    """Where a play is performed."""

    person: str | None
    """The id of the recognized speaker; `None` for an unrecognized voice."""
    locale: str
    """The locale of new devices."""

    @property
    def clock(self) -> StandingClock:
        """The clock, which moves only between turns."""
        ...

    def device(self, name: str = "kitchen") -> Device:
        """Return a new device of the performer's account with this name."""
        ...

    def reminders(self) -> Sequence[Reminder]:
        """Return the pending reminders."""
        ...


@dataclass(frozen=True)
class Performed:
    """A turn of a play and the actual answer.

    Args:
        turn: The turn as written.
        answer: The answer; `None` if the turn isn't an utterance.
        text: The answer in the notation of plays.
    """

    turn: Turn
    answer: Answer | None = None
    text: str = ""

    @property
    def problem(self) -> str:
        """Why the turn failed: the answer broke one of Alexa's rules or isn't the expected one. Empty if it passed."""
        if self.answer is not None and self.answer.broken:
            return f"Alexa's rule: {'; '.join(self.answer.broken)}"
        if agrees(self.turn.expected, self.text):
            return ""
        return f"\nYou:       {self.turn.said}\nexpected:  {self.turn.expected}\nanswered:  {self.text}"


def perform(play: Play, stage: Stage) -> Iterator[Performed]:
    """Perform a play and yield each turn.

    Raises:
        ValueError: A stage direction is unknown.
    """
    stage.clock.now, stage.locale = play.begins, play.locale
    device = stage.device()
    for turn in play.turns:
        if turn.direction:
            device = _direct(turn.direction, stage, device)
            yield Performed(turn)
            continue
        rings = "".join(f"[rings: {reminder.text}] " for reminder in device.due())
        if turn.said == "(reminders)":
            yield Performed(turn, text=rings + _reminders(stage))
            continue
        answer = _say(turn.said, device)
        yield Performed(turn, answer, rings + as_text(answer))
        stage.clock.pass_time(timedelta(seconds=SECONDS_A_TURN))


def _say(said: str, device: Device) -> Answer:
    touch = re.fullmatch(r"\(touches (\w+) after (\d+)\)", said)
    if touch is None:
        return device.hear("" if said == "(silence)" else said)
    source = {"type": "TouchWrapper", "handler": "Press", "id": touch[1]}
    return device.touch([touch[1], int(touch[2])], source, device.shown or "")


def _direct(direction: str, stage: Stage, device: Device) -> Device:
    if later := re.fullmatch(r"(\d+) (second|minute|hour|day)s? later", direction):
        stage.clock.pass_time(timedelta(**{f"{later[2]}s": int(later[1])}))
        return device if later[2] == "second" else _after_session(device, stage)
    if other := re.fullmatch(r"on the (\w+) device", direction):
        return stage.device(other[1])
    if capable := re.fullmatch(r"on the (\w+) (player|screen)", direction):
        return _capable_device(capable[1], _INTERFACES[capable[2]], stage, device)
    if direction == "cut off":
        return _after_session(device, stage)
    if track := re.fullmatch(r"the track (begins|ends|fails)", direction):
        device.playback(_TRACKS[track[1]])
        return device
    if voice := re.fullmatch(r"(\w+) speaks", direction):
        stage.person = None if voice[1] == "somebody" else voice[1].lower()
        device.speaks_as(stage.person)
        return device
    raise ValueError(f"no such stage direction: {direction}")


def _after_session(device: Device, stage: Stage) -> Device:
    """Return the device after its session: a new one, unless it has an audio player, which keeps its track."""
    if AUDIO_PLAYER not in device.caller.interfaces:
        return stage.device()
    device.leave()
    return device


def _capable_device(name: str, interfaces: frozenset[str], stage: Stage, before: Device) -> Device:
    """Return a device with these interfaces; the current one if it is the same."""
    device = stage.device(name)
    device.caller = replace(device.caller, interfaces=interfaces)
    return before if before.caller == device.caller else device


def _reminders(stage: Stage) -> str:
    return "; ".join(f"[{one.at:%A %H:%M}: {one.text}]" for one in stage.reminders()) or "[none]"


def as_text(answer: Answer) -> str:
    """Return an answer in the notation of plays."""
    if answer.remark:
        return f"[{answer.remark}]"
    try:
        said = [_paragraph(paragraph) for paragraph in paragraphs(pieces(answer.ssml))] if answer.ssml else []
    except BadSsml:
        said = ["[malformed SSML]"]
    card = f" [card: {answer.card[0]}: {answer.card[1].replace(chr(10), ' / ')}]" if answer.card else ""
    end = " [listens]" if answer.is_open else " [closes]"
    effects = [*_player_effects(answer), *_screen_effects(answer)]
    return (" ".join([*_joined_cycles(said), *effects]) + card + end).strip()


def _player_effects(answer: Answer) -> Iterator[str]:
    """Yield what an answer makes the audio player do."""
    body = (answer.exchanges[-1].answer.get("response") or {}) if answer.exchanges else {}
    for directive in body.get("directives") or []:
        stream = (directive.get("audioItem") or {}).get("stream") or {}
        if directive.get("type") == f"{AUDIO_PLAYER}.Play":
            yield f"[plays {_file(stream['url'])} from {_clock(stream.get('offsetInMilliseconds') or 0)}]"
        elif directive.get("type") == f"{AUDIO_PLAYER}.Stop" and answer.track is not None:
            yield f"[stands at {_clock(answer.track.offset_ms)}]"


def _screen_effects(answer: Answer) -> Iterator[str]:
    """Yield what an answer shows, by the sentences that the document will speak; if it is silent, by its texts."""
    if any(directive.get("type") == RENDER for directive in answer.screen):
        yield f"[shows: {' '.join(sentences(answer.screen)) or ' / '.join(written(answer.screen))}]"
    elif answer.screen:
        yield "[updates the screen]"


def _file(url: str) -> str:
    return url.rsplit("/", 1)[-1]


def _clock(ms: int) -> str:
    return f"{ms // 60_000}:{ms // 1_000 % 60:02}"


def _paragraph(paragraph: list[Piece]) -> str:
    if not paragraph[0].is_cue:
        return " ".join(f"[sounds {_file(piece.sound)}]" if piece.sound else piece.words for piece in paragraph)
    cues = "-".join(piece.words.lower() for piece in paragraph)
    return f"[{cues} {_lasts(paragraph)}]"


def _lasts(paragraph: Iterable[Piece]) -> int:
    return round(1_000 * sum(piece.seconds for piece in paragraph))


def _joined_cycles(paragraphs_: list[str]) -> Iterator[str]:
    """Replace the cycles of a breathing round with one note of their number and length."""
    cycles = [int(cycle[1]) for text in paragraphs_ if (cycle := _CYCLE.fullmatch(text))]
    is_noted = False
    for text in paragraphs_:
        if not _CYCLE.fullmatch(text):
            yield text
        elif not is_noted:
            is_noted = True
            yield f"[breathes {len(cycles)} cycles, {sum(cycles) / 1_000:g} s]"


def agrees(expected: str, actual: str) -> bool:
    """Whether the actual answer matches the expected one, in which `…` matches any words."""
    pattern = ".*".join(re.escape(" ".join(part.split())) for part in expected.split("…"))
    return re.fullmatch(pattern, " ".join(actual.split())) is not None


def script(performed: Iterable[Performed]) -> Iterator[str]:
    """Yield the lines of a performed play. An answer that matches the file keeps the file's text, `…` included."""
    for one in performed:
        if one.turn.direction:
            yield f"\n({one.turn.direction})\n"
            continue
        yield f"You:  {one.turn.said}"
        text = one.turn.expected if agrees(one.turn.expected, one.text) else one.text
        yield textwrap.fill(text, 110, initial_indent="Room: ", subsequent_indent=_INDENT)
