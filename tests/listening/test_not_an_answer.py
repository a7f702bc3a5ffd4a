"""Whatever is asked: somebody who is called, who has had enough, or who was interrupted gives no answer to it."""

from collections.abc import Callable

import pytest

from tests.listening.situations import Situation

At = Callable[[str], Situation]
PAST = ("ask ready room to add a past success", "I taught a class", "in may")


@pytest.mark.parametrize("situation", ["outcome", "worked", "shows", "plan", "certainty", "open", "reminder?"])
@pytest.mark.parametrize(
    "said",
    ["no I'm on now", "I'm on", "oh god I'm on in five minutes", "just do the breathing I'm on in three minutes"],
)
def test_who_is_called_is_warmed_up_at_any_question(situation: str, said: str, at: At) -> None:
    there = at(situation)
    before = [piece for piece in there.evidence() if piece.closed]
    assert "[breathes" in there.say(said)
    assert [piece for piece in there.evidence() if piece.closed] == before


@pytest.mark.parametrize(
    "said",
    [
        *("when I'm on in five minutes I'll breathe", "I said I'm on in five minutes", "before I'm on I'll look up"),
        *("I start in the middle of the row", "we begin in the dark and I count to four", "it starts in a minor key"),
    ],
)
def test_another_time_is_no_call(said: str, at: At) -> None:
    there = at("plan")
    assert "[breathes" not in there.say(said)
    assert said in there.evidence()[0].plan  # type: ignore[operator]


@pytest.mark.parametrize(
    "said", ["no stop asking", "stop asking me things", "I said no more questions", "stop it with the questions"]
)
@pytest.mark.parametrize("situation", ["shows", "plan", "difficulty"])
def test_who_has_had_enough_is_asked_no_more_and_nothing_of_it_is_kept(situation: str, said: str, at: At) -> None:
    there = at(situation)
    assert there.say(said).endswith("[closes]")
    assert "question" not in there.everything
    assert "asking" not in there.everything


@pytest.mark.parametrize(
    "said",
    [
        "sorry I had to answer my mum what was the question",
        "my daughter came in",
        "sorry somebody just knocked",
        "the phone rang",
        "I got distracted what did you ask",
        "my son just walked in where were we",
    ],
)
@pytest.mark.parametrize("situation", ["worked", "shows", "plan"])
def test_who_was_interrupted_is_asked_again(situation: str, said: str, at: At) -> None:
    there = at(situation)
    before = there.everything
    assert there.say(said).endswith("? [listens]")
    assert there.everything == before


def test_what_was_said_to_others_and_taken_for_an_answer_is_asked_again(at: At) -> None:
    there = at("shows")
    heard = there.say("no no I wasn't talking to you")
    assert "one thing you did that worked" in heard
    there.say("I named each cut")
    assert there.evidence()[0].worked == "I named each cut"


@pytest.mark.parametrize("said", ["that last one wasn't my answer forget that", "ignore that last one"])
def test_what_was_no_answer_is_taken_back(said: str, at: At) -> None:
    there = at("plan")
    there.say(said)
    assert there.evidence()[0].shows is None


@pytest.mark.parametrize(
    "said", ["nothing worked I walked from mile ten", "nothing worked at all", "I don't remember any of them"]
)
def test_that_nothing_worked_is_no_evidence(said: str, at: At) -> None:
    there = at("worked")
    assert "one thing you did" in there.say(said) or "For example" in there.last
    assert there.evidence()[0].worked is None


def test_a_yes_with_a_deed_answers_two_questions(at: At) -> None:
    there = at("outcome")
    assert "What does that tell you" in there.say("yes! I got lost in the middle but I kept the left hand going")
    kept = there.evidence()[0]
    assert str(kept.outcome) == "yes"
    assert kept.worked == "I got lost in the middle but I kept the left hand going"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("no I did the class yesterday and it went really well", "I did the class yesterday"),
        ("no let me hear my evidence", "I kept my knife slow"),
        ("no warm me up for the chess", "I wrote down every move"),
    ],
)
def test_behind_a_no_to_an_offer_is_heard_what_is_told_or_wished(said: str, told: str, at: At) -> None:
    assert told in at("open").say(said)


def test_a_date_question_loses_nothing_that_is_told(at: At) -> None:
    there = at("ladder")
    there.say("ask ready room to schedule it for saturday")
    there.say("I did a practice one with a friend and it went partly well I looked straight at her")
    assert "I looked straight at her" in there.everything


@pytest.mark.parametrize(
    "said",
    [
        "oral exam in like five minutes I'm freaking out",
        "my talk is in three minutes",
        "the gig starts in five minutes and my hands shake",
        "recital in two minutes",
    ],
)
def test_a_first_sentence_that_names_the_minutes_left_is_a_call(said: str, at: At) -> None:
    there = at("new")
    there.say("open ready room")
    assert "[breathes" in there.say(said)


@pytest.mark.parametrize(
    "said",
    [
        "that I can draw it how long have I got can we just do some breathing quick",
        "I don't know let's do the breathing",
    ],
)
def test_a_longer_sentence_may_end_in_a_call(said: str, at: At) -> None:
    assert "[breathes" in at("shows").say(said)


@pytest.mark.parametrize("said", ["for god's sake no delete it", "no delete it", "oh no forget that"])
def test_a_deletion_is_no_goal(said: str, at: At) -> None:
    there = at("new")
    there.say("open ready room", "I've got a sermon")
    assert "What do you want to be able to do" in there.say(said)
    assert there.domain().goal is None
