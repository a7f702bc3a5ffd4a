"""Days and hours as they are read, in each English."""

from datetime import date

import pytest

from skill.efficacy.schedule import ScheduledDate
from skill.languages import locales
from skill.speech.texts import texts_for
from skill.web.page.moments import day_name, days_left, moment_name, short_name

TODAY = date(2026, 5, 4)


@pytest.mark.parametrize(
    ("locale", "name", "short"),
    [
        ("en-US", "Thursday, May 7 at 3 PM", "May 7, 2026"),
        ("en-GB", "Thursday, the 7th of May at 3 PM", "7 May 2026"),
        ("en-AU", "Thursday, the 7th of May at 3 PM", "7 May 2026"),
    ],
)
def test_a_moment_is_named_with_its_weekday(locale: str, name: str, short: str) -> None:
    say = texts_for(locale).say
    assert say(moment_name(ScheduledDate("d1", "2026-05-07", "15:00"), TODAY)) == name
    assert say(short_name(date(2026, 5, 7))) == short


@pytest.mark.parametrize("locale", locales())
def test_the_year_is_named_where_it_is_another_one(locale: str) -> None:
    say = texts_for(locale).say
    assert "2026" not in say(day_name(TODAY, TODAY))
    assert say(day_name(date(2025, 12, 31), TODAY)).startswith("Wednesday")
    assert say(day_name(date(2025, 12, 31), TODAY)).endswith("2025")


def test_days_are_counted_on_the_calendar() -> None:
    assert [days_left(ScheduledDate("d1", f"2026-05-0{day}"), TODAY) for day in (3, 4, 5)] == [-1, 0, 1]
