"""A turn is decided, saved and only then answered; what cannot be saved stays in the session and is taken again."""

from pathlib import Path
from typing import Any

import pytest

from skill.conversation.turn import Outcome, Session
from skill.efficacy.performer import MAIN
from skill.ledger.protocol import Conflict, LedgerError, Unavailable
from skill.ledger.sqlite import SqliteLedger
from skill.nlu.intents import Intent
from tests.conversation.talk import ACCOUNT, Talk, args, keys
from tests.patience import patient

ANA, BEN = "0123456789ab", "ba9876543210"
MOST_ATTEMPTS = 8


class Failing(SqliteLedger):
    """A ledger on which the next saves fail, each with its error."""

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self.errors: list[LedgerError] = []

    def save(self, *values: Any) -> None:
        """See `Ledger.save`."""
        if self.errors:
            raise self.errors.pop()
        super().save(*values)


@pytest.fixture
def ledger(tmp_path: Path) -> Failing:
    """A ledger that works until it is made to fail."""
    return Failing(tmp_path / "failing.sqlite3")


@pytest.fixture
def talk(ledger: Failing) -> Talk:
    """A conversation on that ledger."""
    return Talk(ledger)


def lose_a_note(talk: Talk, ledger: Failing) -> None:
    """Say something that cannot be saved."""
    ledger.errors = [Unavailable("no answer")]
    assert keys(talk.ask(Intent.NOTE, words="I smiled")) == ["sorry-kept"]


@pytest.mark.parametrize(("times", "is_saved"), [(MOST_ATTEMPTS - 1, True), (MOST_ATTEMPTS, False)])
def test_a_turn_is_decided_anew_eight_times_at_most_while_others_save_in_between(
    times: int, is_saved: bool, talk: Talk, ledger: Failing
) -> None:
    ledger.errors = [Conflict("somebody else")] * times
    reply = talk.ask(Intent.NOTE, words="I smiled")
    assert keys(reply) == (["note-words.noted", "note-read_back"] if is_saved else ["sorry-kept"])
    assert [piece.note for piece in talk.evidence] == (["I smiled"] if is_saved else [])
    assert ledger.errors == []


def test_what_was_lost_is_saved_later_as_of_the_time_when_it_was_said(talk: Talk, ledger: Failing) -> None:
    said_at = talk.now
    lose_a_note(talk, ledger)
    talk.pass_time(minutes=3)
    assert keys(talk.mean(Intent.YES)) == ["note-words.noted", "note-read_back"]
    (piece,) = talk.evidence
    assert (piece.note, piece.key.at, piece.key.id) == ("I smiled", said_at, "r1")


def test_said_again_in_other_words_the_lost_words_are_replaced(talk: Talk, ledger: Failing) -> None:
    lose_a_note(talk, ledger)
    talk.mean(Intent.NOTE, words="I smiled at them")
    assert [piece.note for piece in talk.evidence] == ["I smiled at them"]


@pytest.mark.parametrize("failures", [0, 2])
def test_other_words_after_an_apology_are_kept_beside_the_lost_ones(failures: int, talk: Talk, ledger: Failing) -> None:
    lose_a_note(talk, ledger)
    ledger.errors = [Unavailable("no answer")] * failures
    for _ in range(failures):
        assert keys(talk.mean(Intent.AGAIN)) == ["sorry-kept"]
    talk.mean(Intent.NOTE, words="the lights were low")
    assert [piece.note for piece in talk.evidence] == ["I smiled. the lights were low"]


def test_words_are_kept_beside_a_lost_rating_though_neither_can_be_saved_at_first(talk: Talk, ledger: Failing) -> None:
    talk.ask(Intent.DOMAIN, words="choir")
    talk.say("sing the second verse alone")
    ledger.errors = [Unavailable("no answer")]
    assert keys(talk.mean(Intent.NUMBER, number=4)) == ["sorry-kept"]
    ledger.errors = [Unavailable("no answer")]
    assert keys(talk.say("I sang it to my sister")) == ["sorry-kept"]
    talk.mean(Intent.YES)
    assert talk.performer.domain.baseline == 4
    assert [piece.worked for piece in talk.evidence] == ["I sang it to my sister"]


def test_a_command_after_an_apology_is_followed_once_the_lost_words_are_saved(talk: Talk, ledger: Failing) -> None:
    lose_a_note(talk, ledger)
    assert keys(talk.mean(Intent.EVIDENCE))[:3] == ["evidence-count", "evidence-left-out", "evidence-deed"]
    assert [piece.note for piece in talk.evidence] == ["I smiled"]


def test_who_is_about_to_go_on_is_warmed_up_though_the_words_are_still_lost(talk: Talk, ledger: Failing) -> None:
    lose_a_note(talk, ledger)
    ledger.errors = [Unavailable("no answer")] * 2
    reply = talk.mean(Intent.WARM_UP)
    assert keys(reply)[0] == "sorry-not-saved"
    assert keys(reply)[-1] == "warm-up-go"
    assert reply.outcome is Outcome.OUT_OF_REACH


