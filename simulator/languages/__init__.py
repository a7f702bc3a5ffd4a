"""What Alexa itself understands in a language, whatever a skill's model holds: one TOML file per language.

A locale may have a file of its own with what it understands besides: its tables are merged into the language's, its
lists extend them. `like` names a locale whose file comes before it.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent
_DEFAULT = "en"


@dataclass(frozen=True, slots=True)
class Calls:
    """How people call a skill by its invocation name."""

    wake: list[str]
    open: list[str]
    ask: list[str]
    using: list[str]
    polite: list[str]
    thanks: list[str]
    joins: list[str]
    quote: str
    article: str
    possessive: str
    skill: str
    app: str


@dataclass(frozen=True, slots=True)
class Replies:
    """Words that a device acts on itself, and what it says itself."""

    exit: list[str]
    stop: list[str]
    consent: list[str]
    permission: str
    not_called: str


@dataclass(frozen=True, slots=True)
class Filler:
    """Words that add nothing to an utterance."""

    endings: list[str]
    hesitations: list[str]
    courtesies: list[str]


@dataclass(frozen=True, slots=True)
class Intents:
    """What people say for Alexa's own intents, by the intent's name."""

    built_in: Mapping[str, list[str]]
    player: Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a recognizer is told, and how Alexa spells what it writes."""

    hint: str
    spelling: Mapping[str, str]
    currencies: Mapping[str, str]
    after_digits: list[str]
    fractions: Mapping[str, str]
    mixed: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers in words."""

    ones: list[str]
    tens: list[str]
    compound: str
    hundred: str
    point: str
    indefinite: str
    ordinals: list[str]
    written_ordinals: list[str]


@dataclass(frozen=True, slots=True)
class Durations:
    """Lengths of time, as ISO 8601."""

    phrases: Mapping[str, str]
    units: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Dates:
    """Days, weeks, months, seasons and years. Numbers count from today: -1 is the one before, 1 the one after."""

    weekdays: list[str]
    months: list[str]
    short_months: list[str]
    seasons: Mapping[str, str]
    past_days: Mapping[str, int]
    coming_days: Mapping[str, int]
    past_weeks: Mapping[str, int]
    coming_weeks: Mapping[str, int]
    past_months: Mapping[str, int]
    coming_months: Mapping[str, int]
    past_years: Mapping[str, int]
    units: Mapping[str, list[str]]
    ago: str
    ahead: str
    last: str
    this: str
    next: str
    coming: str
    in_next_week: str
    week_on: list[str]
    day_first: list[str]
    in_last_year: str
    day_of_month: str
    season_of_year: str
    year_with_zero: str
    two_thousand: str


@dataclass(frozen=True, slots=True)
class Times:
    """Times of day."""

    parts: Mapping[str, str]
    phrases: Mapping[str, str]
    minutes: Mapping[str, list[str]]
    quarters: Mapping[str, int]
    halves: Mapping[str, int]
    written_halves: list[str]
    separators: list[str]


@dataclass(frozen=True, slots=True)
class Language:
    """The content of one language's file, section by section; en.toml explains the fields.

    Args:
        code: Its ISO 639 code, which is the file's name.
        signs: Signs that are spoken as a word, and the word.
    """

    code: str
    calls: Calls
    replies: Replies
    filler: Filler
    signs: Mapping[str, str]
    recognition: Recognition
    intents: Intents
    numbers: Numbers
    durations: Durations
    dates: Dates
    times: Times


def language(locale: str) -> Language:
    """Return what Alexa understands in a locale: English if there is no file for its language."""
    code = locale.partition("-")[0]
    if not _file(code).exists():
        return _read(_DEFAULT, ())
    return _read(code, _like(locale) if "-" in locale else ())


def _file(name: str) -> Path:
    return _FOLDER / f"{name}.toml"


def _like(locale: str) -> tuple[str, ...]:
    """Return the names of the locales that have a file for this one, the most general first."""
    if not _file(locale).exists():
        return ()
    like = tomllib.loads(_file(locale).read_text(encoding="utf-8")).get("like", "")
    return (*_like(like), locale)


@cache
def _read(code: str, locales: tuple[str, ...]) -> Language:
    sections: dict[str, Any] = {}
    for name in (code, *locales):
        sections = _merged(sections, tomllib.loads(_file(name).read_text(encoding="utf-8")))
    return Language(
        code,
        Calls(**sections["calls"]),
        Replies(**sections["replies"]),
        Filler(**sections["filler"]),
        sections["signs"],
        Recognition(**sections["recognition"]),
        Intents(**sections["intents"]),
        Numbers(**sections["numbers"]),
        Durations(**sections["durations"]),
        Dates(**sections["dates"]),
        Times(**sections["times"]),
    )


def _merged(base: Mapping[str, Any], top: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in top.items():
        before = merged.get(key)
        if isinstance(before, dict):
            merged[key] = _merged(before, value)
        else:
            merged[key] = [*before, *value] if isinstance(before, list) else value
    return merged


ENGLISH = language(_DEFAULT)
