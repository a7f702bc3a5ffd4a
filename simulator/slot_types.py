"""Alexa's built-in slot types that the skill uses: what people say, and the value that Alexa gives for it."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from simulator.languages import ENGLISH, Language

_SEASON_ENDS = {"SP": 5, "SU": 8, "FA": 11, "WI": 14}
"""The last month of each season; winter ends in the second month of the next year."""
_LARGEST_NUMBER, _LONGEST_MINUTES, _YEARS_BACK, _MONTHS_OF_YEARS_BACK = 100, 90, 60, 12
_DAYS_A_WEEK, _TEN, _HUNDRED, _THOUSAND = 7, 10, 100, 1000

Pairs = Iterator[tuple[str, str]]


def in_words(number: int, language: Language = ENGLISH) -> str:
    """Return a whole number from 0 to 100 in words."""
    words = language.numbers
    if number < len(words.ones):
        return words.ones[number]
    if number == _HUNDRED:
        return words.hundred
    tens, ones = divmod(number, 10)
    ten = words.tens[tens - 2]
    return words.compound.format(tens=ten, ones=words.ones[ones]) if ones else ten


def numbers(language: Language = ENGLISH) -> Pairs:
    """AMAZON.NUMBER."""
    for number in range(_LARGEST_NUMBER + 1):
        yield str(number), str(number)
        yield in_words(number, language), str(number)


def durations(language: Language = ENGLISH) -> Pairs:
    """AMAZON.DURATION, as ISO 8601."""
    yield from language.durations.phrases.items()
    for number in range(1, _LONGEST_MINUTES + 1):
        for amount in _amounts(number, language):
            for unit, letter in language.durations.units.items():
                yield f"{amount} {unit}", f"PT{number}{letter}"


def dates(today: date, language: Language = ENGLISH) -> Pairs:
    """AMAZON.DATE: a day, week, month, season or year. A weekday alone is the next one, as Alexa has it."""
    yield from _days(today, language)
    yield from _days_to_come(today, language)
    yield from _months(today, language)
    yield from _years(today, language)


def _days(today: date, language: Language) -> Pairs:
    words = language.dates
    for phrase, days in words.past_days.items():
        yield phrase, _day(today, days)
    for number in range(1, 32):
        for amount in _amounts(number, language):
            yield _ago(amount, "day", number, language), _day(today, -number)
            yield _ago(amount, "week", number, language), _week(today, -number)
    for phrase, weeks in words.past_weeks.items():
        yield phrase, _week(today, weeks)
    for ago in range(1, 8):
        yield words.last.format(name=words.weekdays[(today.weekday() - ago) % _DAYS_A_WEEK]), _day(today, -ago)


def _days_to_come(today: date, language: Language) -> Pairs:
    words, parts = language.dates, language.times.parts.items()
    yield from ((phrase, _day(today, days)) for phrase, days in words.coming_days.items())
    for tomorrow in (phrase for phrase, days in words.coming_days.items() if days == 1):
        yield from ((f"{tomorrow} {part}", f"{_day(today, 1)}T{code}") for part, code in parts)
    yield from ((phrase, _week(today, weeks)) for phrase, weeks in words.coming_weeks.items())
    yield from ((phrase, _month(today, months)) for phrase, months in words.coming_months.items())
    for ahead in range(1, 8):
        weekday = (today.weekday() + ahead) % _DAYS_A_WEEK
        name, day = words.weekdays[weekday], _day(today, ahead)
        yield from ((said, day) for said in (name, words.this.format(name=name), words.coming.format(name=name)))
        yield from ((f"{name} {part}", f"{day}T{code}") for part, code in parts)
        yield words.in_next_week.format(name=name), _day(today, _DAYS_A_WEEK - today.weekday() + weekday)
        yield from ((said.format(name=name), _day(today, ahead + _DAYS_A_WEEK)) for said in words.week_on)
        is_this_week = ahead + today.weekday() < _DAYS_A_WEEK
        next_name, after_next = words.next.format(name=name), _day(today, ahead + (_DAYS_A_WEEK if is_this_week else 0))
        yield next_name, after_next
        yield from ((f"{next_name} {part}", f"{after_next}T{code}") for part, code in parts)
    for number in range(1, 32):
        for amount in _amounts(number, language):
            yield _ahead(amount, "day", number, language), _day(today, number)
    for number in range(1, 9):
        for amount in _amounts_or_indefinite(number, language):
            yield _ahead(amount, "week", number, language), _day(today, _DAYS_A_WEEK * number)


def times(language: Language = ENGLISH) -> Pairs:
    """AMAZON.TIME, as HH:MM; or a part of the day: MO, AF, EV, NI."""
    words = language.times
    yield from words.parts.items()
    yield from words.phrases.items()
    for hour in range(1, 13):
        for said in _amounts(hour, language):
            for minute, endings in words.minutes.items():
                for ending in endings:
                    yield from _halves(f"{said} {ending}".strip(), hour, int(minute), language)
            yield from _written_times(said, hour, language)
            for phrase, minutes in words.quarters.items():
                of_hour, minute_of_hour = (hour, minutes) if minutes >= 0 else ((hour - 2) % 12 + 1, 60 + minutes)
                yield from _halves(phrase.format(hour=said), of_hour, minute_of_hour, language)


def _halves(said: str, hour: int, minute: int, language: Language) -> Pairs:
    """A time as it is said, and with each half of the day after it."""
    yield said, f"{hour:02}:{minute:02}"
    for half, later in language.times.halves.items():
        yield f"{said} {half}", f"{hour % 12 + later:02}:{minute:02}"


def _written_times(said: str, hour: int, language: Language) -> Pairs:
    """A time as it is written: 3pm, 3:00 p.m., 15:00."""
    if not said.isdecimal():
        return
    words = language.times
    for minute in range(0, 60, 5):
        with_minutes = [f"{said}{separator}{minute:02}" for separator in words.separators]
        for time in with_minutes if minute else [*with_minutes, said]:
            yield from _halves(time, hour, minute, language)
            for half in words.written_halves:
                yield f"{time}{half}", f"{hour % 12 + words.halves[half]:02}:{minute:02}"
        for separator in words.separators:
            yield f"{hour + 12}{separator}{minute:02}", f"{(hour + 12) % 24:02}:{minute:02}"


def _months(today: date, language: Language) -> Pairs:
    words = language.dates
    for index, (month, short) in enumerate(zip(words.months, words.short_months, strict=True), start=1):
        latest = today.year if index <= today.month else today.year - 1
        last = today.year if index < today.month else today.year - 1
        yield month, f"{latest}-{index:02}"
        yield words.last.format(name=month), f"{last}-{index:02}"
        yield words.this.format(name=month), f"{latest}-{index:02}"
        for said, year in _year_names(today, language, _MONTHS_OF_YEARS_BACK):
            yield f"{month} {said}", f"{year}-{index:02}"
        yield words.in_last_year.format(name=month), f"{today.year - 1}-{index:02}"
        for day in range(1, 32):
            next_year = today.year if (index, day) >= (today.month, today.day) else today.year + 1
            value = f"{next_year}-{index:02}-{day:02}"
            for said in _day_names(day, language):
                yield f"{month} {said}", value
                yield f"{short} {said}", value
                yield words.day_of_month.format(day=said, month=month), value
                yield from (
                    (first.format(day=said, month=name), value) for first in words.day_first for name in (month, short)
                )
    for number in range(1, 25):
        for amount in _amounts_or_indefinite(number, language):
            yield _ago(amount, "month", number, language), _month(today, -number)
    yield from ((phrase, _month(today, months)) for phrase, months in words.past_months.items())


def _years(today: date, language: Language) -> Pairs:
    words = language.dates
    yield from _year_names(today, language)
    yield from ((phrase, str(today.year + years)) for phrase, years in words.past_years.items())
    for number in range(1, _YEARS_BACK + 1):
        for amount in _amounts_or_indefinite(number, language):
            yield _ago(amount, "year", number, language), str(today.year - number)
    for season, code in words.seasons.items():
        last = today.year if today.month > _SEASON_ENDS[code] else today.year - 1
        yield words.last.format(name=season), f"{last}-{code}"
        yield words.this.format(name=season), f"{today.year}-{code}"
        years = list(_year_names(today, language, _MONTHS_OF_YEARS_BACK))
        yield from ((words.season_of_year.format(season=season, year=said), f"{year}-{code}") for said, year in years)
        yield from ((f"{season} {said}", f"{year}-{code}") for said, year in years)


def _year_names(today: date, language: Language, back: int = _YEARS_BACK) -> Pairs:
    words = language.dates
    for year in range(today.year - back, today.year + 1):
        yield str(year), str(year)
        century, rest = (in_words(part, language) for part in divmod(year, _HUNDRED))
        if 0 < year % _HUNDRED < _TEN:
            yield words.year_with_zero.format(century=century, year=rest), str(year)
        elif year % _HUNDRED:
            yield f"{century} {rest}", str(year)
        if year // _THOUSAND == 2:  # noqa: PLR2004
            after = year % _THOUSAND
            yield f"{words.two_thousand} {in_words(after, language)}" if after else words.two_thousand, str(year)


def _day_names(day: int, language: Language) -> tuple[str, ...]:
    return str(day), language.numbers.written_ordinals[day - 1], language.numbers.ordinals[day - 1]


def _amounts(number: int, language: Language) -> tuple[str, ...]:
    return str(number), in_words(number, language)


def _amounts_or_indefinite(number: int, language: Language) -> tuple[str, ...]:
    """Return a number as it is said before a unit: for one, an indefinite article as well."""
    digits, words = _amounts(number, language)
    return (language.numbers.indefinite, words, digits) if number == 1 else (digits, words)


def _ago(amount: str, unit: str, number: int, language: Language) -> str:
    return language.dates.ago.format(amount=amount, unit=_counted(language.dates.units[unit], number))


def _ahead(amount: str, unit: str, number: int, language: Language) -> str:
    return language.dates.ahead.format(amount=amount, unit=_counted(language.dates.units[unit], number))


def _counted(forms: Sequence[str], number: int) -> str:
    one, several = forms
    return one if number == 1 else several


def _day(today: date, days: int) -> str:
    return (today + timedelta(days=days)).isoformat()


def _week(today: date, weeks: int) -> str:
    year, week, _ = (today + timedelta(weeks=weeks)).isocalendar()
    return f"{year}-W{week:02}"


def _month(today: date, months: int) -> str:
    months += today.year * 12 + today.month - 1
    return f"{months // 12}-{months % 12 + 1:02}"
