"""The log: one line per turn, with its metrics and without anybody's words."""

import io
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from simulator.player import AUDIO_PLAYER
from simulator.plays import as_text, perform, read
from skill import logs
from skill.alexa.authority import LOCAL_SKILL_ID, Authority
from skill.alexa.report import METRICS, NAMESPACE, REJECTED
from skill.conversation.manager import DialogManager
from skill.conversation.turn import Outcome, Reply
from skill.efficacy.evidence import Evidence
from skill.ledger.protocol import Unavailable
from skill.ledger.sqlite import SqliteLedger
from skill.speech.parts import Line
from tests.stage import NINE, PLAYS, Clock, Stage, service, signer

PLAY = PLAYS / "four-weeks.txt"
OURS = {
    *("time", "level", "from", "message", "request", "account", "intent", "at", "to", "outcome", "ledger", "alexa_ms"),
    *("_aws", *METRICS),
}


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """The log, as JSON."""
    root, ours, stream = logging.getLogger(), logging.getLogger("skill"), io.StringIO()
    before = (list(root.handlers), root.level, ours.level)
    logs.to(stream)
    yield stream
    root.handlers[:], root.level, ours.level = before[0], before[1], before[2]


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def turns(log: io.StringIO) -> list[dict[str, Any]]:
    return [line for line in lines(log) if line["message"] == "turn"]


def test_a_whole_story_is_logged_without_a_word_of_it(stage: Stage, log: io.StringIO) -> None:
    """Four weeks, on both ledgers: no word of five letters or more that was said or stored is in the log."""
    play = read(PLAY.read_text(encoding="utf-8"))
    performed = list(perform(play, stage))
    said = " ".join(turn.said for turn in play.turns).lower()
    written = " ".join(value for line in lines(log) for value in _texts(line)).lower()
    words = set(re.findall(r"[a-z']{5,}", said))
    ours = set(re.findall(r"[a-z']{5,}", " ".join(_names()).lower()))
    assert len(words) > 40
    assert {word for word in words - ours if re.search(rf"\b{word}\b", written)} == set()
    assert stage.user.lower() not in written
    asked = sum(len(one.answer.exchanges) for one in performed if one.answer)
    kinds = [one.request["request"]["type"] for each in performed if each.answer for one in each.answer.exchanges]
    ended = kinds.count("SessionEndedRequest")
    assert len(turns(log)) == asked - ended


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    else:
        yield str(value)


def _names() -> Iterator[str]:
    """Yield the skill's own names: intents, questions, and the words of the log lines."""
    from skill.alexa.intents import BUTTONS, INTENTS, PLAYBACK
    from skill.conversation.policy import OPEN_QUESTIONS

    yield from (re.sub(r"([A-Z])", r" \1", name).replace(".", " ") for name in (*INTENTS, *BUTTONS, *PLAYBACK))
    yield from (name.replace(".", " ").replace("_", " ") for name in OPEN_QUESTIONS)
    yield "said asked closed performer evidence latest shelf save"


def test_a_line_says_what_happened_and_holds_its_metrics(stage: Stage, log: io.StringIO) -> None:
    device = stage.device()
    device.hear("ask ready room to debrief")
    device.hear("purple")
    device.hear("warm me up")
    asked, missed, led = turns(log)
    assert [line["to"] for line in (asked, missed, led)] == ["debrief.outcome", "debrief.outcome", ""]
    assert [line["at"] for line in (asked, missed, led)] == ["", "debrief.outcome", "debrief.outcome"]
    assert [line["Breakdowns"] for line in (asked, missed, led)] == [0, 1, 0]
    assert [line["WarmUps"] for line in (asked, missed, led)] == [0, 0, 1]
    assert led["intent"] == "WarmUpIntent"
    assert led["outcome"] == "said"
    assert 1 <= len(led["ledger"]) <= 4
    assert led["Latency"] >= led["LedgerLatency"] > 0
    for line in (asked, missed, led):
        assert set(line) <= OURS
        (directive,) = line["_aws"]["CloudWatchMetrics"]
        assert all(isinstance(line[metric["Name"]], int | float) for metric in directive["Metrics"])
        assert {metric["Name"]: metric["Unit"] for metric in directive["Metrics"]} == METRICS
        assert len(line["account"]) == 8


