"""Opening the skill says nothing that was told: neither words nor a name. Others may be in the room."""

from datetime import datetime, timedelta

import pytest

from simulator.plays import as_text
from tests import stories
from tests.stage import NINE, Stage

pytestmark = pytest.mark.parametrize("ledger", ["sqlite"], indirect=True)
TOLD = (
    "knife",
    "blades",
    "allergy",
    "cooking",
    "demonstration",
    "chess",
    "tray",
    "grip",
    "neighbour",
    "oven",
    "fillet",
)


def at(stage: Stage, *, day: int = 4, hour: int = 9, minute: int = 0) -> None:
    stage.clock.now = datetime(2026, 5, day, hour, minute, tzinfo=NINE.tzinfo)


def opened(stage: Stage) -> str:
    """Open the skill on another device; return what it says."""
    said = as_text(stage.device("hall").hear("open ready room"))
    assert not [word for word in TOLD if word.lower() in said.lower()], said
    assert said.endswith("[listens]")
    return said


@pytest.mark.parametrize(("day", "hour", "minute"), [(5, 9, 0), (4, 18, 40), (6, 12, 0)])
def test_a_note_waits_to_be_asked_for(day: int, hour: int, minute: int, stage: Stage) -> None:
    stories.base(stage)
    at(stage, hour=18)
    stories.say(stage.device(), "tell ready room that I dropped the tray and went back out")
    at(stage, day=day, hour=hour, minute=minute)
    assert "You have a note waiting. Should I read it?" in opened(stage)


def test_it_is_read_after_a_yes_and_left_after_a_no(stage: Stage) -> None:
    stories.base(stage)
    stories.say(stage.device(), "tell ready room that I dropped the tray and went back out")
    at(stage, day=5)
    device = stage.device("hall")
    stories.say(device, "open ready room")
    assert as_text(device.hear("yes")) == (
        "Here's what you said yesterday: I dropped the tray and went back out. "
        "Should I read that back before your next one? [listens]"
    )
    assert as_text(device.hear("yes")) == "Okay, it's there for your warm-ups. [closes]"
    stories.say(stage.device(), "tell ready room that I dropped another tray")
    at(stage, day=6)
    assert stories.say(stage.device("car"), "open ready room", "no") == "Okay. Until next time. [closes]"
    assert "note waiting" not in opened(stage)


def test_a_challenge_is_not_named_after_a_warm_up(stage: Stage) -> None:
    stories.ladder(stage)
    stories.say(stage.device(), "ask ready room to warm me up")
    stage.clock.pass_time(timedelta(minutes=40))
    assert "Did it go the way you wanted: yes, partly, or no?" in opened(stage)


def test_it_is_named_where_it_is_asked_for(stage: Stage) -> None:
    assert "show one knife grip to a friend" in stories.say(stories.ladder(stage), "ask ready room to debrief")


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("at three p m", "You have something today at 3 PM. Warm up now?"),
        ("", "You have something today. Warm up now?"),
    ],
)
def test_what_is_on_today_is_not_named(when: str, said: str, stage: Stage) -> None:
    device = stories.ladder(stage)
    stories.say(device, f"ask ready room to schedule it for today {when}", "skip" if not when else "no", "stop")
    at(stage, hour=11)
    assert said in opened(stage)


def test_what_is_unfinished_is_not_named(stage: Stage) -> None:
    stories.say(stage.device(), "ask ready room I'm getting ready for cooking demonstrations", "fillet a fish", "stop")
    at(stage, day=5)
    device = stage.device("hall")
    said = stories.say(device, "open ready room")
    assert "We started something that isn't finished. Ready to keep going? [listens]" in said
    assert stories.say(device, "yes").startswith(
        "You're getting ready for: cooking demonstrations. Your goal: fillet a fish."
    )


def test_a_debrief_that_was_cut_off_is_offered_by_its_day(stage: Stage) -> None:
    stories.in_debrief(stage, "yes", "I kept the oven shut")
    at(stage, day=5)
    assert "that isn't finished. Ready to finish it now?" in opened(stage)


def test_steps_that_felt_easy_are_offered_to_be_harder_without_naming_them(stage: Stage) -> None:
    stories.ladder(stage)
    for day in (5, 6):
        at(stage, day=day)
        answers = ("yes", "I held the grip", "I can show it", "yes", "the other hand", "yes", "easy", "nine", "skip")
        stories.say(stage.device(), "ask ready room to debrief", *answers)
    at(stage, day=12)
    opened(stage)


DISTRESS = (
    "That sounds heavy. You don't have to carry it alone. "
    "You can call or text 988, day or night, or talk to someone you trust."
)


def test_words_of_distress_end_no_session(stage: Stage) -> None:
    device = stories.in_debrief(stage, "no", "I finished the course")
    said = as_text(device.hear("sometimes I want to kill myself"))
    assert said == f"{DISTRESS} Shall we leave it there for now? [listens]"
    assert as_text(device.hear("no")).endswith("What does that tell you about what you can do? [listens]")
    stories.say(device, "I can finish", "skip", "skip", "no")
    assert "kill" not in stories.say(device, "ask ready room for my evidence")


def test_a_yes_leaves_it_there(stage: Stage) -> None:
    device = stories.in_debrief(stage, "no", "I finished the course")
    assert stories.say(device, "I want to die", "yes") == "All right. Come back whenever you like. [closes]"
    at(stage, day=5)
    assert "isn't finished" not in opened(stage)


@pytest.mark.parametrize(
    "said",
    [
        *("I'd rather be dead", "I'm thinking of ending it all", "I feel like dying", "nobody would miss me"),
        *(
            "I hate myself",
            "I'm worthless",
            "I can't take it anymore",
            "what's the point of living",
            "I'm so depressed",
        ),
    ],
)
@pytest.mark.parametrize("answers", [(), ("no",), ("no", "I finished it")])
def test_distress_is_heard_in_other_words_too(said: str, answers: tuple[str, ...], stage: Stage) -> None:
    device = stories.in_debrief(stage, *answers)
    assert as_text(device.hear(said)).startswith(DISTRESS)
    assert said not in stories.say(device, "yes", "ask ready room for my evidence")


@pytest.mark.parametrize(
    "said",
    [
        "I hated myself for a moment and went on",
        "I used to want to die up there and now I don't",
        "my memory is hopeless so I wrote it down",
        "I can't take it any slower than that",
    ],
)
def test_what_only_sounds_like_distress_is_an_answer(said: str, stage: Stage) -> None:
    assert as_text(stories.in_debrief(stage, "yes").hear(said)).startswith(f"You said: {said}.")


def test_lets_go_on_goes_on(stage: Stage) -> None:
    device = stories.in_debrief(stage, "no", "I finished the course")
    assert "What does that tell you" in stories.say(device, "I want to die", "let's go on")


def test_so_it_is_when_no_question_was_open(stage: Stage) -> None:
    device = stories.base(stage)
    assert stories.say(device, "ask ready room I want to die").startswith(DISTRESS)
    assert "Warm up, debrief" in stories.say(device, "no")
