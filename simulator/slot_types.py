"""Alexa's built-in slot types, as far as the skill uses them: what people say, and the value Alexa gives for it."""

from collections.abc import Iterator
from datetime import date, timedelta

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_MONTHS = ("january february march april may june july august september october november december").split()
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
_SEASON_ENDS = {"SP": 5, "SU": 8, "FA": 11, "WI": 14}
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_LARGEST_NUMBER, _LONGEST_MINUTES, _YEARS_BACK, _MONTHS_OF_YEARS_BACK = 100, 90, 60, 12
_HUNDRED, _THOUSAND = 100, 1000

Pairs = Iterator[tuple[str, str]]


def in_words(number: int) -> str:
    """Return a whole number from 0 to 100 in words."""
    if number < len(_ONES):
        return _ONES[number]
    if number == _HUNDRED:
        return "a hundred"
    tens, ones = divmod(number, 10)
    return _TENS[tens - 2] + (f" {_ONES[ones]}" if ones else "")


def numbers() -> Pairs:
    """AMAZON.NUMBER."""
    for number in range(_LARGEST_NUMBER + 1):
        yield str(number), str(number)
        yield in_words(number), str(number)


def durations() -> Pairs:
    """AMAZON.DURATION, as ISO 8601."""
    yield from (("a second", "PT1S"), ("half a minute", "PT30S"), ("a minute", "PT1M"), ("half an hour", "PT30M"))
    yield from (("an hour", "PT1H"), ("a minute and a half", "PT1M30S"), ("one and a half minutes", "PT1M30S"))
    yield from (("two and a half minutes", "PT2M30S"), ("a couple of minutes", "PT2M"), ("a few minutes", "PT3M"))
    for number in range(1, _LONGEST_MINUTES + 1):
        for amount in (str(number), in_words(number)):
            for unit, letter in (("second", "S"), ("minute", "M"), ("sec", "S"), ("min", "M")):
                yield f"{amount} {unit}", f"PT{number}{letter}"
                yield f"{amount} {unit}s", f"PT{number}{letter}"


def dates(today: date) -> Pairs:
    """AMAZON.DATE: a day, or a week, month, season or year; a weekday alone is the next one, as Alexa has it."""
    yield from _days(today)
    yield from _days_to_come(today)
    yield from _months(today)
    yield from _years(today)


def _days(today: date) -> Pairs:
    for words, days in (("today", 0), ("this morning", 0), ("this afternoon", 0), ("tonight", 0), ("yesterday", 1)):
        yield words, _iso(today, days)
    yield from (("last night", _iso(today, 1)), ("the day before yesterday", _iso(today, 2)))
    for number in range(1, 32):
        for amount in (str(number), in_words(number)):
            yield f"{amount} day{'s' if number > 1 else ''} ago", _iso(today, number)
            yield f"{amount} week{'s' if number > 1 else ''} ago", _week(today - timedelta(weeks=number))
    yield from (("last week", _week(today - timedelta(weeks=1))), ("a week ago", _week(today - timedelta(weeks=1))))
    yield "this week", _week(today)
    for ago in range(1, 8):
        name = _WEEKDAYS[(today.weekday() - ago) % 7]
        yield f"last {name}", _iso(today, ago)


def _days_to_come(today: date) -> Pairs:
    yield from (("tomorrow", _iso(today, -1)), ("the day after tomorrow", _iso(today, -2)))
    yield from ((f"tomorrow {part}", f"{_iso(today, -1)}T{code}") for part, code in _PARTS.items())
    yield from (("next week", _week(today + timedelta(weeks=1))), ("next month", _months_before(today, -1)))
    for ahead in range(1, 8):
        name = _WEEKDAYS[(today.weekday() + ahead) % 7]
        yield from ((said, _iso(today, -ahead)) for said in (name, f"this {name}", f"coming {name}"))
        yield from ((f"{name} {part}", f"{_iso(today, -ahead)}T{code}") for part, code in _PARTS.items())
        yield f"{name} next week", _iso(today, today.weekday() - 7 - (today.weekday() + ahead) % 7)
        after_next = _iso(today, -ahead - (7 if ahead + today.weekday() < 7 else 0))  # noqa: PLR2004
        yield f"next {name}", after_next
        yield from ((f"next {name} {part}", f"{after_next}T{code}") for part, code in _PARTS.items())
    for number in range(1, 32):
        for amount in (str(number), in_words(number)):
            yield f"in {amount} day{'s' if number > 1 else ''}", _iso(today, -number)
    for number in range(1, 9):
        for amount in ("a", "one", "1") if number == 1 else (str(number), in_words(number)):
            yield f"in {amount} week{'s' if number > 1 else ''}", _iso(today, -7 * number)


def times() -> Pairs:
    """AMAZON.TIME, as HH:MM; or a part of the day: MO, AF, EV, NI."""
    yield from _PARTS.items()
    yield from (("noon", "12:00"), ("midday", "12:00"), ("midnight", "00:00"))
    for hour in range(1, 13):
        for said in (str(hour), in_words(hour)):
            for minute, names in _MINUTES.items():
                for name in names:
                    yield from _halves(f"{said} {name}".strip(), hour, minute)
            yield from _typed(said, hour)
            yield from _halves(f"half past {said}", hour, 30)
            yield from _halves(f"quarter past {said}", hour, 15)
            yield from _halves(f"quarter to {said}", (hour - 2) % 12 + 1, 45)


