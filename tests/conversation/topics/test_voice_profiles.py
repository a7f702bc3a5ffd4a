"""Whose words are whose: on one device, with one session, with a ledger that comes and goes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from simulator.device import Device
from simulator.plays import as_text
from skill.efficacy.performer import Preferences
from skill.ledger.protocol import Unavailable
from tests.stage import Stage


def ask(stage: Stage, person: str | None, *utterances: str) -> str:
    """Say one after the other as somebody, in a new session; return the last answer."""
    stage.person = person
    stage.clock.pass_time(timedelta(hours=2))
    device = stage.device(f"at {stage.clock().isoformat()}")
    return [as_text(device.hear(utterance)) for utterance in utterances][-1]


def evidence(stage: Stage, person: str | None) -> str:
    """Return what somebody hears of their evidence."""
    return ask(stage, person, "ask ready room for my evidence")


@contextmanager
def out_of_reach(stage: Stage) -> Iterator[None]:
    """Let nothing be saved in the block."""
    save = stage.ledger.save

    def fail(*_: object) -> None:
        raise Unavailable("gone")

    stage.ledger.save = fail  # type: ignore[method-assign, assignment]
    yield
    stage.ledger.save = save  # type: ignore[method-assign]


def at_home(stage: Stage) -> None:
    """Let Ana have the main record and Ben one of his own."""
    ask(stage, "ana", "tell ready room that I sang", "yes")
    ask(stage, "ben", "tell ready room that I ran", "yes")


def unsaved_of_ben(stage: Stage) -> Device:
    """Return the device on which something of Ben's could not be saved."""
    at_home(stage)
    stage.person = "ben"
    device = stage.device("hall")
    with out_of_reach(stage):
        assert "Should I try again?" in as_text(device.hear("tell ready room that I cried"))
    return device


def test_what_could_not_be_saved_is_saved_to_whoever_said_it_though_the_voice_is_lost(stage: Stage) -> None:
    device = unsaved_of_ben(stage)
    device.speaks_as(None)
    assert "You said: I cried." in as_text(device.hear("yes"))
    assert "I cried" in evidence(stage, "ben")
    assert "I cried" not in evidence(stage, "ana")


def test_another_voice_cannot_have_it_saved(stage: Stage) -> None:
    device = unsaved_of_ben(stage)
    device.speaks_as("ana")
    assert "I cried" not in as_text(device.hear("yes"))
    device.speaks_as("ben")
    assert "You said: I cried." in as_text(device.hear("yes"))


def test_the_first_voice_that_tells_something_has_the_main_record(stage: Stage) -> None:
    at_home(stage)
    assert "I sang" in evidence(stage, None)
    assert "I ran" not in evidence(stage, None)
    assert "I sang" not in evidence(stage, "ben")


def test_what_was_told_before_a_claim_comes_along(stage: Stage) -> None:
    ask(stage, None, "tell ready room that I began", "yes")
    ask(stage, "ana", "tell ready room that I went on", "yes")
    assert "Is it yours?" in ask(stage, "ana", "open ready room")
    assert "I'll know you by your voice." in ask(stage, "ana", "open ready room", "yes")
    said = evidence(stage, "ana")
    assert "I began" in said
    assert "I went on" in said
    assert "There are 2 pieces" in said


def test_a_claim_is_made_by_one_voice_only(stage: Stage) -> None:
    ask(stage, None, "tell ready room that I began", "yes")
    stage.person = "ana"
    first = stage.device("kitchen")
    stage.clock.pass_time(timedelta(seconds=3))
    stage.person = "ben"
    second = stage.device("hall")
    assert "Is it yours?" in as_text(first.hear("open ready room"))
    assert "Is it yours?" in as_text(second.hear("open ready room"))
    assert "Okay, it's yours." in as_text(first.hear("yes"))
    assert "Another voice has that one now," in as_text(second.hear("yes"))
    assert "I began" in evidence(stage, "ana")
    assert "I began" not in evidence(stage, "ben")


def test_who_declines_a_claim_is_not_asked_again(stage: Stage) -> None:
    ask(stage, None, "tell ready room that I began", "yes")
    assert "Okay, you'll have your own." in ask(stage, "ana", "open ready room", "no")
    assert "Is it yours?" not in ask(stage, "ana", "open ready room")


def test_a_claim_needs_the_voice(stage: Stage) -> None:
    ask(stage, None, "tell ready room that I began", "yes")
    stage.person = "ana"
    device = stage.device("kitchen")
    device.hear("open ready room")
    device.speaks_as(None)
    assert "I don't recognize your voice right now" in as_text(device.hear("yes"))


def test_a_record_kept_to_a_voice_is_not_read_to_one_that_is_not_known_even_in_an_open_session(stage: Stage) -> None:
    at_home(stage)
    ask(stage, "ana", "ask ready room to keep my record to my voice")
    stage.person = "ana"
    device = stage.device("kitchen")
    device.hear("open ready room")
    device.speaks_as(None)
    assert "I sang" not in as_text(device.hear("hear my evidence"))
    assert "I sang" not in evidence(stage, None)
    assert "I sang" in evidence(stage, "ana")


