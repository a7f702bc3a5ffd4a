"""A form in a tab that was opened yesterday: it counts once, and what it does is done now."""

from dataclasses import replace
from datetime import timedelta

import pytest

from skill.efficacy.domain import Domain
from skill.efficacy.evidence import Kind
from skill.efficacy.performer import Zone
from tests.patience import patient
from tests.stage import NINE
from tests.web.page.browsing import Reader, form_in, win
from tests.web.page.visitors import Visitor

LATER = timedelta(hours=20)
NOW = NINE + LATER


@pytest.fixture
def reader(visitor: Visitor) -> Reader:
    """Somebody with a goal and a piece of evidence, on their page."""
    reader = Reader(visitor.client, visitor.ledger, account=visitor.account)
    zone = Zone("America/New_York", NINE)
    reader.keep(win(1), domains=(Domain("first", goal="talk to ten"),), zone=zone)
    return reader


def test_a_rating_is_of_the_moment_at_which_it_is_sent(visitor: Visitor, reader: Reader) -> None:
    opened = reader.form("/certainty", "/certainty")
    visitor.clock.pass_time(LATER)
    reader.send(opened, value="7")
    visitor.clock.pass_time(timedelta(minutes=1))
    reader.send(opened, value="7")
    assert [(one.at, one.value) for one in reader.record().domain.ratings] == [(NOW, 7)]


def test_what_is_put_right_is_put_right_now(visitor: Visitor, reader: Reader) -> None:
    opened = reader.form("/evidence/piece", "/evidence/piece", key="first#2026-05-03T13:00:00Z#e1")
    visitor.clock.pass_time(LATER)
    reader.send(opened, worked="I looked up")
    assert reader.piece(win(1)) == replace(win(1), worked="I looked up", edited_at=NOW, version=2)


def test_a_day_that_has_passed_since_cannot_be_meant(visitor: Visitor, reader: Reader) -> None:
    opened = reader.form("/ladder", "/ladder/date")
    visitor.clock.pass_time(LATER)
    assert "That day or hour is over." in reader.send(opened, day="2026-05-04", time="15:00").text
    assert reader.record().domain.date is None


def test_a_past_success_is_added_once_however_late(visitor: Visitor, reader: Reader) -> None:
    opened = reader.form("/evidence/past", "/evidence/past")
    for _ in range(2):
        reader.send(opened, worked="I sang", happened="yesterday")
        visitor.clock.pass_time(LATER)
    kept = reader.ledger.latest(reader.account, "main", "first", 5, patient())
    assert [one.worked for one in kept if one.kind is Kind.PAST] == ["I sang"]


def test_a_form_that_is_shown_again_is_a_new_one(visitor: Visitor, reader: Reader) -> None:
    opened = reader.form("/evidence/past", "/evidence/past")
    visitor.clock.pass_time(LATER)
    again = form_in(reader.send(opened, worked="").text, "/evidence/past")
    visitor.clock.pass_time(LATER)
    reader.send(again, worked="I sang")
    (new,) = (
        one for one in reader.ledger.latest(reader.account, "main", "first", 5, patient()) if one.kind is Kind.PAST
    )
    assert new.key.at == NOW
