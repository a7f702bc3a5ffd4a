"""A deed that is told is kept, whatever other wish its words resemble."""

from collections.abc import Callable

import pytest

from skill.efficacy.evidence import Outcome
from tests.listening.situations import Situation


@pytest.mark.parametrize(
    "said",
    [
        "it worked I named each cut",
        "it didn't burn because I watched it",
        "I scheduled the helper on friday",
        "I'm getting better at waiting",
        "I added a step before the sauce",
        "I switched to the small knife",
        "I made it harder for myself and went on",
        "I forgot the salt and said so",
        "I read my evidence to the class",
        "I rated every dish with them",
        "I breathed out slowly before I cut",
        "I put the phone away and began",
        "I built a ladder out of crates",
        "I stopped the oven in time",
        "I deleted everything that wasn't needed from the menu",
    ],
)
def test_after_tell_ready_room_that_it_is_a_note(said: str, at: Callable[[str], Situation]) -> None:
    there = at("base")
    before = there.performer
    assert "Should I read that back before your next one?" in there.say(f"tell ready room that {said}")
    assert there.evidence()[0].note == said
    assert there.performer.preferences == before.preferences
    assert [one.title for one in there.performer.domains] == [one.title for one in before.domains]


def test_a_bare_command_is_another_wish(at: Callable[[str], Situation]) -> None:
    assert "Did it go the way you wanted" in at("base").say("tell ready room that I'm done")


@pytest.mark.parametrize(
    "said",
    [
        "it turned out great because I kept tasting",
        "it went well because I slowed down",
        "it was great because I looked at them",
        "it went well since I had set out my knives",
    ],
)
def test_an_outcome_with_its_deed_keeps_both(said: str, at: Callable[[str], Situation]) -> None:
    there = at("base")
    assert "What does that tell you about what you can do?" in there.say(f"tell ready room {said}")
    latest = there.evidence()[0]
    assert (latest.outcome, latest.worked) == (Outcome.YES, said)
