"""A local stand-in for the parts of Alexa's own API that the skill uses: the time zone and reminders."""

import hmac
import json
import os
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

_ZONES = "zoneinfo/"
_REMINDERS = "/v1/alerts/reminders"
_OK, _CREATED, _NO_CONTENT, _BAD_REQUEST = 200, 201, 204, 400
_LOOKS_EVERY_SECONDS = 0.05
"""How often its server looks whether it is to end."""
_UNAUTHORIZED, _FORBIDDEN, _NOT_FOUND = 401, 403, 404


def local_zone() -> str:
    """Return the IANA name of this machine's time zone; UTC if it is unknown."""
    setting = os.environ.get("TZ", "").lstrip(":")
    localtime = str(Path("/etc/localtime").resolve())
    zone = setting or (localtime.split(_ZONES, 1)[1] if _ZONES in localtime else "")
    return zone if zone in available_timezones() else "UTC"


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder and its local time."""

    at: datetime
    text: str


@dataclass
class AlexaApi:
    """The data that Alexa keeps for each user. Each request needs the user's token, which is valid for this run only.

    Args:
        url: The API's base URL.
        zone: The time zone of every device; empty if it isn't set.
        has_reminders: Whether devices support reminders.
        fault: If set, the status returned for every request about reminders.
        delay: Seconds that a request about reminders takes.
    """

    url: str
    zone: str
    has_reminders: bool = True
    fault: int | None = None
    delay: float = 0.0
    secret: str = field(default_factory=secrets.token_urlsafe, repr=False)
    permitted: set[str] = field(default_factory=set)
    reminders: dict[str, dict[str, Reminder]] = field(default_factory=dict)
    _rung: dict[str, list[Reminder]] = field(default_factory=dict)
    _created: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def token(self, user: str) -> str:
        """Return the token for a user's data."""
        return f"{self.secret}.{user}"

    def _user(self, token: str) -> str | None:
        secret, _, user = token.partition(".")
        return user if hmac.compare_digest(secret.encode(), self.secret.encode()) else None

    def reminders_of(self, user: str) -> list[Reminder]:
        """Return a user's pending reminders, the next one first."""
        with self._lock:
            return sorted(self.reminders.get(user, {}).values(), key=lambda reminder: reminder.at)

    def ring(self, user: str, now: datetime) -> list[Reminder]:
        """Ring the due reminders; return all that have rung so far, from which each device takes those new to it."""
        with self._lock:
            pending = self.reminders.get(user, {})
            due = {token: reminder for token, reminder in pending.items() if reminder.at <= now}
            for token in due:
                pending.pop(token, None)
            rung = self._rung.setdefault(user, [])
            rung += sorted(due.values(), key=lambda reminder: reminder.at)
            return list(rung)

    def rung(self, user: str) -> int:
        """Return how many reminders of a user have rung."""
        return len(self._rung.get(user, ()))

    def answer(self, method: str, path: str, token: str, body: Any) -> tuple[int, Any]:  # noqa: ANN401 - JSON
        """Answer a request with a status and JSON."""
        user = self._user(token)
        if user is None:
            return _UNAUTHORIZED, {"code": "UNAUTHORIZED"}
        if path.endswith("/settings/System.timeZone"):
            return (_OK, self.zone) if self.zone else (_NO_CONTENT, None)
        if not path.startswith(_REMINDERS):
            return _NOT_FOUND, None
        time.sleep(self.delay)
        if self.fault is not None:
            return self.fault, {"code": "FAULT"}
        if user not in self.permitted:
            return _UNAUTHORIZED, {"code": "UNAUTHORIZED"}
        with self._lock:
            return self._answer_reminders(method, path, self.reminders.setdefault(user, {}), body)

    def _answer_reminders(
        self,
        method: str,
        path: str,
        reminders: dict[str, Reminder],
        body: Any,  # noqa: ANN401 - JSON
    ) -> tuple[int, Any]:
        if method == "GET":
            return _OK, {"alerts": [_alert(token, reminder) for token, reminder in reminders.items()]}
        if method == "DELETE":
            reminders.pop(path.rsplit("/", 1)[1], None)
            return _OK, None
        if not self.has_reminders:
            return _FORBIDDEN, {"code": "DEVICE_NOT_SUPPORTED"}
        trigger, content = body["trigger"], body["alertInfo"]["spokenInfo"]["content"][0]
        at = datetime.fromisoformat(trigger["scheduledTime"]).replace(tzinfo=ZoneInfo(trigger["timeZoneId"]))
        self._created += 1
        alert_token = f"reminder-{self._created}"
        reminders[alert_token] = Reminder(at, content["text"])
        return _CREATED, _alert(alert_token, reminders[alert_token])


def _alert(token: str, reminder: Reminder) -> dict[str, Any]:
    trigger = {"scheduledTime": reminder.at.strftime("%Y-%m-%dT%H:%M:%S.000"), "timeZoneId": str(reminder.at.tzinfo)}
    return {"alertToken": token, "status": "ON", "trigger": trigger}


@contextmanager
def serve_api(zone: str) -> Iterator[AlexaApi]:
    """Serve the API on a free local port for the duration of the block."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            token = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
            try:
                length = int(self.headers.get("Content-Length") or 0)
                body = json.loads(self.rfile.read(length) or b"null")
                status, content = api.answer(self.command, self.path, token, body)
            except (ValueError, LookupError, TypeError, RecursionError):
                status, content = _BAD_REQUEST, {"code": "BAD_REQUEST"}
            text = b"" if content is None else json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        do_GET = do_POST = do_DELETE = _answer  # noqa: N815 - the library's names

        def log_message(self, *_args: object) -> None:
            """Log nothing: the terminal is for the conversation."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    api = AlexaApi(f"http://127.0.0.1:{server.server_port}", zone)
    threading.Thread(target=server.serve_forever, args=(_LOOKS_EVERY_SECONDS,), daemon=True).start()
    try:
        yield api
    finally:
        server.shutdown()
        server.server_close()
