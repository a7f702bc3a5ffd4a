"""What a topic has at hand in one turn: who speaks, what day it is there, and what of it has to be saved."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from skill.conversation.context import Context, subject_for
from skill.conversation.turn import Session
from skill.efficacy.evidence import Evidence, Key, Kind
from skill.efficacy.performer import GUEST, MAIN, Performer, Preferences, Zone
from skill.ledger.protocol import NOTHING, Change
from skill.nlu.act import DialogAct
from skill.nlu.intents import Intent, NluResult
from tests.conversation.talk import ACCOUNT, Talk
from tests.patience import patient

ANA, BEN = "0123456789ab", "ba9876543210"


def context(talk: Talk, intent: Intent = Intent.PROGRESS, session: Session | None = None) -> Context:
    """Return what is at hand where nothing was read before."""
    return talk.context(DialogAct(intent), session)


def a_note(key: Key) -> Evidence:
    """Return a note."""
    return Evidence(key, Kind.NOTE, note="I smiled", closed=True)


@pytest.mark.parametrize(
    ("voice", "owner", "private", "performer"),
    [
        (None, None, False, MAIN),
        (None, ANA, False, MAIN),
        (None, ANA, True, GUEST),
        (ANA, ANA, True, MAIN),
        (BEN, ANA, False, BEN),
        (BEN, None, False, BEN),
    ],
)
def test_no_voice_is_the_main_performer_a_voice_its_own_and_none_a_guest_where_the_record_is_private(
    voice: str | None, owner: str | None, private: bool, performer: str, talk: Talk
) -> None:
    talk.save(Performer(voice_id=owner, preferences=Preferences(private=private)))
    talk.voice = voice
    assert context(talk).performer_id == performer


def test_in_a_session_it_is_the_performer_with_whom_it_began(talk: Talk) -> None:
    talk.save(Performer(voice_id=ANA, preferences=Preferences(private=True)))
    assert context(talk, session=Session("debrief.worked", performer_id=MAIN)).performer_id == MAIN


def test_the_first_recognized_voice_begins_the_main_record_as_its_own(talk: Talk) -> None:
    talk.voice = ANA
    begun = context(talk)
    assert (begun.performer_id, begun.performer.voice_id) == (MAIN, ANA)
    talk.voice = BEN
    assert context(talk, session=Session("debrief.worked", performer_id=MAIN, voice_id=ANA)).performer.voice_id is None


def test_where_evidence_was_given_without_a_voice_the_first_voice_has_a_record_of_its_own(talk: Talk) -> None:
    piece = a_note(context(talk).new_key())
    talk.ledger.save(ACCOUNT, Change(evidence=(piece,)), talk.now, patient())
    talk.voice = ANA
    assert context(talk).performer_id == ANA


def test_a_guest_hears_nothing_that_the_last_guest_said(talk: Talk) -> None:
    talk.save(Performer(voice_id=ANA, preferences=Preferences(private=True)))
    piece = a_note(context(talk).new_key())
    assert piece.key.performer == GUEST
    talk.ledger.save(ACCOUNT, Change(evidence=(piece,)), talk.now, patient())
    assert context(talk).latest(5) == ()
    assert context(talk).shelf(5) == ()


def test_evidence_that_was_saved_already_is_not_saved_again(talk: Talk) -> None:
    piece = a_note(context(talk).new_key())
    talk.ledger.save(ACCOUNT, Change(evidence=(piece,)), talk.now, patient())
    later = context(talk)
    saved = later.evidence(piece.key)
    assert saved is not None
    assert later.change(saved) == NOTHING
    changed = replace(saved, read_back=True)
    assert later.change(changed).evidence == (changed,)


def test_a_performer_that_did_not_change_is_not_saved(talk: Talk) -> None:
    talk.save(Performer(cautioned_by="r0"))
    now = context(talk)
    changed = replace(now.performer, cautioned_by="r1")
    assert now.change(performer=now.performer) == NOTHING
    now.update(changed)
    assert now.change(performer=now.performer) == Change(changed)
    assert now.saved.cautioned_by == "r0"


def test_the_first_evidence_of_a_voice_makes_its_record_and_that_of_no_voice_does_not(talk: Talk) -> None:
    talk.voice = ANA
    first = context(talk)
    assert first.change(a_note(first.new_key())).performer == Performer(voice_id=ANA)
    talk.voice = None
    first = context(talk)
    assert first.change(a_note(first.new_key())).performer is None


def test_a_key_is_made_from_the_request_so_that_a_repeated_one_makes_the_same(talk: Talk) -> None:
    talk.now = datetime(2026, 5, 4, 13, 0, 7, 999_999, tzinfo=UTC)
    now = context(talk)
    assert now.new_key() == now.new_key() == Key(MAIN, "first", datetime(2026, 5, 4, 13, 0, 7, tzinfo=UTC), "r1")
    assert now.new_key("recital").domain == "recital"
    session = Session("debrief.worked", subject=subject_for(now.new_key()))
    assert context(talk, session=session).subject_key == now.new_key()


@pytest.mark.parametrize("subject", ["", "r1", "E#main#first#yesterday#r1"])
def test_a_subject_that_is_no_key_of_evidence_has_none(subject: str, talk: Talk) -> None:
    assert context(talk, session=Session("meeting.goal", subject=subject)).subject_key is None
    assert context(talk).subject_key is None


def test_the_device_is_asked_for_its_time_zone_once_a_week_and_an_unknown_one_changes_nothing(talk: Talk) -> None:
    now = context(talk)
    assert (str(now.zone), str(now.zone), talk.platform.zone_requests) == ("America/New_York", "America/New_York", 1)
    talk.save(now.performer)
    talk.pass_time(days=6, hours=23, minutes=59)
    context(talk).ask_zone()
    assert talk.platform.zone_requests == 1
    talk.pass_time(minutes=1)
    for answer in (None, "Mars/Olympus", "../etc"):
        talk.platform.zone = answer
        now = context(talk)
        now.ask_zone()
        assert now.performer.zone == Zone("America/New_York", talk.now)
    assert talk.platform.zone_requests == 4


def test_where_no_time_zone_is_known_the_days_are_those_of_utc(talk: Talk) -> None:
    talk.platform.zone = None
    talk.now = datetime(2026, 5, 5, 0, 30, tzinfo=UTC)
    assert context(talk).today == date(2026, 5, 5)
    talk.platform.zone = "America/New_York"
    assert context(talk).today == date(2026, 5, 4)


def test_evidence_belongs_to_the_evening_before_until_four_in_the_morning(talk: Talk) -> None:
    now = context(talk)
    night, morning = (Key(MAIN, "first", datetime(2026, 5, 5, *at, tzinfo=UTC), "r1") for at in ((7, 59), (8, 0)))
    assert now.day_of(night) == date(2026, 5, 4)
    assert now.day_of(morning) == date(2026, 5, 5)


def test_heard_as_something_else_the_words_stay_and_reminders_are_cancelled_all_the_same(talk: Talk) -> None:
    said = talk.context(DialogAct(Intent.WORDS, words="the one with the bridge", is_cut=True))
    other = said.with_result(NluResult(Intent.EVIDENCE))
    assert other.nlu.intent is Intent.EVIDENCE
    assert (other.nlu.utterance, other.nlu.is_cut) == ("the one with the bridge", True)
    assert said.nlu.intent is Intent.WORDS
    other.cancelled_reminders.add("a reminder")
    assert said.cancelled_reminders == {"a reminder"}
