"""What counts as an answer: each function reads one out of what was heard, or gives `None`."""

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from skill.conversation.context import Context
from skill.efficacy.certainty import HIGHEST, LOWEST
from skill.nlu.dates import TODAY, in_the_past, whole_day
from skill.nlu.intents import Intent, NluResult

E = TypeVar("E", bound=StrEnum)

_MAY_BE_WORDS = {Intent.WORDS, Intent.NOTE, Intent.DOMAIN}
_MAY_BE_DAYS = {Intent.DATE, Intent.SCHEDULE}
_EARLIEST_YEAR = 1900
_LONGEST_WHEN = 8
"""In words: whoever says more is telling something else."""


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
        number: int | None = int((nlu.time or "")[:2])
    else:
        number = nlu.number if nlu.intent is Intent.NUMBER else context.language.rating(nlu.words or "")
    if number is not None and HIGHEST < number <= HIGHEST**2 and number % HIGHEST == 0:
        number //= HIGHEST  # of a hundred: 70%
    return number if number is not None and LOWEST <= number <= HIGHEST else None


def choice_of(kind: type[E]) -> Callable[[Context, NluResult], E | None]:
    """Return what reads one of a kind's values, from its intent or from free text."""
    name = kind.__name__.lower()

    def take(context: Context, nlu: NluResult) -> E | None:
        said = nlu.choice if nlu.intent == name else None
        said = said or (context.language.choice(name, nlu.words) if nlu.words else None)
        return kind(said) if said in set(kind) else None

    return take


def past_date(context: Context, nlu: NluResult) -> str | None:
    """A past day, month or year as a partial date; a bare year; else the words for it."""
    if nlu.intent in _MAY_BE_DAYS and nlu.date:
        return in_the_past(nlu.date, context.today)
    if nlu.intent is Intent.NUMBER and nlu.number is not None:
        return str(nlu.number) if nlu.number >= _EARLIEST_YEAR else None
    words = free_text(context, nlu)
    return words if words and context.language.word_count(words) <= _LONGEST_WHEN else None


def coming_day(context: Context, nlu: NluResult) -> str | None:
    """A whole day that is to come, today included: 2026-11-27; `None` of a partial one, or one that has passed."""
    if nlu.intent not in _MAY_BE_DAYS or nlu.date is None:
        return None
    day = context.today if nlu.date == TODAY else whole_day(nlu.date)
    return day.isoformat() if day and day >= context.today else None
