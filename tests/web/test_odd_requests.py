"""Signed requests with a malformed value in any place: answered or rejected, and never an error."""

import json
from collections.abc import Iterator
from copy import deepcopy
from functools import reduce
from pathlib import Path
from typing import Any

import pytest

from skill.alexa.authority import LOCAL_SKILL_ID, Authority
from skill.ledger.sqlite import SqliteLedger
from tests.stage import NINE, Clock, service, signer

ODD: tuple[Any, ...] = (
    *(None, 0, 1.5, True, 10**30, "", "x", "?", "\ud800", "\x00", "x" * 9_000, "https://[", "../../x"),
    *([], [1], {}, {"a": 1}, {"value": None}),
)
APPLICATION, USER = {"applicationId": LOCAL_SKILL_ID}, {"userId": "u"}
LISTED = {"authority": "a", "status": {"code": "ER_SUCCESS_MATCH"}, "values": [{"value": {"name": "n", "id": "no"}}]}
SLOT = {"name": "outcome", "value": "tanked", "resolutions": {"resolutionsPerAuthority": [LISTED]}}
INTENT = {"name": "OutcomeIntent", "confirmationStatus": "NONE", "slots": {"outcome": SLOT}}
ASKED = {
    **{"v": 1, "question": "debrief.outcome", "tries": 0, "said": [["debrief-outcome"]], "unsaved": {}},
    "subject": "E#main#first#2026-05-04T13:00:00Z#abc",
}
UNSAVED = {
    **ASKED,
    "question": "sorry.retry",
    "unsaved": {
        **{"intent": "NoteIntent", "slots": {"words": "I smiled"}, "at": "2026-05-04T12:00:00+00:00"},
        **{"request": "r", "session": {}, "told": True},
    },
}


def request(attributes: dict[str, Any]) -> dict[str, Any]:
    """Return an envelope as Alexa sends it."""
    system = {
        "application": APPLICATION,
        "user": USER,
        "device": {"deviceId": "d"},
        "apiEndpoint": "",
        "apiAccessToken": "",
    }
    return {
        "version": "1.0",
        "session": {"new": False, "sessionId": "s", "application": APPLICATION, "user": USER, "attributes": attributes},
        "context": {"System": system},
        "request": {
            **{"type": "IntentRequest", "requestId": "r", "timestamp": NINE.isoformat(), "locale": "en-US"},
            **{"dialogState": "COMPLETED", "intent": INTENT},
        },
    }


def places(inside: Any) -> Iterator[tuple[Any, ...]]:
    """Yield the path to every value in a request."""
    within = inside.items() if isinstance(inside, dict) else enumerate(inside) if isinstance(inside, list) else ()
    for name, value in within:
        yield (name,)
        yield from ((name, *place) for place in places(value))


def with_something_odd(whole: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield variants of a request, each with one value replaced or removed."""
    for place in list(places(whole)):
        for value in (*ODD, KeyError):
            other = deepcopy(whole)
            parent: Any = reduce(lambda inside, name: inside[name], place[:-1], other)
            if value is KeyError:
                parent.pop(place[-1])
            else:
                parent[place[-1]] = value
            yield other


@pytest.mark.parametrize("attributes", [ASKED, UNSAVED], ids=["asked", "unsaved"])
def test_whatever_is_odd_in_a_signed_request_it_is_answered_or_turned_away(
    attributes: dict[str, Any], authority: Authority, tmp_path: Path
) -> None:
    client = service(SqliteLedger(tmp_path / "ledger.sqlite3"), Clock(), authority).test_client()
    seen = set()
    for odd in with_something_odd(request(attributes)):
        body = json.dumps(odd).encode()
        answer = client.post("/alexa", data=body, headers=dict(signer(authority).headers(body)))
        seen.add(answer.status_code)
        assert answer.status_code in {200, 400}, odd
        assert "Something went wrong" not in answer.text, odd
        assert answer.status_code == 400 or isinstance(answer.json, dict)
    assert seen == {200, 400}
