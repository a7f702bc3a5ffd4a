"""An answer stays one and stays whole: kinds 10a, 10b and 10e."""

from collections.abc import Callable

import pytest

from tests.listening.situations import Situation

At = Callable[[str], Situation]
TOLD = "I told them what each one does and how to hold it so that nobody is hurt and "
LONG = f"I set out my knives and {TOLD * 25}then it was over"


@pytest.mark.parametrize(
    "said",
    [
        "so what if they laughed I laughed with them",
        "well rested hands",
        "hey jude as an opener",
        "I mean business was my motto",
        "um was the word I left out",
        "okay go was my own signal",
        "right foot first",
        "just the chorus twice",
        "sorry seems to be the hardest word sung slowly",
        "like my teacher I bowed twice",
        "and then I smiled",
        "actually reading the question",
        "please and thank you to everyone",
        "no wait was the line they loved",
        "yes and is the rule I kept",
    ],
)
def test_the_first_words_are_kept(said: str, at: At) -> None:
    there = at("worked")
    assert there.say(said).startswith(f"You said: {said}.")
    assert there.evidence()[0].worked == said


@pytest.mark.parametrize(
    "said",
    [
        "write down that the guests are friends",
        "remember that they paid to come",
        "note that the room is cold and bring a coat",
        "well before they come I'll oil the board",
        "start my warm up ten minutes earlier",
        "breathe in for four before I cut",
    ],
)
def test_a_plan_is_kept_whole(said: str, at: At) -> None:
    there = at("plan")
    assert "quick question" in there.say(said)
    assert there.evidence()[0].plan == said


NAMES = [
    *("three sighs", "just breathing", "box breathing", "my evidence", "my role model"),
    *("two sighs", "slow breathing", "a quick warm up", "the warm up", "my notes", "my ladder", "a cue word"),
    *("my past successes", "the debrief", "stage fright", "two minutes of even breathing", "just breathe"),
    *("my next challenge", "pep talk", "a role model"),
]


@pytest.mark.parametrize("said", NAMES)
def test_the_name_of_a_function_is_an_answer(said: str, at: At) -> None:
    there = at("worked")
    assert there.say(said).startswith(f"You said: {said}.")
    assert there.evidence()[0].worked == said


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("box breathing", "[breathes 4 cycles, 64 s]"),
        ("three sighs", "[breathes 3 cycles, 27 s]"),
        ("just breathing", "[breathes 6 cycles, 60 s]"),
        ("my evidence", "3 pieces of evidence"),
        ("my role model", "Who's a step or two ahead"),
        ("my cue word", "What word do you say"),
        ("my ladder", "How about building a ladder"),
        ("the warm up", "Here's your evidence."),
    ],
)
def test_elsewhere_it_begins_it(said: str, heard: str, at: At) -> None:
    assert heard in at("base").say(f"ask ready room for {said}")


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("skip", "What does this one tell you"),
        ("help", "You can say skip"),
        ("repeat that", "What's one thing you did that worked?"),
        ("go back", "yes, partly, or no?"),
        ("wait", "Take your time."),
        ("stop", "I've saved what you told me"),
        ("warm me up", "Here's your evidence."),
    ],
)
def test_commands_of_going_about_stay_commands(said: str, heard: str, at: At) -> None:
    there = at("worked")
    assert heard in there.say(said)
    assert all(one.worked != said for one in there.evidence())


def test_a_long_answer_is_kept_whole_and_said_back_short(at: At) -> None:
    there = at("worked")
    assert there.say(LONG).startswith("You said: I set out my knives and I told them what each one … What")
    assert there.evidence()[0].worked == LONG


def test_so_is_a_long_goal(at: At) -> None:
    there = at("new")
    said = there.say("ask ready room I'm getting ready for fencing", LONG)
    assert "Your goal: I set out my knives and I told them what each one …" in said
    assert there.domain().goal == LONG


def test_so_is_a_long_note(at: At) -> None:
    there = at("base")
    assert "what each one … Should I" in there.say(f"tell ready room that {LONG}")
    assert there.evidence()[0].note == LONG


@pytest.mark.parametrize("where", ["plan", "worked"])
@pytest.mark.parametrize(
    "words",
    [
        "a minute of slow breathing",
        "two minutes of slow breathing before the doors open",
        "do two minutes of slow breathing first",
        "using my cue word",
        "use my cue word when the light goes on",
        "warm up first",
        "warming up backstage",
        "with two sighs before each answer",
        "keep my plan",
        "the slower breathing",
    ],
)
def test_the_means_of_the_skill_are_an_answer(words: str, where: str, at: At) -> None:
    there = at(where)
    there.say(words)
    assert words in there.everything


@pytest.mark.parametrize("where", ["plan", "worked"])
@pytest.mark.parametrize(
    "words", ["could we do some square breathing", "give me two minutes of slow breathing now", "warm me up"]
)
def test_the_wish_for_them_is_none(words: str, where: str, at: At) -> None:
    there = at(where)
    assert "Sit or stand somewhere safe" in there.say(words)
    assert words not in there.everything


@pytest.mark.parametrize("where", ["plan", "worked", "shows"])
def test_of_an_answer_that_arrives_in_part_nothing_is_kept(where: str, at: At) -> None:
    """Alexa may take "lead me through box breathing" for a request, and then tells "box" alone: it is asked again."""
    there = at(where)
    before = there.everything
    assert there.say("lead me through box breathing").endswith("? [listens]")
    assert there.everything == before
    assert "Sit or stand somewhere safe" in there.say("lead me through box breathing")
