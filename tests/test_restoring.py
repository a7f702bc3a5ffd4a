"""A copy of a process uses none of its connections, and does not draw the same random numbers."""

import random
import ssl
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from skill.alexa.api import AlexaApi, ApiAccess
from skill.alexa.certificates import AmazonCertificates
from skill.deadline import Deadline
from skill.ledger.dynamodb import Client
from skill.restoring import on_restore, restored
from tests.patience import ENDS_WITHIN, GIVEN_UP_SECONDS


class Server(BaseHTTPRequestHandler):
    """Keeps its connections open, and records each request's connection and access key."""

    protocol_version = "HTTP/1.1"
    connections: list[int]
    keys: list[str]

    def do_GET(self) -> None:
        self.connections.append(self.client_address[1])
        self.send_response(200)
        self.send_header("Content-Length", "24")
        self.end_headers()
        self.wfile.write(b'{"ConsumedCapacity": {}}')

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.keys.append(self.headers["Authorization"].split("Credential=")[1].split("/")[0])
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Log nothing."""


@pytest.fixture
def server() -> Iterator[tuple[str, type[Server]]]:
    """A server; yields its address and its records."""
    handler = type("OneServer", (Server,), {"connections": [], "keys": []})
    made = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    made.daemon_threads = True
    Thread(target=made.serve_forever, args=(ENDS_WITHIN,), daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}", handler
    made.shutdown()
    made.server_close()


def came_over(handler: type[Server]) -> tuple[bool, bool]:
    """Return whether the second and the third of three requests came over the first one's connection."""
    first, second, third = handler.connections
    return second == first, third == first


def test_amazons_certificates_are_fetched_over_a_new_connection(server: tuple[str, type[Server]]) -> None:
    certificates = AmazonCertificates()
    certificates.fetch(f"{server[0]}/a")
    certificates.fetch(f"{server[0]}/a")
    restored()
    certificates.fetch(f"{server[0]}/a")
    assert came_over(server[1]) == (True, False)


def test_alexas_api_is_asked_over_a_new_connection(server: tuple[str, type[Server]]) -> None:
    access = ApiAccess(endpoint=server[0], token="token", device_id="d")
    api = AlexaApi(access, "en-US", Deadline.after(60), is_local=True)
    api.time_zone()
    api.time_zone()
    restored()
    api.time_zone()
    assert came_over(server[1]) == (True, False)


def test_aws_is_called_over_a_new_connection_with_credentials_that_are_found_again(
    server: tuple[str, type[Server]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", server[0])
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "BEFORE")
    service = Client("eu-west-1", waits=(5, 5))
    service.call("GetItem", {})
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AFTER")
    service.call("GetItem", {})
    restored()
    service.call("GetItem", {})
    assert came_over(server[1]) == (True, False)
    assert server[1].keys == ["BEFORE", "BEFORE", "AFTER"]


def test_where_no_credentials_are_found_those_that_there_are_are_kept_and_it_is_logged(
    server: tuple[str, type[Server]], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", server[0])
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "BEFORE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    service = Client("eu-west-1", waits=(5, 5))
    for name in ("ACCESS_KEY_ID", "SECRET_ACCESS_KEY"):
        monkeypatch.delenv(f"AWS_{name}")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    restored()
    service.call("GetItem", {})
    assert server[1].keys == ["BEFORE"]
    assert "no new credentials" in caplog.text


FORKING = """
import os, sys
from skill.ledger.dynamodb import Client
client = Client("eu-west-1", sys.argv[1], waits=(5, 5))
client.call("GetItem", {})
child = os.fork()
if child:
    assert os.waitpid(child, 0) == (child, 0)
client.call("GetItem", {})
"""


def test_a_forked_worker_has_a_connection_of_its_own(server: tuple[str, type[Server]]) -> None:
    subprocess.run([sys.executable, "-c", FORKING, server[0]], check=True, timeout=GIVEN_UP_SECONDS)
    assert came_over(server[1]) == (False, True), "the child asks second, the parent third"


def test_two_copies_of_a_snapshot_draw_other_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python and OpenSSL reseed after a fork, but do not notice a snapshot."""
    added: list[bytes] = []
    monkeypatch.setattr(ssl, "RAND_add", lambda entropy, _estimate: added.append(entropy))
    snapshot = random.getstate()
    drawn = []
    for _ in range(2):
        random.setstate(snapshot)
        restored()
        drawn.append(random.random())  # noqa: S311 - retries use it for their pauses
    assert drawn[0] != drawn[1]
    assert len(set(added)) == 2


def test_what_is_gone_is_not_renewed() -> None:
    renewed: list[str] = []

    class Kept:
        def renew(self) -> None:
            renewed.append("once")

    kept = Kept()
    on_restore(kept.renew)
    restored()
    del kept
    restored()
    assert renewed == ["once"]
