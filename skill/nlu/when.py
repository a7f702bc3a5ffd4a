"""Days and hours in words: "friday week at half nine", "the week before last". The words are in `skill/languages`.

Names of weekdays, months, numbers and units first become tokens, such as `weekday:5`; the phrases are about tokens.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from skill.nlu.dates import first_day, is_month, whole_day
from skill.nlu.grammar import Phrases, alternation
from skill.nlu.holidays import Holidays

Period = tuple[date, date]
"""A first and a last day."""
_Values = Mapping[str, str | None]
_A_DAY, _A_WEEK, _DAYS_A_WEEK, _MONTHS = timedelta(days=1), timedelta(days=7), 7, 12
_SATURDAY, _NOON, _HOURS, _MINUTES = 6, 12, 24, 60
_TWO_DIGITS = 10
_A_MONTH = timedelta(days=31)
_JUST_OVER = timedelta(days=60)
"""A date without its year is the latest one if that was not longer ago; else it is the next one."""
_REMEMBERED = 8
"""How many of the latest sentences' days and hours are held, as a turn asks several times about the same words."""
_MOST_REPAIRED = 24
"""In words: in a longer sentence no slip of the tongue is looked for, as that would take long."""
_LONGEST_NAME = 4
"""In words: the longest name that becomes a token."""
_CENTURY = 2000
_ANY_DAY = date(2028, 1, 1)
"""A day of a leap year, where it does not matter which day is spoken of."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_MINUTES_OF: Mapping[str, int] = {"hour": 60, "minute": 1}
_DAYS_OF: Mapping[str, int] = {"day": 1, "week": 7, "month": 28, "year": 364}


def _token(kind: str, group: str = "", values: str = r"\w+") -> str:
    """Return a regular expression for a token of a kind; the group holds its value."""
    return rf"(?<![\w'-]){kind}:(?P<{group or kind}>{values})(?![\w:])\s*"


_LISTS: Mapping[str, str] = {
    **{kind: _token(kind) for kind in ("weekday", "month", "ordinal", "number", "unit", "part", "half", "year")},
    **{kind: _token(kind) for kind in ("season", "holiday")},
    "minutes": _token("number", "minutes"),
    **{
        name: rf"(?<![\w'-])unit:{unit}(?![\w:])\s*"
        for name, unit in {
            **{"day": "day", "week": "week", "calendar_month": "month", "calendar_year": "year"},
            **{"hour_unit": "hour", "minute_unit": "minute"},
        }.items()
    },
}
"""What the names in braces in the phrases stand for."""
_ANY_HOLIDAY = re.compile(_LISTS["holiday"])


@dataclass(frozen=True, slots=True)
class When:
    """A day and an hour, or as much of them as words name.

    Args:
        day: A whole or a partial date, as in `skill.nlu.dates`; it may be over.
        weekday: A weekday, from 1, that does not agree with the whole day, or that leaves a month open.
        part: The part of the day: MO, AF, EV or NI.
        time: The hour and its minutes, as 15:00.
        is_ambiguous: Whether the hour may be one of the morning or of the afternoon.
        minutes_ahead: How many minutes from now: "in two hours".
        days_later: How many days after a known date; negative for earlier.
        minutes_later: How many minutes after a known date; negative for earlier.
        is_same_day: Whether the day of a known date stays.
        is_same_time: Whether the hour of a known date stays.
        is_all: Whether the words say nothing else.
        is_attribute: Whether it may only describe a thing: "the friday night concert".
        before: How many words come before the first that names a day or an hour.
        until: How many words there are up to the last of these.
    """

    day: str | None = None
    weekday: int | None = None
    part: str | None = None
    time: str | None = None
    is_ambiguous: bool = False
    minutes_ahead: int | None = None
    days_later: int = 0
    minutes_later: int = 0
    is_same_day: bool = False
    is_same_time: bool = False
    is_all: bool = field(default=False, compare=False)
    is_attribute: bool = field(default=False, compare=False)
    before: int = field(default=0, compare=False)
    until: int = field(default=0, compare=False)

    @property
    def is_move(self) -> bool:
        """Whether it is relative to a date that is known."""
        return bool(self.days_later or self.minutes_later or self.is_same_day or self.is_same_time)

    @property
    def whole_day(self) -> date | None:
        """The day; `None` for a partial date."""
        return whole_day(self.day) if self.day else None

    @property
    def contradicts_itself(self) -> bool:
        """Whether its weekday and its day do not agree."""
        return self.weekday is not None and self.whole_day is not None


def within(near: str, day: date, today: date, weekday: int | None) -> When:
    """Return a day that was recognized, as part of the month or week spoken of.

    A weekday alone is recognized as the coming one, and a day of the month as the next such day.
    """
    start = first_day(near)
    if start is None or whole_day(near) or near[:7] == day.isoformat()[:7]:
        return When(day=day.isoformat())
    is_weekday = day - today <= _A_WEEK and weekday is None
    if not is_month(near):
        is_there = not is_weekday or "-W" not in near
        return When(day=(day if is_there else start + (day.isoweekday() - 1) * _A_DAY).isoformat())
    if is_weekday:
        return When(day=near, weekday=day.isoweekday())
    found = _valid(start.year, start.month, day.day) if day - today <= _A_MONTH else day
    return When(*_checked_or_none(found, weekday))


def coming_month(month: str, today: date) -> str:
    """Return a month as the next of its name, if it is over: the platform may take it for the last one."""
    if not is_month(month) or month >= today.isoformat()[:7]:
        return month
    return f"{today.year + (month[5:] < today.isoformat()[5:7])}{month[4:]}"


def over(day: date, today: date) -> When | None:
    """Return the day a year before, if that is only just over: without a year, the next one is recognized."""
    before = _valid(day.year - 1, day.month, day.day)
    return When(day=before.isoformat()) if before and today - _JUST_OVER <= before < today else None


class WhenGrammar:
    """Reads days and hours in one language.

    Args:
        data: The language's words for them.
        numbers: Its numbers in words.
    """

    def __init__(self, data: Mapping[str, Any], numbers: Mapping[str, int]) -> None:
        words = data["words"]
        self._same: Mapping[str, str] = data["same"]
        self._names = _names(data, numbers)
        self._seasons: Mapping[str, Sequence[int]] = data["seasons"]
        self._season_codes: Mapping[str, str] = data["season_codes"]
        self._holidays = Holidays(data["holidays"])
        self._about: str = words["about"]
        self._ordinal_endings, self._unsure_months, self._before_day, self._after_day, self._before_years = (
            frozenset(words[name])
            for name in ("ordinal_endings", "unsure_months", "before_day", "after_day", "before_years")
        )
        self.contracted: str = words["contracted"]
        """What "is" may be at the end of a thing."""
        self._around, self._since = Phrases(words["around"]), Phrases(words["since"])
        self._naming_leads, self._thing_leads, self._thing_ends, self._no_thing, self._in_no_name = (
            Phrases(words[name]) for name in ("naming_leads", "thing_leads", "thing_ends", "no_things", "in_no_name")
        )
        self._possessive_leads = Phrases(words["possessive_leads"])
        self._asking, self._asking_leads, self._asking_ends = (
            Phrases(words[name]) for name in ("asking", "asking_leads", "asking_ends")
        )
        self._doubting, self._doubting_leads, self._doubting_ends = (
            Phrases(words[name]) for name in ("doubting", "doubting_leads", "doubting_ends")
        )
        self._moving, self._repairs, self._from_to = (Phrases(words[name]) for name in ("moving", "repairs", "from_to"))
        self._after_known = Phrases(words["after_known"], {"weekday": rf"{alternation(data['weekdays'])}\s*"})
        self._denied = [Phrases([one], _LISTS) for one in words["denied"]]
        self._day, self._time, self._shift, self._past, self._part, self._ahead = (
            {name: [Phrases([one], _LISTS) for one in phrases] for name, phrases in data[kind].items()}
            for kind in ("day", "time", "shift", "past", "part", "ahead")
        )
        self._read_once = lru_cache(_REMEMBERED)(self._read_whole)

    def read(self, plain: str, today: date, near: str | None = None, weekday: int | None = None) -> When | None:
        """Return the day and the hour that words name; `None` if they name none.

        Args:
            plain: Words in lower case, without punctuation.
            today: The day of the speaker.
            near: The month or the week that was spoken of before.
            weekday: The weekday that was said before, in that month.
        """
        return self._read_once(plain, today, near, weekday)

    def _read_whole(self, plain: str, today: date, near: str | None, weekday: int | None) -> When | None:
        if plain.count(" ") >= _MOST_REPAIRED:
            return self._read(plain, today, near, weekday)
        changed = self._changed(plain, today, near, weekday) or self._repaired(plain, today, near, weekday)
        return changed or self._read(plain, today, near, weekday)

    def _changed(self, plain: str, today: date, near: str | None, weekday: int | None) -> When | None:
        """Return what a day is changed to: "move saturday to friday"; `None` if words change none to another."""
        found = self._from_to.search(plain)
        if found is None:
            return None
        told = self._read(plain[: found.end()].strip(), today, near, weekday)
        anew = self._read(plain[found.end() :].strip(), today, near, weekday)
        if not (told and told.day and anew and anew.day):
            return None
        return replace(anew, before=told.before, until=anew.until + len(plain[: found.end()].split()))

    def _repaired(self, plain: str, today: date, near: str | None, weekday: int | None) -> When | None:
        """Return what words name that say another day or hour instead: "friday, no, saturday"; `None` if they don't."""
        for found in self._repairs.finditer(plain):
            told = self._read(plain[: found.start()].strip(), today, near, weekday)
            anew = self._read(plain[found.end() :].strip(), today, near, weekday)
            if told and anew and ((told.day and anew.day) or (told.time and anew.time)):
                day, hour = (anew if anew.day else told), (anew if anew.time else told)
                there = replace(told, day=day.day, weekday=day.weekday, time=hour.time, is_ambiguous=hour.is_ambiguous)
                return replace(there, part=anew.part or hour.part)
        return None

    def is_moved(self, plain: str) -> bool:
        """Whether words say that a known date is on another day now: "it's been put off till Friday"."""
        return self._moving.search(plain) is not None

    def is_after_known(self, plain: str) -> bool:
        """Whether the day that words name counts from the known date: "the Friday after"."""
        return self._after_known.search(plain) is not None

    def _read(self, plain: str, today: date, near: str | None, weekday: int | None) -> When | None:
        text = _Text(self._tokens(plain))
        when = self._with_move(When(), text)
        when = self._with_day(when, text, today, near, weekday)
        when = self._with_part(self._with_time(when, text), text)
        when = self._with_bare_number(when, text)
        if when == When():
            return None
        before, until = text.extent
        words = plain.split()
        leads = next((place for place in range(before) if set(words[place:before]) <= self._before_day), before)
        is_led = leads < before or words[before] in self._before_day
        follows = words[until] if until < len(words) else None
        may_describe = not is_led and text.begins_with_name and follows not in {None, *self._after_day}
        return replace(when, is_all=not self._left_of(text), is_attribute=may_describe, before=leads, until=until)

    def past_period(self, plain: str, today: date) -> Period | None:
        """Return the first and the last day of the time behind that words name; `None` if they name none."""
        text = _Text(self._tokens(plain))
        for name, found in self._matches(self._past, text):
            period = self._period(name, found, today) if self._is_sure(name, found, text) else None
            if period:
                is_since = self._since.search(text.text[: found.end()]) is not None
                return (period[0], max(period[0], today)) if is_since else period
        return None

    def _period(self, name: str, found: re.Match[str], today: date) -> Period | None:
        values = found.groupdict()
        if name == "season":
            return _season(today, self._seasons[values["season"] or ""], values["year"])
        if name == "holiday":
            return self._holidays.latest(self._holiday_of(values), today)
        return _PERIODS[name](today, values)

    def _holiday_of(self, values: _Values) -> str:
        return self._holidays.names[int(values["holiday"] or 0)]

    def _coming_holiday(self, named: "_Named", values: _Values) -> "_Named | None":
        day = self._holidays.coming(self._holiday_of(values), named.today) if named.day is None else None
        return replace(named, day=day) if day else None

    def past_season(self, plain: str, today: date) -> str | None:
        """Return the season behind that words name, as a partial date; `None` if they name none."""
        text = _Text(self._tokens(plain))
        for phrase in self._past["season"]:
            if found := phrase.search(text.text):
                season, year = found["season"], found["year"]
                first, _ = _season(today, self._seasons[season], year)
                return f"{first.year}-{self._season_codes[season]}"
        return None

    def past_day(self, plain: str, today: date) -> Period | None:
        """Return the first and the last day of the time behind that words tell, a holiday in any place among them."""
        period, text = self.past_period(plain, today), _Text(self._tokens(plain)).text
        holiday = None if period else _ANY_HOLIDAY.search(text)
        return self._holidays.latest(self._holiday_of(holiday.groupdict()), today) if holiday else period

    @staticmethod
    def _matches(rules: Mapping[str, Sequence[Phrases]], text: "_Text") -> Iterator[tuple[str, re.Match[str]]]:
        """Yield the first match of each phrase, with its rule, in what is not covered yet."""
        for name, phrases in rules.items():
            for phrase in phrases:
                if found := phrase.search(text.text):
                    yield name, found

    def words_before(self, plain: str) -> int | None:
        """Return how many words come before the day and the hour at the end of words; `None` if there is none."""
        when = self.read(plain, _ANY_DAY)
        is_day = when is not None and (when.day or when.time or when.minutes_ahead is not None)
        return when.before if when and is_day and when.until == len(plain.split()) else None

    def thing(self, plain: str) -> "Thing | None":
        """Return the thing whose date is told; `None` if words may tell something else."""
        when = self.read(plain, _ANY_DAY)
        if when is None or when.is_all:
            return None if when is None else Thing()
        words = plain.split()
        if when.before and when.until < len(words):
            return None
        start, end = (0, when.before) if when.before else (when.until, len(words))
        said = " ".join(words[start:end])
        is_new = self._naming_leads.match(said)
        possessive = self._possessive_leads.match(said)
        lead = is_new or self._thing_leads.match(said) or possessive
        start += len(lead[0].split()) if lead else 0
        last = self._thing_ends.search(" ".join(words[start:end]))
        end = start + len(" ".join(words[start:end])[: last.start()].split()) if last else end
        name = " ".join(words[start:end])
        is_contracted = last is None and name.endswith(self.contracted) and when.before > 0
        if self._no_thing.fullmatch(name):
            return Thing()
        is_told = lead is not None and (last is not None or is_contracted or lead is not possessive or when.before == 0)
        is_name = is_told and 0 < end - start <= _LONGEST_NAME and not self._in_no_name.search(name)
        return Thing(start, end, is_new=is_new is not None) if is_name else None

    def asked_thing(self, plain: str) -> str | None:
        """Return what words ask the date of: empty if it is the next one; `None` if they do not ask for a date."""
        if self._asking.fullmatch(plain) or self._doubting.fullmatch(self._before_day_at_end(plain)):
            return ""
        lead, doubt = self._asking_leads.match(plain), self._doubting_leads.match(plain)
        rest = plain[lead.end() :] if lead else self._doubted(plain[doubt.end() :]) if doubt else ""
        last = self._asking_ends.search(rest)
        thing = (rest[: last.start()] if last else rest).strip()
        return None if not thing else "" if self._no_thing.fullmatch(thing) else thing

    def _doubted(self, plain: str) -> str:
        """Return what words doubt the date of: "race" of "race still on Sunday" and of "race still on"."""
        end = self._doubting_ends.search(plain)
        return plain[: end.start()] if end else self._before_day_at_end(plain)

    def _before_day_at_end(self, plain: str) -> str:
        """Return the words before the day at the end of words; empty if there is none: "race still", "on Sunday"."""
        before = self.words_before(plain)
        return " ".join(plain.split()[:before]) if before else ""

    def _tokens(self, plain: str) -> "list[_Token]":
        """Return words as tokens, the longest names first."""
        words, tokens, place = plain.split(), list[_Token](), 0
        while place < len(words):
            for size in range(min(_LONGEST_NAME, len(words) - place), 0, -1):
                said = " ".join(words[place : place + size])
                if (found := self._token_of(said)) or size == 1:
                    tokens += found or [_Token(said, 1, said)]
                    place += size
                    break
        return self._joined(tokens)

    def _token_of(self, said: str) -> "list[_Token]":
        """Return the tokens that words stand for; none if they stand for nothing."""
        count = len(said.split())
        if said in self._same:
            first, *others = self._tokens(self._same[said])
            return [replace(first, words=count), *(replace(one, words=0) for one in others)]
        name = self._names.get(said) or self._names.get(said.removesuffix(self._about))
        name = name or (f"year:{said}" if _YEAR.fullmatch(said) else None)
        return [_Token(name, count, said)] if name else []

    def _joined(self, tokens: "Sequence[_Token]") -> "list[_Token]":
        """Return tokens with ordinals and years put together: 12 th, twenty twenty seven."""
        joined: list[_Token] = []
        for token in tokens:
            last = joined[-1] if joined else _Token("", 0)
            kind, _, value = last.text.partition(":")
            meant = None
            if kind == "number" and token.text in self._ordinal_endings:
                meant = f"ordinal:{value}"
            elif last.text == "number:20" and token.text.startswith("number:") and self._may_be_year(joined[:-1]):
                meant = f"year:{_CENTURY + int(token.text.partition(':')[2])}"
            if meant:
                joined[-1] = _Token(meant, last.words + token.words, last.said)
            else:
                joined.append(token)
        return joined

    def _may_be_year(self, before: "Sequence[_Token]") -> bool:
        """Whether what follows a date, or a word such as "in", may be a year."""
        return bool(before) and (
            before[-1].text.startswith(("month:", "ordinal:")) or before[-1].text in self._before_years
        )

    def _with_move(self, when: When, text: "_Text") -> When:
        for _, found in self._matches(self._ahead, text):
            if found["unit"] in _MINUTES_OF:
                text.cover(found)
                return replace(when, minutes_ahead=int(found["number"]) * _MINUTES_OF[found["unit"]])
        for name, found in self._matches(self._shift, text):
            if (moved := _MOVES[name](when, found.groupdict())) != when:
                text.cover(found)
                when = moved
        return when

    def _with_day(self, when: When, text: "_Text", today: date, near: str | None, weekday: int | None) -> When:
        named = _Named(today)
        self._cover_denied(text)
        for name, phrases in self._day.items():
            if (name in _OF_OPEN_WEEKDAY and weekday is None) or (name in _OF_OPEN_MONTH and not is_month(near or "")):
                continue
            for _, found in self._matches({name: phrases}, text):
                rule = self._coming_holiday if name == "holiday" else _DAYS[name]
                if self._is_sure(name, found, text) and (more := rule(named, found.groupdict())) is not None:
                    text.cover(found)
                    named = more
        day, of_week = _resolved(named, near, weekday)
        return replace(when, day=day, weekday=of_week)

    def _cover_denied(self, text: "_Text") -> None:
        """Leave out a weekday that is denied, if another one is named: "not Friday, Saturday"."""
        for phrase in self._denied:
            found = phrase.search(text.text)
            if found and "weekday:" in text.text[: found.start()] + text.text[found.end() :]:
                text.cover(found)

    def _is_sure(self, name: str, found: re.Match[str], text: "_Text") -> bool:
        """Whether words that may mean something else name a day: "may", "the second"."""
        if name == "month_alone":
            return text.said(found) not in self._unsure_months or len(text.tokens) == 1
        if name not in _MAY_BE_OTHERS:
            return True
        follows = text.text[found.end() :].split()[:1]
        if follows and not (_is_token(follows[0]) or follows[0] in self._after_day):
            return False
        is_low = name == "day_of_month_alone" and int(_number(found.groupdict(), "ordinal")) <= _LOW
        return not is_low or all(map(_is_token, self._left_of(text).split()))

    def _with_time(self, when: When, text: "_Text") -> When:
        for name, found in self._matches(self._time, text):
            time = _TIMES[name](found.groupdict()) if self._is_sure(name, found, text) else None
            if time is not None:
                text.cover(found)
                part = "NI" if name == "midnight" else found.groupdict().get("part")
                return replace(when, time=time[0], is_ambiguous=time[1] and part is None, part=part)
        return when

    def _with_part(self, when: When, text: "_Text") -> When:
        for _, found in self._matches(self._part, text):
            text.cover(found)
            return replace(when, part=found["part"], is_ambiguous=False)
        return when

    def _with_bare_number(self, when: When, text: "_Text") -> When:
        """Take a number as the hour if it stands alone, or beside nothing but a day or a part of the day."""
        left = self._left_of(text)
        found = re.fullmatch(_token("number"), left)
        time = _clock(found["number"], 0, None) if found and when.time is None and not when.is_move else None
        if time is None:
            return when
        text.cover_all(left)
        return replace(when, time=time[0], is_ambiguous=time[1] and when.part is None)

    def _left_of(self, text: "_Text") -> str:
        """Return what is not covered, without the words that add nothing."""
        return " ".join(self._around.sub(" ", text.text.replace("|", " ")).split())


