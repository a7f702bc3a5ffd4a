"""Words that may be of somebody in danger: one line, kept apart, and no debrief is lost over it."""

from datetime import timedelta

import pytest

from skill.breathing.patterns import SLOW
from skill.breathing.round import Round
from skill.conversation.topics import crisis
from skill.efficacy.breath import BreathingSession
from skill.efficacy.debrief import STAYS_OPEN
from skill.efficacy.evidence import Kind
from skill.efficacy.performer import MAIN, Performer
from skill.ledger.protocol import NOTHING
from skill.nlu.intents import Intent, NluResult
from tests.conversation.talk import ACCOUNT, LANGUAGE, Talk, keys
from tests.patience import patient

WORDS = "I want to kill myself"


def in_debrief(talk: Talk) -> None:
    """Come to the question what a debrief's deed tells them."""
    talk.ask(Intent.DEBRIEF)
    talk.say("yes", "I finished the course")
    assert talk.question == "debrief.shows"


@pytest.mark.parametrize("intent", [Intent.WORDS, Intent.NOTE, Intent.DOMAIN, Intent.SWITCH, Intent.DONT_KNOW])
def test_the_words_count_whatever_the_platform_took_them_for(intent: Intent) -> None:
    assert crisis.is_needed(LANGUAGE, NluResult(intent, "something", utterance=WORDS))
    assert not crisis.is_needed(LANGUAGE, NluResult(intent, "something", utterance="I smiled"))


def test_the_words_are_kept_apart_and_neither_heard_nor_read_in_a_warm_up(talk: Talk) -> None:
    assert keys(talk.ask(Intent.WORDS, words=WORDS)) == ["distress", "distress-leave"]
    (piece,) = talk.evidence
    assert (piece.kind, piece.note, piece.closed) == (Kind.PRIVATE, WORDS, True)
    assert talk.ledger.shelf(ACCOUNT, MAIN, talk.performer.active, 5, patient()) == []
    assert keys(talk.ask(Intent.EVIDENCE)) == ["evidence-none-aloud"]


def test_distress_that_came_without_its_words_is_kept_with_words_that_stand_for_it(talk: Talk) -> None:
    talk.ask(Intent.DISTRESS)
    assert [piece.note for piece in talk.evidence] == [LANGUAGE.distress_words]


def test_a_repeated_request_keeps_the_words_once(talk: Talk) -> None:
    talk.ask(Intent.WORDS, words=WORDS)
    assert keys(talk.repeat_request()) == ["distress", "distress-leave"]
    assert len(talk.evidence) == 1


def test_breathing_stops_and_cannot_be_resumed(talk: Talk) -> None:
    round_ = Round(SLOW, 60, True, MAIN, "r0", talk.now)
    talk.save(Performer(breathing=BreathingSession(round_.token, round_.length_ms, talk.now)))
    assert talk.ask(Intent.DISTRESS).stops_playback
    assert talk.performer.breathing is None


@pytest.mark.parametrize("answer", [Intent.YES, Intent.SKIP])
def test_left_there_the_debrief_closes_with_what_was_said(answer: Intent, talk: Talk) -> None:
    in_debrief(talk)
    talk.say(WORDS)
    reply = talk.mean(answer)
    assert keys(reply) == ["distress-left"]
    assert reply.session is None
    (debrief,) = (piece for piece in talk.evidence if piece.kind is Kind.DEBRIEF)
    assert (debrief.worked, debrief.closed) == ("I finished the course", True)


@pytest.mark.parametrize("answer", [Intent.NO, Intent.READY])
def test_not_left_there_the_debrief_goes_on_from_the_same_question(answer: Intent, talk: Talk) -> None:
    in_debrief(talk)
    talk.say(WORDS)
    talk.mean(answer)
    assert talk.question == "debrief.shows"
    talk.say("I can keep going to the very end")
    (debrief,) = (piece for piece in talk.evidence if piece.kind is Kind.DEBRIEF)
    assert debrief.shows == "I can keep going to the very end"


def test_said_again_it_is_still_about_the_debrief(talk: Talk) -> None:
    in_debrief(talk)
    talk.say(WORDS, WORDS)
    assert talk.question == "distress.leave"
    talk.mean(Intent.NO)
    assert talk.question == "debrief.shows"


def test_outside_a_debrief_a_no_is_answered_and_it_is_asked_what_is_wanted(talk: Talk) -> None:
    talk.ask(Intent.DISTRESS)
    assert keys(talk.mean(Intent.NO))[0] == "distress-here"
    assert talk.question == "opening.wish"


def test_a_debrief_that_can_no_longer_be_continued_is_left_as_it_is(talk: Talk) -> None:
    in_debrief(talk)
    talk.say(WORDS)
    talk.pass_time(seconds=(STAYS_OPEN + timedelta(seconds=1)).total_seconds())
    reply = talk.mean(Intent.YES)
    assert keys(reply) == ["distress-left"]
    assert reply.change == NOTHING


@pytest.mark.parametrize(
    "words",
    [
        "i wanna die",
        "i went to die",
        "i won to die now",
        "I want to dye.",
        "i want to kill my self",
        "i'm going to hurt my self",
        "i'm going to end my live",
        "i don't want to be a live anymore",
    ],
)
def test_it_is_heard_as_a_recognizer_may_write_it(words: str) -> None:
    assert crisis.is_needed(LANGUAGE, NluResult(Intent.WORDS, words, utterance=words))


@pytest.mark.parametrize(
    "words",
    [
        "i went to dye the costume",
        "i went to the die hard marathon",
        "the character went to die in act three",
        "i nearly went to die of laughter",
        "i want a diet that works",
        "i sang it to my self",
        "we were on a live stream",
    ],
)
def test_what_only_sounds_like_it_is_not(words: str) -> None:
    assert not crisis.is_needed(LANGUAGE, NluResult(Intent.WORDS, words, utterance=words))
