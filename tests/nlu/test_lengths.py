"""Lengths of time: their parts are added, and those of something else than the breathing are left out."""

import pytest

from skill.languages import nearest
from skill.nlu.amounts import Amounts
from skill.nlu.lengths import Lengths

DATA = nearest("en-US").table("heard/grammar.toml")
LENGTHS = Lengths(DATA, Amounts(DATA))


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("two and a quarter minutes", 135),
        ("one thirty minutes", 90),
        ("two minutes thirty", 150),
        ("two minutes thirty please", 150),
        ("an hour thirty", 5_400),
        ("a minute and a half", 90),
        ("half an hour", 1_800),
        ("one more minute", 60),
        ("two full minutes", 120),
        ("three quarters of a minute", 45),
        ("no time", None),
    ],
)
def test_a_length_is_the_sum_of_its_parts(words: str, seconds: int | None) -> None:
    assert LENGTHS.seconds(words) == seconds


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("get me ready for the eight minute solo", "get me ready for the solo"),
        ("breathe two minutes before my twenty minute talk", "breathe two minutes before my talk"),
        ("the show lasts about four minutes", "the show lasts about"),
        ("two minutes of box breathing", "two minutes of box breathing"),
        ("i speak for ten minutes", "i speak for"),
        ("i want to breathe for ten minutes", "i want to breathe for ten minutes"),
        ("a session that takes about three minutes", "a session that takes about three minutes"),
    ],
)
def test_lengths_of_something_else_are_left_out(words: str, rest: str) -> None:
    assert LENGTHS.without_others(words) == rest


@pytest.mark.parametrize(("words", "is_only"), [("about two minutes", True), ("two minutes of fame", False)])
def test_a_length_may_be_all_that_is_said(words: str, is_only: bool) -> None:
    assert LENGTHS.is_only(words) is is_only