@dataclass(frozen=True, slots=True)
class Thing:
    """The words that name a thing whose date is told; none of them if it is the next date itself.

    Args:
        start: How many words come before the name.
        end: How many words there are up to its end.
        is_new: Whether it is introduced: "I have a casting".
    """

    start: int = 0
    end: int = 0
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    """A token.

    Args:
        text: Its kind and its value, or a word as it was said.
        words: For how many words it stands.
        said: These words.
    """

    text: str
    words: int
    said: str = ""


class _Text:
    """Tokens as a text in which matches are covered, so that nothing is read twice."""

    def __init__(self, tokens: Sequence[_Token]) -> None:
        self.tokens = tokens
        self.text = " ".join(token.text for token in tokens)

    def cover(self, found: re.Match[str]) -> None:
        """Cover what was matched, but for its spaces."""
        covered = re.sub(r"\S", "|", found[0])
        self.text = f"{self.text[: found.start()]}{covered}{self.text[found.end() :]}"

    def cover_all(self, token: str) -> None:
        """Cover every token of that text."""
        self.text = re.sub(rf"(?<!\S){re.escape(token)}(?!\S)", "|" * len(token), self.text)

    def said(self, found: re.Match[str]) -> str:
        """Return the words for the token at the beginning of a match."""
        place = len(self.text[: found.start()].split())
        return self.tokens[place].said if place < len(self.tokens) else ""

    @property
    def begins_with_name(self) -> bool:
        """Whether the first covered token that is no mere word names a weekday, a month or a part of the day."""
        start = 0
        for token in self.tokens:
            if "|" in self.text[start : start + len(token.text)] and ":" in token.text:
                return token.text.startswith(("weekday:", "month:", "part:"))
            start += len(token.text) + 1
        return False

    @property
    def extent(self) -> tuple[int, int]:
        """How many words there are before the first covered token, and up to the last."""
        start, counted, before, until = 0, 0, None, 0
        for token in self.tokens:
            if "|" in self.text[start : start + len(token.text)]:
                before = counted if before is None else before
                until = counted + token.words
            start, counted = start + len(token.text) + 1, counted + token.words
        return before or 0, until


