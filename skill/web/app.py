"""The Flask app: a verified request goes to the skill, anything else gets 400 and no reason."""

import logging
from collections.abc import Callable

from flask import Flask, Response, jsonify, request

from skill.alexa.skill import AlexaSkill
from skill.alexa.verification import Rejected, Verifier
from skill.ledger.protocol import Ledger, Unavailable
from skill.timing import TURN_SECONDS, Deadline

LARGEST_BODY = 256 * 1024
_CHECK_SECONDS = 3.0
_LOOPBACK = {"127.0.0.1", "::1"}
_log = logging.getLogger(__name__)


def create_app(
    skill: AlexaSkill,
    verifier: Verifier,
    ledger: Ledger,
    *,
    only_loopback: bool,
    deadline: Callable[[float], Deadline] = Deadline.after,
) -> Flask:
    """Make the web service.

    Args:
        skill: What answers.
        verifier: What lets requests through.
        ledger: Whose health is told.
        only_loopback: Whether requests from other machines are turned away.
        deadline: Makes the deadline of a turn, so many seconds from now.
    """
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY

    @app.post("/alexa")
    def alexa() -> Response | tuple[str, int]:
        until = deadline(TURN_SECONDS)
        try:
            if only_loopback and request.remote_addr not in _LOOPBACK:
                raise Rejected("not from this machine")
            headers = request.headers
            envelope = verifier.verify(
                _only(headers.getlist("SignatureCertChainUrl")),
                _only(headers.getlist("Signature-256")),
                request.get_data(),
            )
            return jsonify(skill.respond(envelope, until))
        except Rejected as reason:
            _log.warning("request rejected: %s", reason)
            return "", 400
        except Unavailable:
            return "", 503

    @app.get("/healthz")
    def healthz() -> tuple[Response, int]:
        try:
            ledger.check(deadline(_CHECK_SECONDS))
        except Unavailable:
            return jsonify(ledger="out of reach"), 503
        return jsonify(ledger="ok"), 200

    @app.errorhandler(413)
    def too_large(_error: Exception) -> tuple[str, int]:
        _log.warning("request rejected: too large")
        return "", 400

    return app


def _only(values: list[str]) -> str:
    """Return a header's value if it stands there exactly once."""
    if len(values) != 1:
        raise Rejected("headers")
    return values[0]
