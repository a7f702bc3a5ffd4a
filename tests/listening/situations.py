"""Situations in which something is said: what was told before, and which question is open.

The clock is Monday, May 4, 2026, 9 a.m. in New York, unless a situation says otherwise.
"""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from simulator.alexa_api import AlexaApi
from simulator.device import Device
from simulator.plays import as_text
from skill.alexa.authority import Authority
from skill.alexa.requests import account_of
from skill.efficacy.domain import Domain
from skill.efficacy.evidence import Evidence
from skill.efficacy.performer import MAIN, Performer
from skill.ledger.sqlite import SqliteLedger
from tests.patience import patient
from tests.stage import ACCOUNT_KEY, NINE, Clock, Stage

USER = "somebody"
_EVENING = 18

_Day = tuple[tuple[int, int], Sequence[str]]
_BASE: Sequence[_Day] = (
    (
        (4, 20),
        (
            "ask ready room I'm getting ready for cooking demonstrations",
            "show a class of twelve how to fillet a fish",
            "five",
            "that's enough",
        ),
    ),
    (
        (4, 22),
        (
            "ask ready room to debrief",
            "yes",
            "I kept my knife slow",
            "I can keep a room with me while I work",
            "when I get stuck I'll name the next step",
            "that's enough",
        ),
    ),
    (
        (4, 24),
        (
            "ask ready room I'm getting ready for chess tournaments",
            "finish five games on time",
            "four",
            "that's enough",
        ),
    ),
    (
        (4, 25),
        (
            "ask ready room to debrief",
            "yes",
            "I wrote down every move",
            "I can stay careful under the clock",
            "skip",
            "no",
        ),
    ),
    ((4, 26), ("ask ready room to switch to cooking demonstrations",)),
    (
        (4, 28),
        (
            "tell ready room that I sharpened the blades before they came",
            "yes",
            "tell ready room that I answered the boy with the allergy",
            "yes",
        ),
    ),
)
_LADDER: Sequence[_Day] = (
    *_BASE,
    (
        (4, 29),
        (
            "ask ready room to build my ladder",
            "show one knife grip to a friend",
            "I say each step aloud",
            "six",
            "show three cuts to four neighbours",
            "I keep looking up",
            "six",
            "I finish in twenty minutes",
            "five",
            "skip",
        ),
    ),
)
_SET_UP: Mapping[str, Sequence[_Day]] = {"new": (), "base": _BASE, "ladder": _LADDER}
_OUTCOME = ("ask ready room to debrief",)
_WORKED = (*_OUTCOME, "yes")
_SHOWS = (*_WORKED, "I kept my eyes up")
_PLAN = (*_SHOWS, "I can look at people while I cut", "yes")
_DIFFICULTY = (*_PLAN, "skip", "yes")
_DATED = ("ask ready room to schedule it for thursday at three p m", "no")
_OPEN = ("open ready room",)

SITUATIONS: Mapping[str, tuple[str, Sequence[str]]] = {
    "new": ("new", ()),
    "base": ("base", ()),
    "ladder": ("ladder", ()),
    "dated": ("ladder", _DATED),
    "open": ("base", _OPEN),
    "later": ("base", (*_OPEN, "stop", *_OPEN)),
    "ladder, open": ("ladder", _OPEN),
    "dated, open": ("ladder", (*_DATED, *_OPEN)),
    "finish?": ("base", (*_WORKED, "stop", *_OPEN)),
    "outcome": ("base", _OUTCOME),
    "worked": ("base", _WORKED),
    "shows": ("base", _SHOWS),
    "plan": ("base", _PLAN),
    "difficulty": ("base", _DIFFICULTY),
    "last certainty": ("base", (*_DIFFICULTY, "right")),
    "certainty": ("base", ("ask ready room to rate my certainty",)),
    "erase?": ("ladder", ("ask ready room to delete everything",)),
    "forget?": ("ladder", ("ask ready room to forget that",)),
    "retire?": ("ladder", ("ask ready room to retire cooking demonstrations",)),
    "reminder?": ("ladder", ("ask ready room to schedule it for saturday at ten a m",)),
}


