"""Wishes about the date: what they are the date of, and when it is."""

import pytest

from skill.conversation.turn import Session
from skill.efficacy.performer import MAIN
from skill.nlu.intents import Intent
from tests.conversation.talk import Talk, keys


@pytest.fixture
def recital(talk: Talk) -> Talk:
    """Somebody with a recital, without a date."""
    talk.ask(Intent.DOMAIN, words="a recital")
    talk.mean(Intent.STOP)
    return talk


def test_a_date_that_is_asked_for_is_told_and_one_that_is_not_there_is_offered(recital: Talk) -> None:
    assert keys(recital.ask(Intent.SCHEDULE, words="when's my recital")) == ["schedule-none-set", "schedule_offer-when"]
    recital.ask(Intent.SCHEDULE, words="my recital is on friday at three p m")
    recital.mean(Intent.NO)
    reply = recital.ask(Intent.SCHEDULE, words="when's my recital")
    assert keys(reply) == ["schedule-told"]
    assert reply.session is None


@pytest.mark.parametrize(
    "words", ["my recital is on friday at three p m", "on friday at three p m I have my recital", "friday at three p m"]
)
def test_a_thing_that_is_known_is_the_one_whose_date_is_set(words: str, recital: Talk) -> None:
    recital.ask(Intent.SCHEDULE, words=words)
    assert [domain.title for domain in recital.performer.domains] == ["recital"]
    assert recital.domain.date is not None
    assert (recital.domain.date.day, recital.domain.date.time) == ("2026-05-08", "15:00")


def test_another_one_that_is_known_becomes_the_active_one(recital: Talk) -> None:
    recital.ask(Intent.DOMAIN, words="a hearing")
    recital.mean(Intent.STOP)
    reply = recital.ask(Intent.SCHEDULE, words="my recital is on friday week at noon")
    assert keys(reply)[0] == "domains-one"
    assert recital.domain.title == "recital"


def test_one_that_is_new_is_asked_about_before_its_date(recital: Talk) -> None:
    recital.ask(Intent.SCHEDULE, words="I have a casting on friday week at noon")
    assert recital.question == "meeting.goal"
    assert recital.domain.title == "casting"
    assert recital.domain.date is None
    assert recital.domain.pending_date is not None
    assert recital.domain.pending_date.is_told


@pytest.mark.parametrize("words", ["move it to noon tomorrow", "an hour later", "make it tuesday instead"])
def test_words_that_say_a_day_or_a_move_and_nothing_else_are_a_wish(words: str, recital: Talk) -> None:
    recital.ask(Intent.SCHEDULE, words="friday at three p m")
    recital.mean(Intent.NO)
    before = recital.domain.date
    recital.ask(Intent.WORDS, words=words)
    assert recital.question.startswith("schedule.")
    assert recital.domain.date != before or recital.domain.pending_date is not None


@pytest.mark.parametrize("words", ["I kept calm on friday", "we met the neighbours on friday"])
def test_a_day_in_words_that_may_tell_something_else_is_only_offered(words: str, recital: Talk) -> None:
    recital.ask(Intent.SCHEDULE, words=words)
    assert recital.question == "schedule_offer.told"
    assert recital.domain.date is None


@pytest.mark.parametrize(
    "words",
    ["schedule my next challenge for friday", "put it down for friday", "the date is friday", "do it on friday"],
)
def test_the_next_step_is_no_new_thing(words: str, recital: Talk) -> None:
    recital.ask(Intent.SCHEDULE, words=words)
    assert recital.question == "schedule.time"
    assert [domain.title for domain in recital.performer.domains] == ["recital"]


@pytest.mark.parametrize("words", ["the fish was fresh on friday", "seven", "an hour later"])
def test_words_that_say_more_or_no_day_are_not(words: str, recital: Talk) -> None:
    recital.ask(Intent.WORDS, words=words)
    assert not recital.question.startswith("schedule.")


@pytest.mark.parametrize(
    "words", ["is my recital on sunday", "isn't the recital still on friday", "was my recital tomorrow"]
)
def test_a_doubt_about_the_day_is_answered_and_sets_nothing(words: str, recital: Talk) -> None:
    recital.ask(Intent.SCHEDULE, words="my recital is on saturday at three in the afternoon")
    before = recital.domain.date
    recital.ask(Intent.HELP)
    assert keys(recital.say(words)) == ["schedule-told"]
    assert recital.domain.date == before


ASKED = [
    *("when's my recital", "when is it", "what day is the recital", "is my recital still on friday"),
    *("do I still play on friday", "am I still on for friday", "is it still friday", "is the recital still on"),
    *("how long till my recital", "how many days until I'm on", "when's the big day", "remind me when the recital is"),
]


@pytest.mark.parametrize("question", ["opening.wish", "opening.add", "meeting_unfinished.resume", "check.wish"])
@pytest.mark.parametrize("words", ASKED)
def test_the_date_is_told_whatever_is_offered_meanwhile(words: str, question: str, recital: Talk) -> None:
    recital.ask(Intent.SCHEDULE, words="my recital is on friday at three p m")
    recital.mean(Intent.NO)
    before = recital.domain.date
    recital.session = Session(question, "warm-up", performer_id=MAIN).to_json()
    assert keys(recital.say(words)) == ["schedule-told"]
    assert recital.domain.date == before


@pytest.mark.parametrize("words", ["is the bank still open on friday", "how long till the kettle boils", "do I still"])
def test_another_question_is_none_about_the_date(words: str, recital: Talk) -> None:
    recital.session = Session("opening.wish", performer_id=MAIN).to_json()
    assert "schedule-none-set" not in keys(recital.say(words))