@dataclass(frozen=True, slots=True)
class _Named:
    """What was named of a day, before it is put together."""

    today: date
    day: date | None = None
    monday: date | None = None
    is_weekend: bool = False
    month: tuple[int, int] | None = None
    ordinal: int | None = None
    weekday: int | None = None
    nth_weekday: int | None = None
    """The weekday of which the ordinal counts."""
    weeks_on: int = 0
    """How many weeks after the coming one the weekday is."""
    is_of_next_week: bool = False
    is_last_week: bool = False


def _names(data: Mapping[str, Any], numbers: Mapping[str, int]) -> Mapping[str, str]:
    """Return the token of each name."""
    kinds = {"weekday": "weekdays", "month": "months", "ordinal": "ordinals", "unit": "units", "part": "parts"}
    names = {word: f"number:{number}" for word, number in numbers.items() if 0 < number < _MINUTES}
    names |= {word: f"holiday:{place}" for place, word in enumerate(data["holidays"])}
    names |= {word: f"season:{word}" for word in data["seasons"]}
    names |= {word: f"half:{hours}" for word, hours in data["halves"].items()}
    for kind, table in kinds.items():
        names |= {word: f"{kind}:{value}" for word, value in data[table].items()}
    return names


def _number(values: _Values, name: str = "number", default: int = 1) -> int:
    return int(values.get(name) or default)


