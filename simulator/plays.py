"""Conversations as plays: read from a file, performed with a device, and held against what the file says.

    # A title, and what it is about.
    @ 2026-05-04 09:00 America/New_York

    You:  open ready room
    Room: Welcome to Ready Room. … what are you getting ready for? [listens]
    ...
    (2 days later)

`…` stands for any words, `[listens]` and `[closes]` for the microphone, `[breathes …]` for a round of breathing.
`(n minutes later)` lets time pass; `(cut off)` breaks a session off; `(on the car device)` goes on with another device,
`(on the car player)` with one that has an audio player, `(on the car screen)` with one that has a screen, too;
`(the track begins)`, `(the track ends)`, `(the track fails)`; `(touches skip after 3)` is an utterance that is a touch,
with what the document knows; `[shows: …]` is what a document is going to say; `(Ana speaks)` is a voice that is
recognised, `(somebody speaks)` one that is not; `(silence)` is an utterance that does not come; `(reminders)` looks at
what is set in Alexa.
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
from simulator.documents import RENDER, sentences
from simulator.player import AUDIO_PLAYER
from simulator.spoken import BadSsml, Piece, paragraphs, pieces

SECONDS_A_TURN = 6
_INDENT = " " * 6
_CYCLE = re.compile(r"\[[^\[\]]* (\d+)\]")
_INTERFACES = {"player": frozenset({AUDIO_PLAYER}), "screen": frozenset({AUDIO_PLAYER, APL})}
_TRACKS = {"begins": Playback.STARTED, "ends": Playback.FINISHED, "fails": Playback.FAILED}


@dataclass(frozen=True)
class Turn:
    """Something said and what is expected to be answered; or a stage direction."""

    said: str = ""
    expected: str = ""
    direction: str = ""


@dataclass(frozen=True)
class Play:
    """A conversation, read from its file."""

    title: str
    begins: datetime
    turns: tuple[Turn, ...]


def read(text: str) -> Play:
    """Read a play."""
    title, begins, turns, said = [], None, [], None
    for line in (*_joined(text.splitlines()), "(end)"):
        if said is not None and not line.startswith("Room:"):  # not written yet what is answered
            turns.append(Turn(said))
            said = None
        if line == "(end)":
            break
        if line.startswith("#"):
            title.append(line[1:].strip())
        elif line.startswith("@"):
            day, time, zone = line[1:].split()
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
        raise ValueError("a play begins at a time: @ 2026-05-04 09:00 America/New_York")
    return Play(" ".join(title), begins, tuple(turns))


def _joined(lines: Iterable[str]) -> Iterator[str]:
    """Put continued lines, which are indented, behind the line that they continue."""
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
    """What a play is performed on."""

    person: str | None
    """Whose voice is recognised."""

    @property
    def clock(self) -> StandingClock:
        """Its clock, which stands still between the turns."""
        ...

    def device(self, name: str = "kitchen") -> Device:
        """Return a new device of the performer's, of this name."""
        ...

    def reminders(self) -> Sequence[Reminder]:
        """Return the reminders that are set."""
        ...


@dataclass(frozen=True)
class Performed:
    """A turn of a play, as it went.

    Args:
        turn: As it is written.
        answer: What was answered; none where the turn is no utterance.
        text: The same, as a play has it.
    """

    turn: Turn
    answer: Answer | None = None
    text: str = ""

    @property
    def problem(self) -> str:
        """What is wrong with it: it went otherwise, or broke one of Alexa's rules; empty when nothing is."""
        if self.answer is not None and self.answer.broken:
            return f"Alexa's rule: {'; '.join(self.answer.broken)}"
        if agrees(self.turn.expected, self.text):
            return ""
        return f"\nYou:       {self.turn.said}\nexpected:  {self.turn.expected}\nanswered:  {self.text}"


def perform(play: Play, stage: Stage) -> Iterator[Performed]:
    """Perform a play, turn by turn."""
    stage.clock.now = play.begins
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
    touched = re.fullmatch(r"\(touches (\w+) after (\d+)\)", said)
    if touched is None:
        return device.hear("" if said == "(silence)" else said)
    source = {"type": "TouchWrapper", "handler": "Press", "id": touched[1]}
    return device.touch([touched[1], int(touched[2])], source, device.shown or "")


