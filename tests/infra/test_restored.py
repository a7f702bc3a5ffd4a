"""Restoring a snapshot of the function: Amazon's own runtime runs the bundle, from its start to its answers.

Stand-ins replace what exists only on AWS: Lambda's runtime API, which passes events on, and the source of credentials.
"""

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any
from urllib.parse import urlsplit

import pytest

from simulator.device import Device
from simulator.listener import Listener, load_model
from simulator.local import MODELS
from simulator.plays import as_text
from simulator.requests import Caller
from simulator.signing import Signer
from skill.alexa.authority import LOCAL_CHAIN_URL, LOCAL_SKILL_ID, Authority, local_authority
from skill.ledger.table import client_of, create_table
from tests.conftest import REGION
from tests.infra.pythons import python
from tests.infra.test_bundle import event
from tests.patience import ENDS_WITHIN
from tools.bundle import build, install

RESTORED = Path(__file__).parent / "restored.py"
TEST = Path(__file__).parent.parent.parent / "requirements" / "test.txt"
RUNTIME = ("awslambdaric", "simplejson", "snapshot-restore-py")
"""Amazon's own runtime and its dependencies."""
OF_EVERY_EVENT = {
    "Lambda-Runtime-Aws-Request-Id": "r",
    "Lambda-Runtime-Deadline-Ms": "4102444800000",
    "Lambda-Runtime-Invoked-Function-Arn": "arn:aws:lambda:us-east-1:1:function:f:live",
    "Content-Type": "application/json",
}
GIVEN_UP = 60.0


OWN_TABLE = "restored"
"""Of this test alone: a ledger takes only one account key."""


