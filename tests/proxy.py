"""A way to DynamoDB on which things go wrong: real requests and real answers, delayed, lost or refused on the wire."""

import http.client
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


class Fault(Enum):
    """What goes wrong with a request."""

    REFUSED = "the connection is closed before the request is read"
    SILENT = "the request is read, and nothing comes back"
    REPLY_LOST = "the request is carried out, and its reply is lost"
    THROTTLED = "DynamoDB says that it is too much"
    FAILED = "DynamoDB fails with a 500"


class Line:
    """The way to DynamoDB.

    Args:
        endpoint: Where DynamoDB is.
    """

    def __init__(self, endpoint: str) -> None:
        self.endpoint = endpoint
        self.url = ""
        self.calls: list[str] = []
        self._fault: Callable[[str, int], Fault | None] = lambda _operation, _number: None
        self._over = threading.Event()

    def break_(self, fault: Fault, *operations: str, times: int = 1_000_000) -> None:
        """Let requests go wrong, so many times: those of some operations, or all."""
        left = [times]

        def decide(operation: str, _number: int) -> Fault | None:
            if (operations and operation not in operations) or not left[0]:
                return None
            left[0] -= 1
            return fault

        self._fault = decide

    def mend(self) -> None:
        """Let everything go right again."""
        self._fault = lambda _operation, _number: None

    def carry(self, operation: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes] | None:
        """Carry a request; `None` when nothing is to come back."""
        self.calls.append(operation)
        fault = self._fault(operation, len(self.calls))
        if fault is Fault.SILENT:
            self._over.wait(20)
        if fault in {Fault.REFUSED, Fault.SILENT}:
            return None
        if fault is Fault.THROTTLED:
            return 400, json.dumps({"__type": "com.amazonaws.dynamodb.v20120810#ThrottlingException"}).encode()
        if fault is Fault.FAILED:
            return 500, json.dumps({"__type": "com.amazonaws.dynamodb.v20120810#InternalServerError"}).encode()
        to = http.client.HTTPConnection(urlsplit(self.endpoint).netloc, timeout=20)
        to.request("POST", "/", body, headers)
        answer = to.getresponse()
        reply = answer.status, answer.read()
        to.close()
        return None if fault is Fault.REPLY_LOST else reply

    def close(self) -> None:
        """Let go of whoever still waits."""
        self._over.set()


@contextmanager
def line_to(endpoint: str) -> Iterator[Line]:
    """Open a way to DynamoDB while in the block."""
    line = Line(endpoint)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            operation = self.headers["X-Amz-Target"].rsplit(".", 1)[1]
            reply = line.carry(operation, body, dict(self.headers.items()))
            if reply is None:
                self.close_connection = True
                return
            status, content = reply
            self.send_response(status)
            self.send_header("Content-Type", "application/x-amz-json-1.0")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    line.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield line
    finally:
        line.close()
        server.shutdown()
        server.server_close()