def _direct(direction: str, stage: Stage, device: Device) -> Device:
    if later := re.fullmatch(r"(\d+) (second|minute|hour|day)s? later", direction):
        stage.clock.pass_time(timedelta(**{f"{later[2]}s": int(later[1])}))
        return device if later[2] == "second" else _left(device, stage)
    if other := re.fullmatch(r"on the (\w+) device", direction):
        return stage.device(other[1])
    if abler := re.fullmatch(r"on the (\w+) (player|screen)", direction):
        return _abler(abler[1], _INTERFACES[abler[2]], stage, device)
    if direction == "cut off":
        return _left(device, stage)
    if track := re.fullmatch(r"the track (begins|ends|fails)", direction):
        device.playback(_TRACKS[track[1]])
        return device
    if voice := re.fullmatch(r"(\w+) speaks", direction):
        stage.person = None if voice[1] == "somebody" else voice[1].lower()
        device.speaks_as(stage.person)
        return device
    raise ValueError(f"no such stage direction: {direction}")


def _left(device: Device, stage: Stage) -> Device:
    """Return the device when its session has ended; what its player does goes on."""
    if AUDIO_PLAYER not in device.who.interfaces:
        return stage.device()
    device.leave()
    return device


def _abler(name: str, interfaces: frozenset[str], stage: Stage, before: Device) -> Device:
    """Return the device of that name, which can do more: the same one, if it was the one before."""
    device = stage.device(name)
    device.who = replace(device.who, interfaces=interfaces)
    return before if before.who == device.who else device


def _reminders(stage: Stage) -> str:
    return "; ".join(f"[{one.at:%A %H:%M}: {one.text}]" for one in stage.reminders()) or "[none]"


def as_text(answer: Answer) -> str:
    """Return an answer as a play has it."""
    if answer.remark:
        return f"[{answer.remark}]"
    try:
        said = [_paragraph(paragraph) for paragraph in paragraphs(pieces(answer.ssml))] if answer.ssml else []
    except BadSsml:
        said = ["[what is no SSML]"]
    card = f" [card: {answer.card[0]}: {answer.card[1].replace(chr(10), ' / ')}]" if answer.card else ""
    end = " [listens]" if answer.is_open else " [closes]"
    done = [*_of_the_player(answer), *_of_the_screen(answer)]
    return (" ".join([*_breathing_together(said), *done]) + card + end).strip()


def _of_the_player(answer: Answer) -> Iterator[str]:
    """Say what an answer has the audio player do."""
    body = (answer.exchanges[-1].answer.get("response") or {}) if answer.exchanges else {}
    for directive in body.get("directives") or []:
        stream = (directive.get("audioItem") or {}).get("stream") or {}
        if directive.get("type") == f"{AUDIO_PLAYER}.Play":
            yield f"[plays {_file(stream['url'])} from {_clock(stream.get('offsetInMilliseconds') or 0)}]"
        elif directive.get("type") == f"{AUDIO_PLAYER}.Stop" and answer.track is not None:
            yield f"[stands at {_clock(answer.track.offset_ms)}]"


def _of_the_screen(answer: Answer) -> Iterator[str]:
    """Say what an answer shows: the sentences that the document is going to say."""
    if any(directive.get("type") == RENDER for directive in answer.screen):
        yield f"[shows: {' '.join(sentences(answer.screen))}]"
    elif answer.screen:
        yield "[the screen is told]"


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


def _breathing_together(said: list[str]) -> Iterator[str]:
    """Say of a round of breathing how many cycles it has and how long it is."""
    cycles = [int(cycle[1]) for one in said if (cycle := _CYCLE.fullmatch(one))]
    told = False
    for one in said:
        if not _CYCLE.fullmatch(one):
            yield one
        elif not told:
            told = True
            yield f"[breathes {len(cycles)} cycles, {sum(cycles) / 1_000:g} s]"


def agrees(expected: str, actual: str) -> bool:
    """Whether what was answered is what was expected; `…` stands for any words."""
    pattern = ".*".join(re.escape(" ".join(part.split())) for part in expected.split("…"))
    return re.fullmatch(pattern, " ".join(actual.split())) is not None


def script(performed: Iterable[Performed]) -> Iterator[str]:
    """Write a play as it went; an answer that agrees with what was written stays as it was written, `…` included."""
    for one in performed:
        if one.turn.direction:
            yield f"\n({one.turn.direction})\n"
            continue
        yield f"You:  {one.turn.said}"
        text = one.turn.expected if agrees(one.turn.expected, one.text) else one.text
        yield textwrap.fill(text, 110, initial_indent="Room: ", subsequent_indent=_INDENT)
