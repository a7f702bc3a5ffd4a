"""Causes outside the performer are kept and not read back as what it told them. Kind 13."""

from collections.abc import Callable

import pytest

from tests.listening.situations import Situation

At = Callable[[str], Situation]
OUTSIDE = [
    *("the crowd was just kind", "nothing they were being polite", "the recipe was foolproof"),
    *("the judges were in a good mood", "luck I suppose", "my brother did most of it", "they went easy on me"),
    *("everyone was so supportive", "anyone could have done it", "the questions were really easy", "it was a fluke"),
    *("I was just lucky", "the stars aligned", "they'd clap for anyone", "the guests were very generous"),
]


@pytest.mark.parametrize("said", OUTSIDE)
def test_what_names_only_an_outside_cause_is_kept_and_not_read_back(said: str, at: At) -> None:
    there = at("shows")
    there.say(said, "that's enough")
    assert there.evidence()[0].shows == said
    heard = there.say("ask ready room for my evidence")
    assert "You said: I kept my eyes up." in heard
    assert said not in heard
    assert said not in there.say("ask ready room to warm me up")


@pytest.mark.parametrize(
    "said",
    [
        "that I can hold a room",
        "that practice pays off",
        "I'm better than I think",
        "people listen when I slow down",
        "the crowd was kind but I earned it",
        "it was easy because I had prepared",
        "I can make an easy recipe look good",
    ],
)
def test_a_capability_is_read_back(said: str, at: At) -> None:
    there = at("shows")
    there.say(said, "that's enough")
    assert f"What it told you: {said}." in there.say("ask ready room for my evidence")


@pytest.mark.parametrize(
    "said",
    [
        "it was an easy crowd though I'd trained for it",
        "they helped me but I led them",
        "luck and I kept my head",
        "the audience was kind and I looked at each of them",
        "my coach helped me so I practised every day",
        "it was easy since I had cut it the night before",
    ],
)
def test_an_own_part_that_was_told_is_not_asked_for(said: str, at: At) -> None:
    there = at("worked")
    assert there.say(said) == f"You said: {said}. What does that tell you about what you can do? [listens]"


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("it was just luck", "Luck can be part of it."),
        ("I was lucky", "Luck can be part of it."),
        ("I think it was luck", "Luck can be part of it."),
        ("my coach helped me", "They had a part in it."),
        ("my brother set it all up", "They had a part in it."),
        ("the audience was very kind", "They had a part in it."),
        ("it was so easy", "It may have been easy."),
        ("the route was a doddle", "It may have been easy."),
        ("I didn't do much it was easy", "It may have been easy."),
    ],
)
@pytest.mark.parametrize("then", ["I can't think of one", "no", "skip", "nothing comes to mind", "it really was luck"])
def test_it_is_asked_for_once(said: str, asked: str, then: str, at: At) -> None:
    there = at("worked")
    assert there.say(said).startswith(asked)
    assert there.say(then).endswith("What does that tell you about what you can do? [listens]")
