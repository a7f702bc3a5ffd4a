"""Stop and help belong to no topic, and what leads nowhere is asked about."""

import pytest

from skill.ledger.protocol import NOTHING
from skill.nlu.intents import Intent
from tests.conversation.talk import Talk, keys


@pytest.mark.parametrize("intent", [Intent.STOP, Intent.ENOUGH, Intent.SKIP, Intent.NO])
def test_with_nothing_to_stop_it_closes_and_saves_nothing(intent: Intent, talk: Talk) -> None:
    reply = talk.ask(intent)
    assert keys(reply) == ["stopped"]
    assert reply.session is None
    assert reply.change == NOTHING


def test_help_says_what_the_skill_does_and_asks_what_is_wanted(talk: Talk) -> None:
    assert keys(talk.ask(Intent.HELP))[0] == "help"
    assert talk.question == "opening.wish"


def test_help_at_the_opening_asks_the_openings_own_question_again(talk: Talk) -> None:
    talk.ask(Intent.OPEN)
    assert keys(talk.mean(Intent.HELP)) == ["help", "opening-what"]
    assert talk.question == "opening.what"


def test_help_in_a_question_belongs_to_the_question(talk: Talk) -> None:
    talk.ask(Intent.DEBRIEF)
    assert keys(talk.mean(Intent.HELP)) == ["help-in-question", "debrief-outcome.example"]
    assert talk.question == "debrief.outcome"


@pytest.mark.parametrize(
    "intent",
    [
        *(Intent.AGAIN, Intent.WAIT, Intent.YES, Intent.NUMBER, Intent.DATE, Intent.TIME),
        *(Intent.DONT_KNOW, Intent.NOTHING, Intent.UNKNOWN),
    ],
)
def test_an_answer_to_no_question_is_not_caught_and_it_is_asked_what_is_wanted(intent: Intent, talk: Talk) -> None:
    reply = talk.ask(intent, number=7, date="2026-05-08", time="15:00")
    assert keys(reply)[0] == "not-caught"
    assert talk.question == "opening.wish"
    assert reply.change == NOTHING
