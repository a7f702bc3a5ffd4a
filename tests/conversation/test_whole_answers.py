"""What was told is kept whole: no word goes from its front, no end is cut in silence, no deed goes for its outcome."""

import json

import pytest

from simulator.device import Elicitation
from simulator.plays import as_text
from skill.alexa.requests import account_of
from skill.efficacy.evidence import Evidence
from skill.efficacy.performer import MAIN
from tests import stories
from tests.patience import patient
from tests.stage import ACCOUNT_KEY, Stage

pytestmark = pytest.mark.parametrize("ledger", ["sqlite"], indirect=True)


@pytest.mark.parametrize("elicitation", [Elicitation.HONOUR, Elicitation.GREEDY])
@pytest.mark.parametrize(
    "said",
    [
        "so what if they laughed I laughed with them",
        "well rested hands",
        "hey jude as an opener",
        "I mean business was my motto",
        "um was the word I left out",
        "no wait was the line they loved",
        "oh what a night got them singing",
        "let's see was how I began each answer",
        "okay so far was my measure",
        "hello dolly in the right key",
    ],
)
def test_an_answer_is_kept_from_its_first_word_on(said: str, elicitation: Elicitation, stage: Stage) -> None:
    stage.elicitation = elicitation
    device = stories.in_debrief(stage, "yes")
    assert as_text(device.hear(said)).startswith(f"You said: {said}.")
    assert f"You said: {said}." in stories.say(device, "that's enough", "ask ready room for my evidence")


def test_a_plan_that_begins_like_a_note_is_the_plan(stage: Stage) -> None:
    device = stories.in_debrief(stage, "yes", "I kept my eyes up", "I can look at people while I cut", "yes")
    stories.say(device, "write down that the guests are friends", "no")
    assert "Your plan: write down that the guests are friends." in stories.say(device, "ask ready room to warm me up")


_TOLD = "I told them what each one does and how to hold it so that nobody is hurt and "
LONG = f"I set out my knives and {_TOLD * 25}then it was over"


def test_a_long_answer_is_kept_whole_and_said_back_short(stage: Stage) -> None:
    device = stories.in_debrief(stage, "yes")
    assert as_text(device.hear(LONG)).startswith("You said: I set out my knives and I told them what each one … What")
    assert kept(stage).worked == LONG


def test_so_are_a_goal_and_a_note(stage: Stage) -> None:
    device = stage.device()
    said = stories.say(device, "ask ready room I'm getting ready for fencing", LONG)
    assert len(said.split()) < 70
    noted = stories.say(device, f"tell ready room that {LONG}")
    assert noted.startswith("Got it. You said: I set out my knives and I told them what each one … Should I")


def kept(stage: Stage) -> Evidence:
    """Return the latest piece of evidence, as the ledger has it."""
    account, deadline = account_of(stage.user, ACCOUNT_KEY), patient()
    active = stage.ledger.performer(account, MAIN, deadline).active
    return stage.ledger.latest(account, MAIN, active, 1, deadline)[0]


TOO_LONG = " ".join(f"word{number}" for number in range(2_000))


def test_a_cut_is_said_with_where_it_was_made_at_the_end_of_a_word(stage: Stage) -> None:
    device = stories.in_debrief(stage, "yes")
    said = as_text(device.hear(f"I said {TOO_LONG}"))
    assert said.startswith("That was more than I can save. The last part I saved is: word")
    last = said.split("The last part I saved is: ")[1].split(".")[0]
    worked = kept(stage).worked or ""
    assert worked.endswith(last)
    assert f"I said {TOO_LONG} ".startswith(f"{worked} ")


@pytest.mark.parametrize(
    "said",
    [
        "it turned out great because I kept tasting",
        "it worked out well since I set the timer first",
        "it went great I named each cut as I made it",
        "it was a success we plated in nine minutes",
        "it went well because I didn't read from the slides",
        "I did well because I listened",
    ],
)
def test_a_deed_that_is_told_with_the_outcome_is_what_worked(said: str, stage: Stage) -> None:
    device = stories.base(stage)
    heard = stories.say(device, f"tell ready room {said}")
    assert heard == f"You said: {said}. What does that tell you about what you can do? [listens]"
    assert f"You said: {said}." in stories.say(device, "that's enough", "ask ready room for my evidence")


@pytest.mark.parametrize(
    "said",
    [
        "it worked I named each cut",
        "it didn't burn because I watched it",
        "I scheduled the helper on friday",
        "I'm getting better at waiting",
        "I added a step before the sauce",
        "I deleted everything from the menu that I can't cook",
        "the box breathing helped",
        "delete everything was what I wanted to shout but I smiled",
        "warm me up was what I needed",
        "next time I breathe first",
        "can I ask a question was my opener",
        "stop is a good word to end on",
        "what matters is the first bar",
    ],
)
def test_after_that_it_is_a_note_whatever_its_words(said: str, stage: Stage) -> None:
    device = stories.base(stage)
    assert stories.say(device, f"tell ready room that {said}").startswith(
        f"Got it. You said: {said}. Should I read that back"
    )
    assert f"You said: {said}." in stories.say(device, "no", "ask ready room for my evidence")


def test_a_bare_command_is_none(stage: Stage) -> None:
    assert "yes, partly, or no?" in stories.say(stories.base(stage), "tell ready room that I'm done")


def test_a_deed_in_the_answer_to_how_it_went_is_not_asked_for_again(stage: Stage) -> None:
    device = stories.in_debrief(stage)
    heard = as_text(device.hear("it went great because I kept tasting the sauce"))
    assert heard.startswith("You said: it went great because I kept tasting the sauce. What does that tell you")


def test_what_went_wrong_is_not_what_worked(stage: Stage) -> None:
    device = stories.in_debrief(stage)
    assert "Even so, what's one thing you did that worked?" in as_text(device.hear("no because I rushed the sauce"))


def test_answers_of_any_length_leave_room_in_what_a_session_carries(stage: Stage) -> None:
    """An answer of Alexa's may be 24 KB; what was said last travels in it, to be said again."""
    device = stage.device()
    for word in ("one", "two", "three"):
        device.hear(f"tell ready room that {' '.join([word] * 2_000)}")
    for said in ("ask ready room for my evidence", "next", "again", "ask ready room to warm me up"):
        for exchange in device.hear(said).exchanges:
            assert len(json.dumps(exchange.answer)) < 24_000
