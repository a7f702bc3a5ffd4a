"""Another plan, told outside a debrief."""

import pytest

from skill.alexa.requests import account_of
from skill.efficacy.performer import MAIN
from tests.patience import patient
from tests.stage import ACCOUNT_KEY, Stage
from tests.stories import base, in_debrief, say


@pytest.mark.parametrize(
    "said",
    [
        "change my plan to name each knife",
        "my plan is now to name each knife",
        "my plan for next time is to name each knife",
        "I'd like to change my plan for next time to name each knife",
    ],
)
def test_it_replaces_the_latest_one(stage: Stage, said: str) -> None:
    device = base(stage)
    assert say(device, f"ask ready room {said}") == "Your plan: name each knife. [closes]"
    assert say(device, "ask ready room what's my plan") == "Your plan: name each knife. [closes]"
    assert "Your plan: name each knife." in say(device, "ask ready room to warm me up")


def test_the_thing_that_is_named_gets_it(stage: Stage) -> None:
    device = base(stage)
    heard = say(device, "ask ready room change my plan for the chess to breathe first")
    assert heard == "This is for: chess tournaments. Your plan: breathe first. [closes]"
    assert "name the next step" in say(device, "ask ready room what's my plan")


def test_a_thing_without_a_debrief_can_have_one(stage: Stage) -> None:
    device = stage.device()
    say(device, "ask ready room I'm getting ready for fencing", "win two bouts", "five", "that's enough")
    say(device, "ask ready room my plan is now to keep low")
    assert say(device, "ask ready room what's my plan") == "Your plan: keep low. [closes]"


def test_a_plan_that_was_told_twice_leaves_none_behind(stage: Stage) -> None:
    device = stage.device()
    say(device, "ask ready room I'm getting ready for fencing", "win two bouts", "five", "that's enough")
    say(device, "ask ready room my plan is now to keep low", "ask ready room my plan is now to breathe first")
    record = stage.ledger.performer(account_of(stage.user, ACCOUNT_KEY), MAIN, patient())
    assert [plan.words for plan in record.domain.plans] == ["breathe first"]


def test_in_a_debrief_it_is_an_answer(stage: Stage) -> None:
    device = in_debrief(stage, "yes")
    say(device, "my plan is now to slow down", "stop")
    assert "name the next step" in say(device, "ask ready room what's my plan")
