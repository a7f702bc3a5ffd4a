"""The rules of a debrief."""

from dataclasses import replace
from datetime import timedelta

from skill.efficacy.attribution import Cause
from skill.efficacy.debrief import is_unfinished, wants_own_part, wants_trace
from skill.efficacy.evidence import Kind, Outcome
from tests.efficacy.test_evidence import NOON, told


def test_a_success_put_down_to_something_else_is_asked_about_once() -> None:
    assert wants_own_part(replace(told(), cause=Cause.LUCK))
    assert not wants_own_part(told())


def test_a_miss_is_not_asked_for_their_part_in_it() -> None:
    assert not wants_own_part(replace(told(), cause=Cause.EASE, outcome=Outcome.NO))


def test_there_is_at_most_one_follow_up() -> None:
    general = replace(told(), shows="I can do it")
    assert wants_trace(general)
    assert not wants_trace(replace(general, cause=Cause.HELP))


def test_a_capability_told_in_full_is_not_asked_for_its_trace() -> None:
    assert not wants_trace(replace(told(), shows="I can stay clear when they push back"))
    assert not wants_trace(told())


def test_a_debrief_can_be_gone_on_with_for_two_days() -> None:
    begun = told()
    assert is_unfinished(begun, NOON + timedelta(hours=47))
    assert not is_unfinished(begun, NOON + timedelta(hours=49))
    assert not is_unfinished(replace(begun, closed=True), NOON)
    assert not is_unfinished(replace(begun, kind=Kind.NOTE), NOON)
