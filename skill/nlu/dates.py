"""Partial dates: a day, or as much of one as somebody says.

They are written as they are stored: 2026, 2026-05, 2026-05-04, a week as 2026-W20 (its weekend as 2026-W20-WE), a
season as 2026-SP (SP, SU, FA, WI), a decade as 202X. Words that name no such date are stored unchanged.
"""

import re
from datetime import date, timedelta

TODAY = "today"
"""The day on which something is said, by the performer's clock."""
_PARTIAL = re.compile(r"(\d{4})(?:-W(\d{2})(?:-WE)?|-(SP|SU|FA|WI)|-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_DECADE = re.compile(r"\d{3}X", re.ASCII)
_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)
_WHOLE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SEASON_BEGINS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_WEEK = timedelta(days=7)


def first_day(partial: str) -> date | None:
    """Return the first day of a partial date; `None` for a decade and for any other text."""
    found = _PARTIAL.fullmatch(partial)
    if found is None:
        return None
    year, week, season, month, day = found.groups()
    try:
        if week:
            return date.fromisocalendar(int(year), int(week), 1)
        return date(int(year), _SEASON_BEGINS.get(season) or int(month or 1), int(day or 1))
    except ValueError:
        return None


def whole_day(text: str) -> date | None:
    """Return the day that a text is; `None` for a partial date and for any other text."""
    return first_day(text) if _WHOLE.fullmatch(text) else None


def is_month(text: str) -> bool:
    """Whether a text is a month of a year."""
    return _MONTH.fullmatch(text) is not None and first_day(text) is not None


def as_partial(first: date, last: date) -> str | None:
    """Return the partial date of a day, a month or a year by its first and last day; `None` for any other time."""
    if first == last:
        return first.isoformat()
    if first.day != 1 or (last + timedelta(days=1)).day != 1 or first.year != last.year:
        return None
    is_month, is_year = first.month == last.month, (first.month, last.month) == (1, _MONTHS)
    return f"{first.year}-{first.month:02}" if is_month else str(first.year) if is_year else None


_MONTHS = 12


def in_the_past(text: str, today: date) -> str | None:
    """Return a date that lies in the past: the platform may take "in December" and "on Friday" for the next one.

    `None` if the text names no time.
    """
    if text == TODAY:
        return today.isoformat()
    if _DECADE.fullmatch(text):
        return text
    start = first_day(text)
    if start is None:  # words, or a code that names no time
        return text if re.search("[a-z]", text) else None
    if start <= today:
        return text
    if _WHOLE.fullmatch(text) and start - _WEEK <= today:
        return (start - _WEEK).isoformat()
    last_year = f"{start.year - 1}{text[4:]}"
    if first_day(last_year):
        return last_year
    return f"{last_year[:-2]}28" if _WHOLE.fullmatch(text) else None  # last year had no such day, or no such week
