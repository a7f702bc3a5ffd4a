"""Extractors: each reads one kind of answer from an NLU result, or returns `None`."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from skill.conversation.context import Context
from skill.efficacy.certainty import HIGHEST, LOWEST
from skill.nlu.dates import TODAY, in_the_past, whole_day
from skill.nlu.intents import Intent, NluResult

E = TypeVar("E", bound=StrEnum)

_MAY_BE_WORDS = {Intent.WORDS, Intent.NOTE, Intent.DOMAIN}
_MAY_BE_DAYS = {Intent.DATE, Intent.SCHEDULE}
_EARLIEST_YEAR = 1900
_LONGEST_WHEN = 8
"""In words: anything longer is not a date."""


def free_text(context: Context, nlu: NluResult) -> str | None:
    """Return the free text, in full and as it was said."""
    said = nlu.utterance or nlu.words
    return context.language.tidy(said) if said and nlu.intent in _MAY_BE_WORDS else None


def goal_text(context: Context, nlu: NluResult) -> str | None:
    """Return a goal without its lead-in ("I want to …")."""
    words = free_text(context, nlu)
    return context.language.goal(words) if words else None


def yes_no(context: Context, nlu: NluResult) -> bool | None:
    """Return yes or no, also at the start of a sentence that doesn't take it back."""
    if nlu.intent is Intent.WORDS and nlu.words:
        return context.language.yes_or_no(nlu.words)
    return {Intent.YES: True, Intent.READY: True, Intent.NO: False}.get(nlu.intent)


def explicit_yes_no(context: Context, nlu: NluResult) -> bool | None:
    """Return yes or no where a yes deletes something: it counts only if nothing else was said."""
    agreed = yes_no(context, nlu)
    return None if agreed and nlu.intent is not Intent.YES else agreed


def rating(context: Context, nlu: NluResult) -> int | None:
    """Return a certainty rating, 0 to 10."""
    if nlu.intent is Intent.TIME and (nlu.time or "").endswith(":00"):  # "seven" may be heard as an hour
        hour = int((nlu.time or "")[:2])
        return hour if hour <= HIGHEST else None
    number = nlu.number if nlu.intent is Intent.NUMBER else context.language.rating(nlu.words or "")
    return number if number is not None and LOWEST <= number <= HIGHEST else None


def _mentions_number(context: Context, nlu: NluResult) -> bool:
    return nlu.intent is Intent.WORDS and context.language.mentions_number(nlu.words or "")


_ATTEMPTS: Mapping[Callable[[Context, NluResult], Any], Callable[[Context, NluResult], bool]] = {
    rating: _mentions_number
}


def is_attempt(extract: Callable[[Context, NluResult], Any], context: Context) -> bool:
    """Whether words can only be meant as an answer of the kind that an extractor reads, though it reads none."""
    attempts = _ATTEMPTS.get(extract)
    return attempts is not None and attempts(context, context.nlu)


def choice_of(kind: type[E]) -> Callable[[Context, NluResult], E | None]:
    """Return an extractor of one of an enum's values, from its intent or from free text."""
    name = kind.__name__.lower()

    def take(context: Context, nlu: NluResult) -> E | None:
        said = nlu.choice if nlu.intent == name else None
        said = said or (context.language.choice(name, nlu.words) if nlu.words else None)
        return kind(said) if said in set(kind) else None

    return take


def past_date(context: Context, nlu: NluResult) -> str | None:
    """Return a past partial date or a bare year; otherwise the words for it."""
    if nlu.intent in _MAY_BE_DAYS and nlu.date:
        return in_the_past(nlu.date, context.today)
    if nlu.intent is Intent.NUMBER and nlu.number is not None:
        return str(nlu.number) if nlu.number >= _EARLIEST_YEAR else None
    words = free_text(context, nlu)
    return words if words and context.language.word_count(words) <= _LONGEST_WHEN else None


def coming_day(context: Context, nlu: NluResult) -> str | None:
    """Return a whole day from today on, as 2026-11-27; `None` for a partial or past date."""
    if nlu.intent not in _MAY_BE_DAYS or nlu.date is None:
        return None
    day = context.today if nlu.date == TODAY else whole_day(nlu.date)
    return day.isoformat() if day and day >= context.today else None
