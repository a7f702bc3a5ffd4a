"""Kind 31: a wish that is told as a fact, "tell ready room that I've got an audition", is heard as the wish itself."""

from collections.abc import Callable

import pytest

from tests.listening.situations import Situation

At = Callable[[str], Situation]


@pytest.mark.parametrize("told", ["", "that "])
@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("i've got an audition next month", "audition"),
        ("i have a job interview on friday", "job interview"),
        ("there's a panel coming up", "panel"),
        ("i've an oral exam in june", "oral exam"),
        ("i got a recital coming up", "recital"),
        ("i'm getting ready for a recital", "recital"),
        ("i need to prepare for a viva", "viva"),
        ("i'd like to practice for my grade six exam", "grade six exam"),
        ("i'm training for a piano competition", "piano competition"),
        ("i want to get ready for a driving test", "driving test"),
        ("we've got a dance show next weekend", "dance show"),
    ],
)
def test_something_new_gets_its_name(words: str, name: str, told: str, at: At) -> None:
    there = at("new")
    assert there.say(f"tell ready room {told}{words}").startswith(f"Got it: {name}.")


@pytest.mark.parametrize(
    "words",
    [
        "i have to give a toast tomorrow",
        "i'm going to give a eulogy on saturday",
        "i'm doing my first triathlon this summer",
        "we're performing in the square tonight",
        "i will read at the wedding next saturday",
    ],
)
def test_what_is_yet_to_come_is_no_evidence(words: str, at: At) -> None:
    there = at("base")
    before = there.evidence()
    there.say(f"tell ready room that {words}")
    assert there.evidence() == before


@pytest.mark.parametrize(
    "words",
    [
        "I gave a toast and nobody looked away",
        "I have learned to pause before the price",
        "I had an audition and kept my eyes up",
        "I did the whole talk without my notes today",
        "I was doing fine until the slide broke and I told a story",
        "there's a way I breathe that slows me down",
        "I have a steady hand when I count",
        "I've got a steadier hand today",
        "I got a standing ovation tonight",
        "I've got a compliment from my teacher today",
        "there's a trick I used today",
        "I will take a lot from how I spoke tonight",
        "I'm doing better today because I breathed first",
        "I am reading people better today",
        "I'm singing louder this week than last week",
        "I got the job today",
        "I wanted to prepare for the exam and I did it every day",
        "I'm training for the marathon and ran ten miles today",
        "I'm preparing for the final by writing cards and it worked today",
        "I am practising on the big stage now and kept my eyes up",
    ],
)
def test_what_was_done_stays_a_note(words: str, at: At) -> None:
    there = at("base")
    there.say(f"tell ready room that {words}")
    assert there.evidence()[0].note == words


@pytest.mark.parametrize(
    "words", ["my goal is wrong", "that the goal isn't right", "my goal was not quite right", "change my goal please"]
)
def test_a_goal_that_is_called_wrong_is_told_with_how_to_change_it(words: str, at: At) -> None:
    there = at("base")
    goal = there.domain().goal
    assert there.say(f"tell ready room {words}").endswith("say: my goal is now, and the goal. [closes]")
    assert (there.domain().goal, len(there.performer.domains)) == (goal, len(at("base").performer.domains))


@pytest.mark.parametrize(
    "words", ["my plan is wrong", "that the plan isn't right", "the plan was all wrong", "change my plan please"]
)
def test_a_plan_that_is_called_wrong_is_told_with_how_to_change_it(words: str, at: At) -> None:
    assert at("base").say(f"tell ready room {words}").endswith("say: my plan is now, and the plan. [closes]")


def test_what_is_called_right_is_not_explained(at: At) -> None:
    assert "To change it" not in at("base").say("tell ready room my goal was right")


def test_a_cue_word_that_is_called_wrong_is_asked_for(at: At) -> None:
    there = at("base")
    assert there.say("ask ready room my cue word is wrong").startswith("What word do you say")
    assert there.performer.preferences.cue is None


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("i've got a driving test no wait a piano exam on friday", "piano exam"),
        ("a chess match i mean a chess lesson", "chess lesson"),
        ("i am giving a best man speech at my brother's wedding", "best man speech"),
    ],
)
def test_the_name_is_what_was_said_last_and_whole(words: str, name: str, at: At) -> None:
    assert at("new").say("open ready room", words).startswith(f"Got it: {name}.")


@pytest.mark.parametrize(
    "words",
    [
        "I don't know let me think",
        "I have no idea hang on",
        "next time I'll start slower",
        "tomorrow I'll do better",
        "I will practice more",
        "I'm going to speak up next time",
    ],
)
def test_what_is_no_deed_yet_is_asked_again(words: str, at: At) -> None:
    there = at("worked")
    assert there.say(words).startswith("Take your time.")
    assert there.evidence()[0].worked is None


@pytest.mark.parametrize(
    "words", ["I'm going to be honest I froze but then I breathed", "I said I will stay and I stayed"]
)
def test_a_deed_with_such_words_is_one(words: str, at: At) -> None:
    there = at("worked")
    there.say(words)
    assert there.evidence()[0].worked == words
