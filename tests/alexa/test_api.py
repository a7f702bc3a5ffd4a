"""Alexa's reminders, when Alexa gives unexpected answers."""

import json
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from skill.alexa.api import AlexaApi, ApiAccess
from skill.conversation.turn import Refusal
from skill.deadline import Deadline
from skill.speech.parts import line
from tests.patience import ENDS_WITHIN, GIVEN_UP_SECONDS

NOW = datetime(2026, 5, 4, 13, tzinfo=UTC)
AT = datetime(2026, 5, 8, 17, tzinfo=ZoneInfo("America/New_York"))


@dataclass
class Answers:
    """The answers by method, and the requests received."""

    by: dict[str, tuple[int, bytes]]
    asked: list[tuple[str, str, Any]] = field(default_factory=list)
    url: str = ""
    after: float = 0.0
    """How long it takes in seconds, unless the test ends first."""


@pytest.fixture
def answers() -> Iterator[Answers]:
    """A local API that gives prepared answers."""
    answers = Answers(
        {"GET": (200, b'{"alerts": []}'), "POST": (201, b'{"alertToken": "token"}'), "DELETE": (200, b"")}
    )

    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            answers.asked.append((self.command, self.path, json.loads(body or b"null")))
            status, content = answers.by[self.command]
            over.wait(answers.after)
            with suppress(OSError):  # the client has gone
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

        do_GET = do_POST = do_DELETE = _answer  # noqa: N815 - the library's names

        def log_message(self, *_args: object) -> None:
            """Log nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    answers.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(ENDS_WITHIN,), daemon=True).start()
    yield answers
    over.set()
    server.shutdown()
    server.server_close()


def api(answers: Answers, seconds: float = GIVEN_UP_SECONDS) -> AlexaApi:
    """Return Alexa's API for one turn."""
    return AlexaApi(ApiAccess(answers.url, "token"), "en-US", Deadline.after(seconds), is_local=True)


def remind(api_: AlexaApi, *, may_be_there: bool = False) -> str | Refusal:
    """Set the reminder."""
    return api_.remind(AT, NOW, line("reminder-label"), may_be_there=may_be_there)


def test_a_reminder_is_asked_for_as_alexa_wants_it_and_once(answers: Answers) -> None:
    one = api(answers)
    assert [remind(one), remind(one)] == ["token", "token"]
    assert [method for method, _, _ in answers.asked] == ["POST"]
    body = answers.asked[0][2]
    assert body["requestTime"] == "2026-05-04T09:00:00.000"
    assert body["trigger"] == {
        "type": "SCHEDULED_ABSOLUTE",
        "scheduledTime": "2026-05-08T17:00:00.000",
        "timeZoneId": "America/New_York",
    }
    (content,) = body["alertInfo"]["spokenInfo"]["content"]
    assert content == {"locale": "en-US", "text": "Time to get ready."}
    assert len(content["text"]) <= 25


def test_one_that_is_there_already_is_taken(answers: Answers) -> None:
    there = {"alertToken": "old", "status": "ON", "trigger": {"scheduledTime": "2026-05-08T17:00:00.000"}}
    answers.by["GET"] = (
        200,
        json.dumps({"alerts": [{**there, "status": "COMPLETED", "alertToken": "x"}, there]}).encode(),
    )
    assert remind(api(answers), may_be_there=True) == "old"
    assert [method for method, _, _ in answers.asked] == ["GET"]


@pytest.mark.parametrize(
    ("status", "body", "refusal"),
    [
        (401, b"{}", Refusal.NOT_ALLOWED),
        (403, b"{}", Refusal.NOT_ALLOWED),
        (403, b'{"code": "MAX_REMINDERS_EXCEEDED"}', Refusal.TOO_MANY),
        (403, b'{"code": "DEVICE_NOT_SUPPORTED"}', Refusal.UNSUPPORTED),
        (429, b'{"code": "TOO_MANY_REQUESTS"}', Refusal.FAILED),
        (500, b"", Refusal.FAILED),
        (200, b"nonsense", Refusal.FAILED),
        (201, b"[]", Refusal.FAILED),
        (201, b'{"alertToken": 5}', Refusal.FAILED),
        (302, b"", Refusal.FAILED),
    ],
)
def test_why_there_is_none(status: int, body: bytes, refusal: Refusal, answers: Answers) -> None:
    answers.by["POST"] = (status, body)
    assert remind(api(answers)) is refusal


@pytest.mark.parametrize("alerts", [b"[]", b"5", b'{"alerts": 5}', b'{"alerts": [5, {"trigger": 5}, {"trigger": {}}]}'])
def test_a_list_of_nonsense_is_none(alerts: bytes, answers: Answers) -> None:
    answers.by["GET"] = (200, alerts)
    assert remind(api(answers), may_be_there=True) == "token"


def test_there_is_time_left_for_the_ledger(answers: Answers) -> None:
    assert remind(api(answers, 0.9)) is Refusal.FAILED
    assert answers.asked == []


@pytest.mark.parametrize("may_be_there", [False, True])
def test_an_answer_that_does_not_come_is_not_waited_for(
    may_be_there: bool, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("skill.alexa.api.LONGEST_SECONDS", 0.2)
    answers.after = GIVEN_UP_SECONDS
    assert remind(api(answers), may_be_there=may_be_there) is Refusal.FAILED


def test_an_api_that_is_not_there_is_no_trouble(answers: Answers) -> None:
    answers.url = "http://127.0.0.1:1"
    assert remind(api(answers)) is Refusal.FAILED
    api(answers).cancel("token")


def test_a_token_is_no_path(answers: Answers) -> None:
    api(answers).cancel("../v2/x")
    assert answers.asked == [("DELETE", "/v1/alerts/reminders/..%2Fv2%2Fx", None)]


def test_a_reminder_in_an_hour_that_comes_twice_has_its_hour(answers: Answers) -> None:
    autumn = datetime(2026, 11, 1, 1, 30, tzinfo=ZoneInfo("America/New_York"))
    api(answers).remind(autumn, NOW + timedelta(days=180), line("reminder-label"), may_be_there=False)
    assert answers.asked[0][2]["trigger"]["scheduledTime"] == "2026-11-01T01:30:00.000"
