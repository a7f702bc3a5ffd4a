"""A confirmation asks one question and hands the answer on; it fills in nothing and saves nothing."""

from dataclasses import replace

import pytest

from skill.conversation import extractors
from skill.conversation.confirmation import Confirmation
from skill.conversation.context import Context
from skill.conversation.policy import open_questions
from skill.conversation.topics.debrief import DEBRIEF
from skill.conversation.turn import Reply, Session
from skill.ledger.protocol import NOTHING
from skill.nlu.act import DialogAct
from skill.nlu.intents import Intent
from skill.speech.parts import line
from tests.conversation.talk import Talk, keys


def act_on(_context: Context, answer: bool | None) -> Reply:
    """Say which answer arrived."""
    return Reply((line("skipped" if answer is None else "agreed" if answer else "declined"),))


SURE = Confirmation("tea", "sure", extractors.yes_no, act_on)


def hear(talk: Talk, act: DialogAct, tries: int = 0, confirmation: Confirmation[bool] = SURE) -> Reply | None:
    """Say something while the question is open."""
    session = Session("tea.sure", subject="t1", tries=tries, last_reply=(["tea-sure", {"host": "Ana"}],))
    return confirmation.handle(talk.context(act, session))


def test_it_is_asked_in_its_own_words_about_its_subject() -> None:
    reply = SURE.ask((line("kept"),), subject="t1", variables={"host": "Ana"})
    assert reply.say == (line("kept"), line("tea-sure", host="Ana"))
    assert reply.session is not None
    assert (reply.session.question, reply.session.subject) == (SURE.key, "t1")
    assert reply.change == NOTHING


def test_it_may_share_the_words_of_another_question() -> None:
    assert keys(replace(SURE, text="certainty").ask()) == ["certainty"]
    assert replace(SURE, text="certainty").key == "tea.sure"


@pytest.mark.parametrize(
    ("intent", "said"), [(Intent.YES, "agreed"), (Intent.NO, "declined"), (Intent.SKIP, "skipped")]
)
def test_the_answer_is_acted_on_and_a_skip_is_an_answer_too(intent: Intent, said: str, talk: Talk) -> None:
    reply = hear(talk, DialogAct(intent))
    assert reply is not None
    assert keys(reply) == [said]


def test_who_does_not_know_hears_an_example_and_the_second_time_skips(talk: Talk) -> None:
    first = hear(talk, DialogAct(Intent.DONT_KNOW))
    assert first is not None
    assert keys(first) == ["tea-sure.example"]
    assert first.session is not None
    assert first.session.tries == 1
    second = hear(talk, DialogAct(Intent.DONT_KNOW), tries=1)
    assert second is not None
    assert keys(second) == ["skipped"]


def test_help_is_the_example_unless_it_has_a_line_of_its_own(talk: Talk) -> None:
    example, own = (hear(talk, DialogAct(Intent.HELP), confirmation=one) for one in (SURE, replace(SURE, help="help")))
    assert example is not None
    assert own is not None
    assert keys(example) == ["tea-sure.example"]
    assert keys(own) == ["help", "tea-sure"]


def test_a_repetition_says_the_last_reply_with_its_variables(talk: Talk) -> None:
    reply = hear(talk, DialogAct(Intent.REPEAT))
    assert reply is not None
    assert reply.say == (line("tea-sure", host="Ana"),)


@pytest.mark.parametrize("intent", [Intent.WORDS, Intent.NUMBER, Intent.STOP, Intent.WARM_UP, Intent.ENOUGH])
def test_anything_else_is_left_to_others(intent: Intent, talk: Talk) -> None:
    assert hear(talk, DialogAct(intent, words="purple")) is None


def test_asked_again_after_something_else_it_keeps_its_subject_and_its_tries(talk: Talk) -> None:
    session = Session("tea.sure", subject="t1", tries=2)
    reply = SURE.ask_again(talk.context(DialogAct(Intent.WORDS, words="who are you"), session), (line("question"),))
    assert keys(reply) == ["question", "tea-sure.again"]
    assert reply.session is not None
    assert (reply.session.subject, reply.session.tries) == ("t1", 2)


@pytest.mark.parametrize(("intent", "said"), [(Intent.NOTHING, ["not-caught"]), (Intent.NUMBER, [])])
def test_a_reprompt_says_whether_the_words_were_recognized_at_all(intent: Intent, said: list[str], talk: Talk) -> None:
    reply = SURE.reprompt(talk.context(DialogAct(intent, number=3), Session("tea.sure")))
    assert keys(reply) == [*said, "tea-sure.again"]


def test_two_open_questions_of_one_name_are_refused() -> None:
    twin = Confirmation("debrief", "worked", extractors.yes_no, act_on)
    assert set(open_questions([DEBRIEF], [SURE])) == {SURE.key, *(f"debrief.{slot.name}" for slot in DEBRIEF.slots)}
    for forms, confirmations in (([DEBRIEF], [twin]), ([DEBRIEF, DEBRIEF], []), ([], [SURE, SURE])):
        with pytest.raises(ValueError, match=r"(debrief|tea)\.\w+"):
            open_questions(forms, confirmations)
