"""A visit: which domain it is about."""

from dataclasses import replace

import pytest
from werkzeug.exceptions import NotFound

from skill.efficacy.domain import Domain
from skill.efficacy.performer import MAIN
from skill.ledger.passes import PageSession
from skill.web.page.visit import Visit
from tests.patience import patient
from tests.stage import NINE
from tests.web.page.visitors import Visitor

TALK, CHESS = Domain("first", name="talk"), Domain("chess", name="chess final")


@pytest.fixture
def visit(visitor: Visitor) -> Visit:
    """A form of somebody whose active domain is gone since they came through the door."""
    visitor.keep(replace(visitor.performer, domains=(TALK,)))
    before = replace(visitor.performer, domains=(TALK, CHESS), active="chess")
    session = PageSession("s", visitor.account, MAIN, "lock", "en-US", NINE)
    return Visit(visitor.ledger, session, before, "csrf", NINE, NINE, "r1", patient(), {}, {})


def test_a_form_that_belongs_to_no_domain_needs_none(visit: Visit) -> None:
    assert visit.context().performer.active == "first"


def test_a_form_for_a_domain_that_is_gone_is_not_found(visit: Visit) -> None:
    with pytest.raises(NotFound):
        replace(visit, query={"domain": "chess"}).context()


def test_a_view_of_a_domain_that_is_gone_is_about_the_active_one(visit: Visit) -> None:
    looking = replace(visit, request="", query={"domain": "drums"})
    assert looking.about == {"domain": "chess"}
