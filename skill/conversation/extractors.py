"""What counts as an answer: each function reads one out of what was heard, or gives `None`."""

import re
from collections.abc import Callable
from datetime import date as Day  # noqa: N812 - a day, beside the answer that is a date
from datetime import timedelta
from enum import StrEnum
from typing import TypeVar

from skill.conversation.context import Context
from skill.efficacy.certainty import HIGHEST, LOWEST
from skill.nlu.intents import Intent, NluResult

E = TypeVar("E", bound=StrEnum)

_MAY_BE_WORDS = {Intent.WORDS, Intent.NOTE, Intent.DOMAIN}
_EARLIEST_YEAR = 1900
_WEEK = timedelta(days=7)
_NOW = "PRESENT_REF"
"""How Alexa writes "now"."""
_DATE = re.compile(r"(\d{4})(?:-W(\d{2})(?:-WE)?|-(SP|SU|FA|WI)|-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_DECADE = re.compile(r"\d{3}X", re.ASCII)
_SEASON_BEGINS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def free_text(context: Context, nlu: NluResult) -> str | None:
    """Free text, as it was said: all of it."""
    said = nlu.utterance or nlu.words
    return context.language.tidy(said) if said and nlu.intent in _MAY_BE_WORDS else None


def goal_text(context: Context, nlu: NluResult) -> str | None:
    """What they want to do, without what only leads to it."""
    words = free_text(context, nlu)
    return context.language.goal(words) if words else None


def yes_no(context: Context, nlu: NluResult) -> bool | None:
    """Yes or no, alone or before more words that do not take it back."""
    if nlu.intent is Intent.WORDS and nlu.words:
        return context.language.yes_or_no(nlu.words)
    return {Intent.YES: True, Intent.READY: True, Intent.NO: False}.get(nlu.intent)


def explicit_yes_no(context: Context, nlu: NluResult) -> bool | None:
    """Yes or no where a yes destroys something: a yes that is all that was said."""
    agreed = yes_no(context, nlu)
    return None if agreed and nlu.intent is not Intent.YES else agreed


def rating(context: Context, nlu: NluResult) -> int | None:
    """A whole number on the scale of certainty."""
    if nlu.intent is Intent.TIME and (nlu.time or "").endswith(":00"):  # "seven" may be heard as an hour
        number: int | str | None = int((nlu.time or "")[:2])
    else:
        number = nlu.value if nlu.intent is Intent.NUMBER else context.language.rating(nlu.words or "")
    if isinstance(number, int) and HIGHEST < number <= HIGHEST**2 and number % HIGHEST == 0:
        number //= HIGHEST  # of a hundred: 70%
    return number if isinstance(number, int) and LOWEST <= number <= HIGHEST else None


def choice_of(kind: type[E]) -> Callable[[Context, NluResult], E | None]:
    """Return what reads one of a kind's values, from its intent or from free text."""
    name = kind.__name__.lower()

    def take(context: Context, nlu: NluResult) -> E | None:
        said = nlu.value if nlu.intent == name else None
        said = said or (context.language.choice(name, nlu.words) if nlu.words else None)
        return kind(said) if said in set(kind) else None

    return take


def _in_the_past(when: str, today: Day) -> str | None:
    """Return a date of Alexa's as one that has been: it takes "in December" or "on Friday" for the next one.

    `None` of what names no time: "the past", a part of a year that is none.
    """
    if when == _NOW:
        return today.isoformat()
    if _DECADE.fullmatch(when):
        return when
    begins = _begins(when)
    if begins is None:  # words, or a code that names no time
        return when if re.search("[a-z]", when) else None
    if begins <= today:
        return when
    if len(when) == len("2026-05-04") and begins - _WEEK <= today:
        return (begins - _WEEK).isoformat()
    return f"{begins.year - 1}{when[4:]}"


def _begins(when: str) -> Day | None:
    """Return the first day of a date of Alexa's: a day, a week, a month, a season, a year."""
    found = _DATE.fullmatch(when)
    if found is None:
        return None
    year, week, season, month, day = found.groups()
    try:
        if week:
            return Day.fromisocalendar(int(year), int(week), 1)
        return Day(int(year), _SEASON_BEGINS.get(season) or int(month or 1), int(day or 1))
    except ValueError:
        return None


def past_date(context: Context, nlu: NluResult) -> str | None:
    """A past day, month or year, as Alexa gives it; a bare year; else the words for it."""
    if nlu.intent in _MAY_BE_DAYS and nlu.value:
        return _in_the_past(_PART_OF_DAY.sub("", str(nlu.value)), context.today)
    if nlu.intent is Intent.NUMBER and isinstance(nlu.value, int):
        return str(nlu.value) if nlu.value >= _EARLIEST_YEAR else None
    words = free_text(context, nlu)
    return words if words and context.language.word_count(words) <= _LONGEST_WHEN else None


_LONGEST_WHEN = 8
"""In words: whoever says more is telling something else."""


def part_of_day(nlu: NluResult) -> str | None:
    """The part of the day that is said along with a date: MO, AF, EV or NI."""
    found = _PART_OF_DAY.search(str(nlu.value))
    return found[1] if found else None


def coming_day(context: Context, nlu: NluResult) -> str | None:
    """A whole day that is to come, today included: 2026-11-27; `None` of a partial one, or one that has passed."""
    said = _PART_OF_DAY.sub("", str(nlu.value))
    said = context.today.isoformat() if said == _NOW else said
    if nlu.intent not in _MAY_BE_DAYS or not _WHOLE_DAY.fullmatch(said):
        return None
    try:
        when = Day.fromisoformat(said)
    except ValueError:
        return None
    return said if when >= context.today else None


_MAY_BE_DAYS = {Intent.DATE, Intent.SCHEDULE}
_PART_OF_DAY = re.compile(r"T(MO|AF|EV|NI)$")
"""Alexa may put a part of the day behind a date."""
_WHOLE_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
