"""Days and hours in words."""

from datetime import date, timedelta
from typing import Any

import pytest

from skill.nlu.language import language_for
from skill.nlu.when import When, WhenGrammar

TODAY = date(2026, 5, 4)
"""A Monday."""
LANGUAGE = language_for("en-US")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("friday week", "2026-05-15"),
        ("this day week", "2026-05-11"),
        ("a fortnight on wednesday", "2026-05-20"),
        ("wednesday fortnight", "2026-05-20"),
        ("a week on tuesday", "2026-05-12"),
        ("a week from tomorrow", "2026-05-12"),
        ("tomorrow week", "2026-05-12"),
        ("in two weeks", "2026-05-18"),
        ("in ten days", "2026-05-14"),
        ("day after tomorrow", "2026-05-06"),
        ("coming sunday", "2026-05-10"),
        ("next friday", "2026-05-15"),
        ("friday next week", "2026-05-15"),
        ("next week on friday", "2026-05-15"),
        ("friday after next", "2026-05-22"),
        ("monday", "2026-05-11"),
        ("last friday", "2026-05-01"),
        ("the twelfth", "2026-05-12"),
        ("on the 3rd", "2026-06-03"),
        ("twelfth may", "2026-05-12"),
        ("may the 12th", "2026-05-12"),
        ("12 May", "2026-05-12"),
        ("may twelve", "2026-05-12"),
        ("the twelfth of january", "2027-01-12"),
        ("the twentieth of april", "2026-04-20"),
        ("the twentieth of april twenty twenty seven", "2027-04-20"),
        ("friday the eighth of may", "2026-05-08"),
        ("friday the fifteenth", "2026-05-15"),
        ("the last friday of june", "2026-06-26"),
        ("the second saturday in june", "2026-06-13"),
        ("the fifth of next month", "2026-06-05"),
        ("september", "2026-09"),
        ("march next year", "2027-03"),
        ("next month", "2026-06"),
        ("next week", "2026-W20"),
        ("this weekend", "2026-W19-WE"),
        ("the week after next", "2026-W21"),
    ],
)
def test_a_day_to_come(words: str, day: str) -> None:
    when = LANGUAGE.when(words, TODAY)
    assert when == When(day=day)
    assert when.is_all


@pytest.mark.parametrize(
    ("words", "time", "is_ambiguous", "part"),
    [
        ("noonish", "12:00", False, None),
        ("midnight", "00:00", False, "NI"),
        ("half nine", "09:30", True, None),
        ("half past nine", "09:30", True, None),
        ("quarter to six", "05:45", True, None),
        ("a quarter past one p m", "13:15", False, None),
        ("ten to nine", "08:50", True, None),
        ("twenty past four", "04:20", True, None),
        ("four p m", "16:00", False, None),
        ("4:30pm", "16:30", False, None),
        ("six oh five p m", "18:05", False, None),
        ("eight thirty in the night", "08:30", False, "NI"),
        ("seven in the evening", "07:00", False, "EV"),
        ("sevenish", "07:00", True, None),
        ("fifteen thirty", "15:30", False, None),
        ("seven", "07:00", True, None),
        ("two o'clock", "02:00", True, None),
        ("first thing", None, False, "MO"),
        ("after lunch", None, False, "AF"),
    ],
)
def test_an_hour(words: str, time: str | None, is_ambiguous: bool, part: str | None) -> None:
    assert LANGUAGE.when(words, TODAY) == When(time=time, is_ambiguous=is_ambiguous, part=part)


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("my demonstration is on friday week at noon", When(day="2026-05-15", time="12:00")),
        ("friday ten", When(day="2026-05-08", time="10:00", is_ambiguous=True)),
        ("tonight at eight", When(day="2026-05-04", time="08:00", part="NI")),
        ("saturday the eighth of may", When(day="2026-05-08", weekday=6)),
        ("friday in september", When(day="2026-09", weekday=5)),
        ("an hour later", When(minutes_later=60)),
        ("push it back a week", When(days_later=7)),
        ("bring it forward two days", When(days_later=-2)),
        ("same time next monday", When(day="2026-05-11", is_same_time=True)),
        ("noon tomorrow", When(day="2026-05-05", time="12:00")),
        ("in two hours", When(minutes_ahead=120)),
    ],
)
def test_a_day_with_an_hour_and_a_move(words: str, when: When) -> None:
    assert LANGUAGE.when(words, TODAY) == when


