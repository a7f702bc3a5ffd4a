"""Amounts: whole numbers of any size, decimals and fractions, each with its value."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.languages import nearest
from skill.nlu.amounts import Amounts

AMOUNTS = Amounts(nearest("en-US").table("heard/grammar.toml"))
ANY = re.compile(AMOUNTS.any)
WORDS = AMOUNTS.in_words


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("seven", 7),
        ("forty two", 42),
        ("a hundred and twenty", 120),
        ("one hundred five", 105),
        ("nineteen hundred", 1_900),
        ("two thousand and six", 2_006),
        ("three hundred thousand", 300_000),
        ("a million", 1_000_000),
        ("2.25", 2.25),
        ("two point two five", 2.25),
        ("point five", 0.5),
        ("two and a quarter", 2.25),
        ("one and three quarters", 1.75),
        ("six and a half", 6.5),
        ("four fifths", 0.8),
        ("half", 0.5),
        ("a third", 1 / 3),
    ],
)
def test_an_amount_has_its_value(words: str, value: float) -> None:
    assert ANY.fullmatch(words)
    assert AMOUNTS.value(words) == pytest.approx(value)


@pytest.mark.parametrize("words", ["", "some", "a", "and", "forty eleven", "quarters"])
def test_other_words_are_no_amount(words: str) -> None:
    assert ANY.fullmatch(words) is None


@given(st.integers(1, 9), st.integers(1, 99))
def test_hundreds_are_read_with_and_without_an_and(hundreds: int, rest: int) -> None:
    for joint in (" ", " and "):
        assert AMOUNTS.whole(f"{WORDS[hundreds]} hundred{joint}{WORDS[rest]}") == hundreds * 100 + rest


@given(st.integers(0, 99), st.integers(0, 99))
def test_the_words_between_two_numbers_are_theirs(first: int, last: int) -> None:
    words = re.compile(AMOUNTS.between(first, last))
    found = {number for number, word in WORDS.items() if words.fullmatch(word)}
    assert found == set(range(first, last + 1))


@pytest.mark.parametrize(("words", "is_fraction"), [("four fifths", True), ("a half", True), ("four", False)])
def test_a_fraction_is_told_from_other_amounts(words: str, is_fraction: bool) -> None:
    assert AMOUNTS.is_fraction(words) is is_fraction
