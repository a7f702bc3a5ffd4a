"""The situations of the tests of listening are what they say."""

from collections.abc import Callable

import pytest

from tests.listening.situations import SITUATIONS, Situation

ASKS = {
    "outcome": "did it go the way you wanted",
    "worked": "one thing you did that worked",
    "shows": "tell you about what you can do",
    "plan": "do differently next time",
    "difficulty": "easy, about right, or hard",
    "last certainty": "zero means",
    "certainty": "zero means",
    "erase?": "should i delete it all?",
    "forget?": "should i delete it?",
    "retire?": "should i put it away?",
    "reminder?": "remind you",
}


@pytest.mark.parametrize("name", SITUATIONS)
def test_a_question_is_open_where_there_should_be_one(name: str, at: Callable[[str], Situation]) -> None:
    there = at(name)
    assert there.device.is_open == (name not in {"new", "base", "ladder", "dated"})
    assert ASKS.get(name, "") in there.last.lower()


def test_the_record_is_the_one_described(at: Callable[[str], Situation]) -> None:
    there = at("dated")
    assert [one.note or one.worked for one in there.evidence("cooking")] == [
        "I answered the boy with the allergy",
        "I sharpened the blades before they came",
        "I kept my knife slow",
    ]
    assert [one.worked for one in there.evidence("chess")] == ["I wrote down every move"]
    assert there.domain().ladder.challenges[0].what == "show one knife grip to a friend"
    date = there.domain().date
    assert date is not None
    assert (date.day, date.time) == ("2026-05-07", "15:00")
