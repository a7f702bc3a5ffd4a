"""What a form changes is decided again when the version has moved on, and given up after some attempts."""

from dataclasses import replace

import pytest

from skill.conversation.context import Context
from skill.efficacy.performer import MAIN, Preferences
from skill.ledger.passes import PageSession
from skill.ledger.protocol import NOTHING, Change, Conflict
from skill.web.page.attempts import save_decided
from skill.web.page.visit import Visit
from tests.patience import patient
from tests.stage import NINE
from tests.web.page.visitors import Visitor


@pytest.fixture
def visit(anywhere: Visitor) -> Visit:
    """A visit of somebody who is signed in."""
    session = PageSession("s", anywhere.account, MAIN, "lock", "en-US", NINE)
    performer = anywhere.ledger.performer(anywhere.account, MAIN, patient())
    return Visit(anywhere.ledger, session, performer, "csrf", NINE, "r1", patient(), {}, {})


def with_cue(context: Context) -> Change:
    """Return the change that sets a cue word."""
    return context.change(performer=replace(context.saved, preferences=Preferences(cue="lantern")))


def test_a_change_is_saved_on_what_another_request_saved_meanwhile(anywhere: Visitor, visit: Visit) -> None:
    decided = []

    def decide(context: Context) -> Change:
        decided.append(context)
        change = with_cue(context)
        if len(decided) == 1:
            anywhere.keep(replace(anywhere.performer, cautioned_by="r9"))
        return change

    assert save_decided(visit, decide) is None
    assert len(decided) == 2
    assert (anywhere.performer.preferences.cue, anywhere.performer.cautioned_by) == ("lantern", "r9")


def test_an_answer_saves_nothing(anywhere: Visitor, visit: Visit) -> None:
    before = anywhere.performer
    assert save_decided(visit, lambda _: "both") == "both"
    assert save_decided(visit, lambda _: NOTHING) is None
    assert anywhere.performer == before


def test_a_record_that_keeps_changing_is_given_up(anywhere: Visitor, visit: Visit) -> None:
    def decide(context: Context) -> Change:
        change = with_cue(context)
        anywhere.keep(replace(anywhere.performer, cautioned_by=f"{anywhere.performer.version}"))
        return change

    with pytest.raises(Conflict):
        save_decided(visit, decide)
    assert anywhere.performer.preferences.cue is None
