"""An answer is put right by its name, from any later question."""

from collections.abc import Callable

import pytest

from tests.listening.situations import Situation

At = Callable[[str], Situation]


@pytest.mark.parametrize(
    ("said", "worked"),
    [
        ("actually no for what worked put that I drew the fish on the board", "I drew the fish on the board"),
        ("no what worked was that I drew the fish on the board", "I drew the fish on the board"),
        ("change what worked to I drew the fish on the board", "I drew the fish on the board"),
        ("for what worked I meant my ears not my eyes", "I kept my ears up"),
    ],
)
def test_what_worked_is_replaced_where_the_plan_is_asked_for(said: str, worked: str, at: At) -> None:
    there = at("plan")
    assert there.say(said).endswith("[listens]")
    kept = there.evidence()[0]
    assert kept.worked == worked
    assert kept.plan is None


@pytest.mark.parametrize("said", ["what worked is wrong", "change what worked", "can I redo what worked"])
def test_without_a_new_value_it_is_asked_for_again(said: str, at: At) -> None:
    assert "that worked" in at("plan").say(said)


@pytest.mark.parametrize("said", ["change the outcome to partly", "no the outcome should be partly"])
def test_a_choice_is_replaced(said: str, at: At) -> None:
    there = at("plan")
    there.say(said)
    assert str(there.evidence()[0].outcome) == "partly"


@pytest.mark.parametrize(
    ("said", "goal"),
    [
        ("that's not my goal my goal is to give a keynote", "give a keynote"),
        ("no the goal is to give a keynote", "give a keynote"),
        ("no I meant answer questions from the floor", "answer questions from the floor"),
    ],
)
def test_a_goal_is_replaced_where_the_certainty_is_asked_for(said: str, goal: str, at: At) -> None:
    there = at("new")
    there.say("open ready room", "I've got a keynote", "answer questions from the stage")
    assert f"Your goal: {goal}." in there.say(said)
    assert there.domain().name == "keynote"


@pytest.mark.parametrize("said", ["change my plan", "the goal is wrong", "that's the wrong name"])
def test_an_answer_that_is_named_is_no_note_that_was_just_told(said: str, at: At) -> None:
    there = at("base")
    there.say("tell ready room that I trussed a chicken", "yes", f"ask ready room {said}", "I salted it first", "stop")
    assert there.evidence()[0].note == "I trussed a chicken"


@pytest.mark.parametrize("said", ["the goal you read is wrong", "change my goal", "that's the wrong goal"])
def test_a_goal_is_asked_for_again(said: str, at: At) -> None:
    there = at("new")
    there.say("open ready room", "I've got a keynote", "answer questions")
    assert "What do you want to be able to do" in there.say(said)
