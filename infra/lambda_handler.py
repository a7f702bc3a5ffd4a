"""The skill on AWS Lambda, behind a function URL: put together once, when a version of the function is published.

Lambda takes a snapshot then, and starts every environment from it.

The environment of the function names the secret that holds the account key, and does not hold the key itself:
whoever may look at a function's settings sees its environment. It is read here, once, and is in the snapshot, which
AWS encrypts.
"""

# ruff: noqa: E402
import gc

gc.disable()  # what is imported stays, and is not looked through again and again while the skill starts

import os
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from apig_wsgi import make_lambda_handler

from skill import logs
from skill.assembly import application
from skill.aws import NoAnswer, Refused, Service
from skill.languages import FALLBACK
from skill.nlu.language import language_for
from skill.restoring import restored
from skill.settings import Settings

SECRET = "READY_ROOM_ACCOUNT_KEY_SECRET"  # noqa: S105 - the name of a variable
"""The variable that names the secret, by its ARN; without it the key is taken from where it always is."""
INITIALISED, BY_SNAPSHOT = "AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"
"""The variable of Lambda's that says how an environment starts, and its value where a snapshot is restored."""
_SECRETS = ("secretsmanager", "secretsmanager")
_IN_AN_ADDRESS = "".join(map(chr, range(0x21, 0x7F)))
"""What HTTP has in an address."""
_CONNECT_SECONDS, _READ_SECONDS, _ATTEMPTS, _PAUSE = 1.0, 2.0, 3, 0.2


Handler = Callable[[Mapping[str, Any], Any], dict[str, Any]]


def start(environment: Mapping[str, str]) -> Handler:
    """Put the skill together; gives what Lambda calls with each event.

    Raises:
        BadSetting: A setting is wrong.
        Unavailable: There can be no ledger.
        NoWay, NoAnswer, Refused: The account key cannot be read.
    """
    logs.to(sys.stdout)  # CloudWatch takes each line for one event, and the metrics in it for metrics
    handler = make_lambda_handler(application(Settings.read(_settings(environment))))
    language_for(FALLBACK).read("something")  # no command: each of them is compiled to find that out
    if environment.get(INITIALISED) == BY_SNAPSHOT:
        from snapshot_restore_py import register_after_restore  # the runtime has it

        register_after_restore(restored)
    gc.freeze()  # nor in any turn
    gc.enable()
    return lambda event, context: handler(_in_ascii(event), context)


def _in_ascii(event: Mapping[str, Any]) -> dict[str, Any]:
    """Return an event whose address has only what HTTP has: AWS decodes it, and apig-wsgi would break at the rest."""
    names = ("rawPath", "rawQueryString")
    return {**event, **{name: quote(event.get(name) or "", _IN_AN_ADDRESS, errors="replace") for name in names}}


def _settings(environment: Mapping[str, str]) -> Mapping[str, str]:
    """Return the settings, the account key among them."""
    secret = environment.get(SECRET)
    if not secret:
        return environment
    endpoint = environment.get("AWS_ENDPOINT_URL_SECRETS_MANAGER")
    region = secret.split(":")[3]  # arn:aws:secretsmanager:us-east-1:…
    service = Service(*_SECRETS, region, _CONNECT_SECONDS, _READ_SECONDS, endpoint=endpoint, version="1.1")
    return {**environment, "READY_ROOM_ACCOUNT_KEY": _read(service, secret)}


def _read(service: Service, secret: str) -> str:
    """Read a secret; what fails may have been throttled, or broken off, and is tried again."""
    for _ in range(_ATTEMPTS - 1):
        try:
            return str(service.call("GetSecretValue", {"SecretId": secret})["SecretString"])
        except (NoAnswer, Refused):
            time.sleep(_PAUSE)
    return str(service.call("GetSecretValue", {"SecretId": secret})["SecretString"])


handler = start(os.environ)
