"""What Lambda runs in the restore test: the bundle's handler, which answers once before the snapshot.

A deployed function has not answered anything by then; here it has, so that its connections and credentials are old.
`AWS_ENDPOINT_URL_DYNAMODB` leads to a stand-in for DynamoDB.
"""

import json
import os
from pathlib import Path

from lambda_handler import handler

assert handler(json.loads(Path(os.environ["FIRST"]).read_text(encoding="utf-8")), None)["statusCode"] == 200
