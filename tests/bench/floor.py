"""The least that a skill of one's own host costs: a route that verifies a request and answers with a constant.

Served by gunicorn, as `tests.bench.floor:application()`.
"""

import os

from flask import Flask, Response, jsonify, request

from skill.alexa.authority import LOCAL_SKILL_ID, LocalCertificates, local_authority
from skill.alexa.certificates import AmazonCertificates
from skill.alexa.verification import Verifier
from skill.settings import Settings

_SAID = "<speak>Breathe in, and slowly out.</speak>"
_CONSTANT = {
    "version": "1.0",
    "response": {"outputSpeech": {"type": "SSML", "ssml": _SAID}, "shouldEndSession": True},
}


def verifier() -> Verifier:
    """Return what lets requests of this machine through, as the skill has it."""
    authority = local_authority(Settings.read(os.environ).home)
    return Verifier(LOCAL_SKILL_ID, [authority.root], LocalCertificates(authority, AmazonCertificates()))


def application() -> Flask:
    """Make the service."""
    app, verified = Flask(__name__), verifier().verify

    def answer() -> Response:
        verified(request.headers["SignatureCertChainUrl"], request.headers["Signature-256"], request.get_data())
        return jsonify(_CONSTANT)

    app.add_url_rule("/alexa", view_func=answer, methods=["POST"])
    return app