def test_a_guest_hears_nothing_of_another_and_cannot_open_the_record(stage: Stage) -> None:
    at_home(stage)
    ask(stage, "ana", "ask ready room to keep my record to my voice")
    ask(stage, None, "tell ready room that I failed the exam", "yes")
    assert "failed" not in evidence(stage, None)
    assert "I don't recognize your voice" in ask(stage, None, "ask ready room to allow any voice")
    assert "I sang" not in evidence(stage, None)


def test_what_is_kept_to_a_voice_goes_into_no_app_unless_that_voice_asks_for_it(stage: Stage) -> None:
    at_home(stage)
    debrief = ("ask ready room to debrief", "yes", "I waited for silence", "that's enough")
    assert "[card:" in ask(stage, "ana", *debrief)
    ask(stage, "ana", "ask ready room to keep my record to my voice")
    assert "[card:" not in ask(stage, "ana", *debrief)
    ask(stage, "ana", "ask ready room to send cards")
    assert "[card:" in ask(stage, "ana", *debrief)
    assert "[card:" in ask(stage, "ben", *debrief)


def test_a_record_that_was_kept_to_a_voice_by_an_older_release_sends_no_cards() -> None:
    assert not Preferences(private=True).sends_cards
    assert Preferences(private=True, cards=True).sends_cards
    assert not Preferences(cards=False).sends_cards


def test_a_claim_keeps_what_they_said_of_their_cards(stage: Stage) -> None:
    ask(stage, None, "tell ready room that I began", "yes")
    ask(stage, None, "tell ready room my cue word is steady")
    ask(stage, "ana", "ask ready room to send no cards", "yes")
    assert "Okay, it's yours." in ask(stage, "ana", "open ready room", "yes")
    assert "[card:" not in ask(stage, "ana", "ask ready room to debrief", "yes", "I waited", "that's enough")


def test_a_claim_that_stands_open_takes_nothing_that_was_kept_to_a_voice_meanwhile(stage: Stage) -> None:
    ask(stage, None, "tell ready room that I began", "yes")
    stage.person = "ana"
    kitchen = stage.device("kitchen")
    assert "Is it yours?" in as_text(kitchen.hear("open ready room"))
    ask(stage, "ana", "tell ready room that I cried backstage", "yes")
    assert "Only your voice can open your record" in ask(stage, "ana", "ask ready room to keep my record to my voice")
    stage.person = "ana"
    kitchen.hear("yes")
    assert "backstage" not in evidence(stage, None)
    assert "backstage" in evidence(stage, "ana")


def test_deleting_everything_is_of_the_one_who_speaks(stage: Stage) -> None:
    at_home(stage)
    ask(stage, "ben", "ask ready room to delete everything", "yes")
    assert "nothing on your record" in evidence(stage, "ben")
    assert "I sang" in evidence(stage, "ana")


def test_a_voice_that_is_not_known_deletes_nothing_that_is_kept_to_another(stage: Stage) -> None:
    at_home(stage)
    ask(stage, "ana", "ask ready room to keep my record to my voice")
    ask(stage, None, "ask ready room to delete everything", "yes")
    assert "I sang" in evidence(stage, "ana")


def test_a_plan_and_a_cue_word_come_along_with_a_claim(stage: Stage) -> None:
    ask(stage, None, "tell ready room that I began", "yes")
    ask(stage, "ana", "ask ready room my cue word is steady")
    ask(stage, "ana", "ask ready room to debrief", "yes", "I waited", "skip", "when they ask I will breathe", "no")
    ask(stage, "ana", "open ready room", "yes")
    said = ask(stage, "ana", "ask ready room to warm me up")
    assert "Your word: steady." in said
    assert "Your plan: when they ask I will breathe." in said


def test_who_has_a_record_of_their_own_cannot_take_the_main_one(stage: Stage) -> None:
    ask(stage, None, "tell ready room that I began", "yes")
    ask(stage, "ben", "open ready room", "no")
    ask(stage, "ben", "tell ready room that I ran", "yes")
    stage.person = None
    stage.clock.pass_time(timedelta(hours=2))
    device = stage.device("kitchen")
    device.hear("open ready room")
    device.speaks_as("ben")
    assert "belongs to another voice" in as_text(device.hear("keep my record to my voice"))
    assert "I ran" in evidence(stage, "ben")


def test_a_record_is_opened_to_every_voice_only_after_a_yes(stage: Stage) -> None:
    at_home(stage)
    ask(stage, "ana", "ask ready room to keep my record to my voice")
    assert "Should I open it?" in ask(stage, "ana", "ask ready room to allow any voice")
    assert "Only your voice can open your record" in ask(stage, "ana", "ask ready room to allow any voice", "no")
    assert "I sang" not in evidence(stage, None)
    ask(stage, "ana", "ask ready room to allow any voice", "yes")
    assert "I sang" in evidence(stage, None)
