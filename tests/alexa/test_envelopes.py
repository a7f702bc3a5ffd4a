"""Requests in real shapes, really signed: utterances are answered, and never with an error."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from skill.alexa.authority import Authority
from skill.ledger.sqlite import SqliteLedger
from tests.alexa.envelopes import SPOKEN, UNSPOKEN
from tests.stage import Clock, service, signer

FAILED = "Something went wrong"


@pytest.fixture
def client(tmp_path: Path, authority: Authority) -> FlaskClient:
    """A client of the service."""
    return service(SqliteLedger(tmp_path / "ledger.sqlite3"), Clock(), authority).test_client()


def sent(client: FlaskClient, authority: Authority, envelope: Mapping[str, Any]) -> Mapping[str, Any]:
    """Send a signed request; return the answer."""
    body = json.dumps(envelope).encode()
    answer = client.post("/alexa", data=body, headers=dict(signer(authority).headers(body)))
    assert answer.status_code == 200
    assert FAILED not in answer.text
    found: Mapping[str, Any] = answer.json or {}
    return found


@pytest.mark.parametrize("name", SPOKEN)
def test_what_was_said_is_answered(name: str, client: FlaskClient, authority: Authority) -> None:
    body = sent(client, authority, SPOKEN[name])["response"]
    assert body["outputSpeech"]["ssml"].startswith("<speak>")
    assert "shouldEndSession" in body or "directives" in body


@pytest.mark.parametrize("name", UNSPOKEN)
def test_what_nobody_said_is_taken_and_nothing_is_said(name: str, client: FlaskClient, authority: Authority) -> None:
    assert not {"outputSpeech", "reprompt", "card"} & set(sent(client, authority, UNSPOKEN[name])["response"])


def test_what_was_said_is_what_is_taken(client: FlaskClient, authority: Authority) -> None:
    def said(name: str) -> str:
        return str(sent(client, authority, SPOKEN[name])["response"]["outputSpeech"]["ssml"])

    assert "big job interview" in said("a slot with a value without an id")
    assert said("a slot in a dialog of tomorrow") == said("a slot with a value without an id")
    assert "I smiled" in said("a slot with a value of a type of tomorrow")
    assert "Softly, through the nose" in said("a slot that no list holds")
    assert "hold" in said("a slot of two lists")
    assert "I didn't catch that" in said("an intent of Alexa's own")
    assert "I didn't catch that" in said("an intent of tomorrow")
