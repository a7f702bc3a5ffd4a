"""Logs each turn as one line, without any of the performer's words, and with its metrics for CloudWatch.

The metrics use AWS's embedded metric format, so they need nothing else if the log goes to CloudWatch.
"""

import logging
import time
from collections.abc import Mapping, Sequence
from typing import Any

from skill.alexa.intents import BUTTONS, FALLBACK, INTENTS, PLAYBACK
from skill.alexa.requests import AlexaRequest
from skill.conversation.policy import OPEN_QUESTIONS
from skill.conversation.turn import FAILED, Outcome, Reply
from skill.deadline import Deadline
from skill.efficacy.evidence import Kind
from skill.languages import locales, nearest
from skill.nlu.intents import Intent
from skill.nlu.language import language_for
from skill.speech.parts import Line
from skill.trace import Call

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
"""Each metric and its unit. All but the latencies are summed."""
REJECTED = "Rejected"
"""The metric of rejected requests, each logged on a line of its own."""
_HASH_LENGTH = 8
_MOST_LOCALES = 100
"""How many missing locales are logged; Alexa has far fewer."""
_log = logging.getLogger(__name__)


def report(
    request: AlexaRequest, deadline: Deadline, calls: Sequence[Call], reply: Reply | None, failed: str = ""
) -> None:
    """Log a turn.

    Args:
        request: The request.
        deadline: The deadline of its answer.
        calls: The calls to other services that were made for it.
        reply: The reply; `None` if the turn failed or an unknown control was touched.
        failed: The exception's class name, if the turn failed.
    """
    line = {
        "request": request.id,
        "account": request.account[:_HASH_LENGTH],
        "intent": _intent(request),
        "at": _question(request.attributes or {}),
        "to": reply.session.question if reply and reply.session else "",
        "outcome": failed or _outcome(reply),
        "ledger": [_call(call) for call in calls if call.service == "ledger"],
        "alexa_ms": _ms(calls, "alexa"),
    }
    numbers = _numbers(request, reply, failed) | {
        "Latency": _in_ms(deadline.clock() - deadline.begun),
        "LedgerLatency": _ms(calls, "ledger"),
        "LedgerUnits": sum(call.units for call in calls),
    }
    _log.info("turn", extra={"fields": line | numbers | embedded(request.at.timestamp(), METRICS)})


def report_rejection(reason: str) -> None:
    """Log a rejected request, without its content."""
    counted = embedded(time.time(), {REJECTED: "Count"})
    _log.warning("request rejected: %s", reason, extra={"fields": {REJECTED: 1} | counted})


class MissingLocales:
    """Logs each locale that the skill does not have, once in the life of this worker."""

    def __init__(self) -> None:
        self._logged: set[str] = set()

    def report(self, locale: str) -> None:
        """Log a locale, unless the skill has it or it was logged before."""
        if locale in locales() or locale in self._logged or len(self._logged) >= _MOST_LOCALES:
            return
        self._logged.add(locale)
        _log.warning("locale %s is missing: answered in %s", locale, nearest(locale).name)


def _intent(request: AlexaRequest) -> str:
    """Return the request's intent; `other` if it is unknown or could reveal a crisis."""
    name = request.name
    is_known = name in {*INTENTS, *PLAYBACK, *BUTTONS} or name in language_for(request.locale).carriers
    return name if is_known and INTENTS.get(name) is not Intent.DISTRESS else "other"


def _call(call: Call) -> dict[str, str | float]:
    return {"call": call.name, "ms": _in_ms(call.seconds), "units": call.units}


def _numbers(request: AlexaRequest, reply: Reply | None, failed: str) -> dict[str, float]:
    return {
        "Turns": 1,
        "Breakdowns": int(_is_breakdown(request, reply)),
        "WarmUps": int(_says(reply, "warm-up-go", "breathing-bell")),
        "Debriefs": int(_is_closing(reply)),
        "Failures": int(bool(failed) or (reply is not None and reply.outcome in FAILED)),
    }


def embedded(seconds: float, units: Mapping[str, str]) -> dict[str, Any]:
    """Return the member of a log line that tells CloudWatch its metrics, their units and its time."""
    metrics = [{"Name": name, "Unit": unit} for name, unit in units.items()]
    directive = {"Namespace": NAMESPACE, "Dimensions": [[]], "Metrics": metrics}
    return {"_aws": {"Timestamp": round(seconds * 1_000), "CloudWatchMetrics": [directive]}}


def _question(session: Mapping[str, Any]) -> str:
    """Return the name of the open question; empty if it is not a known name."""
    question = session.get("question")
    return question if isinstance(question, str) and question in OPEN_QUESTIONS else ""


def _outcome(reply: Reply | None) -> str:
    if reply is None:
        return Outcome.UNKNOWN
    if reply.outcome is not Outcome.ANSWERED:
        return reply.outcome
    return "asked" if reply.session else "said" if reply.say else "nothing to say"


def _is_breakdown(request: AlexaRequest, reply: Reply | None) -> bool:
    """Whether the request was not understood, or a question had to be repeated."""
    before, after = (request.attributes or {}).get("tries", 0), reply.session.tries if reply and reply.session else 0
    is_asked_again = isinstance(before, int) and after > before
    is_unknown = reply is None or reply.outcome is Outcome.UNKNOWN
    return is_unknown or request.name == FALLBACK or is_asked_again


def _is_closing(reply: Reply | None) -> bool:
    saved = reply.change.evidence if reply else ()
    return any(one.kind is Kind.DEBRIEF and one.closed for one in saved)


def _says(reply: Reply | None, *keys: str) -> bool:
    return reply is not None and any(isinstance(part, Line) and part.key in keys for part in reply.say)


def _ms(calls: Sequence[Call], service: str) -> float:
    return _in_ms(sum(call.seconds for call in calls if call.service == service))


def _in_ms(seconds: float) -> float:
    return round(seconds * 1_000, 1)
