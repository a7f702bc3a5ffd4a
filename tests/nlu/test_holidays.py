"""The days of holidays, by their rules."""

from datetime import date

import pytest

from skill.nlu.holidays import Holidays, easter
from skill.nlu.language import language_for

TODAY = date(2026, 5, 4)
HOLIDAYS = Holidays(
    {
        "christmas eve": ["12-24", "12-24"],
        "new year": ["12-31", "01-02"],
        "good friday": {"easter": [-2, -2]},
        "memorial day": {"nth": [5, 1, -1]},
        "thanksgiving": {"nth": [11, 4, 4]},
        "victoria day": {"before": [1, "05-25"]},
        "diwali": {"on": ["2025-10-20", "2026-11-08"]},
        "elsewhere": {"nth": [5, 7, 2], "on": []},
    }
)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("christmas eve", "2025-12-24", "2025-12-24"),
        ("new year", "2025-12-31", "2026-01-02"),
        ("good friday", "2026-04-03", "2026-04-03"),
        ("memorial day", "2025-05-26", "2025-05-26"),
        ("thanksgiving", "2025-11-27", "2025-11-27"),
        ("diwali", "2025-10-20", "2025-10-20"),
    ],
)
def test_the_latest(name: str, first: str, last: str) -> None:
    assert HOLIDAYS.latest(name, TODAY) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("christmas eve", "2026-12-24"),
        ("good friday", "2027-03-26"),
        ("memorial day", "2026-05-25"),
        ("victoria day", "2026-05-18"),
        ("diwali", "2026-11-08"),
    ],
)
def test_the_coming(name: str, day: str) -> None:
    assert HOLIDAYS.coming(name, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize("name", ["new year", "elsewhere"])
def test_none_is_coming_where_it_is_several_days_or_on_none_that_is_known(name: str) -> None:
    assert HOLIDAYS.coming(name, TODAY) is None


@pytest.mark.parametrize(("year", "sunday"), [(2024, "03-31"), (2025, "04-20"), (2026, "04-05"), (2027, "03-28")])
def test_easter(year: int, sunday: str) -> None:
    assert easter(year) == date.fromisoformat(f"{year}-{sunday}")


@pytest.mark.parametrize(
    ("words", "day"),
    [("uh valentine's day i remember because i was single", "2026-02-14"), ("easter monday i think", "2026-04-06")],
)
def test_one_that_is_told_in_any_place(words: str, day: str) -> None:
    assert language_for("en-US").past_day(words, TODAY) == day


@pytest.mark.parametrize(("locale", "day"), [("en-US", "2026-05-10"), ("en-CA", "2026-05-10"), ("en-GB", None)])
def test_one_that_is_on_another_day_elsewhere_is_asked_about_there(locale: str, day: str | None) -> None:
    when = language_for(locale).when("on mother's day", TODAY)
    assert (when.day if when else None) == day
