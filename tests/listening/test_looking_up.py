"""What is on record is told when it is asked for."""

from collections.abc import Callable

import pytest

from tests.listening.situations import Situation

At = Callable[[str], Situation]


GOAL = "Your goal: show a class of twelve how to fillet a fish."
PLAN = "Your plan: when I get stuck I'll name the next step."


def looked_up(there: Situation, words: str) -> str:
    """Return what is said when something is asked for in one sentence."""
    return there.say(f"ask ready room {words}")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("what's my goal", GOAL),
        ("what was my plan", PLAN),
        ("how many steps are left", "You haven't done any of the 3 steps on your ladder yet."),
        ("how certain was i", "Your certainty was 5 on April 20."),
        ("what was my last note", "You said this on Tuesday: I answered the boy with the allergy."),
        ("what's my goal for the chess", "This is for: chess tournaments. Your goal: finish five games on time."),
    ],
)
def test_it_is_told_and_nothing_else_is_asked(asked: str, told: str, at: At) -> None:
    there = at("ladder")
    answer = looked_up(there, asked)
    assert answer.startswith(told)
    assert answer.endswith("[closes]")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("what's my goal", "You haven't told me a goal yet."),
        ("what's my plan", "There's no plan yet."),
        ("do i have a cue word", "There's no cue word yet."),
        ("what did my coach say", "You haven't told me what they said."),
        ("how many steps are left", "There's no ladder yet."),
    ],
)
def test_what_is_not_there_is_said_to_be_missing(asked: str, told: str, at: At) -> None:
    assert looked_up(at("new"), asked).startswith(told)


@pytest.mark.parametrize("situation", ["open", "outcome", "worked", "plan", "certainty"])
def test_in_a_question_it_is_told_and_the_question_is_asked_again(situation: str, at: At) -> None:
    there = at(situation)
    before = there.everything
    answer = there.say("what's my goal again")
    assert answer.startswith(GOAL)
    assert answer.endswith("? [listens]")
    assert there.everything == before


def test_at_a_question_that_deletes_nothing_is_looked_up(at: At) -> None:
    there = at("forget?")
    assert "Your goal" not in there.say("what's my goal")


def test_the_cue_word_and_what_somebody_said_are_told_once_they_are_known(at: At) -> None:
    there = at("base")
    there.say("ask ready room my cue word is lantern")
    assert looked_up(there, "what's my cue word") == "Your cue word: lantern. [closes]"
    there.say("ask ready room add what my coach said", "your hands are quick", "my knife class")
    assert looked_up(there, "what did my coach say").startswith("my coach said: your hands are quick.")
    assert looked_up(there, "what did my aunt say") == "You haven't told me what they said. [closes]"
