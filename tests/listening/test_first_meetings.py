"""A first meeting asks little, and puts what is told ahead where it belongs. Kind 20."""

from collections.abc import Callable

import pytest

from skill.efficacy.evidence import Kind
from tests.listening.situations import Situation

At = Callable[[str], Situation]
FILLET = ("open ready room", "I want to fillet a fish in front of a class")
CHOIR = ("ask ready room I'm getting ready for choir solos", "sing the second verse alone")
DEEDS = [
    "I cooked for twelve in march and nobody left hungry",
    "I sang it to my sister and got through the bridge",
    "last year I played it for my gran",
    "I've done it twice at school",
    "I once gave a toast at work",
    "we won the regional final",
    "I taught my nephew how to do it",
    "in june I held the knife for an hour",
    "I already did three of them",
    "I managed it at the harvest festival",
]


@pytest.mark.parametrize(
    ("goal", "name"),
    [
        ("I want to fillet a fish in front of a class", "fillet a fish"),
        ("I want to give clear presentations to groups of ten or more", "give clear presentations"),
        ("I want to show a class of twelve how to fillet a fish", "fillet a fish"),
        ("I want to speak to fifty people for ten minutes", "speak to fifty people"),
        ("I want to speak confidently at the town hall without notes", "town hall"),
        ("I want to get through a job interview without freezing", "job interview"),
        ("I want to play the bach prelude from memory", "bach prelude"),
        ("I want to give a toast at my sister's wedding", "give a toast"),
        ("I'd like to run a marathon in under four hours", "run a marathon"),
        ("I want to tell a five minute story at the moth", "five minute story"),
        ("I want to ask my boss for a raise", "ask my boss"),
        ("I want to hold a conversation in spanish with my neighbours", "hold a conversation"),
        ("I want to reverse a lorry into a loading bay", "reverse a lorry"),
        ("I want to lead the stand up every monday morning", "stand up"),
    ],
)
def test_a_name_is_made_of_the_goals_own_words_and_said(goal: str, name: str, at: At) -> None:
    there = at("new")
    heard = there.say("open ready room", goal)
    assert heard.startswith(f"I'll call it: {name}. Your goal: ")
    assert there.domain().name == name


def test_a_general_goal_is_asked_back_before_it_is_named(at: At) -> None:
    there = at("new")
    assert "What exactly do you want to do" in there.say("open ready room", "I want to be more confident")
    assert there.domain().name is None
    assert there.say("speak to fifty people for ten minutes").startswith("I'll call it: speak to fifty people.")


@pytest.mark.parametrize("renames", ["call it fish class", "no call it the fish class", "let's call it fish class"])
@pytest.mark.parametrize("before", [(), ("six",)])
def test_another_name_may_be_given(renames: str, before: tuple[str, ...], at: At) -> None:
    there = at("new")
    assert there.say(*FILLET, *before, renames).startswith("Got it: fish class.")
    assert there.domain().name == "fish class"
    assert there.device.is_open


def test_a_name_that_was_given_stays(at: At) -> None:
    there = at("new")
    assert "I'll call it" not in there.say(*CHOIR)
    assert there.domain().name == "choir solos"


def test_no_two_are_of_the_same_name(at: At) -> None:
    there = at("base")
    there.say("ask ready room I'm getting ready to fillet a fish in front of a class", "stop")
    there.say("ask ready room I'm getting ready to fillet a fish in front of the judges", "stop")
    titles = [one.title for one in there.performer.domains]
    assert len(titles) == len(set(titles))


def test_a_name_that_is_taken_is_not_given_again(at: At) -> None:
    there = at("base")
    there.say("ask ready room I'm getting ready to fillet a fish in front of a class")
    assert there.say("call it chess tournaments").startswith("Another one already has that name: chess tournaments.")
    assert [one.title for one in there.performer.domains].count("chess tournaments") == 1


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("before", [FILLET, CHOIR, CHOIR[:1]])
def test_a_deed_that_is_told_ahead_is_a_past_success(deed: str, before: tuple[str, ...], at: At) -> None:
    there = at("new")
    there.say(*before)
    name, goal = there.domain().name, there.domain().goal
    heard = there.say(deed)
    assert heard.startswith(f"Got it, as a past success: {deed}.")
    assert heard.endswith("? [listens]")
    (kept,) = there.evidence()
    assert (kept.kind, kept.worked) == (Kind.PAST, deed)
    assert (there.domain().name, there.domain().goal, there.domain().baseline) == (name, goal, None)


def test_it_is_not_asked_for_again(at: At) -> None:
    there = at("new")
    assert "When was that, roughly?" in there.say(*CHOIR, DEEDS[1], "four")
    assert there.domain().baseline == 4
    there.say("last year", "that I can hold a tune", "that's enough")
    (kept,) = there.evidence()
    assert (kept.worked, kept.happened, kept.shows) == (DEEDS[1], "2025", "that I can hold a tune")


@pytest.mark.parametrize(
    "goal",
    [
        "I want to play what I learned last year",
        "I'd like to be moved by what I sing",
        "I need to feed forty people at once",
        "I have to succeed in front of the board",
        "I would have loved to sing the second verse",
        "speak so that they are moved",
    ],
)
def test_a_goal_is_no_deed(goal: str, at: At) -> None:
    there = at("new")
    there.say(CHOIR[0], goal)
    assert there.evidence() == []
    assert there.domain().goal


def test_a_question_asked_for_later_is_skipped(at: At) -> None:
    there = at("new")
    assert "What did you do?" in there.say(*FILLET, "can we do that later")
    assert there.domain().name == "fillet a fish"