@dataclass
class Situation:
    """A performer's device and record, ready for what is said next.

    Args:
        stage: The whole skill.
        device: The performer's device, its session open if a question is.
    """

    stage: Stage
    device: Device
    last: str = ""

    def say(self, *utterances: str) -> str:
        """Say something, one after the other; return what the device says last."""
        for utterance in utterances:
            self.last = as_text(self.device.hear(utterance))
            self.stage.clock.now += timedelta(seconds=10)
        return self.last

    def at(self, month: int, day: int, hour: int, minute: int = 0) -> "Situation":
        """Set the clock."""
        set_clock(self.stage, month, day, hour, minute)
        return self

    @property
    def performer(self) -> Performer:
        """The main performer, as saved."""
        return self.stage.ledger.performer(account_of(USER, ACCOUNT_KEY), MAIN, patient())

    def domain(self, name: str = "") -> Domain:
        """Return a domain whose title contains a name; without one, the active domain."""
        if not name:
            return self.performer.domain
        return next(one for one in self.performer.domains if name in (one.title or ""))

    def evidence(self, name: str = "") -> Sequence[Evidence]:
        """Return a domain's evidence, the latest first."""
        account = account_of(USER, ACCOUNT_KEY)
        return self.stage.ledger.latest(account, MAIN, self.domain(name).id, 100, patient())

    @property
    def everything(self) -> str:
        """All that is kept, as text."""
        records = self.stage.ledger.everything(account_of(USER, ACCOUNT_KEY), patient())
        return "\n".join(record.body for record in records)


def set_clock(stage: Stage, month: int, day: int, hour: int, minute: int = 0) -> None:
    """Set a stage's clock, in New York."""
    stage.clock.now = datetime(2026, month, day, hour, minute, tzinfo=NINE.tzinfo)


def situation(name: str, file: Path, authority: Authority, api: AlexaApi | None) -> Situation:
    """Return a situation.

    Args:
        name: Its name in `SITUATIONS`.
        file: Where its ledger is put.
        authority: The local authority.
        api: Alexa's own API, in New York.
    """
    if name not in _POINTS:
        _POINTS[name] = _point(name, authority, api)
    point = _POINTS[name]
    shutil.copy(point.ledger, file)
    stage = Stage(Clock(point.now), SqliteLedger(file), authority, api, user=USER)
    return Situation(stage, point.device.fork(stage.device()), point.last)


@dataclass(frozen=True)
class _Point:
    """Where a situation begins: reached once, then copied."""

    ledger: Path
    device: Device
    last: str
    now: datetime


_FOLDER = TemporaryDirectory()
_SET_UPS: dict[str, Path] = {}
_POINTS: dict[str, _Point] = {}


def _point(name: str, authority: Authority, api: AlexaApi | None) -> _Point:
    """Go to where a situation begins."""
    set_up, steps = SITUATIONS[name]
    file = Path(_FOLDER.name) / f"{len(_POINTS)}.sqlite3"
    shutil.copy(_ledger_after(set_up, authority, api), file)
    stage = Stage(Clock(), SqliteLedger(file), authority, api, user=USER)
    there = Situation(stage, stage.device())
    there.say(*steps)
    return _Point(file, there.device, there.last, stage.clock.now)


def _ledger_after(set_up: str, authority: Authority, api: AlexaApi | None) -> Path:
    """Return the ledger after what was told on the days before; made once."""
    if set_up not in _SET_UPS:
        file = Path(_FOLDER.name) / f"{set_up}.sqlite3"
        stage = Stage(Clock(), SqliteLedger(file), authority, api, user=USER)
        stage.ledger.performer(account_of(USER, ACCOUNT_KEY), MAIN, patient())  # so that there is a file
        for (month, day), utterances in _SET_UP[set_up]:
            set_clock(stage, month, day, _EVENING)
            Situation(stage, stage.device(f"kitchen-{month}-{day}")).say(*utterances)
        _SET_UPS[set_up] = file
    return _SET_UPS[set_up]
