"""The record codec: what is written can be read again; older and newer releases can run side by side."""

import json
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.efficacy.attribution import Cause
from skill.efficacy.certainty import Rating
from skill.efficacy.domain import Domain, Plan
from skill.efficacy.evidence import Difficulty, Evidence, Key, Kind, Outcome
from skill.efficacy.performer import Performer, Preferences, WarmUp, Zone
from skill.ledger.protocol import Unreadable
from skill.ledger.records import SCHEMA, decode, encode

MAY = datetime(2026, 5, 4, 12, 30, 5, tzinfo=UTC)
KEY = Key("main", "first", MAY, "abc")
WORDS = st.none() | st.text(max_size=30)
EVIDENCE = st.builds(
    Evidence,
    key=st.just(KEY),
    kind=st.sampled_from(Kind),
    outcome=st.none() | st.sampled_from(Outcome),
    worked=WORDS,
    cause=st.none() | st.sampled_from(Cause),
    shows=WORDS,
    plan=WORDS,
    note=WORDS,
    more=st.none() | st.booleans(),
    read_back=st.none() | st.booleans(),
    difficulty=st.none() | st.sampled_from(Difficulty),
    certainty=st.none() | st.integers(0, 10),
    skipped=st.frozensets(st.sampled_from(["plan", "shows", "more"])),
    closed=st.booleans(),
    edited_at=st.none() | st.just(MAY),
    version=st.just(3),
    extra=st.just({}),
)


@given(EVIDENCE)
def test_evidence_comes_back_as_it_was(evidence: Evidence) -> None:
    assert decode(Evidence, encode(evidence), key=KEY, version=3) == evidence


def test_a_performer_comes_back_with_all_that_is_in_it() -> None:
    domain = Domain("first", goal="g", is_general=True, specific_goal="x", name="n", skipped=frozenset({"name"}))
    domain = Domain(
        **{**_values(domain), "ratings": (Rating("r", MAY, 6),), "plans": (Plan("p", "e"),), "created_at": MAY}
    )
    performer = Performer(
        domains=(domain, Domain("second")),
        active="second",
        preferences=Preferences(breathing=False, cue="steady"),
        warm_up=WarmUp(MAY, "first", "r1", read_ids=("a", "b")),
        zone=Zone("Europe/Zurich", MAY),
    )
    assert decode(Performer, encode(performer), version=0) == performer


def test_a_record_says_its_schema_and_leaves_out_what_has_its_default() -> None:
    assert json.loads(encode(Evidence(KEY, Kind.NOTE, note="I smiled"))) == {
        "schema": SCHEMA,
        "kind": "note",
        "note": "I smiled",
    }


def test_a_record_of_an_older_release_is_read() -> None:
    assert decode(Evidence, '{"kind":"debrief","worked":"I spoke"}', key=KEY, version=1) == Evidence(
        KEY, Kind.DEBRIEF, worked="I spoke", version=1
    )


def test_what_a_newer_release_wrote_is_kept_and_written_back() -> None:
    body = '{"schema":2,"kind":"note","note":"I smiled","mood":{"tone":"warm"}}'
    evidence = decode(Evidence, body, key=KEY, version=1)
    assert json.loads(encode(evidence))["mood"] == {"tone": "warm"}
    performer = decode(Performer, '{"voice":"x","domains":[{"id":"first","colour":"red"}]}', version=1)
    written = json.loads(encode(performer))
    assert written["voice"] == "x"
    assert written["domains"][0]["colour"] == "red"


@pytest.mark.parametrize("body", ["[]", '"x"', "{}", '{"kind":"sonnet"}', '{"kind":"note","passed":5}', "nonsense"])
def test_what_is_no_record_is_an_error(body: str) -> None:
    with pytest.raises(Unreadable):
        decode(Evidence, body, key=KEY, version=1)


def _values(record: object) -> dict[str, Any]:
    return {one.name: getattr(record, one.name) for one in fields(record)}  # type: ignore[arg-type]
