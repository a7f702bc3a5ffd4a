"""Several domains, preferences, models: what is said once and kept."""

from datetime import timedelta

import pytest

from simulator.plays import as_text
from tests.stage import Stage


@pytest.fixture
def two(stage: Stage) -> Stage:
    """Somebody with two things to get ready for, each with evidence."""
    say(
        stage,
        "ask ready room I'm getting ready for client calls",
        "lead a call",
        "six",
        "I led one",
        "last may",
        "skip",
    )
    say(
        stage, "ask ready room I'm getting ready for a recital", "play one piece", "six", "I played", "last may", "skip"
    )
    return stage


def say(stage: Stage, *utterances: str) -> str:
    """Say one after the other in a new session; return the last answer."""
    stage.clock.pass_time(timedelta(minutes=30))
    device = stage.device(f"at {stage.clock().isoformat()}")
    return [as_text(device.hear(utterance)) for utterance in utterances][-1]


def test_each_has_its_own_evidence(two: Stage) -> None:
    assert "I played" in say(two, "ask ready room for my evidence")
    assert "You're all set for: client calls." in say(two, "ask ready room to switch to my client calls")
    said = say(two, "ask ready room to warm me up")
    assert "I led one" in said
    assert "I played" not in said


def test_which_there_are_is_said_and_asked(two: Stage) -> None:
    asked = say(two, "ask ready room to switch topics")
    assert asked == "You're getting ready for 2 things: recital; client calls. Which one? [listens]"
    assert "You're all set for: client calls." in say(two, "ask ready room to switch topics", "the calls")


def test_a_name_that_another_has_is_not_taken(two: Stage) -> None:
    assert "Another one already has that name" in say(two, "ask ready room to rename it to client calls")
    assert "Got it: spring concert." in say(two, "ask ready room to rename it to spring concert")


def test_what_is_put_away_comes_back_by_its_name_with_its_evidence(two: Stage) -> None:
    assert "I've put this away: recital." in say(two, "ask ready room to retire my recital", "yes")
    assert say(two, "ask ready room to list my topics") == "You're getting ready for: client calls. [closes]"
    say(two, "ask ready room I'm getting ready for a recital")
    assert "I played" in say(two, "ask ready room for my evidence")
    assert "You're getting ready for 2 things" in say(two, "ask ready room to list my topics")


def test_what_is_told_while_none_is_left_belongs_to_the_next_one(two: Stage) -> None:
    for name in ("recital", "client calls"):
        say(two, f"ask ready room to retire my {name}", "yes")
    say(two, "tell ready room that I held a pause", "yes")
    say(two, "ask ready room I'm getting ready for an exam", "stop")
    assert "I held a pause" in say(two, "ask ready room for my evidence")


@pytest.mark.parametrize(
    ("says", "said", "warms_up"),
    [
        (("always box breathing",), "From now on: box breathing.", "[breathes 8 cycles, 128 s]"),
        (("in for four out for eight from now on",), "From now on: in 4, out 8.", "[breathes 10 cycles, 120 s]"),
        (("in for one out for one from now on",), "I haven't changed anything.", "[breathes 12 cycles, 120 s]"),
        (("in for four hold for two out for six from now on",), "From now on: in 4, hold 2, out 6.", "[breathes 10 cy"),
        (("always one minute",), "From now on: one minute of breathing.", "[breathes 6 cycles, 60 s]"),
        (
            ("always ten minutes",),
            "From now on: five minutes. That's as close as I can get.",
            "[sounds slow-x23-clip-1.mp3]",
        ),
        (("my cue word is steady",), "Your word: steady.", "Your word: steady. Go."),
    ],
)
def test_what_is_preferred_is_kept(says: tuple[str, ...], said: str, warms_up: str, stage: Stage) -> None:
    say(stage, "ask ready room to warm me up")
    assert said in say(stage, *(f"ask ready room {one}" for one in says))
    assert warms_up in say(stage, "ask ready room to warm me up")


def test_a_cue_word_can_be_dropped(stage: Stage) -> None:
    say(stage, "ask ready room my cue word is steady")
    assert "Okay, no cue word." in say(stage, "ask ready room to change my cue word", "no")
    assert "Your word" not in say(stage, "ask ready room to warm me up")


def test_who_is_not_to_be_asked_to_rate_is_not_asked(stage: Stage) -> None:
    assert "I won't ask" in say(stage, "ask ready room don't ask me to rate")
    said = say(stage, "ask ready room I'm getting ready for an exam", "pass the oral part in ten minutes")
    assert "how certain" not in said
    assert "I'll ask for that number again." in say(stage, "ask ready room ratings on")


def test_cards_can_be_switched_off(stage: Stage) -> None:
    debrief = ("ask ready room to debrief", "yes", "I waited for silence", "that's enough")
    assert "[card:" in say(stage, *debrief)
    say(stage, "ask ready room no more cards")
    assert "[card:" not in say(stage, *debrief)


def test_flat_and_nervous_are_two_warm_ups_both_with_what_a_fast_heart_is_for(stage: Stage) -> None:
    flat, nervous = say(stage, "ask ready room I feel flat"), say(stage, "ask ready room I'm nervous")
    assert "Stand up, if you can." in flat
    assert "[breathes" not in flat
    assert "[breathes" in nervous
    assert "that's your body getting ready" in flat
    assert "that's your body getting ready" in nervous


