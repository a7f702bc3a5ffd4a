"""Distances between words, and between sequences of words."""

import pytest

from simulator.sound.distance import distance


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [("", "", 0), ("", "abc", 3), ("abc", "", 3), ("kitten", "sitting", 3), ("abc", "acb", 2), ("abc", "abc", 0)],
)
def test_what_must_be_changed_added_or_left_out_is_counted(one: str, other: str, steps: int) -> None:
    assert distance(one, other) == steps


def test_words_are_members_as_well_as_letters() -> None:
    assert distance("warm me up".split(), "warm you up please".split()) == 2
