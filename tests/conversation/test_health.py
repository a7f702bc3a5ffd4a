"""Somebody speaks of their health: a doctor first, no breath held from then on, and nothing of it kept."""

from datetime import timedelta

import pytest

from skill.alexa.requests import account_of
from skill.simulator.device import Elicitation
from skill.simulator.plays import as_text
from skill.timing import Deadline
from tests import stories
from tests.stage import ACCOUNT_KEY, NINE, Stage

pytestmark = pytest.mark.parametrize("ledger", ["sqlite"], indirect=True)
DOCTOR = "Please ask a doctor before any breathing exercise."
KEPT = "I'll leave the holds out until you say: holds are fine."
HOW = "Straight to your evidence, or gentle breathing, nothing held? [listens]"
BOX, NOT_HELD = "for two minutes of box breathing", "4-0-4-0"


def held(stage: Stage, performer: str = "main") -> bool:
    """Return whether a performer's breath may be held, as the ledger has it."""
    account = account_of(stage.user, ACCOUNT_KEY)
    return stage.ledger.performer(account, performer, Deadline.after(60)).preferences.holds


@pytest.mark.parametrize(
    "said",
    [
        "ask ready room I get panic attacks lead box breathing",
        "ask ready room I've got a pacemaker can you lead the box one",
        "ask ready room always box breathing I'm expecting a baby",
        "ask ready room I have asthma can we do the box one",
        "ask ready room I'm pregnant",
        "ask ready room to warm me up I'm epileptic",
        "ask ready room for box breathing my doctor says I mustn't hold my breath",
        "ask ready room in for four hold for seven out for eight from now on I had a stroke",
        "tell ready room that I'm asthmatic",
        "tell ready room I'm getting ready for a race I have a heart condition",
        "ask ready room is box breathing safe when you're pregnant",
        "ask ready room is box breathing okay with high blood pressure",
        "ask ready room to schedule it for friday I've just had surgery",
    ],
)
def test_a_doctor_comes_first_and_nothing_begins_or_is_set(said: str, stage: Stage) -> None:
    device = stories.base(stage)
    heard = as_text(device.hear(said))
    assert heard == f"{DOCTOR} {KEPT} {HOW}"
    assert not held(stage)
    evidence = stories.say(stage.device(), "ask ready room for my evidence", "more")
    assert said.rsplit(" ", 1)[-1] not in evidence
    assert "4 pieces" not in evidence


@pytest.mark.parametrize("elicitation", list(Elicitation))
@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ((), "One word is enough: yes, partly, or no? [listens]"),
        (("yes",), "Start with: I. What is one thing you did that worked? [listens]"),
        (("yes", "I kept my eyes up"), "Start with: I can. What does it tell you about what you can do? [listens]"),
        (
            ("yes", "I kept my eyes up", "I can look up while I cut"),
            "Did you do as you had planned, yes or no? [listens]",
        ),
    ],
)
@pytest.mark.parametrize("said", ["I'm asthmatic", "I get panic attacks", "well I've got a dodgy heart you know"])
def test_in_the_middle_of_questions_it_is_no_answer(
    said: str, answers: tuple[str, ...], asked: str, elicitation: Elicitation, stage: Stage
) -> None:
    stage.elicitation = elicitation
    device = stories.in_debrief(stage, *answers)
    assert as_text(device.hear(said)) == f"{DOCTOR} {KEPT} {asked}"
    assert not held(stage)
    assert said.rsplit(" ", 1)[-1] not in stories.say(device, "that's enough", "ask ready room for my evidence")


@pytest.mark.parametrize("setting", ["delete everything", "forget that", "retire cooking demonstrations"])
def test_a_question_about_deletion_is_asked_again_or_left_and_nothing_is_deleted(setting: str, stage: Stage) -> None:
    device = stories.base(stage)
    heard = stories.say(device, f"ask ready room to {setting}", "I'm pregnant")
    assert heard.startswith(DOCTOR)
    assert "3 pieces" in stories.say(stage.device(), "ask ready room for my evidence")


def test_holds_stay_out_until_they_are_taken_back(stage: Stage) -> None:
    device = stories.base(stage)
    stories.say(
        device, "ask ready room always box breathing", "open ready room", "my doctor says I mustn't hold my breath"
    )
    stage.clock.now = NINE + timedelta(days=40)
    led = stories.say(stage.device(), "ask ready room to warm me up")
    assert "[breathes 8 cycles, 64 s]" in led  # four in, four out
    assert "Without the holds, to be safe." in led
    assert "Without the holds, to be safe." in stories.say(device, f"ask ready room {BOX}")
    assert "Then the holds are back." in stories.say(device, "ask ready room holds are fine")
    assert "[breathes 8 cycles, 128 s]" in stories.say(stage.device(), f"ask ready room {BOX}")


def test_what_is_chosen_afterwards_is_led(stage: Stage) -> None:
    device = stories.base(stage)
    gently = stories.say(device, "ask ready room for box breathing I'm pregnant", "breathe gently")
    assert "[breathes" in gently
    assert "16 s" not in gently
    evidence = stories.say(stage.device(), "ask ready room I'm pregnant", "evidence")
    assert "Here is what you have done." in evidence
    assert "[breathes" not in evidence
    assert "Okay." in stories.say(stage.device(), "ask ready room I'm pregnant", "no")


@pytest.mark.parametrize(
    "said",
    [
        "my heart was in it",
        "I left a pregnant pause before the number",
        "I nearly had a heart attack and went on",
        "I told the story of my grandmother's stroke",
        "I sang it in chest voice",
        "I treated the patient with asthma calmly",
        "I kept them guessing with one stroke of the brush",
    ],
)
def test_idioms_and_other_people_are_answers(said: str, stage: Stage) -> None:
    device = stories.in_debrief(stage, "yes")
    assert as_text(device.hear(said)).startswith(f"You said: {said}.")
    assert held(stage)


def test_another_voice_is_told_so_and_hears_nothing_of_the_first(stage: Stage) -> None:
    stage.person = "ana"
    device = stories.in_debrief(stage, "yes", "I kept my eyes up")
    device.speaks_as("ben")
    heard = as_text(device.hear("I'm pregnant"))
    assert heard.startswith(f"{DOCTOR} {KEPT}")
    assert "eyes" not in heard
    assert held(stage)
