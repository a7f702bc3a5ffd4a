"""The first evening's debrief has the performer's own day on its card (kind 17)."""

from collections.abc import Callable
from datetime import datetime

import pytest

from simulator.alexa_api import serve_api
from tests.listening.situations import Situation

At = Callable[[str], Situation]


@pytest.mark.parametrize(
    ("zone", "utc", "day"),
    [
        ("America/New_York", "2026-05-05 01:15", "May 4"),
        ("America/Los_Angeles", "2026-05-05 01:30", "May 4"),
        ("Australia/Sydney", "2026-05-03 22:10", "May 4"),
        ("Asia/Kolkata", "2026-05-03 23:00", "May 4"),
        ("Pacific/Auckland", "2026-05-03 20:30", "May 4"),
        ("Pacific/Honolulu", "2026-05-05 06:00", "May 4"),
        ("America/St_Johns", "2026-05-05 00:30", "May 4"),
        ("Europe/London", "2026-05-04 22:30", "May 4"),
        ("Asia/Tokyo", "2026-05-31 22:30", "June 1"),
        ("America/Chicago", "2026-06-01 02:00", "May 31"),
        ("Asia/Kolkata", "2026-05-04 19:00", "May 4"),  # half past midnight: the evening before
    ],
)
def test_the_card_of_the_first_debrief(zone: str, utc: str, day: str, at: At) -> None:
    there = at("new")
    there.stage.clock.now = datetime.fromisoformat(f"{utc}+00:00")
    with serve_api(zone) as api:
        there.stage.api = api
        there.device = there.stage.device("hall")
        said = there.say("ask ready room to debrief", "yes", "I kept my eyes up", "I can look at people", "skip", "no")
    assert f"[card: Ready Room, {day}:" in said
