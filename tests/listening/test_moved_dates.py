"""A known date is moved, however that is said, and a slip of the tongue in a date is heard."""

from collections.abc import Callable
from datetime import date

import pytest

from skill.nlu.language import language_for
from tests.listening.situations import Situation

At = Callable[[str], Situation]
ENGLISH = language_for("en-US")
MONDAY = date(2026, 5, 4)


@pytest.mark.parametrize(
    ("said", "day", "time"),
    [
        ("it's been postponed till monday", "2026-05-11", "15:00"),
        ("it's been postponed by two days", "2026-05-09", "15:00"),
        ("it's been delayed by a week", "2026-05-14", "15:00"),
        ("the demonstration's been put off till the friday after", "2026-05-08", "15:00"),
        ("it's been pushed back to the following monday at two", "2026-05-11", "14:00"),
        ("it's gone back to the sixteenth", "2026-05-16", "15:00"),
        ("they've pushed it to friday same time", "2026-05-08", "15:00"),
        ("they moved it to saturday at eleven in the morning", "2026-05-09", "11:00"),
        ("it's been rescheduled to wednesday", "2026-05-06", "15:00"),
        ("it's been delayed until half four", "2026-05-07", "16:30"),
        ("they've pushed it to six in the evening", "2026-05-07", "18:00"),
        ("it's been moved up to one", "2026-05-07", "13:00"),
        ("it's been brought forward to tomorrow", "2026-05-05", "15:00"),
    ],
)
def test_it_is_moved_and_its_hour_stays(said: str, day: str, time: str, at: At) -> None:
    there = at("dated")
    answer = there.say(f"ask ready room {said}")
    assert answer.startswith("That's ")
    there.say(*["yes"] * (2 if "more than a week away" in answer else 1))
    known = there.domain().date
    assert known is not None
    assert (known.day, known.time) == (day, time)


@pytest.mark.parametrize(
    ("said", "day", "time"),
    [
        ("on friday no saturday at two fifteen", "2026-05-09", "02:15"),
        ("saturday no sunday at noon", "2026-05-10", "12:00"),
        ("on the ninth sorry the tenth of may", "2026-05-10", None),
        ("tomorrow no wait thursday at three p m", "2026-05-07", "15:00"),
        ("at nine no sorry at ten", None, "10:00"),
        ("thursday at three p m no make that four p m", "2026-05-07", "16:00"),
        ("thursday no later than nine", "2026-05-07", None),
        ("on friday no idea when", "2026-05-08", None),
    ],
)
def test_of_two_days_or_hours_the_one_after_the_no_is_meant(said: str, day: str | None, time: str | None) -> None:
    when = ENGLISH.when(said, MONDAY)
    assert when is not None
    assert (when.day, when.time) == (day, time)


@pytest.mark.parametrize(
    "said", ["when my demonstration is", "when do i have the demonstration", "tell me when my demonstration is"]
)
def test_a_date_is_asked_for_in_other_words(said: str, at: At) -> None:
    assert at("dated").say(f"ask ready room {said}").startswith("That's on Thursday at 3 PM.")


@pytest.mark.parametrize(
    "said",
    [
        "move thursday to friday",
        "can you change thursday to friday",
        "my demonstration has been moved from thursday to friday",
        "it's been shifted from thursday to friday same time",
    ],
)
def test_of_a_day_and_the_one_that_it_is_changed_to_the_second_counts(said: str, at: At) -> None:
    there = at("dated")
    there.say(f"ask ready room {said}")
    date = there.domain().date
    assert date is not None
    assert (date.day, date.time) == ("2026-05-08", "15:00")
