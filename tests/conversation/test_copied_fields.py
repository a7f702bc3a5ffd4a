"""Functions that copy records field by field: a new field has to be decided on, or one of these tests fails."""

import json
from dataclasses import fields, replace
from pathlib import Path

from skill.conversation.topics.onboarding import FILLED_IN
from skill.conversation.topics.voice_profiles import _merged_preferences
from skill.efficacy.domain import Domain, merged
from skill.efficacy.performer import Performer, Preferences
from skill.ledger.records import decode

WRITTEN = Path(__file__).parent.parent / "ledger" / "written" / "full.json"
FULL = decode(Performer, json.dumps(json.loads(WRITTEN.read_text(encoding="utf-8"))["performer"]), version=1)
IDENTITY = {"id", "extra"}
KEPT_IN_MEETING = {
    *("ratings", "plans", "ladder", "draft", "date", "models", "encouragements", "last_read", "stale_reminders"),
}
MERGED = {"plans", "ratings", "models", "encouragements", "date", "stale_reminders"}
KEPT_IN_CLAIM = {
    *("goal", "is_general", "specific_goal", "name", "is_name_made", "skipped", "ladder", "draft", "pending_date"),
    *("retired", "last_read", "offered_by", "created_at", "created_by"),
}


def names(kind: type) -> set[str]:
    return {field.name for field in fields(kind)}


def test_a_first_meeting_decides_on_every_field_of_a_domain() -> None:
    assert set(FILLED_IN) | KEPT_IN_MEETING | IDENTITY == names(Domain)
    assert not set(FILLED_IN) & KEPT_IN_MEETING


def test_a_claim_decides_on_every_field_of_a_domain() -> None:
    assert names(Domain) == MERGED | KEPT_IN_CLAIM | IDENTITY


def test_what_a_voice_added_to_its_own_domain_comes_along() -> None:
    full = FULL.domains[0]
    claimed = merged(Domain("first"), full)
    assert {name for name in names(Domain) if getattr(claimed, name) == getattr(full, name)} >= MERGED


def test_the_main_domain_loses_nothing_by_a_claim() -> None:
    full = FULL.domains[0]
    claimed = merged(full, Domain("first"))
    assert claimed == full


def test_a_claim_takes_each_preference_from_one_of_the_two() -> None:
    full = FULL.preferences
    changed = {name for name in names(Preferences) - {"extra"} if getattr(full, name) != getattr(Preferences(), name)}
    assert changed == names(Preferences) - {"extra"}, "the fixture changes every preference"
    assert _merged_preferences(Preferences(), full) == full
    assert _merged_preferences(full, Preferences()) == replace(full, holds=False)
