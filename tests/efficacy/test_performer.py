"""When a performance is probably over, and when a warm-up was interrupted."""

from datetime import timedelta

import pytest

from skill.efficacy.domain import Domain
from skill.efficacy.performer import OwnPattern, Performer, Preferences, WarmUp, is_debrief_due, is_half_way
from tests.efficacy.test_evidence import NOON

WARM_UP = WarmUp(NOON, "first", "r1")


@pytest.mark.parametrize(("minutes", "due"), [(9, False), (10, True), (18 * 60, True), (18 * 60 + 1, False)])
def test_a_debrief_is_due_from_ten_minutes_to_eighteen_hours_after_a_warm_up(minutes: int, due: bool) -> None:
    assert is_debrief_due(WARM_UP, None, NOON + timedelta(minutes=minutes)) is due


def test_no_debrief_is_due_once_something_was_told_or_without_a_warm_up() -> None:
    later = NOON + timedelta(hours=1)
    assert not is_debrief_due(WARM_UP, NOON + timedelta(minutes=30), later)
    assert is_debrief_due(WARM_UP, NOON - timedelta(minutes=30), later)
    assert not is_debrief_due(None, None, later)


def test_a_warm_up_is_half_way_for_five_minutes_and_not_after_something_was_told_of_it() -> None:
    assert is_half_way(WARM_UP, None, NOON + timedelta(minutes=4))
    assert is_half_way(WARM_UP, NOON - timedelta(minutes=1), NOON + timedelta(minutes=4))
    assert not is_half_way(WARM_UP, None, NOON + timedelta(minutes=5))
    assert not is_half_way(WARM_UP, NOON + timedelta(minutes=3), NOON + timedelta(minutes=4))
    assert not is_half_way(None, None, NOON)


def test_a_performer_finds_and_replaces_domains_by_id() -> None:
    performer = Performer().with_domain(Domain("first", name="talk")).with_domain(Domain("second", name="race"))
    renamed = performer.with_domain(Domain("first", name="board talk"))
    assert [domain.name for domain in renamed.domains] == ["board talk", "race"]
    assert renamed.domain.name == "board talk"
    assert renamed.find("third") is None
    assert not Performer().is_known
    assert performer.is_known


def test_an_own_pattern_goes_by_its_name() -> None:
    slow, calm = OwnPattern("slow one", "4-0-8-0"), OwnPattern("calm", "3-0-5-0")
    preferences = Preferences(own_patterns=(slow, calm))
    assert preferences.without_own_pattern("calm").own_patterns == (slow,)
    assert preferences.without_own_pattern("other") == preferences
