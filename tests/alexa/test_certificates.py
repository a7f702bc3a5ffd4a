"""Fetching chains from a real server, within limits."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from skill.alexa.certificates import AmazonCertificates
from skill.alexa.verification import Rejected
from tests.patience import ENDS_WITHIN


@pytest.fixture
def server() -> Iterator[str]:
    """A server with one good chain, one too large, one that comes a byte per second, and one that has moved."""
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status = {"/chain": 200, "/large": 200, "/slow": 200, "/moved": 302}.get(self.path, 404)
            body = {"/large": b"x" * 200_000, "/slow": b"x" * 60}.get(self.path, b"a chain")
            self.send_response(status)
            self.send_header("Location", "/chain")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(OSError):  # the client has gone
                for byte in body[:-1] if self.path == "/slow" else b"":
                    self.wfile.write(bytes([byte]))
                    over.wait(1)
                self.wfile.write(body[-1:] if self.path == "/slow" else body)

        def log_message(self, *_args: object) -> None:
            """Log nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(ENDS_WITHIN,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    over.set()
    server.shutdown()
    server.server_close()


def test_a_chain_is_fetched(server: str) -> None:
    assert AmazonCertificates().fetch(f"{server}/chain") == b"a chain"


@pytest.mark.parametrize("path", ["large", "moved", "missing"])
def test_what_is_too_large_moved_or_missing_is_not(path: str, server: str) -> None:
    with pytest.raises(Rejected, match="fetch"):
        AmazonCertificates().fetch(f"{server}/{path}")


def test_one_that_comes_a_byte_at_a_time_is_not_waited_for(server: str) -> None:
    """Each byte comes within the connection's own timeout, but the last one only after a minute."""
    with pytest.raises(Rejected, match="fetch"):
        AmazonCertificates().fetch(f"{server}/slow")


@pytest.mark.parametrize("path", ["/chain\r\nHost: evil.example", "/chain\x00", "/\u2028", "/é", "/\ufffd"])
def test_a_path_of_any_characters_is_a_path_and_no_header(path: str, server: str) -> None:
    """A URL may contain them in encoded form, and is decoded before it is checked."""
    with pytest.raises(Rejected, match="fetch"):
        AmazonCertificates().fetch(f"{server}{path}")