def test_a_model_is_heard_while_there_is_no_evidence_and_a_famous_one_is_asked_back_once(stage: Stage) -> None:
    say(stage, "ask ready room I'm getting ready for an exam", "pass the oral part in ten minutes", "six", "skip")
    asked = say(stage, "ask ready room to add a role model", "Taylor Swift")
    assert "Somebody closer can show you more" in asked
    say(stage, "ask ready room to add a role model", "my cousin Lou", "Lou froze at first", "Lou rehearsed aloud")
    said = say(stage, "ask ready room to warm me up")
    assert (
        "Your role model: my cousin lou. Where they started: lou froze at first. What they did: lou rehearsed" in said
    )
    say(stage, "tell ready room that I answered slowly", "yes")
    assert "Your role model" not in say(stage, "ask ready room to warm me up")


def test_encouragement_without_what_they_saw_is_not_kept(stage: Stage) -> None:
    said = say(stage, "ask ready room to add an encouragement", "my teacher", "you are ready", "skip")
    assert "I only save encouragement that comes with something they saw." in said
    assert "my teacher" not in say(stage, "ask ready room to warm me up")
    say(stage, "ask ready room to add an encouragement", "my teacher", "your opening holds", "the rehearsal on Monday")
    assert "my teacher said: your opening holds. What they saw: the rehearsal on monday." in say(
        stage, "ask ready room to warm me up"
    )


def test_a_word_that_only_begins_like_a_title_does_not_name_it(stage: Stage) -> None:
    say(stage, "ask ready room I'm getting ready for meetings", "speak up in meetings", "six", "skip")
    say(stage, "ask ready room my interview is on friday at three p m", "no")
    assert "You're getting ready for 2 things: interview; meetings." in say(stage, "ask ready room to list my topics")


def test_a_domain_is_found_in_the_middle_of_a_sentence(two: Stage) -> None:
    assert "You're all set for: client calls." in say(two, "ask ready room to work on my client call instead")


def test_what_is_told_while_none_has_a_name_is_not_lost_by_turning_to_an_old_one(two: Stage) -> None:
    for name in ("recital", "client calls"):
        say(two, f"ask ready room to retire my {name}", "yes")
    say(two, "tell ready room that I held a pause", "yes")
    say(two, "ask ready room to switch to my recital")
    say(two, "ask ready room to retire my recital", "yes")
    assert "I held a pause" in say(two, "ask ready room for my evidence")


def test_a_debrief_is_not_asked_for_what_somebody_has_turned_away_from(two: Stage) -> None:
    say(two, "ask ready room to warm me up")
    say(two, "ask ready room to switch to my client calls")
    assert "Did it go the way you wanted" not in say(two, "open ready room")


def test_a_role_model_without_what_they_did_can_be_completed(stage: Stage) -> None:
    say(stage, "ask ready room to add a role model", "my sister", "she began shy", "skip")
    assert "What did they do" in say(stage, "ask ready room to add a role model")


def test_encouragement_that_was_never_finished_does_not_push_out_what_was(stage: Stage) -> None:
    say(stage, "ask ready room to add an encouragement", "my teacher", "your opening holds", "the rehearsal")
    for number in range(6):
        say(stage, "ask ready room to add an encouragement", f"somebody number {number}")
    assert "my teacher said: your opening holds." in say(stage, "ask ready room to warm me up")


def test_what_was_told_of_a_ladder_stays_though_nobody_wants_to_go_on_with_it_now(two: Stage) -> None:
    say(two, "ask ready room to build my ladder", "play the first page", "without stopping")
    assert "Ready to finish it now?" in say(two, "ask ready room what's my next challenge")
    say(two, "ask ready room what's my next challenge", "no")
    assert "Your step: play the first page." in say(two, "ask ready room to build my ladder")


def test_an_old_debrief_that_is_finished_later_does_not_take_the_place_of_the_latest_plan(stage: Stage) -> None:
    say(stage, "ask ready room to debrief", "no", "I began on time", "skip", "when it begins I will wait")
    stage.clock.pass_time(timedelta(hours=20))
    say(stage, "ask ready room to warm me up")
    stage.clock.pass_time(timedelta(hours=1))
    say(stage, "ask ready room to debrief", "yes", "I waited", "skip", "skip", "when they ask I will breathe", "no")
    assert "isn't finished" in say(stage, "open ready room")
    say(stage, "open ready room", "yes", "that's enough")
    say(stage, "ask ready room to finish my debrief", "that's enough")
    assert "Your plan: when they ask I will breathe." in say(stage, "ask ready room to warm me up")


def test_progress_counts_what_may_be_read_and_says_that_there_is_more(stage: Stage) -> None:
    for number in range(21):
        say(stage, f"tell ready room that I did {number}", "yes")
    said = say(stage, "ask ready room how am I doing")
    assert "There are 20 recent pieces of evidence on your record, and more before them." in said


@pytest.mark.parametrize("said", ["bring the recital back", "bring back the recital", "take the recital out again"])
def test_what_was_put_away_is_brought_back_and_what_was_not_is_turned_to(two: Stage, said: str) -> None:
    assert "recital" in say(two, f"ask ready room {said}")
    say(two, "ask ready room retire recital", "yes")
    assert "recital" in say(two, f"ask ready room {said}")
    assert "play one piece" in say(two, "ask ready room what's my goal")
