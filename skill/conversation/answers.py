"""What counts as an answer: each function reads one out of what was heard, or gives `None`."""

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from skill.conversation.context import Context
from skill.conversation.meanings import Heard, Meaning
from skill.efficacy.certainty import HIGHEST, LOWEST

E = TypeVar("E", bound=StrEnum)

_MAY_BE_WORDS = {Meaning.WORDS, Meaning.NOTE, Meaning.DOMAIN}
_EARLIEST_YEAR = 1900


def words(_context: Context, heard: Heard) -> str | None:
    """Free text, as it was said."""
    return heard.words if heard.meaning in _MAY_BE_WORDS else None


def yes_no(context: Context, heard: Heard) -> bool | None:
    """Yes or no, alone or before more words that do not take it back."""
    if heard.meaning is Meaning.WORDS and heard.words:
        return context.language.agreement(heard.words)
    return {Meaning.YES: True, Meaning.NO: False}.get(heard.meaning)


def sure(context: Context, heard: Heard) -> bool | None:
    """Yes or no where a yes destroys something: a yes that is all that was said."""
    agreed = yes_no(context, heard)
    return None if agreed and heard.meaning is not Meaning.YES else agreed


def scale(context: Context, heard: Heard) -> int | None:
    """A whole number on the scale of certainty."""
    number = heard.value if heard.meaning is Meaning.NUMBER else context.language.certainty(heard.words or "")
    return number if isinstance(number, int) and LOWEST <= number <= HIGHEST else None


def one_of(kind: type[E]) -> Callable[[Context, Heard], E | None]:
    """Return what reads one of a kind's values, from its intent or from free text."""
    name = kind.__name__.lower()

    def take(context: Context, heard: Heard) -> E | None:
        said = heard.value if heard.meaning == name else None
        said = said or (context.language.choice(name, heard.words) if heard.words else None)
        return kind(said) if said in set(kind) else None

    return take


def date(_context: Context, heard: Heard) -> str | None:
    """A past day, month or year, as Alexa gives it; a bare year; else the words for it."""
    if heard.meaning is Meaning.DATE and heard.value:
        return str(heard.value)
    if heard.meaning is Meaning.NUMBER and isinstance(heard.value, int):
        return str(heard.value) if heard.value >= _EARLIEST_YEAR else None
    return words(_context, heard)
