"""What Lambda runs in the test of a restore: the bundle's handler, which has answered once before the snapshot.

A deployed function has answered nothing by then; here it has, so that it has connections and credentials that are old.
Where AWS has DynamoDB, the test has a stand-in.
"""

import json
import os
from pathlib import Path

from skill import aws

aws._address = lambda *_: os.environ["DYNAMODB"]

from lambda_handler import handler  # noqa: E402 - the address first

assert handler(json.loads(Path(os.environ["FIRST"]).read_text(encoding="utf-8")), None)["statusCode"] == 200
