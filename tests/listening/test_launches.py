"""Kind 14: a launch says nothing that was told; it says what is due, and asks."""

from collections.abc import Callable, Sequence

import pytest

from tests.listening.situations import Situation

At = Callable[[str], Situation]
Clock = tuple[int, int, int, int]
TOLD = (
    *("cooking", "demonstration", "chess", "knife", "blades", "boy", "allergy", "fillet", "class", "grip", "fridge"),
    *("owner", "move", "castled", "friend", "neighbours", "Ingrid", "tray", "cellar", "get stuck"),
)
"""Words of what was told."""


@pytest.mark.parametrize(
    ("situation", "before", "clock", "said"),
    [
        (
            "base",
            ("tell ready room that I cried in the walk in fridge and then went back out",),
            (5, 5, 9, 0),
            "You have a note waiting. Should I read it?",
        ),
        ("base", ("tell ready room that I told the owner he was wrong",), (5, 4, 18, 40), "Should I read it?"),
        ("ladder", ("ask ready room to warm me up",), (5, 4, 9, 40), "Did it go the way you wanted"),
        (
            "ladder",
            ("ask ready room to schedule it for today at three p m", "no"),
            (5, 4, 11, 0),
            "You have something today at 3 PM. Warm up now?",
        ),
        ("base", ("ask ready room to warm me up for my chess club",), (5, 4, 9, 40), "Did it go the way you wanted"),
        ("base", ("ask ready room to warm me up for my chess club",), (5, 4, 9, 1), "You were in the middle"),
        ("ladder", ("ask ready room to debrief", "yes", "I kept my eyes up", "stop"), (5, 4, 20, 0), "You started a"),
        ("ladder", ("ask ready room to debrief", "yes", "stop"), (5, 5, 9, 0), "You started a debrief yesterday"),
        ("dated", (), (5, 7, 9, 0), "You have something today at 3 PM"),
        ("dated", (), (5, 7, 17, 0), "Did it go the way you wanted"),
        ("ladder", (), (5, 6, 9, 0), "?"),
        ("base", (), (5, 6, 9, 0), "How about building a ladder"),
        ("base", ("ask ready room to build my ladder", "show a grip to Ingrid", "stop"), (5, 5, 9, 0), "?"),
        ("new", ("ask ready room I'm getting ready for cooking", "stop"), (5, 5, 9, 0), "We started something"),
    ],
)
def test_a_launch_says_what_is_due_and_none_of_what_was_told(
    situation: str, before: Sequence[str], clock: Clock, said: str, at: At
) -> None:
    there = at(situation)
    there.say(*before)
    there.at(*clock)
    launch = there.say("open ready room")
    assert said in launch
    assert [word for word in TOLD if word.lower() in launch.lower()] == []


@pytest.mark.parametrize("then", ["repeat", "help", "what was the question", "I don't know"])
@pytest.mark.parametrize("situation", ["ladder", "dated"])
def test_nor_is_it_said_when_its_question_is_asked_again(situation: str, then: str, at: At) -> None:
    there = at(situation)
    there.say("ask ready room to warm me up")
    there.at(5, 4, 9, 40)
    there.say("open ready room")
    again = there.say(then)
    assert [word for word in TOLD if word.lower() in again.lower()] == []


def test_what_was_told_is_said_once_it_is_asked_for(at: At) -> None:
    there = at("base").at(5, 4, 18)
    there.say("tell ready room that I told the owner he was wrong")
    there.at(5, 5, 9).say("open ready room")
    assert "I told the owner he was wrong" in there.say("yes")


@pytest.mark.parametrize("situation", ["base", "ladder"])
@pytest.mark.parametrize("minutes", [1, 30, 60 * 24])
def test_no_launch_is_in_the_same_words_three_times_in_a_row(situation: str, minutes: int, at: At) -> None:
    there, heard = at(situation), []
    for number in range(6):
        day, minute = divmod(9 * 60 + number * minutes, 24 * 60)
        there.at(5, 4 + day, *divmod(minute, 60))
        heard.append(there.say("open ready room"))
        there.say("stop")
    assert all(len(set(heard[place : place + 3])) > 1 for place in range(4)), heard