def _is_token(word: str) -> bool:
    """Whether a word is a token, or covered."""
    return ":" in word or word.startswith("|")


# What each rule for a day adds to what was named; `None` if there is no such day.
_DayRule = Callable[[_Named, _Values], _Named | None]


def _in_days(days: int) -> _DayRule:
    return lambda named, _: replace(named, day=named.today + days * _A_DAY)


def _days_from(first: int, unit: int, sign: int = 1) -> _DayRule:
    """Return a rule for a number of days or weeks, counted from today or tomorrow."""
    return lambda named, values: replace(named, day=named.today + (first + sign * unit * _number(values)) * _A_DAY)


def _week(weeks: int, *, is_weekend: bool = False) -> _DayRule:
    return lambda named, _: replace(named, monday=_monday(named.today) + weeks * _A_WEEK, is_weekend=is_weekend)


def _months_on(months: int | None) -> _DayRule:
    """Return a rule for a month, counted from this one; `None`: by the number that was said."""
    return lambda named, values: replace(
        named, month=_later_month(named.today, _number(values) if months is None else months)
    )


def _of_weekday(weeks_on: int = 0, *, is_next: bool = False, is_last: bool = False) -> _DayRule:
    return lambda named, values: replace(
        named,
        weekday=_number(values, "weekday"),
        weeks_on=weeks_on,
        is_of_next_week=is_next,
        is_last_week=is_last,
    )


