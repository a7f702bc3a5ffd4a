"""When something happened, as a form shows it and takes it back: spring 2026 for the stored 2026-SP."""

import re

from skill.nlu.dates import first_day, is_month, whole_day
from skill.speech.parts import Line, line
from skill.speech.texts import Texts

_YEAR = re.compile(r"\d{4}", re.ASCII)
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)", re.ASCII)
_DECADE = re.compile(r"(\d{3})X", re.ASCII)
_SEASONS = ("SP", "SU", "FA", "WI")


def words_for(texts: Texts, when: str) -> str:
    """Return a stored time as somebody would write it; a year, and other words, stay as they are."""
    name = _name(when)
    return texts.say(name) if name else when


def stored_for(texts: Texts, words: str) -> str:
    """Return a season or a decade as it is stored, if words are how a form shows one; else the words."""
    years = _YEAR.findall(words)
    codes = [*(f"{year}-{season}" for year in years for season in _SEASONS), *(f"{year[:3]}X" for year in years)]
    return next((code for code in codes if words_for(texts, code).casefold() == words.casefold()), words)


def _name(when: str) -> Line | None:
    """Return the name of a partial date, the same on every day; `None` for a year and for other words."""
    if season := _SEASON.fullmatch(when):
        return line("page-when-season", season=season[2], year=season[1])
    if decade := _DECADE.fullmatch(when):
        return line("page-when-decade", decade=f"{decade[1]}0")
    begins = first_day(when)
    if begins is None or _YEAR.fullmatch(when):
        return None
    month, year = line("date-month", month=begins.month), str(begins.year)
    if is_month(when):
        return line("page-when-month", month=month, year=year)
    return line("page-when-day" if whole_day(when) else "page-when-week", month=month, day=begins.day, year=year)
