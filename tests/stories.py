"""What a performer has told before a test begins: two things to get ready for, a ladder, a date."""

from datetime import datetime, timedelta

from skill.simulator.device import Device
from skill.simulator.plays import as_text
from tests.stage import NINE, Stage

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
    for day, *told in _TOLD:
        _on(stage, day, *told)
    stage.clock.now = NINE
    return stage.device("hall")


def ladder(stage: Stage) -> Device:
    """They have a ladder for cooking, too."""
    base(stage)
    day, *told = _LADDER
    _on(stage, day, *told)
    stage.clock.now = NINE
    return stage.device("hall")


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


def _on(stage: Stage, day: int, *told: str) -> None:
    stage.clock.now = datetime(2026, 4, day, 18, 0, tzinfo=NINE.tzinfo)
    say(stage.device(f"april {day}, {told[0]}"), *told)