@pytest.mark.parametrize(
    "words",
    [
        *(
            "may i speak",
            "i sharpened four knives",
            "march on",
            "the second step",
            "show three cuts to four neighbours",
        ),
        *("the thirty first of june", "half of it", "one more time", "i was the first", "a minute of silence"),
    ],
)
def test_what_names_no_day_and_no_hour(words: str) -> None:
    assert LANGUAGE.when(words, TODAY) is None


@pytest.mark.parametrize(
    ("words", "near", "weekday", "when"),
    [
        ("friday at noon", "2026-09", None, When(day="2026-09", weekday=5, time="12:00")),
        ("friday", "2026-W20", None, When(day="2026-05-15")),
        ("the twelfth", "2026-09", None, When(day="2026-09-12")),
        ("the second one", "2026-09", 5, When(day="2026-09-11")),
        ("the last", "2026-09", 5, When(day="2026-09-25")),
        ("the eighteenth", "2026-09", 5, When(day="2026-09-18")),
        ("the nineteenth", "2026-09", 5, When(day="2026-09-19", weekday=5)),
    ],
)
def test_a_month_or_a_week_stays_in_mind(words: str, near: str, weekday: int | None, when: When) -> None:
    assert LANGUAGE.when(words, TODAY, near, weekday) == when


def test_where_in_the_words_it_is() -> None:
    when = LANGUAGE.when("a wedding speech on saturday the ninth I think", TODAY)
    assert when is not None
    assert (when.before, when.until, when.is_all) == (3, 7, False)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("last week", "2026-04-27", "2026-05-03"),
        ("evidence from the week before last", "2026-04-20", "2026-04-26"),
        ("a fortnight ago", "2026-04-20", "2026-04-26"),
        ("this week", "2026-05-04", "2026-05-04"),
        ("in the past two weeks", "2026-04-20", "2026-05-04"),
        ("in february", "2026-02-01", "2026-02-28"),
        ("my april evidence", "2026-04-01", "2026-04-30"),
        ("in december", "2025-12-01", "2025-12-31"),
        ("in october last year", "2025-10-01", "2025-10-31"),
        ("two months ago", "2026-03-01", "2026-03-31"),
        ("what I said on april twenty second", "2026-04-22", "2026-04-22"),
        ("the 22nd of April", "2026-04-22", "2026-04-22"),
        ("on may the sixth", "2025-05-06", "2025-05-06"),
        ("yesterday", "2026-05-03", "2026-05-03"),
        ("the day before yesterday", "2026-05-02", "2026-05-02"),
        ("three days ago", "2026-05-01", "2026-05-01"),
        ("last night", "2026-05-03", "2026-05-03"),
        ("on friday", "2026-05-01", "2026-05-01"),
        ("since thursday", "2026-04-30", "2026-05-04"),
        ("over the weekend", "2026-05-02", "2026-05-03"),
        ("over christmas", "2025-12-20", "2025-12-31"),
        ("at easter", "2026-04-03", "2026-04-06"),
        ("on new year's eve", "2025-12-31", "2025-12-31"),
        ("last summer", "2025-06-01", "2025-08-31"),
        ("over the winter", "2025-12-01", "2026-02-28"),
        ("in twenty twenty five", "2025-01-01", "2025-12-31"),
        ("last year", "2025-01-01", "2025-12-31"),
    ],
)
def test_a_time_behind(words: str, first: str, last: str) -> None:
    assert LANGUAGE.past_period(words, TODAY) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "words",
    ["may I hear my evidence", "the evidence with the blades in it", "my oldest piece", "the last one", "march music"],
)
def test_what_names_no_time_behind(words: str) -> None:
    assert LANGUAGE.past_period(words, TODAY) is None


@pytest.mark.parametrize(("year", "sunday"), [(2024, "03-31"), (2025, "04-20"), (2026, "04-05"), (2027, "03-28")])
def test_easter(year: int, sunday: str) -> None:
    period = LANGUAGE.past_period("at easter", date(year, 6, 1))
    assert period is not None
    assert period[1] == date.fromisoformat(f"{year}-{sunday}") + timedelta(days=1)


@pytest.mark.parametrize("words", ["no " * 1_500, "friday " + "sorry word " * 1_000, "no sorry " * 12])
def test_however_often_somebody_says_no_little_is_read(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each slip of the tongue is read twice: what comes before it, and what comes after."""
    read, reads = WhenGrammar._read, list[str]()

    def counted(self: WhenGrammar, plain: str, *rest: Any) -> When | None:
        reads.append(plain)
        return read(self, plain, *rest)

    monkeypatch.setattr(WhenGrammar, "_read", counted)
    LANGUAGE.when(words, TODAY)
    assert sum(len(one.split()) for one in reads) <= max(2_100, 25 * 24)