def test_no_name_that_is_sent_makes_a_line_of_its_own(
    log: io.StringIO, tmp_path: Path, clock: Clock, authority: Authority
) -> None:
    forged = 'x\n{"level":"error","message":"a turn failed with nothing"}'
    ours = {"application": {"applicationId": LOCAL_SKILL_ID}, "user": {"userId": forged}}
    intent = {"name": forged, "confirmationStatus": "NONE", "slots": {}}
    named = {"type": "IntentRequest", "requestId": forged, "timestamp": NINE.isoformat(), "locale": forged}
    session = {"new": False, "sessionId": forged, "attributes": {"v": 1, "question": forged}, **ours}
    whole = {"version": "1.0", "session": session, "context": {"System": ours}, "request": named | {"intent": intent}}
    body = json.dumps(whole).encode()
    client = service(SqliteLedger(tmp_path / "ledger.sqlite3"), clock, authority).test_client()
    assert client.post("/alexa", data=body, headers=dict(signer(authority).headers(body))).status_code == 200
    odd = {"SignatureCertChainUrl": forged.replace("\n", " "), "Signature-256": "y"}
    assert client.post("/alexa", data=body, headers=odd).status_code == 400
    (line,) = turns(log)
    assert (line["intent"], line["at"]) == ("other", "")
    assert [one["level"] for one in lines(log)] == ["info", "warning"]
    assert "nothing" not in log.getvalue()


def test_a_debrief_that_is_closed_is_counted_once(stage: Stage, log: io.StringIO) -> None:
    device = stage.device()
    for said in (
        "ask ready room to debrief",
        "yes",
        "I spoke slowly",
        "I can hold a room when it matters",
    ):
        device.hear(said)
    device.hear("when I begin I will wait a moment")
    device.hear("no")
    assert sum(line["Debriefs"] for line in turns(log)) == 1


@pytest.mark.parametrize("ledger", ["dynamodb"], indirect=True)
def test_capacity_is_counted(stage: Stage, log: io.StringIO) -> None:
    stage.device().hear("tell ready room that I kept still")
    (line,) = turns(log)
    assert [(call["call"], call["units"]) for call in line["ledger"]] == [("GetItem", 1.0), ("PutItem", 1.0)]
    assert all(call["ms"] > 0 for call in line["ledger"])
    assert line["LedgerUnits"] >= 2


