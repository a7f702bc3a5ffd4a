"""Client for Alexa's own API: a device's settings, and reminders.

Each call may take what is left of the turn's deadline minus the ledger's share, and at most two seconds.
"""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

import certifi
import urllib3
from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from skill.conversation.turn import Refusal
from skill.deadline import Deadline, within
from skill.restoring import in_copies
from skill.speech.parts import Line
from skill.speech.texts import texts_for
from skill.trace import timed

LONGEST_SECONDS = 2.0
LEDGER_SECONDS = 1.0
"""Reserved for the ledger."""
_LARGEST = 100_000
_OK, _UNAUTHORIZED, _FORBIDDEN = 200, 401, 403
_CREATED = {200, 201}
_REFUSALS = {"MAX_REMINDERS_EXCEEDED": Refusal.TOO_MANY, "DEVICE_NOT_SUPPORTED": Refusal.UNSUPPORTED}
_LOCAL_TIME = "%Y-%m-%dT%H:%M:%S.000"
_TIME_LENGTH = len("2026-11-27T14:00")
_REMINDERS = "/v1/alerts/reminders"
_log = logging.getLogger(__name__)
logging.getLogger("urllib3").setLevel(logging.ERROR)  # its warnings contain URLs, which contain the device's id
_pool = urllib3.PoolManager(ca_certs=certifi.where(), retries=False)
in_copies(_pool.clear)

Answer = tuple[int, Any]


@dataclass(frozen=True, slots=True)
class ApiAccess:
    """How to reach Alexa's API, as given by a request. A field is empty if the request lacks it.

    Args:
        endpoint: The API's base URL.
        token: The bearer token.
        device_id: The device whose settings are read.
    """

    endpoint: str = ""
    token: str = ""
    device_id: str = ""


class AlexaApi:
    """Alexa's API for one turn on one device.

    Args:
        access: How to reach it.
        locale: The device's locale.
        deadline: The turn's deadline.
        is_local: Whether the endpoint may be on this machine.
    """

    def __init__(self, access: ApiAccess, locale: str, deadline: Deadline, *, is_local: bool) -> None:
        self._access = access
        self._locale = locale
        self._deadline = deadline
        self._is_local = is_local
        self._reminded: dict[datetime, str | Refusal] = {}

    def time_zone(self) -> str | None:
        """Return the IANA name of the device's time zone; `None` if Alexa does not provide it in time."""
        device = self._access.device_id
        if not device:
            return None
        status, name = self._call("GET", f"/v2/devices/{quote(device, safe='')}/settings/System.timeZone")
        return name if status == _OK and isinstance(name, str) else None

    def remind(self, at: datetime, now: datetime, label: Line, *, may_be_there: bool) -> str | Refusal:
        """Set a reminder and return its token, or why it was not set. Repeated calls for one time set it only once.

        Args:
            at: When to remind, with the reminder's time zone.
            now: The current time.
            label: What Alexa says then.
            may_be_there: Whether an earlier attempt, whose result is unknown, may have set it.
        """
        if at not in self._reminded:
            existing = self._existing(at) if may_be_there else None
            self._reminded[at] = existing or self._create(at, now, label)
        return self._reminded[at]

    def _existing(self, at: datetime) -> str | Refusal | None:
        """Return the token of the reminder that an earlier attempt set, or why none can be set; `None` if none is."""
        status, reminders = self._call("GET", _REMINDERS)
        if status in {0, _UNAUTHORIZED}:
            return Refusal.NOT_ALLOWED if status else Refusal.FAILED
        for alert in _alerts(reminders):
            trigger = alert.get("trigger")
            when = trigger.get("scheduledTime") if isinstance(trigger, dict) else None
            is_same = str(when)[:_TIME_LENGTH] == at.strftime(_LOCAL_TIME)[:_TIME_LENGTH]
            if is_same and alert.get("status") == "ON" and isinstance(alert.get("alertToken"), str):
                return str(alert["alertToken"])
        return None

    def _create(self, at: datetime, now: datetime, label: Line) -> str | Refusal:
        words = texts_for(self._locale).say(label)
        body = {
            "requestTime": now.astimezone(at.tzinfo).strftime(_LOCAL_TIME),
            "trigger": {
                "type": "SCHEDULED_ABSOLUTE",
                "scheduledTime": at.strftime(_LOCAL_TIME),
                "timeZoneId": str(at.tzinfo),
            },
            "alertInfo": {"spokenInfo": {"content": [{"locale": self._locale, "text": words}]}},
            "pushNotification": {"status": "ENABLED"},
        }
        status, answer = self._call("POST", _REMINDERS, body)
        answer = answer if isinstance(answer, dict) else {}
        if status in _CREATED and isinstance(answer.get("alertToken"), str):
            return str(answer["alertToken"])
        if refusal := _REFUSALS.get(str(answer.get("code"))):
            return refusal
        return Refusal.NOT_ALLOWED if status in {_UNAUTHORIZED, _FORBIDDEN} else Refusal.FAILED

    def cancel(self, reminder: str) -> None:
        """Delete a reminder, if it still exists and Alexa answers."""
        self._call("DELETE", f"{_REMINDERS}/{quote(reminder, safe='')}")

    def _call(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Answer:
        """Return an answer's status and JSON; 0 and `None` if there is no answer."""
        endpoint = self._access.endpoint
        seconds = min(LONGEST_SECONDS, self._deadline.left - LEDGER_SECONDS)
        if seconds <= 0 or not _may_be_asked(endpoint, is_local=self._is_local):
            return 0, None
        headers = {"Authorization": f"Bearer {self._access.token}", "Content-Type": "application/json"}
        timeout = urllib3.Timeout(total=seconds)

        def send() -> Answer:
            content = None if body is None else json.dumps(body).encode()
            answer = _pool.request(
                method, f"{endpoint}{path}", body=content, headers=headers, timeout=timeout, redirect=False
            )
            return answer.status, json.loads(answer.data[:_LARGEST] or b"null")

        try:
            with timed("alexa", method):
                return within(seconds, send)
        except (urllib3.exceptions.HTTPError, TimeoutError, ValueError) as error:
            _log.warning("Alexa's API: %s", type(error).__name__)
            return 0, None


def _alerts(reminders: object) -> list[dict[str, Any]]:
    alerts = reminders.get("alerts") if isinstance(reminders, dict) else None
    return [alert for alert in alerts if isinstance(alert, dict)] if isinstance(alerts, list) else []


def _may_be_asked(endpoint: str, *, is_local: bool) -> bool:
    """Whether an endpoint is Alexa's or, for the local service, on this machine."""
    try:
        parts = parse_url(endpoint)  # as urllib3 itself parses it
    except LocationParseError:
        return False
    if parts.scheme == "https":
        return (parts.host or "").endswith(".amazonalexa.com")
    return is_local and parts.scheme == "http" and parts.host == "127.0.0.1"
