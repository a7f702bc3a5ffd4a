"""The Flask app: a verified request goes to the skill, anything else gets 400 and no reason."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import HTTPException

from skill.alexa.report import report_rejection
from skill.alexa.skill import AlexaSkill, log_failure
from skill.alexa.verification import Rejected, Verifier
from skill.deadline import TURN_SECONDS, Deadline
from skill.ledger.protocol import Ledger, Unavailable
from skill.web.sound import FewAtOnce, Recordings

SOUND = "/sound"
"""Below this are the recordings."""
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
) -> Flask:
    """Make the web service.

    Args:
        skill: What answers.
        verifier: What lets requests through.
        ledger: Whose health is told.
        only_loopback: Whether requests from other machines are turned away.
        recordings: The files of sound, where this service serves them.
        deadline: Makes the deadline of a turn, so many seconds from now.
    """
    service = _Service(skill, verifier, ledger, only_loopback, recordings, deadline)
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.add_url_rule("/alexa", view_func=service.alexa, methods=["POST"])
    app.add_url_rule("/healthz", view_func=service.healthz, methods=["GET"])
    if recordings is not None:
        app.add_url_rule(f"{SOUND}/<name>", view_func=service.sound, methods=["GET"])
        app.add_url_rule(f"{SOUND}/<seal>/<name>", view_func=service.sound, methods=["GET"])
        app.wsgi_app = FewAtOnce(app.wsgi_app, SOUND)  # type: ignore[method-assign]
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

    def alexa(self) -> Answer:
        """Answer a request of Alexa's."""
        until = self.deadline(TURN_SECONDS)
        try:
            if self.only_loopback and not _is_here(request.remote_addr):
                raise Rejected("not from this machine")
            chain_url, signature = _only("SignatureCertChainUrl"), _only("Signature-256")
            envelope = self.verifier.verify(chain_url, signature, _body())
            return jsonify(self.skill.respond(envelope, until))
        except Rejected as reason:
            report_rejection(str(reason))
            return "", 400
        except Unavailable:
            return "", 503

    def sound(self, name: str, seal: str = "") -> Answer:
        """Serve a recording."""
        if self.recordings is None or (self.only_loopback and not _is_here(request.remote_addr)):
            return "", 404
        return self.recordings.serve(name, seal)

    def healthz(self) -> Answer:
        """Say whether the ledger answers, and can save as far as that can be told at no cost."""
        try:
            self.ledger.check(self.deadline(_CHECK_SECONDS), to_save=True)
        except Unavailable as error:
            _log.warning("ledger out of reach: %s", error)
            return jsonify(ledger="out of reach"), 503
        return jsonify(ledger="ok"), 200


def _is_here(address: str | None) -> bool:
    """Return whether an address is this machine's own; where both families are listened to, IPv4 comes within IPv6."""
    try:
        ip = ip_address(address or "")
    except ValueError:
        return False
    return (getattr(ip, "ipv4_mapped", None) or ip).is_loopback


def _only(header: str) -> str:
    """Return a header's value if it stands there exactly once."""
    values = request.headers.getlist(header)
    if len(values) != 1:
        raise Rejected("headers")
    return values[0]


def _body() -> bytes:
    """Return the body, if it comes as HTTP has it."""
    try:
        return request.get_data()
    except HTTPException:  # it is too large, or was cut off
        raise
    except Exception as error:  # of the server's own: pieces that are none
        raise Rejected("body") from error


def _failed(error: Exception) -> Answer | HTTPException:
    """Answer what should not have happened; Flask would log its text, which may hold a performer's words."""
    if isinstance(error, HTTPException):
        return error
    log_failure(error)
    return "", 500


def _too_large(_error: Exception) -> Answer:
    report_rejection("too large")
    return "", 400
