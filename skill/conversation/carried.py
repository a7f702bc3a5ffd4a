"""What a session carries so that its next turn need not read it: the performer's state, and the open piece of evidence.

It travels in the signed request. Whatever is saved is saved on condition that it is still the latest: if another device
has changed it in the meantime, the turn is decided again on what is there.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from skill.efficacy.evidence import Evidence, Key, Kind
from skill.efficacy.performer import Performer
from skill.ledger.keys import evidence_key, parse_evidence_key
from skill.ledger.protocol import Change, Unreadable
from skill.ledger.records import decode, encode

MOST = 6_000
"""Characters of what a session carries, as a response has them; a larger record is read again."""


@dataclass(frozen=True, slots=True)
class Carried:
    """Records as they were last saved.

    Args:
        performer: The performer's state, if it is carried.
        evidence: A piece of evidence by its key; `None` for one that was not saved yet.
    """

    performer: Performer | None = None
    evidence: Mapping[Key, Evidence | None] = field(default_factory=dict)


def read(data: Mapping[str, Any]) -> Carried:
    """Read what `write` returned; nothing of it that this release can't read."""
    performer: Performer | None = None
    evidence: dict[Key, Evidence | None] = {}
    try:
        if state := data.get("state"):
            performer = decode(Performer, state["body"], version=int(state["version"]))
        if piece := data.get("piece"):
            key, body = parse_evidence_key(piece["key"]), piece["body"]
            evidence[key] = decode(Evidence, body, key=key, version=int(piece["version"])) if body else None
    except (Unreadable, ValueError, TypeError, KeyError, AttributeError):
        return Carried()
    return Carried(performer, evidence)


def write(performer: Performer, key: Key | None, evidence: Evidence | None) -> Mapping[str, Any]:
    """Return as JSON what a session carries, if it is not too much.

    Args:
        performer: The performer's state, as saved.
        key: The key of the piece of evidence that the open question is about.
        evidence: That piece, as saved; `None` if it is not saved yet. One that is private is not carried.
    """
    state = encode(performer)
    is_small = _size(state) <= MOST
    carried: dict[str, Any] = {"state": {"version": performer.version, "body": state}} if is_small else {}
    if key is not None and not (evidence and evidence.kind is Kind.PRIVATE):
        body = encode(evidence) if evidence else ""
        version = evidence.version if evidence else 0
        if _size(body) + (_size(state) if carried else 0) <= MOST:
            carried["piece"] = {"key": evidence_key(key), "version": version, "body": body}
    return carried


def _size(text: str) -> int:
    """Return how many characters a text takes in a response, where all but ASCII is escaped."""
    return len(json.dumps(text))


def saved(change: Change, performer: Performer) -> Performer:
    """Return a performer's state after a change was saved."""
    anew = change.performer
    return replace(anew, version=anew.version + 1) if anew is not None and anew.id == performer.id else performer


def saved_piece(change: Change, key: Key, known: Evidence | None) -> Evidence | None:
    """Return a piece of evidence after a change was saved."""
    if key in change.forget:
        return None
    anew = next((one for one in change.evidence if one.key == key), None)
    return replace(anew, version=anew.version + 1) if anew else known
