"""What is kept beside the evidence is found by its kind, asked about, and forgotten after a yes."""

import pytest

from tests.stage import Stage
from tests.stories import base, say

ASKS = "Should I delete it? [listens]"


@pytest.mark.parametrize(
    ("said", "told", "asked", "none"),
    [
        ("delete my plan", "when I get stuck I'll name the next step", "what's my plan", "There's no plan yet"),
        ("scrap the plan for next time", "when I get stuck", "what's my plan", "There's no plan yet"),
        ("forget my goal for chess", "finish five games on time", "what's my goal for chess", "chess tournaments"),
        ("remove my cue word", "lantern", "what's my cue word", "There's no cue word yet"),
        ("get rid of my role model", "my cousin ada", "who's my role model", "Who's a step or two ahead"),
    ],
)
def test_it_is_asked_about_and_gone_after_a_yes(stage: Stage, said: str, told: str, asked: str, none: str) -> None:
    device = base(stage)
    say(device, "ask ready room my cue word is lantern")
    say(device, "ask ready room make my cousin Ada a role model", "she was shy", "she rehearsed aloud")
    heard = say(device, f"ask ready room {said}")
    assert told in heard
    assert heard.endswith(ASKS)
    assert say(device, "yes") == "It's deleted. [closes]"
    assert none in say(device, f"ask ready room {asked}")


def test_after_a_no_it_stays(stage: Stage) -> None:
    device = base(stage)
    say(device, "ask ready room delete my plan", "no")
    assert "name the next step" in say(device, "ask ready room what's my plan")


def test_a_plan_that_is_forgotten_is_gone_from_its_debrief_too(stage: Stage) -> None:
    device = base(stage)
    say(device, "ask ready room delete my plan", "yes")
    assert "name the next step" not in say(device, "ask ready room to warm me up")


@pytest.mark.parametrize("kind", ["plan", "cue word", "role model"])
def test_what_is_not_there_is_said_to_be_missing(stage: Stage, kind: str) -> None:
    assert say(stage.device(), f"ask ready room delete my {kind}").startswith(f"There's no {kind} yet")
