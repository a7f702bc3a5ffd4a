"""The web service: one endpoint, which lets only verified requests through."""

import json
import logging
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from skill.alexa.authority import LOCAL_CHAIN_URL, LOCAL_SKILL_ID, Authority
from skill.alexa.certificates import public_roots
from skill.alexa.requests import account_of, hash_of
from skill.alexa.skill import AlexaSkill
from skill.alexa.verification import Verifier
from skill.conversation.manager import DialogManager
from skill.conversation.turn import PageDoor, Reply, Turn
from skill.deadline import TURN_SECONDS
from skill.ledger.access import code_for, lock_for
from skill.ledger.dynamodb import DynamoDbLedger
from skill.ledger.sqlite import SqliteLedger
from skill.web.app import LARGEST_BODY, create_app
from tests.authorities import Chains
from tests.conftest import REGION, TABLE
from tests.patience import PatientClient, Waited, patient
from tests.proxy import Fault, line_to
from tests.stage import ACCOUNT_KEY, NINE, Clock, NoNetwork, service, signer


@pytest.fixture
def ledger(tmp_path: Path) -> SqliteLedger:
    """A ledger in a file."""
    return SqliteLedger(tmp_path / "ledger.sqlite3")


@pytest.fixture
def client(ledger: SqliteLedger, clock: Clock, authority: Authority) -> FlaskClient:
    """A client of the local service."""
    return service(ledger, clock, authority).test_client()


def launch(skill: str = LOCAL_SKILL_ID) -> bytes:
    """Return a launch's body."""
    application, user = {"applicationId": skill}, {"userId": "u"}
    stamp = NINE.isoformat()
    request = {"type": "LaunchRequest", "requestId": "r", "timestamp": stamp, "locale": "en-US"}
    system = {"application": application, "user": user}
    return json.dumps({"version": "1.0", "context": {"System": system}, "request": request}).encode()


def post(client: FlaskClient, authority: Authority, body: bytes, **more: Any) -> TestResponse:
    """Sign and send a body."""
    return client.post("/alexa", data=body, headers=dict(signer(authority).headers(body)), **more)


def test_a_signed_request_is_answered(client: FlaskClient, authority: Authority) -> None:
    answer = post(client, authority, launch())
    assert answer.status_code == 200
    assert answer.content_type == "application/json"
    assert answer.json is not None
    assert "Welcome" in answer.json["response"]["outputSpeech"]["ssml"]


def test_a_request_without_a_signature_gets_400_and_no_reason(client: FlaskClient) -> None:
    answer = client.post("/alexa", data=launch())
    assert (answer.status_code, answer.data) == (400, b"")


def test_every_header_has_to_stand_there_exactly_once(client: FlaskClient, authority: Authority) -> None:
    headers = dict(signer(authority).headers(launch()))
    for name in ("SignatureCertChainUrl", "Signature-256"):
        without = {other: value for other, value in headers.items() if other != name}
        assert client.post("/alexa", data=launch(), headers=without).status_code == 400
        doubled = [*headers.items(), (name, headers[name])]
        assert client.post("/alexa", data=launch(), headers=doubled).status_code == 400


def test_the_old_signature_is_no_signature(client: FlaskClient, authority: Authority) -> None:
    headers = dict(signer(authority).headers(launch()))
    headers["Signature"] = headers.pop("Signature-256")
    assert client.post("/alexa", data=launch(), headers=headers).status_code == 400


def test_a_body_that_is_too_large_gets_400(client: FlaskClient, authority: Authority) -> None:
    assert post(client, authority, launch() + b" " * LARGEST_BODY).status_code == 400


def test_another_skills_request_gets_400(client: FlaskClient, authority: Authority) -> None:
    assert post(client, authority, launch("amzn1.ask.skill.another")).status_code == 400


def test_a_service_whose_clock_is_off_turns_all_away_until_it_is_put_right(
    client: FlaskClient, authority: Authority, clock: Clock
) -> None:
    for off, status in ((180, 400), (0, 200), (-180, 400), (100, 200), (-100, 200)):
        clock.now = NINE + timedelta(seconds=off)
        assert post(client, authority, launch()).status_code == status, off


def test_the_local_service_answers_this_machine_only(client: FlaskClient, authority: Authority) -> None:
    here = ("::1", "127.0.0.1", "127.0.0.2", "::ffff:127.0.0.1", "::FFFF:127.0.0.1", "::ffff:7f00:1", "0:0:0:0:0:0:0:1")
    away = (
        "192.168.1.5",
        "8.8.8.8",
        "::ffff:8.8.8.8",
        "::",
        "::7f00:1",
        "fe80::1%lo",
        "0.0.0.1",
        "2130706433",
        "",
        "x",
    )
    for address in (*here, *away):
        answer = post(client, authority, launch(), environ_base={"REMOTE_ADDR": address})
        assert answer.status_code == (200 if address in here else 400), address


def test_what_a_header_says_of_an_address_is_not_believed(client: FlaskClient, authority: Authority) -> None:
    for name in ("X-Forwarded-For", "X-Real-IP", "Remote-Addr"):
        headers = {**signer(authority).headers(launch()), name: "127.0.0.1"}
        far = {"REMOTE_ADDR": "192.168.1.5"}
        assert client.post("/alexa", data=launch(), headers=headers, environ_base=far).status_code == 400, name


