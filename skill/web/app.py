"""The Flask app: passes verified requests to the skill and answers anything else with 400, without a reason."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Flask, Response, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, InternalServerError

from skill.alexa.report import report_rejection
from skill.alexa.skill import AlexaSkill, log_failure
from skill.alexa.verification import Rejected, Verifier
from skill.deadline import TURN_SECONDS, Deadline
from skill.ledger.protocol import Ledger, Unavailable
from skill.web.hosts import is_loopback, site_of
from skill.web.page import PATH, is_below, page, refused
from skill.web.sound import FewAtOnce, Recordings

SOUND = "/sound"
"""The path below which recordings are served."""
LARGEST_BODY = 256 * 1024
_CHECK_SECONDS = 3.0
_log = logging.getLogger(__name__)

Answer = Response | tuple[Response | str, int]


def create_app(
    skill: AlexaSkill,
    verifier: Verifier,
    ledger: Ledger,
    *,
    only_loopback: bool,
    recordings: Recordings | None = None,
    deadline: Callable[[float], Deadline] = Deadline.after,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    page_address: str | None = "",
) -> Flask:
    """Create the web service.

    Args:
        skill: The skill that answers.
        verifier: Verifies the requests.
        ledger: The ledger whose health is reported.
        only_loopback: Whether to reject requests from other machines.
        recordings: The recordings, if this service serves them.
        deadline: Returns a deadline that lies a number of seconds ahead.
        clock: Returns the time, UTC.
        page_address: The address of the performers' page, as a person types it; empty if it is to be made from the host
            that Alexa called; `None` if there is no page.
    """
    service = _Service(skill, verifier, ledger, only_loopback, recordings, deadline, page_address)
    app = Flask(__name__)
    app.url_map.merge_slashes = False  # by redirections, which name whatever host was called
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.add_url_rule("/alexa", view_func=service.alexa, methods=["POST"])
    app.add_url_rule("/healthz", view_func=service.healthz, methods=["GET"])
    if recordings is not None:
        app.add_url_rule(f"{SOUND}/<name>", view_func=service.sound, methods=["GET"])
        app.add_url_rule(f"{SOUND}/<seal>/<name>", view_func=service.sound, methods=["GET"])
        app.wsgi_app = FewAtOnce(app.wsgi_app, SOUND)  # type: ignore[method-assign]
    if page_address is not None:
        app.register_blueprint(page(ledger, clock, deadline, only_loopback=only_loopback))
    app.register_error_handler(413, _too_large)
    app.register_error_handler(Exception, _failed)
    return app


@dataclass(frozen=True, slots=True)
class _Service:
    skill: AlexaSkill
    verifier: Verifier
    ledger: Ledger
    only_loopback: bool
    recordings: Recordings | None
    deadline: Callable[[float], Deadline]
    page_address: str | None

    def alexa(self) -> Answer:
        """Answer a request from Alexa."""
        until = self.deadline(TURN_SECONDS)
        try:
            if self.only_loopback and not is_loopback(request.remote_addr):
                raise Rejected("not from this machine")
            chain_url, signature = _only("SignatureCertChainUrl"), _only("Signature-256")
            envelope = self.verifier.verify(chain_url, signature, _body())
            return jsonify(self.skill.respond(envelope, until, self._page()))
        except Rejected as reason:
            report_rejection(str(reason))
            return "", 400
        except Unavailable:
            return "", 503

    def _page(self) -> str:
        """Return the address of the performers' page; empty if there is none, or none that can be told."""
        if self.page_address != "":
            return self.page_address or ""
        site = site_of(request.headers.get("Host", ""), only_loopback=self.only_loopback)
        return f"{site}{PATH}" if site else ""

    def sound(self, name: str, seal: str = "") -> Answer:
        """Serve a recording."""
        if self.recordings is None or (self.only_loopback and not is_loopback(request.remote_addr)):
            return "", 404
        return self.recordings.serve(name, seal)

    def healthz(self) -> Answer:
        """Report whether the ledger answers and, as far as this can be checked at no cost, can save."""
        try:
            self.ledger.check(self.deadline(_CHECK_SECONDS), to_save=True)
        except Unavailable as error:
            _log.warning("ledger out of reach: %s", error)
            return jsonify(ledger="out of reach"), 503
        return jsonify(ledger="ok"), 200


def _only(header: str) -> str:
    """Return a header's value, which must occur exactly once."""
    values = request.headers.getlist(header)
    if len(values) != 1:
        raise Rejected("headers")
    return values[0]


def _body() -> bytes:
    """Return the body, if it is valid HTTP."""
    try:
        return request.get_data()
    except HTTPException:  # too large, or cut off
        raise
    except Exception as error:  # the server's own: malformed chunks
        raise Rejected("body") from error


def _failed(error: Exception) -> ResponseReturnValue:
    """Answer an unexpected exception; Flask would log its text, which may contain a performer's words."""
    if not isinstance(error, HTTPException):
        log_failure(error)
    if is_below(request.path):
        return refused(error if isinstance(error, HTTPException) else InternalServerError())
    return error if isinstance(error, HTTPException) else ("", 500)


def _too_large(error: HTTPException) -> ResponseReturnValue:
    report_rejection("too large")
    return refused(error) if is_below(request.path) else ("", 400)
