"""What is too long is turned away, or cut, with a clear answer: bodies, headers, addresses and words."""

import http.client
import json
import socket
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from simulator.signing import Signer
from skill.alexa.authority import LOCAL_CHAIN_URL, LOCAL_SKILL_ID, Authority
from skill.alexa.slots import LONGEST_WORDS
from skill.ledger.sqlite import SqliteLedger
from skill.limits import RESPONSE_BYTES, SPEECH_CHARACTERS
from skill.web.app import LARGEST_BODY
from tests.patience import GIVEN_UP_SECONDS
from tests.stage import NINE, Clock, service, signer
from tests.withstanding.envelopes import INTENTS
from tests.withstanding.processes import Service, serving

LARGEST_ANSWER, LONGEST_SSML = RESPONSE_BYTES, SPEECH_CHARACTERS
"""Of Alexa's own: an answer that is larger is none to it."""
LONG = "word " * 30_000
ASKED = {"v": 1, "question": "debrief.outcome", "tries": 0, "said": [], "unsaved": {}}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service, as it is run behind a TLS of one's own."""
    home = tmp_path_factory.mktemp("limits")
    with serving(home, f"sqlite:///{home}/ledger.sqlite3") as running:
        yield running


def status(
    served: Service, headers: Mapping[str, str], body: Iterable[bytes] | bytes = b"{}", path: str = "/alexa"
) -> int:
    """Send a request, and return its status; what is iterated over goes in chunks, without its length."""
    with closing(http.client.HTTPConnection(urlsplit(served.url).netloc, timeout=GIVEN_UP_SECONDS)) as line:
        with suppress(BrokenPipeError, ConnectionResetError):  # it is answered before all of it is sent
            line.request("POST", path, body, dict(headers), encode_chunked=not isinstance(body, bytes))
        return line.getresponse().status


def test_a_header_that_is_too_long_is_turned_away(served: Service) -> None:
    headers = {"SignatureCertChainUrl": "x", "Signature-256": "y"}
    assert status(served, headers) == 400
    assert status(served, headers | {"Signature-256": "y" * 9_000}) == 431
    assert status(served, headers | {"SignatureCertChainUrl": "https://" + "x" * 9_000}) == 431


def test_too_many_headers_are_turned_away(served: Service) -> None:
    assert status(served, {f"X-{number}": "x" for number in range(200)}) == 431


def test_an_address_that_is_too_long_is_turned_away(served: Service) -> None:
    assert status(served, {}, path="/sound/" + "x" * 5_000) == 414
    assert status(served, {}, path="/sound/" + "x" * 3_000) == 404


def test_a_body_that_is_too_large_is_turned_away_though_it_does_not_say_its_length(served: Service) -> None:
    """It is signed, and a request: nothing else is wrong with it."""
    signer = Signer.load(served.home / "authority.key", LOCAL_CHAIN_URL)
    ours = {"application": {"applicationId": LOCAL_SKILL_ID}, "user": {"userId": "u"}}
    named = {"type": "LaunchRequest", "requestId": "r", "timestamp": datetime.now(UTC).isoformat(), "locale": "en-US"}
    launch = json.dumps({"version": "1.0", "context": {"System": ours}, "request": named}).encode()
    for size, expected in ((LARGEST_BODY, 200), (LARGEST_BODY + 1, 400)):
        body = launch.ljust(size)
        signed = dict(signer.headers(body))
        assert status(served, signed, body) == expected
        chunks = (body[at : at + 1_024] for at in range(0, size, 1_024))
        assert status(served, {"Transfer-Encoding": "chunked"} | signed, chunks) == expected


def test_and_the_service_answers_after_all_that(served: Service) -> None:
    with closing(http.client.HTTPConnection(urlsplit(served.url).netloc, timeout=GIVEN_UP_SECONDS)) as line:
        line.request("GET", "/healthz")
        assert line.getresponse().status == 200


def envelope(intent: str, user: str, attributes: dict[str, Any], *, is_listed: bool) -> bytes:
    """Return a request whose slots are filled with more words than anybody says."""
    match = {"status": {"code": "ER_SUCCESS_MATCH"}, "values": [{"value": {"name": "hard", "id": "hard"}}]}
    listed = {"resolutions": {"resolutionsPerAuthority": [{"authority": "a", **match}]}} if is_listed else {}
    long = LONG[: 200_000 // max(1, len(INTENTS[intent]))]
    slots = {name: {"name": name, "value": long, "confirmationStatus": "NONE", **listed} for name in INTENTS[intent]}
    ours = {"application": {"applicationId": LOCAL_SKILL_ID}, "user": {"userId": user}}
    named = {"type": "IntentRequest", "requestId": user, "timestamp": NINE.isoformat(), "locale": "en-US"}
    session = {"new": not attributes, "sessionId": "s", "attributes": attributes, **ours}
    asked = named | {"intent": {"name": intent, "confirmationStatus": "NONE", "slots": slots}}
    return json.dumps({"version": "1.0", "session": session, "context": {"System": ours}, "request": asked}).encode()


@pytest.mark.parametrize(("attributes", "is_listed"), [({}, False), (ASKED, True)], ids=["new-free", "asked-listed"])
def test_words_beyond_all_measure_are_cut_in_every_intent(
    attributes: dict[str, Any], is_listed: bool, tmp_path: Path, authority: Authority
) -> None:
    file = tmp_path / "ledger.sqlite3"
    client = service(SqliteLedger(file), Clock(), authority).test_client()
    for intent in INTENTS:
        body = envelope(intent, f"user-of-{intent}", attributes, is_listed=is_listed)
        answer = client.post("/alexa", data=body, headers=dict(signer(authority).headers(body)))
        assert answer.status_code == 200, intent
        assert len(answer.data) < LARGEST_ANSWER, intent
        assert answer.json is not None
        assert len(answer.json["response"].get("outputSpeech", {}).get("ssml", "")) <= LONGEST_SSML, intent
    with closing(sqlite3.connect(file)) as db:
        kept = [len(body) for (body,) in db.execute("SELECT body FROM records")]
    assert kept
    assert max(kept) < 2 * LONGEST_WORDS


def test_pieces_that_are_none_are_turned_away_as_any_other_body(served: Service) -> None:
    where = urlsplit(served.url)
    head = f"POST {where.path} HTTP/1.1\r\nHost: x\r\nSignatureCertChainUrl: x\r\nSignature-256: x\r\n"
    with socket.create_connection((where.hostname or "", where.port or 0), timeout=GIVEN_UP_SECONDS) as line:
        line.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\nZZ\r\n".encode())
        assert line.recv(12) == b"HTTP/1.1 400"
