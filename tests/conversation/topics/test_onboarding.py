"""The first meeting of a domain: its goal, its name, how certain they are; then one past success."""

import pytest

from skill.efficacy.domain import NAMELESS
from skill.nlu.intents import Intent
from tests.conversation.talk import Talk, keys
from tests.stage import Stage
from tests.stories import say


@pytest.mark.parametrize(
    ("words", "name", "goal", "question"),
    [
        ("a board talk", "board talk", None, "meeting.goal"),
        ("my best friend's wedding toast", "best friend's wedding toast", None, "meeting.goal"),
        ("lead a client call alone", "client call", "lead a client call alone", "meeting.certainty"),
        ("more confidence", None, "more confidence", "meeting.exact"),
    ],
)
def test_up_to_four_words_that_name_something_are_a_name_and_anything_else_is_a_goal(
    words: str, name: str | None, goal: str | None, question: str, talk: Talk
) -> None:
    talk.ask(Intent.DOMAIN, words=words)
    assert (talk.domain.name, talk.domain.goal) == (name, goal)
    assert talk.question == question


def test_a_general_goal_is_asked_back_once_and_the_specific_answer_is_the_end_goal(talk: Talk) -> None:
    talk.ask(Intent.DOMAIN, words="be more confident in life")
    assert talk.question == "meeting.exact"
    talk.say("I want to speak up in meetings")
    assert talk.question == "meeting.certainty"
    assert talk.domain.end_goal == "speak up in meetings"


def test_who_cannot_be_more_specific_keeps_the_general_goal(talk: Talk) -> None:
    talk.ask(Intent.DOMAIN, words="be more confident in life")
    talk.mean(Intent.SKIP)
    assert talk.question == "meeting.name"
    assert talk.domain.end_goal == "be more confident in life"


def test_another_goal_makes_the_specific_one_void(talk: Talk) -> None:
    talk.ask(Intent.DOMAIN, words="be more confident in life")
    talk.say("I want to speak up in meetings")
    talk.mean(Intent.BACK)
    talk.mean(Intent.BACK)
    talk.say("speak to fifty people for ten minutes")
    assert talk.question == "meeting.certainty"
    assert talk.domain.name == "speak to fifty people"
    assert (talk.domain.is_general, talk.domain.specific_goal) == (False, None)


def test_the_first_domain_takes_over_what_was_said_before_and_the_next_one_begins_empty(talk: Talk) -> None:
    talk.ask(Intent.NOTE, words="I smiled")
    talk.ask(Intent.DOMAIN, words="talks")
    assert talk.performer.active == NAMELESS
    assert len(talk.evidence) == 1
    talk.ask(Intent.DOMAIN, words="a recital")
    assert talk.domain.title == "recital"
    assert talk.performer.active != NAMELESS
    assert talk.evidence == []


def test_how_certain_they_are_is_asked_last_and_is_the_baseline(talk: Talk) -> None:
    talk.ask(Intent.DOMAIN, words="talks")
    talk.say("speak to ten people")
    assert talk.question == "meeting.certainty"
    assert keys(talk.say("six"))[0] == "certainty.noted"
    assert talk.question == "success.worked"
    talk.repeat_request()
    assert [rating.value for rating in talk.domain.ratings] == [talk.domain.baseline] == [6]


def test_where_no_ratings_are_wanted_the_past_success_comes_next(talk: Talk) -> None:
    talk.ask(Intent.NO_RATING)
    talk.ask(Intent.DOMAIN, words="talks")
    talk.say("speak to ten people")
    assert talk.question == "success.worked"


def test_the_past_success_belongs_to_the_new_domain(talk: Talk) -> None:
    talk.ask(Intent.DOMAIN, words="talks")
    talk.mean(Intent.ENOUGH)
    talk.ask(Intent.DOMAIN, words="a recital")
    talk.say("play one piece", "six", "I played at school")
    assert [(piece.worked, piece.key.domain) for piece in talk.evidence] == [("I played at school", talk.domain.id)]


def test_who_has_had_enough_is_asked_none_of_it_again(talk: Talk) -> None:
    talk.ask(Intent.DOMAIN, words="talks")
    assert keys(talk.mean(Intent.ENOUGH)) == ["meeting-kept"]
    assert keys(talk.ask(Intent.DOMAIN, words="talks")) == ["meeting-known"]


def test_a_known_name_goes_on_with_what_is_missing_or_turns_to_it_even_if_it_was_put_away(talk: Talk) -> None:
    talk.ask(Intent.DOMAIN, words="talks")
    talk.mean(Intent.STOP)
    talk.ask(Intent.DOMAIN, words="Talks")
    assert talk.question == "meeting.goal"
    talk.mean(Intent.ENOUGH)
    talk.ask(Intent.RETIRE)
    talk.mean(Intent.YES)
    assert talk.domain.title != "talks"
    talk.ask(Intent.DOMAIN, words="talks")
    assert (talk.domain.title, talk.domain.retired) == ("talks", False)
    assert len([domain for domain in talk.performer.domains if domain.title]) == 1


def test_a_repeated_request_makes_one_domain_and_asks_the_same(talk: Talk) -> None:
    first = talk.ask(Intent.DOMAIN, words="talks")
    assert talk.repeat_request().say == first.say
    assert len(talk.performer.domains) == 1


def test_an_opening_offers_once_to_go_on_with_a_meeting_that_was_broken_off(talk: Talk) -> None:
    talk.ask(Intent.DOMAIN, words="talks")
    talk.pass_time(days=1)
    assert "talks" not in str(talk.ask(Intent.OPEN).say)
    assert talk.question == "meeting_unfinished.resume"
    assert keys(talk.mean(Intent.YES))[0] == "meeting-resumed"
    assert talk.question == "meeting.goal"
    talk.ask(Intent.OPEN)
    assert talk.question != "meeting_unfinished.resume"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("i'm having a job interview at the council", "job interview"),
        ("my viva's on thursday afternoon and i have no idea what to do first", "viva"),
        ("i've got a driving test coming up and i keep failing", "driving test"),
        ("there's a board presentation on monday i'm dreading it", "board presentation"),
        ("it's my first open mic on friday", "first open mic"),
        ("i am having a client presentation on monday", "client presentation"),
        ("um so i've got this thing it's an interview for a nursing job", "interview"),
    ],
)
def test_of_a_sentence_about_what_is_coming_the_thing_is_named_and_the_goal_is_asked_for(
    stage: Stage, said: str, name: str
) -> None:
    heard = say(stage.device(), "open ready room", said)
    assert heard.startswith(f"Got it: {name}. What do you want to be able to do there")


@pytest.mark.parametrize(
    "said",
    ["speak for five minutes without notes", "i want to stop shaking at auditions", "finish the race without walking"],
)
def test_what_begins_with_a_deed_is_the_goal(stage: Stage, said: str) -> None:
    heard = say(stage.device(), "open ready room", said)
    assert "Your goal: " in heard
    assert "how certain are you" in heard
