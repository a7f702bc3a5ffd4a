"""A way to DynamoDB on which things go wrong: real requests and real answers, delayed, lost or refused on the wire."""

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedIOBase
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from tests.patience import ENDS_WITHIN, GIVEN_UP_SECONDS

SLOW_SECONDS, _A_BYTE = 0.8, 0.1


class Fault(Enum):
    """What goes wrong with a request."""

    REFUSED = "the connection is closed before the request is read"
    SILENT = "the request is read, and nothing comes back"
    REPLY_LOST = "the request is carried out, and its reply is lost"
    THROTTLED = "DynamoDB says that it is too much"
    FAILED = "DynamoDB fails with a 500"
    IN_THE_WAY = "another transaction is under way on the same records"
    SLOW = "the request is carried out, and its reply takes its time"
    DRIPPING = "the request is carried out, and its reply comes a byte at a time"
    IN_PART = "of a batch only the first is carried out, and the rest is handed back"


def _refusal(code: str, **more: Any) -> bytes:
    return json.dumps({"__type": f"com.amazonaws.dynamodb.v20120810#{code}"} | more).encode()


_REFUSALS = {
    Fault.THROTTLED: (400, _refusal("ThrottlingException")),
    Fault.FAILED: (500, _refusal("InternalServerError")),
    Fault.IN_THE_WAY: (
        400,
        _refusal("TransactionCanceledException", CancellationReasons=[{"Code": "TransactionConflict"}]),
    ),
}


class Reply(NamedTuple):
    """What comes back, and how many seconds apart its bytes are."""

    status: int
    content: bytes
    a_byte: float = 0.0


class Line:
    """The way to DynamoDB.

    Args:
        endpoint: Where DynamoDB is.
    """

    def __init__(self, endpoint: str) -> None:
        self.endpoint = endpoint
        self.url = ""
        self.calls: list[str] = []
        self._fault: Fault | None = None
        self._operations: tuple[str, ...] = ()
        self._times = 0
        self._over = threading.Event()

    def break_(self, fault: Fault, *operations: str, times: int = 1_000_000) -> None:
        """Let requests go wrong, so many times: those of some operations, or all."""
        self._fault, self._operations, self._times = fault, operations, times

    def mend(self) -> None:
        """Let everything go right again."""
        self._fault = None

    def holds_back(self, operation: str) -> bool:
        """Whether the answer to the next such request does not come, or not to its end."""
        return self._next(operation) in {Fault.SILENT, Fault.DRIPPING}

    def _next(self, operation: str) -> Fault | None:
        """Return what goes wrong with the next such request."""
        is_meant = not self._operations or operation in self._operations
        return self._fault if is_meant and self._times else None

    def carry(self, operation: str, body: bytes, headers: dict[str, str]) -> Reply | None:
        """Carry a request; `None` when nothing is to come back."""
        self.calls.append(operation)
        fault = self._next(operation)
        self._times -= fault is not None
        if fault is Fault.SILENT:
            self._over.wait(GIVEN_UP_SECONDS)
        if fault in {Fault.REFUSED, Fault.SILENT}:
            return None
        if fault in _REFUSALS:
            return Reply(*_REFUSALS[fault])
        reply = self._carried_in_part(body, headers) if fault is Fault.IN_PART else self._carried(body, headers)
        if fault is Fault.SLOW:
            self._over.wait(SLOW_SECONDS)
        if fault is Fault.DRIPPING:
            return reply._replace(a_byte=_A_BYTE)
        return None if fault is Fault.REPLY_LOST else reply

    def _carried(self, body: bytes, headers: dict[str, str]) -> Reply:
        to = http.client.HTTPConnection(urlsplit(self.endpoint).netloc, timeout=GIVEN_UP_SECONDS)
        to.request("POST", "/", body, headers | {"Content-Length": str(len(body))})
        answer = to.getresponse()
        reply = Reply(answer.status, answer.read())
        to.close()
        return reply

    def _carried_in_part(self, body: bytes, headers: dict[str, str]) -> Reply:
        first, rest = _shared(json.loads(body))
        reply = self._carried(json.dumps(first).encode(), headers)
        return Reply(reply.status, json.dumps(json.loads(reply.content) | rest).encode())

    def write(self, reply: Reply, to: BufferedIOBase) -> None:
        """Write a reply's content, byte by byte if it is to come so; the rest at once when nobody waits any more."""
        done = 0
        while reply.a_byte and done < len(reply.content) and not self._over.wait(reply.a_byte):
            to.write(reply.content[done : done + 1])
            done += 1
        to.write(reply.content[done:])

    def close(self) -> None:
        """Let go of whoever still waits."""
        self._over.set()


def _shared(request: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Share a batch out: what is carried out of it, and the part of the reply that hands back the rest."""
    ((table, asked),) = request["RequestItems"].items()
    if isinstance(asked, dict):
        now, later = ({**asked, "Keys": keys} for keys in (asked["Keys"][:1], asked["Keys"][1:]))
        rest = {"UnprocessedKeys": {table: later} if later["Keys"] else {}}
    else:
        now, rest = asked[:1], {"UnprocessedItems": {table: asked[1:]} if asked[1:] else {}}
    return request | {"RequestItems": {table: now}}, rest


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
            self.send_response(reply.status)
            self.send_header("Content-Type", "application/x-amz-json-1.0")
            self.send_header("Content-Length", str(len(reply.content)))
            with suppress(BrokenPipeError, ConnectionResetError):  # nobody waits for it any more
                self.end_headers()
                line.write(reply, self.wfile)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(ENDS_WITHIN,), daemon=True).start()
    line.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield line
    finally:
        line.close()
        server.shutdown()
        server.server_close()