def _weeks_after_weekday(named: _Named, values: _Values) -> _Named:
    return replace(named, weekday=_number(values, "weekday"), weeks_on=_number(values))


def _date(named: _Named, values: _Values) -> _Named | None:
    day = _number(values, "ordinal" if values.get("ordinal") else "number")
    found = _coming_date(named.today, _number(values, "month"), day, values.get("year"))
    return replace(named, day=found) if found else None


def _month(named: _Named, values: _Values) -> _Named | None:
    if named.month or named.day:
        return None
    month, year = _number(values, "month"), values.get("year")
    later = named.today.year + (month < named.today.month)
    return replace(named, month=(int(year) if year else later, month))


def _month_next_year(named: _Named, values: _Values) -> _Named:
    return replace(named, month=(named.today.year + 1, _number(values, "month")))


def _nth_in_month(named: _Named, values: _Values) -> _Named | None:
    """Return the second Friday, or the last one, of a month."""
    in_month = _month(named, values) if values.get("month") else replace(named, month=_later_month(named.today, 1))
    days = _weekdays_in(*in_month.month, _number(values, "weekday")) if in_month and in_month.month else ()
    place = _number(values, "ordinal") - 1 if values.get("ordinal") else len(days) - 1
    return replace(named, day=days[place]) if place < len(days) else None


