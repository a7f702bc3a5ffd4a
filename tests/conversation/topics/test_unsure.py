"""Wishes that are not certain are asked about."""

import pytest

from skill.nlu.intents import Intent
from tests.conversation.talk import Talk, args, keys, muddled

MUDDLED = muddled()


def test_two_readings_are_asked_about(talk: Talk) -> None:
    talk.mean(Intent.HELP)
    reply = talk.say(MUDDLED)
    assert talk.question == "check.wish"
    assert args(reply, "check-wish")["readings"] == "two"


@pytest.mark.parametrize("place", [0, 1])
def test_the_one_that_is_named_is_done(talk: Talk, place: int) -> None:
    talk.mean(Intent.HELP)
    talk.say(MUDDLED)
    meant = Intent(talk.session["subject"].partition("\n")[0].split()[place])
    talk.mean(meant)
    assert talk.question != "check.wish"


def test_yes_is_the_first_one(talk: Talk) -> None:
    talk.mean(Intent.HELP)
    talk.say(MUDDLED)
    talk.say("yes")
    assert talk.question not in {"check.wish", "opening.wish"}


def test_no_leads_back_to_what_they_want(talk: Talk) -> None:
    talk.mean(Intent.HELP)
    talk.say(MUDDLED)
    reply = talk.say("no")
    assert talk.question == "opening.wish"
    assert "wish" not in keys(reply)


def test_nothing_is_kept_before_the_answer(talk: Talk) -> None:
    talk.mean(Intent.HELP)
    before = talk.performer
    talk.say(MUDDLED)
    assert talk.performer == before


def test_what_is_certain_is_not_asked_about(talk: Talk) -> None:
    talk.mean(Intent.HELP)
    talk.say("hear my evidence")
    assert talk.question != "check.wish"


def test_the_same_unclear_words_again_begin_nothing(talk: Talk) -> None:
    talk.mean(Intent.HELP)
    talk.say(MUDDLED)
    reply = talk.say(MUDDLED)
    assert talk.question == "check.wish"
    assert "warm-up-go" not in keys(reply)
