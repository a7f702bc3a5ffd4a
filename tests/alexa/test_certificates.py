"""Fetching chains: from a real server, within bounds."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from skill.alexa.certificates import AmazonCertificates
from skill.alexa.verification import Rejected


@pytest.fixture
def server() -> Iterator[str]:
    """A server that has one chain, one that is too large, and one that is elsewhere."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status = {"/chain": 200, "/large": 200, "/moved": 302}.get(self.path, 404)
            body = b"x" * 200_000 if self.path == "/large" else b"a chain"
            self.send_response(status)
            self.send_header("Location", "/chain")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_chain_is_fetched(server: str) -> None:
    assert AmazonCertificates().fetch(f"{server}/chain") == b"a chain"


@pytest.mark.parametrize("path", ["large", "moved", "missing"])
def test_what_is_too_large_moved_or_missing_is_not(path: str, server: str) -> None:
    with pytest.raises(Rejected, match="fetch"):
        AmazonCertificates().fetch(f"{server}/{path}")