def _day_of_month_on(months: int) -> _DayRule:
    def rule(named: _Named, values: _Values) -> _Named | None:
        day = _valid(*_later_month(named.today, months), _number(values, "ordinal"))
        return replace(named, day=day) if day else None

    return rule


def _day_of_month(named: _Named, values: _Values) -> _Named | None:
    if named.day or named.ordinal:
        return None
    return replace(named, ordinal=_number(values, "ordinal" if values.get("ordinal") else "number"))


def _nth_weekday(named: _Named, values: _Values) -> _Named:
    ordinal = _number(values, "ordinal") if values.get("ordinal") else -1
    return replace(named, ordinal=ordinal, nth_weekday=_number(values, "weekday"))


def _last_one(named: _Named, _values: _Values) -> _Named:
    return replace(named, ordinal=-1)


_MAY_BE_OTHERS = frozenset({"day_of_month", "day_of_month_alone", "bare_hour"})
"""Rules that count only if nothing follows that would make it another ordinal or number: "the second step"."""
_LOW = 5
"""Up to this, an ordinal without a month is likely no day, unless nothing else is said: "I was the first"."""
_OF_OPEN_WEEKDAY = frozenset({"nth", "last_one"})
"""Rules that count only where it is asked which one of several weekdays is meant."""
_OF_OPEN_MONTH = frozenset({"nth_weekday_there", "last_weekday_there"})
"""Rules that count only where a month was named before."""
_DAYS: Mapping[str, _DayRule] = {
    "weeks_after_weekday": _weeks_after_weekday,
    "weeks_after_today": _days_from(0, _DAYS_A_WEEK),
    "weeks_after_tomorrow": _days_from(1, _DAYS_A_WEEK),
    "two_days_ago": _in_days(-2),
    "after_tomorrow": _in_days(2),
    "tomorrow": _in_days(1),
    "yesterday": _in_days(-1),
    "today": _in_days(0),
    "in_days": _days_from(0, 1),
    "days_ago": _days_from(0, 1, -1),
    "weeks_ago": _days_from(0, _DAYS_A_WEEK, -1),
    "week_after_next": _week(2),
    "week_before_last": _week(-2),
    "next_week": _week(1),
    "this_week": _week(0),
    "last_week": _week(-1),
    "next_weekend": _week(1, is_weekend=True),
    "this_weekend": _week(0, is_weekend=True),
    "date": _date,
    "nth_weekday": _nth_in_month,
    "last_weekday": _nth_in_month,
    "nth_weekday_there": _nth_weekday,
    "last_weekday_there": _nth_weekday,
    "day_of_next_month": _day_of_month_on(1),
    "day_of_this_month": _day_of_month_on(0),
    "in_months": _months_on(None),
    "next_month": _months_on(1),
    "this_month": _months_on(0),
    "month_next_year": _month_next_year,
    "month_in_year": _month,
    "month": _month,
    "month_alone": _month,
    "weekday_after_next": _of_weekday(1, is_next=True),
    "weekday_last": _of_weekday(is_last=True),
    "weekday_next": _of_weekday(is_next=True),
    "weekday": _of_weekday(),
    "day_of_month": _day_of_month,
    "day_of_month_alone": _day_of_month,
    "nth": _day_of_month,
    "last_one": _last_one,
}
"""The rules for a day, by their names in the language's data."""


def _resolved(named: _Named, near: str | None, open_weekday: int | None) -> tuple[str | None, int | None]:
    """Return the whole or partial date that was named, and a weekday that disagrees with it or leaves it open."""
    if named.monday is not None:
        return _in_week(named.monday, named.weekday, is_weekend=named.is_weekend)
    if named.day is not None:
        return _checked(named.day, named.weekday)
    if named.ordinal is not None:
        return _of_ordinal(named, near, named.nth_weekday or open_weekday)
    if named.month is not None:
        return f"{named.month[0]}-{named.month[1]:02}", named.weekday
    if named.weekday is None:
        return None, None
    is_plain = not (named.weeks_on or named.is_of_next_week or named.is_last_week)
    if is_plain and near and is_month(near):
        return near, named.weekday
    if is_plain and near and "-W" in near and (monday := first_day(near)):
        return _in_week(monday, named.weekday)
    return _weekday(named).isoformat(), None


