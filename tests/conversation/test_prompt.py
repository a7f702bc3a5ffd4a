"""A question as it is asked: its reprompt, its repetition, its help, and how it is given up."""

from dataclasses import replace

import pytest

from skill.conversation.prompt import LONGEST_REPLY, WAIT_MS, Prompt
from skill.conversation.turn import Reply, Session
from skill.efficacy.performer import Performer
from skill.ledger.protocol import NOTHING, Change
from skill.nlu.act import DialogAct
from skill.nlu.intents import Intent
from skill.speech.parts import Parts, Pause, line, pack
from tests.conversation.talk import Talk, keys

SAVED = Change(Performer())
WHICH = Prompt("tea.which", "tea-which", {"host": "Ana"}, subject="t1", change=SAVED)
HELP = Reply((line("help"),))


def reprompts(reply: Reply) -> list[str]:
    """Return the names of the lines that are said when nothing is answered."""
    return keys(replace(reply, say=reply.reprompt))


def command(talk: Talk, act: DialogAct, session: Session | None = None) -> Reply | None:
    """Return the answer to a command while the question is open."""
    return WHICH.command(talk.context(act, session), lambda: HELP)


def test_a_question_comes_after_its_lead_with_its_subject_and_what_it_saves() -> None:
    reply = WHICH.ask((line("kept"), Pause(700)))
    assert reply.say == (line("kept"), Pause(700), line("tea-which", host="Ana"))
    assert reply.session == Session("tea.which", subject="t1", last_reply=tuple(pack(reply.say)))
    assert reply.change == SAVED


@pytest.mark.parametrize(("how", "reprompt"), [("", "again"), ("example", "again"), ("again", "example")])
def test_a_reprompt_does_not_repeat_what_was_just_said(how: str, reprompt: str) -> None:
    assert reprompts(WHICH.ask(how=how)) == [f"tea-which.{reprompt}"]


def test_an_answer_that_was_not_understood_is_taken_as_free_text_from_then_on() -> None:
    assert not WHICH.ask().wants_free_text
    assert WHICH.ask(tries=1).wants_free_text
    assert replace(WHICH, wants_free_text=True).ask().wants_free_text


@pytest.mark.parametrize("is_longer", [False, True])
def test_a_last_reply_that_is_too_long_travels_in_the_session_as_its_question_alone(is_longer: bool) -> None:
    def lead(length: int) -> Parts:
        return (line("evidence-deed", words="x" * length),)

    room = LONGEST_REPLY - len(str(tuple(pack((*lead(0), WHICH.line())))))
    reply = WHICH.ask(lead(room + is_longer))
    assert reply.session is not None
    assert len(reply.say) == 2
    assert reply.session.last_reply == tuple(pack(reply.say[-1:] if is_longer else reply.say))


def test_a_repetition_says_the_last_reply_and_can_be_repeated_again(talk: Talk) -> None:
    question = WHICH.ask((line("kept"), Pause(700)))
    reply = command(talk, DialogAct(Intent.REPEAT), question.session)
    assert reply is not None
    assert reply.say == question.say
    assert reply.session == question.session


def test_where_no_last_reply_is_known_a_repetition_asks_the_question(talk: Talk) -> None:
    reply = command(talk, DialogAct(Intent.REPEAT), Session("tea.which"))
    assert reply is not None
    assert keys(reply) == ["tea-which"]


@pytest.mark.parametrize(
    ("tries", "not_caught", "said", "reprompt"),
    [
        (0, False, ["tea-which.again"], "example"),
        (0, True, ["not-caught", "tea-which.again"], "example"),
        (1, False, ["tea-which.example"], "again"),
        (2, False, ["offer-to-leave", "tea-which.again"], "example"),
        (2, True, ["offer-to-leave", "tea-which.again"], "example"),
    ],
)
def test_an_answer_not_understood_is_asked_for_shorter_then_by_example_then_with_an_offer_to_skip(
    tries: int, not_caught: bool, said: list[str], reprompt: str
) -> None:
    reply = WHICH.reprompt(tries, not_caught=not_caught)
    assert keys(reply) == said
    assert reprompts(reply) == [f"tea-which.{reprompt}"]
    assert reply.session is not None
    assert reply.session.tries == tries + 1


@pytest.mark.parametrize(("has_answers", "said"), [(False, "okay"), (True, "until-later")])
def test_after_three_tries_the_session_closes_and_saves_nothing(has_answers: bool, said: str) -> None:
    reply = WHICH.reprompt(3, not_caught=True, has_answers=has_answers)
    assert keys(reply) == [said]
    assert reply.session is None
    assert reply.change == NOTHING


@pytest.mark.parametrize(
    ("act", "waits"),
    [
        (DialogAct(Intent.WAIT), True),
        (DialogAct(Intent.LENGTH, seconds=60), True),
        (DialogAct(Intent.LENGTH, seconds=61), False),
        (DialogAct(Intent.LENGTH), False),
    ],
)
def test_up_to_a_minute_that_is_asked_for_gives_a_pause_and_the_question_again(
    act: DialogAct, waits: bool, talk: Talk
) -> None:
    reply = command(talk, act)
    if not waits:
        assert reply is None
        return
    assert reply is not None
    assert reply.say == (line("take-your-time"), Pause(WAIT_MS), line("tea-which.again", host="Ana"))


def test_ready_gets_the_question_again_help_gets_help_and_anything_else_is_no_command(talk: Talk) -> None:
    ready = command(talk, DialogAct(Intent.READY))
    assert ready is not None
    assert keys(ready) == ["tea-which.again"]
    assert command(talk, DialogAct(Intent.HELP)) is HELP
    for intent in (Intent.SKIP, Intent.STOP, Intent.YES, Intent.WORDS, Intent.OPEN):
        assert command(talk, DialogAct(intent)) is None
