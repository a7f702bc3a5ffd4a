"""The skill on AWS Lambda, behind a function URL: assembled once, when a version of the function is published.

Lambda takes a snapshot then, and starts every environment from it.

The function's environment names the secret that holds the account key instead of holding the key itself, because
everyone who may view the function's settings sees its environment. The key is read here once and becomes part of the
snapshot, which AWS encrypts.
"""

# ruff: noqa: E402
import gc

gc.disable()  # imported objects stay, so collecting while the skill starts would be wasted

import os
import sys
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

import boto3
from apig_wsgi import make_lambda_handler
from botocore.config import Config

from skill import logs
from skill.assembly import application
from skill.languages import FALLBACK
from skill.nlu.language import language_for
from skill.restoring import restored
from skill.settings import Settings

SECRET = "READY_ROOM_ACCOUNT_KEY_SECRET"  # noqa: S105 - the name of a variable
"""The variable that names the secret by its ARN; without it, the key is read from its usual variable."""
INITIALISED, BY_SNAPSHOT = "AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"
"""Lambda's variable for how an environment starts, and its value if a snapshot is restored."""
_IN_AN_ADDRESS = "".join(map(chr, range(0x21, 0x7F)))
"""The characters that HTTP allows in a URL."""
_WAITS = Config(connect_timeout=1.0, read_timeout=2.0, retries={"total_max_attempts": 3, "mode": "standard"})


Handler = Callable[[Mapping[str, Any], Any], dict[str, Any]]


def start(environment: Mapping[str, str]) -> Handler:
    """Assemble the skill and return the function that Lambda calls with each event.

    Raises:
        BadSetting: A setting is wrong.
        Unavailable: The ledger cannot be opened.
        BotoCoreError, ClientError: The account key cannot be read.
    """
    logs.to(sys.stdout)  # CloudWatch reads each line as one event and extracts its metrics
    handler = make_lambda_handler(application(Settings.read(_settings(environment))))
    language_for(FALLBACK).read("something")  # matches no command, so that every pattern is tried and thus compiled
    if environment.get(INITIALISED) == BY_SNAPSHOT:
        from snapshot_restore_py import register_after_restore  # part of the Lambda runtime

        register_after_restore(restored)
    gc.freeze()  # turns do not collect them either
    gc.enable()
    return lambda event, context: handler(_in_ascii(event), context)


def _in_ascii(event: Mapping[str, Any]) -> dict[str, Any]:
    """Return an event with its URL encoded: AWS decodes it, and apig-wsgi fails on characters that are not ASCII."""
    names = ("rawPath", "rawQueryString")
    return {**event, **{name: quote(event.get(name) or "", _IN_AN_ADDRESS, errors="replace") for name in names}}


def _settings(environment: Mapping[str, str]) -> Mapping[str, str]:
    """Return the environment with the account key in it."""
    secret = environment.get(SECRET)
    if not secret:
        return environment
    region = secret.split(":")[3]  # arn:aws:secretsmanager:us-east-1:…
    secrets = boto3.client("secretsmanager", region_name=region, config=_WAITS)
    return {**environment, "READY_ROOM_ACCOUNT_KEY": secrets.get_secret_value(SecretId=secret)["SecretString"]}


handler = start(os.environ)
