"""Names of days: today, on Tuesday, on May 3; and of the partial dates that Alexa gives (2025-05, 2025-SP)."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from skill.speech.parts import Line, line

_CODE = re.compile(r"[A-Z0-9]+(?:[-_][A-Z0-9]+)+|[A-Z]*\d[A-Z0-9]*", re.ASCII)
"""A date code of Alexa's, not words: PAST_REF, 2025-Q1. Older releases stored them."""
_WEEKDAY_REACH = timedelta(days=6)
_NOON = 12
_MORNING, _AFTERNOON = "AM", "PM"
"""Codes for the halves of the day. A language's own words for them are in its Fluent files."""


def day(when: date, today: date) -> Line:
    """Return the name of a past day, as a listener understands it best today."""
    ago = today - when
    if ago <= timedelta(0):
        return line("date-today")
    if ago == timedelta(days=1):
        return line("date-yesterday")
    if ago <= _WEEKDAY_REACH:
        return line("date-weekday", weekday=when.isoweekday())
    if when.year == today.year:
        return line("date-day", month=line("date-month", month=when.month), day=_nth(when))
    return whole(when)


def whole(when: date) -> Line:
    """Return the name of a past day with its year, whenever it is read."""
    return line("date-full", month=line("date-month", month=when.month), day=_nth(when), year=str(when.year))


def since(when: date, today: date) -> Line:
    """Return the name of the time since a past day."""
    month = line("date-month", month=when.month)
    if when.year == today.year:
        return line("date-since", month=month, day=_nth(when))
    return line("date-since-year", month=month, day=_nth(when), year=str(when.year))


def coming(when: str, today: date, *, is_night: bool = False) -> Line:
    """Return the name of a day to come, 2026-11-27, as a listener understands it best today.

    Args:
        when: The day.
        today: The day of the listener.
        is_night: Whether it is after midnight, when "tomorrow" may be the day that has begun.
    """
    day_ = date.fromisoformat(when)
    ahead = day_ - today
    if ahead <= timedelta(0):
        return line("date-today") if not ahead else day(day_, today)
    if ahead == timedelta(days=1) and not is_night:
        return line("date-tomorrow")
    weekday = line("date-weekday", weekday=day_.isoweekday())
    return weekday if ahead <= _WEEKDAY_REACH else line("date-coming", weekday=weekday, day=month_day(day_))


def month_day(when: date) -> Line:
    """Return a day and its month: May 3."""
    return line("date-month-day", month=line("date-month", month=when.month), day=_nth(when))


def short(when: date, today: date) -> Line:
    """Return the short name of a past day, for a screen: Mar 3."""
    month = line("screen-month", month=when.month)
    if when.year == today.year:
        return line("screen-day", month=month, day=when.day)
    return line("screen-day-year", month=month, day=when.day, year=str(when.year))


def weekday_name(weekday: int) -> Line:
    """Return the name of a weekday, from 1."""
    return line("date-weekday-name", weekday=weekday)


def _nth(when: date) -> Line:
    """Return the day of the month as it is said in a date."""
    return line("date-nth", day=when.day)


def clock(time: str) -> Line:
    """Return the name of a time of day, 15:30."""
    hour, minute = (int(part) for part in time.split(":"))
    args = {"hour": str((hour - 1) % 12 + 1), "half": _AFTERNOON if hour >= _NOON else _MORNING}
    return line("date-clock", minute=f"{minute:02}", **args) if minute else line("date-clock-hour", **args)


def partial(when: str, today: date) -> Line:
    """Return the name of a date that may lack its day or its month; other words are quoted as the performer's own."""
    for shape, name in _SHAPES:
        if found := re.fullmatch(shape, when):
            try:
                return name(today, *found.groups())
            except ValueError:  # shaped like a date, but not one: 2025-13
                break
    return line("date-some-time") if _CODE.fullmatch(when) else line("date-words", words=when)


def _day(today: date, text: str) -> Line:
    return day(date.fromisoformat(text), today)


def _week(_today: date, year: str, week: str) -> Line:
    monday = date.fromisocalendar(int(year), int(week), 1)
    return line("date-week", month=line("date-month", month=monday.month), day=_nth(monday))


def _month(today: date, year: str, month: str) -> Line:
    name = line("date-month", month=date(int(year), int(month), 1).month)
    return (
        line("date-in-month", month=name) if int(year) == today.year else line("date-month-year", month=name, year=year)
    )


_SHAPES: tuple[tuple[str, Callable[..., Line]], ...] = (
    (r"(\d{4}-\d{2}-\d{2})", _day),
    (r"(\d{4})-W(\d{2})(?:-WE)?", _week),
    (r"(\d{4})-(\d{2})", _month),
    (r"(\d{4})-(SP|SU|FA|WI)", lambda _, year, season: line("date-season", season=season, year=year)),
    (r"(\d{3})X", lambda _, years: line("date-decade", decade=f"{years}0")),
    (r"(\d{4})", lambda _, year: line("date-year", year=year)),
)
