"""Somebody speaks of their health: a doctor first, no breath held from then on, and nothing of it kept."""

from datetime import timedelta

import pytest

from simulator.device import Elicitation
from simulator.plays import as_text
from skill.alexa.requests import account_of
from skill.ledger.protocol import Unavailable
from tests import stories
from tests.patience import patient
from tests.stage import ACCOUNT_KEY, NINE, Stage

pytestmark = pytest.mark.parametrize("ledger", ["sqlite"], indirect=True)
DOCTOR = "Please ask a doctor before any breathing exercise."
KEPT = "I'll leave the holds out until you say: holds are fine."
HOW = "Straight to your evidence, or gentle breathing with nothing held? [listens]"
BOX, NOT_HELD = "for two minutes of box breathing", "4-0-4-0"


def held(stage: Stage, performer: str = "main") -> bool:
    """Return whether a performer's breath may be held, as the ledger has it."""
    account = account_of(stage.user, ACCOUNT_KEY)
    return stage.ledger.performer(account, performer, patient()).preferences.holds


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
        (("yes",), "Start with: I. What's one thing you did that worked? [listens]"),
        (("yes", "I kept my eyes up"), "Start with: I can. What does it tell you about what you can do? [listens]"),
        (
            ("yes", "I kept my eyes up", "I can look up while I cut"),
            "Did you do what you'd planned, yes or no? [listens]",
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
    assert "yes or no? [listens]" in heard
    assert "3 pieces" in stories.say(stage.device(), "ask ready room for my evidence")


def test_holds_stay_out_until_they_are_taken_back(stage: Stage) -> None:
    device = stories.base(stage)
    stories.say(
        device, "ask ready room always box breathing", "open ready room", "my doctor says I mustn't hold my breath"
    )
    stage.clock.now = NINE + timedelta(days=40)
    led = stories.say(stage.device(), "ask ready room to warm me up")
    assert "[breathes 8 cycles, 64 s]" in led  # four in, four out
    assert "If your heart is beating fast" not in led
    assert "Without the holds, to be safe." in led
    assert "Without the holds, to be safe." in stories.say(device, f"ask ready room {BOX}")
    assert "Okay, the holds are back." in stories.say(device, "ask ready room holds are fine")
    assert "[breathes 8 cycles, 128 s]" in stories.say(stage.device(), f"ask ready room {BOX}")


def test_what_is_chosen_afterwards_is_led(stage: Stage) -> None:
    device = stories.base(stage)
    gently = stories.say(device, "ask ready room for box breathing I'm pregnant", "breathe gently")
    assert "[breathes" in gently
    assert "16 s" not in gently
    evidence = stories.say(stage.device(), "ask ready room I'm pregnant", "evidence")
    assert "Here's your evidence." in evidence
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


@pytest.mark.parametrize(
    "said",
    [
        "my breathing was strong to the end",
        "my lungs were full and I used all of it",
        "I was told not to hold back so I didn't",
        "they put me on first and I took it",
        "my coach told me to relax and I never rushed and took a breath first",
        "I left my heart on the stage",
        "I didn't get dizzy on the turns this time",
        "I couldn't breathe for laughing and went on",
        "when my hands went numb with cold I blew on them",
    ],
)
def test_what_only_sounds_like_it_is_an_answer(said: str, stage: Stage) -> None:
    device = stories.in_debrief(stage, "yes")
    assert as_text(device.hear(said)).startswith(f"You said: {said}.")
    assert held(stage)


@pytest.mark.parametrize(
    "said",
    ["holds are fine but I'm pregnant", "I don't think holds are fine", "my doctor never said holds are fine"],
)
def test_holds_come_back_only_where_that_is_clearly_said(said: str, stage: Stage) -> None:
    device = stories.base(stage)
    stories.say(device, "ask ready room I'm pregnant", "no", f"ask ready room {said}", "no")
    assert not held(stage)


@pytest.mark.parametrize(
    "said",
    ["I have chest pains", "I think I'm having a heart attack", "my left arm hurts", "I feel dizzy and I'm pregnant"],
)
def test_what_is_felt_now_comes_before_a_condition(said: str, stage: Stage) -> None:
    assert "call 911" in stories.say(stories.base(stage), f"ask ready room {said}")
    assert not held(stage)


@pytest.mark.parametrize(
    ("said", "evidence"),
    [
        *((one, False) for one in ("gently", "the gentle one", "nothing held please", "the second one", "slowly")),
        *((one, True) for one in ("straight to my evidence", "the first one", "no breathing", "the evidence")),
    ],
)
def test_the_question_how_takes_its_own_words(said: str, evidence: bool, stage: Stage) -> None:
    heard = stories.say(stories.base(stage), "ask ready room I'm pregnant", said)
    assert ("[breathes" in heard) is not evidence
    assert "Here's your evidence." in heard


def test_a_pattern_is_set_without_its_holds_and_it_says_so(stage: Stage) -> None:
    device = stories.base(stage)
    stories.say(device, "ask ready room I'm pregnant", "no")
    kept = stories.say(device, "ask ready room always box breathing")
    assert kept == "From now on: box breathing. Without the holds, to be safe. [closes]"


def test_another_voice_that_feels_unwell_hears_what_to_do(stage: Stage) -> None:
    stage.person = "ana"
    device = stories.in_debrief(stage, "yes", "I kept my eyes up")
    device.speaks_as("ben")
    heard = as_text(device.hear("I can't breathe"))
    assert "call 911" in heard
    assert "eyes" not in heard


def test_with_the_ledger_down_it_is_said_all_the_same(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    device = stories.base(stage)
    monkeypatch.setattr(stage.ledger, "save", _fail)
    assert "call 911" in stories.say(device, "ask ready room I can't breathe")
    told = stories.say(device, "ask ready room I'm pregnant")
    assert told == f"{DOCTOR} That isn't saved, so please leave out any breath holds. [closes]"


@pytest.mark.parametrize(
    "said", ["yes please and I have asthma", "no I'm pregnant", "yes I want to die", "no I want to kill myself"]
)
def test_words_that_matter_more_come_before_the_answer_to_a_retry(
    said: str, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    device = stories.base(stage)
    monkeypatch.setattr(stage.ledger, "save", _fail)
    assert stories.say(device, "tell ready room that I kept still").endswith("Should I try again? [listens]")
    monkeypatch.undo()
    heard = as_text(device.hear(said))
    assert DOCTOR in heard or "That sounds heavy." in heard


def _fail(*_args: object, **_named: object) -> None:
    raise Unavailable("gone")


@pytest.mark.parametrize("elicitation", list(Elicitation))
def test_holds_are_fine_starts_nothing_where_no_caution_was_saved(elicitation: Elicitation, stage: Stage) -> None:
    stage.elicitation = elicitation
    device = stage.device()
    device.hear("open ready room")
    answer = as_text(device.hear("holds are fine"))
    assert "[breathes" not in answer
    assert "holds are back" in answer
