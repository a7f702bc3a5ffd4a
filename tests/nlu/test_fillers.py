"""Fillers are removed from both ends of what somebody says, never from the middle."""

import pytest

from skill.nlu.fillers import Fillers

FILLERS = Fillers(["well", "ok", "please", "if you [would|could]", "I was (wondering|hoping)"])


@pytest.mark.parametrize(
    ("plain", "without"),
    [
        ("well ok warm me up please", "warm me up"),
        ("warm me up if you would please", "warm me up"),
        ("i was wondering ok warm me up", "warm me up"),
        ("it went well today", "it went well today"),
        ("warm me up", "warm me up"),
        ("", ""),
    ],
)
def test_fillers_around_the_words_are_removed(plain: str, without: str) -> None:
    assert FILLERS.without(plain) == without


def test_words_that_are_nothing_but_a_filler_stay() -> None:
    assert FILLERS.without("please") == "please"


def test_leading_fillers_alone_can_be_removed_too() -> None:
    assert FILLERS.without_leading("well ok warm me up please") == "warm me up please"
    assert FILLERS.without_leading("well please") == "please"


def test_of_nothing_but_fillers_only_some_are_taken_off() -> None:
    """Each looks at all of the words: thousands of them, typed into a form, would take seconds."""
    assert len(FILLERS.without("well " * 4_000 + "sing").split()) > 3_900
    assert len(FILLERS.without_leading("well " * 4_000 + "sing").split()) > 3_900
