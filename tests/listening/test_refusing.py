"""What is forbidden never begins; what is wanted instead does; a yes or a no does not hide what follows it."""

from collections.abc import Callable

import pytest

from tests.listening.situations import Situation

REFUSED = "Okay, not that. Warm up, debrief, or hear your evidence? [listens]"


@pytest.mark.parametrize(
    "said",
    [
        "don't start the breathing",
        "please don't switch to chess tournaments",
        "never mind the rating",
        "not box breathing",
        "never use box breathing",
        "don't build my ladder",
        "I don't want to debrief",
        "let's not debrief",
        "don't delete my notes",
        "don't retire cooking demonstrations",
        "don't switch to chess stay with cooking",
        "you don't have to warm me up",
        "no need to read my evidence",
        "please don't rename cooking demonstrations",
    ],
)
def test_what_is_forbidden_does_not_begin(said: str, at: Callable[[str], Situation]) -> None:
    there = at("base")
    before = there.everything
    assert there.say(f"ask ready room {said}") == REFUSED
    assert there.everything == before


@pytest.mark.parametrize("said", ["anything but the sighs please", "anything except box breathing"])
def test_another_pattern_is_led_once(said: str, at: Callable[[str], Situation]) -> None:
    there = at("base")
    assert "[breathes 6 cycles, 60 s]" in there.say(f"ask ready room {said}")
    assert there.performer.preferences.pattern is None


@pytest.mark.parametrize(
    "said",
    [
        "don't warm me up just read my evidence",
        "I don't want a warm up I want my evidence",
        "please don't debrief me let me hear my evidence",
    ],
)
def test_what_is_wanted_instead_is_done(said: str, at: Callable[[str], Situation]) -> None:
    assert at("base").say(f"ask ready room {said}").startswith("There are 3 pieces of evidence on your record.")


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("don't ask me to rate", "I won't ask for that number anymore."),
        ("no more cards please", "No more cards."),
        ("I don't want the breathing anymore", "Okay, I'll skip the breathing from now on."),
        ("don't leave the breathing out any more", "Sit or stand somewhere safe"),
        ("don't remind me", "There's no date to remove."),
    ],
)
def test_what_is_wished_by_forbidding_is_done(said: str, heard: str, at: Callable[[str], Situation]) -> None:
    assert at("base").say(f"ask ready room {said}").startswith(heard)


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("no let me hear my evidence", "There are 3 pieces of evidence on your record."),
        ("no, just warm me up", "Sit or stand somewhere safe"),
        ("nah I'd like to debrief", "Did it go the way you wanted"),
        ("no switch to chess tournaments", "You're all set for: chess tournaments."),
        ("no how am I doing", "There are 3 pieces of evidence on your record since April 22."),
        ("nope hear my evidence please", "There are 3 pieces of evidence on your record."),
        ("let's", "Your goal: show a class of twelve how to fillet a fish."),
        ("we should", "Your goal: show a class of twelve how to fillet a fish."),
        ("yes build it", "Your goal: show a class of twelve how to fillet a fish."),
        ("no I'm tired", "Okay. Until next time."),
        ("no it's too late for that", "Okay. Until next time."),
        ("no thanks not today", "Okay. Until next time."),
        ("don't build it", "Okay. Until next time."),
        ("no yes", "I didn't catch that."),
    ],
)
def test_what_follows_a_yes_or_a_no_is_heard_first(said: str, heard: str, at: Callable[[str], Situation]) -> None:
    assert at("open").say(said).startswith(heard)


@pytest.mark.parametrize(
    ("said", "time"),
    [("no make it eleven", "11:00"), ("wait make that nine", "09:00")],
)
def test_an_hour_is_put_right_and_the_reminder_is_offered_anew(
    said: str, time: str, at: Callable[[str], Situation]
) -> None:
    there = at("reminder?")
    assert "Should I remind you" in there.say(said)
    date = there.domain().date
    assert date is not None
    assert (date.time, date.remind) == (time, None)


@pytest.mark.parametrize("said", ["I don't look down any more", "never once looked away", "no one noticed my slip"])
def test_what_resembles_a_refusal_is_a_note(said: str, at: Callable[[str], Situation]) -> None:
    there = at("base")
    there.say(f"tell ready room that {said}", "no")
    assert there.evidence()[0].note == said


@pytest.mark.parametrize(
    "said",
    [
        "warm me up but don't do the breathing",
        "warm me up and skip the breathing",
        "warm me up but never mind the breathing",
        "warm me up without any breathing",
    ],
)
def test_a_warm_up_leaves_out_what_is_forbidden_in_it(said: str, at: Callable[[str], Situation]) -> None:
    heard = at("base").say(f"ask ready room {said}")
    assert "[breathes" not in heard
    assert "I answered the boy with the allergy" in heard
