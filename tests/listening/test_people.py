"""Who and what is named in a wish is taken, and only what is missing is asked. Kind 6."""

from collections.abc import Callable

import pytest

from tests.listening.situations import Situation

At = Callable[[str], Situation]


@pytest.mark.parametrize(
    ("said", "person"),
    [
        ("make my neighbour Ingrid a role model", "my neighbour ingrid"),
        ("add my cousin dev as a role model", "my cousin dev"),
        ("to make mrs okafor my role model", "mrs okafor"),
        ("I'd like to take my swim coach as a role model", "my swim coach"),
        ("my role model is my aunt priya", "my aunt priya"),
        ("save the second violin as my role model", "the second violin"),
        ("use my old boss as a role model please", "my old boss"),
    ],
)
def test_a_role_model_who_is_named_is_taken(said: str, person: str, at: At) -> None:
    there = at("base")
    assert there.say(f"ask ready room {said}") == (
        f"Your role model: {person}. What was hard for them when they started? [listens]"
    )
    (model,) = there.domain().models
    assert (model.name, model.started, model.did) == (person, None, None)


@pytest.mark.parametrize("said", ["add a role model", "to make somebody a role model", "for my role model"])
def test_one_who_is_not_named_is_asked_for(said: str, at: At) -> None:
    there = at("base")
    assert there.say(f"ask ready room {said}").startswith("Who's a step or two ahead")
    assert there.domain().models == ()


@pytest.mark.parametrize(
    ("said", "who", "words"),
    [
        ("my aunt said you never rush put that down as an encouragement", "my aunt", "you never rush"),
        (
            "my coach told me that your hands are steady save that as an encouragement",
            "my coach",
            "your hands are steady",
        ),
        ("mrs rao says you have a clear voice note that as an encouragement", "mrs rao", "you have a clear voice"),
        ("my boss always says you stay calm keep it as an encouragement", "my boss", "you stay calm"),
    ],
)
def test_who_encouraged_them_and_how_is_taken(said: str, who: str, words: str, at: At) -> None:
    there = at("base")
    assert there.say(f"ask ready room {said}") == f"{who} said: {words}. What had they seen or heard you do? [listens]"
    (kept,) = there.domain().encouragements
    assert (kept.person, kept.words, kept.saw) == (who, words, None)
    there.say("my rehearsal last week")
    assert there.domain().encouragements[0].is_readable


def test_what_was_not_told_is_asked(at: At) -> None:
    assert at("base").say("ask ready room to add an encouragement") == "Who said it? [listens]"


@pytest.mark.parametrize(
    ("said", "step"),
    [
        ("change my step to show two grips to my sister", "show two grips to my sister"),
        ("to change this step to cut one onion for my dad", "cut one onion for my dad"),
        ("change my next step into speak for one minute", "speak for one minute"),
        ("I want to change the step to show it to my flatmate", "show it to my flatmate"),
    ],
)
def test_a_step_that_is_given_is_the_step(said: str, step: str, at: At) -> None:
    there = at("ladder")
    assert there.say(f"ask ready room {said}") == (
        f"Your step: {step}. How will you know you did it, from something you do yourself? [listens]"
    )
    there.say("I name each one", "six")
    assert there.domain().ladder.challenges[0].what == step


def test_a_step_that_is_not_given_is_asked_for(at: At) -> None:
    assert "What should it be?" in at("ladder").say("ask ready room to change my step")


@pytest.mark.parametrize("said", ["I want to", "I'd like to", "I would like to", "I need to"])
def test_the_beginning_of_a_wish_begins_nothing(said: str, at: At) -> None:
    there = at("base")
    before = there.everything
    assert there.say(f"ask ready room {said}").startswith("I didn't catch that.")
    assert there.everything == before
