"""Encouragement is kept when it rests on something that somebody saw."""

import pytest

from skill.efficacy.others import MOST_STORED, Encouragement
from skill.ledger.protocol import NOTHING
from skill.nlu.intents import Intent
from tests.conversation.talk import Talk, keys

WHO, WORDS, SAW = "my teacher", "your opening holds the room", "the rehearsal on Monday"


def test_it_asks_who_said_what_and_what_they_saw(talk: Talk) -> None:
    questions = []
    talk.ask(Intent.ENCOURAGEMENT)
    for answer in (WHO, WORDS, SAW):
        questions.append(talk.question)
        reply = talk.say(answer)
    assert questions == ["encouragement.who", "encouragement.words", "encouragement.saw"]
    assert keys(reply) == ["encouragement-kept"]
    assert [(one.person, one.words, one.saw) for one in talk.domain.encouragements] == [(WHO, WORDS, SAW)]


def test_nothing_is_saved_before_somebody_is_named(talk: Talk) -> None:
    assert talk.ask(Intent.ENCOURAGEMENT).change == NOTHING
    assert keys(talk.mean(Intent.SKIP)) == ["okay"]
    assert talk.domain.encouragements == ()


@pytest.mark.parametrize("answers", [(WHO,), (WHO, WORDS)])
def test_without_all_three_it_is_removed_again(answers: tuple[str, ...], talk: Talk) -> None:
    talk.ask(Intent.ENCOURAGEMENT)
    talk.say(*answers)
    assert [one.person for one in talk.domain.encouragements] == [WHO]
    assert keys(talk.mean(Intent.SKIP)) == ["encouragement-not-kept"]
    assert talk.domain.encouragements == ()


def test_who_does_not_say_what_they_heard_is_not_asked_what_was_seen(talk: Talk) -> None:
    talk.ask(Intent.ENCOURAGEMENT)
    talk.say(WHO)
    assert talk.mean(Intent.SKIP).session is None


def test_broken_off_it_stays_unread(talk: Talk) -> None:
    talk.ask(Intent.ENCOURAGEMENT)
    talk.say(WHO, WORDS)
    talk.mean(Intent.STOP)
    assert len(talk.domain.encouragements) == 1
    assert "encouragement-told" not in keys(talk.ask(Intent.WARM_UP))


def test_a_name_can_be_corrected_and_a_repeated_answer_is_one(talk: Talk) -> None:
    talk.ask(Intent.ENCOURAGEMENT)
    talk.say("my preacher")
    talk.mean(Intent.BACK)
    talk.say(WHO)
    talk.repeat_request()
    assert talk.question == "encouragement.words"
    assert [one.person for one in talk.domain.encouragements] == [WHO]


def test_when_there_are_too_many_the_unfinished_ones_go_first(talk: Talk) -> None:
    for number in range(MOST_STORED):
        talk.ask(Intent.ENCOURAGEMENT)
        talk.say(f"person {number}", WORDS)
        if number != 1:
            talk.say(SAW)
    talk.ask(Intent.ENCOURAGEMENT)
    talk.say("my aunt", WORDS, SAW)
    stored = talk.domain.encouragements
    assert [one.person for one in stored] == ["person 0", "person 2", "person 3", "person 4", "my aunt"]
    assert all(isinstance(one, Encouragement) and one.is_readable for one in stored)