def test_what_could_not_be_saved_and_what_went_wrong_is_a_failure(
    stage: Stage, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise Unavailable("gone")

    monkeypatch.setattr(stage.ledger, "save", fail)
    stage.device().hear("tell ready room that I kept still")
    monkeypatch.undo()

    words = "a performer's own words"

    def break_(*_: object, **__: object) -> Evidence:
        raise ValueError(words)

    monkeypatch.setattr(stage.ledger, "performer", break_)
    stage.device("study").hear("ask ready room to warm me up")
    unsaved, broken = turns(log)
    assert (unsaved["outcome"], unsaved["Failures"]) == ("out of reach", 1)
    assert (broken["outcome"], broken["Failures"]) == ("ValueError", 1)
    assert words not in log.getvalue()


def test_a_warm_up_without_the_record_counts_as_a_failure(
    stage: Stage, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> Evidence:
        raise Unavailable("gone")

    for name in ("performer", "performers", "shelf", "latest", "save"):
        monkeypatch.setattr(stage.ledger, name, fail)
    assert "I can't reach your record" in as_text(stage.device().hear("ask ready room to warm me up"))
    (line,) = turns(log)
    assert (line["outcome"], line["Failures"]) == ("out of reach", 1)


def test_of_somebody_who_may_be_in_danger_no_line_tells(stage: Stage, log: io.StringIO) -> None:
    for said in ("tell ready room that I smiled", "ask ready room I want to die"):
        stage.device().hear(said)
    told, danger = turns(log)
    assert told["intent"] == "SayThatIntent"
    assert danger["intent"] == "other"


def break_the_ledger(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise Unavailable("gone")

    monkeypatch.setattr(stage.ledger, "save", fail)


@pytest.mark.parametrize(
    ("then", "outcome", "failures"),
    [
        ("no", "out of reach", 1),
        ("yes", "out of reach", 1),
        ("stop", "out of reach", 1),
        ("warm me up", "out of reach", 1),
    ],
)
def test_what_stays_unsaved_is_a_failure(
    then: str, outcome: str, failures: int, stage: Stage, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_the_ledger(stage, monkeypatch)
    device = stage.device()
    device.hear("tell ready room that I kept still")
    device.hear(then)
    assert [(line["outcome"], line["Failures"]) for line in turns(log)] == [("out of reach", 1), (outcome, failures)]


@pytest.mark.parametrize(
    ("then", "said", "outcome"),
    [
        ("stop", "It's saved after all", "said"),
        ("skip", "It's saved after all", "said"),
        ("that's enough", "It's saved after all", "said"),
        ("yes", "You said: I kept still", "asked"),
        ("warm me up", "Softly, through the nose", "said"),
    ],
)
def test_what_is_saved_after_all_is_no_failure(
    then: str, said: str, outcome: str, stage: Stage, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_the_ledger(stage, monkeypatch)
    device = stage.device()
    device.hear("tell ready room that I kept still")
    monkeypatch.undo()
    assert said in as_text(device.hear(then))
    assert [(line["outcome"], line["Failures"]) for line in turns(log)] == [("out of reach", 1), (outcome, 0)]


def test_no_line_is_read_for_what_became_of_a_turn(
    stage: Stage, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line with an apology's key does not make a failure; the reply's outcome does."""
    called = Reply((Line("sorry-broken"), Line("warm-up-no-record")))
    monkeypatch.setattr(DialogManager, "answer", lambda _self, _turn: called)
    stage.device().hear("open ready room")
    monkeypatch.setattr(DialogManager, "answer", lambda _self, _turn: replace(called, outcome=Outcome.BROKEN))
    stage.device().hear("open ready room")
    assert [(line["outcome"], line["Failures"]) for line in turns(log)] == [("said", 0), ("broken", 1)]


def test_an_intent_that_is_not_ours_is_counted_as_one(stage: Stage, log: io.StringIO) -> None:
    device = stage.device()
    device.caller = replace(device.caller, interfaces=frozenset({AUDIO_PLAYER}))
    device.hear("ask ready room to breathe for ten minutes")
    device.hear("loop this")
    line = turns(log)[-1]
    assert (line["intent"], line["outcome"], line["Breakdowns"], line["Failures"]) == ("other", "unknown intent", 1, 0)


def test_what_is_turned_away_is_counted_whatever_is_wrong_with_it(
    log: io.StringIO, tmp_path: Path, clock: Clock, authority: Authority
) -> None:
    client = service(SqliteLedger(tmp_path / "ledger.sqlite3"), clock, authority).test_client()
    signed = dict(signer(authority).headers(b"{}"))
    sent: list[dict[str, Any]] = [
        {},
        {"data": b"x" * 300_000, "headers": signed},
        {"data": b"[]", "headers": signed},
        {"data": b"{}", "headers": signed},
        {"headers": {"SignatureCertChainUrl": "x", "Signature-256": "y"}},
        {"headers": signed, "environ_base": {"REMOTE_ADDR": "192.0.2.7"}},
    ]
    for one in sent:
        assert client.post("/alexa", **one).status_code == 400
    told = lines(log)
    assert [line["message"].partition(":")[0] for line in told] == ["request rejected"] * len(sent)
    for line in told:
        (directive,) = line["_aws"]["CloudWatchMetrics"]
        assert (directive["Namespace"], directive["Dimensions"]) == (NAMESPACE, [[]])
        assert directive["Metrics"] == [{"Name": REJECTED, "Unit": "Count"}]
        assert line[REJECTED] == 1
        assert set(line) == {"time", "level", "from", "message", "_aws", REJECTED}
