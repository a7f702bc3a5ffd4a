"""Strangers who hold connections keep nobody from talking: behind Caddy, and as far as sockets allow without it.

How long turns take meanwhile is measured by `make withstand`. Here turns have to come to their end while the strangers
are there, who come again whenever they are turned away.
"""

import http.client
import json
import ssl
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime

import pytest

from simulator.signing import Signer
from skill.alexa.authority import LOCAL_CHAIN_URL, LOCAL_SKILL_ID
from skill.web.app import LARGEST_BODY
from tests.withstanding.processes import LOG, Service
from tests.withstanding.strangers import (
    ALL,
    HALVES,
    SILENT,
    SLOW,
    Door,
    Hold,
    behind_caddy,
    half,
    longest,
    served,
    silent,
    slow,
    strangers,
    turns,
)

TURNS = 8
GIVEN_UP = 60.0


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, Door]]:
    """The service, with its longest recording rendered."""
    with served(tmp_path_factory.mktemp("strangers")) as (running, door):
        assert asked(door, "GET", f"/sound/{longest().name}") == 200
        yield running, door


@pytest.fixture(scope="module")
def front(service: tuple[Service, Door]) -> Iterator[Door]:
    """Caddy before it, with the configuration of the project."""
    with behind_caddy(service[0].home, service[1]) as door:
        yield door


def line_to(door: Door) -> http.client.HTTPConnection:
    """Return a connection to a door."""
    if door.context is None:
        return http.client.HTTPConnection("localhost", door.port, timeout=GIVEN_UP)
    return http.client.HTTPSConnection("localhost", door.port, timeout=GIVEN_UP, context=door.context)


def asked(door: Door, method: str, path: str, body: bytes = b"") -> int:
    """Send a request; gives the status of its answer."""
    with closing(line_to(door)) as line:
        with suppress(BrokenPipeError, ConnectionResetError, ssl.SSLEOFError):  # it is answered before all is sent
            line.request(method, path, body or None)
        answer = line.getresponse()
        answer.read()
        return answer.status


def test_behind_caddy_all_turns_are_answered_while_strangers_of_all_kinds_are_there(
    service: tuple[Service, Door], front: Door
) -> None:
    with strangers(front, ALL) as there:
        assert len(turns(service[0].home, front, TURNS)) >= TURNS
        assert set(there.held) == {"silent", "half", "slow"}


@pytest.mark.parametrize(("hold", "number"), [(silent, SILENT), (half, HALVES), (slow, SLOW)])
def test_without_it_turns_are_answered_while_strangers_of_a_kind_are_there(
    hold: Hold, number: int, service: tuple[Service, Door]
) -> None:
    with strangers(service[1], {hold: number}):
        assert len(turns(service[0].home, service[1], 3)) >= 3


def test_who_sends_half_a_request_is_let_go_and_nothing_is_logged_of_it(service: tuple[Service, Door]) -> None:
    running, door = service
    for begun in (b"POST /al", b"POST /alexa HTTP/1.1\r\nHost: x\r\nContent-Length: 2000\r\n\r\n{"):
        with door.connect() as line:
            line.sendall(begun)
            while line.recv(1_024):  # whatever it answers, it comes to an end
                pass
    log = (running.home / LOG).read_text(encoding="utf-8")
    assert all(json.loads(one) for one in log.splitlines()), "no line of gunicorn's own"


def test_only_the_skill_its_page_and_its_sound_are_let_through(front: Door) -> None:
    assert asked(front, "POST", "/alexa", b"{}") == 400
    assert asked(front, "GET", f"/sound/{longest().name}") == 200
    assert asked(front, "GET", "/page") == 303
    assert asked(front, "GET", "/page/in") == asked(front, "HEAD", "/page/in") == 200
    assert asked(front, "POST", "/page/in", b"code=2222222222") == 403
    for method, path in (
        *(("GET", "/healthz"), ("GET", "/"), ("GET", "/alexa"), ("POST", "/alexa/"), ("POST", "/Alexa")),
        *(("GET", "/pages"), ("DELETE", "/page/in"), ("GET", "/page/../healthz"), ("GET", "/page/%2e%2e/healthz")),
        *(("POST", f"/sound/{longest().name}"), ("GET", "/sound"), ("GET", "/sound/../healthz"), ("GET", "//healthz")),
    ):
        assert asked(front, method, path) in {404, 405}, path


def test_a_body_that_is_too_large_goes_no_further(service: tuple[Service, Door], front: Door) -> None:
    """Caddy before 2.7, which Debian has, hands on what it has read so far, and never the end."""
    assert asked(front, "POST", "/alexa", b" " * (LARGEST_BODY + 1)) in {400, 413, 502}
    assert "too large" not in (service[0].home / LOG).read_text(encoding="utf-8")


def test_it_sends_others_to_tls(front: Door) -> None:
    with closing(http.client.HTTPConnection("localhost", front.plain, timeout=GIVEN_UP)) as line:
        line.request("GET", "/alexa")
        answer = line.getresponse()
        assert answer.status == 308
        assert (answer.getheader("Location") or "").startswith("https://localhost")


def test_what_it_waits_for_comes_to_an_end(front: Door) -> None:
    """A request of which a byte comes now and then is cut off, which the service by itself cannot do."""
    with front.connect() as line:
        line.sendall(b"POST /alexa HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n")
        line.settimeout(0.5)
        for _ in range(int(GIVEN_UP)):
            try:
                line.sendall(b" ")
                if not line.recv(1_024):
                    return
            except TimeoutError:
                continue
            except OSError:
                return
    pytest.fail("it still waits")


def test_a_signed_body_comes_through_as_it_was_signed(service: tuple[Service, Door], front: Door) -> None:
    """The signature is of its bytes: the odd spaces and characters, too."""
    signer = Signer.load(service[0].home / "authority.key", LOCAL_CHAIN_URL)
    ours = {"application": {"applicationId": LOCAL_SKILL_ID}, "user": {"userId": "naïve"}}
    named = {"type": "LaunchRequest", "requestId": "r", "timestamp": datetime.now(UTC).isoformat(), "locale": "en-US"}
    launch = json.dumps({"version": "1.0", "context": {"System": ours}, "request": named}, ensure_ascii=False, indent=7)
    body = f"{launch} \r\n\t ".encode()
    with closing(line_to(front)) as line:
        line.request("POST", "/alexa", body, dict(signer.headers(body)))
        assert line.getresponse().status == 200
