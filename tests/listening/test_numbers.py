"""Kind 8: numbers are picked out of anything. One number from 0 to 10 is an answer; all else is asked again."""

from collections.abc import Callable

import pytest

from tests.listening.situations import Situation

At = Callable[[str], Situation]


def rated(there: Situation) -> list[int]:
    """Return the ratings of the end goal that came after the first."""
    return [rating.value for rating in there.domain("cooking").ratings][1:]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("four fifths", 8),
        ("I moved from four to seven", 7),
        ("10%", 1),
        ("ten percent", 1),
        ("7½", 7),
        ("9¾", 9),
        ("seven, no, one", 1),
        ("four out of five", 8),
        ("ten on ten", 10),
        ("a solid six and a half", 6),
        ("somewhere between six and seven", 6),
        ("I'd put it at eight out of ten", 8),
        ("seventy percent or so", 7),
        ("three, sorry, four", 4),
        ("it was a two, now it's a five", 5),
        ("not a seven, a six", 6),
        ("seven upon ten", 7),
        ("call it a five", 5),
        ("five", 5),
        ("zero", 0),
    ],
)
def test_one_number_on_the_scale_is_kept(words: str, value: int, at: At) -> None:
    there = at("certainty")
    there.say(words)
    assert rated(there) == [value]
    assert not there.device.is_open


@pytest.mark.parametrize("where", ["certainty", "last certainty"])
@pytest.mark.parametrize(
    "words",
    [
        "minus four",
        "four out of eleven",
        "nine thousand",
        "six out of eight",
        "eleven out of ten",
        "thirty eight percent",
        "negative two",
        "three hundred",
        "eighty",
        "more than ten",
        "two or nine",
        "not a seven",
        "less than zero",
    ],
)
def test_any_other_number_is_asked_again_with_the_range(words: str, where: str, at: At) -> None:
    there = at(where)
    before = there.everything
    assert "from zero to ten" in there.say(words)
    assert there.device.is_open
    assert there.everything == before


@pytest.mark.parametrize("words", ["six out of eight", "in four of nine", "three of my eleven", "one two three four"])
def test_nothing_else_begins_out_of_a_number(words: str, at: At) -> None:
    assert "from zero to ten" in at("certainty").say(words)


@pytest.mark.parametrize("words", ["warm me up", "skip", "just breathe", "my evidence"])
def test_a_plain_wish_still_goes_its_way_while_a_number_is_asked_for(words: str, at: At) -> None:
    there = at("certainty")
    there.say(words)
    assert "from zero to ten" not in there.last
    assert rated(there) == []


@pytest.mark.parametrize(
    ("words", "difficulty"),
    [
        ("easy no hard", "hard"),
        ("hard, no, about right", "right"),
        ("easy, wait, it was hard", "hard"),
        ("too easy, sorry, just right", "right"),
        ("hard, I mean easy", "easy"),
        ("easy, scratch that, tough", "hard"),
        ("easy", "easy"),
        ("not hard", "easy"),
        ("hard but manageable", "right"),
        ("it was hard, no joke", "hard"),
    ],
)
def test_of_two_difficulties_the_corrected_one_counts(words: str, difficulty: str, at: At) -> None:
    there = at("difficulty")
    there.say(words)
    assert there.evidence()[0].difficulty == difficulty