def _in_week(monday: date, weekday: int | None, *, is_weekend: bool = False) -> tuple[str, int | None]:
    if weekday is not None:
        return (monday + (weekday - 1) * _A_DAY).isoformat(), None
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02}{'-WE' if is_weekend else ''}", None


def _checked(day: date, weekday: int | None) -> tuple[str, int | None]:
    """Return a day, with the weekday that was said for it if that is another one."""
    return day.isoformat(), weekday if weekday not in {None, day.isoweekday()} else None


def _of_ordinal(named: _Named, near: str | None, open_weekday: int | None) -> tuple[str | None, int | None]:
    """Return a day of the month: of the one that was spoken of, or else the next such day."""
    ordinal = named.ordinal or 0
    if named.month is None and not (near and is_month(near)):
        return _checked_or_none(_next_day_of_month(named.today, ordinal), named.weekday)
    year, month = named.month or (int((near or "")[:4]), int((near or "")[5:7]))
    day = _valid(year, month, ordinal) if ordinal > 0 and not named.nth_weekday else None
    if open_weekday is not None and (day is None or day.isoweekday() != open_weekday):
        days = _weekdays_in(year, month, open_weekday)
        if ordinal <= len(days):
            return days[ordinal - 1 if ordinal > 0 else -1].isoformat(), None
    return _checked_or_none(day, named.weekday or open_weekday)


def _checked_or_none(day: date | None, weekday: int | None) -> tuple[str | None, int | None]:
    return _checked(day, weekday) if day else (None, None)


def _weekday(named: _Named) -> date:
    """Return the day for a weekday: the coming one, if nothing else was said with it."""
    weekday = named.weekday or 1
    if named.is_last_week:
        return named.today - ((named.today.isoweekday() - weekday - 1) % _DAYS_A_WEEK + 1) * _A_DAY
    if named.is_of_next_week:
        coming = _monday(named.today) + _A_WEEK + (weekday - 1) * _A_DAY
    else:
        coming = named.today + ((weekday - named.today.isoweekday() - 1) % _DAYS_A_WEEK + 1) * _A_DAY
    return coming + named.weeks_on * _A_WEEK


def _monday(day: date) -> date:
    return day - (day.isoweekday() - 1) * _A_DAY


def _later_month(today: date, months: int) -> tuple[int, int]:
    year, month = divmod(today.year * _MONTHS + today.month - 1 + months, _MONTHS)
    return year, month + 1


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekdays_in(year: int, month: int, weekday: int) -> Sequence[date]:
    """Return each such weekday in a month."""
    days = (_valid(year, month, day) for day in range(1, 32))
    return [day for day in days if day and day.isoweekday() == weekday]


def _coming_date(today: date, month: int, day: int, year: str | None) -> date | None:
    """Return a date in the year that was said, or else the next one; the latest one if that is only just over."""
    if year:
        return _valid(int(year), month, day)
    days = filter(None, (_valid(today.year + ahead, month, day) for ahead in (-1, 0, 1, 2, 3, 4)))
    return next((one for one in days if one >= today - _JUST_OVER), None)


def _next_day_of_month(today: date, day: int) -> date | None:
    days = (_valid(*_later_month(today, months), day) for months in range(_MONTHS))
    return next((one for one in days if one and one >= today), None)


# Times of day: the hour and its minutes, and whether it may be one of the morning or of the afternoon.
_Time = tuple[str, bool]


def _clock(number: str | None, minute: int, half: str | None) -> _Time | None:
    hour = int(number or 0)
    if half is not None:
        return (f"{hour % _NOON + int(half):02}:{minute:02}", False) if 0 < hour <= _NOON else None
    return (f"{hour:02}:{minute:02}", 0 < hour < _NOON) if 0 < hour < _HOURS else None


def _before_hour(number: str | None, minutes: int, half: str | None) -> _Time | None:
    hour = int(number or 0)
    return _clock(str((hour - 2) % _NOON + 1), _MINUTES - minutes, half) if 0 < hour <= _NOON else None


def _with_minutes(values: _Values, fewest: int) -> _Time | None:
    minutes = _number(values, "minutes")
    return _clock(values["number"], minutes, values["half"]) if minutes >= fewest else None


_QUARTER, _HALF = 15, 30
_TIMES: Mapping[str, Callable[[_Values], _Time | None]] = {
    "noon": lambda _: ("12:00", False),
    "midnight": lambda _: ("00:00", False),
    "half_past": lambda values: _clock(values["number"], _HALF, values["half"]),
    "quarter_past": lambda values: _clock(values["number"], _QUARTER, values["half"]),
    "quarter_to": lambda values: _before_hour(values["number"], _QUARTER, values["half"]),
    "minutes_past": lambda values: _clock(values["number"], _number(values, "minutes"), values["half"]),
    "minutes_to": lambda values: _before_hour(values["number"], _number(values, "minutes"), values["half"]),
    "hundred": lambda values: (f"{_number(values):02}:00", False) if _number(values) < _HOURS else None,
    "hour_oh_minutes": lambda values: _with_minutes(values, 1),
    "hour_and_minutes": lambda values: _with_minutes(values, _TWO_DIGITS),
    "hour_in_part": lambda values: _clock(values["number"], 0, None),
    "hour": lambda values: _clock(values["number"], 0, values.get("half")),
    "bare_hour": lambda values: _clock(values["number"], 0, None),
}
"""The rules for an hour, by their names in the language's data."""