def test_a_request_that_is_sent_again_changes_nothing_and_soon_gets_no_answer(
    client: FlaskClient, ledger: SqliteLedger, clock: Clock, authority: Authority
) -> None:
    note = json.loads(launch())
    slots = {"words": {"name": "words", "value": "I smiled", "confirmationStatus": "NONE"}}
    intent = {"name": "NoteIntent", "confirmationStatus": "NONE", "slots": slots}
    note["request"] |= {"type": "IntentRequest", "intent": intent}
    body = json.dumps(note).encode()
    first = post(client, authority, body)
    clock.pass_time(timedelta(seconds=150))
    again = post(client, authority, body)
    clock.pass_time(timedelta(seconds=1))
    too_late = post(client, authority, body)
    assert (again.status_code, again.json) == (200, first.json), "whoever sends it again hears the answer, too"
    assert (too_late.status_code, too_late.data) == (400, b"")
    kept = ledger.latest(account_of("u", ACCOUNT_KEY), "main", "first", 9, patient())
    assert [one.note for one in kept] == ["I smiled"]


def test_a_service_with_a_skill_id_takes_nothing_that_was_signed_locally(
    ledger: SqliteLedger, clock: Clock, authority: Authority
) -> None:
    skill_id = "amzn1.ask.skill.deployed"
    for source in (NoNetwork(), Chains(**{LOCAL_CHAIN_URL: authority.chain.read_bytes()})):
        verifier = Verifier(skill_id, public_roots(), source, clock)
        app = create_app(AlexaSkill(ledger, ACCOUNT_KEY), verifier, ledger, only_loopback=False)
        assert post(app.test_client(), authority, launch(skill_id)).status_code == 400


def test_what_is_turned_away_is_logged_without_its_content(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        client.post(
            "/alexa", data=b'{"said": "I smiled"}', headers={"SignatureCertChainUrl": "x", "Signature-256": "y"}
        )
    assert "rejected: certificate URL" in caplog.text
    assert "I smiled" not in caplog.text


def test_what_breaks_outside_a_turn_is_logged_without_its_text_whatever_server_runs_it(
    client: FlaskClient, authority: Authority, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError(" ".join(["I", "smiled"]))  # as if it quoted the utterance

    monkeypatch.setattr(AlexaSkill, "respond", fail)
    with caplog.at_level(logging.DEBUG):
        answer = post(client, authority, launch())
    assert (answer.status_code, answer.data) == (500, b"")
    assert "a turn failed with RuntimeError" in caplog.text
    assert "I smiled" not in caplog.text


@pytest.mark.parametrize(("method", "path"), [("GET", "/alexa"), ("PUT", "/alexa"), ("GET", "/"), ("POST", "/healthz")])
def test_there_is_no_other_door(method: str, path: str, client: FlaskClient) -> None:
    assert client.open(path, method=method).status_code in {404, 405}


@pytest.fixture
def turns(monkeypatch: pytest.MonkeyPatch) -> list[Turn]:
    """The turns that the dialog manager answers."""
    seen: list[Turn] = []
    answer = DialogManager.answer

    def watched(manager: DialogManager, turn: Turn) -> Reply:
        seen.append(turn)
        return answer(manager, turn)

    monkeypatch.setattr(DialogManager, "answer", watched)
    return seen


@pytest.mark.parametrize(
    ("host", "address"), [("localhost:8000", "http://localhost:8000/page"), ("your.host", None), ("", None)]
)
def test_a_turn_knows_the_way_to_the_page_by_the_name_that_was_called(
    host: str, address: str | None, client: FlaskClient, authority: Authority, turns: list[Turn]
) -> None:
    for _ in range(2):
        headers = {**signer(authority).headers(launch()), "Host": host}
        assert client.post("/alexa", data=launch(), headers=headers).status_code == 200
    request = hash_of("r")
    door = PageDoor(address, code_for(request, ACCOUNT_KEY), lock_for(request, ACCOUNT_KEY)) if address else None
    assert [turn.page for turn in turns] == [door, door], "a repeated request gives the same code"


@pytest.mark.parametrize(("told", "status"), [(None, 404), ("https://page.example/page", 200)])
def test_the_page_is_off_or_at_an_address_of_its_own(
    told: str | None, status: int, ledger: SqliteLedger, clock: Clock, authority: Authority, turns: list[Turn]
) -> None:
    client = service(ledger, clock, authority, page_address=told).test_client()
    assert post(client, authority, launch()).status_code == 200
    assert [turn.page and turn.page.address for turn in turns] == [told]
    assert client.get("/page/in").status_code == status


def test_health_is_whether_the_ledger_answers(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"ledger": "ok"})


@pytest.fixture
def away(dynamodb: str, clock: Clock, authority: Authority) -> Iterator[FlaskClient]:
    """A client of the local service while its ledger is out of reach."""
    waited = Waited()
    with line_to(dynamodb) as line, closing(PatientClient(REGION, line.url, line, waited)) as way:
        line.break_(Fault.REFUSED)
        ledger = DynamoDbLedger(way, TABLE, sleep=waited.sleep)
        yield service(ledger, clock, authority, lambda: waited.deadline(TURN_SECONDS)).test_client()


def test_a_ledger_out_of_reach_is_no_health(away: FlaskClient) -> None:
    answer = away.get("/healthz")
    assert (answer.status_code, answer.json) == (503, {"ledger": "out of reach"})


def test_an_account_that_cannot_be_erased_now_is_to_be_asked_for_again(away: FlaskClient, authority: Authority) -> None:
    event = json.loads(launch())
    event["request"]["type"] = "AlexaSkillEvent.SkillDisabled"
    assert post(away, authority, json.dumps(event).encode()).status_code == 503
