"""Another goal for something that is known."""

import pytest

from tests.stage import Stage
from tests.stories import base, in_debrief, say

SEVEN = "Your goal: finish seven games."


@pytest.mark.parametrize(
    "said",
    [
        "my goal for the chess is to finish seven games",
        "change my chess goal to finish seven games",
        "change my goal for chess to finish seven games",
        "my new goal for chess tournaments is to finish seven games",
    ],
)
def test_the_goal_of_the_thing_that_is_named_is_changed_and_rated_anew(stage: Stage, said: str) -> None:
    device = base(stage)
    assert say(device, f"ask ready room {said}").startswith(f"This is for: chess tournaments. {SEVEN} Zero means")
    assert say(device, "nine") == "Got it: 9. [closes]"
    assert say(device, "ask ready room what's my goal") == f"{SEVEN} [closes]"
    assert "fillet" in say(device, "ask ready room what's my goal for cooking")


def test_the_goal_in_use_is_changed(stage: Stage) -> None:
    device = base(stage)
    say(device, "ask ready room change my goal to show thirty people", "six")
    assert say(device, "ask ready room what's my goal") == "Your goal: show thirty people. [closes]"


def test_of_a_thing_that_is_unknown_no_goal_is_changed(stage: Stage) -> None:
    device = base(stage)
    say(device, "ask ready room change my rowing goal to win", "stop")
    assert "fillet" in say(device, "ask ready room what's my goal")


def test_in_a_debrief_it_is_an_answer(stage: Stage) -> None:
    device = in_debrief(stage, "yes")
    say(device, "my goal is now to slow down", "stop")
    assert "fillet" in say(device, "ask ready room what's my goal")
