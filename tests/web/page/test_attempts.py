"""What a form changes is decided again when the version has moved on, and given up after some attempts."""

from dataclasses import replace

import pytest

from skill.conversation.context import Context
from skill.efficacy.evidence import Evidence, Kind
from skill.efficacy.performer import MAIN, Preferences
from skill.ledger.passes import PageSession
from skill.ledger.protocol import NOTHING, Change, Conflict
from skill.web.page.attempts import save_decided
from skill.web.page.visit import SignedOut, Visit
from tests.patience import patient
from tests.stage import NINE
from tests.web.page.visitors import LOCK, Visitor


@pytest.fixture
def visit(anywhere: Visitor) -> Visit:
    """A visit of somebody who is signed in."""
    session = PageSession("s", anywhere.account, MAIN, LOCK, "en-US", NINE)
    performer = anywhere.ledger.performer(anywhere.account, MAIN, patient())
    return Visit(anywhere.ledger, session, performer, "csrf", NINE, NINE, "r1", patient(), {}, {})


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


@pytest.mark.parametrize("ending", ["signed out everywhere", "deleted"])
def test_nothing_is_saved_by_a_form_that_was_on_its_way_when_its_session_ended(
    anywhere: Visitor, visit: Visit, ending: str
) -> None:
    key = visit.context().new_key()
    new = Evidence(key, Kind.PAST, worked="I sang", closed=True)
    ended = Change(replace(anywhere.performer, page=None)) if "out" in ending else Change(erase=MAIN)
    anywhere.ledger.save(anywhere.account, ended, NINE, patient())
    with pytest.raises(SignedOut):
        visit.save(Change(evidence=(new,)))
    assert anywhere.ledger.evidence(anywhere.account, key, patient()) is None


def test_a_form_that_is_overtaken_by_the_end_of_its_session_saves_nothing(anywhere: Visitor, visit: Visit) -> None:
    """The performer's version is part of what is saved, so that neither order of the two leaves anything behind."""
    context = visit.context()
    saved = context.saved
    anywhere.ledger.save(anywhere.account, Change(replace(anywhere.performer, page=None)), NINE, patient())
    with pytest.raises(Conflict):
        visit.save(Change(saved, (Evidence(context.new_key(), Kind.PAST, worked="I sang", closed=True),)))
