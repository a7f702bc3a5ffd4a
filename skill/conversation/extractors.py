"""Extractors: each reads one kind of answer from an NLU result, or returns `None`."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any, TypeVar

from skill.conversation.context import Context
from skill.efficacy.certainty import HIGHEST, LOWEST
from skill.efficacy.schedule import NIGHT_ENDS
from skill.nlu.dates import TODAY, first_day, in_the_past, whole_day
from skill.nlu.intents import Intent, NluResult
from skill.nlu.when import When, coming_month, over, within

E = TypeVar("E", bound=StrEnum)

_MAY_BE_WORDS = {Intent.WORDS, Intent.NOTE, Intent.DOMAIN}
_MAY_BE_DAYS = {Intent.DATE, Intent.SCHEDULE}
_MAY_BE_WHEN = {*_MAY_BE_DAYS, Intent.TIME}
_MAY_NAME_WHEN = {*_MAY_BE_WORDS, *_MAY_BE_WHEN, Intent.NO, Intent.WRONG}
_HOURS = 24
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


def guarded_yes_no(
    deed: str, wish: Intent | None = None, title: Callable[[Context], str] = lambda _context: ""
) -> Callable[[Context, NluResult], bool | None]:
    """Return an extractor of yes or no where a yes can't be taken back: it counts only if nothing else was said.

    Args:
        deed: What a yes does: erase, forget or retire.
        wish: The intent that asks for it in so many words; without words of its own it counts as a yes.
        title: Returns the title of what it does that to, if there is one.
    """

    def take(context: Context, nlu: NluResult) -> bool | None:
        if nlu.utterance:
            return context.language.guarded_yes_or_no(nlu.utterance, deed, title(context))
        return {Intent.YES: True, wish: True, Intent.NO: False}.get(nlu.intent)

    return take


def rating(context: Context, nlu: NluResult) -> int | None:
    """Return a certainty rating, 0 to 10."""
    if nlu.intent is Intent.TIME and (nlu.time or "").endswith(":00"):  # "seven" may be heard as an hour
        hour = int((nlu.time or "")[:2])
        return hour if hour <= HIGHEST else None
    number = context.language.rating(nlu.words or "") if nlu.number is None else nlu.number
    return number if number is not None and LOWEST <= number <= HIGHEST else None


def plain_rating(context: Context, nlu: NluResult) -> int | None:
    """Return a rating told in passing: a number by itself, or one that is clearly a rating ("six out of ten")."""
    if nlu.intent is Intent.NUMBER:
        return rating(context, nlu)
    return context.language.rating_in_passing(nlu.utterance or nlu.words or "")


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
    words = nlu.words if nlu.intent is Intent.DATE else free_text(context, nlu)
    if not words:
        return None
    if (day := context.language.past_day(words, context.today)) is not None and _may_be_all(context, nlu, words):
        return day
    return words if _may_be_all(context, nlu, words) else None


def _may_be_all(context: Context, nlu: NluResult, words: str) -> bool:
    """Whether words, all of them, say when something was: few do, or those that are read so."""
    return nlu.intent is Intent.DATE or context.language.word_count(words) <= _LONGEST_WHEN


def past_day(context: Context, nlu: NluResult) -> str | None:
    """Return a past date, only if the words name a time."""
    is_time = nlu.intent is not Intent.WORDS or context.language.past_period(nlu.words or "", context.today) is not None
    return past_date(context, nlu) if is_time else None


def when(context: Context, nlu: NluResult, near: str | None = None, weekday: int | None = None) -> When | None:
    """Return a day and an hour to come, as far as they were named, by the platform's values or in free text.

    Args:
        context: The turn.
        nlu: What was heard.
        near: The month, week or day that is spoken of.
        weekday: The weekday that was said for that month.
    """
    if nlu.intent in _MAY_BE_WHEN and (nlu.date or nlu.time):
        return _of_values(context, nlu, near, weekday)
    if nlu.intent is Intent.NUMBER and nlu.number is not None:
        return _hour(f"{nlu.number:02}:00") if 1 <= nlu.number < _HOURS else None
    words = nlu.utterance or nlu.words
    if not words or nlu.intent not in _MAY_NAME_WHEN:
        return None
    return context.language.when(words, context.today, near, weekday)


def _of_values(context: Context, nlu: NluResult, near: str | None, weekday: int | None) -> When | None:
    """Return what the platform recognized; it takes a day without its month, or without its year, for the next one."""
    hour = _hour(nlu.time) if nlu.time else When()
    day = context.today if nlu.date == TODAY else whole_day(nlu.date or "")
    partial = coming_month(nlu.date, context.today) if nlu.date and first_day(nlu.date) else None
    named = When(day=day.isoformat() if day else partial)
    if day and nlu.date != TODAY:
        named = within(near, day, context.today, weekday) if near else named
        named = over(day, context.today) or named
    found = replace(named, time=hour.time, is_ambiguous=hour.is_ambiguous, part=nlu.part or hour.part)
    return found if found != When() else None


def _hour(time: str) -> When:
    """Return a time of day or a part of it. An early hour more likely means the afternoon, so it is doubtful."""
    if ":" not in time:
        return When(part=time)
    return When(time=time[:5], is_ambiguous=0 < int(time[:2]) < NIGHT_ENDS)