class Quiet(BaseHTTPRequestHandler):
    """A server that keeps its connections open and logs nothing."""

    protocol_version = "HTTP/1.1"

    def give(self, status: int, content: bytes, headers: Mapping[str, str] | None = None) -> None:
        """Send an answer."""
        self.send_response(status)
        for name, value in {**(headers or {}), "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def read(self) -> bytes:
        """Return the body that was sent."""
        return self.rfile.read(int(self.headers["Content-Length"]))

    def log_message(self, *_: object) -> None:
        """Log nothing."""


@contextmanager
def serving(handler: type[Quiet]) -> Iterator[str]:
    """Serve on a free port; yield the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, args=(ENDS_WITHIN,), daemon=True).start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class Lambda:
    """Lambda's side: the environment's state, its events and its answers."""

    is_frozen: Event = field(default_factory=Event)
    goes_on: Event = field(default_factory=Event)
    events: "SimpleQueue[bytes]" = field(default_factory=SimpleQueue)
    answers: "SimpleQueue[tuple[str, bytes]]" = field(default_factory=SimpleQueue)

    def handler(self) -> type[Quiet]:
        """Return Lambda's runtime API."""
        of = self

        class Api(Quiet):
            def do_GET(self) -> None:
                if self.path.endswith("/restore/next"):
                    of.is_frozen.set()
                    of.goes_on.wait()
                    self.give(200, b"")
                    return
                with suppress(OSError):  # the environment ends while it waits
                    self.give(200, of.events.get(), OF_EVERY_EVENT)

            def do_POST(self) -> None:
                of.answers.put((self.path.rpartition("/")[2], self.read()))
                self.give(202, b"")

        return Api

    def invoke(self, given: Mapping[str, Any]) -> Mapping[str, Any]:
        """Pass an event on; return the function's answer."""
        self.events.put(json.dumps(given).encode())
        kind, answer = self.answers.get(timeout=GIVEN_UP)
        assert kind == "response", answer
        told: Mapping[str, Any] = json.loads(answer)
        return told


@dataclass
class Amazon:
    """DynamoDB, and the source of its credentials.

    Args:
        endpoint: The URL of DynamoDB Local.
    """

    endpoint: str
    key: str = "BEFORE"
    is_another_world: bool = False
    asked: list[tuple[bool, str]] = field(default_factory=list)
    """For each call, whether its connection is older than the restore, and its access key."""

    def handler(self) -> type[Quiet]:
        """Return DynamoDB, for which a snapshot's connections are dead: a call over one gets no answer."""
        of = self

        class DynamoDb(Quiet):
            def setup(self) -> None:
                super().setup()
                self.is_old = not of.is_another_world

            def do_POST(self) -> None:
                body = self.read()
                came_old = self.is_old and of.is_another_world
                of.asked.append((came_old, self.headers["Authorization"].split("Credential=")[1].split("/")[0]))
                if came_old:
                    Event().wait(GIVEN_UP)
                    return
                line = HTTPConnection(urlsplit(of.endpoint).netloc)
                line.request("POST", "/", body, dict(self.headers.items()))
                answer = line.getresponse()
                self.give(answer.status, answer.read())
                line.close()

            def do_GET(self) -> None:  # the credentials
                ends = (datetime.now(UTC) + timedelta(hours=6)).strftime("%Y-%m-%dT%H:%M:%SZ")
                given = {"AccessKeyId": of.key, "SecretAccessKey": "secret", "Token": "token", "Expiration": ends}
                self.give(200, json.dumps(given).encode())

        return DynamoDb


@pytest.fixture(scope="module")
def task(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle, with the module that Lambda runs in this test."""
    folder = tmp_path_factory.mktemp("task") / "lambda"
    build(folder, native=True, python=python().version)
    (folder / "restored.py").write_bytes(RESTORED.read_bytes())
    return folder


@pytest.fixture(scope="module")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Amazon's own runtime, which Lambda provides in addition to the bundle."""
    folder = tmp_path_factory.mktemp("runtime")
    pinned = TEST.read_text(encoding="utf-8").replace("\\\n", "").splitlines()
    (folder / "wanted").write_text("\n".join(one for one in pinned if one.partition("==")[0] in RUNTIME))
    install(folder / "wanted", folder / "runtime", ["--python-version", python().version])
    return folder / "runtime"


@dataclass
class Function:
    """A function in one of Lambda's environments.

    Args:
        of: Lambda's side of it.
        amazon: The services that it calls.
        authority: The authority that signs in Amazon's place.
        user: The user who speaks.
    """

    of: Lambda
    amazon: Amazon
    authority: Authority
    user: str

    def device(self) -> Device:
        """Return a device that talks to it."""
        signer = Signer.load(self.authority.key, LOCAL_CHAIN_URL)
        listener = Listener(load_model(MODELS, "en-US"), datetime.now(UTC).date())
        return Device(listener, self._post, signer, LOCAL_SKILL_ID, caller=Caller(user=self.user))

    def _post(self, body: bytes, headers: Mapping[str, str]) -> Mapping[str, Any]:
        answer = self.of.invoke(event(body, headers))
        assert answer["statusCode"] == 200, answer
        told: Mapping[str, Any] = json.loads(answer["body"])
        return told


def first(authority: Authority, user: str) -> str:
    """Return the event that is answered before the snapshot."""
    sent: list[Mapping[str, Any]] = []

    def post(body: bytes, headers: Mapping[str, str]) -> Mapping[str, Any]:
        sent.append(event(body, headers))
        return {"version": "1.0", "response": {"shouldEndSession": True}}

    listener = Listener(load_model(MODELS, "en-US"), datetime.now(UTC).date())
    signer = Signer.load(authority.key, LOCAL_CHAIN_URL)
    Device(listener, post, signer, LOCAL_SKILL_ID, caller=Caller(user=user)).hear("open ready room")
    return json.dumps(sent[0])


@pytest.fixture
def function(task: Path, runtime: Path, dynamodb: str, tmp_path: Path, user: str) -> Iterator[Function]:
    """A function whose snapshot has just been taken."""
    authority = local_authority(tmp_path)
    (tmp_path / "first").write_text(first(authority, user), encoding="utf-8")
    client = client_of(REGION, dynamodb)
    create_table(client, OWN_TABLE)
    client.close()
    of, amazon = Lambda(), Amazon(dynamodb)
    with serving(of.handler()) as api, serving(amazon.handler()) as aws:
        environment = {
            "TZ": ":UTC",
            "PYTHONPATH": f"{task}:{runtime}",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONWARNINGS": "ignore",
            "LAMBDA_TASK_ROOT": str(task),
            "AWS_LAMBDA_RUNTIME_API": api,
            "AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": f"http://{aws}/credentials",
            "AWS_EC2_METADATA_DISABLED": "true",
            "HOME": str(tmp_path),
            "AWS_ENDPOINT_URL_DYNAMODB": f"http://{aws}",
            "FIRST": str(tmp_path / "first"),
            "READY_ROOM_HOME": str(tmp_path),
            "READY_ROOM_LEDGER": f"dynamodb://{OWN_TABLE}?region={REGION}",
        }
        command = [python().path, "-s", "-m", "awslambdaric", "restored.handler"]
        log = tmp_path / "log"
        with log.open("wb") as out:
            process = subprocess.Popen(command, cwd=task, env=environment, stdout=out, stderr=subprocess.STDOUT)
        try:
            assert of.is_frozen.wait(GIVEN_UP), log.read_text(encoding="utf-8")
            yield Function(of, amazon, authority, user)
        finally:
            process.kill()
            process.wait()
            of.goes_on.set()
            of.events.put(b"{}")


def test_what_a_snapshot_holds_of_connections_and_credentials_is_used_no_more(function: Function) -> None:
    amazon = function.amazon
    assert {key for _, key in amazon.asked} == {"BEFORE"}
    amazon.asked.clear()
    amazon.is_another_world, amazon.key = True, "AFTER"
    function.of.goes_on.set()
    kitchen = function.device()
    assert "Softly, through the nose" in as_text(kitchen.hear("ask ready room to warm me up"))
    kitchen.hear("tell ready room that I paused before each answer")
    assert "I paused before each answer" in as_text(function.device().hear("ask ready room for my evidence"))
    assert set(amazon.asked) == {(False, "AFTER")}
