"""Errors that Amazon reports: one log line each, which triggers the alarm, with Amazon's words and no performer's."""

import io
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from skill.alexa.authority import LOCAL_SKILL_ID, Authority
from skill.alexa.errors import METRICS, amazons_words
from skill.alexa.requests import account_of, hash_of
from skill.ledger.sqlite import SqliteLedger
from tests.alexa.test_report import lines, log
from tests.alexa.whole import with_value
from tests.stage import ACCOUNT_KEY, NINE, Clock, service, signer

__all__ = ["log"]
NOTHING = {"version": "1.0", "response": {}}
USER = "amzn1.ask.account.somebody"
CAUSE = "amzn1.echo-api.request.the-one-before"
ERROR = {"type": "INVALID_RESPONSE", "message": "An exception occurred while dispatching the request to the skill."}
REPORTS: Mapping[str, dict[str, Any]] = {
    "SessionEndedRequest": {"reason": "ERROR", "error": ERROR},
    "System.ExceptionEncountered": {"error": ERROR, "cause": {"requestId": CAUSE}},
    "AudioPlayer.PlaybackFailed": {
        "token": "x",
        "error": ERROR,
        "currentPlaybackState": {"token": "x", "offsetInMilliseconds": 5, "playerActivity": "STOPPED"},
    },
    "Alexa.Presentation.APL.RuntimeError": {"token": "x", "errors": [ERROR]},
    "Alexa.Presentation.APLA.RuntimeError": {"token": "x", "errors": [ERROR]},
}
ODD: tuple[Any, ...] = (
    None,
    5,
    1.5,
    True,
    "",
    "x",
    "\ud800",
    "\x00\n",
    "y" * 9_000,
    [],
    [1],
    [None],
    {},
    {"a": {"b": []}},
)


@pytest.fixture
def send(tmp_path: Path, authority: Authority) -> Callable[[Mapping[str, Any]], tuple[int, Any]]:
    """Send a signed request; return status and answer."""
    client = service(SqliteLedger(tmp_path / "ledger.sqlite3"), Clock(), authority).test_client()

    def send_(envelope: Mapping[str, Any]) -> tuple[int, Any]:
        body = json.dumps(envelope).encode()
        answer = client.post("/alexa", data=body, headers=dict(signer(authority).headers(body)))
        return answer.status_code, answer.json if answer.status_code == 200 else None

    return send_


def envelope(kind: str, **told: Any) -> dict[str, Any]:
    """Return a whole envelope."""
    ours = {"application": {"applicationId": LOCAL_SKILL_ID}, "user": {"userId": USER}}
    named = {"type": kind, "requestId": "r", "timestamp": NINE.isoformat(), "locale": "en-US"}
    session = {"new": False, "sessionId": "s", "attributes": {}, **ours}
    return {"version": "1.0", "session": session, "context": {"System": ours}, "request": named | told}


def reports(log: io.StringIO) -> list[dict[str, Any]]:
    return [line for line in lines(log) if line["message"] == "Amazon reports an error"]


@pytest.mark.parametrize("kind", REPORTS)
def test_a_report_is_one_line_at_a_level_that_rings(kind: str, send: Any, log: io.StringIO) -> None:
    assert send(envelope(kind, **REPORTS[kind])) == (200, NOTHING)
    (line,) = reports(log)
    assert (line["level"], line["type"], line["errors"]) == ("error", kind, [ERROR])
    assert line["account"] == account_of(USER, ACCOUNT_KEY)[:8]
    assert line["request"] == (hash_of(CAUSE) if "cause" in REPORTS[kind] else "")
    (directive,) = line["_aws"]["CloudWatchMetrics"]
    assert {metric["Name"]: metric["Unit"] for metric in directive["Metrics"]} == METRICS
    assert [line[name] for name in METRICS] == [1]


def test_the_line_leads_to_the_turn_that_caused_it(send: Any, log: io.StringIO) -> None:
    send(with_value(envelope("LaunchRequest"), ("request", "requestId"), CAUSE))
    send(envelope("System.ExceptionEncountered", **REPORTS["System.ExceptionEncountered"]))
    assert len({(line["request"], line["account"]) for line in lines(log)}) == 1


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("SessionEndedRequest", {"reason": "USER_INITIATED"}),
        ("SessionEndedRequest", {"reason": "EXCEEDED_MAX_REPROMPTS", "error": None}),
        ("SessionEndedRequest", {"reason": "A_REASON_OF_TOMORROW", "error": {}}),
        ("Connections.Response", {"status": {"code": "200", "message": "OK"}, "payload": {}, "token": "main"}),
        ("AlexaSkillEvent.SkillEnabled", {"error": ERROR}),
        ("AudioPlayer.PlaybackStopped", {"token": "x"}),
        ("LaunchRequest", {"error": ERROR}),
        ("Alexa.Presentation.APL.RuntimeError", {"errors": []}),
    ],
)
def test_what_reports_no_error_is_none(kind: str, told: dict[str, Any], send: Any, log: io.StringIO) -> None:
    assert send(envelope(kind, **told))[0] == 200
    assert reports(log) == []


