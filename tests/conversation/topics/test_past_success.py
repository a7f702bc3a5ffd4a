"""A past success: what they did, when, and what it tells them; kept from its deed on."""

import pytest

from skill.efficacy.evidence import Kind
from skill.efficacy.performer import MAIN
from skill.ledger.protocol import NOTHING
from skill.nlu.dates import TODAY
from skill.nlu.intents import Intent
from tests.conversation.talk import ACCOUNT, Talk, keys
from tests.patience import patient

DEED, CLAIM = "I presented the budget", "I can explain numbers"


def test_it_asks_for_the_deed_its_date_and_what_it_tells_them(talk: Talk) -> None:
    talk.ask(Intent.SUCCESS)
    assert talk.question == "success.worked"
    talk.say(DEED)
    assert talk.question == "success.happened"
    talk.mean(Intent.DATE, date="2025-03")
    assert talk.question == "success.shows"
    talk.say(CLAIM)
    (piece,) = talk.evidence
    assert (piece.kind, piece.worked, piece.happened, piece.shows) == (Kind.PAST, DEED, "2025-03", CLAIM)
    assert piece.closed


def test_without_a_deed_nothing_else_is_asked_and_nothing_is_saved(talk: Talk) -> None:
    talk.ask(Intent.SUCCESS)
    assert talk.mean(Intent.DONT_KNOW).change == NOTHING
    reply = talk.mean(Intent.SKIP)
    assert keys(reply)[0] == "success-none"
    assert reply.session is None
    assert reply.change == NOTHING


def test_broken_off_after_its_deed_a_warm_up_may_read_it(talk: Talk) -> None:
    talk.ask(Intent.SUCCESS)
    talk.say(DEED)
    talk.mean(Intent.STOP)
    shelf = talk.ledger.shelf(ACCOUNT, MAIN, talk.performer.active, 5, patient())
    assert [piece.worked for piece in shelf] == [DEED]


@pytest.mark.parametrize(
    ("said", "happened"),
    [({"date": TODAY}, "2026-05-04"), ({"date": "2026-12"}, "2025-12"), ({"date": "2026-W18"}, "2026-W18")],
)
def test_its_date_lies_in_the_past(said: dict[str, str], happened: str, talk: Talk) -> None:
    talk.ask(Intent.SUCCESS)
    talk.say(DEED)
    talk.mean(Intent.DATE, **said)
    assert [piece.happened for piece in talk.evidence] == [happened]


def test_a_date_in_a_few_words_is_kept_as_it_was_said_and_more_words_are_no_date(talk: Talk) -> None:
    talk.ask(Intent.SUCCESS)
    talk.say(DEED, "when I was nineteen")
    assert [piece.happened for piece in talk.evidence] == ["when I was nineteen"]
    talk.mean(Intent.BACK)
    talk.say("it was a long time ago and nobody remembers when")
    assert talk.question == "success.happened"


def test_a_forgotten_deed_takes_all_of_it_along(talk: Talk) -> None:
    talk.ask(Intent.SUCCESS)
    talk.say(DEED, "2019")
    reply = talk.mean(Intent.FORGET)
    assert keys(reply) == ["forgotten"]
    assert reply.session is None
    assert talk.evidence == []


@pytest.mark.parametrize("intent", [Intent.ENOUGH, Intent.DONE])
def test_who_has_had_enough_keeps_the_deed(intent: Intent, talk: Talk) -> None:
    talk.ask(Intent.SUCCESS)
    talk.say(DEED)
    assert keys(talk.mean(intent))[0] == "success-kept"
    assert [(piece.worked, piece.closed) for piece in talk.evidence] == [(DEED, True)]


def test_how_a_warm_up_is_asked_for_is_said_until_there_was_one(talk: Talk) -> None:
    talk.ask(Intent.SUCCESS)
    assert keys(talk.mean(Intent.SKIP)) == ["success-none", "success-next"]
    talk.ask(Intent.WARM_UP)
    talk.ask(Intent.SUCCESS)
    assert keys(talk.mean(Intent.SKIP)) == ["success-none"]


def test_a_repeated_answer_makes_one_piece(talk: Talk) -> None:
    talk.ask(Intent.SUCCESS)
    first = talk.say(DEED)
    assert talk.repeat_request().say == first.say
    assert len(talk.evidence) == 1
