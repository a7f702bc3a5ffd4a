"""Days as people name them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.speech import dates
from skill.speech.texts import texts_for

TODAY = date(2026, 5, 7)
"""A Thursday."""
SAY = texts_for("en-US").say


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (date(2026, 5, 7), "today"),
        (date(2026, 5, 8), "today"),  # said where it is already tomorrow
        (date(2026, 5, 6), "yesterday"),
        (date(2026, 5, 5), "on Tuesday"),
        (date(2026, 5, 1), "on Friday"),
        (date(2026, 4, 30), "on April 30"),
        (date(2025, 12, 24), "on December 24, 2025"),
    ],
)
def test_a_day_is_named_as_it_is_best_understood(when: date, said: str) -> None:
    assert SAY(dates.day(when, TODAY)) == said


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("2026-05-06", "yesterday"),
        ("2026-03", "in March"),
        ("2025-03", "in March 2025"),
        ("2024", "in 2024"),
        ("2025-SP", "in the spring of 2025"),
        ("2025-FA", "in the fall of 2025"),
        ("2026-W17", "the week of April 20"),
        ("201X", "in the 2010s"),
        ("2025-13", "some time ago"),
        ("2025-W60", "some time ago"),
        ("when I was in college", "at the time you named: when I was in college"),
    ],
)
def test_a_partial_date_is_named_as_far_as_it_goes(when: str, said: str) -> None:
    assert SAY(dates.partial(when, TODAY)) == said


@pytest.mark.parametrize("when", ["PRESENT_REF", "PAST_REF", "2025-Q1", "2026-13", "P1D", "XXXX-05-04", "202"])
def test_a_code_is_never_spoken(when: str) -> None:
    """Older releases stored some."""
    said = SAY(dates.partial(when, TODAY))
    assert when not in said
    assert said == "some time ago"


@pytest.mark.parametrize(
    ("time", "said"),
    [("00:05", "at 12:05 AM"), ("09:00", "at 9 AM"), ("12:00", "at 12 PM"), ("15:30", "at 3:30 PM")],
)
def test_a_time_of_day_is_named_with_its_half(time: str, said: str) -> None:
    assert SAY(dates.clock(time)) == said


@given(st.text(max_size=20))
def test_any_words_for_a_date_can_be_said(when: str) -> None:
    assert SAY(dates.partial(when, TODAY))


@pytest.mark.parametrize(
    ("when", "american", "british"),
    [(date(2026, 3, 3), "Mar 3", "3 Mar"), (date(2025, 12, 31), "Dec 31, 2025", "31 Dec 2025")],
)
def test_a_day_is_short_on_a_screen(when: date, american: str, british: str) -> None:
    said = dates.short(when, TODAY)
    assert (SAY(said), texts_for("en-GB").say(said)) == (american, british)
