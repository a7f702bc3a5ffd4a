"""Dates and their reminders."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from skill.efficacy.schedule import (
    ScheduledDate,
    is_debriefed_by,
    is_due,
    is_far,
    is_over,
    is_today,
    may_remind,
    needs_late_check,
)

FRIDAY = ScheduledDate("r1", day="2026-05-08", time="15:00", zone="America/New_York")
AT = datetime(2026, 5, 8, 19, tzinfo=UTC)
TODAY = date(2026, 5, 4)


def test_a_date_is_meant_on_the_wall_of_its_zone() -> None:
    assert FRIDAY.at == AT
    assert replace(FRIDAY, zone=None).at is None
    assert replace(FRIDAY, time=None).at is None


def test_across_a_change_of_the_clocks_it_is_an_hour_before_on_the_wall() -> None:
    sunday = ScheduledDate("r1", day="2026-11-01", time="03:00", zone="America/New_York")  # the clocks go back at two
    assert sunday.at == datetime(2026, 11, 1, 8, tzinfo=UTC)
    assert sunday.remind_at is not None
    assert sunday.remind_at.strftime("%H:%M") == "02:00"
    spring = ScheduledDate("r1", day="2026-03-08", time="12:00", zone="America/New_York")
    assert spring.at == datetime(2026, 3, 8, 16, tzinfo=UTC)


def test_only_a_first_challenge_is_asked_whether_it_may_be_so_late() -> None:
    late = replace(FRIDAY, day="2026-05-12")
    assert needs_late_check(late, TODAY, is_first=True)
    assert not needs_late_check(late, TODAY, is_first=False)
    assert not needs_late_check(replace(FRIDAY, day="2026-05-11"), TODAY, is_first=True)


def test_one_is_reminded_only_of_what_is_more_than_an_hour_away() -> None:
    assert may_remind(FRIDAY, AT - timedelta(minutes=61))
    assert not may_remind(FRIDAY, AT - timedelta(minutes=60))


def test_its_debrief_is_due_for_eighteen_hours_unless_something_was_told_since() -> None:
    assert not is_due(FRIDAY, None, AT - timedelta(minutes=1))
    assert is_due(FRIDAY, None, AT + timedelta(hours=17))
    assert is_due(FRIDAY, AT - timedelta(hours=1), AT + timedelta(hours=1))
    assert not is_due(FRIDAY, AT + timedelta(minutes=30), AT + timedelta(hours=1))
    assert not is_due(FRIDAY, None, AT + timedelta(hours=19))
    assert not is_due(None, None, AT)
    assert is_due(FRIDAY, None, AT)
    assert not is_due(FRIDAY, AT, AT + timedelta(hours=1))


def test_a_day_without_an_hour_is_over_the_day_after() -> None:
    day = replace(FRIDAY, time=None)
    assert is_today(day, date(2026, 5, 8))
    assert not is_over(day, AT, date(2026, 5, 8))
    assert is_over(day, AT, date(2026, 5, 9))
    assert not is_over(None, AT, TODAY)


def test_a_debrief_is_of_a_date_when_it_was_begun_no_more_than_an_hour_before_it_and_it_has_passed() -> None:
    hour, zone = timedelta(hours=1), ZoneInfo("America/New_York")
    assert is_debriefed_by(FRIDAY, AT - hour, AT, zone)
    assert not is_debriefed_by(FRIDAY, AT - hour - timedelta(seconds=1), AT, zone)
    assert not is_debriefed_by(FRIDAY, AT - hour, AT - timedelta(seconds=1), zone)
    assert is_debriefed_by(FRIDAY, AT + hour, AT + hour, zone)
    assert not is_debriefed_by(None, AT, AT, zone)


def test_without_an_hour_it_is_of_its_day_where_they_are() -> None:
    day, zone = replace(FRIDAY, time=None), ZoneInfo("America/New_York")
    assert is_debriefed_by(day, datetime(2026, 5, 8, 5, tzinfo=UTC), AT, zone)
    assert not is_debriefed_by(day, datetime(2026, 5, 8, 3, tzinfo=UTC), AT, zone)  # there it is still the seventh


def test_it_is_set_when_its_day_is_known_and_over_when_its_moment_has_come() -> None:
    assert FRIDAY.is_set
    assert not replace(FRIDAY, day=None).is_set
    assert is_over(FRIDAY, AT, TODAY)
    assert not is_over(FRIDAY, AT - timedelta(seconds=1), TODAY)
    assert not is_today(FRIDAY, TODAY)
    assert not is_today(None, TODAY)


def test_a_date_more_than_a_year_ahead_is_far() -> None:
    assert not is_far(replace(FRIDAY, day="2027-05-04"), TODAY)
    assert is_far(replace(FRIDAY, day="2027-05-05"), TODAY)
    assert not is_far(ScheduledDate("r1"), TODAY)