def test_a_reply_that_is_true_without_being_saved_is_given_all_the_same(talk: Talk, ledger: Failing) -> None:
    ledger.errors = [Unavailable("no answer")]
    reply = talk.ask(Intent.WARM_UP)
    assert keys(reply)[-1] == "warm-up-go"
    assert reply.outcome is Outcome.ANSWERED
    assert talk.performer.warm_up is None


def test_words_of_distress_are_answered_though_they_cannot_be_saved(talk: Talk, ledger: Failing) -> None:
    ledger.errors = [Unavailable("no answer")]
    reply = talk.ask(Intent.WORDS, words="I want to kill myself")
    assert keys(reply) == ["distress", "distress-leave"]
    assert talk.question == "distress.leave"
    assert reply.outcome is Outcome.OUT_OF_REACH


def test_a_reminder_is_cancelled_only_once_it_is_saved_that_there_is_no_date(talk: Talk, ledger: Failing) -> None:
    talk.ask(Intent.SCHEDULE, date="2026-05-08", time="15:00")
    talk.mean(Intent.YES)
    assert len(talk.platform.reminders) == 1
    ledger.errors = [Unavailable("no answer")]
    talk.ask(Intent.UNSCHEDULE)
    assert talk.platform.cancelled == []
    assert keys(talk.mean(Intent.YES))[0] == "schedule-dropped-both"
    assert talk.platform.cancelled == ["reminder-1"]
    assert talk.domain.date is None


def test_a_session_remembers_who_speaks_from_its_first_turn_on(talk: Talk) -> None:
    talk.voice = ANA
    talk.ask(Intent.NOTE, words="I smiled")
    assert Session.from_json(talk.session) == Session(
        "note.read_back",
        subject=talk.session["subject"],
        last_reply=tuple(talk.session["said"]),
        performer_id=MAIN,
        voice_id=ANA,
        carried=talk.session["carried"],
    )


def test_a_question_is_the_launchs_own_while_it_is_the_one_that_the_opening_asked(talk: Talk) -> None:
    talk.ask(Intent.OPEN)
    assert talk.session["opened"] is True
    talk.mean(Intent.NOTHING)
    assert (talk.question, talk.session["opened"]) == ("opening.what", True)
    talk.mean(Intent.DEBRIEF)
    assert (talk.question, talk.session["opened"]) == ("debrief.outcome", False)
    talk.mean(Intent.NOTHING)
    assert (talk.question, talk.session["opened"]) == ("debrief.outcome", False)


def test_another_recognized_voice_gets_nothing_of_the_session_but_may_stop_it(talk: Talk) -> None:
    talk.voice = ANA
    talk.ask(Intent.NOTE, words="I smiled")
    before, talk.voice = talk.session, BEN
    assert keys(talk.mean(Intent.YES)) == ["voice-another"]
    assert talk.session == before
    assert [piece.read_back for piece in talk.evidence] == [None]
    assert talk.mean(Intent.STOP).session is None
    talk.session, talk.voice = before, None
    assert keys(talk.mean(Intent.YES)) == ["note-will-be-read"], "a voice that is not recognized may be the same"


def test_health_that_another_voice_speaks_of_is_a_caution_for_that_voice(talk: Talk) -> None:
    talk.voice = ANA
    talk.ask(Intent.NOTE, words="I smiled")
    talk.voice = BEN
    assert keys(talk.mean(Intent.HEALTH)) == ["health", "health-kept", "voice-another"]
    assert talk.performer.preferences.holds
    assert not talk.ledger.performer(ACCOUNT, BEN, patient()).preferences.holds


def test_where_words_that_were_too_long_end_is_said_if_they_are_kept(talk: Talk) -> None:
    reply = talk.ask(Intent.NOTE, words="I smiled at all of them for an hour", is_cut=True)
    assert keys(reply)[0] == "cut"
    assert args(reply, "cut") == {"words": "all of them for an hour"}
    assert keys(talk.mean(Intent.WORDS, words="purple", is_cut=True)) == ["note-read_back.again"]


def test_what_the_skill_has_no_intent_for_is_counted_as_unknown(talk: Talk) -> None:
    assert talk.ask(Intent.UNKNOWN).outcome is Outcome.UNKNOWN
    assert talk.ask(Intent.NOTHING).outcome is Outcome.ANSWERED


class Unreachable(SqliteLedger):
    """A ledger that never answers, and counts how often it is asked."""

    calls = 0

    def performer(self, *_: Any) -> Any:
        """See `Ledger.performer`."""
        self.calls += 1
        raise Unavailable("no answer")


@pytest.mark.parametrize("said", ["warm me up for the chess final", "could you get me going before the match"])
def test_a_ledger_that_does_not_answer_is_waited_for_once_a_turn(said: str, tmp_path: Path) -> None:
    ledger = Unreachable(tmp_path / "unreachable.sqlite3")
    talk = Talk(ledger)
    assert "warm-up-go" in keys(talk.say(said))
    assert ledger.calls == 1
