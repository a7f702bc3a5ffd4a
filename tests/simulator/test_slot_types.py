"""What people say for the values of Alexa's built-in slot types."""

from datetime import date

import pytest

from simulator.slot_types import dates, durations, in_words, numbers, times

TODAY = date(2026, 1, 2)
"""A Friday, two days into the year."""


@pytest.mark.parametrize(
    ("number", "words"), [(0, "zero"), (13, "thirteen"), (20, "twenty"), (42, "forty two"), (100, "a hundred")]
)
def test_numbers_in_words(number: int, words: str) -> None:
    assert in_words(number) == words
    assert dict(numbers())[words] == str(number)


@pytest.mark.parametrize(
    ("said", "value"),
    [("two minutes", "PT2M"), ("1 minute", "PT1M"), ("half a minute", "PT30S"), ("ninety seconds", "PT90S")],
)
def test_durations(said: str, value: str) -> None:
    assert dict(durations())[said] == value


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("today", "2026-01-02"),
        ("yesterday", "2026-01-01"),
        ("last thursday", "2026-01-01"),
        ("last friday", "2025-12-26"),
        ("three days ago", "2025-12-30"),
        ("last week", "2025-W52"),
        ("december", "2025-12"),
        ("last january", "2025-01"),
        ("this january", "2026-01"),
        ("last month", "2025-12"),
        ("two months ago", "2025-11"),
        ("march 2024", "2024-03"),
        ("march twenty twenty four", "2024-03"),
        ("last year", "2025"),
        ("five years ago", "2021"),
        ("two thousand nineteen", "2019"),
        ("nineteen eighty seven", "1987"),
        ("twenty oh four", "2004"),
        ("the summer of 2020", "2020-SU"),
        ("last fall", "2025-FA"),
    ],
)
def test_dates_that_have_passed(said: str, value: str) -> None:
    assert dict(dates(TODAY))[said] == value


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("tomorrow", "2026-01-03"),
        ("tomorrow afternoon", "2026-01-03TAF"),
        ("sunday evening", "2026-01-04TEV"),
        ("monday next week", "2026-01-05"),
        ("thursday", "2026-01-08"),
        ("friday", "2026-01-09"),
        ("this monday", "2026-01-05"),
        ("next monday", "2026-01-05"),
        ("in three days", "2026-01-05"),
        ("in two weeks", "2026-01-16"),
        ("next week", "2026-W02"),
        ("next month", "2026-02"),
        ("may third", "2026-05-03"),
        ("january first", "2027-01-01"),
        ("the twenty second of december", "2026-12-22"),
    ],
)
def test_dates_to_come(said: str, value: str) -> None:
    assert dict(dates(TODAY))[said] == value


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("three", "03:00"),
        ("three p m", "15:00"),
        ("twelve p m", "12:00"),
        ("twelve a m", "00:00"),
        ("ten thirty in the morning", "10:30"),
        ("half past two", "02:30"),
        ("quarter to one pm", "12:45"),
        ("noon", "12:00"),
        ("afternoon", "AF"),
    ],
)
def test_times(said: str, value: str) -> None:
    assert dict(times())[said] == value
