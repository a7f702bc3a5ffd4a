"""Partial dates."""

from datetime import date

import pytest

from skill.nlu import dates
from skill.nlu.dates import in_the_past

TODAY = date(2026, 5, 4)
"""A Monday."""


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("2026-05-04", "2026-05-04"),
        ("2026-05-01", "2026-05-01"),
        ("2026-05-08", "2026-05-01"),  # "on Friday"
        ("2026-12-25", "2025-12-25"),
        ("2026-12", "2025-12"),
        ("2026-05", "2026-05"),
        ("2026-W19", "2026-W19"),
        ("2026-W30", "2025-W30"),
        ("2026-SP", "2026-SP"),
        ("2026-SU", "2025-SU"),
        ("2027", "2026"),
        ("202X", "202X"),
        (dates.TODAY, "2026-05-04"),
        ("2026-W20-WE", "2025-W20-WE"),
        ("when I was ten", "when I was ten"),
    ],
)
def test_a_date_of_a_success_has_been(given: str, meant: str) -> None:
    assert in_the_past(given, TODAY) == meant


@pytest.mark.parametrize(
    "code", ["PAST_REF", "FUTURE_REF", "2026-13", "2026-Q2", "2026-W60", "2026-02-30", "XXXX-05-04", "P1D", "?"]
)
def test_a_code_that_names_no_time_is_asked_again(code: str) -> None:
    assert in_the_past(code, TODAY) is None


def test_a_leap_day_in_a_year_without_one_is_the_day_before() -> None:
    assert in_the_past("2028-02-29", date(2027, 12, 1)) == "2027-02-28"


def test_the_last_week_of_a_longer_year_is_not_made_up() -> None:
    assert in_the_past("2026-W53", date(2026, 6, 1)) is None
