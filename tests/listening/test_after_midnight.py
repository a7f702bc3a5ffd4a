"""What was told a moment ago is of today, also after midnight: evidence of the night belongs to the evening before."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from tests.listening.situations import Situation

At = Callable[[str], Situation]
HALF_PAST_MIDNIGHT = datetime.fromisoformat("2026-05-06 04:30+00:00")
"""In New York."""
TOLD = "ask ready room to debrief"


@pytest.fixture
def night(at: At) -> Situation:
    """Somebody with evidence, half an hour after midnight."""
    there = at("base")
    there.stage.clock.now = HALF_PAST_MIDNIGHT
    there.device = there.stage.device("hall")
    return there


def test_a_debrief_that_was_broken_off_a_moment_ago_is_of_today(night: Situation) -> None:
    night.say(TOLD, "yes", "I looked up before each line", "stop")
    night.stage.clock.now += timedelta(minutes=5)
    assert "You started a debrief today that isn't finished." in night.say("open ready room")


@pytest.mark.parametrize(
    ("later", "day"),
    [(timedelta(minutes=5), "today"), (timedelta(hours=3), "today"), (timedelta(hours=9), "yesterday")],
)
def test_evidence_of_the_night_is_of_today_until_the_morning(later: timedelta, day: str, night: Situation) -> None:
    night.say(TOLD, "yes", "I looked up before each line", "that's enough")
    night.stage.clock.now += later
    assert f"You did this {day}. You said: I looked up before each line." in night.say("ask ready room for my evidence")


def test_evidence_of_the_evening_is_of_today_half_an_hour_after_midnight(night: Situation) -> None:
    night.stage.clock.now -= timedelta(hours=2)
    night.say(TOLD, "yes", "I looked up before each line", "that's enough")
    night.stage.clock.now += timedelta(hours=2)
    assert "You did this today. You said: I looked up before each line." in night.say("ask ready room for my evidence")


def test_what_was_forgotten_by_mistake_is_named_by_the_same_day(night: Situation) -> None:
    night.say("ask ready room to note that I bowed slowly", "yes")
    assert "today" in night.say("ask ready room to forget that")
