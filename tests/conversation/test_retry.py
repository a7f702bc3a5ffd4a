"""A turn that could not be saved travels in the session, word for word, until it is taken again or given up."""

import json
from dataclasses import replace
from typing import Any

import pytest

from skill.conversation.retry import abandon, apologize, as_yes_no, pending_turn, repeats
from skill.conversation.turn import Outcome, Session, Turn
from skill.nlu.act import DialogAct
from skill.nlu.intents import Intent, NluResult
from skill.nlu.understand import understand
from tests.conversation.talk import LANGUAGE, Talk, keys

PAUSED = DialogAct(Intent.WORDS, words="I paused before each answer")
COMMAND = DialogAct(Intent.RATE)


def failed(
    talk: Talk, act: DialogAct, session: Session | None = None, *, is_erasing: bool = False
) -> tuple[Turn, Session]:
    """Return a turn that could not be saved, and the session that its apology leaves."""
    turn = replace(talk.turn(act), session=session.to_json() if session else {})
    reply = apologize(turn, understand(LANGUAGE, act), session, is_erasing=is_erasing)
    assert reply.session is not None
    back = Session.from_json(json.loads(json.dumps(reply.session.to_json())))
    assert back is not None
    return turn, back


def test_what_comes_back_is_the_turn_as_it_was_marked_as_a_retry(talk: Talk) -> None:
    talk.voice = "0123456789ab"
    turn, session = failed(talk, PAUSED, Session("debrief.worked", subject="a subject"))
    talk.voice = None
    talk.pass_time(minutes=1)
    now = talk.turn(DialogAct(Intent.YES))
    pending = pending_turn(session, now)
    assert pending is not None
    assert pending.turn == replace(turn, deadline=now.deadline, is_retry=True)


@pytest.mark.parametrize(
    ("act", "is_erasing", "line"),
    [(PAUSED, False, "sorry-kept"), (COMMAND, False, "sorry"), (DialogAct(Intent.YES), True, "sorry-erasing")],
)
def test_the_apology_says_whether_words_are_at_stake_or_a_deletion(
    act: DialogAct, is_erasing: bool, line: str, talk: Talk
) -> None:
    reply = apologize(talk.turn(act), understand(LANGUAGE, act), None, is_erasing=is_erasing)
    assert keys(reply) == [line]
    assert reply.outcome is Outcome.OUT_OF_REACH


def test_the_session_stays_the_performers_whose_it_was(talk: Talk) -> None:
    talk.voice = "0123456789ab"
    _, new = failed(talk, PAUSED)
    _, begun = failed(talk, PAUSED, Session("debrief.worked", performer_id="main", voice_id=""))
    assert (new.performer_id, new.voice_id) == ("", "0123456789ab")
    assert (begun.performer_id, begun.voice_id) == ("main", "")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("act", value) for value in (None, "words", {}, {"intent": "juggle"}, {"intent": "words", "words": 7})),
        *(("at", value) for value in (None, 7, "yesterday")),
        ("request", "é"),
        *(("session", value) for value in (None, 7, "debrief.worked")),
    ],
)
def test_a_pending_turn_that_cannot_be_read_is_none(name: str, value: Any, talk: Talk) -> None:
    turn, session = failed(talk, PAUSED)
    assert pending_turn(session, turn) is not None
    assert pending_turn(replace(session, pending_turn={**session.pending_turn, name: value}), turn) is None


@pytest.mark.parametrize("name", ["act", "at", "request", "session"])
def test_a_pending_turn_that_lacks_a_part_is_none(name: str, talk: Talk) -> None:
    turn, session = failed(talk, PAUSED)
    rest = {part: value for part, value in session.pending_turn.items() if part != name}
    assert pending_turn(replace(session, pending_turn=rest), turn) is None
    assert pending_turn(None, turn) is None


@pytest.mark.parametrize(
    ("act", "is_erasing", "line", "outcome"),
    [
        (PAUSED, False, "sorry-not-saved", Outcome.OUT_OF_REACH),
        (COMMAND, False, "okay", Outcome.ANSWERED),
        (DialogAct(Intent.YES), True, "sorry-erased-in-part", Outcome.OUT_OF_REACH),
    ],
)
def test_given_up_it_is_said_what_was_lost_or_may_still_be_there(
    act: DialogAct, is_erasing: bool, line: str, outcome: Outcome, talk: Talk
) -> None:
    turn, session = failed(talk, act, is_erasing=is_erasing)
    pending = pending_turn(session, turn)
    assert pending is not None
    reply = abandon(pending)
    assert keys(reply) == [line]
    assert reply.outcome is outcome
    assert reply.session is None


def test_words_that_begin_with_a_yes_or_a_no_answer_whether_to_try_again() -> None:
    heard = NluResult(Intent.WORDS, "I paused")
    assert as_yes_no(LANGUAGE, NluResult(Intent.WORDS, "yes please, save it")).intent is Intent.YES
    assert as_yes_no(LANGUAGE, NluResult(Intent.WORDS, "no, don't bother")).intent is Intent.NO
    assert as_yes_no(LANGUAGE, heard) is heard


@pytest.mark.parametrize(
    ("again", "is_same"),
    [
        ("I paused before each answer", True),
        ("i  PAUSED, twice", True),  # two of its three words
        ("they paused twice today", False),  # one of four
        ("paused twice", True),  # one of two
        ("warm me up", False),
    ],
)
def test_words_repeat_the_lost_ones_when_they_share_half_the_words_of_the_shorter(again: str, is_same: bool) -> None:
    first = NluResult(Intent.WORDS, "I paused before each answer")
    assert repeats(first, NluResult(Intent.NOTE, again)) is is_same


def test_an_answer_without_words_repeats_one_of_its_own_kind() -> None:
    seven, hard = NluResult(Intent.NUMBER, number=7), NluResult(Intent.DIFFICULTY, choice="hard")
    assert repeats(seven, NluResult(Intent.NUMBER, number=8))
    assert not repeats(seven, hard)
    assert not repeats(NluResult(Intent.YES), NluResult(Intent.YES)), "a yes holds nothing that could be lost"