_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
_MINUTES = {0: ("", "o'clock"), 15: ("fifteen", "15"), 30: ("thirty", "30"), 45: ("forty five", "45")}
_HALVES = {"a m": 0, "am": 0, "in the morning": 0, "p m": 12, "pm": 12, "in the afternoon": 12, "in the evening": 12}


def _halves(said: str, hour: int, minute: int) -> Pairs:
    yield said, f"{hour:02}:{minute:02}"
    for half, later in _HALVES.items():
        yield f"{said} {half}", f"{hour % 12 + later:02}:{minute:02}"


def _typed(said: str, hour: int) -> Pairs:
    """A time as it is written: 3pm, 3:00 p.m., 15:00."""
    if not said.isdecimal():
        return
    for minute in range(0, 60, 5):
        written = (f"{said}:{minute:02}", said) if minute == 0 else (f"{said}:{minute:02}",)
        for time in written:
            yield from _halves(time, hour, minute)
            yield from ((f"{time}{half}", f"{hour % 12 + _HALVES[half]:02}:{minute:02}") for half in ("am", "pm"))
        yield f"{hour + 12}:{minute:02}", f"{(hour + 12) % 24:02}:{minute:02}"


def _months(today: date) -> Pairs:
    for index, month in enumerate(_MONTHS, start=1):
        year = today.year if index <= today.month else today.year - 1
        last = today.year if index < today.month else today.year - 1
        yield from (
            (month, f"{year}-{index:02}"),
            (f"last {month}", f"{last}-{index:02}"),
            (f"this {month}", f"{year}-{index:02}"),
        )
        yield from ((f"{month} {said}", f"{of}-{index:02}") for said, of in _year_names(today, _MONTHS_OF_YEARS_BACK))
        yield f"{month} last year", f"{today.year - 1}-{index:02}"
        for day in range(1, 32):
            for said in _day_names(day):
                short = month[:3]
                of = today.year if (index, day) >= (today.month, today.day) else today.year + 1
                yield f"{month} {said}", f"{of}-{index:02}-{day:02}"
                yield f"{short} {said}", f"{of}-{index:02}-{day:02}"
                yield f"the {said} of {month}", f"{of}-{index:02}-{day:02}"
    for number in range(1, 25):
        before = _months_before(today, number)
        for amount in ("a", "one", "1") if number == 1 else (str(number), in_words(number)):
            yield f"{amount} month{'s' if number > 1 else ''} ago", before
    yield "last month", _months_before(today, 1)
    yield "this month", _months_before(today, 0)


def _years(today: date) -> Pairs:
    yield from _year_names(today)
    yield from (
        ("last year", str(today.year - 1)),
        ("this year", str(today.year)),
        ("the year before last", str(today.year - 2)),
    )
    for number in range(1, _YEARS_BACK + 1):
        for amount in ("a", "one", "1") if number == 1 else (str(number), in_words(number)):
            yield f"{amount} year{'s' if number > 1 else ''} ago", str(today.year - number)
    for season, code in _SEASONS.items():
        last = today.year if today.month > _SEASON_ENDS[code] else today.year - 1
        yield from ((f"last {season}", f"{last}-{code}"), (f"this {season}", f"{today.year}-{code}"))
        yield from (
            (f"the {season} of {said}", f"{of}-{code}") for said, of in _year_names(today, _MONTHS_OF_YEARS_BACK)
        )
        yield from ((f"{season} {said}", f"{of}-{code}") for said, of in _year_names(today, _MONTHS_OF_YEARS_BACK))


def _year_names(today: date, back: int = _YEARS_BACK) -> Pairs:
    for year in range(today.year - back, today.year + 1):
        yield str(year), str(year)
        century, rest = divmod(year, _HUNDRED)
        if rest:
            yield f"{in_words(century)} {'oh ' if rest < 10 else ''}{in_words(rest)}", str(year)  # noqa: PLR2004
        if year // _THOUSAND == 2:  # noqa: PLR2004
            yield f"two thousand{f' {in_words(year % _THOUSAND)}' if year % _THOUSAND else ''}", str(year)


def _day_names(day: int) -> tuple[str, ...]:
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(0 if day in {11, 12, 13} else day % 10, "th")
    if day <= len(_ORDINALS):
        return str(day), f"{day}{suffix}", _ORDINALS[day - 1]
    tens = "thirtieth" if day == 30 else f"{'twenty' if day < 30 else 'thirty'} {_ORDINALS[day % 10 - 1]}"  # noqa: PLR2004
    return str(day), f"{day}{suffix}", tens


def _iso(today: date, days_ago: int) -> str:
    return (today - timedelta(days=days_ago)).isoformat()


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def _months_before(today: date, number: int) -> str:
    months = today.year * 12 + today.month - 1 - number
    return f"{months // 12}-{months % 12 + 1:02}"
