"""Names of days and hours to read: with the weekday, and with the year if it is another one."""

from datetime import date

from skill.efficacy.schedule import ScheduledDate
from skill.speech import dates
from skill.speech.parts import Line, line


def day_name(day: date, today: date) -> Line:
    """Return the name of a day: Thursday, May 7."""
    weekday, nth = dates.weekday_name(day.isoweekday()), dates.month_day(day)
    if day.year == today.year:
        return line("page-day", weekday=weekday, day=nth)
    return line("page-day-year", weekday=weekday, day=nth, year=str(day.year))


def short_name(day: date) -> Line:
    """Return the name of a day, with its year: May 7, 2026."""
    return line("page-day-short", month=line("date-month", month=day.month), day=day.day, year=str(day.year))


def moment_name(when: ScheduledDate, today: date) -> Line:
    """Return the name of a date whose day is set: Thursday, May 7 at 3 PM."""
    day = day_name(date.fromisoformat(when.day or ""), today)
    return day if when.time is None else line("schedule-day-and-time", day=day, time=dates.clock(when.time))


def days_left(when: ScheduledDate, today: date) -> int:
    """Return in how many days a date is; less than none if it is over."""
    return (date.fromisoformat(when.day or "") - today).days
