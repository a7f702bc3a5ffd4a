"""Calls to AWS's services: signed as AWS checks, and whatever comes back is an answer, a refusal or no answer."""

import hashlib
import hmac
import json
import socket
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from types import SimpleNamespace
from typing import Any

import pytest
import urllib3
from botocore.exceptions import CredentialRetrievalError

from skill import aws
from skill.aws import NoAnswer, NoWay, Refused, Service
from tests.patience import ENDS_WITHIN, GIVEN_UP_SECONDS, SOON_SECONDS

A_BYTE = 0.05
"""In seconds."""
SECRET, TOKEN = "the secret of nobody", "a token of theirs"


Slowly = Callable[[Callable[..., Any]], Callable[..., Any]]


class Amazon(BaseHTTPRequestHandler):
    """Stores what it is sent and gives a prepared answer."""

    answer: tuple[int, bytes] = (200, b"{}")
    asked: tuple[dict[str, str], bytes] = ({}, b"")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).asked = {name.lower(): value for name, value in self.headers.items()}, body
        status, told = self.answer
        self.send_response(status)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, *_: object) -> None:
        """Log nothing."""


@pytest.fixture
def amazon(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Amazon]]:
    """A stand-in for an AWS service, with credentials for it in the environment."""
    handler = type("Amazon", (Amazon,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, args=(ENDS_WITHIN,), daemon=True).start()
    monkeypatch.setattr(aws, "_address", lambda *_: f"http://127.0.0.1:{server.server_port}")
    for name, value in (("ACCESS_KEY_ID", "AKID"), ("SECRET_ACCESS_KEY", SECRET), ("SESSION_TOKEN", TOKEN)):
        monkeypatch.setenv(f"AWS_{name}", value)
    yield handler
    server.shutdown()
    server.server_close()


@pytest.fixture
def service(amazon: type[Amazon]) -> Iterator[Service]:
    """A client of the stand-in."""
    with closing(Service("dynamodb", "DynamoDB_20120810", "eu-west-1", GIVEN_UP_SECONDS, GIVEN_UP_SECONDS)) as made:
        yield made


def signature(headers: dict[str, str], body: bytes) -> str:
    """Return the signature of a request, as AWS's reference defines "Signature Version 4"."""
    scope, names = "/eu-west-1/dynamodb/aws4_request", headers["authorization"].split("SignedHeaders=")[1].split(",")[0]
    date = headers["x-amz-date"]
    signed = "".join(f"{name}:{headers[name]}\n" for name in names.split(";"))
    canonical = f"POST\n/\n\n{signed}\n{names}\n{hashlib.sha256(body).hexdigest()}"
    text = f"AWS4-HMAC-SHA256\n{date}\n{date[:8]}{scope}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
    key = f"AWS4{SECRET}".encode()
    for part in (date[:8], *scope.strip("/").split("/")):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def test_what_is_sent_is_what_was_signed(amazon: type[Amazon], service: Service) -> None:
    assert service.call("GetItem", {"Key": {"account": {"S": "Zoë"}}}) == {}
    headers, body = amazon.asked
    assert json.loads(body) == {"Key": {"account": {"S": "Zoë"}}}
    assert headers["x-amz-target"] == "DynamoDB_20120810.GetItem"
    assert headers["x-amz-security-token"] == TOKEN
    assert "host;" in headers["authorization"]
    assert headers["authorization"].endswith(f"Signature={signature(headers, body)}")


def test_no_is_told_with_its_reason(amazon: type[Amazon], service: Service) -> None:
    told = {"__type": "com.amazonaws.dynamodb.v20120810#ThrottlingException", "message": "slower"}
    amazon.answer = (400, json.dumps(told).encode())
    with pytest.raises(Refused) as refused:
        service.call("GetItem", {})
    assert (refused.value.code, refused.value.status, refused.value.told) == ("ThrottlingException", 400, told)


@pytest.mark.parametrize(
    "answer", [(200, b""), (200, b"<html>"), (200, b"[]"), (502, b"<html>"), (500, b"{}"), (301, b"{}"), (400, b"[1]")]
)
def test_what_is_not_the_services_is_no_answer(
    answer: tuple[int, bytes], amazon: type[Amazon], service: Service
) -> None:
    amazon.answer = answer
    with pytest.raises(NoAnswer):
        service.call("GetItem", {})


@pytest.fixture
def slowly() -> Iterator[Slowly]:
    """Make a function so slow that waiting for it is noticed, although it does end."""
    over = Event()

    def slowly_(does: Callable[..., Any]) -> Callable[..., Any]:
        def does_it(*how: Any) -> Any:
            if over.wait(GIVEN_UP_SECONDS):
                raise OSError("nobody waited for it")
            return does(*how)

        return does_it

    yield slowly_
    over.set()


def test_an_answer_is_waited_for_once_and_not_with_every_byte_anew() -> None:
    over = Event()
    with socket.create_server(("127.0.0.1", 0)) as server, closing(way_to(server.getsockname()[1])) as made:
        Thread(target=drip, args=(server, over), daemon=True).start()
        with pytest.raises(NoAnswer):
            made.call("GetItem", {})
    over.set()


def test_a_name_is_not_looked_up_for_longer_than_a_connection_is_waited_for(
    amazon: type[Amazon], service: Service, monkeypatch: pytest.MonkeyPatch, slowly: Slowly
) -> None:
    monkeypatch.setattr(service._pool, "timeout", urllib3.Timeout(connect=SOON_SECONDS, read=GIVEN_UP_SECONDS))
    monkeypatch.setattr(socket, "getaddrinfo", slowly(socket.getaddrinfo))
    with pytest.raises(NoAnswer):
        service.call("GetItem", {})


def way_to(port: int) -> Service:
    return Service("dynamodb", "x", "x", 0.2, 0.2, endpoint=f"http://127.0.0.1:{port}", is_local=True)


def drip(server: socket.socket, over: Event) -> None:
    """Answer a byte at a time, and finish after two minutes."""
    line, _ = server.accept()
    with line, suppress(OSError):
        line.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
        for _ in range(int(GIVEN_UP_SECONDS / A_BYTE)):
            line.sendall(b"x")
            over.wait(A_BYTE)
        line.sendall(b"\r\nContent-Length: 2\r\n\r\n{}")


def test_nobody_there_is_no_answer() -> None:
    with pytest.raises(NoAnswer), closing(way_to(1)) as made:
        made.call("GetItem", {})


@pytest.mark.parametrize("region", ["", "nowhere", "us-east-1.example.com/", "us-east-1@example"])
def test_no_region_leads_elsewhere(region: str) -> None:
    with pytest.raises(NoWay, match="is not an AWS region"):
        Service("dynamodb", "x", region, 1, 1)


def test_without_credentials_it_does_not_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ACCESS_KEY_ID", "SECRET_ACCESS_KEY", "SESSION_TOKEN", "PROFILE"):
        monkeypatch.delenv(f"AWS_{name}", raising=False)
    for name in ("CONFIG_FILE", "SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(f"AWS_{name}", "/dev/null")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with pytest.raises(NoWay, match="no AWS credentials"):
        Service("dynamodb", "x", "us-east-1", 1, 1)


def test_credentials_that_cannot_be_found_are_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "nobody")
    monkeypatch.setenv("AWS_CONFIG_FILE", "/dev/null")
    with pytest.raises(NoWay, match="nobody"):
        Service("dynamodb", "x", "us-east-1", 1, 1)


def test_credentials_that_cannot_be_renewed_are_no_answer(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise CredentialRetrievalError(provider="somebody", error_msg="not now")

    monkeypatch.setattr(service._credentials, "get_frozen_credentials", fail)
    with pytest.raises(NoAnswer):
        service.call("GetItem", {})


@pytest.mark.parametrize(
    ("region", "address"),
    [
        ("us-east-1", "https://dynamodb.us-east-1.amazonaws.com"),
        ("cn-north-1", "https://dynamodb.cn-north-1.amazonaws.com.cn"),
    ],
)
def test_where_a_service_is(region: str, address: str) -> None:
    assert aws._address("dynamodb", region) == address


@pytest.mark.parametrize("endpoint", ["localhost:1", "http://localhost:99999", "ftp://localhost:1"])
def test_an_endpoint_that_leads_nowhere_is_said_in_one_line(endpoint: str) -> None:
    with pytest.raises(NoWay, match="is not a usable URL"):
        Service("dynamodb", "x", "x", 1, 1, endpoint=endpoint, is_local=True)


def test_credentials_that_take_long_to_renew_are_not_waited_for(
    service: Service, monkeypatch: pytest.MonkeyPatch, slowly: Slowly
) -> None:
    get = slowly(service._credentials.get_frozen_credentials)
    monkeypatch.setattr(
        service, "_credentials", SimpleNamespace(refresh_needed=lambda: True, get_frozen_credentials=get)
    )
    monkeypatch.setattr(service, "_connect_seconds", SOON_SECONDS)
    with pytest.raises(NoAnswer):
        service.call("GetItem", {})
