"""Alexa's own API, as far as the skill asks it, on this machine: the time zone, and reminders that come due."""

import json
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

_ZONES = "zoneinfo/"
_REMINDERS = "/v1/alerts/reminders"
_OK, _CREATED, _NO_CONTENT = 200, 201, 204
_UNAUTHORIZED, _FORBIDDEN, _NOT_FOUND = 401, 403, 404


def local_zone() -> str:
    """Return this machine's time zone, an IANA name."""
    named = os.environ.get("TZ", "").lstrip(":")
    if "/" in named and not named.startswith("/"):
        return named
    linked = str(Path("/etc/localtime").resolve())
    return linked.split(_ZONES, 1)[1] if _ZONES in linked else "UTC"


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder that is set."""

    at: datetime
    text: str


@dataclass
class AlexaApi:
    """What Alexa keeps, by the token with which it is asked: in the simulator, the user's id.

    Args:
        url: Where it is.
        zone: The time zone of every device; empty when it is not set.
        has_reminders: Whether devices have reminders.
        fault: Answered to whatever is asked about reminders, if it is set.
        delay: How many seconds it takes to answer about reminders.
    """

    url: str
    zone: str
    has_reminders: bool = True
    fault: int | None = None
    delay: float = 0.0
    permitted: set[str] = field(default_factory=set)
    reminders: dict[str, dict[str, Reminder]] = field(default_factory=dict)
    _rung: dict[str, list[Reminder]] = field(default_factory=dict)
    _made: int = 0

    def of(self, user: str) -> list[Reminder]:
        """Return a user's reminders, the next first."""
        return sorted(self.reminders.get(user, {}).values(), key=lambda reminder: reminder.at)

    def ring(self, user: str, now: datetime) -> list[Reminder]:
        """Let ring what is due, and return all that has rung: each device looks at what it has not heard yet."""
        due = {token: one for token, one in self.reminders.get(user, {}).items() if one.at <= now}
        for token in due:
            self.reminders[user].pop(token, None)
        rung = self._rung.setdefault(user, [])
        rung += sorted(due.values(), key=lambda reminder: reminder.at)
        return rung

    def rung(self, user: str) -> int:
        """Return how many reminders of a user have rung."""
        return len(self._rung.get(user, ()))

    def answer(self, method: str, path: str, user: str, body: Any) -> tuple[int, Any]:  # noqa: ANN401 - JSON
        """Answer a request; status and JSON."""
        if path.endswith("/settings/System.timeZone"):
            return (_OK, self.zone) if self.zone else (_NO_CONTENT, None)
        if not path.startswith(_REMINDERS):
            return _NOT_FOUND, None
        time.sleep(self.delay)
        if self.fault is not None:
            return self.fault, {"code": "FAULT"}
        if user not in self.permitted:
            return _UNAUTHORIZED, {"code": "UNAUTHORIZED"}
        kept = self.reminders.setdefault(user, {})
        if method == "GET":
            return _OK, {"alerts": [_alert(token, one) for token, one in kept.items()]}
        if method == "DELETE":
            kept.pop(path.rsplit("/", 1)[1], None)
            return _OK, None
        if not self.has_reminders:
            return _FORBIDDEN, {"code": "DEVICE_NOT_SUPPORTED"}
        trigger, spoken = body["trigger"], body["alertInfo"]["spokenInfo"]["content"][0]
        at = datetime.fromisoformat(trigger["scheduledTime"]).replace(tzinfo=ZoneInfo(trigger["timeZoneId"]))
        self._made += 1
        kept[f"reminder-{self._made}"] = Reminder(at, spoken["text"])
        return _CREATED, _alert(f"reminder-{self._made}", kept[f"reminder-{self._made}"])


def _alert(token: str, reminder: Reminder) -> dict[str, Any]:
    trigger = {"scheduledTime": reminder.at.strftime("%Y-%m-%dT%H:%M:%S.000"), "timeZoneId": str(reminder.at.tzinfo)}
    return {"alertToken": token, "status": "ON", "trigger": trigger}


@contextmanager
def serve_api(zone: str) -> Iterator[AlexaApi]:
    """Serve the API on a free port of this machine while in the block."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length) or b"null")
            user = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
            status, content = api.answer(self.command, self.path, user, body)
            text = b"" if content is None else json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        do_GET = do_POST = do_DELETE = _answer  # noqa: N815 - the library's names

        def log_message(self, *_args: object) -> None:
            """Say nothing: the terminal is for the conversation."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    api = AlexaApi(f"http://127.0.0.1:{server.server_port}", zone)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield api
    finally:
        server.shutdown()
        server.server_close()
