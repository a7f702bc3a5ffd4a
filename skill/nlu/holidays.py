"""Holidays: the days that words such as "Easter Monday" name in a year. Which there are is data of a language."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

_A_DAY = timedelta(days=1)
_A_WEEK = 7
_MOST_YEARS = 3
"""How many years are looked through, back or ahead."""

Days = tuple[date, date]


class Holidays:
    """The holidays of a language.

    Args:
        data: For each holiday its first and last day (`["12-24", "12-24"]`) or a rule: `easter`, days from Easter
            Sunday; `nth`, month, weekday and which of them, -1 the last; `before`, a weekday and the day before which
            it is the last; `on`, the day in each of some years.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._rules = dict(data)
        self.names: Sequence[str] = tuple(data)
        """What they are called."""

    def latest(self, name: str, today: date) -> Days | None:
        """Return the first and the last day of the latest one that has begun."""
        years = range(today.year, today.year - _MOST_YEARS, -1)
        return next((days for year in years if (days := self._in(name, year)) and days[0] <= today), None)

    def coming(self, name: str, today: date) -> date | None:
        """Return the day of the next one; `None` if it is more than one day."""
        years = range(today.year, today.year + _MOST_YEARS)
        days = next((days for year in years if (days := self._in(name, year)) and days[1] >= today), None)
        return days[0] if days and days[0] == days[1] else None

    def _in(self, name: str, year: int) -> Days | None:
        rule = self._rules[name]
        if isinstance(rule, list):
            first, last = (date.fromisoformat(f"{year:04}-{day}") for day in rule)
            return first, last if first <= last else last.replace(year=year + 1)
        if "easter" in rule:
            first, last = rule["easter"]
            return easter(year) + first * _A_DAY, easter(year) + last * _A_DAY
        day = self._day_in(rule, year)
        return (day, day) if day else None

    @staticmethod
    def _day_in(rule: Mapping[str, Any], year: int) -> date | None:
        if "on" in rule:
            return next((date.fromisoformat(one) for one in rule["on"] if one.startswith(str(year))), None)
        if "nth" in rule:
            return _nth(year, *rule["nth"])
        weekday, before = int(rule["before"][0]), rule["before"][1]
        end = date.fromisoformat(f"{year:04}-{before}") - _A_DAY
        return end - (end.isoweekday() - weekday) % _A_WEEK * _A_DAY


def _nth(year: int, month: int, weekday: int, number: int) -> date:
    """Return a weekday of a month by its number, 1 to 4; -1 is the last."""
    first, length = date(year, month, 1), monthrange(year, month)[1]
    days = [first + place * _A_DAY for place in range(length) if (first + place * _A_DAY).isoweekday() == weekday]
    return days[number - 1 if number > 0 else number]


def easter(year: int) -> date:
    """Return Easter Sunday, by the Gregorian computus."""
    golden, century = year % 19, year // 100
    moon = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    full = moon - moon // 28 * (1 - moon // 28 * (29 // (moon + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + full + 2 - century + century // 4) % _A_WEEK
    days = full - weekday
    month = 3 + (days + 40) // 44
    return date(year, month, days + 28 - 31 * (month // 4))
