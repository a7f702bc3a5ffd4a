"""What is meant for another device, or only resembles a wish, changes nothing that stays."""

from collections.abc import Callable

import pytest

from tests.conversation.talk import muddled
from tests.listening.situations import Situation


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("dated, open", "unschedule the boiler service"),
        ("dated, open", "switch off the oven"),
        ("ladder, open", "turn up the heating"),
        ("later", "delete the photo from my phone"),
        ("later", "rename my kitchen speaker"),
        ("worked", "when does the bus leave"),
        ("later", "my friend likes box breathing"),
        ("later", "cards are confusing"),
        ("later", "skip the boring part every time"),
        ("later", "switch the kettle on"),
        ("dated, open", "cancel the pizza"),
        ("base", "ask ready room two minutes always feels long"),
        ("base", "ask ready room box breathing always makes me laugh"),
        ("base", "ask ready room my sister always does the sighs"),
        ("later", "speak louder"),
        ("certainty", "a hundred and ten percent"),
        ("later", "play my rating playlist"),
    ],
)
def test_nothing_is_changed_by_what_is_meant_for_something_else(
    where: str, said: str, at: Callable[[str], Situation]
) -> None:
    there = at(where)
    before, kept = there.performer.domains, there.performer.preferences
    evidence = [one.deed or one.note for one in there.evidence()]
    there.say(said)
    assert (there.performer.domains, there.performer.preferences) == (before, kept)
    assert [one.deed or one.note for one in there.evidence()] == evidence
    assert "Should I delete it" not in there.last


@pytest.mark.parametrize("where", ["open", "later", "base"])
def test_an_unclear_wish_is_asked_about_whatever_is_open(where: str, at: Callable[[str], Situation]) -> None:
    there = at(where)
    lead = "ask ready room " if where == "base" else ""
    assert there.say(f"{lead}{muddled()}").startswith("Do you want to ")
