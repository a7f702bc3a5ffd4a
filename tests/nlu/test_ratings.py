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


@pytest.mark.parametrize(
    "words",
    [
        "stay tall over hurdle eight",
        "answer the questions on chapter three",
        "she's called Emily she's eight",
        "I'm in lane four",
        "it's on page two",
        "that was question five",
        "platform nine please",
        "we have three judges",
        "there were six chairs",
        "he's seven",
        "verse two",
        "part three is hard",
    ],
)
def test_a_number_that_tells_which_or_how_many_is_no_rating(words: str) -> None:
    assert RATINGS.rating(words) is None


@pytest.mark.parametrize(
    ("words", "rating"), [("a seven thanks", 7), ("six perhaps", 6), ("it was a four", 4), ("five plus nerves", 5)]
)
def test_a_number_before_other_words_is_one(words: str, rating: int) -> None:
    assert RATINGS.rating(words) == rating
