"""What Lambda runs in the restore test: the bundle's handler, which answers once before the snapshot.

A deployed function has not answered anything by then; here it has, so that its connections and credentials are old.
A stand-in takes the place of DynamoDB on AWS.
"""

import json
import os
from pathlib import Path

from skill import aws

aws._address = lambda *_: os.environ["DYNAMODB"]

from lambda_handler import handler  # noqa: E402 - after replacing the address

assert handler(json.loads(Path(os.environ["FIRST"]).read_text(encoding="utf-8")), None)["statusCode"] == 200
