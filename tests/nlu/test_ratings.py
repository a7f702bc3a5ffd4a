"""Ratings: what stands around a number decides whether it is one. Most cases are in `test_numbers.py`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.languages import nearest
from skill.nlu.amounts import Amounts
from skill.nlu.numbers import Numbers
from skill.nlu.ratings import Ratings

DATA = nearest("en-US").table("heard/grammar.toml")
RATINGS = Ratings(DATA, Amounts(DATA), Numbers(DATA).normalizer)


@given(st.integers(0, 20), st.integers(1, 20))
def test_a_share_counts_if_it_is_a_whole_number_of_tenths(part: int, whole: int) -> None:
    tenths, rest = divmod(part * 10, whole)
    expected = tenths if rest == 0 and tenths <= 10 else None
    assert RATINGS.rating(f"{part} out of {whole}") == expected
    assert RATINGS.rating(f"{part}/{whole}") == expected


@given(st.integers(0, 10), st.integers(0, 10))
def test_a_denied_number_does_not_count(denied: int, number: int) -> None:
    assert RATINGS.rating(f"not a {denied}, a {number}") == number
    assert RATINGS.rating(f"not {denied}") is None


@given(st.integers(0, 10), st.integers(0, 10))
def test_a_number_moved_to_counts(before: int, now: int) -> None:
    assert RATINGS.rating(f"I moved from {before} to {now}") == now


@pytest.mark.parametrize(
    ("words", "mentions"), [("four of my friends", True), ("the next one", False), ("three times", False)]
)
def test_a_number_is_mentioned_unless_it_counts_something(words: str, mentions: bool) -> None:
    assert RATINGS.mentions_number(words) is mentions
