"""What is logged of a turn: one line, without a word of the performer's, and its metrics for CloudWatch in it.

The metrics are in AWS's embedded metric format: where the log goes to CloudWatch, nothing else is needed for them.
"""

import logging
import time
from collections.abc import Mapping
from typing import Any

from skill.alexa.intents import BUTTONS, FALLBACK, INTENTS, PLAYBACK
from skill.alexa.requests import AlexaRequest
from skill.conversation.policy import OPEN_SLOTS
from skill.conversation.turn import FAILED, Outcome, Reply
from skill.deadline import Call, Deadline
from skill.efficacy.evidence import Kind
from skill.nlu.intents import Intent
from skill.nlu.language import language_for
from skill.speech.parts import Line

NAMESPACE = "ReadyRoom"
METRICS: Mapping[str, str] = {
    "Turns": "Count",
    "Latency": "Milliseconds",
    "LedgerLatency": "Milliseconds",
    "LedgerUnits": "Count",
    "Breakdowns": "Count",
    "WarmUps": "Count",
    "Debriefs": "Count",
    "Failures": "Count",
}
"""Each metric and its unit. All but the latencies are summed up."""
REJECTED = "Rejected"
"""The metric of requests that were turned away, in a line of their own."""
_HASH_LENGTH = 8
_log = logging.getLogger(__name__)


def report(request: AlexaRequest, deadline: Deadline, reply: Reply | None, failed: str = "") -> None:
    """Log a turn.

    Args:
        request: What came.
        deadline: The deadline of its answer.
        reply: What was answered; none where it failed, or something was touched that is not known.
        failed: The class of what went wrong, if something did.
    """
    calls = deadline.calls
    line = {
        "request": request.id,
        "account": request.account[:_HASH_LENGTH],
        "intent": _intent(request),
        "at": _question(request.attributes or {}),
        "to": reply.session.question if reply and reply.session else "",
        "outcome": failed or _outcome(reply),
        "ledger": [_call(call) for call in calls if call.of == "ledger"],
        "alexa_ms": _ms(calls, "alexa"),
    }
    numbers = _numbers(request, deadline, reply, failed)
    _log.info("turn", extra={"fields": line | numbers | embedded(request.at.timestamp(), METRICS)})


def report_rejection(reason: str) -> None:
    """Log a request that is turned away, without its content."""
    counted = embedded(time.time(), {REJECTED: "Count"})
    _log.warning("request rejected: %s", reason, extra={"fields": {REJECTED: 1} | counted})


def _intent(request: AlexaRequest) -> str:
    """Return an intent's name, if it is one of ours; and of somebody who may be in danger nothing is told."""
    name = request.name
    is_known = name in {*INTENTS, *PLAYBACK, *BUTTONS} or name in language_for(request.locale).carriers
    return name if is_known and INTENTS.get(name) is not Intent.DISTRESS else "other"


def _call(call: Call) -> dict[str, str | float]:
    return {"call": call.name, "ms": _in_ms(call.seconds), "units": call.units}


def _numbers(request: AlexaRequest, deadline: Deadline, reply: Reply | None, failed: str) -> dict[str, float]:
    calls = deadline.calls
    return {
        "Turns": 1,
        "Latency": _in_ms(deadline.clock() - deadline.begun),
        "LedgerLatency": _ms(calls, "ledger"),
        "LedgerUnits": sum(call.units for call in calls),
        "Breakdowns": int(_is_breakdown(request, reply)),
        "WarmUps": int(_says(reply, "warm-up-go", "breathing-bell")),
        "Debriefs": int(_is_closing(reply)),
        "Failures": int(bool(failed) or (reply is not None and reply.outcome in FAILED)),
    }


def embedded(seconds: float, units: Mapping[str, str]) -> dict[str, Any]:
    """Return what tells CloudWatch which of a line's members are metrics, by their units, and when that was."""
    metrics = [{"Name": name, "Unit": unit} for name, unit in units.items()]
    directive = {"Namespace": NAMESPACE, "Dimensions": [[]], "Metrics": metrics}
    return {"_aws": {"Timestamp": round(seconds * 1_000), "CloudWatchMetrics": [directive]}}


def _question(session: Mapping[str, Any]) -> str:
    """Return which question was open, going by its name; what is none of ours is not repeated."""
    question = session.get("question")
    return question if isinstance(question, str) and question in OPEN_SLOTS else ""


def _outcome(reply: Reply | None) -> str:
    if reply is None:
        return Outcome.UNKNOWN
    if reply.outcome is not Outcome.ANSWERED:
        return reply.outcome
    return "asked" if reply.session else "said" if reply.say else "nothing to say"


def _is_breakdown(request: AlexaRequest, reply: Reply | None) -> bool:
    """Whether nothing was understood, or a question had to be asked again."""
    before, after = (request.attributes or {}).get("tries", 0), reply.session.tries if reply and reply.session else 0
    is_asked_again = isinstance(before, int) and after > before
    is_unknown = reply is None or reply.outcome is Outcome.UNKNOWN
    return is_unknown or request.name == FALLBACK or is_asked_again


def _is_closing(reply: Reply | None) -> bool:
    saved = reply.change.evidence if reply else ()
    return any(one.kind is Kind.DEBRIEF and one.closed for one in saved)


def _says(reply: Reply | None, *keys: str) -> bool:
    return reply is not None and any(isinstance(part, Line) and part.key in keys for part in reply.say)


def _ms(calls: list[Call], of: str) -> float:
    return _in_ms(sum(call.seconds for call in calls if call.of == of))


def _in_ms(seconds: float) -> float:
    return round(seconds * 1_000, 1)