def _by(sign: int) -> Callable[[When, _Values], When]:
    def moved(when: When, values: _Values) -> When:
        count, unit = sign * _number(values), values["unit"] or ""
        if when.days_later or when.minutes_later:
            return when
        return replace(when, days_later=count * _DAYS_OF.get(unit, 0), minutes_later=count * _MINUTES_OF.get(unit, 0))

    return moved


_MOVES: Mapping[str, Callable[[When, _Values], When]] = {
    "same_time": lambda when, _: replace(when, is_same_time=True),
    "same_day": lambda when, _: replace(when, is_same_day=True),
    "later": _by(1),
    "earlier": _by(-1),
}
"""The rules for a move, by their names in the language's data."""


# Times behind.


def _one_day(days: int) -> Callable[[date, _Values], Period]:
    return lambda today, _: (today - days * _A_DAY,) * 2


def _days_ago(today: date, values: _Values) -> Period:
    day = today - _number(values) * _A_DAY
    return day, day


def _last_days(unit: int) -> Callable[[date, _Values], Period]:
    return lambda today, values: (today - unit * _number(values) * _A_DAY, today)


def _weeks_ago(weeks: int | None) -> Callable[[date, _Values], Period]:
    def period(today: date, values: _Values) -> Period:
        monday = _monday(today) - (_number(values) if weeks is None else weeks) * _A_WEEK
        return monday, min(monday + 6 * _A_DAY, max(today, monday))

    return period


def _weekend(today: date, _values: _Values) -> Period:
    """Return the latest weekend that has begun."""
    saturday = today - (today.isoweekday() - _SATURDAY) % _DAYS_A_WEEK * _A_DAY
    return saturday, saturday + _A_DAY


def _months_ago(months: int | None) -> Callable[[date, _Values], Period]:
    return lambda today, values: _whole_month(*_later_month(today, -(_number(values) if months is None else months)))


def _last_months(today: date, values: _Values) -> Period:
    return _whole_month(*_later_month(today, -_number(values)))[0], today


def _years_ago(years: int | None) -> Callable[[date, _Values], Period]:
    return lambda today, values: _whole_year(today.year - (_number(values) if years is None else years))


def _past_date(today: date, values: _Values) -> Period | None:
    month, day = _number(values, "month"), _number(values, "ordinal" if values.get("ordinal") else "number")
    years = [int(values["year"] or 0)] if values.get("year") else [today.year - back for back in range(5)]
    days = filter(None, (_valid(year, month, day) for year in years))
    found = next((one for one in days if one <= today or values.get("year")), None)
    return (found, found) if found else None


def _past_month(today: date, values: _Values) -> Period:
    month = _number(values, "month")
    year = int(values.get("year") or today.year - (month > today.month))
    return _whole_month(year, month)


def _month_last_year(today: date, values: _Values) -> Period:
    return _whole_month(today.year - 1, _number(values, "month"))


def _past_weekday(today: date, values: _Values) -> Period:
    day = _weekday(_Named(today, weekday=_number(values, "weekday"), is_last_week=True))
    return day, day


def _past_day_of_month(today: date, values: _Values) -> Period | None:
    days = (_valid(*_later_month(today, -months), _number(values, "ordinal")) for months in range(_MONTHS))
    found = next((one for one in days if one and one <= today), None)
    return (found, found) if found else None


def _whole_month(year: int, month: int) -> Period:
    first = date(year, month, 1)
    return first, date(*_later_month(first, 1), 1) - _A_DAY


def _whole_year(year: int) -> Period:
    return date(year, 1, 1), date(year, _MONTHS, 31)


def _season(today: date, months: Sequence[int], year: str | None) -> Period:
    """Return a season: of the year that was said, or else the latest that has begun."""
    first_month, last_month = months
    years = [int(year)] if year else [today.year - back for back in range(2)]
    seasons = [
        (date(one, first_month, 1), _whole_month(one + (last_month < first_month), last_month)[1]) for one in years
    ]
    return next((season for season in seasons if season[0] <= today or year), seasons[-1])


_PERIODS: Mapping[str, Callable[[date, _Values], Period | None]] = {
    "yesterday": _one_day(1),
    "today": _one_day(0),
    "two_days_ago": _one_day(2),
    "days_ago": _days_ago,
    "last_days": _last_days(1),
    "last_weeks": _last_days(_DAYS_A_WEEK),
    "weeks_ago_today": lambda today, values: (today - _number(values) * _A_WEEK,) * 2,
    "weeks_ago": _weeks_ago(None),
    "week_before_last": _weeks_ago(2),
    "last_week": _weeks_ago(1),
    "this_week": _weeks_ago(0),
    "weekend": _weekend,
    "months_ago": _months_ago(None),
    "last_months": _last_months,
    "month_before_last": _months_ago(2),
    "last_month": _months_ago(1),
    "this_month": _months_ago(0),
    "years_ago": _years_ago(None),
    "last_year": _years_ago(1),
    "this_year": _years_ago(0),
    "date": _past_date,
    "month_last_year": _month_last_year,
    "month_in_year": _past_month,
    "month": _past_month,
    "month_alone": _past_month,
    "weekday": _past_weekday,
    "day_of_month": _past_day_of_month,
    "year": lambda _today, values: _whole_year(_number(values, "year")),
}
"""The rules for a time behind, by their names in the language's data; seasons and holidays have their own data."""
