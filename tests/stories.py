"""What a performer has told before a test begins: two things to get ready for, a ladder, a date."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

from simulator.device import Device, Elicitation
from simulator.plays import as_text
from skill.ledger.sqlite import SqliteLedger
from tests.stage import NINE, Clock, Stage

_TOLD = (
    (
        20,
        "ask ready room I'm getting ready for cooking demonstrations",
        "show a class of twelve how to fillet a fish",
        "five",
        "that's enough",
    ),
    (
        22,
        *("ask ready room to debrief", "yes", "I kept my knife slow", "I can keep a room with me while I work"),
        *("when I get stuck I'll name the next step", "that's enough"),
    ),
    (
        24,
        "ask ready room I'm getting ready for chess tournaments",
        "finish five games on time",
        "four",
        "that's enough",
    ),
    (
        25,
        *("ask ready room to debrief", "yes", "I wrote down every move", "I can stay careful under the clock"),
        *("skip", "no"),
    ),
    (26, "ask ready room to switch to cooking demonstrations"),
    (28, "tell ready room that I sharpened the blades before they came", "yes"),
    (28, "tell ready room that I answered the boy with the allergy", "yes"),
)
_LADDER = (
    29,
    *("ask ready room to build my ladder", "show one knife grip to a friend", "I say each step aloud", "six"),
    *("show three cuts to four neighbours", "I keep looking up", "six", "I finish in twenty minutes", "five", "skip"),
)


def say(device: Device, *utterances: str) -> str:
    """Say one after the other; return the last answer."""
    return [as_text(device.hear(utterance)) for utterance in utterances][-1]


def base(stage: Stage) -> Device:
    """Somebody with cooking demonstrations, which are in use, and chess tournaments; it is Monday at nine."""
    return _begin(stage, "base", _TOLD)


def ladder(stage: Stage) -> Device:
    """They have a ladder for cooking, too."""
    return _begin(stage, "ladder", (*_TOLD, _LADDER))


def dated(stage: Stage) -> Device:
    """They have a date, too: Thursday at three."""
    ladder(stage)
    stage.clock.now = NINE - timedelta(hours=1)
    say(stage.device(), "ask ready room to schedule it for thursday at three p m", "no")
    stage.clock.now = NINE
    return stage.device("hall")


def in_debrief(stage: Stage, *answers: str) -> Device:
    """They are in the middle of a debrief."""
    device = base(stage)
    say(device, "ask ready room to debrief", *answers)
    return device


_played: dict[tuple[str, str | None], bytes] = {}
"""What a ledger holds after a story, by its name and whose voice told it: each is played once."""


def _begin(stage: Stage, name: str, days: Sequence[tuple[int | str, ...]]) -> Device:
    """Set the stage as a story leaves it; on a table it is told anew, which takes longer."""
    if isinstance(stage.ledger, SqliteLedger):
        stage.user = "amzn1.ask.account.of-a-story"
        key = (name, stage.person)
        if key not in _played:
            _played[key] = _play(stage, days)
        file = unquote(urlsplit(stage.ledger._url).path)
        with closing(sqlite3.connect(":memory:")) as told, closing(sqlite3.connect(file)) as kept:
            told.deserialize(_played[key])
            told.backup(kept)
    else:
        _tell(stage, days)
    stage.clock.now = NINE
    return stage.device("hall")


def _play(stage: Stage, days: Sequence[tuple[int | str, ...]]) -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "ledger.sqlite3"
        other = replace(stage, clock=Clock(), ledger=SqliteLedger(file), elicitation=Elicitation.HONOUR, _endpoints={})
        _tell(other, days)
        with closing(sqlite3.connect(file)) as db:
            db.execute("PRAGMA journal_mode = DELETE")  # all of it in one file
            return db.serialize()


def _tell(stage: Stage, days: Sequence[tuple[int | str, ...]]) -> None:
    for day, *told in days:
        stage.clock.now = datetime(2026, 4, int(day), 18, 0, tzinfo=NINE.tzinfo)
        say(stage.device(f"april {day}, {told[0]}"), *map(str, told))