@pytest.mark.parametrize(
    ("kind", "told", "type_"),
    [
        ("SessionEndedRequest", {"reason": "ERROR"}, "unknown"),
        ("SessionEndedRequest", {"error": {"type": "A_TYPE_OF_TOMORROW"}}, "A_TYPE_OF_TOMORROW"),
        ("System.ExceptionEncountered", {}, "unknown"),
        (
            "AudioPlayer.PlaybackFailed",
            {"error": {"type": "MEDIA_ERROR_INVALID_REQUEST"}},
            "MEDIA_ERROR_INVALID_REQUEST",
        ),
        ("Alexa.Presentation.APL.RuntimeError", {}, "unknown"),
        (
            "Alexa.Presentation.APL.RuntimeError",
            {"errors": [{"type": "LIST_ERROR", "reason": "INTERNAL_ERROR", "listId": "x"}]},
            "LIST_ERROR INTERNAL_ERROR",
        ),
        ("Connections.Response", {"status": {"code": "400", "message": "Bad request"}, "token": "main"}, "400"),
        ("Connections.Response", {"status": {"code": 500}, "token": "main"}, "500"),
    ],
)
def test_a_report_says_what_it_can(kind: str, told: dict[str, Any], type_: str, send: Any, log: io.StringIO) -> None:
    assert send(envelope(kind, **told))[0] == 200
    (line,) = reports(log)
    assert [error["type"] for error in line["errors"]] == [type_]


def test_of_many_errors_of_a_document_the_first_are_logged(send: Any, log: io.StringIO) -> None:
    errors = [{"type": f"ERROR_{number}", "message": "unknown component"} for number in range(50)]
    send(envelope("Alexa.Presentation.APL.RuntimeError", errors=errors))
    (line,) = reports(log)
    assert [error["type"] for error in line["errors"]] == [f"ERROR_{number}" for number in range(5)]


PLACES: tuple[tuple[str | int, ...], ...] = (
    *(("error",), ("error", "type"), ("error", "message"), ("reason",), ("cause",), ("cause", "requestId")),
    *(("errors",), ("errors", 0), ("errors", 0, "type"), ("errors", 0, "message"), ("errors", 0, "reason")),
    *(("currentPlaybackState",), ("currentPlaybackState", "offsetInMilliseconds"), ("token",), ("locale",)),
)


@pytest.mark.parametrize("kind", REPORTS)
def test_whatever_stands_in_a_report_it_is_taken(kind: str, send: Any, log: io.StringIO) -> None:
    whole = envelope(kind, **REPORTS[kind])
    for place in PLACES:
        for odd in ODD:
            try:
                broken = with_value(whole, ("request", *place), odd)
            except (KeyError, IndexError, TypeError):
                continue
            assert send(broken)[0] == 200, (place, odd)
    assert not [line for line in lines(log) if "failed" in line["message"]]
    assert all(len(json.dumps(line)) < 3_000 for line in reports(log))


def test_a_report_without_a_user_is_logged_all_the_same(send: Any, log: io.StringIO) -> None:
    whole = envelope("System.ExceptionEncountered", **REPORTS["System.ExceptionEncountered"])
    for odd in ODD:
        send(with_value(whole, ("context", "System", "user"), odd))
        send(with_value(whole, ("context", "System", "user", "userId"), odd))
    assert len(reports(log)) == 2 * len(ODD)


KNOWN = (
    "The target device does not support directives for the AudioPlayer interface",
    "The total duration of audio content exceeds the maximum allowed duration",
    "Internal Server Error || The total duration of audio content exceeds the maximum allowed duration",
    "SpeechletResponse was null",
    "Unsupported media type",
    "Request to the endpoint timed out.",
    "The audio is not of a supported format",
    "Index out of range error",
    "status code 403 from AudioPlayer.Play",
)


@pytest.mark.parametrize("message", KNOWN)
def test_amazons_own_words_are_kept(message: str) -> None:
    assert amazons_words(message) == message


TOLD = "I kept eye contact when my manager Zoë pushed back on 7 numbers, and it wasn't even close"
QUOTES = (
    *("Invalid SSML: {}", "Invalid SSML: <speak>{}</speak>", 'Unexpected token "{}"', "Unexpected token '{}'"),
    *(
        "Unexpected token “{}”",
        '{{"response":{{"ssml":"{}"}}}}',
        'at [Source: (String)"{}"]',
        "{}",
        "the {} was not read",
    ),
    *("card.content: {}", "Error: {} is not allowed", "`{}`", "«{}»", "({})", "error\n{}", "error\x00{}", "/{}/"),
    *("data:text/plain,{}", "error={}", "{0}" * 300, "amzn1.x {}", '"{}', "<{}", "[{}", "'{}", 'a "b" {} "c" d'),
)


@pytest.mark.parametrize("quote", QUOTES)
@pytest.mark.parametrize("change", [str, str.lower, str.upper, str.title, lambda said: said.replace(" ", "_")])
def test_what_a_message_quotes_is_not_logged(quote: str, change: Any, send: Any, log: io.StringIO) -> None:
    """Whatever surrounds them, no words that could identify the performer are logged."""
    message = quote.format(change(TOLD))
    for kind in ("SessionEndedRequest", "System.ExceptionEncountered"):
        send(envelope(kind, reason="ERROR", error={"type": change(TOLD), "message": message}))
    errors = [line["errors"] for line in reports(log)]
    assert len(errors) == 2
    written = json.dumps(errors, ensure_ascii=False).lower()
    assert not re.search(r"\b(kept|eye|contact|manager|zoë|pushed|back|numbers|even|my|i)\b", written), written
    assert not re.search(r"[\x00-\x1f\x7f]", written)
    assert errors[0][0]["type"] == "unknown"


def test_a_message_has_an_end() -> None:
    assert len(amazons_words("error " * 9_000)) <= 300
    assert amazons_words("a" * 90_000) == "…"
    assert amazons_words("<" * 90_000) == "…"
    assert set(amazons_words('"' * 90_000)) == {"…", " "}
